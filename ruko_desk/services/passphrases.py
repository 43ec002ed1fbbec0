"""Rules and suggestions for passphrases with the shipped word lists; no open vault is needed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from functools import cache

from ruko_desk.domain import passphrase
from ruko_desk.domain.passphrase import Blocklist
from ruko_desk.paths import resource

_SHORTEST = 3
"""Letters of a name that counts: initials and titles stand in many harmless phrases."""


@cache
def _blocklist() -> Blocklist:
    return passphrase.read_blocklist(_text("blocklist.txt"))


@cache
def _words() -> tuple[str, ...]:
    return passphrase.read_words(_text("kata.txt"))


def problem(text: str, *, login_name: str = "", names: Iterable[str] = ()) -> str:
    """Return why a passphrase is refused, in a sentence, or an empty text.

    Args:
        text: the passphrase as typed.
        login_name: the name of its owner.
        names: of the house and its staff, which who knows the house would try first.
    """
    known = {word for name in names for word in (name, *name.split()) if len(word) >= _SHORTEST}
    return passphrase.problem(text, blocklist=_blocklist(), login_name=login_name, names=known)


def strength(text: str, *, login_name: str = "") -> str:
    """Return one word for the strength of a passphrase: lemah, cukup or kuat."""
    return passphrase.strength(text, blocklist=_blocklist(), login_name=login_name)


def suggest(words: int = passphrase.SUGGESTED_WORDS) -> str:
    """Return a fresh passphrase of Indonesian words, drawn by the system's randomness."""
    return passphrase.generate(_words(), words, secrets.randbelow)


def _text(name: str) -> str:
    return resource("words", name).read_text(encoding="utf-8")
