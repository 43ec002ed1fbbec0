"""The mouse on the day: a click, a drag over empty time, a card that is carried.

A drag begins after 8 px, so that a trembling hand moves nothing; letting go outside the hours
changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from ui.views.calendar.cursor import Carried, carry, carry_to
from ui.views.calendar.geometry import Geometry
from ui.views.calendar.plan import STEP, Card

FAR = 8
"""Pixels before a press becomes a drag."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Time drawn over empty slots of a column, in minutes since midnight."""

    column: int
    start: int
    end: int


@dataclass(slots=True)
class _Press:
    at: QPointF
    column: int
    minute: int
    card: Card | None


class MouseHand:
    """What the pressed mouse is doing; positions are content pixels.

    Args:
        may_draw: whether appointments may be made.
        may_carry: whether this card may be moved.
    """

    def __init__(self, may_draw: Callable[[], bool], may_carry: Callable[[Card], bool]) -> None:
        self._may_draw = may_draw
        self._may_carry = may_carry
        self._pressed: _Press | None = None
        self._dragging = False
        self.drawn: Drawn | None = None
        self.carried: Carried | None = None
        self.outside = False

    @property
    def is_dragging(self) -> bool:
        """Whether the press has become a drag."""
        return self._dragging

    def press(self, at: Geometry, point: QPointF) -> None:
        """Take note of what was pressed."""
        self.cancel()
        column = at.column_at(point.x())
        if column >= 0:
            card = at.card_at(point.x(), point.y())
            self._pressed = _Press(point, column, at.minute_at(point.y()), card)

    def drag(self, at: Geometry, point: QPointF, *, inside: bool) -> bool:
        """Follow the mouse; return whether anything to be drawn has changed."""
        press = self._pressed
        if press is None:
            return False
        if not self._dragging:
            way = point - press.at
            if way.x() ** 2 + way.y() ** 2 < FAR**2:
                return False
            allowed = self._may_draw() if press.card is None else self._may_carry(press.card)
            if not allowed:
                self.cancel()
                return False
            self._dragging = True
        self.outside = not inside
        if press.card is None:
            self._draw(at, press, point)
        else:
            self._carry(at, press, press.card, point)
        return True

    def release(self) -> tuple[Drawn | None, Carried | None]:
        """Let go and return what was drawn or carried; nothing when let go outside."""
        result = (None, None) if self.outside else (self.drawn, self.carried)
        self.cancel()
        return result

    def clicked(self) -> tuple[int, int, Card | None] | None:
        """Return column, minute and card of a press that never became a drag."""
        press = self._pressed
        if press is None or self._dragging:
            return None
        return press.column, press.minute, press.card

    def cancel(self) -> None:
        """Forget everything."""
        self._pressed = None
        self._dragging = False
        self.drawn = None
        self.carried = None
        self.outside = False

    def _draw(self, at: Geometry, press: _Press, point: QPointF) -> None:
        minute = at.minute_at(point.y())
        start, end = sorted((press.minute, minute))
        self.drawn = Drawn(press.column, start, end + STEP)

    def _carry(self, at: Geometry, press: _Press, card: Card, point: QPointF) -> None:
        column = at.column_at(point.x())
        if column < 0:
            self.outside = True
            return
        minute = card.start + round((point.y() - press.at.y()) * 60 / at.hour / STEP) * STEP
        self.carried = carry_to(at.plan, self.carried or carry(card), column, minute)
