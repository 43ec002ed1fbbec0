"""The toasts of the desk, as the context gives them to pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.widgets.toast import ToastHost

SHOWN_MS = 6_000
UNTIL_CLOSED_MS = 24 * 3_600_000


class DeskToasts:
    """Shows toasts over the face that is on screen; none while the program is locked."""

    def __init__(self) -> None:
        """Begin without a place to show anything."""
        self._host: ToastHost | None = None

    def attach(self, widget: QWidget) -> None:
        """Show toasts over `widget` from now on."""
        self._host = ToastHost(widget)

    def detach(self) -> None:
        """Show nothing any more."""
        self._host = None

    def show(self, text: str, *, undo: Callable[[], object] | None = None) -> None:
        """Show a message for six seconds."""
        if self._host is None:
            return
        if undo is None:
            self._host.show_message(text, stay_ms=SHOWN_MS)
            return

        def take_back() -> None:
            undo()

        words = QCoreApplication.translate("Toasts", "Urungkan")
        self._host.show_message(text, words, take_back, stay_ms=SHOWN_MS)

    def error(self, text: str) -> None:
        """Show what went wrong until it is closed."""
        if self._host is None:
            return
        self._host.show_message(text, stay_ms=UNTIL_CLOSED_MS)
