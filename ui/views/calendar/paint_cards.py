"""Painting appointments: case code and initials only, the state as symbol and word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from ruko_desk.domain.codes import AppointmentState as State
from ui.theme.services import paint_stripe, service_look
from ui.theme.symbols import paint_symbol
from ui.views.calendar.ink import Ink
from ui.views.calendar.looks import minute_text, short_label, state_look
from ui.views.calendar.plan import Card

STRIPE = 5
_RADIUS = 4
_PAD = 4
_SYMBOL = 9
_OVER = 0.55
"""How much of the stripe is left once a session is over."""
_LEAST_WITH_TIME = 60
"""Pixels for the label below which the time, which the place on the ruler tells, is left out."""

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class CardPainter:
    """Draws cards with the ink of one theme.

    Args:
        ink: colours and fonts.
        state_text: the word for a state.
    """

    def __init__(self, ink: Ink, state_text: Callable[[str], str]) -> None:
        self._ink = ink
        self._state_text = state_text

    def paint(self, painter: QPainter, rect: QRectF, card: Card) -> None:
        """Draw one card."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter, rect, card)
        self._words(painter, rect.adjusted(STRIPE + _PAD, 1, -_PAD, -1), card)

    def _frame(self, painter: QPainter, rect: QRectF, card: Card) -> None:
        ink, one = self._ink, card.appointment
        role = service_look(one.service).role
        over, hidden = _is_over(card), not one.case_uid
        edge = "border_in" if over or hidden else role
        pen = QPen(ink.colour(edge), 1)
        if one.state == State.MISSED:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(
            ink.colour("surface2" if hidden else "surface" if over else f"{role}_tint")
        )
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        size = QSizeF(STRIPE, int(rect.height()) - 2)
        stripe = ink.picture(
            ("stripe", one.service),
            size,
            painter.device().devicePixelRatioF(),
            lambda inner: paint_stripe(inner, QRectF(QPointF(), size), one.service),
        )
        painter.setOpacity(_OVER if over else 1.0)
        painter.drawPixmap(QPointF(int(rect.left()) + 1, int(rect.top()) + 1), stripe)
        painter.setOpacity(1.0)

    def _words(self, painter: QPainter, room: QRectF, card: Card) -> None:
        ink, one = self._ink, card.appointment
        lines = max(1, int((room.height() + 2) // ink.line))
        painter.setPen(ink.colour("muted" if _is_over(card) else "text"))
        head = QRectF(room.left(), room.top(), room.width(), min(ink.line, room.height()))
        if lines == 1:
            self._head_line(painter, head.adjusted(0, 0, -_SYMBOL - 4, 0), card)
            self._symbol(painter, QPointF(head.right() - _SYMBOL, head.center().y()), card)
            return
        self._head_line(painter, head, card)
        below = head.translated(0, ink.line)
        painter.setFont(ink.small)
        if lines > 2:
            painter.drawText(below, _MIDDLE, ink.cut(one.kind_label, below.width()))
            below = below.translated(0, ink.line)
        self._symbol(painter, QPointF(below.left(), below.center().y()), card)
        words = below.adjusted(_SYMBOL + 5, 0, 0, 0)
        painter.drawText(words, _MIDDLE, ink.cut(self._state_text(one.state), words.width()))

    def _head_line(self, painter: QPainter, room: QRectF, card: Card) -> None:
        """Write time and label; where there is little room the label loses its prefix first."""
        ink, label = self._ink, card.appointment.label
        time = minute_text(card.start)
        left = room.width() - ink.width(time) - 6
        if ink.width(label, strong=True) > left:
            label = short_label(label)
        if ink.width(label, strong=True) > room.width():
            label = label.partition(" · ")[0]
        if left > _LEAST_WITH_TIME or ink.width(label, strong=True) <= left:
            painter.setFont(ink.small)
            painter.drawText(room, _MIDDLE, time)
            room = room.adjusted(room.width() - left, 0, 0, 0)
        painter.setFont(ink.small_strong)
        painter.drawText(room, _MIDDLE, ink.cut(label, room.width(), strong=True))

    def _symbol(self, painter: QPainter, left_middle: QPointF, card: Card) -> None:
        """Draw the symbol of the state; on a tint only text colours keep their contrast."""
        symbol, role = state_look(card.appointment.state)
        colour = self._ink.colours.get(role if _is_over(card) else "text")
        size = QSizeF(_SYMBOL, _SYMBOL)
        picture = self._ink.picture(
            ("state", symbol, colour),
            size,
            painter.device().devicePixelRatioF(),
            lambda inner: paint_symbol(inner, QRectF(QPointF(), size), symbol, colour),
        )
        painter.drawPixmap(left_middle - QPointF(0, _SYMBOL / 2), picture)


def _is_over(card: Card) -> bool:
    return card.appointment.state in {State.DONE, State.MISSED}
