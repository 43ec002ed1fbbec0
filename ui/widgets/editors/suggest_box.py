"""A line that offers matching records below it: partners, clients, kelurahan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.theme import theme
from ui.theme.tokens import S
from ui.widgets.editors.editor import JsonValue
from ui.widgets.editors.line_edit import TextLine
from ui.widgets.row_delegate import BAR, paint_row_background

_KEY = int(Qt.ItemDataRole.UserRole)
_DETAIL = _KEY + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestRow:
    """One offer: what picking it yields, its line, and a second line in small type."""

    key: str
    text: str
    detail: str = ""


class SuggestBox(TextLine):
    """Type, then pick with the arrow keys and Enter. The value is the key of the picked row.

    The page listens to `searched`, looks the text up on a worker and answers with `set_rows`; an
    answer that comes when the line no longer has the focus is kept closed.

    Signals:
        searched: the text, `delay_ms` after the last key.
        picked: the key of the row that was picked.
    """

    searched = Signal(str)
    picked = Signal(str)

    def __init__(
        self, placeholder: str = "", *, delay_ms: int = 200, parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, max_length=200, parent=parent)
        self._key: str | None = None
        self._rows = QStandardItemModel(self)
        self._list = QListView()
        self._completer = QCompleter(self._rows, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setPopup(self._list)
        self._completer.setMaxVisibleItems(8)
        self._completer.setWidget(self)
        self._delegate = _TwoLineDelegate(self)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(
            True
        )  # the height of the list is that of its first row, times all
        self._list.setProperty("card", "popup")
        self._list.setAccessibleName(self.tr("Saran"))
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]  # the stub does not know overloaded signals
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(delay_ms)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textEdited.connect(self._on_text_edited)

    def set_rows(self, rows: Sequence[SuggestRow]) -> None:
        """Offer these rows; the first stands ready for Enter."""
        self._rows.clear()
        for row in rows:
            item = QStandardItem(row.text)
            item.setData(row.key, _KEY)
            item.setData(row.detail, _DETAIL)
            item.setData(f"{row.text}. {row.detail}", Qt.ItemDataRole.AccessibleTextRole)
            self._rows.appendRow(item)
        if rows and self.hasFocus():
            self._completer.complete()
            self._list.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self._list.hide()

    def popup(self) -> QListView:
        """Return the list of offers."""
        return self._list

    def value(self) -> str | None:
        """Return the key of the picked row; None while the text is only text."""
        return self._key

    def set_value(self, value: object) -> None:
        """Show a picked row, given as (key, text); None empties the line."""
        self._pause.stop()
        if isinstance(value, tuple) and len(value) == 2:
            self._key = str(value[0])
            self.setText(str(value[1]))
            self.setCursorPosition(0)
        else:
            self._key = None
            self.setText("")
        self.edited.emit()

    def draft(self) -> JsonValue:
        """Return key and text."""
        return [self._key or "", self.text()]

    def restore(self, draft: object) -> None:
        """Show key and text of a draft."""
        if isinstance(draft, list) and len(draft) == 2:
            self._key = str(draft[0]) or None
            self.setText(str(draft[1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the offers again."""
        if event.key() == Qt.Key.Key_Down and self._rows.rowCount():
            self._completer.complete()
            self._list.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            super().keyPressEvent(event)

    def _on_text_edited(self) -> None:
        self._key = None
        self._list.hide()
        self._pause.start()

    def _on_activated(self, index: QModelIndex) -> None:
        key, text = index.data(_KEY), index.data(Qt.ItemDataRole.DisplayRole)
        self.set_value((key, text))
        self.picked.emit(str(key))


class _TwoLineDelegate(QStyledItemDelegate):
    """Text above, detail in small type below."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of two lines if any offer has two, so that all are equally high."""
        metrics = theme().metrics
        model = index.model()
        details = (model.index(row, 0).data(_DETAIL) for row in range(model.rowCount()))
        return QSize(metrics.px(160), metrics.px(50 if any(details) else 34))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw background and lines."""
        colours = theme().colours
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_row_background(painter, rect, colours, selected=selected, hovered=False, bar=True)
        room = rect.adjusted(S + BAR, 0, -S, 0)
        detail = str(index.data(_DETAIL) or "")
        lines = [(str(index.data(Qt.ItemDataRole.DisplayRole)), colours.text, theme().font())]
        if detail:
            lines.append((detail, colours.muted, theme().font(12)))
        height = room.height() // len(lines)
        for place, (text, colour, font) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QRect(room.left(), room.top() + place * height, room.width(), height)
            if len(lines) == 2:
                line.adjust(0, 4 if place == 0 else -2, 0, 2 if place == 0 else -4)
            elided = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.restore()
