"""Finding what stands in the way of a session, inside the transaction that writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, select, union
from sqlalchemy.orm import Session

from ruko_desk.clock import local
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.people import Person
from ruko_desk.db.tables.schedule import Appointment, RoomRecord
from ruko_desk.domain.appointment_states import occupies_time
from ruko_desk.domain.booking_conflict import (
    COUNSELLOR,
    HOURS,
    PAST,
    PROVIDER,
    BookingConflict,
    suggestion_text,
)
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.scheduling import (
    Absence,
    Booked,
    ConflictKind,
    FreeSearch,
    Interval,
    Wanted,
    conflicts,
)
from ruko_desk.errors import FieldErrors, NotFoundError
from ruko_desk.services.free_slots import nearest
from ruko_desk.services.office import Office
from ruko_desk.services.schedule_read import (
    LONGEST,
    SERVICES,
    ProviderEntry,
    hours_of,
    load_absences,
    load_holidays,
    load_providers,
    load_rooms,
)

SUGGESTIONS: Final = 3
SHORTEST: Final = timedelta(minutes=5)
_LONGEST_REASON: Final = 120
_AS_HOURS: Final = frozenset({ConflictKind.ABSENCE, ConflictKind.HOLIDAY, ConflictKind.HOURS})


def _meeting(meets: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Return the sessions that meet the wanted one in one respect; touching ends do not meet.

    The lower bound on the start lets the index of that respect end the search: no session is
    longer than `LONGEST`.
    """
    return select(
        Appointment.id,
        Appointment.start_at,
        Appointment.end_at,
        Appointment.provider_id,
        Appointment.person_id,
        Appointment.room_id,
        Appointment.service,
        Appointment.state,
    ).where(
        meets,
        Appointment.start_at > bindparam("back_to"),
        Appointment.start_at < bindparam("end"),
        Appointment.end_at > bindparam("start"),
    )


# Built once: building it costs more than running it.
_MEETINGS: Final = union(
    _meeting(Appointment.provider_id == bindparam("provider")),
    _meeting(Appointment.person_id == bindparam("person")),
    _meeting(Appointment.room_id == bindparam("room")),
)

Found = tuple[str, bool, str]
"""Kind of conflict, whether it blocks, and its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time that is wanted for a client with a provider.

    `leave_out` are appointments that are given another time in the same transaction.
    """

    case: CaseFile
    provider: ProviderEntry
    room_id: int | None
    start: datetime
    minutes: int
    appointment_id: int | None = None
    leave_out: frozenset[int] = frozenset()

    @property
    def end(self) -> datetime:
        """The instant at which the session ends."""
        return self.start + timedelta(minutes=self.minutes)


def check_length(minutes: int) -> None:
    """Refuse a length that no session has.

    Raises:
        FieldErrors: under five minutes or over eight hours.
    """
    if not SHORTEST <= timedelta(minutes=minutes) <= LONGEST:
        raise FieldErrors({"minutes": "Lama sesi antara 5 menit dan 8 jam"})


def check_reason(text: str, name: str = "reason") -> None:
    """Refuse a reason that does not fit its column.

    Raises:
        FieldErrors: over 120 characters.
    """
    if len(text.strip()) > _LONGEST_REASON:
        raise FieldErrors({name: f"Alasan paling banyak {_LONGEST_REASON} huruf"})


def find_provider(office: Office, session: Session, uid: str) -> ProviderEntry:
    """Return an active provider.

    Raises:
        NotFoundError: there is none with this uid.
    """
    for entry in load_providers(office, session):
        if entry.view.uid == uid:
            return entry
    raise NotFoundError("Petugas layanan ini tidak ditemukan. Muat ulang jadwal, lalu coba lagi.")


def find_room(session: Session, uid: str | None) -> int | None:
    """Return the key of a room, None for no room.

    Raises:
        NotFoundError: there is no such room.
    """
    if not uid:
        return None
    key = session.execute(select(RoomRecord.id).where(RoomRecord.uid == uid)).scalar_one_or_none()
    if key is None:
        raise NotFoundError("Ruang ini tidak ditemukan. Pilih ruang lain.")
    return key


def require_free(office: Office, session: Session, slot: Slot, override_reason: str = "") -> None:
    """Refuse a slot with a conflict; what only warns passes with a reason.

    Raises:
        BookingConflict: with every conflict and the nearest free times of the provider.
    """
    found = conflicts_of(office, session, slot)
    if not found or (override_reason.strip() and not any(blocking for _, blocking, _ in found)):
        return
    suggestions = nearest(
        session,
        slot.case.client_id,
        (slot.provider,),
        FreeSearch(
            after=max(slot.start, office.clock.now()), minutes=slot.minutes, count=SUGGESTIONS
        ),
        leave_out=slot.appointment_id,
    )
    text = suggestion_text(suggestions, local(slot.start).date())
    raise BookingConflict(
        [
            (kind, blocking, f"{sentence}. {text}" if kind == PROVIDER and text else sentence)
            for kind, blocking, sentence in found
        ],
        suggestions,
    )


def conflicts_of(office: Office, session: Session, slot: Slot) -> list[Found]:
    """Return everything in the way of a slot: kind, whether it blocks, and its sentence."""
    day = local(slot.start).date()
    rooms = load_rooms(session)
    room = rooms.get(slot.room_id) if slot.room_id is not None else None
    wanted = Wanted(
        time=Interval(slot.start, slot.end),
        provider=str(slot.provider.id),
        person=str(slot.case.client_id),
        room=str(slot.room_id or ""),
        uid=str(slot.appointment_id or ""),
        provider_name=slot.provider.view.name,
        room_name=room.name if room else "Ruang ini",
    )
    absences = load_absences(session, (slot.start, slot.end)).get(slot.provider.id, [])
    result: list[Found] = [
        (HOURS if one.kind in _AS_HOURS else one.kind.value, one.blocking, one.sentence)
        for one in conflicts(
            wanted,
            _booked(office, session, slot),
            hours_of(slot.provider),
            absences=[Absence(time=Interval(s, e), reason=why) for s, e, why in absences],
            holidays=load_holidays(session, day, day),
        )
    ]
    if slot.end <= office.clock.now():
        result.append((PAST, False, "Waktu ini sudah lewat. Tetap simpan?"))
    return result + _wish(office, session, slot)


def _wish(office: Office, session: Session, slot: Slot) -> list[Found]:
    wish = session.execute(
        select(Person.counsellor_sex).where(Person.id == slot.case.client_id)
    ).scalar_one()
    if not wish or not slot.provider.view.sex or wish == slot.provider.view.sex:
        return []
    label = office.codes.label("jenis_kelamin", wish).lower()
    return [(COUNSELLOR, False, f"Klien meminta petugas {label}. Tetap simpan?")]


def _booked(office: Office, session: Session, slot: Slot) -> list[Booked]:
    """Read the sessions around the slot, each through the index of what it could meet."""
    values = {
        "provider": slot.provider.id,
        "person": slot.case.client_id,
        "room": slot.room_id,
        "back_to": slot.start - LONGEST,
        "start": slot.start,
        "end": slot.end,
    }
    rows = session.execute(_MEETINGS, values)
    return [
        Booked(
            uid=str(row.id),
            time=Interval(row.start_at, row.end_at),
            provider=str(row.provider_id),
            person=str(row.person_id),
            room=str(row.room_id or ""),
            service=office.codes.label(SERVICES, row.service),
        )
        for row in rows
        if row.id != slot.appointment_id
        and row.id not in slot.leave_out
        and occupies_time(AppointmentState(row.state))
    ]
