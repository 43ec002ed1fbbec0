"""The head of a table: title and, beside it and never over it, the arrow of sorting."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme.theme import theme
from ui.theme.tokens import S

_ARROW = 8


def title_width(title: str) -> int:
    """Return the pixels that a column needs for its title and the arrow."""
    words = QFontMetrics(theme().font(12, strong=True)).horizontalAdvance(title)
    return words + 2 * S + 2 * _ARROW


class TableHead(QHeaderView):
    """A horizontal head that paints itself; Fusion's would lay the arrow over the title."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setMinimumSectionSize(36)

    def sizeHint(self) -> QSize:
        """Return the height of a control."""
        return QSize(super().sizeHint().width(), theme().metrics.control_height)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one title."""
        colours = theme().colours
        model = self.model()
        title = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        align = model.headerData(
            logicalIndex, Qt.Orientation.Horizontal, int(Qt.ItemDataRole.TextAlignmentRole)
        )
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        painter.save()
        painter.fillRect(rect, QColor(colours.surface2))
        painter.setPen(QColor(colours.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        colour = QColor(colours.text if sorted_by else colours.muted)
        painter.setFont(theme().font(12, strong=True))
        painter.setPen(colour)
        room = rect.adjusted(S, 0, -S, 0)
        if sorted_by:
            room.setWidth(room.width() - _ARROW - 4)
        words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(align) | int(Qt.TextFlag.TextSingleLine), words)
        if sorted_by:
            right = int(align) & int(Qt.AlignmentFlag.AlignRight)
            left = (
                room.right()
                if right
                else room.left() + painter.fontMetrics().horizontalAdvance(words)
            )
            self._paint_arrow(painter, QRectF(left + 5, rect.center().y() - 2, _ARROW, 5), colour)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        """Draw a triangle that points down when the largest comes first."""
        down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        base, tip = (box.top(), box.bottom()) if down else (box.bottom(), box.top())
        triangle = QPolygonF(
            [
                QPointF(box.left(), base),
                QPointF(box.right(), base),
                QPointF(box.center().x(), tip),
            ]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(triangle)
