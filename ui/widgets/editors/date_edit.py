"""A date, typed in the words people use; the calendar stands beside it, never instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.errors import UserError
from ui.theme.tokens import XS, S
from ui.widgets.buttons import IconButton
from ui.widgets.editors.editor import JsonValue
from ui.widgets.editors.line_edit import TextLine
from ui.widgets.month_grid import CalendarPanel


def format_date(day: date) -> str:
    """Write a date as it is typed: 27/3/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def plain_day(parsed: object) -> date | None:
    """Return a parsed value that is a full date; the default for `to_date`."""
    return parsed if isinstance(parsed, date) else None


class DateEdit(QWidget):
    """A date or part of one; `parse` decides what can be read, so the page chooses the rule.

    Args:
        parse: reads the text; raises UserError or ValueError with the sentence to show.
        today: the house's calendar day, ringed in the calendar.
        to_date: the full day of what `parse` returned, or None when it is only a month or year.
        parent: the owning widget.

    Signals:
        edited: the text changed, by hand or by program.
    """

    edited = Signal()

    def __init__(
        self,
        parse: Callable[[str], object],
        *,
        today: date,
        to_date: Callable[[object], date | None] = plain_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parse = parse
        self._today = today
        self._to_date = to_date
        self._popup: QFrame | None = None
        self._line = TextLine(max_length=40, parent=self)
        self._line.textChanged.connect(self.edited)
        button = IconButton("calendar-days", self.tr("Buka kalender"), framed=True, parent=self)
        button.clicked.connect(self.open_calendar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addWidget(self._line, 1)
        layout.addWidget(button)
        self.setFocusProxy(self._line)

    def text(self) -> str:
        """Return the text exactly as typed."""
        return self._line.text()

    def value(self) -> str:
        """Return the text without spaces at its ends; `parsed` is what it means."""
        return self._line.text().strip()

    def set_value(self, value: object) -> None:
        """Show a date or a text; None empties the field."""
        shown = format_date(value) if isinstance(value, date) else value
        self._line.set_value(shown)

    def parsed(self) -> object | None:
        """Return what `parse` made of the text; None when empty or unreadable."""
        return self._read()[0]

    def problem(self) -> str | None:
        """Return the sentence of `parse` when it cannot read the text."""
        return self._read()[1]

    def draft(self) -> JsonValue:
        """Return the text exactly as typed."""
        return self._line.text()

    def restore(self, draft: object) -> None:
        """Show the text of a draft."""
        self._line.restore(draft)

    def set_invalid(self, invalid: bool) -> None:
        """Draw the frame as that of an input with an error."""
        self._line.set_invalid(invalid)

    def place(self) -> int:
        """Return the cursor position."""
        return self._line.cursorPosition()

    def set_place(self, place: int) -> None:
        """Put the cursor back."""
        self._line.setCursorPosition(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down, as in every drop-down."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the calendar below the field, at the date that is written."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("card", "popup")
        panel = CalendarPanel(self._today, self._to_date(self.parsed()), parent=popup)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(S, S, S, S)
        layout.addWidget(panel)
        panel.grid.picked.connect(self._on_picked)
        popup.destroyed.connect(self._on_popup_gone)
        self._popup = popup
        popup.adjustSize()
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        room = self.screen().availableGeometry()
        if below.y() + popup.height() > room.bottom():
            below = self.mapToGlobal(QPoint(0, -popup.height() - 2))
        below.setX(max(room.left(), min(below.x(), room.right() - popup.width())))
        popup.move(below)
        popup.show()
        panel.grid.setFocus()

    def _on_picked(self, day: date) -> None:
        self._line.setText(format_date(day))
        if self._popup is not None:
            self._popup.close()
        self._line.setFocus()

    def _on_popup_gone(self) -> None:
        self._popup = None

    def _read(self) -> tuple[object | None, str | None]:
        text = self.value()
        if not text:
            return None, None
        try:
            return self._parse(text), None
        except (UserError, ValueError) as error:
            return None, str(error)
