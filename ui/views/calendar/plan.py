"""Where everything of a day stands in time: pure arithmetic, no pixels and no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ruko_desk.clock import at, local
from ruko_desk.domain.dto.schedule import AppointmentView, DayView, Provider
from ui.views.calendar.looks import NOT_HELD

STEP = 15
"""Minutes of a slot."""
MOST_LANES = 2
"""Cards side by side in a column; more would be slivers."""

_DAY = 24 * 60
_USUAL = (8 * 60, 16 * 60)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An appointment in its column; times in minutes since midnight, `lane` of `lanes`."""

    appointment: AppointmentView
    column: int
    start: int
    end: int
    lane: int
    lanes: int

    @property
    def uid(self) -> str:
        """The uid of the appointment."""
        return self.appointment.uid


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """A place where so many appointments meet that `count` of them have no card."""

    column: int
    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPlan:
    """One provider's day in minutes since midnight."""

    provider: Provider
    opened: tuple[Span, ...]
    breaks: tuple[Span, ...]
    absence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """A whole day; `first` and `last` are full hours in minutes since midnight."""

    day: date
    first: int
    last: int
    columns: tuple[ColumnPlan, ...]
    cards: tuple[Card, ...]
    more: tuple[More, ...]

    def card(self, uid: str) -> Card | None:
        """Return the card of an appointment, or None."""
        return next((card for card in self.cards if card.uid == uid), None)

    def column_of(self, provider_uid: str) -> int:
        """Return the column of a provider, or -1."""
        uids = [column.provider.uid for column in self.columns]
        return uids.index(provider_uid) if provider_uid in uids else -1

    def cards_at(self, column: int, minute: int) -> tuple[Card, ...]:
        """Return the cards over a minute of a column, from left to right."""
        found = [c for c in self.cards if c.column == column and c.start <= minute < c.end]
        return tuple(sorted(found, key=lambda card: card.lane))

    def instant(self, minute: int) -> datetime:
        """Return the UTC instant of a minute of this day."""
        return at(self.day, 0) + timedelta(minutes=minute)


def plan_day(view: DayView) -> DayPlan:
    """Arrange a day as it was read."""
    columns = tuple(
        ColumnPlan(
            provider=column.provider,
            opened=_spans(view.day, column.open_spans),
            breaks=_spans(view.day, column.breaks),
            absence=column.absence,
        )
        for column in view.columns
    )
    cards: list[Card] = []
    more: list[More] = []
    for place, column in enumerate(view.columns):
        held = [a for a in column.appointments if a.state not in NOT_HELD]
        for cluster in _clusters(view.day, held):
            _place(place, cluster, cards, more)
    first, last = _hours(columns, cards)
    return DayPlan(
        day=view.day, first=first, last=last, columns=columns, cards=tuple(cards), more=tuple(more)
    )


def minute_of(day: date, instant: datetime) -> int:
    """Return an instant as minutes since midnight of a day, kept within that day."""
    moment = local(instant)
    if moment.date() != day:
        return 0 if moment.date() < day else _DAY
    return moment.hour * 60 + moment.minute


def _spans(day: date, spans: Iterable[tuple[datetime, datetime]]) -> tuple[Span, ...]:
    found = ((minute_of(day, start), minute_of(day, end)) for start, end in spans)
    return tuple((start, end) for start, end in found if start < end)


_Timed = tuple[int, int, AppointmentView]


def _clusters(day: date, appointments: Sequence[AppointmentView]) -> list[list[_Timed]]:
    """Return groups of appointments that touch no other group, each in order of time."""
    timed = sorted(
        ((minute_of(day, a.start), minute_of(day, a.end), a) for a in appointments),
        key=lambda one: (one[0], -one[1], one[2].uid),
    )
    clusters: list[list[_Timed]] = []
    until = -1
    for one in timed:
        if one[0] < until:
            clusters[-1].append(one)
        else:
            clusters.append([one])
        until = max(until, one[1])
    return clusters


def _place(column: int, cluster: Sequence[_Timed], cards: list[Card], more: list[More]) -> None:
    ends: list[int] = []
    lanes: list[int] = []
    for start, end, _ in cluster:
        lane = next((i for i, until in enumerate(ends) if until <= start), len(ends))
        if lane == len(ends):
            ends.append(end)
        else:
            ends[lane] = end
        lanes.append(lane)
    width = min(len(ends), MOST_LANES)
    unseen = []
    for (start, end, appointment), lane in zip(cluster, lanes, strict=True):
        if lane < width:
            cards.append(
                Card(
                    appointment=appointment,
                    column=column,
                    start=start,
                    end=end,
                    lane=lane,
                    lanes=width,
                )
            )
        else:
            unseen.append((start, end))
    if unseen:
        more.append(
            More(
                column=column,
                start=min(start for start, _ in unseen),
                end=max(end for _, end in unseen),
                count=len(unseen),
            )
        )


def _hours(columns: Iterable[ColumnPlan], cards: Iterable[Card]) -> Span:
    starts = [_USUAL[0]]
    ends = [_USUAL[1]]
    for column in columns:
        starts += [start for start, _ in column.opened]
        ends += [end for _, end in column.opened]
    for card in cards:
        starts.append(card.start)
        ends.append(card.end)
    return min(starts) // 60 * 60, min(-(-max(ends) // 60) * 60, _DAY)
