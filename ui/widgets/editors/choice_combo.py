"""A drop-down list over a code list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.theme.focus import paint_focus_ring
from ui.theme.icons import pixmap
from ui.theme.theme import theme
from ui.theme.tokens import RADIUS, S
from ui.widgets.editors.editor import JsonValue
from ui.widgets.editors.option_group import Choice
from ui.widgets.restyle import restyle
from ui.widgets.row_delegate import ListDelegate


class ChoiceCombo(QComboBox):
    """One of many codes. Typing finds an entry, Delete empties the choice.

    The frame is painted here and not by the style sheet, which would break it; the list is Fusion's.

    Signals:
        edited: the choice changed, by hand or by program.
    """

    edited = Signal()

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._invalid = False
        self.setPlaceholderText(placeholder or self.tr("Pilih…"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(12)
        self.setItemDelegate(ListDelegate(self))
        restyle(self.view(), "card", "popup")
        self.set_choices(choices)
        self.currentIndexChanged.connect(self.edited)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other codes; the chosen one stays if it is still offered."""
        chosen = self.value()
        blocked = self.blockSignals(True)
        self.clear()
        for code, text in choices:
            self.addItem(text, code)
        self.setCurrentIndex(-1 if chosen is None else self.findData(chosen))
        self.blockSignals(blocked)
        if self.value() != chosen:
            self.edited.emit()
        self.update()

    def value(self) -> str | None:
        """Return the chosen code, or None."""
        code = self.currentData()
        return code if isinstance(code, str) else None

    def set_value(self, value: object) -> None:
        """Choose a code; None or an unknown code leaves nothing chosen."""
        self.setCurrentIndex(-1 if value is None else self.findData(value))

    def draft(self) -> JsonValue:
        """Return the chosen code."""
        return self.value()

    def restore(self, draft: object) -> None:
        """Choose the code of a draft."""
        self.set_value(draft if isinstance(draft, str) else None)

    def problem(self) -> str | None:
        """Any choice will do."""
        return None

    def set_invalid(self, invalid: bool) -> None:
        """Draw the frame as that of an input with an error."""
        self._invalid = invalid
        self.update()

    def place(self) -> int:
        """There is no cursor."""
        return 0

    def set_place(self, place: int) -> None:
        """There is no cursor."""

    def sizeHint(self) -> QSize:
        """Return the height of the other inputs."""
        return QSize(theme().metrics.px(180), theme().metrics.control_height)

    def minimumSizeHint(self) -> QSize:
        """Return room for a short word."""
        return QSize(theme().metrics.px(88), theme().metrics.control_height)

    def showPopup(self) -> None:
        """Open the list, wide enough for its longest entry."""
        longest = max((self.itemText(i) for i in range(self.count())), key=len, default="")
        wanted = self.fontMetrics().horizontalAdvance(longest) + 48
        screen = self.screen().availableGeometry().width()
        self.view().setMinimumWidth(min(max(self.width(), wanted), screen - 40))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page: a wheel over a closed list must not change the choice."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the choice with Delete."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.setCurrentIndex(-1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, words and arrow in the colours of the present theme."""
        colours, side = theme().colours, theme().metrics.icon
        enabled, chosen = self.isEnabled(), self.currentIndex() >= 0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = 2 if self._invalid else 1
            edge = colours.danger if self._invalid else colours.border_in
            painter.setPen(QPen(QColor(edge if enabled else colours.border), width))
            painter.setBrush(QColor(colours.surface if enabled else colours.surface2))
            inset = width / 2
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS
            )
            role = "text" if enabled else "disabled"
            arrow = pixmap("chevron-down", role, side)
            painter.drawPixmap(self.width() - side - S, (self.height() - side) // 2, arrow)
            shown = self.currentText() if chosen else self.placeholderText()
            colour = colours.text if chosen else colours.muted
            painter.setPen(QColor(colour if enabled else colours.disabled))
            room = QRect(S + 3, 0, self.width() - side - 3 * S - 2, self.height())
            text = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
            if self.hasFocus():
                paint_focus_ring(painter, QRectF(self.rect()))
