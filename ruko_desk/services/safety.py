"""Safety: the plan of the client, and the warnings that stand on her case."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from ruko_desk.clock import today
from ruko_desk.db.tables.care import CaseFlag, SafetyPlan
from ruko_desk.db.tables.house import User
from ruko_desk.domain.dto.care import FlagView, SafetyPlanView
from ruko_desk.errors import FieldErrors, NotFoundError, UserError
from ruko_desk.services.care_rows import check_texts, keep
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.case_events import add_event
from ruko_desk.services.people import join_codes, split_codes
from ruko_desk.services.person_form import CHOOSE, NAME_LENGTH, check_text

_TEXTS = (
    "warning_signs",
    "safe_places",
    "people_to_call",
    "ways_out",
    "children",
    "devices",
    "safe_reach",
    "calming",
    "supporters",
    "professionals",
    "safe_surroundings",
)
_REASON = 300


def safety_view(session: Session, case_id: int) -> SafetyPlanView:
    """Return the plan of a case; an empty one of version 0 where there is none yet."""
    row = _plan(session, case_id)
    if row is None:
        return SafetyPlanView()
    return SafetyPlanView(
        version=row.version,
        code_word=row.code_word,
        bag=split_codes(row.bag),
        paper_is_safe=row.paper_is_safe,
        reviewed_on=row.reviewed_on,
        **{name: getattr(row, name) for name in _TEXTS},
    )


def save_safety(edit: CaseEdit, view: SafetyPlanView) -> list[str]:
    """Save the plan; that day counts as its review. Return the columns that changed.

    Raises:
        FieldErrors: by the names of the view's fields.
        StaleError: somebody else saved it after it was read.
    """
    row = _plan(edit.work.session, edit.case.id)
    edit.check_version(view.version, row.version if row else 0)
    wrong: dict[str, str] = {}
    new = check_texts(wrong, view, _TEXTS)
    new |= {
        "code_word": check_text(wrong, "code_word", view.code_word, NAME_LENGTH),
        "bag": join_codes(view.bag),
        "paper_is_safe": view.paper_is_safe,
        "reviewed_on": today(edit.office.clock),
    }
    if any(edit.office.codes.find("tas_siap", item) is None for item in view.bag):
        wrong["bag"] = CHOOSE
    if wrong:
        raise FieldErrors(wrong)
    if row is None:
        edit.work.session.add(SafetyPlan(case_id=edit.case.id, **new))
        return list(new)
    return keep(row, new)


def flag_views(session: Session, case_id: int) -> tuple[FlagView, ...]:
    """Return the warnings of a case: standing ones first, then the newest."""
    raiser, lowerer = aliased(User), aliased(User)
    rows = session.execute(
        select(CaseFlag, raiser.display_name, lowerer.display_name)
        .outerjoin(raiser, raiser.id == CaseFlag.raised_by_id)
        .outerjoin(lowerer, lowerer.id == CaseFlag.lowered_by_id)
        .where(CaseFlag.case_id == case_id)
        .order_by(CaseFlag.lowered_at.is_not(None), CaseFlag.id.desc())
    )
    return tuple(
        FlagView(
            uid=row.uid,
            kind=row.kind,
            reason=row.reason,
            raised_at=row.raised_at,
            raised_by=raised_by or "",
            lowered_at=row.lowered_at,
            lowered_by=lowered_by or "",
            lowered_because=row.lowered_because,
        )
        for row, raised_by, lowered_by in rows
    )


def raise_flag(edit: CaseEdit, kind: str, reason: str) -> None:
    """Put a warning on the case.

    Raises:
        FieldErrors: kind or reason.
        UserError: it stands already.
    """
    wrong: dict[str, str] = {}
    if edit.office.codes.find("tanda_kasus", kind) is None:
        wrong["kind"] = CHOOSE
    clean = check_text(wrong, "reason", reason, _REASON)
    if not clean:
        wrong["reason"] = "Tulis alasannya, supaya petugas lain tahu apa yang harus dilakukan"
    if wrong:
        raise FieldErrors(wrong)
    session = edit.work.session
    standing = select(CaseFlag.id).where(
        CaseFlag.case_id == edit.case.id, CaseFlag.kind == kind, CaseFlag.lowered_at.is_(None)
    )
    if session.execute(standing).first() is not None:
        raise UserError("Tanda ini sudah terpasang. Turunkan dahulu bila alasannya berubah.")
    session.add(
        CaseFlag(
            case_id=edit.case.id,
            kind=kind,
            reason=clean,
            raised_at=edit.work.clock.now(),
            raised_by_id=edit.actor.id,
        )
    )
    label = edit.office.codes.label("tanda_kasus", kind)
    add_event(edit.work, edit.case, "tanda", f"Tanda dipasang: {label}")


def lower_flag(edit: CaseEdit, uid: str, reason: str) -> str:
    """Take a warning down with a reason; it stays readable. Return its kind.

    Raises:
        FieldErrors: reason.
        NotFoundError: no such warning stands on the case.
    """
    wrong: dict[str, str] = {}
    clean = check_text(wrong, "reason", reason, _REASON)
    if not clean:
        wrong["reason"] = "Tulis mengapa tanda ini tidak diperlukan lagi"
    if wrong:
        raise FieldErrors(wrong)
    row = edit.work.session.execute(
        select(CaseFlag).where(
            CaseFlag.uid == uid, CaseFlag.case_id == edit.case.id, CaseFlag.lowered_at.is_(None)
        )
    ).scalar_one_or_none()
    if row is None:
        raise NotFoundError("Tanda ini sudah diturunkan. Muat ulang kasus.")
    row.lowered_at = edit.work.clock.now()
    row.lowered_by_id = edit.actor.id
    row.lowered_because = clean
    label = edit.office.codes.label("tanda_kasus", row.kind)
    add_event(edit.work, edit.case, "tanda", f"Tanda diturunkan: {label}")
    return row.kind


def _plan(session: Session, case_id: int) -> SafetyPlan | None:
    query = select(SafetyPlan).where(SafetyPlan.case_id == case_id)
    return session.execute(query).scalar_one_or_none()
