"""What stands in the way of a session: in words, with other times and, for warnings, a reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.dto.schedule import FreeTime
from ui.theme.theme import theme
from ui.theme.tokens import L, M, S
from ui.views.calendar.looks import moment_words
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, secondary
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import IconLabel, Label

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LONGEST_REASON = 120
_WIDTH = 560


class ConflictBox(QFrame):
    """Shown only while something stands in the way.

    Signals:
        chosen: the FreeTime that was taken instead.
        passed: the reason for which only warnings are let pass.
    """

    chosen = Signal(object)
    passed = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "warning")
        self._found = QWidget(self)
        self._reason = LineEdit(max_length=_LONGEST_REASON)
        self._reason.setObjectName("override_reason")
        self._field = Field(self.tr("Alasan tetap menyimpan"), self._reason)
        self._pass = secondary(self.tr("Tetap simpan"))
        self._pass.clicked.connect(self._on_pass)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._pass)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(M, M, M, M)
        self._rows.setSpacing(S)
        self._rows.addWidget(self._found)
        self._rows.addWidget(self._field)
        self._rows.addLayout(below)
        self.hide()

    def show_conflict(self, conflict: BookingConflict) -> None:
        """Show what a service found."""
        old, self._found = self._found, self._told(conflict)
        self._rows.replaceWidget(old, self._found)
        old.hide()
        old.deleteLater()
        self._field.setVisible(not conflict.blocking)
        self._pass.setVisible(not conflict.blocking)
        self._field.set_error(None)
        self.setAccessibleName(conflict.message)
        self.show()
        announce(self, conflict.message)

    def clear(self) -> None:
        """Nothing stands in the way any more."""
        self._reason.set_value("")
        self.hide()

    def sentences(self) -> tuple[str, ...]:
        """Return what is shown, one sentence per conflict."""
        return tuple(label.text() for label in self._found.findChildren(Label) if label.wordWrap())

    def buttons(self) -> list[Button]:
        """Return the buttons of the other times, in their order."""
        return self._found.findChildren(Button)

    def focus_first(self) -> None:
        """Go to the first way out."""
        buttons = self.buttons()
        if not self._field.isHidden():
            self._field.focus_editor()
        elif buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let warnings pass with Enter in the reason."""
        if event.key() in _ENTER and self._reason.hasFocus():
            self._on_pass()
        else:
            super().keyPressEvent(event)

    def _told(self, conflict: BookingConflict) -> QWidget:
        """Return the sentences and the other times."""
        found = QWidget(self)
        rows = QVBoxLayout(found)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(S)
        for _, blocking, sentence in conflict.conflicts:
            row = QHBoxLayout()
            row.setSpacing(S)
            icon = IconLabel("circle-alert" if blocking else "triangle-alert", "high", 18, found)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            words = Label("", wrap=True, parent=found)
            words.setText(sentence)  # only a text that is set afterwards makes the label grow
            row.addWidget(words, 1)
            rows.addLayout(row)
        if conflict.suggestions:
            rows.addWidget(Label(self.tr("Waktu kosong terdekat"), "strong", parent=found))
            times = FlowLayout()
            for free in conflict.suggestions:
                times.addWidget(self._time_button(free))
            rows.addLayout(times)
        return found

    def _time_button(self, free: FreeTime) -> Button:
        words = moment_words(free.start)
        button = secondary(words)
        name = self.tr("Pilih {when}, {name}").format(when=words, name=free.provider_name)
        button.setAccessibleName(name)
        button.clicked.connect(partial(self._on_chosen, free))
        return button

    def _on_chosen(self, free: FreeTime, _checked: bool = False) -> None:
        self.chosen.emit(free)

    def _on_pass(self) -> None:
        reason = self._reason.value()
        if reason:
            self.passed.emit(reason)
        else:
            self._field.set_error(self.tr("Tulis alasan dengan singkat"))
            self._field.focus_editor()


class ConflictDialog(QDialog):
    """The same over the page, for an appointment that was put down where it cannot stay."""

    def __init__(self, parent: QWidget, title: str, conflict: BookingConflict) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ru-Ko Desk")
        self.setAccessibleName(title)
        self.setMinimumWidth(theme().metrics.px(_WIDTH))
        self.box = ConflictBox(parent=self)
        cancel = secondary(self.tr("Batal"))
        cancel.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M)
        layout.addWidget(Label(title, "section", wrap=True))
        layout.addWidget(self.box)
        layout.addLayout(below)
        self.box.chosen.connect(self.accept)
        self.box.passed.connect(self.accept)
        self.box.show_conflict(conflict)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the sentences need at this width, and go to the first way out."""
        super().showEvent(event)
        self.resize(self.width(), self.heightForWidth(self.width()))
        self.box.focus_first()
