"""Finds text that a page does not show in full."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from ui.widgets.buttons import Button
from ui.widgets.elided_label import ElidedLabel

_SLACK = 1


def cut_off_texts(page: QWidget) -> list[str]:
    """Return the texts of visible labels and buttons that have less room than they need.

    Labels that elide on purpose (with a tooltip) and links are passed over.
    """
    found = []
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedLabel):
            continue
        if label.wordWrap():
            short = label.height() + _SLACK < label.heightForWidth(label.width())
        else:
            short = label.width() + _SLACK < label.sizeHint().width()
        if short:
            found.append(label.text())
    for button in page.findChildren(QAbstractButton):
        shortens = isinstance(button, Button) and button.property("kind") == "link"
        if not button.isVisible() or not button.text() or shortens:
            continue
        if button.width() + _SLACK < button.minimumSizeHint().width():
            found.append(button.text())
    return found


def outside(page: QWidget) -> list[str]:
    """Return visible buttons that lie outside the page or their scroll area's width."""
    found = []
    for button in page.findChildren(QAbstractButton):
        if not button.isVisible():
            continue
        area: QWidget = page
        parent = button.parentWidget()
        while parent is not None and parent is not page:
            if isinstance(parent, QScrollArea):
                area = parent.viewport()
                break
            parent = parent.parentWidget()
        right = button.mapTo(area, button.rect().topRight()).x()
        if right >= area.width():
            found.append(button.text() or button.accessibleName())
    return found
