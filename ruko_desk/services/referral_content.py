"""The composer's values as JSON in the referral's row, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from ruko_desk.domain.dto.referrals import ReferralContent

_LISTS = frozenset({"services_asked", "ticked", "copies_to"})
_SEPARATOR = "; "
_LIST_WIDTH = 300


def to_json(content: ReferralContent) -> dict[str, object]:
    """Return plain values for the row."""
    values = asdict(content)
    values["deadline"] = content.deadline.isoformat() if content.deadline else None
    return {name: list(value) if name in _LISTS else value for name, value in values.items()}


def from_json(stored: Mapping[str, object] | None) -> ReferralContent:
    """Return the content of a row; values that an older program did not know keep their default."""
    known = {item.name for item in fields(ReferralContent)}
    values: dict[str, Any] = {
        name: value for name, value in (stored or {}).items() if name in known
    }
    for name in _LISTS & values.keys():
        values[name] = tuple(values[name])
    if values.get("deadline"):
        values["deadline"] = date.fromisoformat(values["deadline"])
    return ReferralContent(**values)


def join_services(asked: tuple[str, ...]) -> str:
    """Return the services asked for as the list column holds them."""
    return _SEPARATOR.join(text.replace(";", ",").strip() for text in asked)[:_LIST_WIDTH]


def split_services(column: str) -> tuple[str, ...]:
    """Return the services out of the list column."""
    return tuple(column.split(_SEPARATOR)) if column else ()
