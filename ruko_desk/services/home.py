"""Beranda: the queue, today's agenda and who must not be forgotten, in one reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ruko_desk.clock import local, today
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.letters import Referral
from ruko_desk.db.tables.schedule import Appointment, ProviderRecord
from ruko_desk.domain.codes import QueueState, ReferralState, RiskLevel
from ruko_desk.domain.dto.desk import AgendaRow, FollowUpRow, HomeView
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.case_list import OPEN
from ruko_desk.services.case_scope import IDENTITY, LIMITED, day_bounds
from ruko_desk.services.desk_rights import visible_cases
from ruko_desk.services.found import next_starts
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
        rows = [*self._at_risk(session, visible), *self._unanswered(session, visible)]
        return tuple(sorted(rows, key=lambda row: (row.due, row.case_code)))

    def _at_risk(self, session: Session, visible: ColumnElement[bool]) -> Iterator[FollowUpRow]:
        """Open cases of high risk without a session ahead, those of the last activity first.

        Each pair of risk and status is read in the order of its index.
        """
        booked = list(next_starts(session, self._office.clock.now()))
        newest: list[tuple[date, int]] = []
        for level, status in product(_AT_RISK, OPEN):
            rows = session.execute(
                select(CaseFile.last_activity, CaseFile.id)
                .where(
                    CaseFile.risk == level,
                    CaseFile.status == status,
                    CaseFile.id.not_in(booked),
                    visible,
                )
                .order_by(CaseFile.last_activity.desc())
                .limit(_MOST)
            )
            newest += [(row.last_activity, row.id) for row in rows]
        chosen = [key for _, key in sorted(newest, reverse=True)[:_MOST]]
        for uid, code, last, owner, risk in session.execute(
            select(
                CaseFile.uid,
                CaseFile.code,
                CaseFile.last_activity,
                func.coalesce(User.display_name, ""),
                CaseFile.risk,
            )
            .outerjoin(User, User.id == CaseFile.owner_id)
            .where(CaseFile.id.in_(chosen))
        ):
            yield FollowUpRow(
                case_uid=uid,
                case_code=code,
                due=last + timedelta(days=1),
                task="Risiko tinggi tanpa janji berikut: hubungi dan jadwalkan",
                owner=owner,
                risk=risk,
            )

    def _unanswered(self, session: Session, visible: ColumnElement[bool]) -> Iterator[FollowUpRow]:
        limit = self._office.clock.now() - timedelta(days=ANSWER_DAYS)
        for state in _WAITING_REFERRALS:
            rows = session.execute(
                select(
                    CaseFile.uid,
                    CaseFile.code,
                    Referral.issued_at,
                    func.coalesce(User.display_name, ""),
                    CaseFile.risk,
                )
                .join(CaseFile, CaseFile.id == Referral.case_id)
                .outerjoin(User, User.id == CaseFile.owner_id)
                .where(
                    Referral.state == state,
                    Referral.issued_at < limit,
                    CaseFile.status.in_(OPEN),
                    visible,
                )
                .order_by(Referral.created_at.desc())
                .limit(_MOST)
            )
            for uid, code, issued, owner, risk in rows:
                yield FollowUpRow(
                    case_uid=uid,
                    case_code=code,
                    due=local(issued or limit).date() + timedelta(days=ANSWER_DAYS),
                    task="Rujukan belum dijawab: tanyakan ke mitra",
                    owner=owner,
                    risk=risk,
                )
