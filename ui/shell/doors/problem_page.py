"""When the vault cannot be opened as it is: a sentence and the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shell.doors.door import Door
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


def _n(text: str) -> str:
    """Mark a text for the catalogue; `tr` looks it up where it is shown."""
    return text


CHOICES = {
    "pulihkan": _n("Pulihkan dari cadangan…"),
    "hanya_baca": _n("Buka untuk dibaca saja"),
    "pilih_map": _n("Pilih map lain…"),
    "mulai_baru": _n("Mulai data baru di sini"),
    "coba_lagi": _n("Coba lagi"),
    "tutup": _n("Tutup"),
}


class ProblemPage(Door):
    """Says what is wrong and offers what can be done.

    Signals:
        chosen: the code of the way on.
    """

    chosen = Signal(str)

    def __init__(self, sentence: str, choices: Sequence[str], folder: Path) -> None:
        """Show the sentence; the first of `choices` is the main button."""
        super().__init__(self.tr("Data belum dapat dibuka"), width=520)
        self.body.addWidget(Label(sentence, wrap=True))
        self.body.addWidget(Label(str(folder), "small", wrap=True))
        self.buttons.addStretch(1)
        self._first: Button | None = None
        for code in reversed(choices):
            main = code == choices[0]
            button = Button(self.tr(CHOICES[code]), "primary" if main else "secondary")
            button.setObjectName(code)
            button.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            self.buttons.addWidget(button)
            if main:
                self._first = button

    def first_field(self) -> QWidget | None:
        """Return the main button."""
        return self._first
