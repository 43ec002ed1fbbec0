"""The busy pointer of a job that takes longer than a blink."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

PATIENCE_MS = 300


class Busy(QObject):
    """Disables a button while its job runs and shows the busy pointer after 300 ms."""

    def __init__(self, owner: QWidget, button: QAbstractButton | None = None) -> None:
        """Begin; `finish` ends it, and so does the end of `owner`."""
        super().__init__(owner)
        self._owner = owner
        self._button = button
        self._had_focus = button is not None and button.hasFocus()
        if button is not None:
            button.setEnabled(False)
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._timer.timeout.connect(self._show)
        self._timer.start()

    def finish(self) -> None:
        """Give button and pointer back; the focus too, unless it has gone elsewhere by then."""
        self._timer.stop()
        self._owner.unsetCursor()
        if self._button is not None and isValid(self._button):
            self._button.setEnabled(True)
            if self._had_focus and QApplication.focusWidget() in {None, self._owner}:
                self._button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def _show(self) -> None:
        self._owner.setCursor(Qt.CursorShape.BusyCursor)
