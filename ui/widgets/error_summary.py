"""The list of errors at the top of a form; each line leads to its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.tokens import XS, M, S
from ui.widgets.announce import announce
from ui.widgets.buttons import link
from ui.widgets.labels import IconLabel, Label


class ErrorSummary(QFrame):
    """Shown only while there are errors.

    Signals:
        activated: the key of the field whose line was chosen.
    """

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Label("", "strong", parent=self)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(IconLabel("circle-alert", "danger", 18, self))
        head.addWidget(self._title, 1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._lines.setContentsMargins(22, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(M, S, M, S)
        layout.setSpacing(XS)
        layout.addLayout(head)
        layout.addLayout(self._lines)
        self.hide()

    def set_errors(self, errors: Sequence[tuple[str, str, bool]]) -> None:
        """Show (key, sentence, whether a field stands behind it); an empty list hides it all."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        before: QWidget = self
        for key, sentence, has_field in errors:
            if has_field:
                line = link(sentence.replace("&", "&&"))
                line.setAccessibleName(sentence)
                line.clicked.connect(lambda _checked=False, k=key: self.activated.emit(k))
                self._lines.addWidget(line)
                self.setTabOrder(before, line)  # made last, it would come last with Tab
                before = line
            else:
                self._lines.addWidget(Label(sentence, wrap=True))
        title = self.tr("Ada {count} isian yang perlu diperbaiki").format(count=len(errors))
        self._title.setText(title)
        self.setAccessibleName(title)
        self.setVisible(bool(errors))
        if errors:
            announce(self, ". ".join((title, *(sentence for _, sentence, _ in errors))))
