"""Proof that the files of a vault can be read by nobody without the key. SQLite-only by nature."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

_SQLITE_HEADER = b"SQLite format 3\0"
_BITS_OF_NOISE = 7.9


def readable_traces(database: Path, files: Iterable[Path], words: Iterable[str]) -> list[str]:
    """Return what a thief could read, in English sentences; an empty list is the proof.

    Args:
        database: the closed SQLCipher file, at least some hundred kilobytes.
        files: every file that was written, the database among them.
        words: texts that were typed; looked for in UTF-8 and UTF-16.
    """
    found = [f"{path.name} holds a typed text" for path in files if holds(path, words)]
    content = database.read_bytes()
    if content.startswith(_SQLITE_HEADER):
        found.append(f"{database.name} begins like a plain SQLite file")
    if (bits := entropy(content)) < _BITS_OF_NOISE:
        found.append(f"{database.name} has only {bits:.2f} bits per byte")
    if opens_without_key(database):
        found.append(f"{database.name} opens without a key")
    return found


def holds(path: Path, words: Iterable[str]) -> bool:
    """Tell whether a file holds one of the words, in UTF-8 or UTF-16 of either order."""
    content = path.read_bytes()
    return any(form in content for word in words for form in _forms(word))


def entropy(content: bytes) -> float:
    """Return the entropy of the single bytes, in bits; 8 is noise."""
    total = len(content)
    counts = Counter(content).values()
    return -sum(count / total * math.log2(count / total) for count in counts)


def opens_without_key(database: Path) -> bool:
    """Tell whether SQLite reads the file when nobody gives a key, which makes it plain SQLite."""
    raw = sqlcipher.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError:
        return False
    finally:
        raw.close()
    return True


def _forms(word: str) -> Iterator[bytes]:
    return (word.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))
