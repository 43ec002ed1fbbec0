"""Daftar pintasan: every key of the program, out of the action registry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from ui.actions.registry import CONTEXT, ActionSpec
from ui.dialogs.ask import Question
from ui.theme.theme import theme
from ui.theme.tokens import L, S
from ui.widgets.labels import Label

WIDTH = 640
HEIGHT = 400
COLUMNS = 2


class ShortcutsHelp(Question):
    """Lists actions by group, in two columns."""

    def __init__(self, parent: QWidget | None, actions: Sequence[ActionSpec]) -> None:
        """Show the keys of `actions`."""
        super().__init__(parent, self.tr("Daftar pintasan"), "", yes=self.tr("Tutup"))
        self.setMinimumWidth(theme().metrics.px(WIDTH))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(4)
        row = 0
        for group in dict.fromkeys(spec.group for spec in actions):
            heading = Label(QCoreApplication.translate(CONTEXT, group), "strong")
            grid.addWidget(heading, row, 0, 1, COLUMNS * 2)
            row += 1
            members = [spec for spec in actions if spec.group == group]
            for place, spec in enumerate(members):
                at, column = row + place // COLUMNS, place % COLUMNS * 2
                keys = self.tr(" atau ").join(spec.all_shortcuts)
                grid.addWidget(Label(keys, "muted"), at, column)
                grid.addWidget(Label(spec.label), at, column + 1)
            row += (len(members) + COLUMNS - 1) // COLUMNS
            grid.setRowMinimumHeight(row, S)
            row += 1
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setMinimumHeight(HEIGHT)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Daftar pintasan"))
        self.body.addWidget(area)
