"""Running a case: risk, status, who is responsible."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.cases import RiskAssessment
from ruko_desk.db.tables.desk import QueueEntry
from ruko_desk.db.tables.house import User
from ruko_desk.domain import queue, risk
from ruko_desk.domain.case_status import next_statuses
from ruko_desk.domain.codes import CaseStatus, QueueState, RiskLevel, Role
from ruko_desk.domain.dto.cases import AssessRisk, RiskView
from ruko_desk.errors import FieldErrors, UserError
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.case_events import add_event
from ruko_desk.services.case_scope import may_hold_cases
from ruko_desk.services.people import join_codes, split_codes
from ruko_desk.services.person_form import CHOOSE

_CHECKLIST, _LEVELS = "butir_risiko", "risiko"


def assess_risk(edit: CaseEdit, data: AssessRisk) -> RiskLevel:
    """Keep an assessment and let the case and its place in today's queue follow.

    Raises:
        FieldErrors: items, level or reason: an unknown code, or a level without its reason.
        StaleError: the case was changed after it was read.
    """
    edit.check_version(data.version, edit.case.version)
    codes, session = edit.office.codes, edit.work.session
    wrong: dict[str, str] = {}
    if any(codes.find(_CHECKLIST, item) is None for item in data.items):
        wrong["items"] = CHOOSE
    if data.level and codes.find(_LEVELS, data.level) is None:
        wrong["level"] = CHOOSE
    if wrong:
        raise FieldErrors(wrong)
    try:
        result = risk.assess(
            data.items,
            lambda code: codes.label(_CHECKLIST, code),
            level=RiskLevel(data.level) if data.level else None,
            reason=data.reason,
        )
    except UserError as error:
        field = "reason" if error.code == "alasan" else "level"
        raise FieldErrors({field: error.message}) from error
    session.add(
        RiskAssessment(
            case_id=edit.case.id,
            assessed_at=edit.work.clock.now(),
            assessed_by_id=edit.actor.id,
            items=join_codes(result.items),
            computed_level=result.computed,
            level=result.level,
            reason=result.reason,
        )
    )
    edit.case.risk = result.level
    waiting = session.execute(
        select(QueueEntry).where(
            QueueEntry.day == today(edit.office.clock),
            QueueEntry.case_id == edit.case.id,
            QueueEntry.state == QueueState.WAITING,
        )
    ).scalars()
    for entry in waiting:
        entry.priority = queue.priority_of(result.level)
        edit.work.changed(("queue", entry.uid))
    return result.level


def risk_history(session: Session, case_id: int) -> tuple[RiskView, ...]:
    """Return all assessments, newest first; closed columns read as nothing and come out empty."""
    rows = session.execute(
        select(
            RiskAssessment.uid,
            RiskAssessment.assessed_at,
            User.display_name,
            RiskAssessment.computed_level,
            RiskAssessment.level,
            RiskAssessment.items,
            RiskAssessment.reason,
        )
        .outerjoin(User, User.id == RiskAssessment.assessed_by_id)
        .where(RiskAssessment.case_id == case_id)
        .order_by(RiskAssessment.id.desc())
    )
    return tuple(
        RiskView(
            uid=row.uid,
            when=row.assessed_at,
            user=row.display_name or "",
            computed=row.computed_level or "",
            level=row.level or "",
            items=split_codes(row.items or ""),
            reason=row.reason or "",
        )
        for row in rows
    )


def set_status(edit: CaseEdit, version: int, status: str) -> None:
    """Change the status of an open case; closing and reopening are in `closing`.

    Raises:
        UserError: the step is not possible from the present status.
        StaleError: the case was changed after it was read.
    """
    edit.check_version(version, edit.case.version)
    if edit.case.status == CaseStatus.CLOSED:
        raise UserError("Kasus ini sudah ditutup. Buka kembali dahulu, lalu ubah statusnya.")
    if status not in next_statuses(edit.case.status):
        raise UserError("Status ini tidak dapat dipilih dari status sekarang. Pilih yang lain.")
    edit.case.status = status
    label = edit.office.codes.label("status_kasus", status)
    add_event(edit.work, edit.case, "status", f"Status: {label}")


def assign(edit: CaseEdit, version: int, user_uid: str) -> None:
    """Make a colleague responsible for the case.

    Raises:
        UserError: she is not active, or her roles see no clients.
        StaleError: the case was changed after it was read.
    """
    edit.check_version(version, edit.case.version)
    owner = edit.work.session.execute(
        select(User).where(User.uid == user_uid, User.active.is_(True))
    ).scalar_one_or_none()
    roles = [Role(entry.role) for entry in owner.roles] if owner else []
    if owner is None or not may_hold_cases(edit.office, roles):
        raise UserError("Petugas ini tidak dapat memegang kasus. Pilih petugas lain yang aktif.")
    edit.case.owner_id = owner.id
    add_event(edit.work, edit.case, "penugasan", f"Ditangani oleh {owner.display_name}")
