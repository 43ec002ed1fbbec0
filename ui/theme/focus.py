"""The focus ring of widgets that paint themselves: 2 px, at least 3:1 against what is around it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme.theme import theme
from ui.theme.tokens import RADIUS


def paint_focus_ring(painter: QPainter, rect: QRectF, radius: float = RADIUS) -> None:
    """Draw the ring just inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme().colours.focus), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()
