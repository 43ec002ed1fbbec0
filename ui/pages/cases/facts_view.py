"""Facts of a case to be read: cards of names and values."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.pages.cases.facts import Facts
from ui.theme.tokens import L, M, S
from ui.widgets.card import Card
from ui.widgets.labels import Label


class FactsView(QWidget):
    """Cards one below the other; an empty list says so."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, S, 0)
        self._body.setSpacing(M)

    def show_facts(self, cards: Iterable[tuple[str, tuple[Facts, ...]]]) -> None:
        """Show these titles with their groups of facts and nothing else."""
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        filled = [(title, groups) for title, groups in cards if any(groups)]
        for title, groups in filled:
            self._body.addWidget(_card(title, groups))
        if not filled:
            self._body.addWidget(Label(self.tr("Belum ada yang tercatat di sini."), "muted"))
        self._body.addStretch(1)


def _card(title: str, groups: tuple[Facts, ...]) -> Card:
    card = Card(title)
    for group in groups:
        grid = QGridLayout()
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(S)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(group):
            grid.addWidget(Label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(value, "body", wrap=True), row, 1)
        card.add(grid)
    return card
