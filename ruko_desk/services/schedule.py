"""Jadwal: the day, free times, booking and moving, providers and rooms."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import at, today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.schedule import (
    Appointment,
    ProviderHours,
    ProviderRecord,
    RoomRecord,
    SessionKindRecord,
)
from ruko_desk.domain.appointment_states import check_change
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.schedule import (
    AppointmentView,
    BookAppointment,
    DayView,
    FreeTime,
    FreeTimesQuery,
    MoveAppointment,
    Provider,
    ProviderColumn,
    Room,
    SaveProvider,
    SessionKind,
    SetAppointmentState,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotFoundError, StaleError
from ruko_desk.services import appointment_steps
from ruko_desk.services.appointment_history import record_step
from ruko_desk.services.appointment_steps import find_appointment
from ruko_desk.services.booking import (
    Slot,
    check_length,
    find_provider,
    find_room,
    hours_of,
    nearest,
    require_free,
)
from ruko_desk.services.case_scope import day_bounds, writing
from ruko_desk.services.desk_rights import MANAGE, need_desk_work
from ruko_desk.services.office import WRITE, Office
from ruko_desk.services.schedule_read import (
    ProviderEntry,
    load_absences,
    load_holidays,
    load_kinds,
    load_providers,
    load_rooms,
    load_views,
)


class Schedule:
    """The calendar of the house."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def day(self, actor: Actor, day: date) -> DayView:
        """Return one day with a column per provider; whose session it is shows by right."""
        begin, end = day_bounds(day)
        with self._office.database.read() as session:
            providers = load_providers(self._office, session)
            absences = load_absences(session, (begin, end))
            holiday = load_holidays(session, day, day).get(day, "")
            views = load_views(
                self._office,
                session,
                actor,
                Appointment.start_at >= begin,
                Appointment.start_at < end,
                Appointment.state != AppointmentState.MOVED,
            )
            rooms = tuple(load_rooms(session).values())
            kinds = load_kinds(session)
        return DayView(
            day=day,
            holiday=holiday,
            columns=tuple(
                _column(provider, day, absences.get(provider.id, []), views)
                for provider in providers
            ),
            rooms=rooms,
            kinds=kinds,
        )

    def kinds(self) -> tuple[SessionKind, ...]:
        """Return the kinds of session."""
        with self._office.database.read() as session:
            return load_kinds(session)

    def providers(self, actor: Actor) -> tuple[Provider, ...]:
        """Return all providers, those out of service too."""
        del actor  # names of colleagues are no secret among staff
        with self._office.database.read() as session:
            entries = load_providers(self._office, session, active_only=False)
            return tuple(entry.view for entry in entries)

    def rooms(self, actor: Actor) -> tuple[Room, ...]:
        """Return the rooms."""
        del actor
        with self._office.database.read() as session:
            return tuple(load_rooms(session).values())

    def free_times(self, actor: Actor, query: FreeTimesQuery) -> tuple[FreeTime, ...]:
        """Return the nearest times at which provider and client are free.

        Raises:
            FieldErrors: the length cannot be.
        """
        check_length(query.minutes)
        del actor
        with self._office.database.read() as session:
            case = self._office.case(session, query.case_uid)
            providers = [
                entry
                for entry in load_providers(self._office, session)
                if (not query.service or entry.view.service == query.service)
                and query.provider_uid in {None, "", entry.view.uid}
                and (not query.counsellor_sex or entry.view.sex == query.counsellor_sex)
            ]
            now = self._office.clock.now()
            after = max(at(query.from_day, 0), now) if query.from_day else now
            return nearest(
                session,
                case,
                providers,
                after=after,
                minutes=query.minutes,
                count=query.count,
            )

    def book(self, actor: Actor, wish: BookAppointment) -> Outcome[AppointmentView]:
        """Book a session; the same `request_uid` again returns the first one.

        Raises:
            NotAllowedError: she plans no sessions, or has to open the case first.
            FieldErrors: kind or length cannot be.
            BookingConflict: client or provider are taken, or a warning has no reason yet.
        """
        check_length(wish.minutes)
        with writing(self._office, actor) as work:
            earlier = work.session.execute(
                select(Appointment.id).where(Appointment.request_uid == wish.request_uid)
            ).scalar_one_or_none()
            if earlier is not None:
                return Outcome(self._view(work.session, actor, earlier), work.changes)
            case = self._office.case(work.session, wish.case_uid)
            need_desk_work(self._office, work.session, actor, case)
            provider = find_provider(self._office, work.session, wish.provider_uid)
            kind = work.session.get(SessionKindRecord, wish.kind)
            if kind is None:
                raise FieldErrors({"kind": "Pilih jenis sesi"})
            room_id = find_room(work.session, wish.room_uid)
            slot = Slot(
                case=case,
                provider=provider,
                room_id=room_id,
                start=wish.start,
                minutes=wish.minutes,
            )
            require_free(self._office, work.session, slot, wish.override_reason)
            row = _new_row(work, slot, wish.request_uid, kind.code, kind.service)
            row.note = wish.note.strip()
            row.override_reason = wish.override_reason.strip()
            work.session.flush()
            return self._booked(work, actor, row, case, "buat janji")

    def move(self, actor: Actor, wish: MoveAppointment) -> Outcome[AppointmentView]:
        """Give an appointment a new time; the old row stays as moved, linked to the new one.

        Raises:
            NotAllowedError: she plans no sessions, or has to open the case first.
            UserError: it is over or cancelled.
            StaleError: somebody else changed it meanwhile.
            BookingConflict: as in `book`.
        """
        check_length(wish.minutes)
        with writing(self._office, actor) as work:
            old = find_appointment(work.session, wish.uid)
            case = work.session.get_one(CaseFile, old.case_id)
            need_desk_work(self._office, work.session, actor, case)
            if old.version != wish.version:
                raise StaleError("Janji ini sudah diubah petugas lain. Muat ulang jadwal.")
            check_change(AppointmentState(old.state), AppointmentState.MOVED)
            provider = find_provider(self._office, work.session, wish.provider_uid)
            slot = Slot(
                case=case,
                provider=provider,
                room_id=find_room(work.session, wish.room_uid),
                start=wish.start,
                minutes=wish.minutes,
                appointment_id=old.id,
            )
            require_free(self._office, work.session, slot, wish.override_reason)
            row = _new_row(work, slot, f"{old.uid[:16]}{old.version:016x}", old.kind, old.service)
            row.note = old.note
            row.override_reason = wish.override_reason.strip()
            work.session.flush()
            record_step(work, old, AppointmentState.MOVED)
            old.moved_to_id = row.id
            work.changed(("appointment", old.uid))
            return self._booked(work, actor, row, case, "pindah janji")

    def set_state(self, actor: Actor, change: SetAppointmentState) -> Outcome[AppointmentView]:
        """Move an appointment forward; errors as in `appointment_steps.set_state`."""
        return appointment_steps.set_state(self._office, actor, change)

    def undo(self, actor: Actor, uid: str, reason: str) -> Outcome[AppointmentView]:
        """Take the last step back; errors as in `appointment_steps.undo`."""
        return appointment_steps.undo(self._office, actor, uid, reason)

    def save_provider(self, actor: Actor, data: SaveProvider) -> Outcome[Provider]:
        """Add a provider (empty uid) or store a changed one with the weekly hours.

        Raises:
            NotAllowedError: only those who manage the house may.
            FieldErrors: name, service or hours cannot be.
            StaleError: somebody else changed it meanwhile.
        """
        self._office.require(actor, MANAGE, WRITE)
        wanted = data.provider
        _check_provider(self._office, wanted)
        with self._office.database.write() as work:
            row = self._provider_row(work.session, wanted)
            row.name = wanted.name.strip()
            row.service = wanted.service
            row.sex = wanted.sex
            row.active = wanted.active
            row.room_id = find_room(work.session, wanted.room_uid)
            row.user_id = (
                work.session.execute(
                    select(User.id).where(User.uid == wanted.user_uid)
                ).scalar_one_or_none()
                if wanted.user_uid
                else None
            )
            work.session.flush()
            work.session.execute(delete(ProviderHours).where(ProviderHours.provider_id == row.id))
            work.session.add_all(
                ProviderHours(
                    provider_id=row.id, weekday=span.weekday, start=span.start, end=span.end
                )
                for span in wanted.hours
            )
            work.session.flush()
            work.audit("ubah petugas layanan", "provider", row.uid)
            work.changed(("provider", row.uid))
            entries = load_providers(self._office, work.session, active_only=False)
            view = next(entry.view for entry in entries if entry.id == row.id)
        return Outcome(view, work.changes)

    def save_room(self, actor: Actor, room: Room) -> Outcome[Room]:
        """Add a room (empty uid) or rename one.

        Raises:
            NotAllowedError: only those who manage the house may.
            FieldErrors: the name is missing.
            NotFoundError: there is no such room.
        """
        self._office.require(actor, MANAGE, WRITE)
        if not room.name.strip():
            raise FieldErrors({"name": "Isi nama ruang"})
        with self._office.database.write() as work:
            key = find_room(work.session, room.uid)
            row = work.session.get_one(RoomRecord, key) if key is not None else RoomRecord()
            row.name = room.name.strip()
            work.session.add(row)
            work.session.flush()
            work.audit("ubah ruang", "room", row.uid)
            work.changed(("provider", ""))
            saved = Room(uid=row.uid, name=row.name)
        return Outcome(saved, work.changes)

    @staticmethod
    def _provider_row(session: Session, wanted: Provider) -> ProviderRecord:
        if not wanted.uid:
            row = ProviderRecord()
            session.add(row)
            return row
        found = session.execute(
            select(ProviderRecord).where(ProviderRecord.uid == wanted.uid)
        ).scalar_one_or_none()
        if found is None:
            raise NotFoundError("Petugas layanan ini tidak ditemukan. Muat ulang daftar.")
        if found.version != wanted.version:
            raise StaleError("Data petugas ini sudah diubah. Muat ulang, lalu ubah lagi.")
        return found

    def _view(self, session: Session, actor: Actor, key: int) -> AppointmentView:
        return load_views(self._office, session, actor, Appointment.id == key)[0]

    def _booked(
        self, work: Work, actor: Actor, row: Appointment, case: CaseFile, action: str
    ) -> Outcome[AppointmentView]:
        case.last_activity = today(work.clock)
        work.session.flush()
        work.audit(action, "appointment", row.uid, jenis=row.kind)
        work.changed(("appointment", row.uid), ("case", case.uid))
        return Outcome(self._view(work.session, actor, row.id), work.changes)


