"""The stage of a case, written down at every entry so that lists can filter by it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ruko_desk.db.base import Base
from ruko_desk.db.tables.care import CaseClosure, NeedsAssessment, PlanItem, ServiceGiven
from ruko_desk.db.tables.cases import CaseFile, RiskAssessment
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.codes import AppointmentState, CaseStatus, CodeLists
from ruko_desk.domain.dto.care import Stage
from ruko_desk.domain.indonesian import short_date
from ruko_desk.domain.stage import CaseWork, stage_of

OPEN_ITEMS = ("rencana", "berjalan")
HELD = (AppointmentState.IN_SESSION, AppointmentState.DONE)


def case_work(session: Session, case: CaseFile) -> CaseWork:
    """Count what is recorded in a case."""

    def count(table: type[Base], *mine: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(table).where(*mine)
        return session.execute(query).scalar_one()

    return CaseWork(
        risks=count(RiskAssessment, RiskAssessment.case_id == case.id),
        assessments=count(NeedsAssessment, NeedsAssessment.case_id == case.id),
        plan_items=count(PlanItem, PlanItem.case_id == case.id),
        open_items=count(PlanItem, PlanItem.case_id == case.id, PlanItem.state.in_(OPEN_ITEMS)),
        services=count(ServiceGiven, ServiceGiven.case_id == case.id),
        sessions=count(Appointment, Appointment.case_id == case.id, Appointment.state.in_(HELD)),
        follow_up_on=case.follow_up_on,
    )


def refresh_stage(session: Session, case: CaseFile) -> None:
    """Write the stage that follows from the data; a closed case stays closed."""
    session.flush()
    if case.status != CaseStatus.CLOSED:
        case.status = stage_of(case_work(session, case))[0]


def stage(session: Session, codes: CodeLists, case: CaseFile) -> Stage:
    """Return the stage with the sentence why the case stands there."""
    if case.status == CaseStatus.REOPENED:
        return Stage(status=case.status, because="Dibuka kembali: belum ada catatan baru")
    if case.status == CaseStatus.CLOSED:
        reason = session.execute(
            select(CaseClosure.reason)
            .where(CaseClosure.case_id == case.id, CaseClosure.decided_at.is_not(None))
            .order_by(CaseClosure.id.desc())
            .limit(1)
        ).scalar_one_or_none()
        told = f": {codes.label('alasan_penutupan', reason)}" if reason else ""
        day = f" {short_date(case.closed_on)}" if case.closed_on else ""
        return Stage(status=case.status, because=f"Ditutup{day}{told}")
    return Stage(status=case.status, because=stage_of(case_work(session, case))[1])
