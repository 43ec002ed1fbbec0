"""Quick find as the shell sees it; its page is imported at the first Ctrl+K."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from ui.context import UiContext


class Finder(Protocol):
    """The popup of quick find."""

    @property
    def finished(self) -> SignalInstance:
        """Emitted when it closes."""
        ...

    def open_with(self, text: str = "") -> None:
        """Open over the window with a text to search for."""
        ...


def build_finder(where: str, ctx: UiContext, parent: QWidget) -> Finder:
    """Import and build the popup named `module:class`."""
    module, name = where.split(":")
    return cast("Finder", getattr(import_module(module), name)(ctx, parent))
