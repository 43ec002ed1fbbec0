"""Services given to a survivor, and those she declined or that nobody could give."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.care import PlanItem, ServiceGiven
from ruko_desk.db.tables.cases import CaseParty
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.letters import Partner
from ruko_desk.domain.dto.care import ServiceView
from ruko_desk.errors import FieldErrors
from ruko_desk.services.care_rows import (
    check_day,
    check_texts,
    find_row,
    keep,
    partner_key,
    party_key,
    user_key,
)
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.incidents import survivor_party
from ruko_desk.services.mediation import MEDIATION, check_mediation
from ruko_desk.services.person_form import CHOOSE, TEXT_LENGTH, check_code, check_text

_LONGEST_MINUTES = 24 * 60


def service_views(session: Session, case_id: int) -> tuple[ServiceView, ...]:
    """Return the services of a case, newest first."""
    rows = session.execute(
        select(
            ServiceGiven,
            CaseParty.uid,
            PlanItem.uid,
            User.uid,
            User.display_name,
            Partner.uid,
            Partner.name,
        )
        .join(CaseParty, CaseParty.id == ServiceGiven.survivor_id)
        .outerjoin(PlanItem, PlanItem.id == ServiceGiven.plan_item_id)
        .outerjoin(User, User.id == ServiceGiven.user_id)
        .outerjoin(Partner, Partner.id == ServiceGiven.partner_id)
        .where(ServiceGiven.case_id == case_id)
        .order_by(ServiceGiven.given_on.desc(), ServiceGiven.id.desc())
    )
    return tuple(
        ServiceView(
            uid=row.uid,
            version=row.version,
            survivor_uid=survivor,
            plan_item_uid=item or "",
            kind=row.kind,
            outcome=row.outcome,
            given_on=row.given_on,
            minutes=row.minutes,
            user_uid=user_uid or "",
            user_name=user or "",
            partner_uid=partner_uid or "",
            partner_name=partner or "",
            note=row.note,
            mediation_reason=row.mediation_reason,
        )
        for row, survivor, item, user_uid, user, partner_uid, partner in rows
    )


def save_service(edit: CaseEdit, view: ServiceView) -> list[str]:
    """Save a new or changed service; return the names of the columns that changed.

    Without a survivor named it is the client's.

    Raises:
        FieldErrors: by the names of the view's fields.
        UserError: (code `mediasi`) mediation where sexual violence is recorded.
        NotFoundError, StaleError: as in `care_rows.find_row`.
    """
    wrong: dict[str, str] = {}
    session, codes = edit.work.session, edit.office.codes
    row = find_row(edit, ServiceGiven, view.uid, view.version)
    new = check_texts(wrong, view, ("note",))
    survivor = (
        party_key(wrong, edit, "survivor_uid", view.survivor_uid, perpetrator=False)
        if view.survivor_uid
        else survivor_party(session, edit.case)
    )
    new |= {
        "survivor_id": survivor,
        "plan_item_id": _item_key(wrong, edit, view.plan_item_uid),
        "kind": check_code(codes, wrong, "kind", "layanan", view.kind),
        "outcome": check_code(codes, wrong, "outcome", "hasil_layanan", view.outcome),
        "given_on": check_day(wrong, "given_on", view.given_on, today(edit.office.clock)),
        "minutes": view.minutes,
        "user_id": user_key(wrong, session, view.user_uid),
        "partner_id": partner_key(wrong, session, view.partner_uid),
        "mediation_reason": check_text(
            wrong, "mediation_reason", view.mediation_reason, TEXT_LENGTH
        ),
    }
    if not view.kind:
        wrong["kind"] = "Pilih layanan"
    if not view.outcome:
        wrong["outcome"] = (
            "Pilih hasilnya: diberikan, tidak diinginkan, tidak tersedia, dan lainnya"
        )
    if view.minutes is not None and not 0 < view.minutes <= _LONGEST_MINUTES:
        wrong["minutes"] = f"Lama layanan antara 1 dan {_LONGEST_MINUTES} menit"
    if wrong:
        raise FieldErrors(wrong)
    if view.kind == MEDIATION:
        new["mediation_reason"] = check_mediation(edit, view.mediation_reason)
    if row is None:
        session.add(ServiceGiven(case_id=edit.case.id, **new))
        return list(new)
    return keep(row, new)


def _item_key(wrong: dict[str, str], edit: CaseEdit, uid: str) -> int | None:
    if not uid:
        return None
    key = edit.work.session.execute(
        select(PlanItem.id).where(PlanItem.uid == uid, PlanItem.case_id == edit.case.id)
    ).scalar_one_or_none()
    if key is None:
        wrong["plan_item_uid"] = CHOOSE
    return key
