"""Opening the one keyed SQLCipher connection. SQLite-only by nature; nothing else knows a pragma.

The key is the first statement of the connection and never part of a URL. The check that follows
it is not a formality: a plain SQLite library takes `PRAGMA key` without a word and would write
every name in clear text.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from ruko_desk.errors import EnvironmentProblem, VaultProblem

KEY_BYTES = 32
PAGE_BYTES = 4096
# A virus scanner may hold a file for a moment; another Ru-Ko Desk holds it all day.
_PATIENCE_SECONDS = 1.0
_LOCKED, _NOT_SAVED = "terkunci", "gagal_simpan"

_TO_READ = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA mmap_size=0",
)
_TO_WRITE = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA wal_autocheckpoint=200",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    *_TO_READ,
)


class RawCursor(Protocol):
    """What the driver returns for a statement."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row or None."""
        ...

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows."""
        ...


class RawConnection(Protocol):
    """The part of the driver's connection that the core uses."""

    def execute(self, sql: str, parameters: tuple[object, ...] = ...) -> RawCursor:
        """Run one statement."""
        ...

    def backup(
        self,
        target: RawConnection,
        *,
        pages: int = ...,
        progress: Callable[[int, int, int], object] | None = ...,
    ) -> None:
        """Copy the whole database into another open one."""
        ...

    def set_authorizer(self, callback: Callable[..., int] | None) -> None:
        """Install what decides on every access."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


def open_raw(path: Path, key: bytes, *, read_only: bool = False) -> RawConnection:
    """Open an encrypted database with its raw key and return the driver's connection.

    Args:
        path: database file; created when missing, unless `read_only`.
        key: 32 bytes, used by SQLCipher as it is, without a password derivation.
        read_only: change no byte of it; for backups, and for vaults that failed a check.

    Raises:
        EnvironmentProblem: the library is not SQLCipher, or the file cannot be opened.
        VaultProblem: the key does not fit, or the file is not a database.
    """
    if len(key) != KEY_BYTES:
        msg = "raw key must have 32 bytes"
        raise ValueError(msg)
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    if read_only and not log_of(path).exists():
        # Without it SQLite would make a log, which a folder that may not be written refuses.
        uri += "&immutable=1"
    try:
        raw = sqlcipher.connect(
            uri,
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
            timeout=_PATIENCE_SECONDS,
        )
    except sqlcipher.OperationalError as error:
        raise EnvironmentProblem(
            "Berkas data tidak dapat dibuka. Periksa apakah map data masih ada dan boleh ditulis, "
            "lalu coba lagi.",
            code="tidak_terbuka",
        ) from error
    try:
        raw.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        _require_cipher(raw)
        raw.execute("PRAGMA cipher_log_level=NONE")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for statement in _TO_READ if read_only else _TO_WRITE:
            raw.execute(statement).fetchall()
    except sqlcipher.DatabaseError as error:
        raw.close()
        raise _closed_because(explain(error), path) from error
    except EnvironmentProblem:
        raw.close()
        raise
    opened: RawConnection = raw
    return opened


def log_of(path: Path) -> Path:
    """Return the write-ahead log beside a database file."""
    return path.with_name(path.name + "-wal")


def in_use(path: Path) -> bool:
    """Tell whether another program, or another connection of this one, holds the database."""
    if not path.exists():
        return False
    try:
        # Which key is given does not matter: the lock is asked for before a page is read.
        open_raw(path, bytes(KEY_BYTES), read_only=True).close()
    except EnvironmentProblem as problem:
        return problem.code == _LOCKED
    return False


def _closed_because(problem: EnvironmentProblem, path: Path) -> EnvironmentProblem:
    """Return the sentence for a database that could not be opened; nothing was typed yet."""
    if problem.code == "disk_penuh":
        return EnvironmentProblem(
            "Data belum dapat dibuka karena ruang penyimpanan penuh atau disk terganggu; isinya "
            "tidak berubah. Pindahkan berkas lain dari PC ini, lalu coba lagi.",
            code=problem.code,
        )
    if problem.code in {"hanya_baca", _NOT_SAVED} and not os.access(path.parent, os.W_OK):
        return VaultProblem(
            "Map data tidak boleh ditulis, jadi tidak ada yang dapat disimpan. Minta admin "
            "memeriksa izin map data, atau buka hanya-baca untuk melihat isinya.",
            code="hanya_baca",
            choices=("hanya_baca", "coba_lagi", "tutup"),
        )
    if problem.code == _NOT_SAVED:
        return EnvironmentProblem(
            "Berkas data tidak dapat dibuka. Periksa apakah map data masih ada dan boleh ditulis, "
            "lalu coba lagi.",
            code="tidak_terbuka",
        )
    return problem


def _require_cipher(raw: RawConnection) -> None:
    if not raw.execute("PRAGMA cipher_version").fetchone():
        raise EnvironmentProblem(
            "Pustaka enkripsi tidak ditemukan. Pasang ulang Ru-Ko Desk sebelum dipakai.",
            code="tanpa_enkripsi",
        )


def make_engine(raw: RawConnection) -> Engine:
    """Wrap the one open connection in an engine that begins writes with BEGIN IMMEDIATE.

    A session asks for a write by the execution option `ruko_write`.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: raw,
        poolclass=StaticPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("ruko_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def explain(error: BaseException) -> EnvironmentProblem:
    """Turn a driver error that the machine caused into a sentence with the next step."""
    text = str(error).lower()
    if "disk is full" in text or "disk i/o error" in text:
        return EnvironmentProblem(
            "Ruang penyimpanan penuh atau disk terganggu; perubahan belum tersimpan. Isian masih "
            "ada di layar. Pindahkan berkas lain dari PC ini, lalu simpan lagi.",
            code="disk_penuh",
        )
    if "readonly" in text:
        return EnvironmentProblem(
            "Map data tidak boleh ditulis. Minta admin memeriksa izin map data, lalu coba lagi.",
            code="hanya_baca",
        )
    if "locked" in text or "busy" in text:
        return EnvironmentProblem(
            "Data sedang dipakai program lain. Tutup Ru-Ko Desk yang lain di PC ini, lalu coba "
            "lagi.",
            code=_LOCKED,
        )
    if "not a database" in text or "malformed" in text or "hmac" in text:
        return VaultProblem(
            "Berkas data rusak atau bukan milik brankas ini. Jangan hapus apa pun: pulihkan "
            "cadangan terakhir, atau hubungi admin.",
            code="rusak",
        )
    return EnvironmentProblem(
        "Perubahan belum tersimpan. Isian Anda masih ada di layar. Coba lagi; bila tetap gagal, "
        "cetak lalu hubungi admin.",
        code=_NOT_SAVED,
    )


@contextmanager
def driver_errors() -> Iterator[None]:
    """Map driver errors that are the machine's fault to `EnvironmentProblem`.

    Constraint violations and SQL mistakes are bugs and pass through unchanged.
    """
    try:
        yield
    except DBAPIError as error:
        if _is_environment(error.orig):
            raise explain(error.orig or error) from error
        raise
    except (sqlcipher.OperationalError, sqlcipher.DatabaseError) as error:
        if _is_environment(error):
            raise explain(error) from error
        raise


@contextmanager
def opening_errors(path: Path) -> Iterator[None]:
    """As `driver_errors`, while a vault is being opened: nothing can have been typed yet."""
    try:
        with driver_errors():
            yield
    except VaultProblem:
        raise
    except EnvironmentProblem as problem:
        raise _closed_because(problem, path) from problem


def _is_environment(error: BaseException | None) -> bool:
    text = str(error).lower()
    words = (
        "disk is full",
        "disk i/o",
        "readonly",
        "locked",
        "busy",
        "not a database",
        "malformed",
    )
    return any(word in text for word in words)
