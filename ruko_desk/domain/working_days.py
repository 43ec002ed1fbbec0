"""Working days of the house: Saturdays, Sundays and the holidays of the yearly table are out."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from typing import Final

_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Tell whether the office works on a day; `holidays` holds national and joint leave days."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: Container[date]) -> date:
    """Return the working day that is `count` working days after `day`.

    The day itself is not counted, whether it is a working day or not.

    Raises:
        ValueError: `count` is below 1.
    """
    if count < 1:
        raise ValueError(count)
    while count:
        day += _ONE_DAY
        count -= is_working_day(day, holidays)
    return day
