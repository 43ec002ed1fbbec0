"""Which printer, how many copies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.dialogs.ask import Question
from ui.printing import PrintChoice
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.number_edit import NumberEdit
from ui.widgets.field import Field

MOST_COPIES = 20


class PrintDialog(Question):
    """Asks what a print job needs; the program's own, because Layar aman must cover it."""

    def __init__(
        self, parent: QWidget | None, title: str, printers: Sequence[str], paper: str
    ) -> None:
        """Offer `printers`, the first one chosen."""
        super().__init__(
            parent,
            title,
            self.tr("Kertas {paper}, sama persis dengan pratinjau.").replace("{paper}", paper),
            yes=self.tr("Cetak"),
            no=self.tr("Batal"),
        )
        self._printer = ChoiceCombo([(name, name) for name in printers])
        self._printer.set_value(printers[0])
        self._copies = NumberEdit(minimum=1, maximum=MOST_COPIES)
        self._copies.set_value(1)
        self._copies_field = Field(self.tr("Jumlah lembar"), self._copies)
        self.body.addWidget(Field(self.tr("Printer"), self._printer))
        self.body.addWidget(self._copies_field)
        self.start_at(self.yes_button)

    def choice(self) -> PrintChoice:
        """Return printer and number of copies."""
        return PrintChoice(printer=str(self._printer.value()), copies=self._copies.value() or 1)

    def accept(self) -> None:
        """Close when the number of copies can be meant."""
        problem = self._copies.problem()
        if problem is None and self._copies.value() is None:
            problem = self.tr("Tulis jumlah 1 sampai 20")
        self._copies_field.set_error(problem)
        if problem is None:
            super().accept()
