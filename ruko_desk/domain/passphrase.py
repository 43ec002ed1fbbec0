"""Rules for passphrases (NIST SP 800-63B-4, OWASP ASVS 5.0 6.2) and suggestions of plain words.

At least 15 characters, at most 128, any characters, no composition rule and no expiry. What counts
is that nobody guesses it: no common word alone, no row of keys, no repetition, not the own name.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

MIN_LENGTH, MAX_LENGTH = 15, 128
SUGGESTED_WORDS = 5
"""Out of the 7,776 words of the shipped list: 64.6 bits (`bits`)."""
_STRONG_WORDS = 5
_STRONG_LENGTH = 24
_FEW_CHARACTERS = 5
_RUN = 8
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890", "abcdefghijklmnopqrstuvwxyz")

Blocklist = frozenset[str]


def read_words(text: str) -> tuple[str, ...]:
    """Return the words of a list, one a line."""
    return tuple(text.split())


def read_blocklist(text: str) -> Blocklist:
    """Return the entries of a blocklist, one a line, folded as passphrases are compared."""
    return frozenset(_letters(line) for line in text.split())


def problem(
    text: str, *, blocklist: Blocklist, login_name: str = "", names: Iterable[str] = ()
) -> str:
    """Return why a passphrase is refused and what to do, or an empty text.

    Args:
        text: the passphrase as typed.
        blocklist: what it must not consist of.
        login_name: the name of its owner.
        names: further words that an attacker of this house would try.
    """
    phrase = unicodedata.normalize("NFC", text)
    if len(phrase) < MIN_LENGTH:
        return f"Kata sandi paling sedikit {MIN_LENGTH} karakter. Yang ditulis {len(phrase)}"
    if len(phrase) > MAX_LENGTH:
        return f"Kata sandi paling banyak {MAX_LENGTH} karakter"
    folded = phrase.casefold()
    if len(set(folded)) < _FEW_CHARACTERS or _is_repetition(folded):
        return "Kata sandi ini berulang-ulang. Pakai beberapa kata yang berbeda"
    if _is_row(folded):
        return "Kata sandi ini deretan tombol atau angka. Pakai beberapa kata yang berbeda"
    known = blocklist | {_letters(login_name), *map(_letters, names)} - {""}
    if _consists_of(_letters(phrase), known):
        return "Kata sandi ini mudah ditebak. Tambahkan beberapa kata yang tidak berhubungan"
    return ""


def strength(text: str, *, blocklist: Blocklist, login_name: str = "") -> str:
    """Return `lemah` (refused), `cukup` or `kuat` (five words, or 24 characters)."""
    if problem(text, blocklist=blocklist, login_name=login_name):
        return "lemah"
    words = {word for word in re.split(r"[\W_]+", text.casefold()) if word}
    strong = len(words) >= _STRONG_WORDS or len(text) >= _STRONG_LENGTH
    return "kuat" if strong else "cukup"


def generate(words: Sequence[str], count: int, randbelow: Callable[[int], int]) -> str:
    """Return `count` words with hyphens between them, each drawn on its own."""
    return "-".join(words[randbelow(len(words))] for _ in range(count))


def bits(words: Sequence[str], count: int) -> float:
    """Return the strength of a generated passphrase in bits."""
    return count * math.log2(len(words))


def _letters(text: str) -> str:
    """Return the letters only, so that `P@ssw0rd-1` and `password` are not kept apart by digits."""
    return "".join(char for char in text.casefold() if char.isalpha())


def _is_repetition(text: str) -> bool:
    return any(
        text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1)
    )


def _is_row(text: str) -> bool:
    """Tell whether little is left when rows of keys, forward or backward, are taken out."""
    rest = text
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        for size in range(len(row), _RUN - 4, -1):
            for start in range(len(row) - size + 1):
                rest = rest.replace(row[start : start + size], "")
    return len(rest) < _RUN


def _consists_of(letters: str, known: Iterable[str]) -> bool:
    """Tell whether the text is nothing but known words in a row."""
    ends = {0}
    entries = [word for word in known if len(word) > 1]
    for position in range(len(letters)):
        if position in ends:
            ends |= {position + len(word) for word in entries if letters.startswith(word, position)}
    return len(letters) in ends
