"""Free times one below the other: when above, who and where below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ruko_desk.clock import local
from ruko_desk.domain.dto.schedule import FreeTime
from ruko_desk.domain.indonesian import span_text
from ui.theme.services import paint_stripe, service_look
from ui.theme.theme import theme
from ui.theme.tokens import S
from ui.views.calendar.looks import day_words
from ui.widgets.row_delegate import paint_row_background

_FREE = int(Qt.ItemDataRole.UserRole)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STRIPE = 5


def free_words(free: FreeTime) -> tuple[str, str]:
    """Return the two lines of a free time."""
    start, end = local(free.start), local(free.end)
    when = f"{day_words(start.date())}, {span_text(start, end)}"
    who = f"{service_look(free.service).letter} · {free.provider_name}"
    return when, f"{who} · {free.room_name}" if free.room_name else who


class FreeTimesList(QListWidget):
    """Arrow keys look, Enter or a double click takes.

    Signals:
        looked_at: the FreeTime under the keyboard.
        taken: the FreeTime that was chosen.
    """

    looked_at = Signal(object)
    taken = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waktu_kosong")
        self.setAccessibleName(self.tr("Waktu kosong"))
        self._delegate = _FreeDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(self._on_item)

    def set_times(self, times: Sequence[FreeTime]) -> None:
        """Show these; the first stands ready for Enter."""
        self.blockSignals(True)
        self.clear()
        for free in times:
            when, who = free_words(free)
            item = QListWidgetItem(when)
            item.setData(_FREE, free)
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{when}, {who}")
            self.addItem(item)
        self.blockSignals(False)
        if times:
            self.setCurrentRow(0)

    def current(self) -> FreeTime | None:
        """Return the free time under the keyboard."""
        free = self.currentIndex().data(_FREE)
        return free if isinstance(free, FreeTime) else None

    def minimumSizeHint(self) -> QSize:
        """Return room for three times."""
        return QSize(theme().metrics.px(200), 3 * theme().metrics.px(48) + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a time with Enter; leave Esc to the page."""
        free = self.current()
        if event.key() in _ENTER and free is not None:
            self.taken.emit(free)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.looked_at.emit(item.data(_FREE))

    def _on_item(self, item: QListWidgetItem) -> None:
        self.taken.emit(item.data(_FREE))


class _FreeDelegate(QStyledItemDelegate):
    """Two lines with the stripe of the service."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of two lines."""
        return QSize(theme().metrics.px(160), theme().metrics.px(48))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw background, stripe and lines."""
        free = index.data(_FREE)
        if not isinstance(free, FreeTime):
            return
        colours, rect = theme().colours, option.rect
        painter.save()
        state = option.state
        paint_row_background(
            painter,
            rect,
            colours,
            selected=bool(state & QStyle.StateFlag.State_Selected),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            bar=True,
        )
        stripe = QRectF(rect.left() + S, rect.top() + 6, _STRIPE, rect.height() - 12)
        paint_stripe(painter, stripe, free.service)
        left = rect.left() + 2 * S + _STRIPE
        half = rect.height() // 2
        when, who = free_words(free)
        for text, colour, font, top in (
            (when, colours.text, theme().font(strong=True), rect.top() + 3),
            (who, colours.muted, theme().font(12), rect.top() + half - 2),
        ):
            line = QRect(left, top, rect.right() - left - S, half)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()
