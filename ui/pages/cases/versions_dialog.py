"""Two versions of the same fields, side by side, to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.dialogs.ask import Question
from ui.pages.cases.record_form import Clash
from ui.theme.theme import theme
from ui.theme.tokens import XS, L, M
from ui.widgets.editors.segmented import Segmented
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll

STORED, TYPED = "tersimpan", "isian"
_WIDTH, _ROW = 620, 96


class VersionsDialog(Question):
    """For each field what is stored and what is typed; the typed one is taken unless told so."""

    def __init__(self, parent: QWidget, clashes: Sequence[Clash]) -> None:
        """Show the fields that two people changed."""
        super().__init__(
            parent,
            self.tr("Dua versi"),
            self.tr("Pilih untuk setiap isian. Setelah itu simpan."),
            yes=self.tr("Pakai pilihan ini"),
            no=self.tr("Batal"),
        )
        self.choices: dict[str, Segmented] = {}
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for number, clash in enumerate(clashes):
            top = number * 4
            choice = Segmented(
                ((STORED, self.tr("Yang tersimpan")), (TYPED, self.tr("Isian saya")))
            )
            choice.setAccessibleName(clash.label)
            choice.setObjectName(f"versi_{clash.key}")
            choice.set_value(TYPED)
            self.choices[clash.key] = choice
            grid.addWidget(Label(clash.label, "strong"), top, 0, 1, 2)
            for column, (name, words) in enumerate(
                (
                    (self.tr("Yang tersimpan"), clash.stored_words),
                    (self.tr("Isian saya"), clash.typed_words),
                )
            ):
                shown = Label(f"{name}: {words or self.tr('kosong')}", wrap=True)
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                shown.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(shown, top + 1, column)
            grid.addWidget(choice, top + 2, 0, 1, 2)
            grid.setRowMinimumHeight(top + 3, M)
        self.body.addWidget(Scroll(table), 1)
        metrics = theme().metrics
        room = self.screen().availableGeometry()
        wanted = 190 + _ROW * len(clashes)
        self.resize(
            min(metrics.px(_WIDTH), room.width() - 40),
            min(metrics.px(wanted), room.height() - 60),
        )
        first = next(iter(self.choices.values()))
        self.start_at(first.focusProxy() or first)

    def stored_wanted(self) -> frozenset[str]:
        """Return the keys of the fields for which the stored version was chosen."""
        return frozenset(key for key, each in self.choices.items() if each.value() == STORED)
