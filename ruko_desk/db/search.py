"""The full-text index over folded names, digits and codes. SQLite-only (FTS5, trigram).

A row per case holds one text: the case code, every folded name and every number of the people in
it. Queries take the newest 200 hits; ranking them is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

TABLE = "case_search"
MIN_CHARS = 3
MAX_HITS = 200

CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(body, tokenize='trigram')",
    f"INSERT INTO {TABLE}({TABLE}, rank) VALUES('secure-delete', 1)",
)
DROP = (f"DROP TABLE {TABLE}",)


def create(connection: Connection) -> None:
    """Create the index with secure deletion of its terms."""
    for statement in CREATE:
        connection.exec_driver_sql(statement)


def put(session: Session, case_id: int, parts: Iterable[str]) -> None:
    """Write the searchable text of one case."""
    body = " | ".join(part for part in parts if part)
    session.execute(text(f"DELETE FROM {TABLE} WHERE rowid = :id"), {"id": case_id})
    session.execute(
        text(f"INSERT INTO {TABLE}(rowid, body) VALUES (:id, :body)"),
        {"id": case_id, "body": body},
    )


def find(session: Session, fragments: Sequence[str]) -> list[int]:
    """Return ids of the newest cases whose text holds every fragment of three or more characters.

    Shorter fragments are the caller's to check; with none long enough the result is empty.
    """
    usable = [f for f in fragments if len(f) >= MIN_CHARS]
    if not usable:
        return []
    match = " AND ".join('"' + f.replace('"', '""') + '"' for f in usable)
    rows = session.execute(
        text(
            f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :match "
            f"ORDER BY rowid DESC LIMIT {MAX_HITS}"
        ),
        {"match": match},
    )
    return [row[0] for row in rows]
