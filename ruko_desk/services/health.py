"""The checks at start (in this order) and the deeper ones for idle time, backups and `verify`.

A failed check never repairs anything by itself: it says what was found and offers ways on.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from ruko_desk.clock import Clock, local
from ruko_desk.db.audit import last_instant
from ruko_desk.db.connection import PAGE_BYTES, RawConnection, driver_errors
from ruko_desk.db.database import Database
from ruko_desk.errors import EnvironmentProblem, VaultProblem

TAIL_ROWS = 1000
_CLOCK_SLACK = timedelta(minutes=5)


def check_size(path: Path) -> None:
    """Refuse a file that was cut in the middle of a page, or to nothing.

    An empty file would open like a new database, and its schema would be made over the remains.

    Raises:
        VaultProblem: the size is not a whole number of pages.
    """
    size = path.stat().st_size
    if size == 0 or size % PAGE_BYTES:
        raise _cut()


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


def deep_check(raw: RawConnection) -> list[str]:
    """Run SQLCipher's and SQLite's own checks; return findings, an empty list when sound.

    Takes about 2.7 seconds per 138 MB and cannot be interrupted in part.
    """
    pages = [str(row[0]) for row in _rows(raw, "cipher_integrity_check") or ()]
    findings = [f"Halaman berkas data rusak: {len(pages)} ({pages[0]})"] if pages else []
    quick, links = _rows(raw, "quick_check"), _rows(raw, "foreign_key_check")
    if quick is None or links is None:
        return [*findings, "Sebagian isi berkas data tidak dapat dibaca"]
    findings += [f"Susunan data: {row[0]}" for row in quick if row[0] != "ok"]
    findings += [f"Sambungan data putus: {row[0]} baris {row[1]}" for row in links]
    return findings


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
