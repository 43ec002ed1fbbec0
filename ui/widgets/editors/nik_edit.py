"""The 16 digits of the national identity number (NIK)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.editors.line_edit import LineEdit

_LENGTH = 16
_SEPARATORS = str.maketrans("", "", " .-\u2013/\t\u00a0")  # with en dash and no-break space


class NikEdit(LineEdit):
    """A NIK, typed or pasted with spaces, dots or dashes; what it means is for the domain to say."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(max_length=40, parent=parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> str:
        """Return what was typed without separators."""
        return self.text().translate(_SEPARATORS)

    def problem(self) -> str | None:
        """Complain about anything but 16 digits."""
        digits = self.value()
        if not digits:
            return None
        if not (digits.isascii() and digits.isdigit()):
            return self.tr("NIK hanya berisi angka. Periksa huruf atau tanda yang ikut tertulis")
        if len(digits) < _LENGTH:
            return self.tr("NIK terdiri dari 16 angka. Yang ditulis baru {count}").format(
                count=len(digits)
            )
        if len(digits) > _LENGTH:
            return self.tr("NIK terdiri dari 16 angka. Yang ditulis {count}").format(
                count=len(digits)
            )
        return None
