"""The list of a form's parts: complete, being filled, empty. Empty is fine and never red."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.focus import paint_focus_ring
from ui.theme.symbols import Symbol, paint_symbol
from ui.theme.theme import theme
from ui.theme.tokens import S
from ui.widgets.row_delegate import BAR, paint_row_background

SectionState = Literal["done", "active", "empty"]

_KEY = int(Qt.ItemDataRole.UserRole)
_STATE = _KEY + 1

_SYMBOLS: dict[str, tuple[Symbol, str]] = {
    "done": (Symbol.CHECK, "done"),
    "active": (Symbol.FULL, "primary"),
    "empty": (Symbol.EMPTY, "muted"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part: its key, its words and how far it is."""

    key: str
    label: str
    state: SectionState = "empty"


class SectionList(QListWidget):
    """Parts one below the other; choosing one shows it.

    Signals:
        selected: the key of the part that was chosen, by keyboard, mouse or program.
    """

    selected = Signal(str)

    def __init__(self, name: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "flat")
        self.setAccessibleName(name or self.tr("Bagian"))
        self._delegate = _SectionDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current_changed)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these parts; the chosen one stays chosen if it is still there."""
        current = self.current_key()
        blocked = self.blockSignals(True)
        self.clear()
        for section in sections:
            item = QListWidgetItem(section.label)
            item.setData(_KEY, section.key)
            self.addItem(item)
            self.set_state(section.key, section.state)
        self.blockSignals(blocked)
        self.updateGeometry()
        if sections:
            keys = [section.key for section in sections]
            self.set_current(current if current in keys else keys[0])

    def set_state(self, key: str, state: SectionState) -> None:
        """Mark how far a part is."""
        item = self._item(key)
        if item is not None:
            words = {
                "done": self.tr("lengkap"),
                "active": self.tr("sedang diisi"),
                "empty": self.tr("kosong"),
            }[state]
            item.setData(_STATE, state)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {words}")

    def current_key(self) -> str:
        """Return the key of the chosen part, or an empty text."""
        return str(self.currentIndex().data(_KEY) or "")

    def set_current(self, key: str) -> None:
        """Choose a part."""
        item = self._item(key)
        if item is not None:
            self.setCurrentItem(item)

    def sizeHint(self) -> QSize:
        """Return the width of the longest label."""
        labels = (self.item(row).text() for row in range(self.count()))
        width = max((self.fontMetrics().horizontalAdvance(label) for label in labels), default=0)
        metrics = theme().metrics
        return QSize(width + metrics.px(56), self.count() * metrics.row_height + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest label and a few rows."""
        return QSize(self.sizeHint().width(), theme().metrics.row_height * 3)

    def _item(self, key: str) -> QListWidgetItem | None:
        for row in range(self.count()):
            if self.item(row).data(_KEY) == key:
                return self.item(row)
        return None

    def _on_current_changed(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.selected.emit(str(current.data(_KEY)))


class _SectionDelegate(QStyledItemDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(theme().metrics.px(80), theme().metrics.row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours, metrics = theme().colours, theme().metrics
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        paint_row_background(
            painter, option.rect, colours, selected=selected, hovered=hovered, bar=True
        )
        symbol, role = _SYMBOLS[str(index.data(_STATE) or "empty")]
        side = metrics.px(12)
        left = option.rect.left() + BAR + S
        box = QRectF(left, option.rect.center().y() - side / 2 + 0.5, side, side)
        paint_symbol(painter, box, symbol, colours.get(role))
        painter.setFont(theme().font(strong=selected))
        painter.setPen(QColor(colours.text))
        room = option.rect.adjusted(BAR + 2 * S + side + 2, 0, -S, 0)
        text = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)),
            Qt.TextElideMode.ElideRight,
            room.width(),
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, QRectF(option.rect), 4)
        painter.restore()
