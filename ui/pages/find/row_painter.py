"""How a row of quick find looks: picture, what it is, what is told of it, matches in bold."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.pages.find.rows import HitRow, head_of, parts_of, tail_of
from ui.theme.icons import pixmap
from ui.theme.theme import theme
from ui.theme.tokens import L, M, S
from ui.widgets.row_delegate import BAR, paint_row_background

ROW = Qt.ItemDataRole.UserRole
TYPED = Qt.ItemDataRole.UserRole + 1

HEIGHT = 36
_ICON = 16


class RowPainter(QStyledItemDelegate):
    """One line per row; a closed case is told in the muted colour."""

    def __init__(self, parent: QObject) -> None:
        """Paint for a list."""
        super().__init__(parent)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row; the list decides on the width."""
        return QSize(0, theme().metrics.px(HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw background, picture and both texts; the second one gives way."""
        row, typed = index.data(ROW), str(index.data(TYPED) or "")
        colours, side = theme().colours, theme().metrics.px(_ICON)
        closed = isinstance(row, HitRow) and row.hit.closed
        painter.save()
        paint_row_background(
            painter,
            option.rect,
            colours,
            selected=bool(option.state & QStyle.StateFlag.State_Selected),
            hovered=bool(option.state & QStyle.StateFlag.State_MouseOver),
            bar=True,
        )
        room = option.rect.adjusted(BAR + M, 0, -M, 0)
        top = room.top() + (room.height() - side) // 2
        painter.drawPixmap(QPoint(room.left(), top), pixmap(row.icon, "muted", side))
        room.setLeft(room.left() + side + S)
        text, muted = QColor(colours.text), QColor(colours.muted)
        painter.setPen(muted if closed else text)
        end = self._draw(painter, room, option.font, head_of(row), typed)
        painter.setPen(muted)
        room.setLeft(min(end + L, room.right()))
        self._draw(painter, room, option.font, tail_of(row), typed)
        painter.restore()

    def _draw(self, painter: QPainter, room: QRect, font: QFont, text: str, typed: str) -> int:
        """Draw a text from the left; return where it ended."""
        bold = QFont(font)
        bold.setWeight(QFont.Weight.Bold)
        left = room.left()
        for part, matches in parts_of(text, typed):
            used = bold if matches else font
            metrics = QFontMetrics(used)
            free = room.right() - left
            if free <= 0:
                break
            shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, free)
            painter.setFont(used)
            painter.drawText(
                QRect(left, room.top(), free, room.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
                shown,
            )
            left += metrics.horizontalAdvance(shown)
        return left
