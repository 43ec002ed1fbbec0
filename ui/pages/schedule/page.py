"""*Jadwal*: a day as columns or list, or a week of everybody, with booking beside it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import local, today
from ruko_desk.domain.dto.schedule import AppointmentView, DayView, WeekView
from ui.context import UiContext, run_query
from ui.pages.schedule.acts import AppointmentActs
from ui.pages.schedule.day_views import DayViews
from ui.pages.schedule.head import DAY_VIEW, LIST_VIEW, WEEK_VIEW, ScheduleHead
from ui.pages.schedule.providers_dialog import ProvidersDialog
from ui.pages.schedule.sheets import print_sheet
from ui.pages.schedule.side import SidePanel
from ui.shell.page import Page
from ui.shell.routes import Route, ScheduleRoute
from ui.theme.tokens import M, S
from ui.views.calendar.day_surface import Pending

_TICK_MS = 20_000
_BOOK = (("identitas", "W"), ("rekam_terbatas", "W"))
_MANAGE = ("kelola", "W")


class SchedulePage(Page):
    """The schedule of the house."""

    title = str(QT_TRANSLATE_NOOP("SchedulePage", "Jadwal"))
    draft_form = "janji"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self._day: date | None = None
        self._select = ""
        self._carry = ""
        self._entering = False
        self._may_book = False
        self._moving: AppointmentView | None = None
        self.head = ScheduleHead(today(ctx.clock))
        self.views = DayViews(lambda state: ctx.codes.label("status_janji", state))
        self.side = SidePanel(ctx)
        self.acts = AppointmentActs(ctx, self, self.views.room_of)
        self._lay_out()
        self._connect()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(lambda: self.views.grid.set_now(self.ctx.clock.now()))

    # -- the page --

    def enter(self, route: Route) -> None:
        """Show a day; with a case, the nearest free times for it."""
        if not isinstance(route, ScheduleRoute):
            return
        self._entering = True
        self._may_book = not self.ctx.read_only and any(self.ctx.may(*one) for one in _BOOK)
        self.views.grid.set_editable(self._may_book)
        for button in (self.head.new, self.head.free):
            button.setVisible(self._may_book)
        may_manage = self.ctx.may(*_MANAGE) and not self.ctx.read_only
        self.head.setup.setVisible(may_manage)
        self.views.nobody.set_text(
            self.tr("Belum ada petugas layanan. Tambahkan di Pengaturan."),
            self.tr("Tambah petugas") if may_manage else "",
        )
        self._tick.start()
        self._load(route.day or self._day or today(self.ctx.clock))

    def leave(self) -> None:
        """Let the clock rest."""
        self._tick.stop()
        self.views.grid.put_back()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read the day again when an appointment or a provider changed."""
        if changes.touches("appointment", "provider"):
            self._reload()

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard starts: in an open panel, else on the day."""
        if self.side.shows_free:
            return self.side.free.list if self.side.free.list.count() else self.side.free.client
        if self.side.shows_form:
            return self.side.form.client
        return self.views.focus_target()

    def draft(self) -> dict[str, object] | None:
        """Return the appointment that was begun."""
        if self.side.shows_form and self.side.form.is_begun():
            return self.side.form.draft()
        return None

    def restore(self, payload: dict[str, object]) -> None:
        """Show the appointment that was begun again."""
        self.side.show_form()
        self.side.form.restore(payload)

    def place(self) -> dict[str, object]:
        """Return day and view."""
        current = self.views.current()
        return {
            "day": self._day.isoformat() if self._day is not None else "",
            "view": self.views.name,
            "appointment": current.uid if current is not None else "",
        }

    def back_to(self, place: dict[str, object]) -> None:
        """Go back to day and view."""
        day, view, uid = place.get("day"), place.get("view"), place.get("appointment")
        if isinstance(view, str):
            self.head.set_view(view)
        self._select = uid if isinstance(uid, str) else ""
        if isinstance(day, str) and day:
            self._load(date.fromisoformat(day))

    def handle(self, action: str) -> bool:
        """Do what the keys of the shell ask for."""
        if action in {"save", "submit"} and self.side.shows_form:
            self.side.form.save()
        elif action == "undo":
            return self.acts.undo_last()
        elif action == "print":
            self._print()
        elif action == "reload":
            self._reload()
        elif action == "book" and self._may_book:
            self._new_at_cursor()
        elif action == "cancel" and self.views.grid.is_carrying:
            self.views.grid.put_back()
        elif action == "cancel" and not self.side.isHidden():
            self.side.close_panel()
        else:
            return False
        return True

    # -- the day --

    def _load(self, day: date) -> None:
        self._day = day
        self.head.set_day(day)
        if self.views.shows_week:
            run_query(
                self.ctx,
                self,
                lambda services, actor: services.schedule.week(actor, day),
                lambda week: self._show_week(week, day),
                key="day",
            )
            return
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.schedule.day(actor, day),
            self._show,
            key="day",
        )

    def _show_week(self, week: WeekView, day: date) -> None:
        self.views.show_week(week, day, self.ctx.clock.now())
        self._shown(week.days[day.weekday()])

    def _show(self, view: DayView) -> None:
        self.views.show_day(view, self.ctx.clock.now())
        self._shown(view)

    def _shown(self, view: DayView) -> None:
        self.side.set_day(view)
        for button in (self.head.new, self.head.free):
            button.setEnabled(bool(view.columns))
        if self._select:
            self.views.select(self._select)
            self._select = ""
        if self._carry:
            uid, self._carry = self._carry, ""
            self.views.grid.pick_up(uid)
        if not self._entering:
            return
        self._entering = False
        if isinstance(self.route, ScheduleRoute) and self.route.case_uid and self._may_book:
            self.side.show_free()
            self.side.free.open_for(self.route.case_uid, self.route.service)
        self.ready()

    def _turn(self, days: int) -> None:
        if self._day is not None:
            weeks = 7 if self.views.shows_week else 1
            self._load(self._day + timedelta(days=days * weeks))

    def _go_today(self) -> None:
        self._load(today(self.ctx.clock))

    # -- keyboard --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn days and views from anywhere but the panel."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        calls = {
            Qt.Key.Key_H: lambda: self.head.set_view(DAY_VIEW),
            Qt.Key.Key_P: lambda: self.head.set_view(WEEK_VIEW),
            Qt.Key.Key_D: lambda: self.head.set_view(LIST_VIEW),
            Qt.Key.Key_T: self._go_today,
            Qt.Key.Key_PageUp: lambda: self._turn(-1),
            Qt.Key.Key_PageDown: lambda: self._turn(1),
            Qt.Key.Key_M: self._move_current,
        }
        if plain and key in calls and not self._in_panel():
            calls[key]()
        else:
            super().keyPressEvent(event)

    def _in_panel(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.side.isAncestorOf(focused)

    # -- appointments --

    def _open(self, uid: str) -> None:
        one = self.views.appointment(uid)
        if one is not None:
            self.acts.open_case(one)

    def _move(self, uid: str, provider_uid: str, start: datetime) -> None:
        """Move an appointment, which may have been picked up on another day."""
        picked = self._moving
        one = picked if picked is not None and picked.uid == uid else self.views.appointment(uid)
        self._moving = None
        if one is not None:
            self.acts.move(one, provider_uid, start)

    def _move_current(self) -> None:
        current = self.views.current()
        if current is not None:
            self._pick_up(current.uid)

    def _pick_up(self, uid: str) -> None:
        """Begin to move an appointment by keyboard, which happens among the columns."""
        one = self.views.appointment(uid)
        if self.views.shows_week and one is not None:
            self._carry = self._select = uid
            self._day = local(one.start).date()
            self.head.set_view(DAY_VIEW)
            return
        self.head.set_view(DAY_VIEW)
        self.views.grid.pick_up(uid)

    def _choose_view(self, name: str) -> None:
        """Change the view; between day and week there is something else to be read."""
        was_week = self.views.shows_week
        current = self.views.current()
        self.views.show_as(name)
        if self._day is not None and was_week != self.views.shows_week:
            self._select = self._carry or (current.uid if current is not None else "")
            self._load(local(current.start).date() if current is not None else self._day)

    def _open_day(self, provider_uid: str, day: date) -> None:
        """Go from a cell of the week to the day of its provider."""
        self._day = day
        self.head.set_view(DAY_VIEW)
        plan = self.views.grid.plan
        if plan is not None:
            self.views.grid.go_to(max(plan.column_of(provider_uid), 0), plan.first)
        self.views.focus_view()

    def _on_carrying(self, carrying: bool) -> None:
        if carrying:
            self._moving = self.views.grid.current()

    def _menu(self, uid: str, point: QPoint, *, states_only: bool = False) -> None:
        one = self.views.appointment(uid)
        if one is not None:
            self.acts.open_menu(one, point, states_only=states_only)

    def _on_done(self, view: AppointmentView) -> None:
        self._select = view.uid
        self._load(local(view.start).date())

    def _on_booked(self, view: AppointmentView) -> None:
        self.drop_draft()
        self.acts.booked(view)
        self._on_done(view)
        self.views.focus_view()

    def _on_series(self, views: tuple[AppointmentView, ...]) -> None:
        self.drop_draft()
        self.acts.booked_series(views)
        self._on_done(views[0])
        self.views.focus_view()

    # -- booking --

    def _new(self, provider_uid: str, start: datetime, minutes: int) -> None:
        self.side.show_form()
        self.side.form.open_at(provider_uid, start, minutes)
        self.side.form.focus_first()

    def _new_at_cursor(self) -> None:
        slot = self.views.grid.current_slot()
        if slot is not None:
            current = self.views.grid.current()
            start = current.end if current is not None else slot[1]
            self._new(slot[0], start, 0)

    def _look_for_times(self) -> None:
        current = self.views.current()
        client = None
        if current is not None and current.case_uid:
            client = (current.case_uid, current.label)
        self.side.show_free()
        self.side.free.open_with(client, current.provider_uid if current is not None else None)
        self.side.free.focus_first()

    def _on_pending(self, pending: Pending | None) -> None:
        """Mark the time that is about to be booked, on its day."""
        self.views.grid.set_pending(pending)
        day = local(pending.start).date() if pending is not None else None
        if day is not None and day != self._day and not self._entering:
            self._load(day)

    def _on_closed(self) -> None:
        self.drop_draft()
        self.views.focus_view()

    def _set_up(self) -> None:
        dialog = ProvidersDialog(self.ctx, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.changed.connect(self._reload)
        dialog.open()

    def _reload(self) -> None:
        if self._day is not None:
            self._load(self._day)

    def _print(self) -> None:
        sheet = self.views.sheet(self.ctx)
        if sheet is not None:
            print_sheet(self.ctx, self, sheet)

    # -- building --

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(S)
        middle.addWidget(self.views, 1)
        middle.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(M, S, M, S)
        layout.setSpacing(S)
        layout.addWidget(self.head)
        layout.addLayout(middle, 1)

    def _connect(self) -> None:
        head, grid, rows, side = self.head, self.views.grid, self.views.list, self.side
        head.turned.connect(self._turn)
        head.today_asked.connect(self._go_today)
        head.picked.connect(self._load)
        head.view_chosen.connect(self._choose_view)
        head.new_asked.connect(self._new_at_cursor)
        head.free_asked.connect(self._look_for_times)
        head.print_asked.connect(self._print)
        head.setup_asked.connect(self._set_up)
        head.set_view(DAY_VIEW)
        grid.day_turned.connect(self._turn)
        grid.today_asked.connect(self._go_today)
        grid.list_asked.connect(lambda: head.set_view(LIST_VIEW))
        grid.slot_chosen.connect(self._new)
        grid.opened.connect(self._open)
        grid.move_asked.connect(self._move)
        grid.menu_asked.connect(self._menu)
        grid.states_asked.connect(lambda uid, point: self._menu(uid, point, states_only=True))
        grid.carrying.connect(self._on_carrying)
        week = self.views.week
        week.opened.connect(self._open)
        week.day_chosen.connect(self._open_day)
        week.menu_asked.connect(self._menu)
        week.states_asked.connect(lambda uid, point: self._menu(uid, point, states_only=True))
        week.move_wanted.connect(self._pick_up)
        rows.activated_row.connect(self.acts.open_case)
        rows.space_pressed.connect(self._list_states)
        rows.set_menu(lambda one, menu: self.acts.fill_menu(menu, one))
        rows.empty.activated.connect(self._new_at_cursor)
        side.booked.connect(self._on_booked)
        side.series_booked.connect(self._on_series)
        side.closed.connect(self._on_closed)
        side.time_changed.connect(self._on_pending)
        side.edited.connect(self.touch)
        self.acts.done.connect(self._on_done)
        self.acts.stale.connect(self._reload)
        self.acts.move_wanted.connect(self._pick_up)
        self.views.other_day_asked.connect(head.open_calendar)
        self.views.setup_asked.connect(self._set_up)

    def _list_states(self, one: AppointmentView) -> None:
        self._menu(one.uid, self.views.list.current_point(), states_only=True)
