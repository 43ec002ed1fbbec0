"""Jadwal: the day, free times, booking and moving, providers and rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ruko_desk.changes import Outcome
from ruko_desk.clock import at, local
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.schedule import (
    AddLeave,
    AppointmentView,
    BookAppointment,
    BookSeries,
    DayView,
    FreeTime,
    FreeTimesQuery,
    Leave,
    MoveAppointment,
    Provider,
    ProviderColumn,
    Room,
    SaveProvider,
    SeriesDay,
    SessionKind,
    SetAppointmentState,
    WeekView,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.recurrence import Scope
from ruko_desk.domain.scheduling import DaySpan, FreeSearch
from ruko_desk.errors import FieldErrors
from ruko_desk.services import appointment_steps, booking_steps, leave, provider_setup, series
from ruko_desk.services.booking import check_length
from ruko_desk.services.case_scope import IDENTITY, day_bounds
from ruko_desk.services.free_slots import last_provider, nearest
from ruko_desk.services.office import READ, Office
from ruko_desk.services.schedule_read import (
    ProviderEntry,
    load_absences,
    load_holidays,
    load_kinds,
    load_providers,
    load_rooms,
    load_views,
    working_day,
)


class Schedule:
    """The calendar of the house; errors of a write are those of the function it calls."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def day(self, actor: Actor, day: date) -> DayView:
        """Return one day with a column per provider; whose session it is shows by right.

        What was moved away is left out: it stands where it was moved to.
        """
        return self._days(actor, day, 1)[0]

    def week(self, actor: Actor, day: date) -> WeekView:
        """Return the week of a day, from Monday on, as `day` does; read in one go."""
        monday = day - timedelta(days=day.weekday())
        return WeekView(days=self._days(actor, monday, 7))

    def _days(self, actor: Actor, first: date, count: int) -> tuple[DayView, ...]:
        days = [first + timedelta(days=ahead) for ahead in range(count)]
        begin, end = day_bounds(first)[0], day_bounds(days[-1])[1]
        with self._office.database.read() as session:
            providers = load_providers(self._office, session)
            absences = load_absences(session, (begin, end))
            holidays = load_holidays(session, first, days[-1])
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
        held: dict[tuple[date, str], list[AppointmentView]] = defaultdict(list)
        for view in views:
            held[local(view.start).date(), view.provider_uid].append(view)
        return tuple(
            DayView(
                day=day,
                holiday=holidays.get(day, ""),
                columns=tuple(
                    _column(
                        one,
                        day,
                        absences.get(one.id, []),
                        tuple(held[day, one.view.uid]),
                        closed=day in holidays,
                    )
                    for one in providers
                ),
                rooms=rooms,
                kinds=kinds,
            )
            for day in days
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
        del actor  # nor are the rooms
        with self._office.database.read() as session:
            return tuple(load_rooms(session).values())

    def free_times(self, actor: Actor, query: FreeTimesQuery) -> tuple[FreeTime, ...]:
        """Return the nearest times at which provider, her room and the client are free.

        Raises:
            NotAllowedError: the actor sees no clients.
            FieldErrors: the length cannot be.
            NotFoundError: there is no such case.
        """
        self._office.require(actor, IDENTITY, READ)
        check_length(query.minutes)
        now = self._office.clock.now()
        with self._office.database.read() as session:
            case = self._office.case(session, query.case_uid)
            providers = [
                entry
                for entry in load_providers(self._office, session)
                if query.service in {"", entry.view.service}
                and query.provider_uid in {None, "", entry.view.uid}
                and query.counsellor_sex in {"", entry.view.sex}
            ]
            if query.same_as_before:
                before = last_provider(session, case.client_id, query.service)
                providers = [one for one in providers if before in {None, one.id}]
            return nearest(
                session,
                case.client_id,
                providers,
                FreeSearch(
                    after=max(at(query.from_day, 0), now) if query.from_day else now,
                    minutes=query.minutes,
                    count=query.count,
                    weekdays=query.weekdays,
                    window=_window(query),
                ),
            )

    def book(self, actor: Actor, wish: BookAppointment) -> Outcome[AppointmentView]:
        """Book a session; see `booking_steps.book`."""
        return booking_steps.book(self._office, actor, wish)

    def move(self, actor: Actor, wish: MoveAppointment) -> Outcome[AppointmentView]:
        """Give a session another time; see `booking_steps.move`."""
        return booking_steps.move(self._office, actor, wish)

    def set_state(self, actor: Actor, change: SetAppointmentState) -> Outcome[AppointmentView]:
        """Move an appointment forward; see `appointment_steps.set_state`."""
        return appointment_steps.set_state(self._office, actor, change)

    def undo(self, actor: Actor, uid: str, reason: str) -> Outcome[AppointmentView]:
        """Take the last step back; see `appointment_steps.undo`."""
        return appointment_steps.undo(self._office, actor, uid, reason)

    def undo_many(
        self, actor: Actor, uids: Sequence[str], reason: str
    ) -> Outcome[tuple[AppointmentView, ...]]:
        """Take back the last step of several; see `appointment_steps.undo_many`."""
        return appointment_steps.undo_many(self._office, actor, uids, reason)

    def preview_series(self, actor: Actor, wish: BookSeries) -> tuple[SeriesDay, ...]:
        """Return the days of a series with their conflicts; see `series.preview`."""
        return series.preview(self._office, actor, wish)

    def book_series(self, actor: Actor, wish: BookSeries) -> Outcome[tuple[AppointmentView, ...]]:
        """Book all sessions of a series; see `series.book`."""
        return series.book(self._office, actor, wish)

    def move_series(
        self, actor: Actor, wish: MoveAppointment, scope: Scope
    ) -> Outcome[tuple[AppointmentView, ...]]:
        """Shift sessions of a series; see `series.move`."""
        return series.move(self._office, actor, wish, scope)

    def cancel_series(
        self, actor: Actor, change: SetAppointmentState, scope: Scope
    ) -> Outcome[tuple[AppointmentView, ...]]:
        """Cancel sessions of a series; see `series.set_state`."""
        return series.set_state(self._office, actor, change, scope)

    def save_provider(self, actor: Actor, data: SaveProvider) -> Outcome[Provider]:
        """Add or change a provider; see `provider_setup.save_provider`."""
        return provider_setup.save_provider(self._office, actor, data.provider)

    def leaves(self, actor: Actor) -> tuple[Leave, ...]:
        """Return leave that is not over; see `leave.read`."""
        return leave.read(self._office, actor)

    def add_leave(self, actor: Actor, wanted: AddLeave) -> Outcome[Leave]:
        """Add leave of a provider; see `leave.add`."""
        return leave.add(self._office, actor, wanted)

    def remove_leave(self, actor: Actor, key: int) -> Outcome[str]:
        """Take leave back; see `leave.remove`."""
        return leave.remove(self._office, actor, key)

    def save_room(self, actor: Actor, room: Room) -> Outcome[Room]:
        """Add or rename a room; see `provider_setup.save_room`."""
        return provider_setup.save_room(self._office, actor, room)


def _window(query: FreeTimesQuery) -> DaySpan | None:
    if query.from_time is None or query.to_time is None:
        return None
    if query.from_time >= query.to_time:
        raise FieldErrors({"to_time": "Jam akhir harus sesudah jam awal"})
    return DaySpan(query.from_time, query.to_time)


def _column(
    provider: ProviderEntry,
    day: date,
    away: Sequence[tuple[datetime, datetime, str]],
    appointments: tuple[AppointmentView, ...],
    *,
    closed: bool,
) -> ProviderColumn:
    """Return a provider's day; leave of other days is none of this one's business."""
    begin, end = day_bounds(day)
    today_away = [one for one in away if one[0] < end and one[1] > begin]
    opened, breaks = working_day(provider, day, today_away)
    return ProviderColumn(
        provider=provider.view,
        open_spans=() if closed else opened,
        breaks=() if closed else breaks,
        absence=", ".join(why or "Tidak bertugas" for _start, _end, why in today_away),
        appointments=appointments,
    )
