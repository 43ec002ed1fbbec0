"""A box for several lines of plain text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.widgets.editors.editor import JsonValue
from ui.widgets.restyle import restyle


class TextEdit(QPlainTextEdit):
    """Several lines; Tab goes to the next field.

    Args:
        placeholder: grey text while empty.
        rows: lines that are visible at least.
        expanding: take all height that the page leaves.

    Signals:
        edited: the text changed, by hand or by program.
    """

    edited = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        rows: int = 3,
        expanding: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        vertical = QSizePolicy.Policy.Expanding if expanding else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self.textChanged.connect(self.edited)

    def sizeHint(self) -> QSize:
        """Return the height of the wanted lines at the present text size."""
        frame = 2 * int(self.document().documentMargin()) + 12
        return QSize(240, self.fontMetrics().lineSpacing() * self._rows + frame)

    def minimumSizeHint(self) -> QSize:
        """Never fewer lines than wanted, but as narrow as the page needs."""
        return QSize(80, self.sizeHint().height())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the words, never fonts, colours or pictures."""
        self.insertPlainText(source.text())

    def value(self) -> str:
        """Return the text without empty space at its ends."""
        return self.toPlainText().strip()

    def set_value(self, value: object) -> None:
        """Show a text; None empties the box."""
        self.setPlainText("" if value is None else str(value))

    def draft(self) -> JsonValue:
        """Return the text exactly as typed."""
        return self.toPlainText()

    def restore(self, draft: object) -> None:
        """Show the text of a draft."""
        self.setPlainText(draft if isinstance(draft, str) else "")

    def problem(self) -> str | None:
        """Any text will do."""
        return None

    def set_invalid(self, invalid: bool) -> None:
        """Draw the frame as that of an input with an error."""
        restyle(self, "invalid", "true" if invalid else "false")

    def place(self) -> int:
        """Return the cursor position."""
        return self.textCursor().position()

    def set_place(self, place: int) -> None:
        """Put the cursor back."""
        cursor = self.textCursor()
        cursor.setPosition(min(max(place, 0), len(self.toPlainText())))
        self.setTextCursor(cursor)
