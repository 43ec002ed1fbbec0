"""Which field has the keyboard and where its cursor stands, written down so that it can come back.

A field is named by the nearest ancestor that has an object name, followed by the way down from
there as child numbers; a page is built the same way each time, so the way holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


@dataclass(frozen=True, slots=True)
class FocusPlace:
    """A field of a page and its cursor; an empty name is no field at all."""

    name: str = ""
    way: tuple[int, ...] = ()
    cursor: int = -1

    @classmethod
    def of(cls, page: QWidget) -> FocusPlace:
        """Return the place of the keyboard in `page`, or an empty one when it is elsewhere."""
        widget = focused() or remembered(page)
        if widget is None or not page.isAncestorOf(widget):
            return cls()
        way: list[int] = []
        at: QWidget = widget
        while at is not page and not _own_name(at) and (parent := at.parentWidget()) is not None:
            way.insert(0, _children(parent).index(at))
            at = parent
        return cls("." if at is page else at.objectName(), tuple(way), _cursor(widget))

    @classmethod
    def from_json(cls, data: dict[str, object]) -> FocusPlace:
        """Read a place back."""
        name, way, cursor = data.get("focus"), data.get("way"), data.get("cursor")
        return cls(
            name if isinstance(name, str) else "",
            tuple(int(step) for step in way) if isinstance(way, list) else (),
            cursor if isinstance(cursor, int) else -1,
        )

    def to_json(self) -> dict[str, object]:
        """Write the place down."""
        return {"focus": self.name, "way": list(self.way), "cursor": self.cursor}

    def go(self, page: QWidget) -> bool:
        """Give the keyboard back to the field; False when it is not there any more."""
        if not self.name:
            return False
        at = page if self.name == "." else page.findChild(QWidget, self.name)
        for step in self.way:
            if at is None or step >= len(_children(at)):
                return False
            at = _children(at)[step]
        if at is None or not at.isEnabled():
            return False
        at.setFocus(Qt.FocusReason.OtherFocusReason)
        _set_cursor(at, self.cursor)
        return True


def focused() -> QWidget | None:
    """Return the widget that has the keyboard, or None when the program has not."""
    return QApplication.focusWidget()


def remembered(window: QWidget) -> QWidget | None:
    """Return the widget of `window` that gets the keyboard when the window does."""
    return window.focusWidget()


def first_focusable(widget: QWidget) -> QWidget | None:
    """Return the first enabled child that takes the keyboard, in tab order."""
    at = widget.nextInFocusChain()
    while at is not None and at is not widget:
        if (
            widget.isAncestorOf(at)
            and at.focusPolicy() & Qt.FocusPolicy.TabFocus
            and at.isEnabled()
            and at.isVisibleTo(widget)
        ):
            return at
        at = at.nextInFocusChain()
    return None


def _own_name(widget: QWidget) -> bool:
    name = widget.objectName()
    return bool(name) and not name.startswith("qt_")


def _children(widget: QWidget) -> list[QWidget]:
    return [child for child in widget.children() if isinstance(child, QWidget)]


def _cursor(widget: QWidget) -> int:
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.textCursor().position()
    return -1


def _set_cursor(widget: QWidget, position: int) -> None:
    if position < 0:
        return
    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(position)
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(position, len(widget.toPlainText())))
        widget.setTextCursor(cursor)
