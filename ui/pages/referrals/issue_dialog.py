"""The last question before a letter is frozen: which number it takes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ruko_desk.domain.letter_number import check_typed
from ruko_desk.errors import UserError
from ui.dialogs.ask import Question
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.field import Field
from ui.widgets.labels import Label


class IssueDialog(Question):
    """Stays open until the letter is issued, so that a number that is taken can be mended.

    Signals:
        wanted: the number that was typed, or an empty text for the one that is shown.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None, next_number: str) -> None:
        """Show the number that comes next."""
        super().__init__(
            parent,
            self.tr("Terbitkan surat ini?"),
            self.tr("Sesudah terbit isinya tidak dapat diubah. Surat mengambil nomor:"),
            yes=self.tr("Terbitkan"),
            no=self.tr("Batal"),
        )
        number = Label(next_number, "section", wrap=True)
        number.setObjectName("next_number")
        number.setAccessibleName(self.tr("Nomor berikutnya"))
        number.setAccessibleDescription(next_number)
        self.number = LineEdit(max_length=80)
        self.number.setObjectName("number")
        self._field = Field(
            self.tr("Nomor lain"),
            self.number,
            hint=self.tr("Bila nomor diberi buku agenda. Kosong: nomor di atas."),
            optional=True,
        )
        self.body.addWidget(number)
        self.body.addWidget(self._field)

    def accept(self) -> None:
        """Ask for the letter to be issued, unless the typed number cannot be one."""
        typed = self.number.value()
        try:
            number = check_typed(typed) if typed else ""
        except UserError as error:
            self.show_problem(error.message)
            return
        self._field.set_error(None)
        self.wanted.emit(number)

    def show_problem(self, sentence: str) -> None:
        """Show why this number will not do."""
        self._field.set_error(sentence)
        self._field.focus_editor()
        self.fit()

    def finish(self) -> None:
        """Close: the letter is issued."""
        super().accept()
