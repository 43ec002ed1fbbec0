"""What happened, newest first, as a narrow list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.focus import paint_focus_ring
from ui.theme.services import paint_stripe, service_look
from ui.theme.symbols import Symbol, paint_symbol
from ui.theme.theme import theme
from ui.theme.tokens import XS, S
from ui.widgets.row_delegate import paint_row_background

_ENTRY = int(Qt.ItemDataRole.UserRole)
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_STRIPE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One event: `when` and `text` as people read them; `service` is a code and may be empty."""

    key: str
    when: str
    text: str
    detail: str = ""
    service: str = ""
    symbol: Symbol | None = None
    symbol_role: str = "muted"


class Timeline(QListWidget):
    """Entries with a stripe in the colour and pattern of their service.

    Signals:
        opened: the key of the entry on which Enter or a double click came.
    """

    opened = Signal(str)

    def __init__(self, name: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "flat")
        self.setAccessibleName(name or self.tr("Lini masa"))
        self._delegate = _EntryDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_ENTRY).key))

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these entries."""
        self.clear()
        for entry in entries:
            item = QListWidgetItem()
            item.setData(_ENTRY, entry)
            spoken = (entry.when, entry.service, entry.text, entry.detail)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, ". ".join(part for part in spoken if part)
            )
            self.addItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the entries again: their texts wrap at another width now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def text_width(self) -> int:
        """Return the width of an entry, the same with and without a scroll bar.

        Otherwise the bar's coming would wrap texts anew and make the measured heights wrong.
        """
        bar = self.verticalScrollBar().sizeHint().width()
        return self.width() - 2 * self.frameWidth() - bar

    def sizeHint(self) -> QSize:
        """Return the width of a side panel."""
        return QSize(theme().metrics.px(240), theme().metrics.px(300))

    def minimumSizeHint(self) -> QSize:
        """Return the least width in which entries are still readable."""
        return QSize(theme().metrics.px(160), theme().metrics.px(80))


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, view: Timeline) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._view.text_width()
        heights = self._heights(index.data(_ENTRY), width)
        return QSize(width, sum(heights) + 2 * S)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours, metrics = theme().colours, theme().metrics
        entry: TimelineEntry = index.data(_ENTRY)
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        paint_row_background(painter, rect, colours, selected=selected, hovered=hovered, bar=False)
        stripe = QRectF(rect.left() + XS, rect.top() + S, _STRIPE, rect.height() - 2 * S)
        if entry.service:
            paint_stripe(painter, stripe, entry.service)
        else:
            painter.fillRect(stripe.adjusted(1.5, 0, -1.5, 0), QColor(colours.border))
        room = self._text_room(QRect(rect.topLeft(), QSize(self._view.text_width(), rect.height())))
        heads, texts, details = self._heights(entry, self._view.text_width())
        line = QRect(room.left(), rect.top() + S, room.width(), heads)
        painter.setFont(_head_font())
        painter.setPen(QColor(colours.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, entry.when)
        if entry.service:
            look = service_look(entry.service)
            painter.setPen(QColor(colours.get(look.role)))
            left = line.left() + painter.fontMetrics().horizontalAdvance(entry.when) + S
            painter.drawText(line.adjusted(left - line.left(), 0, 0, 0), int(_WRAP), look.letter)
        if entry.symbol is not None:
            side = metrics.px(11)
            box = QRectF(line.right() - side, line.center().y() - side / 2, side, side)
            paint_symbol(painter, box, entry.symbol, colours.get(entry.symbol_role))
        painter.setFont(theme().font())
        painter.setPen(QColor(colours.text))
        line = QRect(room.left(), line.bottom() + 1, room.width(), texts)
        painter.drawText(line, int(_WRAP), entry.text)
        if entry.detail:
            painter.setFont(theme().font(12))
            painter.setPen(QColor(colours.muted))
            line = QRect(room.left(), line.bottom() + 1, room.width(), details)
            painter.drawText(line, int(_WRAP), entry.detail)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            paint_focus_ring(painter, QRectF(rect), 4)
        painter.restore()

    def _text_room(self, rect: QRect) -> QRect:
        return rect.adjusted(XS + _STRIPE + S, 0, -S, 0)

    def _heights(self, entry: TimelineEntry, width: int) -> tuple[int, int, int]:
        room = QRect(0, 0, max(self._text_room(QRect(0, 0, width, 0)).width(), 40), 10_000)
        head = QFontMetrics(_head_font()).lineSpacing()
        text = QFontMetrics(theme().font()).boundingRect(room, int(_WRAP), entry.text).height()
        if not entry.detail:
            return head, text, 0
        small = QFontMetrics(theme().font(12))
        return head, text, small.boundingRect(room, int(_WRAP), entry.detail).height()


def _head_font() -> QFont:
    return theme().font(12, strong=True)
