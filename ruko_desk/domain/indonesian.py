"""Indonesian words for dates, times and numbers, as they stand on screens and papers.

Forms follow the habits of Indonesian offices: `Kamis, 26 November 2026`, `10.30`,
`pukul 09.30 WIB`, `1 (satu) berkas`. Callers pass local dates and times.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

EN_DASH: Final = "\N{EN DASH}"
MONTHS: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
MONTHS_SHORT: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Mei",
    "Jun",
    "Jul",
    "Agu",
    "Sep",
    "Okt",
    "Nov",
    "Des",
)
WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WEEKDAYS_SHORT: Final = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_UNITS: Final = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
)
_SCALES: Final = ("", " ribu", " juta", " miliar", " triliun")
_LARGEST: Final = 10**15


def day_text(day: date) -> str:
    """Return `26 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """Return `Kamis, 26 November 2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {day_text(day)}"


def short_date(day: date) -> str:
    """Return `26-11-2026`."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def day_month(day: date) -> str:
    """Return `26 Nov`, for lists where the year is plain."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]}"


def time_text(moment: time | datetime) -> str:
    """Return `10.30`: 24 hours, with a dot."""
    return f"{moment.hour:02}.{moment.minute:02}"


def clock_text(moment: time | datetime) -> str:
    """Return `pukul 09.30 WIB`, as letters write a time."""
    return f"pukul {time_text(moment)} WIB"


def span_text(start: time | datetime, end: time | datetime) -> str:
    """Return two times with an en dash between them: from 10.00 to 11.00."""
    return f"{time_text(start)}{EN_DASH}{time_text(end)}"


def roman_month(month: int) -> str:
    """Return the month as letter numbers write it: 11 is `XI`.

    Raises:
        ValueError: not a month from 1 to 12.
    """
    if not 1 <= month <= len(_ROMAN):
        raise ValueError(month)
    return _ROMAN[month - 1]


def spell_number(number: int) -> str:
    """Return a whole number in words (terbilang): 21 is `dua puluh satu`.

    Raises:
        ValueError: a thousand billion (10**15) or more in size.
    """
    if abs(number) >= _LARGEST:
        raise ValueError(number)
    if number < 0:
        return f"minus {spell_number(-number)}"
    if number < len(_UNITS):
        return _UNITS[number]
    words: list[str] = []
    scale = 0
    while number:
        number, group = divmod(number, 1000)
        if group == 1 and scale == 1:
            words.insert(0, "seribu")
        elif group:
            words.insert(0, _below_thousand(group) + _SCALES[scale])
        scale += 1
    return " ".join(words)


def counted(number: int, noun: str) -> str:
    """Return `1 (satu) berkas`, as letters write a count."""
    return f"{number} ({spell_number(number)}) {noun}"


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts: list[str] = []
    if hundreds:
        parts.append("seratus" if hundreds == 1 else f"{_UNITS[hundreds]} ratus")
    if rest:
        parts.append(_below_hundred(rest))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return _UNITS[unit]
    if tens == 1:
        if unit == 0:
            return "sepuluh"
        return "sebelas" if unit == 1 else f"{_UNITS[unit]} belas"
    return f"{_UNITS[tens]} puluh" + (f" {_UNITS[unit]}" if unit else "")
