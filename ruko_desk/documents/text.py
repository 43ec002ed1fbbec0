"""Words on paper: dates in Indonesian, and typed text without what no paper can show."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from typing import Final

_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def long_date(day: date) -> str:
    """Return a date as letters write it, such as `23 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_and_date(day: date) -> str:
    """Return a date with its weekday, such as `Senin, 23 November 2026`."""
    return f"{_DAYS[day.weekday()]}, {long_date(day)}"


def short_date(day: date | None) -> str:
    """Return a date for a table, such as `23-11-2026`; nothing for no date."""
    return f"{day:%d-%m-%Y}" if day else ""


def clock_time(moment: time) -> str:
    """Return a time with a dot, such as `09.30`."""
    return f"{moment:%H.%M}"


def plain(text: str) -> str:
    """Return typed text without the characters that no paper can show.

    Control and format characters go (a right-to-left override could make a name read otherwise),
    line ends become one kind, runs of blanks at line ends go.
    """
    if text.isprintable():
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    kept = (
        "".join(c for c in line if unicodedata.category(c)[0] != "C").rstrip() for line in lines
    )
    return "\n".join(kept).strip()
