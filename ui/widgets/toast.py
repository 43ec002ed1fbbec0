"""Short good news at the bottom of a window, with a way back where there is one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from ui.theme.tokens import XL, L, M, S
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label

_STAY_MS = 6_000


class Toast(QFrame):
    """The strip itself; it waits while the mouse or the focus is on it.

    Signals:
        waited: its time was up, but the focus is on it.
    """

    waited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", "toast")
        self._then: Callable[[], None] | None = None
        self.label = Label("", parent=self)
        self.action = Button("", "toast", parent=self)
        self.action.clicked.connect(self._on_action)
        close = IconButton("x", self.tr("Tutup pesan"), role="surface", parent=self)
        close.setProperty("kind", "toast")
        close.clicked.connect(self.close_now)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(L, S, S, S)
        layout.setSpacing(M)
        layout.addWidget(self.label)
        layout.addWidget(self.action)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_up)
        self.hide()

    def open(self, text: str, action: str, then: Callable[[], None] | None, stay_ms: int) -> None:
        """Show a sentence and, if given, a button."""
        self._then = then
        self.label.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.adjustSize()
        self.show()
        self.raise_()
        self._timer.start(stay_ms)
        announce(self, f"{text} {action}".strip())

    def close_now(self) -> None:
        """Hide at once and forget what could be undone."""
        self._timer.stop()
        self._then = None
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the mouse is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on."""
        if self.isVisible():
            self._timer.start(_STAY_MS)
        super().leaveEvent(event)

    def _on_time_up(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._timer.start(_STAY_MS)
            self.waited.emit()
        else:
            self.close_now()

    def _on_action(self) -> None:
        then = self._then
        self.close_now()
        if then is not None:
            then()


class ToastHost(QObject):
    """Keeps one toast at the bottom centre of a window; a new message replaces the old one."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.toast = Toast(window)
        window.installEventFilter(self)

    def show_message(
        self,
        text: str,
        action_text: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        stay_ms: int = _STAY_MS,
    ) -> None:
        """Show a sentence for six seconds, with a button such as Urungkan where it applies."""
        self.toast.open(text, action_text, on_action, stay_ms)
        self._place()

    def hide(self) -> None:
        """Take the message away, for example before locking."""
        self.toast.close_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.toast.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        room = self._window.rect()
        self.toast.label.setWordWrap(False)
        if self.toast.sizeHint().width() > room.width() - 2 * XL:
            self.toast.label.setWordWrap(True)
            self.toast.resize(
                room.width() - 2 * XL, self.toast.heightForWidth(room.width() - 2 * XL)
            )
        else:
            self.toast.adjustSize()
        x = (room.width() - self.toast.width()) // 2
        self.toast.move(x, room.height() - self.toast.height() - 2 * XL)
        self.toast.raise_()
