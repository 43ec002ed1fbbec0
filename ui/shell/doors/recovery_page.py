"""Lupa kata sandi: in with the code of a recovery sheet, and a new passphrase at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shell.doors.door import Door
from ui.shell.doors.new_passphrase import NewPassphrase
from ui.widgets.buttons import Button
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.field import Field
from ui.widgets.labels import Label


class RecoveryPage(Door):
    """Asks for the code of the sheet, the name, and a new passphrase.

    Signals:
        submitted: code, name and new passphrase.
        back_wanted: back to the unlock page.
    """

    submitted = Signal(str, str, str)
    back_wanted = Signal()

    def __init__(self, name: str = "") -> None:
        """Begin with the name that was typed on the unlock page."""
        super().__init__(
            self.tr("Lupa kata sandi"),
            self.tr(
                "Pengelola dapat membuatkan kode sekali pakai; itu jalan yang paling cepat. "
                "Bila tidak ada pengelola lain, buka amplop Lembar Pemulihan dan tulis kodenya."
            ),
            width=520,
        )
        self.code = LineEdit(max_length=80)
        self.code.setObjectName("code")
        self.name = LineEdit(max_length=60)
        self.name.setObjectName("name")
        self.name.set_value(name)
        self.box = NewPassphrase()
        self._code_field = Field(
            self.tr("Kode Lembar Pemulihan"),
            self.code,
            hint=self.tr("Kedua baris sekaligus; spasi dan huruf besar/kecil tidak berpengaruh."),
        )
        self._name_field = Field(self.tr("Nama masuk Anda"), self.name)
        self.body.addWidget(self._code_field)
        self.body.addWidget(self._name_field)
        self.body.addWidget(self.box)
        self.body.addWidget(
            Label(
                self.tr("Pemakaian lembar ini dicatat, dan lembar baru perlu dibuat sesudahnya."),
                "small",
                wrap=True,
            )
        )
        self.button = Button(self.tr("Buka dengan lembar"), "primary")
        self.button.setObjectName("open")
        back = Button(self.tr("Kembali"))
        back.setObjectName("back")
        self.buttons.addStretch(1)
        self.buttons.addWidget(back)
        self.buttons.addWidget(self.button)
        back.clicked.connect(lambda _checked=False: self.back_wanted.emit())
        self.button.clicked.connect(lambda _checked=False: self.submit())
        self.box.submitted.connect(self.submit)

    def first_field(self) -> QWidget:
        """Return the code's field."""
        return self.code

    def submit(self) -> None:
        """Hand everything over when it is complete."""
        if self.busy:
            return
        code, name = self.code.value(), self.name.value()
        self._code_field.set_error("" if code else self.tr("Tulis kode dari lembar"))
        self._name_field.set_error("" if name else self.tr("Tulis nama masuk Anda"))
        self.box.set_login(name)
        good = self.box.check()
        if not code:
            self.code.setFocus()
        elif not name:
            self.name.setFocus()
        elif good:
            self.set_busy(True)
            self.submitted.emit(code, name, self.box.text())

    def set_busy(self, busy: bool) -> None:
        """Let nothing be tried twice."""
        super().set_busy(busy)
        self.button.setEnabled(not busy)

    def refuse(self, sentence: str) -> None:
        """Say why it did not open."""
        self.set_busy(False)
        self.say(sentence)
        self.code.setFocus()
