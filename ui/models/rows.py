"""A table model over a tuple of data transfer objects."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Generic, Literal, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.theme.symbols import Symbol

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
Sortable = str | int | float | bool | date | datetime | time | None

_ROLE = Qt.ItemDataRole
KEY_ROLE = int(_ROLE.UserRole)
ROW_ROLE = KEY_ROLE + 1

_FLAGS = {
    "left": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    "right": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
    "center": int(Qt.AlignmentFlag.AlignCenter),
}

COVER = "•••"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """One column.

    Args:
        key: stable name, kept in the user's choice of columns.
        title: head.
        text: what a row shows here.
        sort: what it is sorted by; default: the text.
        align: side of head and cells.
        tooltip: more about the cell; it is also read out.
        symbol: symbol and colour role before the text.
        service: service code; its letter and stripe stand before the text.
        spoken: what a screen reader says; default: symbol-free text.
        strong: semi-bold text, for the column that names the row.
        sensitive: covered in desk mode until the row is pointed at or current.
        width: pixels at 100 % text size; default: as wide as the content.
        stretch: takes what is left; one column of a table should.
        hidden: not shown until the user chooses it.
    """

    key: str
    title: str
    text: Callable[[T], str]
    sort: Callable[[T], Sortable] | None = None
    align: Literal["left", "right", "center"] = "left"
    tooltip: Callable[[T], str] | None = None
    symbol: Callable[[T], tuple[Symbol, str] | None] | None = None
    service: Callable[[T], str] | None = None
    spoken: Callable[[T], str] | None = None
    strong: bool = False
    sensitive: bool = False
    width: int | None = None
    stretch: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a delegate draws: asked for directly, since roles cost a trip through Qt each."""

    text: str
    flags: int
    strong: bool = False
    service: str = ""
    symbol: tuple[Symbol, str] | None = None


class RowTableModel(QAbstractTableModel, Generic[T]):
    """Rows that are replaced as a whole and sort themselves.

    Args:
        columns: what is shown.
        key: what makes a row the same row after it was read again.
        parent: the owning object.
    """

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[T] = []
        self._given: tuple[T, ...] = ()
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._covered = False
        self._revealed: Hashable = None

    # -- rows --

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show these rows in the order of the chosen column, else as given.

        If only contents differ, the view keeps its place; otherwise the model is reset and the
        DataTable finds the selected row again by its key.
        """
        self._given = tuple(rows)
        fresh = self._sorted(rows)
        if [self._key(row) for row in fresh] != [self._key(row) for row in self._rows]:
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()
            return
        before, self._rows = self._rows, fresh
        last = len(self.columns) - 1
        for place, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def rows(self) -> tuple[T, ...]:
        """Return the rows in the order in which they are shown."""
        return tuple(self._rows)

    def row_at(self, index: Index) -> T | None:
        """Return the row behind an index, or None."""
        return self._rows[index.row()] if index.isValid() else None

    def key_at(self, index: Index) -> Hashable:
        """Return the key of the row behind an index, or None."""
        return self._key(self._rows[index.row()]) if index.isValid() else None

    def index_of_key(self, key: Hashable) -> QModelIndex:
        """Return the first cell of a row, or an invalid index."""
        for place, row in enumerate(self._rows):
            if self._key(row) == key:
                return self.index(place, 0)
        return QModelIndex()

    # -- desk mode --

    def set_covered(self, covered: bool) -> None:
        """Cover or show the sensitive columns (desk mode)."""
        if covered != self._covered:
            self._covered = covered
            self._touch_all()

    def reveal(self, key: Hashable) -> None:
        """Show the sensitive cells of one row while it is pointed at; None covers it again."""
        if key != self._revealed:
            self._revealed = key
            if self._covered:
                self._touch_all()

    # -- Qt --

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature; never changed
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature; never changed
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(_ROLE.DisplayRole)) -> object:
        """Return what a cell shows, says, or stands for."""
        if not self.checkIndex(index, QAbstractItemModel.CheckIndexOption.IndexIsValid):
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == KEY_ROLE:
            return self._key(row)
        if role == ROW_ROLE:
            return row
        if role == _ROLE.TextAlignmentRole:
            return _FLAGS[column.align]
        if self._is_covered(row, column):
            spoken = {
                int(_ROLE.DisplayRole): COVER,
                int(_ROLE.AccessibleTextRole): self.tr("tertutup"),
            }
            return spoken.get(role)
        if role == _ROLE.DisplayRole:
            return column.text(row)
        if role == _ROLE.AccessibleTextRole:
            return (column.spoken or column.text)(row)
        if role == _ROLE.ToolTipRole and column.tooltip is not None:
            return column.tooltip(row)
        return None

    def cell(self, index: Index) -> Cell:
        """Return what a delegate draws in a cell."""
        row, column = self._rows[index.row()], self.columns[index.column()]
        flags = _FLAGS[column.align]
        if self._is_covered(row, column):
            return Cell(text=COVER, flags=flags)
        return Cell(
            text=column.text(row),
            flags=flags,
            strong=column.strong,
            service=column.service(row) if column.service else "",
            symbol=column.symbol(row) if column.symbol else None,
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(_ROLE.DisplayRole)
    ) -> object:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == _ROLE.DisplayRole:
                return self.columns[section].title
            if role == _ROLE.TextAlignmentRole:
                return _FLAGS[self.columns[section].align]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a column below 0 brings the given order back. Empty cells come last."""
        self._order = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._key(self._rows[index.row()]) for index in before]
        self._rows = self._sorted(self._given)
        places = {self._key(row): place for place, row in enumerate(self._rows)}
        after = [
            self.index(places[key], index.column()) for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _is_covered(self, row: T, column: Column[T]) -> bool:
        return column.sensitive and self._covered and self._key(row) != self._revealed

    def _sorted(self, rows: Sequence[T]) -> list[T]:
        if self._order is None:
            return list(rows)
        place, order = self._order
        column = self.columns[place]
        by = column.sort or column.text
        filled = [row for row in rows if by(row) not in {None, ""}]
        empty = [row for row in rows if by(row) in {None, ""}]
        backward = order == Qt.SortOrder.DescendingOrder
        # mypy cannot know that all values of one column are of one kind.
        filled.sort(key=lambda row: _comparable(by(row)), reverse=backward)  # type: ignore[arg-type,return-value]
        return filled + empty

    def _touch_all(self) -> None:
        if self._rows:
            end = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), end)


def _comparable(value: Sortable) -> Sortable:
    return value.casefold() if isinstance(value, str) else value
