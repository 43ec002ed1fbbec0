"""A plain strip of the frame: surface colour and one hairline towards the page."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import theme


class Bar(QWidget):
    """A strip whose hairline is at `edge`."""

    def __init__(self, edge: Qt.Edge, role: str = "surface") -> None:
        """Fill with the colour of `role`."""
        super().__init__()
        self._edge = edge
        self._role = role
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip."""
        colours = theme().colours
        whole = self.rect()
        line = {
            Qt.Edge.BottomEdge: QRect(0, whole.bottom(), whole.width(), 1),
            Qt.Edge.TopEdge: QRect(0, 0, whole.width(), 1),
            Qt.Edge.RightEdge: QRect(whole.right(), 0, 1, whole.height()),
            Qt.Edge.LeftEdge: QRect(0, 0, 1, whole.height()),
        }[self._edge]
        with QPainter(self) as painter:
            painter.fillRect(whole, QColor(colours.get(self._role)))
            painter.fillRect(line, QColor(colours.border))
