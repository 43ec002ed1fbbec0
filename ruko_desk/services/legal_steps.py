"""Steps of the law against the alleged perpetrators of a case (the ministry's list of processes)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.care import LegalStep
from ruko_desk.db.tables.cases import CaseParty
from ruko_desk.domain.dto.care import LegalStepView
from ruko_desk.errors import FieldErrors
from ruko_desk.services.care_rows import check_texts, find_row, keep, party_key
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.person_form import (
    NAME_LENGTH,
    check_code,
    check_partial,
    check_text,
    checked,
)


def legal_step_views(session: Session, case_id: int) -> tuple[LegalStepView, ...]:
    """Return the steps of a case in the order in which they happened."""
    rows = session.execute(
        select(LegalStep, CaseParty.uid)
        .outerjoin(CaseParty, CaseParty.id == LegalStep.perpetrator_id)
        .where(LegalStep.case_id == case_id)
        .order_by(LegalStep.happened, LegalStep.id)
    )
    return tuple(
        LegalStepView(
            uid=row.uid,
            version=row.version,
            perpetrator_uid=perpetrator or "",
            step=row.step,
            happened=row.happened,
            agency=row.agency,
            document_number=row.document_number,
            note=row.note,
        )
        for row, perpetrator in rows
    )


def save_legal_step(edit: CaseEdit, view: LegalStepView) -> list[str]:
    """Save a new or changed step; return the names of the columns that changed.

    Raises:
        FieldErrors: by the names of the view's fields.
        NotFoundError, StaleError: as in `care_rows.find_row`.
    """
    wrong: dict[str, str] = {}
    codes, day = edit.office.codes, today(edit.office.clock)
    row = find_row(edit, LegalStep, view.uid, view.version)
    new = check_texts(wrong, view, ("note",))
    new |= {
        "step": check_code(codes, wrong, "step", "proses_hukum", view.step),
        "happened": checked(
            wrong, "happened", lambda: check_partial(view.happened, day, "Tanggal proses")
        ),
        "agency": check_text(wrong, "agency", view.agency, NAME_LENGTH),
        "document_number": check_text(wrong, "document_number", view.document_number, NAME_LENGTH),
        "perpetrator_id": party_key(
            wrong, edit, "perpetrator_uid", view.perpetrator_uid, perpetrator=True
        )
        if view.perpetrator_uid
        else None,
    }
    if not view.step:
        wrong["step"] = "Pilih proses hukum"
    if wrong:
        raise FieldErrors(wrong)
    if row is None:
        edit.work.session.add(LegalStep(case_id=edit.case.id, **new))
        return list(new)
    return keep(row, new)
