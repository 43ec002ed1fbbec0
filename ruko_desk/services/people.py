"""Reading people out of rows: ages, initials, lists of codes kept in one column."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ruko_desk.domain.age import BirthInfo
from ruko_desk.domain.dates import PartialDate
from ruko_desk.domain.names import initials

_SEPARATOR = ","


def birth_info(birth: str, stated_age: int | None, stated_on: date | None) -> BirthInfo:
    """Put together what three columns know of an age."""
    return BirthInfo(
        birth=PartialDate.from_iso(birth) if birth else None,
        stated_age=stated_age,
        stated_on=stated_on,
    )


def age_on(day: date, birth: str, stated_age: int | None, stated_on: date | None) -> int | None:
    """Return whole years on a day, or None if nothing is known."""
    age = birth_info(birth, stated_age, stated_on).age_on(day)
    return age.years if age else None


def initials_of(call_name: str, full_name: str) -> str:
    """Return what shared screens show beside the code; "" for a person without a name yet."""
    return initials(call_name or full_name)


def label_of(code: str, call_name: str, full_name: str) -> str:
    """Return code and initials: `RK-26-0412 · A.`."""
    short = initials_of(call_name, full_name)
    return f"{code} · {short}" if short else code


def join_codes(codes: Iterable[str]) -> str:
    """Return codes as one column value, each once and in the order given."""
    return _SEPARATOR.join(dict.fromkeys(code for code in codes if code))


def split_codes(text: str) -> tuple[str, ...]:
    """Return the codes of a column value."""
    return tuple(text.split(_SEPARATOR)) if text else ()
