"""A line of text, and the base of every editor that reads something out of a line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.editors.editor import JsonValue
from ui.widgets.restyle import restyle


class TextLine(QLineEdit):
    """One line; subclasses say what they read out of it.

    Signals:
        edited: the text changed, by hand or by program.
    """

    edited = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        max_length: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        if max_length is not None:
            self.setMaxLength(max_length)
        self.textChanged.connect(self.edited)

    def value(self) -> object:
        """Return what was read out of the text."""
        return self.text().strip()

    def set_value(self, value: object) -> None:
        """Show a text; None empties the line."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def draft(self) -> JsonValue:
        """Return the text exactly as typed."""
        return self.text()

    def restore(self, draft: object) -> None:
        """Show the text of a draft."""
        self.setText(draft if isinstance(draft, str) else "")

    def problem(self) -> str | None:
        """Any text will do."""
        return None

    def set_invalid(self, invalid: bool) -> None:
        """Draw the frame as that of an input with an error."""
        restyle(self, "invalid", "true" if invalid else "false")

    def place(self) -> int:
        """Return the cursor position."""
        return self.cursorPosition()

    def set_place(self, place: int) -> None:
        """Put the cursor back."""
        self.setCursorPosition(place)


class LineEdit(TextLine):
    """One line of text."""

    def value(self) -> str:
        """Return the text without spaces at its ends."""
        return self.text().strip()
