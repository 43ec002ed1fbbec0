"""Back with the PIN, for ten minutes after an idle lock."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shell.doors.door import Door
from ui.widgets.buttons import Button
from ui.widgets.editors.password_edit import PasswordEdit
from ui.widgets.field import Field

TRIES = 3


class PinPage(Door):
    """Asks the same user for her PIN; the name is not shown.

    Signals:
        submitted: the digits.
        passphrase_wanted: unlock with the passphrase instead.
        switch_wanted: somebody else wants to work.
    """

    submitted = Signal(str)
    passphrase_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self) -> None:
        """Show the page."""
        super().__init__(
            self.tr("Terkunci"), self.tr("Tulis PIN Anda untuk kembali ke tempat tadi.")
        )
        self.pin = PasswordEdit()
        self.pin.setObjectName("pin")
        self.button = Button(self.tr("Kembali bekerja"), "primary")
        self.button.setObjectName("open")
        other = Button(self.tr("Pakai kata sandi"), "link")
        switch = Button(self.tr("Ganti petugas"), "link")
        switch.setObjectName("switch_user")
        self.body.addWidget(Field(self.tr("PIN"), self.pin))
        self.buttons.addWidget(other)
        self.buttons.addWidget(switch)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.button)
        self._left = TRIES
        self.pin.submitted.connect(self.submit)
        self.button.clicked.connect(lambda _checked=False: self.submit())
        other.clicked.connect(lambda _checked=False: self.passphrase_wanted.emit())
        switch.clicked.connect(lambda _checked=False: self.switch_wanted.emit())

    def first_field(self) -> QWidget:
        """Return the PIN field."""
        return self.pin

    def submit(self) -> None:
        """Try the PIN."""
        if not self.busy and self.pin.text():
            self.set_busy(True)
            self.submitted.emit(self.pin.text())

    def set_busy(self, busy: bool) -> None:
        """Let nothing be tried twice."""
        super().set_busy(busy)
        self.button.setEnabled(not busy)

    def stop(self, sentence: str) -> None:
        """Say what kept the PIN from being tried; that was no wrong try."""
        self.set_busy(False)
        self.say(sentence)
        self.pin.setFocus()

    def refuse(self) -> int:
        """Say that the PIN was wrong; return how many tries are left."""
        self._left -= 1
        self.set_busy(False)
        words = self.tr("PIN belum cocok. Masih {n} percobaan, lalu kata sandi.")
        self.say(words.replace("{n}", str(self._left)))
        self.pin.clear()
        self.pin.setFocus()
        return self._left
