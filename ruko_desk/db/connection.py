"""Opening the one keyed SQLCipher connection. SQLite-only by nature; nothing else knows a pragma.

The key is the first statement of the connection and never part of a URL. The check that follows
it is not a formality: a plain SQLite library takes `PRAGMA key` without a word and would write
every name in clear text.
"""

from __future__ import annotations

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

_SETTINGS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA wal_autocheckpoint=200",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA mmap_size=0",
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
        read_only: open without the right to write, for checks of a backup.

    Raises:
        EnvironmentProblem: the library is not SQLCipher, or the file cannot be opened.
        VaultProblem: the key does not fit, or the file is not a database.
    """
    if len(key) != KEY_BYTES:
        msg = "raw key must have 32 bytes"
        raise ValueError(msg)
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    try:
        raw = sqlcipher.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=512
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
        if not read_only:
            for statement in _SETTINGS:
                raw.execute(statement).fetchall()
    except sqlcipher.DatabaseError as error:
        raw.close()
        raise explain(error) from error
    except EnvironmentProblem:
        raw.close()
        raise
    opened: RawConnection = raw
    return opened


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
            "Ruang penyimpanan penuh; perubahan belum tersimpan. Isian masih ada di layar. "
            "Pindahkan berkas lain dari PC ini, lalu simpan lagi.",
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
            code="terkunci",
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
        code="gagal_simpan",
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
