"""Possible earlier clients beside the intake card: code, initials and why; never a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ruko_desk.domain.dto.desk import MatchRow
from ruko_desk.domain.indonesian import day_text
from ui.theme.tokens import S
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import Label


class MatchPanel(Card):
    """Lists matches; the last row is always the new client.

    Signals:
        chosen: a match was picked.
        refused: none of them is the guest.
    """

    chosen = Signal(object)
    refused = Signal()

    def __init__(self) -> None:
        """Begin without matches."""
        super().__init__(self.tr("Mungkin sudah pernah datang"))
        self._why = Label("", "muted", wrap=True)
        self.add(self._why)
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(S)
        self.add(self._rows)
        self._new = Button(self.tr("Bukan · lanjut klien baru"))
        self._new.setObjectName("new_client")
        self._new.clicked.connect(lambda _checked=False: self.refused.emit())
        self.add(self._new)
        self.body.addStretch(1)
        self._found: tuple[MatchRow, ...] = ()
        self._marked = ""
        self.show_rows(())

    @property
    def has_rows(self) -> bool:
        """Whether there is anybody to ask about."""
        return bool(self._found)

    def show_rows(self, rows: Sequence[MatchRow]) -> None:
        """Show who it may be."""
        self._found = tuple(rows)
        while item := self._list.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in self._found:
            self._list.addWidget(self._button(row))
        self._why.setText(
            self.tr("Tanyakan dahulu sebelum membuka.")
            if self._found
            else self.tr("Dicari sambil Anda menulis, agar satu orang tidak tercatat dua kali.")
        )
        self._new.setVisible(bool(self._found))

    def mark(self, row: MatchRow | None) -> None:
        """Remember which one the guest is."""
        self._marked = row.case_uid if row else ""
        self.show_rows(self._found)

    def _button(self, row: MatchRow) -> Button:
        known = [f"{row.case_code} · {row.initials}"]
        if row.age is not None:
            known.append(self.tr("{n} th").replace("{n}", str(row.age)))
        if row.district:
            known.append(row.district)
        known.append(day_text(row.last_seen))
        text = " · ".join(known)
        if row.case_uid == self._marked:
            text = f"✓ {text}"
        button = Button(text)
        button.setToolTip(", ".join(row.reasons))
        button.clicked.connect(lambda _checked=False: self.chosen.emit(row))
        return button
