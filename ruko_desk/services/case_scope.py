"""Whose case is it? The row layer of the rights table, decided in one place.

A case is somebody's own when she owns it, opened it, works on it, or holds a session in it. A case
that is not hers opens with a reason, which counts until the end of the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NoReturn

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import QueryableAttribute, Session

from ruko_desk.clock import at, today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile, CaseMember
from ruko_desk.db.tables.desk import QueueEntry
from ruko_desk.db.tables.house import RecentCase, UserRole
from ruko_desk.db.tables.schedule import Appointment, ProviderRecord
from ruko_desk.domain.access import Grant, Rights, Scope
from ruko_desk.domain.codes import AppointmentState, Role
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import NotAllowedError
from ruko_desk.services.office import READ, Office

IDENTITY, FACTS, NARRATIVE, TRAIL = "identitas", "fakta_awal", "kronologi", "jejak"
LIMITED, CLOSING = "rekam_terbatas", "penutupan"

NEEDS_REASON = "perlu_alasan"
NOT_HELD = (
    AppointmentState.CANCELLED_BY_CLIENT,
    AppointmentState.CANCELLED_BY_HOUSE,
    AppointmentState.MOVED,
)


class RefusedError(Exception):
    """A right is missing; raised inside a transaction, audited once that is over."""

    def __init__(self, data_class: str, action: str, uid: str = "") -> None:
        super().__init__(data_class, action)
        self.data_class = data_class
        self.action = action
        self.uid = uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What one actor may do with one case.

    Attributes:
        rights: the union of her roles' rights.
        met: the scopes that are true for her and this case.
        uid: the case.
    """

    rights: Rights
    met: frozenset[Scope]
    uid: str

    def grant(self, data_class: str, action: str) -> Grant | None:
        """Return the grant that covers this case, or None."""
        found = self.rights.may(data_class, action)
        return found if found is not None and found.covers(self.met) else None

    def may(self, data_class: str, action: str) -> bool:
        """Tell whether the actor holds this right on this case."""
        return self.grant(data_class, action) is not None

    def need(self, data_class: str, action: str) -> None:
        """Refuse unless the actor holds this right on this case.

        Raises:
            RefusedError: she does not.
        """
        if not self.may(data_class, action):
            raise RefusedError(data_class, action, self.uid)


@contextmanager
def reading(office: Office, actor: Actor) -> Iterator[Session]:
    """Open a session for reading; a refusal inside is audited after it.

    Raises:
        NotAllowedError: the block was refused.
    """
    try:
        with office.database.read() as session:
            yield session
    except RefusedError as refusal:
        _on_record(office, actor, refusal)


@contextmanager
def writing(office: Office, actor: Actor) -> Iterator[Work]:
    """Open a unit of work; a refusal inside is rolled back, then audited.

    Raises:
        NotAllowedError: the block was refused.
    """
    try:
        with office.database.write() as work:
            yield work
    except RefusedError as refusal:
        _on_record(office, actor, refusal)


def _on_record(office: Office, actor: Actor, refusal: RefusedError) -> NoReturn:
    office.refuse(actor, refusal.data_class, refusal.action, refusal.uid)


def admit(
    office: Office, session: Session, actor: Actor, case: CaseFile, reason: str = ""
) -> Reach:
    """Return what the actor may do with the case.

    Raises:
        RefusedError: her roles never open this case.
        NotAllowedError: (code `perlu_alasan`) the case is not hers and no reason was given today.
    """
    rights = office.rights.for_roles(actor.roles)
    identity = rights.may(IDENTITY, READ)
    if identity is None:
        raise RefusedError(IDENTITY, READ, case.uid)
    own = works_on(office, session, actor, case)
    day = today(office.clock)
    of_today = not own and is_of_today(session, case, day)
    met = _scopes(session, case, own=own, of_today=of_today)
    at_hand = own or (of_today and Role.FRONT_DESK in actor.roles)
    if not at_hand and not identity.covers(met | {Scope.WITH_REASON}):
        raise RefusedError(IDENTITY, READ, case.uid)
    if own or reason.strip() or _opened_on(session, actor, case, day):
        met |= {Scope.WITH_REASON}
    elif not at_hand:
        raise NotAllowedError(
            "Kasus ini bukan kasus Anda. Tulis alasan membukanya; alasan itu tercatat.",
            code=NEEDS_REASON,
        )
    reach = Reach(rights=rights, met=met, uid=case.uid)
    reach.need(IDENTITY, READ)
    return reach


