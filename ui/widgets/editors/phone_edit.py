"""A telephone number, typed or pasted in any spelling."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ruko_desk.errors import UserError
from ui.widgets.editors.line_edit import LineEdit

_FEWEST_DIGITS = 6


class PhoneEdit(LineEdit):
    """A telephone number; no mask, so the cursor stays where the person put it.

    Args:
        check: called with the text; raises UserError or ValueError with a sentence when it cannot
            be a telephone number. Without it only the length is looked at.
        parent: the owning widget.
    """

    def __init__(
        self, check: Callable[[str], object] | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(max_length=40, parent=parent)
        self._check = check
        self.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)

    def problem(self) -> str | None:
        """Complain about what cannot be a telephone number."""
        text = self.text().strip()
        if not text:
            return None
        if self._check is not None:
            try:
                self._check(text)
            except (UserError, ValueError) as error:
                return str(error)
            return None
        if sum(character.isdigit() for character in text) < _FEWEST_DIGITS:
            return self.tr("Nomor telepon terlalu pendek. Contoh 0812 3456 7890")
        return None
