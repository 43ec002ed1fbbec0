"""The nearest times at which a provider, her room and the client are free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from ruko_desk.clock import at, local
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.appointment_states import occupies_time
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.schedule import FreeTime, SessionKind
from ruko_desk.domain.scheduling import (
    FreeSearch,
    FreeSlot,
    Interval,
    ProviderDays,
    free_times,
)
from ruko_desk.services.schedule_read import (
    LONGEST,
    ProviderEntry,
    Span,
    during,
    hours_of,
    load_absences,
    load_holidays,
    load_kinds,
    load_rooms,
)

HORIZON_DAYS: Final = 60
_AT_ONCE: Final = 14
"""Days that are read at a time: a free time is mostly found in the first two weeks."""


def nearest(
    session: Session,
    person_id: int,
    providers: Sequence[ProviderEntry],
    wanted: FreeSearch,
    leave_out: int | None = None,
) -> tuple[FreeTime, ...]:
    """Return free times of the next 60 days, earliest first.

    Args:
        session: the session to read with.
        person_id: the client, who cannot be in two places either.
        providers: whose times are looked at.
        wanted: from when, how long, how many, on which days; pauses come from the kinds of session.
        leave_out: an appointment that is being moved and so takes no time.
    """
    kinds = load_kinds(session)
    slots: list[FreeSlot] = []
    first = local(wanted.after).date()
    for ahead in range(0, HORIZON_DAYS, _AT_ONCE):
        part = replace(
            wanted,
            after=max(wanted.after, at(first + timedelta(days=ahead), 0)),
            count=wanted.count - len(slots),
            days=min(_AT_ONCE, HORIZON_DAYS - ahead),
        )
        slots += _search(session, person_id, providers, kinds, part, leave_out)
        if len(slots) >= wanted.count:
            break
    rooms = load_rooms(session)
    by_id = {str(provider.id): provider for provider in providers}
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


def last_provider(session: Session, person_id: int, service: str) -> int | None:
    """Return who held or holds the newest session of a client in a service, None without one."""
    rows = session.execute(
        select(Appointment.provider_id, Appointment.state)
        .where(Appointment.person_id == person_id, Appointment.service == service)
        .order_by(Appointment.start_at.desc())
    )
    return next((key for key, state in rows if occupies_time(AppointmentState(state))), None)


def buffer_for(kinds: Sequence[SessionKind], service: str, minutes: int) -> int:
    """Return the pause around a session of this length: that of the service's kinds so long."""
    of_service = [kind for kind in kinds if kind.service == service]
    so_long = [kind for kind in of_service if kind.minutes == minutes]
    return min((kind.buffer_minutes for kind in so_long or of_service), default=0)


def _search(
    session: Session,
    person_id: int,
    providers: Sequence[ProviderEntry],
    kinds: Sequence[SessionKind],
    search: FreeSearch,
    leave_out: int | None,
) -> list[FreeSlot]:
    first = local(search.after).date()
    span = (search.after, at(first + timedelta(days=search.days), 0))
    busy, rooms, client = _taken(session, person_id, providers, span, leave_out)
    absences = load_absences(session, span)
    holidays: set[date] = set(load_holidays(session, first, first + timedelta(days=search.days)))
    services = dict.fromkeys(provider.view.service for provider in providers)
    slots: list[FreeSlot] = []
    for service in services:
        slots += free_times(
            replace(search, buffer_minutes=buffer_for(kinds, service, search.minutes)),
            [
                ProviderDays(
                    provider=str(provider.id),
                    hours=hours_of(provider),
                    busy=busy[provider.id],
                    blocked=[Interval(s, e) for s, e, _why in absences.get(provider.id, ())]
                    + (rooms[provider.room_id] if provider.room_id is not None else []),
                )
                for provider in providers
                if provider.view.service == service
            ],
            client_busy=client,
            holidays=holidays,
        )
    return sorted(slots)[: search.count]


def _taken(
    session: Session,
    person_id: int,
    providers: Sequence[ProviderEntry],
    span: Span,
    leave_out: int | None,
) -> tuple[dict[int, list[Interval]], dict[int, list[Interval]], list[Interval]]:
    """Read when providers, rooms and the client are taken."""
    room_ids = {provider.room_id for provider in providers if provider.room_id is not None}
    columns = (
        Appointment.id,
        Appointment.provider_id,
        Appointment.room_id,
        Appointment.person_id,
        Appointment.start_at,
        Appointment.end_at,
        Appointment.state,
    )
    within = during((span[0] - LONGEST, span[1] + LONGEST))
    parts = [
        select(*columns).where(Appointment.provider_id.in_([one.id for one in providers]), within),
        select(*columns).where(Appointment.person_id == person_id, within),
    ]
    if room_ids:
        parts.append(select(*columns).where(Appointment.room_id.in_(room_ids), within))
    busy: dict[int, list[Interval]] = defaultdict(list)
    rooms: dict[int, list[Interval]] = defaultdict(list)
    client: list[Interval] = []
    for row in session.execute(union(*parts)):
        if row.id == leave_out or not occupies_time(AppointmentState(row.state)):
            continue
        time = Interval(row.start_at, row.end_at)
        busy[row.provider_id].append(time)
        if row.room_id is not None:
            rooms[row.room_id].append(time)
        if row.person_id == person_id:
            client.append(time)
    return busy, rooms, client
