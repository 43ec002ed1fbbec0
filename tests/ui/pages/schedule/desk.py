"""The schedule page with its fakes, for its tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.domain.dto.schedule import AppointmentView
from tests.fakes.context import AllRights, FakeNavigator, FakeToasts, NoDrafts, make_context
from tests.fakes.prompts import FakePrompts
from tests.ui.views.schedule_service import FakeSchedule, make_services
from ui.context import UiContext
from ui.pages.schedule.page import SchedulePage
from ui.shell.routes import ScheduleRoute

KEY = Qt.Key
FRIDAY = date(2026, 11, 27)
BOTH = ("petugas", True, "Maya Anggraini sudah ada janji 10.00-11.00. Pilih 11.00")


class Desk:
    """The page with its fakes."""

    def __init__(self, qtbot: QtBot, schedule: FakeSchedule, *denied: tuple[str, str]) -> None:
        self.schedule = schedule
        self.services = make_services(schedule)
        self.services.rights = AllRights(*denied)
        self.drafts = NoDrafts()
        self.services.drafts = self.drafts
        self.ctx: UiContext = make_context(self.services)
        self.page = SchedulePage(self.ctx)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 600)
        self.page.show()
        self.page.activateWindow()
        self.toasts = cast("FakeToasts", self.ctx.toasts)
        self.prompts = cast("FakePrompts", self.ctx.prompts)
        self.navigator = cast("FakeNavigator", self.ctx.navigator)

    def enter(self, route: ScheduleRoute | None = None) -> None:
        self.page.show_route(route or ScheduleRoute())

    def press(self, *keys: Qt.Key, at_: QWidget | None = None) -> None:
        for key in keys:
            QTest.keyClick(at_ or self.page.views.focus_target(), key)

    def select(self, uid: str) -> None:
        self.page.views.select(uid)
        self.page.views.focus_view()

    def menu(self, one: AppointmentView) -> dict[str, Callable[[], None]]:
        menu = QMenu(self.page)
        self.page.acts.fill_menu(menu, one)
        return {action.text(): action.trigger for action in menu.actions() if action.text()}


def today_and_cursor(desk: Desk) -> tuple[str, object]:
    slot = desk.page.views.grid.current_slot()
    assert slot is not None
    return slot
