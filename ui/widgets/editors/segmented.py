"""Two to four short answers joined in one bar, one of which may hold: Ya, Tidak, Nanti."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui.theme.focus import paint_focus_ring
from ui.theme.symbols import Symbol, paint_symbol
from ui.theme.theme import theme
from ui.theme.tokens import RADIUS, M, S
from ui.widgets.editors.option_group import Choice, OptionGroup


class Segment(QRadioButton):
    """One answer of the bar; the first and the last have the round corners."""

    def __init__(self, text: str, *, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._first, self._last = first, last
        self.setAutoExclusive(False)  # the group decides, so that no answer may hold at first
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the semi-bold word and the tick."""
        metrics = theme().metrics
        words = QFontMetrics(theme().font(strong=True)).horizontalAdvance(self.text())
        return QSize(words + metrics.px(12) + S + 2 * M, metrics.control_height)

    def minimumSizeHint(self) -> QSize:
        """Return the same as the hint: answers are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole segment is the target."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrow keys to the group."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segment in the colours of the present theme."""
        colours, metrics = theme().colours, theme().metrics
        chosen, enabled = self.isChecked(), self.isEnabled()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge, fill = colours.border_in, colours.surface
            if self.property("invalid") == "true":
                edge = colours.danger
            if chosen:
                edge, fill = colours.primary, colours.primary_tint
            elif self.underMouse() and enabled:
                fill = colours.surface2
            if not enabled:
                edge = colours.border
            painter.setPen(QPen(QColor(edge), 2 if chosen else 1))
            painter.setBrush(QColor(fill))
            painter.drawPath(self._outline(1.0 if chosen else 0.5))
            font = theme().font(strong=chosen)
            painter.setFont(font)
            tick = metrics.px(12)
            content = QFontMetrics(font).horizontalAdvance(self.text()) + (tick + S) * chosen
            x = (self.width() - content) / 2
            if chosen:
                rect = QRectF(x, (self.height() - tick) / 2, tick, tick)
                paint_symbol(painter, rect, Symbol.CHECK, colours.primary)
                x += tick + S
            painter.setPen(QColor(colours.text if enabled else colours.disabled))
            room = QRectF(x, 0, self.width() - x, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
            if self.hasFocus():
                paint_focus_ring(painter, QRectF(self.rect()))

    def _outline(self, inset: float) -> QPainterPath:
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, RADIUS, RADIUS)
        half = box.width() / 2
        if not self._first:
            path.addRect(QRectF(box.left(), box.top(), half, box.height()))
        if not self._last:
            path.addRect(QRectF(box.left() + half, box.top(), half, box.height()))
        return path.simplified()


class Segmented(OptionGroup):
    """A bar of answers; arrow keys choose at once, and Delete takes the answer back."""

    chooses_on_move = True

    def __init__(self, choices: Sequence[Choice], *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for place, (code, text) in enumerate(choices):
            segment = Segment(text, first=place == 0, last=place == len(choices) - 1, parent=self)
            layout.addWidget(segment)
            self.adopt(code, segment)
        layout.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the answer back with Delete; everything else as in any group."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.set_value(None)
        else:
            super().keyPressEvent(event)

    def value(self) -> str | None:
        """Return the chosen code, or None while nothing is answered."""
        return next(iter(self.chosen()), None)
