"""The first login with a one-time code: an own passphrase before anything else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shell.doors.door import Door
from ui.shell.doors.new_passphrase import NewPassphrase
from ui.widgets.buttons import Button


class ChangePage(Door):
    """Asks for an own passphrase.

    Signals:
        submitted: the new passphrase.
        left: lock instead.
    """

    submitted = Signal(str)
    left = Signal()

    def __init__(self, user: str) -> None:
        """Greet `user`."""
        super().__init__(
            self.tr("Buat kata sandi Anda sendiri"),
            self.tr(
                "Selamat datang, {user}. Kode sekali pakai dari pengelola hanya untuk masuk "
                "pertama kali; kata sandi baru ini hanya Anda yang tahu."
            ).replace("{user}", user),
        )
        self.box = NewPassphrase()
        self.body.addWidget(self.box)
        self.button = Button(self.tr("Simpan dan masuk"), "primary")
        self.button.setObjectName("save")
        leave = Button(self.tr("Keluar"))
        leave.clicked.connect(lambda _checked=False: self.left.emit())
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(self.button)
        self.box.submitted.connect(self.submit)
        self.button.clicked.connect(lambda _checked=False: self.submit())

    def first_field(self) -> QWidget:
        """Return the first field."""
        return self.box.first

    def submit(self) -> None:
        """Hand the passphrase over when it is good."""
        if not self.busy and self.box.check():
            self.set_busy(True)
            self.submitted.emit(self.box.text())

    def set_busy(self, busy: bool) -> None:
        """Let nothing be saved twice."""
        super().set_busy(busy)
        self.button.setEnabled(not busy)

    def refuse(self, sentence: str) -> None:
        """Say why it was not saved."""
        self.set_busy(False)
        self.box.show_problem(sentence)
        self.box.first.setFocus()
