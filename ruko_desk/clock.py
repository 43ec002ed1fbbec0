"""The one place that knows what time it is and that the house lives in Asia/Jakarta (UTC+7).

Instants are stored in UTC; the local zone has no daylight saving, so a fixed offset is exact and
needs no time-zone database on the PC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

JAKARTA = timezone(timedelta(hours=7), "WIB")


class Clock(Protocol):
    """Source of the present instant; tests inject their own."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until moved; for practice data and tests."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant it was set to."""
        return self.instant

    def advance(self, **span: float) -> None:
        """Move forward by `timedelta(**span)`."""
        self.instant += timedelta(**span)


def today(clock: Clock) -> date:
    """Return the house's calendar day."""
    return local(clock.now()).date()


def local(instant: datetime) -> datetime:
    """Return the instant in the house's zone.

    Raises:
        ValueError: the instant is naive.
    """
    if instant.tzinfo is None:
        msg = "naive instant"
        raise ValueError(msg)
    return instant.astimezone(JAKARTA)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the UTC instant of a local wall-clock time of the house."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=JAKARTA).astimezone(UTC)
