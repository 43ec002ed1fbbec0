"""A month as a small table: weeks start on Monday, Sundays look like every other day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.theme.theme import theme
from ui.theme.tokens import RADIUS, XS
from ui.widgets.buttons import IconButton, quiet
from ui.widgets.labels import Label
from ui.widgets.restyle import restyle

Index = QModelIndex | QPersistentModelIndex

_WEEKS = 6
_DAYS = 7


def first_cell(year: int, month: int) -> date:
    """Return the Monday on or before the first day of a month."""
    first = date(year, month, 1)
    return first - timedelta(days=first.weekday())


def other_month(day: date, step: int) -> date:
    """Return the same day `step` months away, or that month's last day when it is shorter."""
    months = day.year * 12 + day.month - 1 + step
    year, month = divmod(months, 12)
    year = min(max(year, 1), 9998)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


class _MonthModel(QAbstractTableModel):
    """Six weeks of dates around a month."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.month = date(2000, 1, 1)

    def show(self, month: date) -> None:
        self.beginResetModel()
        self.month = month.replace(day=1)
        self.endResetModel()

    def day(self, index: Index) -> date:
        start = first_cell(self.month.year, self.month.month)
        return start + timedelta(days=index.row() * _DAYS + index.column())

    def index_of(self, day: date) -> QModelIndex:
        offset = (day - first_cell(self.month.year, self.month.month)).days
        return self.index(offset // _DAYS, offset % _DAYS)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature; never changed
        return 0 if parent.isValid() else _WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature; never changed
        return 0 if parent.isValid() else _DAYS

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        day = self.day(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return QLocale().toString(
                QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat
            )
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return QLocale().standaloneDayName(section + 1, QLocale.FormatType.ShortFormat)
        return None


class _DayDelegate(QStyledItemDelegate):
    """Draws a day: ring for today, filled when selected, a dot when marked."""

    def __init__(self, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme().colours
        day = self._grid.day_at(index)
        rect = QRectF(option.rect).adjusted(2, 2, -2, -2)
        chosen, today = day == self._grid.selected(), day == self._grid.today
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = colours.text if day.month == self._grid.month().month else colours.muted
        font = theme().font(strong=chosen or today)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.primary))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            colour = colours.on_primary
        elif today:
            painter.setPen(QPen(QColor(colours.primary), 1.5))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day in self._grid.marks():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(QRectF(rect.center().x() - 2, rect.bottom() - 7, 4, 4))
        if self._grid.hasFocus() and day == self._grid.cursor_day():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), RADIUS, RADIUS)
        painter.restore()


class MonthGrid(QTableView):
    """One month; arrow keys go by day, PgUp and PgDn by month, Enter picks.

    Args:
        today: the house's calendar day; gets a ring.
        selected: the day that is chosen at first.
        parent: the owning widget.

    Signals:
        picked: a date was chosen by Enter, Space or click.
        month_shown: the first day of the month that is now in view.
    """

    picked = Signal(date)
    month_shown = Signal(date)

    def __init__(
        self, today: date, selected: date | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.today = today
        self._selected = selected
        self._cursor = selected or today
        self._marks: frozenset[date] = frozenset()
        self._days = _MonthModel(self)
        self.setModel(self._days)
        self._delegate = _DayDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setProperty("card", "flat")
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.setMinimumSectionSize(20)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        restyle(self.horizontalHeader(), "card", "flat")
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clicked.connect(lambda index: self._pick(self._days.day(index)))
        self._go(self._cursor)

    def month(self) -> date:
        """Return the first day of the month in view."""
        return self._days.month

    def selected(self) -> date | None:
        """Return the chosen day."""
        return self._selected

    def set_selected(self, day: date | None) -> None:
        """Choose a day and bring its month into view."""
        self._selected = day
        self._go(day or self.today)

    def show_month(self, step: int) -> None:
        """Turn `step` months; 0 goes to today."""
        self._go(other_month(self._cursor, step) if step else self.today)

    def cursor_day(self) -> date:
        """Return the day that the keyboard stands on."""
        return self._cursor

    def day_at(self, index: Index) -> date:
        """Return the date of a cell."""
        return self._days.day(index)

    def marks(self) -> frozenset[date]:
        """Return the days that carry a dot."""
        return self._marks

    def set_marks(self, days: Iterable[date]) -> None:
        """Put a dot on days, for example those with appointments."""
        self._marks = frozenset(days)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return seven by six targets and the head."""
        metrics = theme().metrics
        side = metrics.control_height
        return QSize(7 * metrics.px(38), _WEEKS * side + side)

    def minimumSizeHint(self) -> QSize:
        """Return the same as the hint."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and pick by keyboard."""
        key = Qt.Key(event.key())
        days = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
            Qt.Key.Key_Home: -self._cursor.weekday(),
            Qt.Key.Key_End: 6 - self._cursor.weekday(),
        }
        if key in days:
            self._go(self._cursor + timedelta(days=days[key]))
        elif key == Qt.Key.Key_PageUp:
            self.show_month(-1)
        elif key == Qt.Key.Key_PageDown:
            self.show_month(1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._pick(self._cursor)
        else:
            event.ignore()

    def _pick(self, day: date) -> None:
        self._selected = day
        self._go(day)
        self.picked.emit(day)

    def _go(self, day: date) -> None:
        self._cursor = day
        if day.replace(day=1) != self._days.month:
            self._days.show(day)
            self.month_shown.emit(self._days.month)
        self.setAccessibleName(month_name(self._days.month))
        self.setCurrentIndex(self._days.index_of(day))
        self.viewport().update()


class CalendarPanel(QWidget):
    """A month grid with its name and arrows above."""

    def __init__(
        self, today: date, selected: date | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.grid = MonthGrid(today, selected, parent=self)
        self._title = Label("", "strong", parent=self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back = IconButton("chevron-left", self.tr("Bulan sebelumnya"), parent=self)
        ahead = IconButton("chevron-right", self.tr("Bulan berikutnya"), parent=self)
        now = quiet(self.tr("Hari ini"))
        back.clicked.connect(lambda: self.grid.show_month(-1))
        ahead.clicked.connect(lambda: self.grid.show_month(1))
        now.clicked.connect(lambda: self.grid.show_month(0))
        head = QHBoxLayout()
        head.setSpacing(XS)
        head.addWidget(back)
        head.addWidget(self._title, 1)
        head.addWidget(now)
        head.addWidget(ahead)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addLayout(head)
        layout.addWidget(self.grid, 1)
        self.grid.month_shown.connect(self._show_title)
        self._show_title(self.grid.month())
        self.setFocusProxy(self.grid)

    def _show_title(self, month: date) -> None:
        self._title.setText(month_name(month))


def month_name(month: date) -> str:
    """Return month and year in words, in the language of the screen."""
    return f"{QLocale().standaloneMonthName(month.month)} {month.year}"
