"""Which client data the letter carries; what consent does not cover cannot be ticked and says why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.domain.dto.referrals import LetterField
from ui.theme.tokens import XS, M, S
from ui.widgets.buttons import Button, link
from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.editor import JsonValue
from ui.widgets.labels import IconLabel, Label

#: Fields whose words are written in the composer; the others print what the record holds.
WRITTEN = frozenset({"ringkasan", "risiko"})
_COLUMNS = 2


class FieldTicks(QWidget):
    """One box per piece of data; blocked ones are empty, disabled and explained below.

    Signals:
        edited: a box was ticked or unticked, by hand or by program.
        consent_wanted: somebody wants to record consent now.
    """

    edited = Signal()
    consent_wanted = Signal()

    def __init__(self, fields: Sequence[tuple[str, str]], *, parent: QWidget | None = None) -> None:
        """Make a box for each `(code, label)`."""
        super().__init__(parent)
        self._labels = dict(fields)
        self._fields: dict[str, LetterField] = {}
        self._read_only = False
        self._recordable = False
        self._boxes: dict[str, CheckBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(0)
        for place, (code, text) in enumerate(fields):
            box = CheckBox(text, parent=self)
            box.setObjectName(f"tick_{code}")
            box.edited.connect(self.edited)
            self._boxes[code] = box
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(XS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addLayout(grid)
        layout.addLayout(self._reasons)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the first box that can be ticked; a proxy would keep Tab from leaving the group."""
        first = next((box for box in self._boxes.values() if box.isEnabled()), None)
        if first is not None:
            first.setFocus(reason)

    def box(self, code: str) -> CheckBox:
        """Return the box of a field.

        Raises:
            KeyError: there is no such field.
        """
        return self._boxes[code]

    def given(self, code: str) -> str:
        """Return what the client's record holds for a field, or an empty text."""
        field = self._fields.get(code)
        return field.value if field else ""

    def set_fields(self, fields: Sequence[LetterField], *, recordable: bool) -> None:
        """Show what may be shared with the partner that is chosen now.

        A box that may not stay ticked is emptied and stays empty: data go to another receiver
        only after a new tick. With `recordable` the way to recording consent is offered.
        """
        self._recordable = recordable
        self._fields = {field.code: field for field in fields}
        for code, box in self._boxes.items():
            field = self._fields.get(code)
            blocked = field.blocked if field else ""
            if blocked:
                box.setChecked(False)
            text = self._labels[code]
            if field is not None and not field.value and code not in WRITTEN:
                text = self.tr("{field} (belum ada datanya)").format(field=text)
            box.setText(text)
            box.setAccessibleName(text)
            box.setAccessibleDescription(blocked)
            box.setToolTip(blocked)
        self._enable()
        self._explain()

    def set_read_only(self, read_only: bool) -> None:
        """Show an issued letter's fields."""
        self._read_only = read_only
        self._enable()
        self._explain()

    def value(self) -> tuple[str, ...]:
        """Return the codes that are ticked and allowed."""
        return tuple(
            code for code, box in self._boxes.items() if box.isChecked() and not self._blocked(code)
        )

    def set_value(self, value: object) -> None:
        """Tick these codes."""
        wanted = set(value) if isinstance(value, list | tuple | set | frozenset) else set()
        for code, box in self._boxes.items():
            box.setChecked(code in wanted)

    def draft(self) -> JsonValue:
        """Return the ticked codes."""
        return [code for code, box in self._boxes.items() if box.isChecked()]

    def restore(self, draft: object) -> None:
        """Tick as in a draft; what is blocked by now is unticked when the fields arrive."""
        self.set_value(draft)

    def problem(self) -> str | None:
        """Any choice will do."""
        return None

    def set_invalid(self, invalid: bool) -> None:
        """Draw the boxes as those of an input with an error."""
        for box in self._boxes.values():
            box.set_invalid(invalid)

    def place(self) -> int:
        """There is no cursor."""
        return 0

    def set_place(self, place: int) -> None:
        """There is no cursor."""

    def reasons(self) -> dict[str, tuple[str, ...]]:
        """Return each sentence that keeps fields out, with the labels of these fields."""
        found: dict[str, tuple[str, ...]] = {}
        for code, field in self._fields.items():
            if field.blocked and code in self._labels:
                found[field.blocked] = (*found.get(field.blocked, ()), self._labels[code])
        return found

    def _blocked(self, code: str) -> bool:
        field = self._fields.get(code)
        return field is not None and not field.allowed

    def _enable(self) -> None:
        for code, box in self._boxes.items():
            box.setEnabled(not self._read_only and not self._blocked(code))

    def _explain(self) -> None:
        while (item := self._reasons.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if self._read_only:
            return
        before: QWidget = list(self._boxes.values())[-1]
        for sentence, labels in self.reasons().items():
            row = QWidget(self)
            record = self._explain_in(row, sentence, labels)
            self._reasons.addWidget(row)
            row.show()
            if record is not None:
                QWidget.setTabOrder(before, record)
                before = record

    def _explain_in(self, row: QWidget, sentence: str, labels: tuple[str, ...]) -> QWidget | None:
        """Fill a row with the sentence; return the way to recording consent, if it is offered."""
        everything = len(self.reasons()) == 1
        words = Label(sentence if everything else f"{', '.join(labels)}: {sentence}", wrap=True)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(words)
        record: Button | None = None
        if self._recordable:
            record = link(self.tr("Catat persetujuan"))
            record.setObjectName("record_consent")
            record.setAccessibleDescription(sentence)
            record.clicked.connect(self.consent_wanted)
            record.setMinimumWidth(record.sizeHint().width())
            text.addWidget(record)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(XS, XS, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(IconLabel("lock", "muted", 16, row), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(text, 1)
        return record
