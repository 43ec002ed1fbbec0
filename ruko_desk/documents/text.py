"""Typed text as paper can show it."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Return typed text without the characters that no paper can show.

    Control and format characters go (a right-to-left override could make a name read otherwise),
    line ends become one kind, blanks at line ends go.
    """
    if text.isprintable():
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    kept = (
        "".join(c for c in line if unicodedata.category(c)[0] != "C").rstrip() for line in lines
    )
    return "\n".join(kept).strip()
