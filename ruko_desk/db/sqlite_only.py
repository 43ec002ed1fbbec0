"""What only SQLite knows: the full-text index and the triggers that keep the audit append-only."""

from __future__ import annotations

from sqlalchemy import Connection

from ruko_desk.db import search

_GUARDS = ("update", "delete")


def create(connection: Connection) -> None:
    """Create the search index and the audit guards."""
    for statement in search.CREATE:
        connection.exec_driver_sql(statement)
    for act in _GUARDS:
        connection.exec_driver_sql(
            f"CREATE TRIGGER audit_entry_no_{act} BEFORE {act.upper()} ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END"
        )


def drop(connection: Connection) -> None:
    """Drop both again."""
    for act in _GUARDS:
        connection.exec_driver_sql(f"DROP TRIGGER audit_entry_no_{act}")
    for statement in search.DROP:
        connection.exec_driver_sql(statement)
