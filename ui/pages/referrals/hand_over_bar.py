"""The question after printing: has the letter left the house?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme.tokens import M, S
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, secondary
from ui.widgets.labels import IconLabel, Label

CLIENT, PARTNER = "klien", "mitra"


class HandOverBar(QFrame):
    """'Sudah diserahkan?' with its three answers; hidden until it is asked.

    Signals:
        handed: `klien` or `mitra`.
        put_off: not yet.
    """

    handed = Signal(str)
    put_off = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "info")
        question = Label(self.tr("Sudah diserahkan?"), "strong", parent=self)
        self.to_client = secondary(self.tr("Ya, ke klien"))
        self.to_partner = secondary(self.tr("Ya, ke mitra"))
        self.not_yet = secondary(self.tr("Belum"))
        self.buttons: dict[str, Button] = {CLIENT: self.to_client, PARTNER: self.to_partner}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, S, M, S)
        layout.setSpacing(S)
        layout.addWidget(IconLabel("circle-question-mark", "link", 18, self))
        layout.addWidget(question, 1)
        for name, button in (*self.buttons.items(), ("belum", self.not_yet)):
            button.setObjectName(f"handed_{name}")
            button.setAccessibleDescription(question.text())
            layout.addWidget(button)
        for to, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, to=to: self.handed.emit(to))
        self.not_yet.clicked.connect(self._put_off)
        self.hide()

    def ask(self) -> None:
        """Show the question and put the keyboard on it."""
        self.show()
        self.to_client.setFocus()
        announce(self, self.tr("Sudah diserahkan?"))

    def _put_off(self) -> None:
        self.hide()
        self.put_off.emit()
