"""A search line that asks after a short pause in typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme.icons import set_icon
from ui.widgets.editors.line_edit import LineEdit


class SearchBox(LineEdit):
    """Search text with a magnifier and a button that empties it.

    Signals:
        searched: the text, `delay_ms` after the last change, at once on Enter.
        down_pressed: the Down key; the page moves the focus into its results.
    """

    searched = Signal(str)
    down_pressed = Signal()

    def __init__(
        self, placeholder: str = "", *, delay_ms: int = 200, parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, max_length=200, parent=parent)
        self.setAccessibleName(placeholder or self.tr("Cari"))
        glass = QAction(self.tr("Cari"), self)
        set_icon(glass, "search", "muted")
        glass.triggered.connect(self._ask)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._empty = QAction(self.tr("Kosongkan pencarian"), self)
        set_icon(self._empty, "x", "muted")
        self._empty.triggered.connect(self.clear)
        self.addAction(self._empty, QLineEdit.ActionPosition.TrailingPosition)
        self._empty.setVisible(False)  # before it is added, its button would stay in sight
        self._asked = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(delay_ms)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._on_text_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks at once; Down leaves for the results; Esc empties first, then passes on."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask()
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self._empty.setVisible(bool(text))
        self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        if self.value() != self._asked:
            self._asked = self.value()
            self.searched.emit(self._asked)
