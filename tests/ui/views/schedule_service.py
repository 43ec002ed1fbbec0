"""A schedule service in memory, as far as the page calls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

from ruko_desk.changes import ChangeSet, Outcome
from ruko_desk.clock import at, local
from ruko_desk.domain.appointment_states import next_states
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.codes import AppointmentState, CodeLists
from ruko_desk.domain.dto.cases import QuickHit
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
    Room,
    SaveProvider,
    SeriesDay,
    SetAppointmentState,
    WeekView,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.recurrence import Scope, check, occurrences
from ruko_desk.errors import RuKoError
from ruko_desk.paths import resource
from tests.ui.views.days import NAMES, ROOMS, appointment, day_view, provider

CHANGED = ChangeSet.of(("appointment", "x"))


def free_time(provider_uid: str, hour: int, day: date, minutes: int = 60) -> FreeTime:
    name, service, _ = NAMES[provider_uid]
    start = at(day, hour)
    return FreeTime(
        provider_uid=provider_uid,
        provider_name=name,
        service=service,
        start=start,
        end=start + timedelta(minutes=minutes),
        room_uid="r1",
        room_name="Ruang Melati",
    )


class FakeSchedule:
    """Keeps appointments and what was asked; `refuse` is raised by the next write."""

    def __init__(
        self, appointments: Sequence[AppointmentView] = (), providers: Sequence[str] = tuple(NAMES)
    ) -> None:
        self.all = list(appointments)
        self.uids = tuple(providers)
        self.free: tuple[FreeTime, ...] = ()
        self.refuse: list[RuKoError] = []
        self.days: list[date] = []
        self.asked: list[FreeTimesQuery] = []
        self.booked: list[BookAppointment] = []
        self.moved: list[MoveAppointment] = []
        self.states: list[SetAppointmentState] = []
        self.undone: list[tuple[str, str]] = []
        self.saved: list[Provider | Room] = []
        self.series: list[BookSeries] = []
        self.taken: dict[date, tuple[str, bool, str]] = {}
        self.away: list[Leave] = []
        self.holidays: dict[date, str] = {}
        self.scopes: list[tuple[str, Scope]] = []
        self.undone_together: list[tuple[str, ...]] = []

    def day(self, actor: Actor, day: date) -> DayView:
        self.days.append(day)
        ours = [one for one in self.all if local(one.start).date() == day]
        return day_view(ours, day=day, providers=self.uids)

    def week(self, actor: Actor, day: date) -> WeekView:
        monday = day - timedelta(days=day.weekday())
        return WeekView(
            days=tuple(self.day(actor, monday + timedelta(days=ahead)) for ahead in range(7))
        )

    def free_times(self, actor: Actor, query: FreeTimesQuery) -> tuple[FreeTime, ...]:
        self.asked.append(query)
        return self.free

    def book(self, actor: Actor, wish: BookAppointment) -> Outcome[AppointmentView]:
        self.booked.append(wish)
        self._maybe_refuse()
        start = local(wish.start)
        view = appointment(
            "0777",
            wish.provider_uid,
            (start.hour, start.minute),
            wish.minutes,
            day=start.date(),
        )
        self.all.append(view)
        return Outcome(view, CHANGED)

    def move(self, actor: Actor, wish: MoveAppointment) -> Outcome[AppointmentView]:
        self.moved.append(wish)
        self._maybe_refuse()
        old = self._take(wish.uid)
        end = wish.start + timedelta(minutes=wish.minutes)
        view = replace(
            old, uid=f"{old.uid}b", provider_uid=wish.provider_uid, start=wish.start, end=end
        )
        self.all.append(view)
        return Outcome(view, CHANGED)

    def set_state(self, actor: Actor, change: SetAppointmentState) -> Outcome[AppointmentView]:
        self.states.append(change)
        self._maybe_refuse()
        old = self._take(change.uid)
        state = AppointmentState(change.state)
        view = replace(old, state=state, version=old.version + 1, next_states=next_states(state))
        self.all.append(view)
        return Outcome(view, CHANGED)

    def undo(self, actor: Actor, uid: str, reason: str) -> Outcome[AppointmentView]:
        self.undone.append((uid, reason))
        self._maybe_refuse()
        return Outcome(next(one for one in self.all if one.uid == uid), CHANGED)

    def preview_series(self, actor: Actor, wish: BookSeries) -> tuple[SeriesDay, ...]:
        moment = local(wish.first.start)
        check(wish.rule, moment.date())
        length = timedelta(minutes=wish.first.minutes)
        found = []
        for one in occurrences(wish.rule, moment.date(), self.holidays):
            start = at(one.day, moment.hour, moment.minute)
            conflicts = (self.taken[one.day],) if one.day in self.taken else ()
            day = SeriesDay(
                start=start, end=start + length, holiday=one.holiday, conflicts=conflicts
            )
            found.append(day)
        return tuple(found)

    def book_series(self, actor: Actor, wish: BookSeries) -> Outcome[tuple[AppointmentView, ...]]:
        self.series.append(wish)
        self._maybe_refuse()
        days = [
            local(one.start).date() for one in self.preview_series(actor, wish) if not one.holiday
        ]
        held = [day for day in days if day not in wish.leave_out]
        views = tuple(
            replace(appointment(f"s{n}", wish.first.provider_uid, (10, 0), day=day), series_uid="s")
            for n, day in enumerate(held)
        )
        self.all += views
        return Outcome(views, CHANGED)

    def move_series(
        self, actor: Actor, wish: MoveAppointment, scope: Scope
    ) -> Outcome[tuple[AppointmentView, ...]]:
        self.scopes.append((wish.uid, scope))
        self._maybe_refuse()
        return Outcome(tuple(one for one in self.all if one.series_uid), CHANGED)

    def cancel_series(
        self, actor: Actor, change: SetAppointmentState, scope: Scope
    ) -> Outcome[tuple[AppointmentView, ...]]:
        self.scopes.append((change.uid, scope))
        self._maybe_refuse()
        return Outcome(tuple(one for one in self.all if one.series_uid), CHANGED)

    def undo_many(
        self, actor: Actor, uids: Sequence[str], reason: str
    ) -> Outcome[tuple[AppointmentView, ...]]:
        self.undone_together.append(tuple(uids))
        return Outcome(tuple(one for one in self.all if one.uid in uids), CHANGED)

    def providers(self, actor: Actor) -> tuple[Provider, ...]:
        return tuple(provider(uid) for uid in self.uids)

    def rooms(self, actor: Actor) -> tuple[Room, ...]:
        return ROOMS

    def save_provider(self, actor: Actor, data: SaveProvider) -> Outcome[Provider]:
        self._maybe_refuse()
        self.saved.append(data.provider)
        return Outcome(data.provider, ChangeSet.of(("provider", data.provider.uid)))

    def leaves(self, actor: Actor) -> tuple[Leave, ...]:
        return tuple(self.away)

    def add_leave(self, actor: Actor, wanted: AddLeave) -> Outcome[Leave]:
        self._maybe_refuse()
        leave = Leave(
            key=len(self.away) + 1,
            provider_uid=wanted.provider_uid,
            provider_name=NAMES[wanted.provider_uid][0],
            start=at(wanted.first, 0),
            end=at(wanted.last + timedelta(days=1), 0),
            reason=wanted.reason,
            meets=2,
        )
        self.away.append(leave)
        return Outcome(leave, ChangeSet.of(("provider", wanted.provider_uid)))

    def remove_leave(self, actor: Actor, key: int) -> Outcome[str]:
        self.away = [one for one in self.away if one.key != key]
        return Outcome("", ChangeSet.of(("provider", "")))

    def save_room(self, actor: Actor, room: Room) -> Outcome[Room]:
        self._maybe_refuse()
        self.saved.append(room)
        return Outcome(room, ChangeSet.of(("provider", "")))

    def _take(self, uid: str) -> AppointmentView:
        one = next(one for one in self.all if one.uid == uid)
        self.all.remove(one)
        return one

    def _maybe_refuse(self) -> None:
        if self.refuse:
            raise self.refuse.pop(0)


class FakeSearch:
    """One client, found by any text and among the recent ones."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.hit = QuickHit(
            case_uid="c0412", code="RK-26-0412", initials="A.", age=31, detail="", closed=False
        )

    def quick(self, actor: Actor, text: str) -> tuple[QuickHit, ...]:
        self.texts.append(text)
        return (self.hit, replace(self.hit, case_uid="c1", code="RK-24-0001", closed=True))

    def recent(self, actor: Actor) -> tuple[QuickHit, ...]:
        return (self.hit,)


def make_services(schedule: FakeSchedule) -> SimpleNamespace:
    texts = (path.read_text(encoding="utf-8") for path in sorted(resource("codes").glob("*.csv")))
    return SimpleNamespace(
        schedule=schedule,
        search=FakeSearch(),
        codes=CodeLists.from_csv(*texts),
        users=SimpleNamespace(list=lambda actor: ()),
    )


def conflict(
    *conflicts: tuple[str, bool, str], suggestions: Sequence[FreeTime] = ()
) -> BookingConflict:
    return BookingConflict(conflicts, suggestions)
