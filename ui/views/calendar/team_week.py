"""*Pekan tim*: everybody's week as chips; the readable week, worked by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ruko_desk.domain.dto.schedule import AppointmentView, WeekView
from ui.theme.focus import paint_focus_ring
from ui.theme.services import service_look
from ui.theme.symbols import paint_symbol
from ui.theme.theme import theme
from ui.views.calendar.ink import Ink
from ui.views.calendar.looks import state_look
from ui.views.calendar.week_model import Index, WeekCell, WeekModel, as_model, chip_words
from ui.widgets.announce import announce

LEAST_COLUMN = 136
"""Pixels of a day at 100 % text size, so that no chip is narrower than 120."""
MOST_CHIPS = 4
"""Chips of a cell before the rest becomes `+n lagi`."""

_PAD = 3
_SYMBOL = 9
_STRIPE = 4
_HEAD = 156
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _chip_height(ink: Ink) -> int:
    return ink.line + 6


class _Chips(QStyledItemDelegate):
    """Draws the chips of a cell; the view knows which one the keyboard is on."""

    def __init__(self, view: TeamWeek) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one provider's day."""
        cell = as_model(self._view.model()).cell(index)
        if cell is None:
            return
        ink, rect = Ink.of(theme()), _rect_of(option)
        here = self._view.hasFocus() and self._view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, ink.hatch("border") if cell.why else ink.colour("surface"))
        if cell.why and not cell.appointments:
            painter.setFont(ink.small)
            painter.setPen(ink.colour("muted"))
            words = ink.cut(cell.why, rect.width() - 12)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
        shown = self._view.shown(cell)
        for place, one in enumerate(cell.appointments[:shown]):
            box = self._view.chip_box(rect, place)
            self._chip(painter, ink, box, one)
            if here and place == self._view.place:
                paint_focus_ring(painter, box.adjusted(-2, -2, 2, 2), 5)
        if shown < len(cell.appointments):
            box = self._view.chip_box(rect, shown)
            painter.setFont(ink.small_strong)
            painter.setPen(ink.colour("link"))
            count = len(cell.appointments) - shown
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._view.more_words(count))
            if here and self._view.place >= shown:
                paint_focus_ring(painter, box, 5)
        if here and not cell.appointments:
            paint_focus_ring(painter, QRectF(rect).adjusted(2, 2, -2, -2), 5)
        painter.restore()

    def _chip(self, painter: QPainter, ink: Ink, box: QRectF, one: AppointmentView) -> None:
        role = service_look(one.service).role
        hidden = not one.case_uid
        painter.setPen(QPen(ink.colour("border_in" if hidden else role), 1))
        painter.setBrush(ink.colour("surface2" if hidden else f"{role}_tint"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        stripe = QRectF(box.left() + 1, box.top() + 2, _STRIPE, box.height() - 4)
        painter.fillRect(stripe, ink.colour(role))
        symbol, _ = state_look(one.state)
        left = box.left() + _STRIPE + 5
        where = QRectF(QPointF(left, box.center().y() - _SYMBOL / 2), box.center())
        where.setSize(QRectF(0, 0, _SYMBOL, _SYMBOL).size())
        paint_symbol(painter, where, symbol, ink.colours.get("text"))
        room = box.adjusted(_STRIPE + _SYMBOL + 10, 0, -4, 0)
        painter.setFont(ink.small)
        painter.setPen(ink.colour("text"))
        words = ink.cut(chip_words(one), room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)


class TeamWeek(QTableView):
    """Rows of providers, columns of days.

    Args:
        state_text: the word for a state of an appointment.
        parent: the owning widget.

    Signals:
        opened: uid of the appointment on which Enter or a double click came.
        day_chosen: provider uid and day of an empty cell, or of one with more than it shows.
        menu_asked: uid and global point, for the menu of an appointment.
        states_asked: uid and global point: Space was pressed.
        move_wanted: uid of the appointment on which M was pressed.
    """

    opened = Signal(str)
    day_chosen = Signal(str, object)
    menu_asked = Signal(str, QPoint)
    states_asked = Signal(str, QPoint)
    move_wanted = Signal(str)

    def __init__(self, state_text: Callable[[str], str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = 0
        self._model = WeekModel(state_text, self)
        self.setModel(self._model)
        self.setItemDelegate(_Chips(self))
        self.setAccessibleName(self.tr("Pekan tim: petugas dan hari"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for header in (across, down):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        theme().changed.connect(self._fit)
        self._fit()

    # -- what is shown --

    def show_week(self, week: WeekView, day: date) -> None:
        """Show a week; the keyboard stays on its appointment or its cell, at first on `day`."""
        current, at = self.current(), self.currentIndex()
        self._model.show_week(week)
        row = max(at.row(), 0)
        column = at.column() if at.isValid() else self._model.column_of(day)
        self._fit()
        if current is None or not self.select(current.uid):
            last = self._model.rowCount() - 1, self._model.columnCount() - 1
            self._go(self._model.index(min(row, last[0]), min(column, last[1])), 0)

    def select(self, uid: str) -> bool:
        """Put the keyboard on an appointment; return whether it is in this week."""
        found = self._model.find(uid)
        if found is not None:
            self._go(*found)
        return found is not None

    def current(self) -> AppointmentView | None:
        """Return the appointment under the keyboard."""
        cell = self._model.cell(self.currentIndex())
        if cell is None or not self.place < self.shown(cell):
            return None
        return cell.appointments[self.place] if cell.appointments else None

    def provider_uid(self) -> str:
        """Return whose row the keyboard is in."""
        cell = self._model.cell(self.currentIndex())
        return cell.provider.uid if cell is not None else ""

    def appointment(self, uid: str) -> AppointmentView | None:
        """Return an appointment of this week."""
        found = self._model.find(uid)
        cell = self._model.cell(found[0]) if found is not None else None
        return cell.appointments[found[1]] if cell is not None and found is not None else None

    def shown(self, cell: WeekCell) -> int:
        """Return how many chips of a cell are drawn."""
        count = len(cell.appointments)
        return count if count <= MOST_CHIPS else MOST_CHIPS - 1

    def more_words(self, count: int) -> str:
        """Return what stands for the chips without room."""
        return self.tr("+{count} lagi…").format(count=count)

    def chip_box(self, rect: QRect, place: int) -> QRectF:
        """Return the box of a chip within the box of its cell."""
        height = _chip_height(Ink.of(theme()))
        top = rect.top() + _PAD + place * (height + _PAD)
        return QRectF(rect.left() + _PAD, top, rect.width() - 2 * _PAD - 1, height)

    def chip_point(self) -> QPoint:
        """Return where a menu for the current chip opens, on the screen."""
        box = self.chip_box(self.visualRect(self.currentIndex()), self.place)
        return self.viewport().mapToGlobal(box.bottomLeft().toPoint())

    # -- keyboard --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from chip to chip and from cell to cell; letters belong to the page."""
        key = Qt.Key(event.key())
        one = self.current()
        if event.modifiers() & _CHORD:
            event.ignore()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._side(1 if key == Qt.Key.Key_Right else -1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            last = self._model.columnCount() - 1
            column = 0 if key == Qt.Key.Key_Home else last
            self._go(self._model.index(self.currentIndex().row(), column), 0)
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Space and one is not None:
            self.states_asked.emit(one.uid, self.chip_point())
        elif key == Qt.Key.Key_M and one is not None:
            self.move_wanted.emit(one.uid)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the keyboard is."""
        super().focusInEvent(event)
        self._say()

    def _places(self, cell: WeekCell) -> int:
        """Return how many places the keyboard has in a cell, the one for more included."""
        shown = self.shown(cell)
        return max(1, shown + (shown < len(cell.appointments)))

    def _step(self, step: int) -> None:
        at, cell = self.currentIndex(), self._model.cell(self.currentIndex())
        if cell is None:
            return
        if 0 <= self.place + step < self._places(cell):
            self._go(at, self.place + step)
            return
        there = self._model.index(at.row() + step, at.column())
        other = self._model.cell(there)
        if other is not None:
            self._go(there, 0 if step > 0 else self._places(other) - 1)

    def _side(self, step: int) -> None:
        at = self.currentIndex()
        there = self._model.index(at.row(), at.column() + step)
        cell = self._model.cell(there)
        if cell is not None:
            self._go(there, min(self.place, self._places(cell) - 1))

    def _enter(self) -> None:
        cell, one = self._model.cell(self.currentIndex()), self.current()
        if one is not None:
            self.opened.emit(one.uid)
        elif cell is not None:
            self.day_chosen.emit(cell.provider.uid, cell.day)

    def _go(self, index: QModelIndex, place: int) -> None:
        self.place = place
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._say()
        self.viewport().update()

    def _say(self) -> None:
        cell, one = self._model.cell(self.currentIndex()), self.current()
        if cell is None:
            return
        words = self._model.words(one) if one is not None else self._model.cell_words(cell)
        self.setAccessibleDescription(words)
        if self.hasFocus():
            announce(self, words)

    # -- mouse --

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the keyboard on what is pressed."""
        index = self.indexAt(event.position().toPoint())
        cell = self._model.cell(index)
        if cell is None:
            return
        rect, point = self.visualRect(index), event.position()
        places = range(self._places(cell))
        hit = next((p for p in places if self.chip_box(rect, p).contains(point)), None)
        self._go(index, hit if hit is not None else 0)
        if hit is not None and hit >= self.shown(cell) and cell.appointments:
            self.day_chosen.emit(cell.provider.uid, cell.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the mouse."""
        if self.indexAt(event.position().toPoint()) == self.currentIndex():
            self._enter()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of an appointment."""
        one = self.current()
        if one is not None:
            by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
            self.menu_asked.emit(one.uid, self.chip_point() if by_keys else event.globalPos())

    # -- sizes --

    def _fit(self) -> None:
        ink, metrics = Ink.of(theme()), theme().metrics
        self.horizontalHeader().setMinimumSectionSize(metrics.px(LEAST_COLUMN))
        self.verticalHeader().setFixedWidth(metrics.px(_HEAD))
        height = _chip_height(ink) + _PAD
        for row in range(self._model.rowCount()):
            chips = min(max(self._model.most_in_row(row), 2), MOST_CHIPS)
            self.setRowHeight(row, chips * height + 2 * _PAD)
        self.viewport().update()


def _rect_of(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect
