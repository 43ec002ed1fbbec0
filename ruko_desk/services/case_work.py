"""Running a case: risk, status, who is responsible."""

from __future__ import annotations

from sqlalchemy import select

from ruko_desk.clock import today
from ruko_desk.db.tables.cases import RiskAssessment
from ruko_desk.db.tables.desk import QueueEntry
from ruko_desk.db.tables.house import User
from ruko_desk.domain import queue, risk
from ruko_desk.domain.codes import CaseStatus, QueueState, RiskLevel, Role
from ruko_desk.domain.dto.cases import AssessRisk
from ruko_desk.errors import FieldErrors, UserError
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.case_events import add_event
from ruko_desk.services.case_scope import IDENTITY
from ruko_desk.services.office import READ
from ruko_desk.services.people import join_codes
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


def set_status(edit: CaseEdit, version: int, status: str) -> None:
    """Change the status; a closed case can only be reopened, and only a closed one can.

    Raises:
        UserError: the step is not possible from the present status.
        StaleError: the case was changed after it was read.
    """
    edit.check_version(version, edit.case.version)
    if edit.office.codes.find("status_kasus", status) is None:
        raise UserError("Status ini tidak dikenal. Pilih salah satu yang tertera.")
    closed = edit.case.status == CaseStatus.CLOSED
    if closed and status != CaseStatus.REOPENED:
        raise UserError("Kasus ini sudah ditutup. Buka kembali dahulu, lalu ubah statusnya.")
    if not closed and status in {CaseStatus.REOPENED, CaseStatus.NEW}:
        raise UserError("Status ini tidak dapat dipilih dari status sekarang. Pilih yang lain.")
    edit.case.status = status
    edit.case.closed_on = today(edit.office.clock) if status == CaseStatus.CLOSED else None
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
    if owner is None or edit.office.rights.for_roles(roles).may(IDENTITY, READ) is None:
        raise UserError("Petugas ini tidak dapat memegang kasus. Pilih petugas lain yang aktif.")
    edit.case.owner_id = owner.id
    add_event(edit.work, edit.case, "penugasan", f"Ditangani oleh {owner.display_name}")
