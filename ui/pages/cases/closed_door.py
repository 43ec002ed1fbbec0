"""A case that did not open: why, and the way to open it with a written reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.errors import EnvironmentProblem, RuKoError
from ui.theme.tokens import L, M
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.labels import Label

NEEDS_REASON = "perlu_alasan"


class ClosedDoor(QWidget):
    """Why the case is not open.

    Signals:
        reason_given: a reason was written.
        again: another try is wanted.
        left: back to the list is wanted.
    """

    reason_given = Signal(str)
    again = Signal()
    left = Signal()

    def __init__(self) -> None:
        """Begin without a refusal."""
        super().__init__()
        self._refusal = Label("", "body", wrap=True)
        self.reason = LineEdit(self.tr("Alasan membuka kasus ini"), max_length=200)
        self.reason.setObjectName("reason")
        self.reason.setAccessibleName(self.tr("Alasan membuka kasus ini"))
        self.open_button = primary(self.tr("Buka dengan alasan"))
        self.open_button.setObjectName("open_with_reason")
        self.again_button = primary(self.tr("Coba lagi"))
        self.again_button.setObjectName("try_again")
        self.again_button.clicked.connect(self.again)
        self.list_button = secondary(self.tr("Ke daftar kasus"))
        self.list_button.setObjectName("to_list")
        self.open_button.clicked.connect(lambda _checked=False: self._open())
        self.reason.returnPressed.connect(self._open)
        self.list_button.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(M)
        row.addWidget(self.reason, 1)
        row.addWidget(self.open_button)
        row.addWidget(self.again_button)
        row.addWidget(self.list_button)
        row.addStretch(0)
        card = Card(self.tr("Kasus ini belum terbuka"))
        card.add(self._refusal)
        card.add(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.addWidget(card)
        layout.addStretch(1)

    def refuse(self, error: RuKoError) -> None:
        """Say why, and ask for a reason where one opens the case."""
        self._refusal.setText(error.message)
        for widget in (self.reason, self.open_button):
            widget.setVisible(error.code == NEEDS_REASON)
        self.again_button.setVisible(isinstance(error, EnvironmentProblem))

    def first_focus(self) -> QWidget:
        """Return where the keyboard starts."""
        ways = (self.reason, self.again_button, self.list_button)
        return next(way for way in ways if not way.isHidden())

    def _open(self) -> None:
        reason = self.reason.value()
        if reason:
            self.reason.clear()
            self.reason_given.emit(reason)
