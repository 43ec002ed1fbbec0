"""Two versions of one referral side by side, when somebody else saved it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from ruko_desk.domain.dto.referrals import ReferralContent
from ruko_desk.domain.indonesian import EN_DASH
from ui.widgets.editors.date_edit import format_date


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of `ReferralContent` with both values as words."""

    name: str
    mine: str
    theirs: str


def differences(mine: ReferralContent, theirs: ReferralContent) -> tuple[Difference, ...]:
    """Return the fields whose values differ."""
    return tuple(
        Difference(item.name, in_words(before), in_words(after))
        for item in fields(ReferralContent)
        if (before := getattr(mine, item.name)) != (after := getattr(theirs, item.name))
    )


def in_words(value: object) -> str:
    """Return a value of the content as a person reads it; an empty one is a dash."""
    if isinstance(value, bool):
        return "✓" if value else "✕"
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value) or EN_DASH
    if isinstance(value, date):
        return format_date(value)
    return str(value).strip() if value else EN_DASH
