"""Steps of an appointment: forward by rank, back by undo with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import local, today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.appointment_states import check_change, check_undo, occupies_time
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.schedule import AppointmentView, SetAppointmentState
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import NotFoundError, StaleError, UserError
from ruko_desk.services.appointment_history import Step, origin_of, record_step, standing_steps
from ruko_desk.services.booking import Slot, check_reason, require_free
from ruko_desk.services.case_scope import writing
from ruko_desk.services.desk_rights import may_write_cases, need_desk_work
from ruko_desk.services.office import Office, is_manager
from ruko_desk.services.schedule_read import load_providers, load_views


def find_appointment(session: Session, uid: str) -> Appointment:
    """Load an appointment.

    Raises:
        NotFoundError: there is no such appointment.
    """
    row = session.execute(select(Appointment).where(Appointment.uid == uid)).scalar_one_or_none()
    if row is None:
        raise NotFoundError("Janji ini tidak ditemukan. Muat ulang jadwal, lalu coba lagi.")
    return row


def set_state(
    office: Office, actor: Actor, change: SetAppointmentState
) -> Outcome[AppointmentView]:
    """Move an appointment forward.

    Raises:
        NotAllowedError: she plans no sessions, or has to open the case first.
        UserError: the state cannot follow, or cancelling lacks its reason.
        StaleError: somebody else changed it meanwhile.
    """
    check_reason(change.reason)
    with writing(office, actor) as work:
        row = find_appointment(work.session, change.uid)
        need_desk_work(office, work.session, actor, _case(work, row))
        if row.version != change.version:
            raise StaleError("Janji ini sudah diubah petugas lain. Muat ulang jadwal.")
        new = state_of(change.state)
        if new is AppointmentState.MOVED:
            raise UserError("Pindahkan janji dengan memilih waktu yang baru.")
        check_change(AppointmentState(row.state), new, change.reason)
        record_step(work, row, new, change.reason)
        return _told(office, work, actor, row, "ubah janji")


def undo(office: Office, actor: Actor, uid: str, reason: str) -> Outcome[AppointmentView]:
    """Take the last step back; of a move, both appointments change and link the other way.

    Either appointment of a move may be named. Its own last step may be taken back by the one who
    took it even if the case is no longer hers.

    Raises:
        NotAllowedError: she plans no sessions, has to open the case first, or it was not today.
        UserError: there is nothing to take back, no reason, or the moved session has begun.
        BookingConflict: its time was given to another session meanwhile.
    """
    check_reason(reason)
    with writing(office, actor) as work:
        row = _undo(office, work, actor, find_appointment(work.session, uid), reason)
        return _told(office, work, actor, row, "urungkan janji")


def undo_many(
    office: Office, actor: Actor, uids: Sequence[str], reason: str
) -> Outcome[tuple[AppointmentView, ...]]:
    """Take back the last step of each of several appointments, or of none.

    Raises:
        NotAllowedError, UserError, BookingConflict: as in `undo`, for the first that cannot be.
    """
    check_reason(reason)
    with writing(office, actor) as work:
        rows = [find_appointment(work.session, uid) for uid in uids]
        # Each leaves its time to another of them, whichever comes first.
        together = frozenset(row.id for row in rows)
        back = [_undo(office, work, actor, row, reason, together) for row in rows]
        return told_many(office, work, actor, back, "urungkan seri janji")


def told_many(
    office: Office, work: Work, actor: Actor, rows: Sequence[Appointment], action: str
) -> Outcome[tuple[AppointmentView, ...]]:
    """Audit a change of several appointments once, and return them as the actor may see them."""
    work.session.flush()
    work.audit(action, "appointment", rows[0].uid if rows else "", jumlah=len(rows))
    work.changed(*((kind, uid) for row in rows for kind, uid in _touched(work, row)))
    keys = [row.id for row in rows]
    views = load_views(office, work.session, actor, Appointment.id.in_(keys))
    return Outcome(views, work.changes)


def _undo(
    office: Office,
    work: Work,
    actor: Actor,
    named: Appointment,
    reason: str,
    leave_out: frozenset[int] = frozenset(),
) -> Appointment:
    row, steps = _undoable(work.session, named)
    last = steps[-1]
    if not _may_undo(office, actor, last):
        need_desk_work(office, work.session, actor, _case(work, row))
    check_undo(
        changed_on=local(last.at).date(),
        today=today(office.clock),
        reason=reason,
        is_manager=is_manager(actor),
    )
    if row.state == AppointmentState.MOVED:
        _move_back(work, row, reason)
    if occupies_time(last.before) and not occupies_time(AppointmentState(row.state)):
        _require_time_again(office, work, row, leave_out)
    record_step(work, row, last.before, reason)
    return row


def _undoable(session: Session, row: Appointment) -> tuple[Appointment, list[Step]]:
    """Return the appointment whose step comes back: this one, or the one that was moved here."""
    steps = standing_steps(session, [row.id]).get(row.id, [])
    if not steps:
        origin = origin_of(session, row)
        if origin is None:
            raise UserError("Tidak ada langkah yang dapat diurungkan pada janji ini.")
        row, steps = origin, standing_steps(session, [origin.id])[origin.id]
    return row, steps


def _may_undo(office: Office, actor: Actor, last: Step) -> bool:
    hers_of_today = last.user_id == actor.id and local(last.at).date() == today(office.clock)
    return is_manager(actor) or (hers_of_today and may_write_cases(office, actor))


def _move_back(work: Work, row: Appointment, reason: str) -> None:
    target = work.session.get_one(Appointment, row.moved_to_id)
    check_change(AppointmentState(target.state), AppointmentState.MOVED)
    record_step(work, target, AppointmentState.MOVED, reason)
    target.moved_to_id = row.id
    row.moved_to_id = None
    work.changed(("appointment", target.uid))
    work.session.flush()


def _require_time_again(
    office: Office, work: Work, row: Appointment, leave_out: frozenset[int]
) -> None:
    providers = load_providers(office, work.session, active_only=False)
    slot = Slot(
        case=_case(work, row),
        provider=next(entry for entry in providers if entry.id == row.provider_id),
        room_id=row.room_id,
        start=row.start_at,
        minutes=int((row.end_at - row.start_at).total_seconds() // 60),
        appointment_id=row.id,
        leave_out=leave_out,
    )
    # What only warned when it was booked does not warn again.
    require_free(office, work.session, slot, "diurungkan")


def _case(work: Work, row: Appointment) -> CaseFile:
    return work.session.get_one(CaseFile, row.case_id)


def _touched(work: Work, row: Appointment) -> tuple[tuple[str, str], ...]:
    return ("appointment", row.uid), ("case", _case(work, row).uid)


def state_of(code: str) -> AppointmentState:
    """Return a state by its code.

    Raises:
        UserError: there is none.
    """
    try:
        return AppointmentState(code)
    except ValueError as error:
        raise UserError("Status ini tidak dikenal. Pilih salah satu yang tertera.") from error


def _told(
    office: Office, work: Work, actor: Actor, row: Appointment, action: str
) -> Outcome[AppointmentView]:
    work.session.flush()
    work.audit(action, "appointment", row.uid, status=row.state)
    work.changed(*_touched(work, row))
    view = load_views(office, work.session, actor, Appointment.id == row.id)[0]
    return Outcome(view, work.changes)
