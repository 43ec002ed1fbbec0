"""The dialog that sends a guest in the queue to other services."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ruko_desk.domain.codes import Code
from ui.dialogs.ask import Question
from ui.widgets.editors.chip_group import ChipGroup


class MoveService(Question):
    """Chips of what the guest needs; at least one stays chosen."""

    def __init__(
        self, parent: QWidget, number: str, needs: Sequence[Code], chosen: Sequence[str]
    ) -> None:
        """Show what the guest with this number needs now."""
        super().__init__(
            parent,
            self.tr("Pindah layanan {number}").format(number=number),
            self.tr("Pilih yang dibutuhkan sekarang. Boleh lebih dari satu."),
            yes=self.tr("Simpan layanan"),
            no=self.tr("Batal"),
        )
        self.chips = ChipGroup([(code.code, code.label_id) for code in needs], multi=True)
        self.chips.setAccessibleName(self.tr("Layanan"))
        self.chips.set_value(tuple(chosen))
        self.chips.edited.connect(self._judge)
        self.body.addWidget(self.chips)
        self.start_at(self.chips)
        self._judge()

    def services(self) -> tuple[str, ...]:
        """Return the chosen needs."""
        return self.chips.chosen()

    def _judge(self) -> None:
        self.yes_button.setEnabled(bool(self.chips.chosen()))
