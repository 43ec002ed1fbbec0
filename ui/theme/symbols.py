"""The status symbols, drawn as shapes so that they look the same on every PC and size.

Words always stand beside them: a symbol or colour alone never carries a meaning.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF


class Symbol(StrEnum):
    """A shape; the value is the character that stands for it in plain text."""

    EMPTY = "○"
    HALF = "◐"
    FULL = "●"
    CHECK = "✓"
    CROSS = "✕"
    SQUARE = "■"
    TRIANGLE = "▲"
    DIAMOND = "◆"
    DASH = "\u2013"


def paint_symbol(painter: QPainter, rect: QRectF, symbol: Symbol, colour: QColor | str) -> None:
    """Draw `symbol` centred in `rect`, as large as the smaller side allows."""
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    paint = QColor(colour)
    width = max(1.4, side * 0.14)
    pen = QPen(paint, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if symbol in _LINES:
        painter.setPen(pen)
        for line in _LINES[symbol]:
            painter.drawPolyline(_scaled(line, box))
    elif symbol in _POLYGONS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paint)
        painter.drawPolygon(_scaled(_POLYGONS[symbol], box))
    else:
        _paint_circle(painter, box, symbol, pen)
    painter.restore()


def _paint_circle(painter: QPainter, box: QRectF, symbol: Symbol, pen: QPen) -> None:
    inset = box.width() * 0.08 + pen.widthF() / 2
    circle = box.adjusted(inset, inset, -inset, -inset)
    painter.setPen(pen)
    painter.setBrush(pen.color() if symbol is Symbol.FULL else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    if symbol is Symbol.HALF:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        painter.drawPie(circle, 90 * 16, 180 * 16)


@cache
def symbol_pixmap(symbol: Symbol, colour: str, side: int, ratio: float) -> QPixmap:
    """Return the symbol as a picture that is kept, for lists that draw many of them.

    Args:
        symbol: the shape.
        colour: "#RRGGBB".
        side: logical pixels.
        ratio: device pixels per logical pixel of where it is drawn.
    """
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(ratio)
    with QPainter(picture) as painter:
        paint_symbol(painter, QRectF(0, 0, side, side), symbol, colour)
    return picture


_Points = tuple[tuple[float, float], ...]

_LINES: dict[Symbol, tuple[_Points, ...]] = {
    Symbol.CHECK: (((0.14, 0.54), (0.4, 0.8), (0.88, 0.22)),),
    Symbol.CROSS: (((0.2, 0.2), (0.8, 0.8)), ((0.8, 0.2), (0.2, 0.8))),
    Symbol.DASH: (((0.18, 0.5), (0.82, 0.5)),),
}

_POLYGONS: dict[Symbol, _Points] = {
    Symbol.SQUARE: ((0.12, 0.12), (0.88, 0.12), (0.88, 0.88), (0.12, 0.88)),
    Symbol.TRIANGLE: ((0.5, 0.08), (0.97, 0.9), (0.03, 0.9)),
    Symbol.DIAMOND: ((0.5, 0.02), (0.98, 0.5), (0.5, 0.98), (0.02, 0.5)),
}


def _scaled(points: _Points, box: QRectF) -> QPolygonF:
    return QPolygonF(
        [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points]
    )
