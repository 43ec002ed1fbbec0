"""Steps of an appointment: forward by rank, back by undo with a reason."""

from __future__ import annotations

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
from ruko_desk.services.booking import Slot, require_free
from ruko_desk.services.case_scope import writing
from ruko_desk.services.desk_rights import need_desk_work
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
    with writing(office, actor) as work:
        row = find_appointment(work.session, change.uid)
        _admit(office, work, actor, row)
        if row.version != change.version:
            raise StaleError("Janji ini sudah diubah petugas lain. Muat ulang jadwal.")
        new = _state(change.state)
        if new is AppointmentState.MOVED:
            raise UserError("Pindahkan janji dengan memilih waktu yang baru.")
        check_change(AppointmentState(row.state), new, change.reason)
        record_step(work, row, new, change.reason)
        return _told(office, work, actor, row, "ubah janji", change.state)


def undo(office: Office, actor: Actor, uid: str, reason: str) -> Outcome[AppointmentView]:
    """Take the last step back; a move comes back with both appointments.

    Raises:
        NotAllowedError: she plans no sessions, or has to open the case first.
        UserError: nothing to take back, too late for her, no reason, or the time is taken.
    """
    with writing(office, actor) as work:
        row = find_appointment(work.session, uid)
        _admit(office, work, actor, row)
        origin = origin_of(work.session, row)
        steps = standing_steps(work.session, [row.id]).get(row.id, [])
        if not steps and origin is not None:
            row, origin = origin, row
            steps = standing_steps(work.session, [row.id]).get(row.id, [])
        elif steps and row.state == AppointmentState.MOVED and row.moved_to_id is not None:
            origin = work.session.get(Appointment, row.moved_to_id)
        else:
            origin = None
        if not steps:
            raise UserError("Tidak ada langkah yang dapat diurungkan pada janji ini.")
        last: Step = steps[-1]
        check_undo(
            changed_on=local(last.at).date(),
            today=today(office.clock),
            reason=reason,
            is_manager=is_manager(actor),
        )
        if origin is not None:
            record_step(work, origin, AppointmentState.CANCELLED_BY_HOUSE, "pemindahan diurungkan")
            row.moved_to_id = None
            work.session.flush()
        if occupies_time(last.before) and not occupies_time(AppointmentState(row.state)):
            _require_room_again(office, work.session, row)
        record_step(work, row, last.before, reason)
        return _told(office, work, actor, row, "urungkan janji", last.before)


def _require_room_again(office: Office, session: Session, row: Appointment) -> None:
    case = session.get_one(CaseFile, row.case_id)
    provider = next(
        entry
        for entry in load_providers(office, session, active_only=False)
        if entry.id == row.provider_id
    )
    minutes = int((row.end_at - row.start_at).total_seconds() // 60)
    require_free(
        office,
        session,
        Slot(
            case=case,
            provider=provider,
            room_id=row.room_id,
            start=row.start_at,
            minutes=minutes,
            appointment_id=row.id,
        ),
        "diurungkan",
    )


def _admit(office: Office, work: Work, actor: Actor, row: Appointment) -> None:
    case = work.session.get_one(CaseFile, row.case_id)
    need_desk_work(office, work.session, actor, case)


def _state(code: str) -> AppointmentState:
    try:
        return AppointmentState(code)
    except ValueError as error:
        raise UserError("Status ini tidak dikenal. Pilih salah satu yang tertera.") from error


def _told(
    office: Office, work: Work, actor: Actor, row: Appointment, action: str, state: str
) -> Outcome[AppointmentView]:
    work.session.flush()
    work.audit(action, "appointment", row.uid, status=str(state))
    case = work.session.get_one(CaseFile, row.case_id)
    work.changed(("appointment", row.uid), ("case", case.uid))
    view = load_views(office, work.session, actor, Appointment.id == row.id)[0]
    return Outcome(view, work.changes)
