"""Starting data of a new vault: kinds of session, partners of the city, holidays.

The files are data (`resources/seed`); what a house changes afterwards is never loaded over.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ruko_desk.db.base import Base
from ruko_desk.db.tables.letters import Partner
from ruko_desk.db.tables.schedule import Holiday, SessionKindRecord

UNCHECKED = "Belum dicek. Telepon dahulu sebelum surat pertama dikirim."
"""Opens the note of every partner that nobody of the house has verified yet."""


def load_seed(session: Session, folder: Path) -> dict[str, int]:
    """Fill the tables that are still empty; return how many rows each of them got."""
    rows: dict[type[Base], Sequence[Base]] = {
        SessionKindRecord: _session_kinds(folder),
        Partner: _partners(folder),
        Holiday: _holidays(folder),
    }
    added: dict[str, int] = {}
    for table, records in rows.items():
        if _is_empty(session, table):
            session.add_all(records)
            added[table.__tablename__] = len(records)
    session.flush()
    return added


def _is_empty(session: Session, table: type[Base]) -> bool:
    return session.execute(select(func.count()).select_from(table)).scalar_one() == 0


def _session_kinds(folder: Path) -> list[SessionKindRecord]:
    return [
        SessionKindRecord(
            code=row["code"],
            service=row["service"],
            label=row["label"],
            minutes=int(row["minutes"]),
            buffer_minutes=int(row["buffer_minutes"]),
            position=position,
        )
        for position, row in enumerate(_read(folder / "session_kinds.csv"))
    ]


def _partners(folder: Path) -> list[Partner]:
    return [
        Partner(**{**row, "note": f"{UNCHECKED} {row['note']}".strip()})
        for row in _read(folder / "partners.csv")
    ]


def _holidays(folder: Path) -> list[Holiday]:
    return [
        Holiday(day=date.fromisoformat(row["day"]), name=row["name"])
        for row in _read(folder / "holidays.csv")
    ]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