def _new_row(work: Work, slot: Slot, request_uid: str, kind: str, service: str) -> Appointment:
    row = Appointment(
        request_uid=request_uid,
        case_id=slot.case.id,
        person_id=slot.case.client_id,
        provider_id=slot.provider.id,
        room_id=slot.room_id,
        kind=kind,
        service=service,
        start_at=slot.start,
        end_at=slot.end,
        state=AppointmentState.SCHEDULED,
        created_at=work.clock.now(),
    )
    work.session.add(row)
    return row


def _column(
    provider: ProviderEntry,
    day: date,
    absences: list[tuple[datetime, datetime, str]],
    views: tuple[AppointmentView, ...],
) -> ProviderColumn:
    hours = hours_of(provider)
    begin, end = day_bounds(day)
    whole = any(
        start <= begin and until >= end - timedelta(hours=8) for start, until, _ in absences
    )
    reason = absences[0][2] or "tidak bertugas" if absences else ""
    return ProviderColumn(
        provider=provider.view,
        open_spans=() if whole else tuple((span.start, span.end) for span in hours.open_on(day)),
        breaks=tuple((span.start, span.end) for span in hours.breaks_on(day)),
        absence=reason,
        appointments=tuple(view for view in views if view.provider_uid == provider.view.uid),
    )


def _check_provider(office: Office, wanted: Provider) -> None:
    wrong: dict[str, str] = {}
    if not wanted.name.strip():
        wrong["name"] = "Isi nama petugas layanan"
    if wanted.service not in {code.code for code in office.codes.get("layanan_sesi")}:
        wrong["service"] = "Pilih layanan"
    if any(span.start >= span.end for span in wanted.hours):
        wrong["hours"] = "Jam selesai harus sesudah jam mulai"
    if wrong:
        raise FieldErrors(wrong)
