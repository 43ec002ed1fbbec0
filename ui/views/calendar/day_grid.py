"""The day worked by keyboard and mouse: looking, making, opening, moving appointments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.schedule import AppointmentView, DayView
from ui.views.calendar import cursor as way
from ui.views.calendar.cursor import Carried, Cursor
from ui.views.calendar.day_surface import DaySurface
from ui.views.calendar.mouse import MouseHand
from ui.views.calendar.paint_day import ghost_words
from ui.views.calendar.plan import STEP, Card, DayPlan
from ui.views.calendar.words import card_details, card_words, head_words, slot_words
from ui.widgets.announce import announce

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_EDGE = 18
_LEFT = Qt.MouseButton.LeftButton


class DayGrid(DaySurface):
    """Columns per provider, hours downwards.

    Args:
        state_text: the word for a state of an appointment.
        parent: the owning widget.

    Signals:
        slot_chosen: provider uid, start (aware), minutes (0: the usual length of the session).
        opened: uid of the appointment on which Enter or a double click came.
        move_asked: uid, provider uid and start of an appointment that was put down elsewhere.
        menu_asked: uid and global point, for the menu of an appointment.
        states_asked: uid and global point: Space was pressed, the next states are wanted.
        day_turned: days to go, by PgUp and PgDn.
        today_asked: T was pressed.
        list_asked: the chip that stands for cards without room was clicked.
        carrying: an appointment is being moved by keyboard, or no longer.
    """

    slot_chosen = Signal(str, object, int)
    opened = Signal(str)
    move_asked = Signal(str, str, object)
    menu_asked = Signal(str, QPoint)
    states_asked = Signal(str, QPoint)
    day_turned = Signal(int)
    today_asked = Signal()
    list_asked = Signal()
    carrying = Signal(bool)

    def __init__(self, state_text: Callable[[str], str], *, parent: QWidget | None = None) -> None:
        super().__init__(state_text, parent=parent)
        self._editable = False
        self._origin: tuple[str, datetime] | None = None
        self._hand = MouseHand(lambda: self._editable, self.may_move)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Jadwal per petugas"))

    # -- looking --

    def show_day(self, view: DayView, now: datetime) -> None:
        """Show a day; what is carried by keyboard comes along to it."""
        self._hand.cancel()
        self._drawn = None
        if self._origin is None:
            self._carried = None
        super().show_day(view, now)
        if self._carried is not None and self._plan is not None:
            self._carry_on(way.carry_by(self._plan, self._carried, 0))

    def set_editable(self, editable: bool) -> None:
        """Allow or forbid making and moving appointments."""
        self._editable = editable

    def select(self, uid: str) -> bool:
        """Put the keyboard on an appointment; return whether it has a card this day."""
        card = self._plan.card(uid) if self._plan is not None else None
        if card is not None:
            self._go(Cursor(card.column, card.start, card.uid))
        return card is not None

    def go_to(self, column: int, minute: int) -> None:
        """Put the keyboard on a slot, or on the card that stands there."""
        if self._plan is not None:
            self._go(way.land(self._plan, column, minute))

    def current(self) -> AppointmentView | None:
        """Return the appointment under the keyboard."""
        card = self._plan.card(self._cursor.uid) if self._plan is not None else None
        return card.appointment if card is not None else None

    def current_slot(self) -> tuple[str, datetime] | None:
        """Return provider uid and start of the slot under the keyboard."""
        plan = self._plan
        if plan is None or not plan.columns:
            return None
        uid = plan.columns[self._cursor.column].provider.uid
        return uid, plan.instant(self._cursor.minute)

    def may_move(self, card: Card) -> bool:
        """Tell whether an appointment may be moved."""
        return self._editable and AppointmentState.MOVED in card.appointment.next_states

    # -- moving by keyboard --

    @property
    def is_carrying(self) -> bool:
        """Whether an appointment is on its way to another time."""
        return self._carried is not None

    @property
    def _is_busy(self) -> bool:
        return self._carried is not None or self._drawn is not None

    def pick_up(self, uid: str) -> bool:
        """Begin to move an appointment by keyboard; return whether it may be moved."""
        plan = self._plan
        card = plan.card(uid) if plan is not None else None
        if plan is None or card is None or not self.may_move(card):
            return False
        self._origin = (card.appointment.provider_uid, plan.instant(card.start))
        self._carried_label = card.appointment.label
        self._carry_on(way.carry(card))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.carrying.emit(True)
        return True

    def put_back(self) -> None:
        """Give up moving or drawing; nothing has changed."""
        was_carrying = self._carried is not None
        self._hand.cancel()
        self._let_go()
        if was_carrying:
            self._say(self.tr("Pemindahan dibatalkan"))

    def _carry_on(self, carried: Carried) -> None:
        self._carried = carried
        plan = self._plan
        if plan is not None:
            column = plan.column_of(carried.provider_uid)
            if column >= 0:
                self._scroll_to(column, carried.minute, carried.minute + carried.minutes)
            self._say(ghost_words(plan, carried))
        self.viewport().update()

    def _put_down(self, carried: Carried, origin: tuple[str, datetime] | None) -> None:
        self._let_go()
        plan = self._plan
        if plan is None or not carried.free:
            return
        place = (carried.provider_uid, plan.instant(carried.minute))
        if place != origin:
            self.move_asked.emit(carried.uid, *place)

    def _let_go(self) -> None:
        by_keys = self._origin is not None
        self._carried = None
        self._drawn = None
        self._origin = None
        self.viewport().update()
        if by_keys:
            self.carrying.emit(False)

    # -- keyboard --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor or what is carried; letters do what the menu does."""
        plan, key = self._plan, Qt.Key(event.key())
        if plan is None or event.modifiers() & _CHORD:
            event.ignore()
        elif key == Qt.Key.Key_Escape and self._is_busy:
            self.put_back()
        elif key in _TURNS:
            self.day_turned.emit(_TURNS[key])
        elif key == Qt.Key.Key_T:
            self.today_asked.emit()
        elif self._carried is not None and self._origin is not None:
            self._carry_key(event, plan, self._carried)
        elif not plan.columns or not (self._look_key(plan, key) or self._act_key(key)):
            event.ignore()

    def _carry_key(self, event: QKeyEvent, plan: DayPlan, carried: Carried) -> None:
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._put_down(carried, self._origin)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._carry_on(way.carry_by(plan, carried, STEP if key == Qt.Key.Key_Down else -STEP))
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._carry_on(way.carry_side(plan, carried, 1 if key == Qt.Key.Key_Right else -1))
        else:
            event.ignore()

    def _look_key(self, plan: DayPlan, key: Qt.Key) -> bool:
        at = self._cursor
        if key == Qt.Key.Key_Down:
            self._go(way.step_down(plan, at))
        elif key == Qt.Key.Key_Up:
            self._go(way.step_up(plan, at))
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._go(way.step_side(plan, at, 1 if key == Qt.Key.Key_Right else -1))
        elif key == Qt.Key.Key_Home:
            self._go(way.land(plan, at.column, plan.first))
        elif key == Qt.Key.Key_End:
            self._go(way.land(plan, at.column, plan.last - STEP))
        else:
            return False
        return True

    def _act_key(self, key: Qt.Key) -> bool:
        uid, slot = self._cursor.uid, self.current_slot()
        if key in _ENTER and uid:
            self.opened.emit(uid)
        elif key in _ENTER and slot is not None and self._editable:
            self.slot_chosen.emit(*slot, 0)
        elif key == Qt.Key.Key_M and uid:
            if not self.pick_up(uid):
                self._say(self.tr("Janji ini tidak dapat dipindah"))
        elif key == Qt.Key.Key_Space and uid:
            self.states_asked.emit(uid, self._card_point(uid))
        else:
            return False
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a card or the head of a column has no room for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """Return the words for a place in the viewport, or an empty text."""
        at, where = self._at, self._to_content(point.toPointF())
        if at is None or point.x() < self._inner().left():
            return ""
        if point.y() < self._inner().top():
            column = at.column_at(where.x())
            return head_words(at.plan.columns[column]) if column >= 0 else ""
        card = at.card_at(where.x(), where.y())
        return card_details(card, self._state_text) if card is not None else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor and say where it is."""
        super().focusInEvent(event)
        self._say(self._place_words())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _go(self, cursor: Cursor) -> None:
        self._cursor = cursor
        card = self._plan.card(cursor.uid) if self._plan is not None else None
        end = card.end if card is not None else cursor.minute + STEP
        self._scroll_to(cursor.column, cursor.minute, end)
        self._say(self._place_words())
        self.viewport().update()

    def _place_words(self) -> str:
        plan = self._plan
        if plan is None or not plan.columns:
            return ""
        card = plan.card(self._cursor.uid)
        if card is not None:
            return card_words(card, self._state_text)
        return slot_words(plan, self._cursor.column, self._cursor.minute)

    def _say(self, sentence: str) -> None:
        """Keep the words for screen readers, and let a running one speak them."""
        self.setAccessibleDescription(sentence)
        if self.hasFocus():
            announce(self, sentence)

    def _card_point(self, uid: str) -> QPoint:
        card = self._plan.card(uid) if self._plan is not None else None
        if card is None or self._at is None:
            return self.mapToGlobal(QPoint())
        box = self._at.card_box(card)
        below = self._to_view(box.x + 8, min(box.y + box.height, box.y + 40))
        return self.viewport().mapToGlobal(below)

    # -- mouse --

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note what is pressed."""
        point = event.position().toPoint()
        if event.button() != _LEFT or self._at is None or not self._inner().contains(point):
            super().mousePressEvent(event)
            return
        if self._carried is not None:
            self.put_back()
        where = self._to_content(event.position())
        if self._at.more_at(where.x(), where.y()) is not None:
            self.list_asked.emit()
            return
        self._hand.press(self._at, where)
        pressed = self._hand.clicked()
        if pressed is not None:
            column, minute, card = pressed
            self._go(Cursor(column, minute, card.uid if card is not None else ""))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw or carry, and scroll at the edges."""
        at = self._at
        if at is None or not event.buttons() & _LEFT:
            return
        point = event.position()
        inside = self._inner().contains(point.toPoint())
        if not self._hand.drag(at, self._to_content(point), inside=inside):
            return
        self._drawn = None if self._hand.outside else self._hand.drawn
        self._carried = None if self._hand.outside else self._hand.carried
        current = self.current()
        self._carried_label = current.label if current is not None else ""
        self._scroll_at_edge(int(point.y()))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Make, move, or take a click for a choice."""
        if event.button() != _LEFT:
            super().mouseReleaseEvent(event)
            return
        clicked = self._hand.clicked()
        drawn, carried = self._hand.release()
        self._let_go()
        plan = self._plan
        if plan is None:
            return
        if carried is not None:
            card = plan.card(carried.uid)
            origin = None
            if card is not None:
                origin = (card.appointment.provider_uid, plan.instant(card.start))
            self._put_down(carried, origin)
        elif drawn is not None:
            uid = plan.columns[drawn.column].provider.uid
            minutes = drawn.end - drawn.start
            self.slot_chosen.emit(uid, plan.instant(drawn.start), minutes)
        elif clicked is not None and clicked[2] is None and self._editable:
            column, minute, _ = clicked
            self.slot_chosen.emit(plan.columns[column].provider.uid, plan.instant(minute), 0)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the appointment."""
        at = self._at
        point = self._to_content(event.position())
        card = at.card_at(point.x(), point.y()) if at is not None else None
        if event.button() == _LEFT and card is not None:
            self._hand.cancel()
            self.opened.emit(card.uid)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the card under the mouse, or of the one under the keyboard."""
        at = self._at
        if at is None or self._carried is not None:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            point = self._to_content(event.pos().toPointF())
            card = at.card_at(point.x(), point.y()) if self._inner().contains(event.pos()) else None
            if card is not None:
                self._go(Cursor(card.column, card.start, card.uid))
                self.menu_asked.emit(card.uid, event.globalPos())
        elif self._cursor.uid:
            self.menu_asked.emit(self._cursor.uid, self._card_point(self._cursor.uid))

    def _scroll_at_edge(self, y: int) -> None:
        inner, bar = self._inner(), self.verticalScrollBar()
        if y < inner.top() + _EDGE:
            bar.setValue(bar.value() - _EDGE)
        elif y > inner.bottom() - _EDGE:
            bar.setValue(bar.value() + _EDGE)
