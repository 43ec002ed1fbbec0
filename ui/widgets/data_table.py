"""The table of every list: 36 px rows, a tint and a bar for the selected one, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from ui.models.rows import RowTableModel
from ui.theme.theme import theme
from ui.widgets.cell_delegate import CellDelegate, content_width
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_head import TableHead, title_width

T = TypeVar("T")

#: Pixels below which the stretching column would rather make the table scroll sideways.
_LEAST_STRETCH = 160

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class DataTable(QTableView, Generic[T]):
    """A list of records.

    Args:
        model: its rows and columns.
        name: what a screen reader calls the table.
        empty: shown over the table while there are no rows.
        sortable: heads sort on click; a third click brings the given order back.
        parent: the owning widget.

    Signals:
        activated_row: the row on which Enter or a double click came.
        space_pressed: the row on which Space came.
        row_selected: the current row, or None.
        columns_changed: the user chose other columns.
    """

    activated_row = Signal(object)
    space_pressed = Signal(object)
    row_selected = Signal(object)
    columns_changed = Signal()

    def __init__(
        self,
        model: RowTableModel[T],
        name: str,
        *,
        empty: EmptyState | None = None,
        sortable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows_model = model
        self._fill_menu: Callable[[T, QMenu], None] | None = None
        self._wanted: dict[int, int] = {}
        self._kept: tuple[Hashable, int] = (None, 0)
        self._empty = empty
        self.setHorizontalHeader(TableHead(self))
        self.setModel(model)
        self.setAccessibleName(name)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self._set_up_view(sortable=sortable)
        self._set_up_head()
        if empty is not None:
            empty.setParent(self)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._activate)
        theme().changed.connect(self._fit)
        self._fit()

    # -- rows --

    def current_row(self) -> T | None:
        """Return the row that has the keyboard, or None."""
        return self.rows_model.row_at(self.currentIndex())

    def select_key(self, key: Hashable) -> bool:
        """Make a row current by its key; return whether it is there."""
        index = self.rows_model.index_of_key(key)
        if index.isValid():
            self.setCurrentIndex(self._visible_cell(index))
            self.scrollTo(self.currentIndex())
        return index.isValid()

    def set_menu(self, fill: Callable[[T, QMenu], None]) -> None:
        """Fill the context menu of a row (right click, Menu key, Shift+F10) with actions."""
        self._fill_menu = fill

    # -- columns --

    def visible_columns(self) -> tuple[str, ...]:
        """Return the keys of the columns in view, in order."""
        return tuple(
            column.key
            for place, column in enumerate(self.rows_model.columns)
            if not self.isColumnHidden(place)
        )

    def set_visible_columns(self, keys: Sequence[str]) -> None:
        """Show only these columns; keys of columns that are no more are passed over."""
        wanted = set(keys) & {column.key for column in self.rows_model.columns}
        if wanted:
            for place, column in enumerate(self.rows_model.columns):
                self.setColumnHidden(place, column.key not in wanted)
            self._fit()

    # -- Qt --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space offers; Tab leaves the table."""
        key, row = Qt.Key(event.key()), self.current_row()
        if key in _ENTER and not event.modifiers() and row is not None:
            self.activated_row.emit(row)
        elif key == Qt.Key.Key_Space and row is not None:
            self.space_pressed.emit(row)
        elif key == Qt.Key.Key_Home:
            self._go_to_row(0)
        elif key == Qt.Key.Key_End:
            self._go_to_row(self.rows_model.rowCount() - 1)
        elif event.key() in {Qt.Key.Key_Escape, *_ENTER}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a row at once, so that a screen reader has something to say."""
        super().focusInEvent(event)
        # Qt makes the first cell current without selecting it.
        if not self.selectionModel().hasSelection():
            self._go_to_row(max(self.currentIndex().row(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again; keep the sentence of the empty list in the middle."""
        super().resizeEvent(event)
        self._share_width()
        self._place_empty()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the mouse and uncover it in desk mode."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row under the mouse."""
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def sizeHint(self) -> QSize:
        """Return a width that any page has and a height of a few rows."""
        return QSize(480, theme().metrics.row_height * 6)

    def minimumSizeHint(self) -> QSize:
        """Return the room of two rows: the table scrolls, the page need not."""
        return QSize(200, theme().metrics.row_height * 3)

    # -- set-up --

    def _set_up_view(self, *, sortable: bool) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_row_menu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if sortable:
            self.horizontalHeader().setSortIndicatorClearable(True)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._open_column_menu)
        head.setToolTip(self.tr("Klik untuk mengurutkan, klik kanan untuk memilih kolom"))
        for place, column in enumerate(self.rows_model.columns):
            self.setColumnHidden(place, column.hidden)

    def _fit(self) -> None:
        """Give every column the width of its content, and the rest to the one that stretches."""
        metrics = theme().metrics
        self.verticalHeader().setDefaultSectionSize(metrics.row_height)
        for place, column in enumerate(self.rows_model.columns):
            wanted = (
                metrics.px(column.width)
                if column.width is not None
                else content_width(self.rows_model, place)
            )
            self._wanted[place] = max(wanted, title_width(column.title))
            if not column.stretch:
                self.setColumnWidth(place, self._wanted[place])
        self._share_width()
        self._place_empty()

    def _share_width(self) -> None:
        """Give what is left to the stretching column, but never so little that it says nothing."""
        for place, column in enumerate(self.rows_model.columns):
            if column.stretch and not self.isColumnHidden(place):
                others = self.horizontalHeader().length() - self.columnWidth(place)
                least = min(self._wanted.get(place, 0), theme().metrics.px(_LEAST_STRETCH))
                self.setColumnWidth(place, max(self.viewport().width() - others, least))
                return

    # -- behaviour --

    def _activate(self, index: QModelIndex) -> None:
        row = self.rows_model.row_at(index)
        if row is not None:
            self.activated_row.emit(row)

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.rows_model.reveal(self.rows_model.key_at(current))
        self.row_selected.emit(self.rows_model.row_at(current))

    def _hover(self, index: QModelIndex) -> None:
        place = index.row() if index.isValid() else -1
        before = self._delegate.hovered_row
        if place != before:
            self._delegate.hovered_row = place
            pointed = index if index.isValid() else self.currentIndex()
            self.rows_model.reveal(self.rows_model.key_at(pointed))
            for row in (before, place):
                self._repaint_row(row)

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            y = self.rowViewportPosition(row)
            self.viewport().update(0, y, self.viewport().width(), self.rowHeight(row))

    def _keep_place(self) -> None:
        self._kept = (
            self.rows_model.key_at(self.currentIndex()),
            self.verticalScrollBar().value(),
        )

    def _find_place(self) -> None:
        key, scrolled = self._kept
        self._fit()
        index = self.rows_model.index_of_key(key) if key is not None else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(self._visible_cell(index))
        elif key is not None:
            self.row_selected.emit(None)
        self.verticalScrollBar().setValue(scrolled)
        if self.hasFocus() and not index.isValid():
            self._go_to_row(0)

    def _visible_cell(self, index: QModelIndex) -> QModelIndex:
        shown = next(
            (c for c in range(len(self.rows_model.columns)) if not self.isColumnHidden(c)), 0
        )
        return index.siblingAtColumn(shown)

    def _go_to_row(self, place: int) -> None:
        if 0 <= place < self.rows_model.rowCount():
            self.setCurrentIndex(self._visible_cell(self.rows_model.index(place, 0)))

    def _place_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().geometry())
            self._empty.setVisible(self.rows_model.rowCount() == 0)
            self._empty.raise_()

    def _open_row_menu(self, point: QPoint) -> None:
        row = self.rows_model.row_at(self.indexAt(point))
        if row is None or self._fill_menu is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(row, menu)
        if menu.actions():
            menu.popup(self.viewport().mapToGlobal(point))
        else:
            menu.deleteLater()

    def column_menu(self) -> QMenu:
        """Return a menu that shows and hides columns; the page may hang it on a button too."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Atur kolom"))
        shown = self.visible_columns()
        for column in self.rows_model.columns:
            action = QAction(column.title.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(column.key in shown)
            action.setEnabled(column.key not in shown or len(shown) > 1)
            action.toggled.connect(lambda on, key=column.key: self._show_column(key, on))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("Kolom seperti semula"), self._reset_columns)
        return menu

    def _open_column_menu(self, point: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(point))

    def _show_column(self, key: str, on: bool) -> None:
        keys = set(self.visible_columns())
        self.set_visible_columns(sorted(keys | {key} if on else keys - {key}))
        self.columns_changed.emit()

    def _reset_columns(self) -> None:
        self.set_visible_columns([c.key for c in self.rows_model.columns if not c.hidden])
        self.columns_changed.emit()
