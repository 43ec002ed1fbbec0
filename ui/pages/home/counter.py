"""The counters above Beranda: each is a number, a word and a filter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme.focus import paint_focus_ring
from ui.theme.theme import theme
from ui.theme.tokens import RADIUS, M, S

_HEIGHT = 40


class Counter(QPushButton):
    """A number with its word; pressed, it filters the list that it counts."""

    def __init__(self, word: str, purpose: str, parent: QWidget | None = None) -> None:
        """Count nothing yet.

        Args:
            word: what is counted.
            purpose: what pressing does, for tooltip and screen reader.
            parent: the owning widget.
        """
        super().__init__(parent)
        self._word = word
        self._purpose = purpose
        self.number = 0
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setToolTip(purpose)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_number(0)

    def set_number(self, number: int) -> None:
        """Show another number."""
        self.number = number
        self.setAccessibleName(f"{number} {self._word}. {self._purpose}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of number and word."""
        number = QFontMetrics(_number_font()).horizontalAdvance(str(self.number))
        word = QFontMetrics(theme().font(strong=True)).horizontalAdvance(self._word)
        return QSize(number + word + S + 2 * M, theme().metrics.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same as the hint: a number is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colours of the present theme."""
        colours, chosen = theme().colours, self.isChecked()
        fill = colours.surface2 if self.underMouse() else colours.surface
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = 2 if chosen else 1
            painter.setPen(QPen(QColor(colours.primary if chosen else colours.border), width))
            painter.setBrush(QColor(colours.primary_tint if chosen else fill))
            frame = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
            painter.setFont(_number_font())
            painter.setPen(QColor(colours.text if self.number else colours.muted))
            number = painter.fontMetrics().horizontalAdvance(str(self.number))
            room = QRectF(self.rect()).adjusted(M, 0, -M, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(self.number))
            painter.setFont(theme().font(strong=chosen))
            painter.setPen(QColor(colours.text if chosen else colours.muted))
            room.setLeft(room.left() + number + S)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._word)
            if self.hasFocus():
                paint_focus_ring(painter, QRectF(self.rect()))


def _number_font() -> QFont:
    return theme().font(20, strong=True)
