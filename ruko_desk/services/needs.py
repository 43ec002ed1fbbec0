"""Assessments of needs: the biopsychosocial picture at the start and whenever it changed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.care import NeedsAssessment
from ruko_desk.db.tables.house import User
from ruko_desk.domain.dto.care import NeedsView
from ruko_desk.errors import FieldErrors
from ruko_desk.services.care_rows import check_day, check_texts, find_row, keep
from ruko_desk.services.case_edit import CaseEdit

PARTS = ("physical", "psychological", "social", "economic", "educational")
_TEXTS = (*PARTS, "spiritual", "tried", "hopes")


def needs_views(session: Session, case_id: int) -> tuple[NeedsView, ...]:
    """Return the assessments of a case, newest first."""
    rows = session.execute(
        select(NeedsAssessment, User.display_name)
        .outerjoin(User, User.id == NeedsAssessment.assessed_by_id)
        .where(NeedsAssessment.case_id == case_id)
        .order_by(NeedsAssessment.assessed_on.desc(), NeedsAssessment.id.desc())
    )
    return tuple(
        NeedsView(
            uid=row.uid,
            version=row.version,
            assessed_on=row.assessed_on,
            assessed_by=name or "",
            **{text: getattr(row, text) for text in _TEXTS},
        )
        for row, name in rows
    )


def save_needs(edit: CaseEdit, view: NeedsView) -> list[str]:
    """Save a new or changed assessment; return the names of the columns that changed.

    Raises:
        FieldErrors: nothing was written, a text is too long, or its day lies ahead.
        NotFoundError, StaleError: as in `care_rows.find_row`.
    """
    wrong: dict[str, str] = {}
    new = check_texts(wrong, view, _TEXTS)
    new["assessed_on"] = check_day(wrong, "assessed_on", view.assessed_on, today(edit.office.clock))
    if not any(new[name] for name in _TEXTS):
        wrong["physical"] = "Isi sedikitnya satu bagian; yang klien ceritakan saja"
    if wrong:
        raise FieldErrors(wrong)
    row = find_row(edit, NeedsAssessment, view.uid, view.version)
    if row is None:
        row = NeedsAssessment(case_id=edit.case.id, assessed_by_id=edit.actor.id, **new)
        edit.work.session.add(row)
        return list(new)
    return keep(row, new)
