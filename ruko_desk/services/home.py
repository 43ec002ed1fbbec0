"""Beranda: the queue, today's agenda and who must not be forgotten, in one reading."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import local, today
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.letters import Referral
from ruko_desk.db.tables.schedule import Appointment, ProviderRecord
from ruko_desk.domain.codes import CaseStatus, QueueState, ReferralState, RiskLevel
from ruko_desk.domain.dto.desk import AgendaRow, FollowUpRow, HomeView
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.case_list import without_appointment
from ruko_desk.services.case_scope import IDENTITY, LIMITED, day_bounds
from ruko_desk.services.desk_rights import visible_cases
from ruko_desk.services.office import READ, Office
from ruko_desk.services.queue import queue_rows, stale_day

ANSWER_DAYS = 7
"""After so many days without an answer a referral is followed up."""

_MOST = 50
_AT_RISK = (RiskLevel.EMERGENCY, RiskLevel.HIGH)
_WAITING_REFERRALS = (ReferralState.ISSUED, ReferralState.HANDED_OVER, ReferralState.RECEIVED)


class Home:
    """What a member of staff sees first."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def read(self, actor: Actor) -> HomeView:
        """Return Beranda; people without a view of clients see no queue and no agenda."""
        day = today(self._office.clock)
        if self._office.may(actor, IDENTITY, READ) is None:
            return HomeView(
                day=day,
                waiting=0,
                in_service=0,
                done=0,
                due=0,
                queue=(),
                agenda=(),
                follow_ups=(),
                stale_queue=None,
            )
        with self._office.database.read() as session:
            queue = queue_rows(session, day, self._office.clock.now())
            follow_ups = self._follow_ups(session, actor)
            states = [row.state for row in queue]
            return HomeView(
                day=day,
                waiting=sum(state in {QueueState.WAITING, QueueState.CALLED} for state in states),
                in_service=states.count(QueueState.SERVING),
                done=states.count(QueueState.DONE),
                due=sum(row.due <= day for row in follow_ups),
                queue=queue,
                agenda=self._agenda(session, day) if self._sees_sessions(actor) else (),
                follow_ups=follow_ups,
                stale_queue=stale_day(session, day),
            )

    def _sees_sessions(self, actor: Actor) -> bool:
        grant = self._office.may(actor, LIMITED, READ)
        return grant is not None and any(
            part.fields is None or "next_date" in part.fields for part in grant.parts
        )

    def _agenda(self, session: Session, day: date) -> tuple[AgendaRow, ...]:
        begin, end = day_bounds(day)
        rows = session.execute(
            select(
                Appointment.uid,
                CaseFile.uid,
                CaseFile.code,
                ProviderRecord.name,
                Appointment.service,
                Appointment.start_at,
                Appointment.end_at,
                Appointment.state,
            )
            .join(CaseFile, CaseFile.id == Appointment.case_id)
            .join(ProviderRecord, ProviderRecord.id == Appointment.provider_id)
            .where(Appointment.start_at >= begin, Appointment.start_at < end)
            .order_by(Appointment.start_at, Appointment.id)
        )
        return tuple(
            AgendaRow(
                appointment_uid=uid,
                case_uid=case_uid,
                case_code=code,
                provider_name=provider,
                service=service,
                start=start,
                end=until,
                state=state,
            )
            for uid, case_uid, code, provider, service, start, until, state in rows
        )

    def _follow_ups(self, session: Session, actor: Actor) -> tuple[FollowUpRow, ...]:
        visible = visible_cases(self._office, session, actor)
        at_risk = session.execute(
            select(
                CaseFile.uid,
                CaseFile.code,
                CaseFile.last_activity,
                User.display_name,
                CaseFile.risk,
            )
            .outerjoin(User, User.id == CaseFile.owner_id)
            .where(
                CaseFile.risk.in_(_AT_RISK),
                CaseFile.status != CaseStatus.CLOSED,
                without_appointment(self._office),
                visible,
            )
            .order_by(CaseFile.last_activity.desc())
            .limit(_MOST)
        )
        rows = [
            FollowUpRow(
                case_uid=uid,
                case_code=code,
                due=last + timedelta(days=1),
                task="Risiko tinggi tanpa janji berikut: hubungi dan jadwalkan",
                owner=owner or "",
                risk=risk,
            )
            for uid, code, last, owner, risk in at_risk
        ]
        limit = self._office.clock.now() - timedelta(days=ANSWER_DAYS)
        unanswered = session.execute(
            select(
                CaseFile.uid, CaseFile.code, Referral.issued_at, User.display_name, CaseFile.risk
            )
            .join(CaseFile, CaseFile.id == Referral.case_id)
            .outerjoin(User, User.id == CaseFile.owner_id)
            .where(Referral.state.in_(_WAITING_REFERRALS), Referral.issued_at < limit, visible)
            .order_by(Referral.issued_at.desc())
            .limit(_MOST)
        )
        rows += [
            FollowUpRow(
                case_uid=uid,
                case_code=code,
                due=local(issued).date() + timedelta(days=ANSWER_DAYS),
                task="Rujukan belum dijawab: tanyakan ke mitra",
                owner=owner or "",
                risk=risk,
            )
            for uid, code, issued, owner, risk in unanswered
            if issued is not None
        ]
        return tuple(sorted(rows, key=lambda row: (row.due, row.case_code)))
