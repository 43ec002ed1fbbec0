"""What stands in the way of a session, and the nearest times that are free.

Instants are aware; working hours are wall-clock times of the house. Two sessions that only touch
do not overlap. Client and provider block, everything else warns and may be overridden with a
reason. Nothing here reads a clock or a database.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from ruko_desk.clock import at, local
from ruko_desk.domain.indonesian import WEEKDAYS, day_text, span_text
from ruko_desk.domain.minutes import ceil, floor, instant

STEP_MINUTES: Final = 15
HORIZON_DAYS: Final = 14


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Time from `start` up to, not including, `end`; both aware.

    Raises:
        ValueError: it does not end after it starts.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise ValueError(self)

    def overlaps(self, other: Interval) -> bool:
        """Tell whether they have time in common; touching is not overlapping."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Interval) -> bool:
        """Tell whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class DaySpan:
    """Wall-clock time of one day.

    Raises:
        ValueError: it does not end after it starts.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise ValueError(self)

    def on(self, day: date) -> Interval:
        """Return it as instants of a day."""
        return Interval(
            at(day, self.start.hour, self.start.minute), at(day, self.end.hour, self.end.minute)
        )


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Open spans per weekday (0 = Monday), in order and apart; breaks are the gaps between them."""

    spans: Mapping[int, tuple[DaySpan, ...]]

    @classmethod
    def of(
        cls, spans: Iterable[tuple[int, DaySpan]], breaks: Iterable[tuple[int, DaySpan]] = ()
    ) -> WorkingHours:
        """Build from weekdays with spans, with breaks taken out of them; spans may overlap."""
        closed: dict[int, list[DaySpan]] = {}
        for weekday, span in breaks:
            closed.setdefault(weekday, []).append(span)
        opened: dict[int, list[DaySpan]] = {}
        for weekday, span in spans:
            opened.setdefault(weekday, []).append(span)
        return cls(
            {
                weekday: _without(_joined(found), closed.get(weekday, []))
                for weekday, found in opened.items()
            }
        )

    def open_on(self, day: date) -> tuple[Interval, ...]:
        """Return the open times of a day as instants."""
        return tuple(span.on(day) for span in self.spans.get(day.weekday(), ()))

    def breaks_on(self, day: date) -> tuple[Interval, ...]:
        """Return the breaks of a day: the gaps between its open times."""
        opened = self.open_on(day)
        return tuple(Interval(one.end, other.start) for one, other in pairwise(opened))


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A session that takes time; ids are the caller's, `service` is a label for the sentence."""

    uid: str
    time: Interval
    provider: str
    person: str
    room: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Leave of a provider; `reason` is a neutral word."""

    time: Interval
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A session to be booked or moved; `uid` is its own when it is moved, so it never meets itself.

    `provider_name` and `room_name` are for the sentences.
    """

    time: Interval
    provider: str
    person: str
    room: str = ""
    uid: str = ""
    provider_name: str = "Petugas ini"
    room_name: str = "Ruang ini"


