"""A line for a secret, with a button that shows it and a watch on Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.theme.tokens import XS
from ui.widgets.buttons import IconButton
from ui.widgets.editors.editor import JsonValue
from ui.widgets.editors.line_edit import TextLine


class _SecretLine(TextLine):
    """Sees every key, so that a letter in the wrong case gives Caps Lock away."""

    caps_seen = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(max_length=400, parent=parent)
        self._caps: bool | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Learn the state of Caps Lock, which Qt does not tell."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock and self._caps is not None:
            self._learn(not self._caps)
        elif len(letter) == 1 and letter.isalpha() and letter.isascii():
            self._learn(letter.isupper() != shift)
        super().keyPressEvent(event)

    def _learn(self, caps: bool) -> None:
        if caps != self._caps:
            self._caps = caps
            self.caps_seen.emit(caps)


class PasswordEdit(QWidget):
    """A secret; it is kept as typed, spaces included, and never goes into a draft.

    Signals:
        edited: the text changed, by hand or by program.
        submitted: Enter.
        caps_lock: Caps Lock was found on or off while typing.
    """

    edited = Signal()
    submitted = Signal()
    caps_lock = Signal(bool)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = _SecretLine(self)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._line.textChanged.connect(self.edited)
        self._line.returnPressed.connect(self.submitted)
        self._line.caps_seen.connect(self.caps_lock)
        self._eye = IconButton("eye", self.tr("Tampilkan kata sandi"), framed=True, parent=self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_eye_toggled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addWidget(self._line, 1)
        layout.addWidget(self._eye)
        self.setFocusProxy(self._line)

    def text(self) -> str:
        """Return the secret exactly as typed."""
        return self._line.text()

    def clear(self) -> None:
        """Empty the line and its undo history, and hide what comes next."""
        self._eye.setChecked(False)
        self._line.setText("")  # unlike clear(), this forgets what could be undone

    def value(self) -> str:
        """Return the secret exactly as typed."""
        return self._line.text()

    def set_value(self, value: object) -> None:
        """Show a generated secret; None empties the line."""
        self._line.setText(value if isinstance(value, str) else "")

    def draft(self) -> JsonValue:
        """Return nothing: secrets are never stored."""
        return ""

    def restore(self, draft: object) -> None:
        """Leave the line as it is: secrets are never stored."""

    def problem(self) -> str | None:
        """Any text will do."""
        return None

    def set_invalid(self, invalid: bool) -> None:
        """Draw the frame as that of an input with an error."""
        self._line.set_invalid(invalid)

    def place(self) -> int:
        """Return the cursor position."""
        return self._line.cursorPosition()

    def set_place(self, place: int) -> None:
        """Put the cursor back."""
        self._line.setCursorPosition(place)

    def hideEvent(self, event: QHideEvent) -> None:
        """Cover the secret when the page is left."""
        self._eye.setChecked(False)
        super().hideEvent(event)

    def _on_eye_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._line.setEchoMode(mode)
        self._eye.set_icon_name("eye-off" if shown else "eye")
        self._eye.set_name(
            self.tr("Sembunyikan kata sandi") if shown else self.tr("Tampilkan kata sandi")
        )
