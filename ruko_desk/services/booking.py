"""Finding what stands in the way of a session, inside the transaction that writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ruko_desk.clock import at, local
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.schedule import Appointment, RoomRecord
from ruko_desk.domain.appointment_states import occupies_time
from ruko_desk.domain.booking_conflict import (
    HOURS,
    PAST,
    PROVIDER,
    BookingConflict,
    suggestion_text,
)
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.schedule import FreeTime
from ruko_desk.domain.scheduling import (
    Absence,
    Booked,
    ConflictKind,
    DaySpan,
    FreeSearch,
    Interval,
    ProviderDays,
    Wanted,
    WorkingHours,
    conflicts,
    free_times,
)
from ruko_desk.errors import FieldErrors, NotFoundError
from ruko_desk.services.office import Office
from ruko_desk.services.schedule_read import (
    LONGEST,
    ProviderEntry,
    during,
    load_absences,
    load_holidays,
    load_kinds,
    load_providers,
    load_rooms,
)

HORIZON_DAYS = 14
SUGGESTIONS = 3
_OCCUPYING = tuple(state for state in AppointmentState if occupies_time(state))
_AS_HOURS = {ConflictKind.ABSENCE, ConflictKind.HOLIDAY, ConflictKind.HOURS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time that is wanted for a client with a provider."""

    case: CaseFile
    provider: ProviderEntry
    room_id: int | None
    start: datetime
    minutes: int
    appointment_id: int | None = None

    @property
    def end(self) -> datetime:
        """The instant at which the session ends."""
        return self.start + timedelta(minutes=self.minutes)


def check_length(minutes: int) -> None:
    """Refuse a length that no session has.

    Raises:
        FieldErrors: under five minutes or over eight hours.
    """
    if not 5 <= minutes <= LONGEST.total_seconds() / 60:  # noqa: PLR2004 - five minutes
        raise FieldErrors({"minutes": "Lama sesi antara 5 menit dan 8 jam"})


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
    found = _found(office, session, slot)
    if not found or (override_reason.strip() and not any(blocking for _, blocking, _ in found)):
        return
    suggestions = nearest(
        session,
        slot.case,
        (slot.provider,),
        after=max(slot.start, office.clock.now()),
        minutes=slot.minutes,
        count=SUGGESTIONS,
    )
    text = suggestion_text(suggestions, local(slot.start).date())
    raise BookingConflict(
        [
            (kind, blocking, f"{sentence}. {text}" if kind == PROVIDER and text else sentence)
            for kind, blocking, sentence in found
        ],
        suggestions,
    )


def _found(office: Office, session: Session, slot: Slot) -> list[tuple[str, bool, str]]:
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
    result = [
        (HOURS if one.kind in _AS_HOURS else one.kind.value, one.blocking, one.sentence.rstrip("."))
        for one in conflicts(
            wanted,
            _booked(office, session, slot),
            hours_of(slot.provider),
            absences=[Absence(time=Interval(s, e), reason=why) for s, e, why in absences],
            holidays=load_holidays(session, day, day),
        )
    ]
    if slot.start < office.clock.now():
        result.append((PAST, False, "Waktu ini sudah lewat. Tetap simpan?"))
    return result


def _booked(office: Office, session: Session, slot: Slot) -> list[Booked]:
    """Read the sessions around the slot, each through the index of what it could meet."""
    span = during((slot.start, slot.end))
    meets = [
        Appointment.provider_id == slot.provider.id,
        Appointment.person_id == slot.case.client_id,
    ]
    if slot.room_id is not None:
        meets.append(Appointment.room_id == slot.room_id)
    rows = session.execute(
        select(
            Appointment.id,
            Appointment.start_at,
            Appointment.end_at,
            Appointment.provider_id,
            Appointment.person_id,
            Appointment.room_id,
            Appointment.service,
        ).where(span, or_(*meets), Appointment.state.in_(_OCCUPYING))
    )
    return [
        Booked(
            uid=str(key),
            time=Interval(start, end),
            provider=str(provider),
            person=str(person),
            room=str(room or ""),
            service=office.codes.label("layanan_sesi", service),
        )
        for key, start, end, provider, person, room, service in rows
        if key != slot.appointment_id
    ]


def hours_of(provider: ProviderEntry) -> WorkingHours:
    """Return a provider's weekly working hours as the rules read them."""
    return WorkingHours.of(
        (span.weekday, DaySpan(span.start, span.end)) for span in provider.view.hours
    )


def nearest(
    session: Session,
    case: CaseFile,
    providers: Sequence[ProviderEntry],
    *,
    after: datetime,
    minutes: int,
    count: int,
) -> tuple[FreeTime, ...]:
    """Return the nearest times at which a provider and the client are free."""
    first = local(after).date()
    span = (after - LONGEST, at(first + timedelta(days=HORIZON_DAYS + 1), 0))
    keys = [provider.id for provider in providers]
    busy: dict[int, list[Interval]] = {}
    client: list[Interval] = []
    for provider, person, start, end in session.execute(
        select(
            Appointment.provider_id, Appointment.person_id, Appointment.start_at, Appointment.end_at
        ).where(
            during(span),
            or_(Appointment.provider_id.in_(keys), Appointment.person_id == case.client_id),
            Appointment.state.in_(_OCCUPYING),
        )
    ):
        if person == case.client_id:
            client.append(Interval(start, end))
        busy.setdefault(provider, []).append(Interval(start, end))
    absences = load_absences(session, span)
    kinds = load_kinds(session)
    by_id = {str(provider.id): provider for provider in providers}
    slots = free_times(
        FreeSearch(
            after=after,
            minutes=minutes,
            buffer_minutes=min((k.buffer_minutes for k in kinds), default=0),
            count=count,
            days=HORIZON_DAYS,
        ),
        [
            ProviderDays(
                provider=str(provider.id),
                hours=hours_of(provider),
                busy=busy.get(provider.id, ()),
                blocked=[Interval(s, e) for s, e, _why in absences.get(provider.id, [])],
            )
            for provider in providers
        ],
        client_busy=client,
        holidays=_holiday_days(session, first),
    )
    rooms = load_rooms(session)
    found = []
    for slot in slots:
        entry = by_id[slot.provider]
        room = rooms.get(entry.room_id) if entry.room_id is not None else None
        found.append(
            FreeTime(
                provider_uid=entry.view.uid,
                provider_name=entry.view.name,
                service=entry.view.service,
                start=slot.time.start,
                end=slot.time.end,
                room_uid=room.uid if room else None,
                room_name=room.name if room else "",
            )
        )
    return tuple(found)


def _holiday_days(session: Session, first: date) -> set[date]:
    return set(load_holidays(session, first, first + timedelta(days=HORIZON_DAYS)))
