"""Keeping the windows out of screenshots and screen sharing, where Windows can do that."""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

ALLOWED_MS = 15 * 60 * 1000
# SetWindowDisplayAffinity of winuser.h; the second value also hides from Windows Recall.
_NORMAL = 0x00
_EXCLUDE = 0x11


class CaptureGuard(QObject):
    """Excludes every window of the program from capture, except for a quarter of an hour on wish.

    Signals:
        changed: True while capture is allowed.
    """

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin to exclude windows as they get the focus."""
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=ALLOWED_MS)
        self._timer.timeout.connect(lambda: self._set(allowed=False))
        self.allowed = False
        app = QGuiApplication.instance()
        if self.available and isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._exclude)

    @property
    def available(self) -> bool:
        """Whether this system can do it at all; Linux cannot."""
        return sys.platform == "win32"

    def allow(self) -> None:
        """Allow capture for 15 minutes, for remote help."""
        self._timer.start()
        self._set(allowed=True)

    def forbid(self) -> None:
        """Take the permission back."""
        self._timer.stop()
        self._set(allowed=False)

    def _set(self, *, allowed: bool) -> None:
        self.allowed = allowed
        for window in QGuiApplication.topLevelWindows():
            self._exclude(window)
        self.changed.emit(allowed)

    def _exclude(self, window: QWindow | None) -> None:
        if sys.platform == "win32" and window is not None:
            affinity = _NORMAL if self.allowed else _EXCLUDE
            ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), affinity)
