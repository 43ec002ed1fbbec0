"""Dates that may be known only to the month or the year; their precision is never lost.

A partial date is kept as typed. Nothing here invents a day or a month that nobody said.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ruko_desk.domain.indonesian import MONTHS, day_text
from ruko_desk.errors import UserError

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
UNREADABLE: Final = "Tulis tanggal seperti 27/3/2026, atau bulan dan tahun saja"

_FUTURE_YEARS: Final = 19
"""How far ahead a two-digit year may lie; the other eighty years of the window lie behind."""

_MONTH_WORDS: Final = {
    "jan": 1, "januari": 1, "january": 1,
    "feb": 2, "peb": 2, "februari": 2, "pebruari": 2, "february": 2,
    "mar": 3, "mrt": 3, "maret": 3, "march": 3,
    "apr": 4, "april": 4,
    "mei": 5, "may": 5,
    "jun": 6, "juni": 6, "june": 6,
    "jul": 7, "juli": 7, "july": 7,
    "agu": 8, "ags": 8, "agt": 8, "agst": 8, "agust": 8, "agustus": 8, "aug": 8, "august": 8,
    "sep": 9, "sept": 9, "september": 9,
    "okt": 10, "oct": 10, "oktober": 10, "october": 10,
    "nov": 11, "nop": 11, "november": 11, "nopember": 11,
    "des": 12, "dec": 12, "desember": 12, "december": 12,
}  # fmt: skip
_WEEKDAY: Final = re.compile(r"^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,?\s*")
_SEPARATORS: Final = re.compile(r"[\s/.,\-]+")
_ISO: Final = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")
_ISO_STORED: Final = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$", re.ASCII)
_SHORT_YEAR: Final = 2
_FULL_YEAR: Final = 4


class Precision(StrEnum):
    """How exactly a date is known; codes of the list `ketelitian_tanggal`."""

    DAY = "hari"
    MONTH = "bulan"
    YEAR = "tahun"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month of a year, or a year.

    Raises:
        ValueError: no such day, a day without a month, or a year outside 1900 to 2100.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(self.year)
        if self.day is not None and self.month is None:
            raise ValueError(self.day)
        date(
            self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day
        )

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Build from a full date."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Read the stored form: `2026`, `2026-03` or `2026-03-27`.

        Raises:
            ValueError: another form, or no such date.
        """
        match = _ISO_STORED.match(text)
        if match is None:
            raise ValueError(text)
        return cls(*(int(part) for part in match.groups() if part is not None))

    @property
    def precision(self) -> Precision:
        """How exactly it is known."""
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    def iso(self) -> str:
        """Return the stored form, cut at its precision; it sorts as text."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def earliest(self) -> date:
        """Return the first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """Return the last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def text(self) -> str:
        """Return it in words: `27 Maret 2026`, `Maret 2026` or `2026`."""
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return f"{MONTHS[self.month - 1]} {self.year}"
        return day_text(self.earliest())

    def typed(self) -> str:
        """Return it as a form field shows it: `27/3/2026`, `3/2026` or `2026`."""
        parts = [str(part) for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, str(self.year)])


def parse_date(text: str, *, today: date, birth: bool = False) -> PartialDate:
    """Read a date as people type it: `27/3/2026`, `27-3-26`, `27 mar 2026`, `mar 2026`, `2026`.

    Args:
        text: what was typed; a day's name in front is passed over.
        today: the house's calendar day, to which two-digit years are related.
        birth: two-digit years are read as the latest century that is not in the future. Otherwise
            they lie between 80 years ago and 19 years ahead.

    Raises:
        UserError: it is not a date.
    """
    cleaned = _WEEKDAY.sub("", text.strip().lower())
    iso = _ISO.match(cleaned)
    try:
        if iso is not None:
            return PartialDate(*(int(part) for part in iso.groups() if part is not None))
        return _from_parts(_SEPARATORS.split(cleaned.strip(" ,.")), today, birth=birth)
    except ValueError:
        raise UserError(UNREADABLE, code="tanggal") from None


def check_not_future(value: PartialDate, today: date, what: str = "Tanggal kejadian") -> None:
    """Refuse a date that lies after today, whatever its missing parts are.

    Raises:
        UserError: every day it can mean is after `today`.
    """
    if value.earliest() > today:
        raise UserError(f"{what} tidak boleh setelah hari ini", code="tanggal")


def _from_parts(parts: list[str], today: date, *, birth: bool) -> PartialDate:
    if len(parts) == 1:
        return PartialDate(_full_year(parts[0]))
    if len(parts) == 2:  # noqa: PLR2004 - month and year
        return PartialDate(_full_year(parts[1]), _month(parts[0]))
    if len(parts) != 3:  # noqa: PLR2004 - day, month and year
        raise ValueError(parts)
    day, month = _number(parts[0]), _month(parts[1])
    if len(parts[2]) == _SHORT_YEAR:
        return _with_short_year(_number(parts[2]), month, day, today, birth=birth)
    return PartialDate(_full_year(parts[2]), month, day)


def _with_short_year(short: int, month: int, day: int, today: date, *, birth: bool) -> PartialDate:
    last = today.year if birth else today.year + _FUTURE_YEARS
    year = last - (last - short) % 100
    if birth and (year, month, day) > (today.year, today.month, today.day):
        year -= 100
    return PartialDate(year, month, day)


def _number(part: str) -> int:
    if not (part.isascii() and part.isdigit() and len(part) <= _SHORT_YEAR):
        raise ValueError(part)
    return int(part)


def _full_year(part: str) -> int:
    if not (part.isascii() and part.isdigit() and len(part) == _FULL_YEAR):
        raise ValueError(part)
    return int(part)


def _month(part: str) -> int:
    return _MONTH_WORDS[part] if part in _MONTH_WORDS else _number(part)
