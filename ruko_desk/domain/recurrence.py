"""Which days a repeated session falls on: daily, weekly on chosen days, monthly on an n-th weekday.

A day that is a holiday is left out on purpose and named, never moved by itself; `count` counts the
sessions that are held. A rule without an end does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ruko_desk.domain.indonesian import WEEKDAYS, day_text
from ruko_desk.errors import FieldErrors

MOST: Final = 60
"""Sessions of one series; more would be planned further ahead than a house can keep."""
HORIZON: Final = timedelta(days=366)
LAST: Final = 5
"""As `nth`: the last such weekday of the month."""

_MOST_BETWEEN: Final = 26
_NTH: Final = ("pertama", "kedua", "ketiga", "keempat", "terakhir")


class Rhythm(StrEnum):
    """How a session comes again."""

    DAILY = "harian"
    WEEKLY = "mingguan"
    MONTHLY = "bulanan"


class Scope(StrEnum):
    """How much of a series a change is for."""

    THIS = "ini"
    FROM_HERE = "seterusnya"
    ALL = "semua"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A rule, by count or until.

    Attributes:
        rhythm: daily, weekly or monthly.
        every: each day, each second week, ...
        weekdays: 0 = Monday; of a weekly rule one or more, of a monthly rule one.
        nth: of a monthly rule, which such weekday of the month; `LAST` = 5.
        count: how many sessions are held; 0 when `until` ends it.
        until: last day on which one may be held.
    """

    rhythm: Rhythm
    every: int = 1
    weekdays: frozenset[int] = frozenset()
    nth: int = 0
    count: int = 0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day of the rule; with the name of a holiday no session is held."""

    day: date
    holiday: str = ""


def nth_of(day: date) -> int:
    """Return which weekday of its kind a day is in its month, 1 to 4; the fifth is the last."""
    return (day.day - 1) // 7 + 1


def check(rule: Recurrence, first: date) -> None:
    """Refuse a rule that cannot be, or that never ends.

    Raises:
        FieldErrors: by the name of the field.
    """
    wrong: dict[str, str] = {}
    if not 1 <= rule.every <= _MOST_BETWEEN:
        wrong["every"] = f"Isi jarak antara 1 dan {_MOST_BETWEEN}"
    if rule.rhythm is Rhythm.WEEKLY and not rule.weekdays:
        wrong["weekdays"] = "Pilih sedikitnya satu hari"
    if rule.rhythm is Rhythm.MONTHLY and not (len(rule.weekdays) == 1 and 1 <= rule.nth <= LAST):
        wrong["nth"] = "Pilih pekan ke berapa dalam bulan"
    if (rule.until is None) == (rule.count == 0):
        wrong["count"] = "Isi jumlah sesi atau tanggal akhir"
    elif rule.until is None and not 2 <= rule.count <= MOST:  # noqa: PLR2004 - one is no series
        wrong["count"] = f"Isi jumlah sesi antara 2 dan {MOST}"
    elif rule.until is not None and not first < rule.until <= first + HORIZON:
        wrong["until"] = "Isi tanggal sesudah sesi pertama, paling lama satu tahun"
    if wrong:
        raise FieldErrors(wrong)


def occurrences(
    rule: Recurrence, first: date, holidays: Mapping[date, str]
) -> tuple[Occurrence, ...]:
    """Return the days of a rule from `first` on, holidays among them by name.

    A day within a year at most; the rule has to be checked before.
    """
    until = min(rule.until or date.max, first + HORIZON)
    most = rule.count or MOST
    found: list[Occurrence] = []
    held = 0
    for day in _days(rule, first):
        if day > until or held == most:
            break
        holiday = holidays.get(day, "")
        held += not holiday
        found.append(Occurrence(day, holiday))
    while found and found[-1].holiday and held == most:
        found.pop()
    return tuple(found)


def rule_words(rule: Recurrence) -> str:
    """Return a rule in words: `Setiap 2 pekan pada Senin dan Kamis, 10 kali`."""
    days = [WEEKDAYS[day] for day in sorted(rule.weekdays)]
    every = f"{rule.every} " if rule.every > 1 else ""
    if rule.rhythm is Rhythm.DAILY:
        words = f"Setiap {every}hari"
    elif rule.rhythm is Rhythm.WEEKLY:
        words = f"Setiap {every}pekan pada {_listed(days)}"
    else:
        words = f"Setiap {every}bulan pada {days[0]} {_NTH[rule.nth - 1]}"
    return (
        f"{words}, sampai {day_text(rule.until)}" if rule.until else f"{words}, {rule.count} kali"
    )


def _days(rule: Recurrence, first: date) -> Iterator[date]:
    """Yield the days of the rule without end, none before `first`."""
    if rule.rhythm is Rhythm.DAILY:
        step = timedelta(days=rule.every)
        day = first
        while True:
            yield day
            day += step
    elif rule.rhythm is Rhythm.WEEKLY:
        monday = first - timedelta(days=first.weekday())
        while True:
            for weekday in sorted(rule.weekdays):
                day = monday + timedelta(days=weekday)
                if day >= first:
                    yield day
            monday += timedelta(weeks=rule.every)
    else:
        (weekday,) = rule.weekdays
        year, month = first.year, first.month
        while True:
            day = _nth_weekday(year, month, weekday, rule.nth)
            if day >= first:
                yield day
            year, month = year + (month - 1 + rule.every) // 12, (month - 1 + rule.every) % 12 + 1


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    begin = date(year, month, 1)
    day = begin + timedelta(days=(weekday - begin.weekday()) % 7, weeks=nth - 1)
    return day if day.month == month else day - timedelta(weeks=1)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} dan {names[-1]}"
