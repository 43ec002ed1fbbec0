"""The plan: what is needed, who does it until when, agreed with the client, and how far it is."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.care import PlanItem
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.letters import Partner
from ruko_desk.domain.dto.care import PlanItemView
from ruko_desk.errors import FieldErrors
from ruko_desk.services.care_rows import check_texts, find_row, keep, partner_key, user_key
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.case_stage import OPEN_ITEMS
from ruko_desk.services.mediation import MEDIATION, check_mediation
from ruko_desk.services.person_form import check_code


def plan_views(session: Session, case_id: int) -> tuple[PlanItemView, ...]:
    """Return the items of a plan: open ones first, the soonest due on top."""
    rows = session.execute(
        select(PlanItem, User.uid, User.display_name, Partner.uid, Partner.name)
        .outerjoin(User, User.id == PlanItem.user_id)
        .outerjoin(Partner, Partner.id == PlanItem.partner_id)
        .where(PlanItem.case_id == case_id)
        .order_by(
            PlanItem.state.in_(OPEN_ITEMS).desc(),
            PlanItem.due_on.is_(None),
            PlanItem.due_on,
            PlanItem.id,
        )
    )
    return tuple(
        PlanItemView(
            uid=row.uid,
            version=row.version,
            need=row.need,
            action=row.action,
            user_uid=user_uid or "",
            user_name=user or "",
            partner_uid=partner_uid or "",
            partner_name=partner or "",
            due_on=row.due_on,
            agreed=row.agreed,
            state=row.state,
            progress=row.progress,
            settled_on=row.settled_on,
        )
        for row, user_uid, user, partner_uid, partner in rows
    )


def save_plan_item(edit: CaseEdit, view: PlanItemView) -> list[str]:
    """Save a new or changed item; return the names of the columns that changed.

    Raises:
        FieldErrors: by the names of the view's fields.
        UserError: (code `mediasi`) mediation where sexual violence is recorded.
        NotFoundError, StaleError: as in `care_rows.find_row`.
    """
    wrong: dict[str, str] = {}
    session, codes = edit.work.session, edit.office.codes
    day = today(edit.office.clock)
    row = find_row(edit, PlanItem, view.uid, view.version)
    new = check_texts(wrong, view, ("action", "progress"))
    new |= {
        "need": check_code(codes, wrong, "need", "layanan", view.need),
        "state": check_code(codes, wrong, "state", "status_rencana", view.state),
        "user_id": user_key(wrong, session, view.user_uid),
        "partner_id": partner_key(wrong, session, view.partner_uid),
        "due_on": view.due_on,
        "agreed": view.agreed,
    }
    if not view.need:
        wrong["need"] = "Pilih kebutuhan yang dijawab butir ini"
    if not new["action"]:
        wrong["action"] = "Tulis apa yang akan dilakukan"
    if view.due_on is not None and row is None and view.due_on < day:
        wrong["due_on"] = "Tenggat tidak boleh sebelum hari ini"
    if wrong:
        raise FieldErrors(wrong)
    if view.need == MEDIATION:
        check_mediation(edit, "")
    open_now = view.state in OPEN_ITEMS
    if row is None:
        new["settled_on"] = None if open_now else day
        session.add(PlanItem(case_id=edit.case.id, **new))
        return list(new)
    if open_now:
        new["settled_on"] = None
    elif row.settled_on is None:
        new["settled_on"] = day
    return keep(row, new)
