"""Paints a table cell: background, service stripe and letter, symbol, text.

Everything is drawn directly and not through the style, which keeps a full page of cells within a
frame and leaves coloured symbols alone when the row is selected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.rows import Cell, RowTableModel
from ui.theme.services import paint_stripe, service_look
from ui.theme.symbols import Symbol, symbol_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import S
from ui.widgets.row_delegate import paint_row_background

if TYPE_CHECKING:
    from ui.widgets.data_table import DataTable

_STRIPE = 5
_SINGLE_LINE = int(Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight)
_LETTER = 14
_SAMPLE = 200


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of a DataTable; `hovered_row` is the row under the mouse, or -1."""

    def __init__(self, table: DataTable[Any]) -> None:
        super().__init__(table)
        self._table = table
        self.hovered_row = -1

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row; widths come from `content_width`."""
        return QSize(40, theme().metrics.row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        colours = theme().colours
        rect: QRect = option.rect
        cell = self._table.rows_model.cell(index)
        paint_row_background(
            painter,
            rect,
            colours,
            selected=bool(option.state & QStyle.StateFlag.State_Selected),
            hovered=index.row() == self.hovered_row,
            bar=rect.left() + self._table.horizontalHeader().offset() == 0,
        )
        painter.setPen(QColor(colours.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(S, 0, -S, -1)
        if cell.service:
            room.setLeft(_paint_service(painter, room, cell.service))
        if cell.symbol is not None:
            room.setLeft(_paint_symbol(painter, room, cell, cell.symbol))
        if cell.text:
            painter.setFont(theme().font(strong=cell.strong))
            painter.setPen(QColor(colours.text))
            text = painter.fontMetrics().elidedText(
                cell.text, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, cell.flags | _SINGLE_LINE, text)


def _paint_symbol(painter: QPainter, room: QRect, cell: Cell, mark: tuple[Symbol, str]) -> int:
    """Draw the symbol beside the text; return where the text may begin."""
    symbol, role = mark
    side = theme().metrics.px(11)
    left = room.left()
    if cell.flags & _RIGHT:
        words = QFontMetrics(theme().font(strong=cell.strong)).horizontalAdvance(cell.text)
        left = max(left, room.right() - words - side - 6)
    ratio = painter.device().devicePixelRatio()
    picture = symbol_pixmap(symbol, theme().colours.get(role), side, ratio)
    painter.drawPixmap(left, room.center().y() - side // 2 + 1, picture)
    return left + side + 6


def _paint_service(painter: QPainter, room: QRect, code: str) -> int:
    """Draw stripe and letter; return where the text may begin."""
    look = service_look(code)
    stripe = QRectF(room.left(), room.top() + 7, _STRIPE, room.height() - 14)
    paint_stripe(painter, stripe, code)
    font = theme().font()
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor(theme().colours.get(look.role)))
    left = room.left() + _STRIPE + 5
    width = theme().metrics.px(_LETTER)
    painter.drawText(
        QRect(left, room.top(), width, room.height()), Qt.AlignmentFlag.AlignVCenter, look.letter
    )
    return left + width


def content_width(model: RowTableModel[Any], place: int) -> int:
    """Return the pixels that a column needs for its first rows."""
    column = model.columns[place]
    fonts = QFontMetrics(theme().font(strong=column.strong))
    widths = (fonts.horizontalAdvance(column.text(row)) for row in model.rows()[:_SAMPLE])
    longest = max(widths, default=0)
    extra = 2 * S + 6
    if column.symbol is not None:
        extra += theme().metrics.px(11) + 6
    if column.service is not None:
        extra += _STRIPE + 5 + theme().metrics.px(_LETTER)
    return longest + extra
