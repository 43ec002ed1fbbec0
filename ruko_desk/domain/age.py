"""Ages: from a birth date, a partial one, or an age that was stated; who counts as a child.

Counting rules: from a birth date; from a partial date the youngest age possible, so that nobody
who may be a child is taken for an adult; from a stated age plus the whole years since it was
stated. A child is under 18 on the day that counts, also before birth (UU 35/2014 art. 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ruko_desk.domain.dates import PartialDate, Precision

ADULT_AT: Final = 18
OLDEST: Final = 120

SURVIVOR_BANDS: Final = (
    (5, "0-5"),
    (12, "6-12"),
    (17, "13-17"),
    (24, "18-24"),
    (44, "25-44"),
    (59, "45-59"),
)
PERPETRATOR_BANDS: Final = ((17, "0-17"), (24, "18-24"), (59, "25-59"))
_OLDEST_BAND: Final = "60+"


@dataclass(frozen=True, slots=True)
class Age:
    """Completed years and, if the birth date is known to the day, completed months beyond them."""

    years: int
    months: int | None = None

    @property
    def is_child(self) -> bool:
        """Tell whether this is an age under 18."""
        return self.years < ADULT_AT

    def text(self) -> str:
        """Return `5 tahun 2 bulan` for a child, `31 tahun` for an adult."""
        if self.is_child and self.months is not None:
            if self.years == 0:
                return f"{self.months} bulan"
            if self.months:
                return f"{self.years} tahun {self.months} bulan"
        return f"{self.years} tahun"


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthInfo:
    """What is known of somebody's age; the birth date counts before the stated age.

    Attributes:
        birth: birth date with its precision.
        stated_age: whole years, as stated on the day `stated_on`.
    """

    birth: PartialDate | None = None
    stated_age: int | None = None
    stated_on: date | None = None

    def age_on(self, day: date) -> Age | None:
        """Return the age on a day, 0 before birth, or None if nothing is known."""
        if self.birth is not None:
            exact = self.birth.precision is Precision.DAY
            return _between(self.birth.latest(), day, exact=exact)
        if self.stated_age is None or self.stated_on is None:
            return None
        return Age(max(0, self.stated_age + _whole_years(self.stated_on, day)))

    def is_child_on(self, day: date) -> bool | None:
        """Tell whether the person is under 18 on a day; None if nothing is known."""
        age = self.age_on(day)
        return None if age is None else age.is_child


def survivor_band(years: int) -> str:
    """Return the age band of a survivor, a code of the list `usia_korban`."""
    return _band(years, SURVIVOR_BANDS)


def perpetrator_band(years: int) -> str:
    """Return the age band of an alleged perpetrator, a code of the list `usia_terlapor`."""
    return _band(years, PERPETRATOR_BANDS)


def mismatch(info: BirthInfo) -> str:
    """Return the sentence for a stated age that does not fit the birth date, or "".

    A stated age is often a guess: one year more or less is no mismatch.
    """
    if info.birth is None or info.stated_age is None or info.stated_on is None:
        return ""
    youngest = _whole_years(info.birth.latest(), info.stated_on)
    oldest = _whole_years(info.birth.earliest(), info.stated_on)
    if youngest - 1 <= info.stated_age <= oldest + 1:
        return ""
    return (
        f"Usia {info.stated_age} dan tahun lahir {info.birth.year} tidak cocok. "
        "Periksa salah satunya"
    )


def _band(years: int, bands: tuple[tuple[int, str], ...]) -> str:
    return next((code for last, code in bands if years <= last), _OLDEST_BAND)


def _between(born: date, day: date, *, exact: bool) -> Age:
    if day <= born:
        return Age(0, 0 if exact else None)
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    return Age(months // 12, months % 12 if exact else None)


def _whole_years(start: date, day: date) -> int:
    """Return completed years from `start` to `day`; negative when `day` comes before."""
    if day < start:
        return -_whole_years(day, start) - (0 if _same_day(day, start) else 1)
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))


def _same_day(one: date, other: date) -> bool:
    return (one.month, one.day) == (other.month, other.day)
