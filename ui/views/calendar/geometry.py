"""From minutes and columns to pixels and back; no Qt, so that it can be checked by numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ui.views.calendar.plan import STEP, Card, DayPlan, More, Span

_LEAST_CARD = 15
_GAP = 2
_RIGHT_GAP = 6
"""A strip of each column stays free of cards, so that there is always somewhere to click."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the content; (0, 0) is the first minute of the first column."""

    x: float
    y: float
    width: float
    height: float

    def contains(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Pixels that depend on the text size only."""

    ruler: int = 48
    head: int = 46
    least_column: int = 104
    least_hour: int = 44
    usual_hour: int = 58
    most_hour: int = 84

    @classmethod
    def scaled(cls, percent: int) -> Sizes:
        """Return the sizes at a text size of 100, 115 or 130 per cent."""

        def px(base: int) -> int:
            return round(base * percent / 100)

        plain = cls()
        return cls(
            ruler=px(plain.ruler),
            head=px(plain.head),
            least_column=px(plain.least_column),
            least_hour=px(plain.least_hour),
            usual_hour=px(plain.usual_hour),
            most_hour=px(plain.most_hour),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """Sizes of one day in one window."""

    plan: DayPlan
    hour: float
    column: float

    @classmethod
    def fit(cls, plan: DayPlan, width: float, height: float, sizes: Sizes) -> Geometry:
        """Fill the room right of the ruler and below the head.

        Hours shrink to fit, down to `least_hour`, and grow up to `most_hour`; what still does not
        fit scrolls. A day longer than usual keeps `usual_hour` at least where it would have
        to scroll anyway.
        """
        hours = (plan.last - plan.first) / 60
        fitting = height / hours
        if fitting < sizes.least_hour:
            hour = float(sizes.usual_hour)
        else:
            hour = min(fitting, float(sizes.most_hour))
        columns = max(len(plan.columns), 1)
        return cls(plan=plan, hour=hour, column=max(width / columns, float(sizes.least_column)))

    @property
    def width(self) -> float:
        """Width of all columns."""
        return self.column * len(self.plan.columns)

    @property
    def height(self) -> float:
        """Height of all hours."""
        return self.y(self.plan.last)

    def x(self, column: int) -> float:
        """Return the left edge of a column."""
        return self.column * column

    def y(self, minute: float) -> float:
        """Return the height at which a minute begins."""
        return (minute - self.plan.first) * self.hour / 60

    def column_at(self, x: float) -> int:
        """Return the column at a point, or -1."""
        column = int(x // self.column)
        return column if 0 <= column < len(self.plan.columns) else -1

    def minute_at(self, y: float) -> int:
        """Return the slot at a height, kept within the day."""
        minute = self.plan.first + int(y * 60 / self.hour) // STEP * STEP
        return max(self.plan.first, min(minute, self.plan.last - STEP))

    def span_box(self, column: int, span: Span) -> Box:
        """Return the box of a span over the whole width of a column."""
        top = self.y(span[0])
        return Box(self.x(column), top, self.column, self.y(span[1]) - top)

    def card_box(self, card: Card) -> Box:
        """Return the box of a card in its lane."""
        room = (self.column - _RIGHT_GAP - _GAP) / card.lanes
        top = self.y(card.start)
        height = max(self.y(card.end) - top - 1, _LEAST_CARD)
        gap = _GAP if card.lane + 1 < card.lanes else 0
        return Box(self.x(card.column) + _GAP + card.lane * room, top, room - gap, height)

    def more_box(self, more: More) -> Box:
        """Return the box of the chip that stands for cards without room."""
        whole = self.span_box(more.column, (more.start, more.end))
        width = min(64.0, whole.width / 2)
        return Box(whole.x + whole.width - width - 2, whole.y + whole.height - 20, width, 18)

    def card_at(self, x: float, y: float) -> Card | None:
        """Return the card under a point; the one in front where two meet."""
        for card in reversed(self.plan.cards):
            if self.card_box(card).contains(x, y):
                return card
        return None

    def more_at(self, x: float, y: float) -> More | None:
        """Return the chip under a point."""
        return next((m for m in self.plan.more if self.more_box(m).contains(x, y)), None)
