"""Counting rows and hashing the content of all records, for backups and `verify`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from ruko_desk.db.tables.all import Base

# What differs between two vaults with the same records: traces of use, and keys.
_TRACES = frozenset({"audit_entry", "draft", "recent_case", "user_preference"})
_NAMES = frozenset({"uid", "request_uid"})
_KEYS = frozenset(
    {
        ("attachment", "file_key"),
        ("attachment", "file_name"),
        ("user_account", "pin_verifier"),
        ("user_account", "last_login_at"),
        ("user_account", "version"),
    }
)


def tables() -> list[Table]:
    """Return all tables in a fixed order."""
    return sorted(Base.metadata.tables.values(), key=lambda table: table.name)


def count_rows(session: Session) -> dict[str, int]:
    """Return the number of rows of every table."""
    return {
        table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
        for table in tables()
    }


def content_hash(session: Session) -> str:
    """Return the SHA-256 over all records, without keys, nonces and traces of use."""
    digest = hashlib.sha256()
    for table in tables():
        if table.name in _TRACES:
            continue
        digest.update(f"\n{table.name}\n".encode())
        for line in _lines(session, table):
            digest.update(line)
    return digest.hexdigest()


def _lines(session: Session, table: Table) -> Iterator[bytes]:
    columns = [
        column
        for column in table.columns
        if (table.name, column.name) not in _KEYS and column.name not in _NAMES
    ]
    rows = session.execute(
        select(*columns).order_by(*table.primary_key.columns).execution_options(yield_per=5000)
    )
    for row in rows:
        yield repr(tuple(row)).encode()
