"""The checks at start (in this order) and the deeper ones for idle time, backups and `verify`.

A failed check never repairs anything by itself: it says what was found and offers ways on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ruko_desk.clock import Clock, local
from ruko_desk.db.audit import last_instant
from ruko_desk.db.connection import PAGE_BYTES, RawConnection, driver_errors
from ruko_desk.db.database import Database
from ruko_desk.errors import EnvironmentProblem, VaultProblem

TAIL_ROWS = 1000
_CLOCK_SLACK = timedelta(minutes=5)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something that the deep check found: a sentence, and the library's own English line."""

    message: str
    detail: str = ""


def check_size(path: Path) -> None:
    """Refuse a file that was cut in the middle of a page, or to nothing.

    An empty file would open like a new database, and its schema would be made over the remains.

    Raises:
        VaultProblem: the size is not a whole number of pages.
    """
    size = path.stat().st_size
    if size == 0 or size % PAGE_BYTES:
        raise _cut()


def check_content(path: Path) -> None:
    """Refuse an empty file, which would open like a database that nothing was ever kept in.

    Raises:
        VaultProblem: there is nothing to read.
    """
    if path.stat().st_size == 0:
        raise VaultProblem(
            "Berkas data kosong; tidak ada yang dapat dibaca di dalamnya. Jangan hapus apa pun: "
            "pulihkan cadangan terakhir.",
            code="kosong",
            choices=("pulihkan", "pilih_map"),
        )


def check_pages(path: Path, raw: RawConnection) -> None:
    """Compare the size of the file with the page count in its header, after a checkpoint.

    A cut at a page boundary passes SQLCipher's own check; this finds it at once.

    Raises:
        VaultProblem: pages are missing.
    """
    row = raw.execute("PRAGMA page_count").fetchone()
    pages = int(row[0]) if row else 0
    if path.stat().st_size < pages * PAGE_BYTES:
        raise _cut()


def check_tail(database: Database) -> None:
    """Verify the newest rows of the audit chain.

    Raises:
        VaultProblem: a row was changed, removed or inserted.
    """
    with database.read() as session:
        bad = database.trail.check_tail(session, TAIL_ROWS)
    if bad is not None:
        raise VaultProblem(
            f"Jejak audit tidak utuh mulai baris {bad}. Buka hanya-baca untuk melihat data, atau "
            "pulihkan cadangan terakhir; beri tahu pengelola.",
            code="jejak_rusak",
            choices=("pulihkan", "hanya_baca"),
        )


def clock_warning(database: Database, clock: Clock) -> str | None:
    """Return a sentence when the computer's clock stands before the last entry."""
    with database.read() as session:
        last = last_instant(session)
    if last is None or clock.now() >= last - _CLOCK_SLACK:
        return None
    return (
        f"Jam komputer mundur: entri terakhir bertanggal {local(last):%d-%m-%Y %H.%M}. Perbaiki "
        "tanggal dan jam PC ini sebelum mencatat."
    )


def deep_check(raw: RawConnection) -> list[Flaw]:
    """Run SQLCipher's and SQLite's own checks; return what they found, nothing when sound.

    Takes about 2.7 seconds per 138 MB and cannot be interrupted in part.
    """
    flaws: list[Flaw] = []
    pages = [str(row[0]) for row in _rows(raw, "cipher_integrity_check") or ()]
    if pages:
        number = _NUMBER.search(pages[0])
        where = f", mulai halaman {number[0]}" if number else ""
        message = f"{len(pages)} halaman berkas data rusak{where}"
        flaws.append(Flaw(message=message, detail=pages[0]))
    quick, links = _rows(raw, "quick_check"), _rows(raw, "foreign_key_check")
    if quick is None or links is None:
        return [*flaws, Flaw(message="Sebagian isi berkas data tidak dapat dibaca")]
    lines = [str(row[0]) for row in quick if row[0] != "ok"]
    if lines:
        message = f"Susunan berkas data tidak utuh di {len(lines)} tempat"
        flaws.append(Flaw(message=message, detail="; ".join(lines)))
    for table, row, parent, *_rest in links:
        message = f"Sambungan data putus: {table} baris {row}"
        flaws.append(Flaw(message=message, detail=f"foreign key to {parent}"))
    return flaws


def _rows(raw: RawConnection, check: str) -> list[tuple[object, ...]] | None:
    """Return what a check says; None where damage keeps it from running to its end."""
    try:
        with driver_errors():
            return raw.execute(f"PRAGMA {check}").fetchall()
    except EnvironmentProblem:
        return None


def _cut() -> VaultProblem:
    return VaultProblem(
        "Berkas data terpotong; sebagian isinya hilang. Jangan hapus apa pun: pulihkan cadangan "
        "terakhir, atau buka hanya-baca untuk menyelamatkan yang ada.",
        code="terpotong",
        choices=("pulihkan", "hanya_baca"),
    )
