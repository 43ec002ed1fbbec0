"""Lines of the timeline that no other record tells."""

from __future__ import annotations

from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseEvent, CaseFile

LONGEST = 200


def add_event(work: Work, case: CaseFile, kind: str, text: str) -> None:
    """Add a line; its text names no client."""
    work.session.add(
        CaseEvent(case_id=case.id, happened_at=work.clock.now(), kind=kind, text=text[:LONGEST])
    )