class ConflictKind(StrEnum):
    """What stands in the way."""

    CLIENT = "klien"
    PROVIDER = "petugas"
    ROOM = "ruang"
    ABSENCE = "cuti"
    HOLIDAY = "libur"
    HOURS = "jam"

    @property
    def blocking(self) -> bool:
        """Tell whether no reason lets it pass: nobody can be in two places."""
        return self in {ConflictKind.CLIENT, ConflictKind.PROVIDER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One thing in the way, with its sentence; `other` is the session it meets, if any."""

    kind: ConflictKind
    sentence: str
    other: str = ""

    @property
    def blocking(self) -> bool:
        """Tell whether no reason lets it pass."""
        return self.kind.blocking


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderDays:
    """What is known of one provider over the days that are searched.

    Attributes:
        hours: weekly working hours.
        busy: sessions; a buffer is kept before and after them.
        blocked: leave, the room's or other times that need no buffer.
    """

    provider: str
    hours: WorkingHours
    busy: Sequence[Interval] = ()
    blocked: Sequence[Interval] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSearch:
    """What is looked for.

    Attributes:
        after: nothing before this instant; usually now, or the start of a wished day.
        minutes: length of the session.
        buffer_minutes: pause kept between sessions of a provider.
        days: calendar days to search, the first included.
        per_gap: how many times to name out of one free gap; 0 = every step.
        step_minutes: grid on which sessions start, counted from midnight.
        weekdays, window: days (0 = Monday, none = any) and time of day to keep to.
    """

    after: datetime
    minutes: int = 60
    buffer_minutes: int = 0
    count: int = 3
    days: int = HORIZON_DAYS
    per_gap: int = 1
    step_minutes: int = STEP_MINUTES
    weekdays: frozenset[int] = frozenset()
    window: DaySpan | None = None


@dataclass(frozen=True, slots=True, order=True)
class FreeSlot:
    """A free time of one provider; sorts by time."""

    time: Interval
    provider: str = field(compare=False)


def conflicts(
    wanted: Wanted,
    booked: Iterable[Booked],
    hours: WorkingHours,
    *,
    absences: Iterable[Absence] = (),
    holidays: Mapping[date, str] | None = None,
) -> tuple[Conflict, ...]:
    """Return everything in the way, what blocks first.

    Args:
        wanted: the session to be written.
        booked: sessions around its time; others do no harm.
        hours: working hours of its provider.
        absences: leave of its provider.
        holidays: names of holidays by day.
    """
    found = list(_meetings(wanted, booked))
    found += [
        Conflict(
            kind=ConflictKind.ABSENCE,
            sentence=f"{wanted.provider_name} tidak ada pada jam itu"
            f"{f' ({absence.reason})' if absence.reason else ''}. Tetap simpan?",
        )
        for absence in absences
        if absence.time.overlaps(wanted.time)
    ]
    day = local(wanted.time.start).date()
    holiday = (holidays or {}).get(day)
    if holiday is not None:
        sentence = f"{day_text(day)} adalah hari libur ({holiday}). Tetap simpan?"
        found.append(Conflict(kind=ConflictKind.HOLIDAY, sentence=sentence))
    if not any(opened.contains(wanted.time) for opened in hours.open_on(day)):
        sentence = _hours_sentence(wanted.provider_name, hours, day)
        found.append(Conflict(kind=ConflictKind.HOURS, sentence=sentence))
    return tuple(sorted(found, key=lambda conflict: not conflict.blocking))


def free_times(
    search: FreeSearch,
    providers: Sequence[ProviderDays],
    *,
    client_busy: Sequence[Interval] = (),
    holidays: Collection[date] = (),
) -> tuple[FreeSlot, ...]:
    """Return the nearest free times, earliest first; equal times in the order of `providers`.

    With `per_gap` 1 the suggestions differ from each other: the first time of each free gap.

    Raises:
        ValueError: a length, step or count below 1.
    """
    if min(search.minutes, search.step_minutes, search.count) < 1:
        raise ValueError(search)
    calendars = [_Calendar(entry, search, client_busy) for entry in providers]
    first = local(search.after).date()
    slots: list[FreeSlot] = []
    for ahead in range(search.days):
        day = first + timedelta(days=ahead)
        if day in holidays or (search.weekdays and day.weekday() not in search.weekdays):
            continue
        starts = sorted(
            (start, order) for order, calendar in enumerate(calendars) for start in calendar.on(day)
        )
        for start, order in starts:
            time = Interval(instant(start), instant(start + search.minutes))
            slots.append(FreeSlot(time, calendars[order].provider))
            if len(slots) == search.count:
                return tuple(slots)
    return tuple(slots)


class _Calendar:
    """One provider's taken time in whole minutes since the epoch, joined and sorted."""

    def __init__(
        self, entry: ProviderDays, search: FreeSearch, client_busy: Sequence[Interval]
    ) -> None:
        self.provider = entry.provider
        self._hours = entry.hours
        self._search = search
        self._after = -(-int(search.after.timestamp()) // 60)
        pause = search.buffer_minutes
        taken = [(floor(t.start) - pause, ceil(t.end) + pause) for t in entry.busy]
        taken += [(floor(t.start), ceil(t.end)) for t in (*entry.blocked, *client_busy)]
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(taken):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def on(self, day: date) -> Iterator[int]:
        """Yield starts of free times of a day."""
        search = self._search
        midnight = floor(at(day, 0))
        for start, end in self._gaps(day):
            begin = max(start, self._after) - midnight
            begin = midnight - (-begin // search.step_minutes) * search.step_minutes
            named = 0
            while begin + search.minutes <= end and (not search.per_gap or named < search.per_gap):
                yield begin
                begin += search.step_minutes
                named += 1

    def _gaps(self, day: date) -> Iterator[tuple[int, int]]:
        for opened in self._hours.open_on(day):
            start, end = floor(opened.start), floor(opened.end)
            if self._search.window is not None:
                wished = self._search.window.on(day)
                start, end = max(start, floor(wished.start)), min(end, floor(wished.end))
            index = bisect_left(self._ends, start)
            while index < len(self._starts) and self._starts[index] < end:
                if start < self._starts[index]:
                    yield start, self._starts[index]
                start = max(start, self._ends[index])
                index += 1
            if start < end:
                yield start, end


def _meetings(wanted: Wanted, booked: Iterable[Booked]) -> Iterator[Conflict]:
    for other in booked:
        if (wanted.uid and other.uid == wanted.uid) or not other.time.overlaps(wanted.time):
            continue
        when = span_text(local(other.time.start), local(other.time.end))
        if other.person == wanted.person:
            service = f" {other.service}" if other.service else ""
            yield Conflict(
                kind=ConflictKind.CLIENT,
                sentence=f"Klien ini sudah ada janji{service} pada jam yang sama",
                other=other.uid,
            )
        if other.provider == wanted.provider:
            yield Conflict(
                kind=ConflictKind.PROVIDER,
                sentence=f"{wanted.provider_name} sudah ada janji {when}",
                other=other.uid,
            )
        if wanted.room and other.room == wanted.room:
            yield Conflict(
                kind=ConflictKind.ROOM,
                sentence=f"{wanted.room_name} sudah dipakai {when}. Tetap simpan?",
                other=other.uid,
            )


def _hours_sentence(name: str, hours: WorkingHours, day: date) -> str:
    spans = hours.spans.get(day.weekday(), ())
    if not spans:
        return f"{name} tidak bertugas hari {WEEKDAYS[day.weekday()]}. Tetap simpan?"
    written = " dan ".join(span_text(span.start, span.end) for span in spans)
    return f"{name} bertugas {written} pada hari ini. Tetap simpan?"


def _joined(spans: Iterable[DaySpan]) -> list[DaySpan]:
    joined: list[DaySpan] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = DaySpan(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _without(spans: list[DaySpan], breaks: list[DaySpan]) -> tuple[DaySpan, ...]:
    for pause in breaks:
        kept: list[DaySpan] = []
        for span in spans:
            if span.end <= pause.start or pause.end <= span.start:
                kept.append(span)
                continue
            if span.start < pause.start:
                kept.append(DaySpan(span.start, pause.start))
            if pause.end < span.end:
                kept.append(DaySpan(pause.end, span.end))
        spans = kept
    return tuple(spans)
