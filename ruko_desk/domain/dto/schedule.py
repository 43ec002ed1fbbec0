"""Providers, rooms, kinds of session, appointments and the views of the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from ruko_desk.domain.recurrence import Recurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionKind:
    """A kind of session with its usual length and buffer in minutes."""

    code: str
    service: str
    label: str
    minutes: int
    buffer_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room in which sessions are held."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSpan:
    """Working hours or a break of one weekday (0 = Monday), local wall-clock times."""

    weekday: int
    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Somebody who holds sessions; `service` is hukum, psikologi or kesehatan."""

    uid: str
    version: int
    name: str
    service: str
    sex: str
    user_uid: str | None
    room_uid: str | None
    hours: tuple[WorkSpan, ...]
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView:
    """One appointment; `label` is case code and initials, for those entitled to see it."""

    uid: str
    version: int
    case_uid: str
    case_code: str
    label: str
    provider_uid: str
    provider_name: str
    room_uid: str | None
    service: str
    kind: str
    kind_label: str
    start: datetime
    end: datetime
    state: str
    note: str
    override_reason: str
    next_states: tuple[str, ...]
    can_undo: bool
    series_uid: str = ""
    series_rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderColumn:
    """One column of the day view; times are UTC instants of that day."""

    provider: Provider
    open_spans: tuple[tuple[datetime, datetime], ...]
    breaks: tuple[tuple[datetime, datetime], ...]
    absence: str
    appointments: tuple[AppointmentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One day with a column per provider, grouped hukum, psikologi, kesehatan."""

    day: date
    holiday: str
    columns: tuple[ProviderColumn, ...]
    rooms: tuple[Room, ...]
    kinds: tuple[SessionKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """Monday to Sunday, each as a day; all days have the same providers in the same order."""

    days: tuple[DayView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTimesQuery:
    """Wish for a session: service or provider, from which day, how long, which client.

    Attributes:
        weekdays: days on which the client can come (0 = Monday); none = any.
        from_time, to_time: hours between which she can come; both or neither.
        same_as_before: the provider of her last session in this service, if there was one.
    """

    case_uid: str
    service: str
    provider_uid: str | None = None
    from_day: date | None = None
    minutes: int = 60
    counsellor_sex: str = ""
    count: int = 8
    weekdays: frozenset[int] = frozenset()
    from_time: time | None = None
    to_time: time | None = None
    same_as_before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTime:
    """A time at which provider, client and (if any) room are free."""

    provider_uid: str
    provider_name: str
    service: str
    start: datetime
    end: datetime
    room_uid: str | None
    room_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookAppointment:
    """A session to book. `request_uid` makes pressing save twice one appointment.

    `override_reason` lets warnings (room, working hours) pass; conflicts of client and provider
    always block.
    """

    request_uid: str
    case_uid: str
    provider_uid: str
    kind: str
    start: datetime
    minutes: int
    room_uid: str | None = None
    note: str = ""
    override_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAppointment:
    """A new time (and provider) for an appointment; the old one stays as 'dipindah', linked."""

    uid: str
    version: int
    provider_uid: str
    start: datetime
    minutes: int
    room_uid: str | None = None
    override_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAppointmentState:
    """A state change of an appointment; `reason` is needed for cancelling and undo."""

    uid: str
    version: int
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSeries:
    """A session that comes again; `first` says everything but the other days.

    `leave_out` are days of the rule that the person took out, usually because of a conflict.
    """

    first: BookAppointment
    rule: Recurrence
    leave_out: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesDay:
    """One day of a series before it is saved.

    With `holiday` no session is held; `conflicts` are `(kind, blocking, sentence)`.
    """

    start: datetime
    end: datetime
    holiday: str
    conflicts: tuple[tuple[str, bool, str], ...]

    @property
    def blocked(self) -> bool:
        """Tell whether no reason lets this day pass."""
        return any(blocking for _, blocking, _ in self.conflicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Time in which a provider does not work; `reason` is a neutral word.

    `meets` counts the planned sessions that stand in it and want another time.
    """

    key: int
    provider_uid: str
    provider_name: str
    start: datetime
    end: datetime
    reason: str
    meets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLeave:
    """Whole days from `first` to `last`; with both times, these hours of one day."""

    provider_uid: str
    first: date
    last: date
    reason: str
    from_time: time | None = None
    to_time: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveProvider:
    """A new (empty uid) or changed provider with working hours."""

    provider: Provider
