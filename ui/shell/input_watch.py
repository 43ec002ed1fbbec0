"""Watches the keyboard and mouse of the whole program: for the idle lock and the keys of safety.

Lock, change of user and Layar aman must work while a dialog is open, where ordinary shortcuts of
the window behind are blocked; so their keys are caught here, before any widget sees them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

SHIFT_WINDOW_SECONDS = 5.0
SHIFT_PRESSES = 3

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
_SEEN = _INPUT | {QEvent.Type.KeyRelease}

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
SAFETY_KEYS: dict[tuple[int, Qt.KeyboardModifier], str] = {
    (Qt.Key.Key_F12, _NONE): "hide",
    (Qt.Key.Key_L, _CTRL): "lock",
    (Qt.Key.Key_L, _CTRL | _SHIFT): "switch_user",
}


class InputWatch(QObject):
    """An event filter for the application.

    Signals:
        touched: a person typed, clicked or moved the mouse.
        wanted: a key of safety was pressed: hide, lock or switch_user.
    """

    touched = Signal()
    wanted = Signal(str)

    def __init__(self, seconds: Callable[[], float], parent: QObject | None = None) -> None:
        """Measure with `seconds`, a monotonic clock."""
        super().__init__(parent)
        self._seconds = seconds
        self._held: set[int] = set()
        self._presses: list[float] = []
        self._mouse = QPoint(-1, -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every event; only keys of safety are kept from the widgets."""
        kind = event.type()
        if kind not in _SEEN:
            return False
        if isinstance(event, QKeyEvent):
            return self._key(event, pressed=kind == QEvent.Type.KeyPress)
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            # Qt sends moves without a move when something appears under the pointer.
            place = event.globalPosition().toPoint()
            if place == self._mouse:
                return False
            self._mouse = place
        else:
            self._presses.clear()
        self.touched.emit()
        return False

    def _key(self, event: QKeyEvent, *, pressed: bool) -> bool:
        if event.key() == Qt.Key.Key_Shift:
            if pressed:
                self._shift(event)
            else:
                self._held.discard(event.nativeScanCode())
            return False
        if not pressed:
            return False
        self._presses.clear()
        self.touched.emit()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        wish = SAFETY_KEYS.get((event.key(), plain))
        if wish is None:
            return False
        if not event.isAutoRepeat():
            self.wanted.emit(wish)
        return True

    def _shift(self, event: QKeyEvent) -> None:
        """Count a press of either Shift key once, however many widgets it passes on its way."""
        code = event.nativeScanCode()
        now = self._seconds()
        if self._presses and now - self._presses[-1] > SHIFT_WINDOW_SECONDS:
            self._held.clear()  # a release that went to another program
        if event.isAutoRepeat() or code in self._held:
            return
        self._held.add(code)
        self.touched.emit()
        self._presses = [at for at in self._presses if now - at <= SHIFT_WINDOW_SECONDS]
        self._presses.append(now)
        if len(self._presses) >= SHIFT_PRESSES:
            self._presses.clear()
            self.wanted.emit("hide")
