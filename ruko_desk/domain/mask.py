"""Numbers on shared screens: hidden except for what the searcher typed herself."""

from __future__ import annotations

import re
from typing import Final

from ruko_desk.domain.phone import format_phone

DOTS: Final = "\N{BULLET}" * 4
_SHOWN_HEAD: Final = 4
_SHOWN_TAIL: Final = 2
_SHORTEST_FRAGMENT: Final = 3
_SHORTEST_MASKED: Final = 8


def mask_phone(stored: str, typed: str = "") -> str:
    """Return a phone number with its middle hidden: `0812••••77`.

    With a typed fragment of three digits or more that occurs in it, only that fragment shows:
    `••••081` for `081`.
    """
    digits = _digits(format_phone(stored))
    shown = _only_fragment(digits, typed)
    if shown:
        return shown
    if len(digits) < _SHORTEST_MASKED:
        return DOTS if digits else ""
    return f"{digits[:_SHOWN_HEAD]}{DOTS}{digits[-_SHOWN_TAIL:]}"


def mask_nik(nik: str, typed: str = "") -> str:
    """Return `••••`, with the typed fragment of three digits or more if it occurs in the number."""
    digits = _digits(nik)
    return _only_fragment(digits, typed) or (DOTS if digits else "")


def _only_fragment(digits: str, typed: str) -> str:
    fragment = _digits(typed)
    if len(fragment) < _SHORTEST_FRAGMENT:
        return ""
    if fragment not in digits and fragment.startswith("62"):
        fragment = f"0{fragment[2:]}"
    before, found, after = digits.partition(fragment)
    if not found:
        return ""
    return f"{DOTS if before else ''}{fragment}{DOTS if after else ''}"


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]+", "", text)
