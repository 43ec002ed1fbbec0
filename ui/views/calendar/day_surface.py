"""The picture of the day: what stays is drawn once and kept, what moves is drawn on top of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ruko_desk.domain.dto.schedule import DayView
from ui.theme.theme import theme
from ui.views.calendar.cursor import Carried, Cursor, settle
from ui.views.calendar.geometry import Geometry, Sizes
from ui.views.calendar.ink import Ink
from ui.views.calendar.looks import minute_text, minutes_text
from ui.views.calendar.mouse import Drawn
from ui.views.calendar.paint_cards import CardPainter
from ui.views.calendar.paint_day import DayPainter
from ui.views.calendar.plan import STEP, DayPlan, minute_of, plan_day

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Pending:
    """A time that is about to be booked."""

    provider_uid: str
    start: datetime
    minutes: int
    words: str


class DaySurface(QAbstractScrollArea):
    """Draws a day and knows where its slots are; the head stays in view while hours scroll.

    Args:
        state_text: the word for a state of an appointment.
        parent: the owning widget.
    """

    def __init__(self, state_text: Callable[[str], str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state_text = state_text
        self._holiday = ""
        self._plan: DayPlan | None = None
        self._at: Geometry | None = None
        self._painter: DayPainter | None = None
        self._pictures: tuple[QPixmap, QPixmap] | None = None
        self._now: int | None = None
        self._cursor = Cursor(0, 8 * 60)
        self._carried: Carried | None = None
        self._carried_label = ""
        self._drawn: Drawn | None = None
        self._pending: Pending | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        theme().changed.connect(self._refit)

    # -- what is shown --

    def show_day(self, view: DayView, now: datetime) -> None:
        """Show a day; the cursor stays where it is as far as the day allows."""
        self._plan = plan_day(view)
        self._holiday = view.holiday
        self._cursor = settle(self._plan, self._cursor)
        self.set_now(now)
        self._refit()

    def set_now(self, now: datetime) -> None:
        """Move the line of the present time."""
        if self._plan is not None:
            minute = minute_of(self._plan.day, now)
            self._now = minute if 0 < minute < _DAY else None
            self.viewport().update()

    def set_pending(self, pending: Pending | None) -> None:
        """Mark a time that is about to be booked, or take the mark away."""
        self._pending = pending
        plan, at = self._plan, self._at
        if pending is not None and plan is not None and at is not None:
            column, start = plan.column_of(pending.provider_uid), minute_of(plan.day, pending.start)
            if column >= 0 and 0 < start < _DAY:
                self._scroll_to(column, start, start + pending.minutes)
        self.viewport().update()

    @property
    def plan(self) -> DayPlan | None:
        """The day that is shown."""
        return self._plan

    @property
    def layout_of_day(self) -> Geometry | None:
        """Where things are, in content pixels; None before the first day."""
        return self._at

    def slot_point(self, column: int, minute: int) -> QPoint:
        """Return the middle of a slot in viewport pixels."""
        at = self._at
        if at is None:
            return QPoint()
        return self._to_view(at.x(column) + at.column / 2, at.y(minute) + at.hour * STEP / 120)

    # -- sizes --

    def sizeHint(self) -> QSize:
        """Return room for six columns and eight hours."""
        sizes = _sizes()
        return QSize(sizes.ruler + 6 * sizes.least_column, sizes.head + 8 * sizes.usual_hour)

    def minimumSizeHint(self) -> QSize:
        """Return room for two columns and three hours; the rest scrolls."""
        sizes = _sizes()
        return QSize(sizes.ruler + 2 * sizes.least_column, sizes.head + 3 * sizes.usual_hour)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the hours into the new height."""
        super().resizeEvent(event)
        self._refit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Show the other part of the kept picture."""
        self.viewport().update()

    def _refit(self) -> None:
        plan = self._plan
        if plan is None:
            return
        sizes = _sizes()
        room = self.maximumViewportSize()
        width, height = room.width() - sizes.ruler, room.height() - sizes.head
        bar = self.verticalScrollBar().sizeHint().width()
        at = Geometry.fit(plan, width, height, sizes)
        if at.width > width + 1:
            height -= bar
            at = Geometry.fit(plan, width, height, sizes)
        if at.height > height + 1:
            width -= bar
            at = Geometry.fit(plan, width, height, sizes)
        self._at = at
        ink = Ink.of(theme())
        self._painter = DayPainter(
            at, sizes, ink, CardPainter(ink, self._state_text), self._holiday
        )
        for scroll, whole, seen, step in (
            (self.horizontalScrollBar(), at.width, width, at.column),
            (self.verticalScrollBar(), at.height, height, at.hour / 2),
        ):
            scroll.setRange(0, max(0, int(whole - seen)))
            scroll.setPageStep(max(1, seen))
            scroll.setSingleStep(int(step))
        self._pictures = None
        self.viewport().update()

    # -- painting --

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the kept pictures of the day and between them what moves."""
        drawer, plan = self._painter, self._plan
        with QPainter(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), QColor(theme().colours.surface2))
            if drawer is None or plan is None or not plan.columns:
                return
            if self._pictures is None:
                self._pictures = self._draw_pictures(drawer)
            head, ground = self._pictures
            inner, x, y = self._inner(), self._x(), self._y()
            painter.save()
            painter.setClipRect(inner.adjusted(0, -inner.top(), 0, 0))
            painter.drawPixmap(inner.left() - x, 0, head)
            painter.setClipRect(inner)
            painter.translate(QPoint(inner.left() - x, inner.top() - y))
            painter.drawPixmap(0, 0, ground)
            self._draw_moving(painter, drawer, plan)
            painter.restore()
            ruler = QRectF(0, inner.top(), inner.left(), inner.height())
            drawer.paint_ruler(painter, ruler, y, self._now)

    def _draw_pictures(self, drawer: DayPainter) -> tuple[QPixmap, QPixmap]:
        """Draw head and hours of the whole day.

        Scrolling and carrying then only lay pictures over each other.
        """
        at = self._at
        width = math.ceil(at.width) if at is not None else 1
        head = self._picture(QSize(width, self._inner().top()))
        with QPainter(head) as painter:
            drawer.paint_head(painter)
        ground = self._picture(QSize(width, math.ceil(at.height) if at is not None else 1))
        with QPainter(ground) as painter:
            drawer.paint_ground(painter)
        return head, ground

    def _picture(self, size: QSize) -> QPixmap:
        picture = QPixmap(size * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(QColor(theme().colours.surface2))
        return picture

    def _draw_moving(self, painter: QPainter, drawer: DayPainter, plan: DayPlan) -> None:
        if self._now is not None:
            drawer.paint_now(painter, self._now)
        if self._pending is not None:
            start = minute_of(plan.day, self._pending.start)
            column = plan.column_of(self._pending.provider_uid)
            if column >= 0 and 0 < start < _DAY:
                end = start + self._pending.minutes
                times = minutes_text(start, end)
                drawer.paint_slot(painter, column, start, end, times, self._pending.words)
        if self._drawn is not None:
            column, start, end = self._drawn.column, self._drawn.start, self._drawn.end
            times = minutes_text(start, end)
            drawer.paint_slot(painter, column, start, end, times, self.tr("Janji baru"))
        if self._carried is not None:
            drawer.paint_faded(painter, self._carried.uid)
            drawer.paint_ghost(painter, self._carried, self._carried_label, QRectF(self._seen()))
        elif self.hasFocus() and plan.columns:
            self._draw_cursor(painter, drawer)

    def _draw_cursor(self, painter: QPainter, drawer: DayPainter) -> None:
        cursor = self._cursor
        if cursor.uid:
            drawer.paint_ring(painter, cursor.uid)
            return
        start, end = cursor.minute, cursor.minute + STEP
        drawer.paint_slot(painter, cursor.column, start, end, minute_text(start), ring=True)

    # -- places --

    def _inner(self) -> QRect:
        """Return the part of the viewport right of the ruler and below the head."""
        sizes = _sizes()
        return self.viewport().rect().adjusted(sizes.ruler, sizes.head, 0, 0)

    def _seen(self) -> QRect:
        """Return the part of the content that is in view."""
        return QRect(QPoint(self._x(), self._y()), self._inner().size())

    def _x(self) -> int:
        return self.horizontalScrollBar().value()

    def _y(self) -> int:
        return self.verticalScrollBar().value()

    def _to_view(self, x: float, y: float) -> QPoint:
        inner = self._inner()
        return QPoint(round(x) - self._x() + inner.left(), round(y) - self._y() + inner.top())

    def _to_content(self, point: QPointF) -> QPointF:
        inner = self._inner()
        return QPointF(point.x() - inner.left() + self._x(), point.y() - inner.top() + self._y())

    def _scroll_to(self, column: int, start: int, end: int) -> None:
        """Bring a time of a column into view; its start wins where not all of it fits."""
        at = self._at
        if at is None:
            return
        seen = self._seen()
        left, right = int(at.x(column)), int(at.x(column + 1))
        if left < seen.left() or right > seen.right():
            self.horizontalScrollBar().setValue(
                left if left < seen.left() else right - seen.width()
            )
        top, bottom = int(at.y(start)) - 4, int(at.y(end)) + 4
        if top < seen.top() or bottom - top > seen.height():
            self.verticalScrollBar().setValue(top)
        elif bottom > seen.bottom():
            self.verticalScrollBar().setValue(bottom - seen.height())


def _sizes() -> Sizes:
    return Sizes.scaled(theme().metrics.text_scale)
