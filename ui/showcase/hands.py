"""Hands on the real window: keys and clicks go to widgets as Qt would bring them from a person."""

from __future__ import annotations

import sys
from typing import TypeVar

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.app import Program
from ui.shell.page import Page
from ui.showcase.play import Condition

W = TypeVar("W", bound=QWidget)
P = TypeVar("P", bound=Page)

CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """What a person does with one program."""

    def __init__(self, program: Program) -> None:
        """Work on this program."""
        self.program = program

    def see(self, kind: type[W], name: str = "") -> W | None:
        """Return the visible widget of a kind (and object name), wherever it is."""
        for widget in QApplication.allWidgets():
            named = not name or widget.objectName() == name
            if isinstance(widget, kind) and named and widget.isVisible():
                return widget
        return None

    def sees(self, kind: type[QWidget], name: str = "") -> Condition:
        """Return the condition that such a widget is visible and can be used."""

        def condition() -> bool:
            widget = self.see(kind, name)
            return widget is not None and widget.isEnabled()

        return condition

    def at(self, kind: type[Page]) -> Condition:
        """Return the condition that a page is shown and ready."""
        return lambda: isinstance(self.page(), kind)

    def awake(self) -> bool:
        """Tell whether the window has the keyboard; ask for it where no window manager gives it."""
        if not self.program.window.isActiveWindow():
            self.program.window.activateWindow()
        return self.program.window.isActiveWindow()

    def page(self) -> Page | None:
        """Return the page that is shown."""
        desk = self.program.flow.desk
        return desk.navigation.page if desk is not None and desk.isVisible() else None

    def the_page(self, kind: type[P]) -> P:
        """Return the page that is shown.

        Raises:
            TypeError: it is another one.
        """
        page = self.page()
        if not isinstance(page, kind):
            raise TypeError(type(page).__name__)
        return page

    def click(self, kind: type[QWidget], name: str) -> None:
        """Click a button.

        Raises:
            LookupError: it is not there.
        """
        widget = self.see(kind, name)
        if widget is None:
            raise LookupError(name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def write(self, text: str, into: QWidget | None = None) -> None:
        """Type into the field in focus, or into another one after going there."""
        if into is not None:
            into.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(self._target(into), text)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE, on: QWidget | None = None
    ) -> None:
        """Press a key where the focus is, or on a widget of a dialog that has just opened."""
        QTest.keyClick(self._target(on), key, held)

    def _target(self, widget: QWidget | None) -> QWidget:
        if widget is None:
            popup = QApplication.activePopupWidget()  # takes the keys as long as it is open
            return popup or QApplication.focusWidget() or self.program.window
        return widget.focusProxy() or widget


def say(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, except that the offscreen screen has no window manager."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")
