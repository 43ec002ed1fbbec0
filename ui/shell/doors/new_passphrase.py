"""Choosing a passphrase: typed twice, or one that the program draws."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.services import passphrases
from ui.theme.tokens import M, S
from ui.widgets.buttons import Button
from ui.widgets.editors.password_edit import PasswordEdit
from ui.widgets.field import Field
from ui.widgets.labels import Label


class NewPassphrase(QWidget):
    """Two fields, the strength in a word, and a generator.

    Signals:
        edited: something was typed.
        submitted: Enter in the second field.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._login = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        self.first = PasswordEdit()
        self.first.setObjectName("new_passphrase")
        self.again = PasswordEdit()
        self.again.setObjectName("new_passphrase_again")
        self._first_field = Field(
            self.tr("Kata sandi baru"),
            self.first,
            hint=self.tr("Paling sedikit 15 karakter. Lima kata biasa mudah diingat dan kuat."),
        )
        self._again_field = Field(self.tr("Ulangi kata sandi"), self.again)
        self._strength = Label("", "muted")
        self._strength.hide()
        layout.addWidget(self._first_field)
        layout.addWidget(self._strength)
        layout.addWidget(self._again_field)
        row = QHBoxLayout()
        row.setSpacing(S)
        self.draw = Button(self.tr("Buatkan kalimat sandi"))
        self.draw.setObjectName("draw")
        self._drawn = Label("", "strong", wrap=True)
        self._drawn.setObjectName("drawn")
        row.addWidget(self.draw)
        row.addWidget(self._drawn, 1)
        layout.addLayout(row)
        self.first.edited.connect(self._typed)
        self.again.edited.connect(self.edited)
        self.first.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self.submitted)
        self.draw.clicked.connect(lambda _checked=False: self._draw())
        self.setFocusProxy(self.first)

    def text(self) -> str:
        """Return the new passphrase."""
        return self.first.text()

    def set_login(self, login: str) -> None:
        """Say whose it is: a passphrase must not hold the name."""
        self._login = login

    def check(self) -> bool:
        """Show what is wrong beside the fields; True when nothing is."""
        problem = passphrases.problem(self.text(), login_name=self._login)
        different = "" if self.again.text() == self.text() else self.tr("Kedua isian belum sama")
        self.show_problem(problem)
        self._again_field.set_error("" if problem else different)
        if problem:
            self.first.setFocus()
        elif different:
            self.again.setFocus()
        return not problem and not different

    def show_problem(self, sentence: str) -> None:
        """Show a sentence at the first field."""
        self._first_field.set_error(sentence)

    def clear(self) -> None:
        """Forget everything typed."""
        self.first.clear()
        self.again.clear()
        self._drawn.setText("")

    def _typed(self) -> None:
        text = self.text()
        self._strength.setVisible(bool(text))
        if text:
            word = passphrases.strength(text, login_name=self._login)
            self._strength.setText(self.tr("Kekuatan: {word}").replace("{word}", word))
            self._strength.set_look("warning" if word == "lemah" else "muted")
        self.edited.emit()

    def _draw(self) -> None:
        words = passphrases.suggest()
        self._drawn.setText(words)
        self.draw.setText(self.tr("Acak lagi"))
        self.first.set_value(words)
        self.again.set_value(words)
        self.show_problem("")
        self._again_field.set_error("")
