"""Booking a session and giving it another time."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.schedule import Appointment, SessionKindRecord
from ruko_desk.domain.appointment_states import check_change
from ruko_desk.domain.codes import AppointmentState, CaseStatus
from ruko_desk.domain.dto.schedule import AppointmentView, BookAppointment, MoveAppointment
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, StaleError, UserError
from ruko_desk.ids import new_uid
from ruko_desk.services.appointment_history import record_step
from ruko_desk.services.appointment_steps import find_appointment
from ruko_desk.services.booking import (
    Slot,
    check_length,
    check_reason,
    find_provider,
    find_room,
    require_free,
)
from ruko_desk.services.case_scope import writing
from ruko_desk.services.desk_rights import need_desk_work
from ruko_desk.services.office import Office
from ruko_desk.services.schedule_read import ProviderEntry, load_views


def book(office: Office, actor: Actor, wish: BookAppointment) -> Outcome[AppointmentView]:
    """Book a session; the same `request_uid` again returns the first one.

    Raises:
        NotAllowedError: she plans no sessions, or has to open the case first.
        FieldErrors: kind or length cannot be.
        UserError: the case is closed.
        BookingConflict: client or provider are taken, or a warning has no reason yet.
    """
    check_length(wish.minutes)
    check_reason(wish.override_reason, "override_reason")
    with writing(office, actor) as work:
        case = office.case(work.session, wish.case_uid)
        need_desk_work(office, work.session, actor, case)
        earlier = work.session.execute(
            select(Appointment.id).where(Appointment.request_uid == wish.request_uid)
        ).scalar_one_or_none()
        if earlier is not None:
            return Outcome(view_of(office, work.session, actor, earlier), work.changes)
        require_open(case)
        provider = find_provider(office, work.session, wish.provider_uid)
        slot = Slot(
            case=case,
            provider=provider,
            room_id=find_room(work.session, wish.room_uid),
            start=wish.start,
            minutes=wish.minutes,
        )
        kind = kind_for(work.session, wish.kind, provider)
        require_free(office, work.session, slot, wish.override_reason)
        row = add_appointment(work, slot, wish.request_uid, kind, wish.override_reason)
        row.note = wish.note.strip()
        return _told(office, work, actor, row, case, "buat janji")


def move(office: Office, actor: Actor, wish: MoveAppointment) -> Outcome[AppointmentView]:
    """Give an appointment a new time; the old row stays as moved, linked to the new one.

    Raises:
        NotAllowedError: she plans no sessions, or has to open the case first.
        FieldErrors: the length cannot be, or the provider does not hold this kind of session.
        UserError: it has begun or is over.
        StaleError: somebody else changed it meanwhile.
        BookingConflict: as in `book`.
    """
    check_length(wish.minutes)
    check_reason(wish.override_reason, "override_reason")
    with writing(office, actor) as work:
        old = find_appointment(work.session, wish.uid)
        case = work.session.get_one(CaseFile, old.case_id)
        need_desk_work(office, work.session, actor, case)
        if old.version != wish.version:
            raise StaleError("Janji ini sudah diubah petugas lain. Muat ulang jadwal.")
        check_change(AppointmentState(old.state), AppointmentState.MOVED)
        provider = find_provider(office, work.session, wish.provider_uid)
        if provider.view.service != old.service:
            raise FieldErrors({"provider_uid": "Pilih petugas dari layanan yang sama"})
        slot = Slot(
            case=case,
            provider=provider,
            room_id=find_room(work.session, wish.room_uid),
            start=wish.start,
            minutes=wish.minutes,
            appointment_id=old.id,
        )
        require_free(office, work.session, slot, wish.override_reason)
        row = replace_by(work, old, slot, wish.override_reason)
        return _told(office, work, actor, row, case, "pindah janji")


def require_open(case: CaseFile) -> None:
    """Refuse a closed case.

    Raises:
        UserError: it is closed.
    """
    if case.status == CaseStatus.CLOSED:
        raise UserError("Kasus ini sudah ditutup. Buka kembali kasusnya, lalu buat janji.")


def kind_for(session: Session, code: str, provider: ProviderEntry) -> str:
    """Return the code of a kind of session that a provider gives.

    Raises:
        FieldErrors: there is no such kind, or she does not give it.
    """
    kind = session.get(SessionKindRecord, code)
    if kind is None or not kind.active:
        raise FieldErrors({"kind": "Pilih jenis sesi"})
    if kind.service != provider.view.service:
        raise FieldErrors({"kind": f"{provider.view.name} tidak memberi sesi jenis ini"})
    return kind.code


def add_appointment(
    work: Work, slot: Slot, request_uid: str, kind: str, override_reason: str
) -> Appointment:
    """Add the row of a slot, which the caller has checked in this transaction."""
    row = Appointment(
        request_uid=request_uid,
        case_id=slot.case.id,
        person_id=slot.case.client_id,
        provider_id=slot.provider.id,
        room_id=slot.room_id,
        kind=kind,
        service=slot.provider.view.service,
        start_at=slot.start,
        end_at=slot.end,
        state=AppointmentState.SCHEDULED,
        override_reason=override_reason.strip(),
        created_at=work.clock.now(),
    )
    work.session.add(row)
    return row


def replace_by(work: Work, old: Appointment, slot: Slot, override_reason: str) -> Appointment:
    """Add the row of a slot in place of an appointment, which stays as moved, linked to it."""
    row = add_appointment(work, slot, new_uid(), old.kind, override_reason)
    row.note = old.note
    row.series_id = old.series_id
    work.session.flush()
    record_step(work, old, AppointmentState.MOVED)
    old.moved_to_id = row.id
    work.changed(("appointment", old.uid))
    return row


def _told(
    office: Office, work: Work, actor: Actor, row: Appointment, case: CaseFile, action: str
) -> Outcome[AppointmentView]:
    work.session.flush()
    note_activity(work, case)
    work.audit(
        action, "appointment", row.uid, jenis=row.kind, dengan_alasan=bool(row.override_reason)
    )
    work.changed(("appointment", row.uid), ("case", case.uid))
    return Outcome(view_of(office, work.session, actor, row.id), work.changes)


def note_activity(work: Work, case: CaseFile) -> None:
    """Bring the case up in the lists of what was worked on.

    By statement, not by attribute: a session or letter must not make an open form of the case
    stale.
    """
    day = today(work.clock)
    work.session.execute(
        update(CaseFile)
        .where(CaseFile.id == case.id, CaseFile.last_activity < day)
        .values(last_activity=day)
        .execution_options(synchronize_session=False)
    )


def view_of(office: Office, session: Session, actor: Actor, key: int) -> AppointmentView:
    """Return one appointment as the actor may see it."""
    return load_views(office, session, actor, Appointment.id == key)[0]