def may_hold_cases(office: Office, roles: Iterable[Role]) -> bool:
    """Tell whether somebody with these roles can be responsible for a case."""
    return office.rights.for_roles(roles).may(IDENTITY, READ) is not None


def works_on(office: Office, session: Session, actor: Actor, case: CaseFile) -> bool:
    """Tell whether the case is the actor's own."""
    if office.is_on_case(session, actor, case):
        return True
    held = (
        select(Appointment.id)
        .join(ProviderRecord, ProviderRecord.id == Appointment.provider_id)
        .where(
            Appointment.case_id == case.id,
            ProviderRecord.user_id == actor.id,
            Appointment.state.not_in(NOT_HELD),
        )
    )
    return session.execute(held.limit(1)).first() is not None


def is_of_today(session: Session, case: CaseFile, day: date) -> bool:
    """Tell whether the case was opened today, waits in the queue, or has a session today."""
    if case.opened_on == day:
        return True
    begin, end = day_bounds(day)
    query = select(
        exists().where(QueueEntry.day == day, QueueEntry.case_id == case.id)
        | exists().where(
            Appointment.case_id == case.id,
            Appointment.start_at >= begin,
            Appointment.start_at < end,
        )
    )
    return bool(session.execute(query).scalar_one())


def own_case_ids(
    session: Session, actor: Actor, *, before: int | None = None, limit: int | None = None
) -> list[int]:
    """Return the newest of the actor's own cases, or all of them.

    Each source is read in the order of its index, so a page costs the same however many cases
    there are.
    """
    held = Appointment.state.not_in(NOT_HELD)
    sources: list[tuple[QueryableAttribute[int], ColumnElement[bool]]] = [
        (CaseFile.id, CaseFile.owner_id == actor.id),
        (CaseFile.id, CaseFile.opened_by_id == actor.id),
        (CaseMember.case_id, CaseMember.user_id == actor.id),
        *(
            (Appointment.case_id, and_(Appointment.provider_id == key, held))
            for key in provider_ids(session, actor)
        ),
    ]
    newest: set[int] = set()
    for column, mine in sources:
        query = select(column).distinct().where(mine)
        if before is not None:
            query = query.where(column < before)
        newest.update(session.execute(query.order_by(column.desc()).limit(limit)).scalars())
    return sorted(newest, reverse=True)[:limit]


def provider_ids(session: Session, actor: Actor) -> list[int]:
    """Return under which providers the actor holds sessions."""
    query = select(ProviderRecord.id).where(ProviderRecord.user_id == actor.id)
    return list(session.execute(query).scalars())


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the first instant of a day of the house and that of the next day."""
    return at(day, 0), at(day + timedelta(days=1), 0)


def _scopes(session: Session, case: CaseFile, *, own: bool, of_today: bool) -> frozenset[Scope]:
    met = {Scope.ALL}
    if own:
        # A keeper is put on the case of each of her residents.
        own_scopes = {Scope.OWN, Scope.OWN_AND_TEAM, Scope.TODAY_AND_OWN, Scope.RESIDENTS}
        return frozenset(met | own_scopes)
    if of_today:
        met.add(Scope.TODAY_AND_OWN)
    if _is_the_teams(session, case):
        met.add(Scope.OWN_AND_TEAM)
    return frozenset(met)


def _is_the_teams(session: Session, case: CaseFile) -> bool:
    """The companions of the house are one team; a case without an owner is theirs to take."""
    if case.owner_id is None:
        return True
    query = select(UserRole.role).where(
        UserRole.user_id == case.owner_id, UserRole.role == Role.COMPANION
    )
    return session.execute(query).first() is not None


def _opened_on(session: Session, actor: Actor, case: CaseFile, day: date) -> bool:
    query = select(RecentCase.case_id).where(
        RecentCase.user_id == actor.id,
        RecentCase.case_id == case.id,
        RecentCase.opened_at >= at(day, 0),
    )
    return session.execute(query).first() is not None
