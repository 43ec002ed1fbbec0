"""The diary of the invented providers: every session finds a slot that is really free."""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import date, datetime, timedelta

from ruko_desk.clock import at

HOURS = (8, 9, 10, 11, 13, 14, 15)
FRIDAY, SATURDAY = 4, 5


class Diary:
    """Hands out whole hours of working days, each provider's once, each client's once a day."""

    def __init__(self, providers: dict[str, list[int]], holidays: Collection[date]) -> None:
        self._providers = providers
        self._holidays = frozenset(holidays)
        self._taken: dict[tuple[int, date], int] = {}

    def book(
        self, chance: random.Random, service: str, wished: date, client_days: set[date]
    ) -> tuple[int, datetime]:
        """Return a provider of the service and the first free hour on or after the wished day."""
        providers = self._providers[service]
        first = chance.randrange(len(providers))
        day = wished
        while True:
            if self.is_open(day) and day not in client_days:
                for step in range(len(providers)):
                    provider = providers[(first + step) % len(providers)]
                    used = self._taken.get((provider, day), 0)
                    hours = HOURS[:6] if day.weekday() == FRIDAY else HOURS
                    if used < len(hours) - 1:
                        self._taken[provider, day] = used + 1
                        client_days.add(day)
                        hour = hours[(used + provider) % len(hours)]
                        return provider, at(day, hour)
            day += timedelta(days=1)

    def is_open(self, day: date) -> bool:
        """Tell whether the house works that day."""
        return day.weekday() < SATURDAY and day not in self._holidays
