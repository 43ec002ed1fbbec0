"""The full-text index over folded names, digits and codes. SQLite-only (FTS5, trigram).

A row per case holds one text, `| rk-26-0412 | ama lestari | 6281234567890 |`: the case code, every
folded name and every number of the people in it. Queries take the newest 200 hits; ranking them is
the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

_BAR = " | "
MIN_CHARS = 3
MAX_HITS = 200

CREATE = (
    "CREATE VIRTUAL TABLE case_search USING fts5(body, tokenize='trigram')",
    "INSERT INTO case_search(case_search, rank) VALUES('secure-delete', 1)",
)
DROP = ("DROP TABLE case_search",)

_DELETE = text("DELETE FROM case_search WHERE rowid = :id")
_INSERT = text("INSERT INTO case_search(rowid, body) VALUES (:id, :body)")
_FIND = text(
    "SELECT rowid FROM case_search WHERE case_search MATCH :match ORDER BY rowid DESC LIMIT :most"
)
_FIND_TEXTS = text(
    "SELECT rowid, body FROM case_search WHERE case_search MATCH :match "
    "ORDER BY rowid DESC LIMIT :most"
)
_TEXTS = text("SELECT rowid, body FROM case_search WHERE rowid IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


def body_of(parts: Iterable[str]) -> str:
    """Return the text of a case, each part between bars so that a whole part can be looked for."""
    return f"{_BAR}{_BAR.join(part for part in parts if part)}{_BAR}".strip()


def parts_of(body: str) -> list[str]:
    """Return the parts of a case's text."""
    return [part for part in body.strip("| ").split(_BAR) if part]


def whole(part: str) -> str:
    """Return the fragment that finds a part as a whole and not inside a longer one."""
    return f"{_BAR}{part}{_BAR}".strip()


def put(session: Session, case_id: int, parts: Iterable[str]) -> None:
    """Write the searchable text of one case."""
    session.execute(_DELETE, {"id": case_id})
    session.execute(_INSERT, {"id": case_id, "body": body_of(parts)})


def put_many(session: Session, cases: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Write the searchable texts of many new cases at once."""
    rows = [{"id": key, "body": body_of(parts)} for key, parts in cases]
    if rows:
        session.execute(_INSERT, rows)


def match_of(alternatives: Iterable[Sequence[str]]) -> str:
    """Return the query of the index for some alternatives, "" if none is long enough."""
    usable = [[f for f in fragments if len(f) >= MIN_CHARS] for fragments in alternatives]
    return " OR ".join(
        "(" + " AND ".join('"' + f.replace('"', '""') + '"' for f in fragments) + ")"
        for fragments in usable
        if fragments
    )


def find(
    session: Session, alternatives: Iterable[Sequence[str]], limit: int = MAX_HITS
) -> list[int]:
    """Return ids of the newest cases that hold all fragments of at least one alternative.

    Fragments under three characters are left out, and alternatives of nothing else.
    """
    match = match_of(alternatives)
    if not match:
        return []
    return list(session.execute(_FIND, {"match": match, "most": limit}).scalars())


def find_texts(
    session: Session, alternatives: Iterable[Sequence[str]], limit: int = MAX_HITS
) -> list[tuple[int, str]]:
    """Return id and text of the newest cases, found as `find` does."""
    match = match_of(alternatives)
    if not match:
        return []
    rows = session.execute(_FIND_TEXTS, {"match": match, "most": limit})
    return [(case_id, body) for case_id, body in rows]


def texts(session: Session, case_ids: Sequence[int]) -> list[tuple[int, str]]:
    """Return id and text of the given cases."""
    rows = session.execute(_TEXTS, {"ids": list(case_ids)})
    return [(case_id, body) for case_id, body in rows]
