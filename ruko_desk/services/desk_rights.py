"""Who may book, write letters and keep the partner directory, told out of the rights table.

The table (security design 2.4) names classes of data, not verbs. Booking a session and writing a
letter are writing on the client's record: whoever may write her identity, or the limited record
of the case, may do both; a scope of the whole house needs no reason, others need the case.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, exists, false, or_, select, true
from sqlalchemy.orm import Session, aliased

from ruko_desk.db.tables.cases import CaseFile, CaseMember
from ruko_desk.db.tables.house import UserRole
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.access import Scope
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.case_scope import (
    FACTS,
    IDENTITY,
    LIMITED,
    NOT_HELD,
    Reach,
    RefusedError,
    admit,
    provider_ids,
)
from ruko_desk.services.office import READ, WRITE, Office

MANAGE: Final = "kelola"
# Made once: an alias costs more than the query it stands in.
_HELD = aliased(Appointment)


def need_desk_work(office: Office, session: Session, actor: Actor, case: CaseFile) -> None:
    """Refuse whoever may not plan sessions for this case.

    Raises:
        RefusedError: no role of hers writes on this case.
        NotAllowedError: (code `perlu_alasan`) the case is not hers; she must open it first.
    """
    identity = office.may(actor, IDENTITY, WRITE)
    if identity is None or not identity.covers((Scope.ALL,)):
        need_case_writing(office, session, actor, case)


def need_case_writing(office: Office, session: Session, actor: Actor, case: CaseFile) -> None:
    """Refuse whoever has not opened this case or may not write on it.

    Raises:
        RefusedError: no role of hers writes on this case.
        NotAllowedError: (code `perlu_alasan`) the case is not hers; she must open it first.
    """
    reach = admit(office, session, actor, case)
    if not (reach.may(IDENTITY, WRITE) or reach.may(LIMITED, WRITE)):
        raise RefusedError(IDENTITY, WRITE, case.uid)


def need_letters(office: Office, session: Session, actor: Actor, case: CaseFile) -> Reach:
    """Refuse whoever has not opened this case or may not know what its letters tell.

    Returns:
        What she may do with the case.

    Raises:
        RefusedError: no role of hers reads intake facts, or none opens this case.
        NotAllowedError: (code `perlu_alasan`) the case is not hers; she must open it first.
    """
    reach = admit(office, session, actor, case)
    if office.may(actor, FACTS, READ) is None:
        raise RefusedError(FACTS, READ, case.uid)
    return reach


def may_write_cases(office: Office, actor: Actor) -> bool:
    """Tell whether some role of the actor writes on cases, in whatever scope."""
    return any(office.may(actor, data_class, WRITE) for data_class in (IDENTITY, LIMITED))


def need_directory(office: Office, actor: Actor) -> None:
    """Refuse whoever neither works with clients nor manages the house.

    Raises:
        NotAllowedError: the refusal is audited.
    """
    if not may_write_cases(office, actor) and office.may(actor, MANAGE, WRITE) is None:
        office.refuse(actor, MANAGE, WRITE)


def visible_cases(office: Office, session: Session, actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which a case may stand with its initials in the actor's lists.

    It looks at one case at a time, each time in an index, so a list of one day costs the same
    however many cases there are.
    """
    grant = office.may(actor, IDENTITY, READ)
    if grant is None:
        return false()
    if grant.covers((Scope.ALL,)):
        return true()
    own = own_cases(session, actor)
    if not grant.covers((Scope.OWN_AND_TEAM,)):
        return own
    companions = select(UserRole.user_id).where(UserRole.role == Role.COMPANION)
    return or_(CaseFile.owner_id.is_(None), CaseFile.owner_id.in_(companions), own)


def own_cases(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which a case is the actor's own, as `case_scope` tells it."""
    return or_(
        CaseFile.owner_id == actor.id,
        CaseFile.opened_by_id == actor.id,
        exists().where(CaseMember.case_id == CaseFile.id, CaseMember.user_id == actor.id),
        exists().where(
            _HELD.case_id == CaseFile.id,
            _HELD.provider_id.in_(provider_ids(session, actor)),
            _HELD.state.not_in(NOT_HELD),
        ),
    )
