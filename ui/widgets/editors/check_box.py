"""A check box whose sentence may take several lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.theme.focus import paint_focus_ring
from ui.theme.symbols import Symbol, paint_symbol
from ui.theme.theme import theme
from ui.theme.tokens import XS, S
from ui.widgets.editors.editor import JsonValue

_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class CheckBox(QCheckBox):
    """Yes or no to one sentence.

    Signals:
        edited: ticked or unticked, by hand or by program.
    """

    edited = Signal()

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._invalid = False
        self.toggled.connect(self.edited)

    def value(self) -> bool:
        """Return whether the box is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick or untick."""
        self.setChecked(bool(value))

    def draft(self) -> JsonValue:
        """Return whether the box is ticked."""
        return self.isChecked()

    def restore(self, draft: object) -> None:
        """Tick as in a draft."""
        self.setChecked(draft is True)

    def problem(self) -> str | None:
        """Both answers will do."""
        return None

    def set_invalid(self, invalid: bool) -> None:
        """Draw the box as one with an error."""
        self._invalid = invalid
        self.update()

    def place(self) -> int:
        """There is no cursor."""
        return 0

    def set_place(self, place: int) -> None:
        """There is no cursor."""

    def hitButton(self, pos: QPoint) -> bool:
        """The whole sentence is the target."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Return the size with the sentence on one line."""
        width = self._text_left() + self.fontMetrics().horizontalAdvance(self.text()) + S
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the width of a few words."""
        return QSize(min(self.sizeHint().width(), theme().metrics.px(140)), self._least_height())

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped sentence."""
        room = QRect(0, 0, max(width - self._text_left() - XS, 1), 10_000)
        text = self.fontMetrics().boundingRect(room, int(_FLAGS), self.text())
        return max(self._least_height(), text.height() + S)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick, sentence and focus ring."""
        colours, enabled = theme().colours, self.isEnabled()
        side = theme().metrics.icon
        line = self.fontMetrics().lineSpacing()
        first_line = (self._least_height() - line) // 2
        lines = self.heightForWidth(self.width()) > self._least_height()
        top = XS if lines else first_line
        box = QRectF(3.5, top + (line - side) / 2 + 0.5, side - 1, side - 1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = colours.danger if self._invalid else colours.border_in
            fill = colours.surface
            if self.isChecked():
                edge = fill = colours.primary if enabled else colours.disabled
            painter.setPen(QPen(QColor(edge), 2 if self._invalid else 1.2))
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(box, 4, 4)
            if self.isChecked():
                inner = box.adjusted(3, 3, -3, -3)
                paint_symbol(painter, inner, Symbol.CHECK, colours.on_primary)
            painter.setPen(QColor(colours.text if enabled else colours.disabled))
            left = self._text_left()
            room = QRect(left, top, self.width() - left - XS, self.height() - top)
            painter.drawText(room, int(_FLAGS), self.text())
            if self.hasFocus():
                paint_focus_ring(painter, QRectF(self.rect()))

    def _text_left(self) -> int:
        return 3 + theme().metrics.icon + S

    def _least_height(self) -> int:
        return theme().metrics.control_height
