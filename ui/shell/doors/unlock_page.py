"""Buka data: name and passphrase; no list of staff, no count, nothing about any client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.shell.doors.door import Door
from ui.theme.tokens import S
from ui.widgets.banner import Banner, PracticeStripe
from ui.widgets.buttons import Button
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.password_edit import PasswordEdit
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ruko_desk.services.folder import PracticeNote

TICK_MS = 1_000


class UnlockPage(Door):
    """Asks who it is.

    Signals:
        submitted: name and passphrase.
        forgotten: 'Lupa kata sandi?'.
    """

    submitted = Signal(str, str)
    forgotten = Signal()

    def __init__(self, practice: PracticeNote | None = None, name: str = "") -> None:
        """Show the page; a practice vault shows its password and a button per role."""
        super().__init__("Ru-Ko Desk")
        self._seconds = 0
        self.name = LineEdit(max_length=60)
        self.name.setObjectName("name")
        self.name.set_value(name)
        self.passphrase = PasswordEdit()
        self.passphrase.setObjectName("passphrase")
        self._caps = Label(self.tr("Huruf kapital (Caps Lock) sedang menyala."), "warning")
        self._caps.hide()
        self.button = Button(self.tr("Buka"), "primary")
        self.button.setObjectName("open")
        self.link = Button(self.tr("Lupa kata sandi?"), "link")
        self.body.addWidget(Field(self.tr("Nama"), self.name))
        self.body.addWidget(Field(self.tr("Kata sandi"), self.passphrase))
        self.body.addWidget(self._caps)
        self.buttons.addWidget(self.link)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.button)
        note = Label(self.tr("Draf dan tempat terakhir kembali setelah masuk."), "small", wrap=True)
        self.card.body.addWidget(note)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._count_down)
        self.passphrase.caps_lock.connect(self._caps.setVisible)
        self.passphrase.submitted.connect(self.submit)
        self.name.returnPressed.connect(self._name_done)
        self.button.clicked.connect(lambda _checked=False: self.submit())
        self.link.clicked.connect(lambda _checked=False: self.forgotten.emit())
        if practice is not None:
            self._show_practice(practice)

    def first_field(self) -> QWidget:
        """Return the first empty field."""
        return self.passphrase if self.name.value() else self.name

    def submit(self) -> None:
        """Try to open."""
        if self.busy or self._seconds:
            return
        if not self.name.value():
            self.say(self.tr("Isi nama Anda"))
            self.name.setFocus()
        elif not self.passphrase.text():
            self.say(self.tr("Isi kata sandi Anda"))
            self.passphrase.setFocus()
        else:
            self.set_busy(True)
            self.submitted.emit(self.name.value(), self.passphrase.text())

    def set_busy(self, busy: bool) -> None:
        """Let nothing be typed while the passphrase is being tried."""
        super().set_busy(busy)
        self.button.setText(self.tr("Membuka…") if busy else self.tr("Buka"))
        self.button.setEnabled(not busy)
        self.link.setEnabled(not busy)

    def refuse(self, sentence: str) -> None:
        """Say why it did not open; the passphrase stays to be mended."""
        self.set_busy(False)
        self.say(sentence)
        self.passphrase.setFocus()

    def wait(self, seconds: int) -> None:
        """Refuse to try for some seconds and count them down in words."""
        self.set_busy(False)
        self._seconds = seconds
        self.button.setEnabled(False)
        self._timer.start()
        self._tell_wait()

    def warn(self, sentence: str) -> None:
        """Show a sentence about the last lock above the card, until the page goes."""
        self.above.addWidget(Banner(sentence, "warning"))

    def _name_done(self) -> None:
        if self.passphrase.text():
            self.submit()
        else:
            self.passphrase.setFocus()

    def _count_down(self) -> None:
        self._seconds -= 1
        self._tell_wait()
        if self._seconds <= 0:
            self._timer.stop()
            self.button.setEnabled(True)
            self.say("")

    def _tell_wait(self) -> None:
        words = self.tr("Terlalu banyak percobaan. Coba lagi dalam {time}")
        self.say(words.replace("{time}", self._time_words()))

    def _time_words(self) -> str:
        minutes, seconds = divmod(self._seconds, 60)
        if not minutes:
            return self.tr("{n} detik").replace("{n}", str(seconds))
        words = self.tr("{n} menit").replace("{n}", str(minutes))
        if seconds:
            words = f"{words} {self.tr('{n} detik').replace('{n}', str(seconds))}"
        return words

    def _show_practice(self, practice: PracticeNote) -> None:
        self.above.addWidget(
            PracticeStripe(self.tr("LATIHAN: semua orang di sini rekaan. Jangan isi data asli."))
        )
        words = self.tr("Kata sandi semua peran: {password}")
        self.body.addWidget(Label(words.replace("{password}", practice.password), "muted"))
        box = QWidget()
        flow = FlowLayout(box, spacing=S)
        roles = [role for _login, role in practice.logins]
        for login, role in practice.logins:
            button = Button(role if roles.count(role) == 1 else f"{role} ({login})")
            button.setObjectName(f"role_{login}")
            button.setToolTip(login)
            button.clicked.connect(
                lambda _checked=False, login=login: self._enter_as(login, practice.password)
            )
            flow.addWidget(button)
        self.body.addWidget(Label(self.tr("Masuk sebagai"), "strong"))
        self.body.addWidget(box)

    def _enter_as(self, login: str, password: str) -> None:
        self.name.set_value(login)
        self.passphrase.set_value(password)
        self.submit()
