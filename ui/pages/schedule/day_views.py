"""The day itself: columns or list of the same appointments, and the sentence when there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ruko_desk.clock import local
from ruko_desk.domain.dto.schedule import AppointmentView, DayView, WeekView
from ruko_desk.domain.papers import ScheduleSheet
from ui.context import UiContext
from ui.pages.schedule.day_list import DayList
from ui.pages.schedule.head import DAY_VIEW, LIST_VIEW, WEEK_VIEW
from ui.pages.schedule.sheets import day_sheet, week_sheet
from ui.theme.tokens import S
from ui.views.calendar.day_grid import DayGrid
from ui.views.calendar.plan import STEP, minute_of
from ui.views.calendar.team_week import TeamWeek
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState


class DayViews(QWidget):
    """Shows one day as `hari` or as `daftar`, or its week as `pekan`; all stand on the same appointment.

    Signals:
        other_day_asked: nobody works on this day, another one is wanted.
        setup_asked: there are no providers yet.
    """

    other_day_asked = Signal()
    setup_asked = Signal()

    def __init__(self, state_text: Callable[[str], str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: DayView | None = None
        self._week: WeekView | None = None
        self.grid = DayGrid(state_text)
        self.grid.setObjectName("jadwal_kisi")
        self.list = DayList(state_text)
        self.list.setObjectName("jadwal_daftar")
        self.week = TeamWeek(state_text)
        self.week.setObjectName("jadwal_pekan")
        self.nobody = EmptyState("", "", icon="users")
        self.banner = Banner("", "info", self.tr("Pilih hari lain"))
        self._hint = Banner(
            self.tr(
                "Memindahkan janji: tombol panah untuk waktu dan petugas, PgUp dan PgDn untuk hari, "
                "Enter untuk menaruh, Esc untuk batal."
            )
        )
        self.banner.hide()
        self._hint.hide()
        self._stack = QStackedWidget()
        for widget in (self.grid, self.week, self.list, self.nobody):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self.banner)
        layout.addWidget(self._hint)
        layout.addWidget(self._stack, 1)
        self.grid.carrying.connect(self._hint.setVisible)
        self.banner.activated.connect(self.other_day_asked)
        self.nobody.activated.connect(self.setup_asked)

    @property
    def shows_list(self) -> bool:
        """Whether the list is on screen."""
        return self._stack.currentWidget() is self.list

    @property
    def name(self) -> str:
        """Which view is on screen: `hari`, `pekan` or `daftar`."""
        if self.shows_week:
            return WEEK_VIEW
        return LIST_VIEW if self.shows_list else DAY_VIEW

    @property
    def shows_week(self) -> bool:
        """Whether everybody's week is on screen."""
        return self._stack.currentWidget() is self.week

    def sheet(self, ctx: UiContext) -> ScheduleSheet | None:
        """Return what is in view for printing: the day, or the week of the provider under the keyboard."""
        if self.shows_week and self._week is not None:
            return week_sheet(ctx, self._week, self.week.provider_uid())
        return day_sheet(ctx, self._view) if self._view is not None else None

    def show_week(self, week: WeekView, day: date, now: datetime) -> None:
        """Show a week that was read, and one of its days behind it."""
        self.show_day(week.days[day.weekday()], now)
        self._week = week
        self.week.show_week(week, day)
        if self.shows_week:
            self.banner.hide()  # the week says it at the head of the day

    def show_day(self, view: DayView, now: datetime) -> None:
        """Show a day that was read."""
        first = self._view is None
        self._view = view
        self.grid.show_day(view, now)
        self.list.show_day(view)
        words = ""
        if view.holiday:
            words = self.tr("Hari libur: {name}.").format(name=view.holiday)
        elif view.columns and not any(column.open_spans for column in view.columns):
            words = self.tr("Tidak ada petugas yang bertugas pada hari ini.")
        self.banner.set_message(words)
        self.banner.setVisible(bool(words))
        if not view.columns:
            self._stack.setCurrentWidget(self.nobody)
        elif self._stack.currentWidget() is self.nobody:
            self._stack.setCurrentWidget(self.grid)
        if first:
            self._go_to_now(view, now)

    def show_as(self, name: str) -> None:
        """Change the view; the appointment under the keyboard stays the same."""
        if self._view is not None and not self._view.columns:
            return
        current = self.current()
        focused = self._stack.isAncestorOf(self.focusWidget())
        views: dict[str, QWidget] = {LIST_VIEW: self.list, WEEK_VIEW: self.week}
        self._stack.setCurrentWidget(views.get(name, self.grid))
        if current is not None:
            self.select(current.uid)
        if focused:
            self.focus_view()

    def select(self, uid: str) -> None:
        """Put the keyboard of both views on an appointment."""
        self.grid.select(uid)
        self.list.select_key(uid)
        self.week.select(uid)

    def current(self) -> AppointmentView | None:
        """Return the appointment under the keyboard."""
        if self.shows_week:
            return self.week.current()
        return self.list.current_row() if self.shows_list else self.grid.current()

    def appointment(self, uid: str) -> AppointmentView | None:
        """Return an appointment of this day."""
        columns = self._view.columns if self._view is not None else ()
        found = next((a for c in columns for a in c.appointments if a.uid == uid), None)
        return found or self.week.appointment(uid)

    def room_of(self, provider_uid: str) -> str | None:
        """Return the usual room of a provider."""
        columns = self._view.columns if self._view is not None else ()
        return next((c.provider.room_uid for c in columns if c.provider.uid == provider_uid), None)

    def focus_target(self) -> QWidget:
        """Return what takes the keyboard."""
        return self._stack.currentWidget() or self

    def focus_view(self) -> None:
        """Give the day the keyboard."""
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_now(self, view: DayView, now: datetime) -> None:
        """Begin behind the present time of the first provider who works."""
        moment = local(now)
        working = [place for place, column in enumerate(view.columns) if column.open_spans]
        if working and moment.date() == view.day:
            self.grid.go_to(working[0], minute_of(view.day, now) + STEP)
