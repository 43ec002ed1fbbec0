"""Rows of lists: 36 px high, a tint and a 3 px bar when selected, text colours left alone."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.theme import theme
from ui.theme.tokens import Colours, S

Index = QModelIndex | QPersistentModelIndex

BAR = 3


def paint_row_background(
    painter: QPainter, rect: QRect, colours: Colours, *, selected: bool, hovered: bool, bar: bool
) -> None:
    """Fill the background of a row or cell; `bar` draws the mark of selection at its left."""
    if selected:
        painter.fillRect(rect, QColor(colours.primary_tint))
        if bar:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), colours.primary)
    elif hovered:
        painter.fillRect(rect, QColor(colours.surface2))


class ListDelegate(QStyledItemDelegate):
    """One line of text per row, for drop-down lists."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        width = option.fontMetrics.horizontalAdvance(text) + 3 * S
        return QSize(width, theme().metrics.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw background and text."""
        colours = theme().colours
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        paint_row_background(
            painter, option.rect, colours, selected=selected, hovered=hovered, bar=True
        )
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        painter.setPen(QColor(colours.text if enabled else colours.disabled))
        room = option.rect.adjusted(S + BAR, 0, -S, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignVCenter,
            option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width()),
        )
        painter.restore()
