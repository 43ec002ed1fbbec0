"""What the operating system tells: the screen is being locked, or the computer goes to sleep.

Linux says so on D-Bus (the login manager and the screen saver of the desktop), Windows by window
messages. Where neither is there nothing is told, and the idle lock notices the sleep afterwards.
"""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

# Window messages of Windows (winuser.h).
_WM_POWERBROADCAST = 0x0218
_PBT_APMSUSPEND = 0x0004
_WM_WTSSESSION_CHANGE = 0x02B1
_WTS_LOCK_EVENTS = frozenset({0x2, 0x4, 0x6, 0x7})  # console/remote disconnect, logoff, lock
_NOTIFY_FOR_THIS_SESSION = 0
# How Qt writes a slot by name: the digit 1, then its signature.
_SWITCHED, _LEFT = b"1switched(bool)", b"1left()"


class _Message(ctypes.Structure):
    """MSG of winuser.h."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("w_param", ctypes.c_size_t),
        ("l_param", ctypes.c_ssize_t),
        ("time", ctypes.c_uint),
        ("x", ctypes.c_long),
        ("y", ctypes.c_long),
    )


class OsEvents(QObject):
    """Says when the person has left by way of the operating system.

    Signals:
        away: the session was locked, switched or put to sleep.
    """

    away = Signal()

    def __init__(self, window: QWidget) -> None:
        """Listen for as long as `window` lives."""
        super().__init__(window)
        self._filter: _WindowsFilter | None = None
        if sys.platform == "win32":
            self._filter = _WindowsFilter(self)
            QApplication.instance().installNativeEventFilter(self._filter)
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(
                int(window.winId()), _NOTIFY_FOR_THIS_SESSION
            )
        elif sys.platform.startswith("linux"):
            self._listen_on_bus()

    @Slot(bool)
    def switched(self, on: bool) -> None:
        """Take a message that says: now (True) or over (False)."""
        if on:
            self.away.emit()

    @Slot()
    def left(self) -> None:
        """Take a message that says: now."""
        self.away.emit()

    def _listen_on_bus(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        system, desktop = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        login = "org.freedesktop.login1"
        if system.isConnected():
            system.connect(
                login,
                "/org/freedesktop/login1",
                f"{login}.Manager",
                "PrepareForSleep",
                self,
                _SWITCHED,
            )
            system.connect(login, "", f"{login}.Session", "Lock", self, _LEFT)
        if desktop.isConnected():
            for saver in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                desktop.connect("", "", saver, "ActiveChanged", self, _SWITCHED)


class _WindowsFilter(QAbstractNativeEventFilter):
    """Reads the messages of Windows that Qt does not translate."""

    def __init__(self, target: OsEvents) -> None:
        super().__init__()
        self._target = target

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Look at one message; never swallow it."""
        found = _Message.from_address(int(message))
        asleep = found.message == _WM_POWERBROADCAST and found.w_param == _PBT_APMSUSPEND
        locked = found.message == _WM_WTSSESSION_CHANGE and found.w_param in _WTS_LOCK_EVENTS
        if asleep or locked:
            self._target.away.emit()
        return False, 0
