"""The history of appointments: which step was the last one that counts, and may be taken back.

A step forward always leads to a higher rank, taking it back to a lower one, so the rows alone tell
which steps still stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from ruko_desk.clock import local, today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.schedule import Appointment, AppointmentChange
from ruko_desk.domain.appointment_states import rank
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.desk_rights import may_write_cases
from ruko_desk.services.office import Office, is_manager

# Built once: building statements and aliases costs more than running them.
_OLD = aliased(Appointment)
_CHANGES: Final = (
    select(
        AppointmentChange.appointment_id,
        AppointmentChange.from_state,
        AppointmentChange.to_state,
        AppointmentChange.changed_at,
        AppointmentChange.user_id,
    )
    .where(AppointmentChange.appointment_id.in_(bindparam("ids", expanding=True)))
    .order_by(AppointmentChange.id)
)
_MOVED_HERE: Final = select(Appointment.id, Appointment.created_at).where(
    Appointment.id.in_(bindparam("ids", expanding=True)),
    exists().where(
        _OLD.case_id == Appointment.case_id,
        _OLD.moved_to_id == Appointment.id,
        _OLD.state == AppointmentState.MOVED,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of state that was not taken back."""

    before: AppointmentState
    at: datetime
    user_id: int | None


def record_step(work: Work, row: Appointment, new: AppointmentState, reason: str = "") -> None:
    """Change the state of an appointment and keep what it was."""
    work.session.add(
        AppointmentChange(
            appointment_id=row.id,
            changed_at=work.clock.now(),
            user_id=work.user_id,
            from_state=row.state,
            to_state=new,
            reason=reason.strip(),
        )
    )
    row.state = new


def standing_steps(session: Session, ids: Collection[int]) -> dict[int, list[Step]]:
    """Return the steps of each appointment that still stand, oldest first."""
    rows = session.execute(_CHANGES, {"ids": list(ids)})
    steps: dict[int, list[Step]] = defaultdict(list)
    for key, old, new, when, user_id in rows:
        before = AppointmentState(old)
        if rank(AppointmentState(new)) > rank(before):
            steps[key].append(Step(before=before, at=when, user_id=user_id))
        elif steps[key]:
            steps[key].pop()
    return steps


def origin_of(session: Session, row: Appointment) -> Appointment | None:
    """Return the appointment that was moved to this one last, or None."""
    return session.execute(
        select(Appointment)
        .where(
            Appointment.case_id == row.case_id,
            Appointment.moved_to_id == row.id,
            Appointment.state == AppointmentState.MOVED,
        )
        .order_by(Appointment.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def undoable_ids(
    office: Office, session: Session, actor: Actor, ids: Sequence[int]
) -> frozenset[int]:
    """Return those appointments whose last step the actor may take back now."""
    manager = is_manager(actor)
    if not ids or not (manager or may_write_cases(office, actor)):
        return frozenset()
    steps = standing_steps(session, ids)
    last = {key: known[-1].at for key, known in steps.items() if known}
    moved = session.execute(_MOVED_HERE, {"ids": [key for key in ids if key not in last]})
    last |= dict(moved.all())
    day = today(office.clock)
    return frozenset(key for key, when in last.items() if manager or local(when).date() == day)
