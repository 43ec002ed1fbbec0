"""Pulihkan: bringing the vault back from a backup set, with a typed word before it begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.shell.doors.door import Door
from ui.theme.tokens import S
from ui.widgets.buttons import Button
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.password_edit import PasswordEdit
from ui.widgets.editors.segmented import Segmented
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.field import Field
from ui.widgets.labels import Label

WORD = "PULIHKAN"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreWish:
    """Which set to bring back, and who opens it."""

    source: Path
    name: str
    secret: str = field(repr=False)
    recovery: bool


class RestorePage(Door):
    """Asks for the set, the secret of a manager or a recovery sheet, and the typed word.

    Signals:
        submitted: a RestoreWish.
        pick_wanted: the button that chooses the folder.
        back_wanted: leave everything as it is.
    """

    submitted = Signal(object)
    pick_wanted = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        """Begin with nothing chosen."""
        super().__init__(
            self.tr("Pulihkan dari cadangan"),
            self.tr(
                "Cadangan diperiksa dahulu. Data yang sekarang ada di map ini tidak dihapus: "
                "namanya diganti dan tetap disimpan."
            ),
            width=520,
        )
        self._source: Path | None = None
        row = QHBoxLayout()
        row.setSpacing(S)
        self.pick = Button(self.tr("Pilih cadangan…"), icon="usb")
        self.pick.setObjectName("pick")
        self._shown = ElidedLabel(self.tr("Belum dipilih"), "muted")
        row.addWidget(self.pick)
        row.addWidget(self._shown, 1)
        self.kind = Segmented(
            (
                ("sandi", self.tr("Kata sandi pengelola")),
                ("lembar", self.tr("Lembar Pemulihan")),
            )
        )
        self.kind.set_value("sandi")
        self.name = LineEdit(max_length=60)
        self.name.setObjectName("name")
        self.secret = PasswordEdit()
        self.secret.setObjectName("secret")
        self.word = LineEdit(max_length=20)
        self.word.setObjectName("word")
        self._name_field = Field(self.tr("Nama pengelola"), self.name)
        self._secret_field = Field(self.tr("Kata sandi"), self.secret)
        self._word_field = Field(
            self.tr("Ketik {word} untuk melanjutkan").replace("{word}", WORD), self.word
        )
        self.body.addWidget(Label(self.tr("Cadangan"), "strong"))
        self.body.addLayout(row)
        self.body.addWidget(Field(self.tr("Dibuka dengan"), self.kind))
        for each in (self._name_field, self._secret_field, self._word_field):
            self.body.addWidget(each)
        self.button = Button(self.tr("Pulihkan data"), "danger")
        self.button.setObjectName("restore")
        self.back = Button(self.tr("Batal"))
        self.back.setObjectName("back")
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.back)
        self.buttons.addWidget(self.button)
        self.kind.edited.connect(self._kind_chosen)
        self.pick.clicked.connect(lambda _checked=False: self.pick_wanted.emit())
        self.back.clicked.connect(lambda _checked=False: self.back_wanted.emit())
        self.button.clicked.connect(lambda _checked=False: self.submit())

    def first_field(self) -> QWidget:
        """Return the button that chooses the set."""
        return self.pick

    def set_source(self, source: Path) -> None:
        """Show the chosen folder."""
        self._source = source
        self._shown.setText(str(source))
        self.say("")

    def submit(self) -> None:
        """Hand the wish over when it is complete."""
        recovery = self.kind.value() == "lembar"
        named = recovery or bool(self.name.value())
        secret = self.secret.text()
        self._name_field.set_error("" if named else self.tr("Tulis nama masuk pengelola"))
        self._secret_field.set_error("" if secret else self.tr("Isi dahulu"))
        typed = self.word.value() == WORD
        words = self.tr("Ketik {word} dengan huruf besar").replace("{word}", WORD)
        self._word_field.set_error("" if typed else words)
        if self._source is None:
            self.say(self.tr("Pilih cadangan dahulu: map bertanggal di flash disk"))
            self.pick.setFocus()
        elif named and secret and typed and not self.busy:
            self.set_busy(True)
            self.submitted.emit(
                RestoreWish(
                    source=self._source, name=self.name.value(), secret=secret, recovery=recovery
                )
            )

    def set_busy(self, busy: bool) -> None:
        """Let nothing be started twice."""
        super().set_busy(busy)
        for button in (self.button, self.back, self.pick):
            button.setEnabled(not busy)

    def refuse(self, sentence: str) -> None:
        """Say why it was not restored."""
        self.set_busy(False)
        self.say(sentence)

    def _kind_chosen(self) -> None:
        recovery = self.kind.value() == "lembar"
        self._name_field.setVisible(not recovery)
        self._secret_field.set_label(
            self.tr("Kode Lembar Pemulihan") if recovery else self.tr("Kata sandi")
        )
