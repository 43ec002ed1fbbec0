"""*Pekan tim* by keyboard and mouse over a fake service."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.fakes.runner import SyncRunner
from tests.ui.pages.schedule.desk import FRIDAY, KEY, Desk
from tests.ui.views.days import DAY, appointment, busy_day
from tests.ui.views.schedule_service import FakeSchedule
from ui.pages.schedule.head import WEEK_VIEW
from ui.shell.routes import CaseRoute
from ui.views.calendar.team_week import LEAST_COLUMN, MOST_CHIPS


@pytest.fixture
def week(qtbot: QtBot) -> Desk:
    crowd = [
        appointment(f"07{n:02}", "p2", (8 + n // 4, n % 4 * 15), 15, day=FRIDAY) for n in range(16)
    ]
    desk = Desk(qtbot, FakeSchedule([*busy_day(), *crowd]))
    desk.enter()
    desk.press(KEY.Key_P)
    assert desk.page.views.shows_week
    return desk


def words(desk: Desk) -> str:
    return desk.page.views.week.accessibleDescription()


def test_six_days_of_all_providers_without_sunday(week: Desk) -> None:
    model = week.page.views.week.model()
    assert (model.rowCount(), model.columnCount()) == (6, 6)
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(6)]
    assert heads[0] == "Sen 23 Nov"
    assert heads[5] == "Sab 28 Nov"
    assert model.headerData(2, Qt.Orientation.Vertical) == "P · Maya Anggraini"


def test_a_full_day_shows_few_wide_chips_and_counts_the_rest(week: Desk) -> None:
    view = week.page.views.week
    found = view.select("0700")
    assert found
    rect = view.visualRect(view.currentIndex())
    assert rect.width() >= LEAST_COLUMN
    assert view.chip_box(rect, 0).width() >= 120
    assert view.chip_box(rect, MOST_CHIPS - 1).bottom() <= rect.bottom()
    assert view.more_words(13) == "+13 lagi…"


def test_arrows_go_from_chip_to_chip_and_on_to_the_next_provider(week: Desk) -> None:
    week.select("0385")
    assert words(week).startswith("08.00 RK-26-0385 · A.")
    week.press(KEY.Key_Down)
    assert words(week).startswith("10.30 RK-26-0244 · A.")
    week.press(KEY.Key_Down, KEY.Key_Down)
    assert words(week).startswith("11.00 RK-26-0047 · A.")
    week.press(KEY.Key_Up)
    assert words(week).startswith("13.00 RK-26-0044 · A.")
    week.press(KEY.Key_Right)
    assert words(week) == "Siti Rohmah, S.H., Jumat 27 Nov: tidak ada janji"
    week.press(KEY.Key_Right)
    assert words(week) == "Siti Rohmah, S.H., Sabtu 28 Nov: Tidak bertugas"


def test_enter_opens_the_case_and_on_an_empty_cell_the_day(week: Desk) -> None:
    week.select("0047")
    week.press(KEY.Key_Return)
    assert week.navigator.routes == [CaseRoute(case_uid="c0047")]
    week.press(KEY.Key_Right, KEY.Key_Return)
    assert not week.page.views.shows_week
    assert week.schedule.days[-1] == FRIDAY
    slot = week.page.views.grid.current_slot()
    assert slot is not None
    assert slot[0] == "h2"
    assert week.page.views.grid.hasFocus()


def test_pages_turn_weeks_and_t_comes_back(week: Desk) -> None:
    week.press(KEY.Key_PageDown)
    assert week.schedule.days[-7:] == [date(2026, 11, 30 - 0)] + [
        date(2026, 12, day) for day in range(1, 7)
    ]
    week.press(KEY.Key_T)
    assert week.schedule.days[-1] == date(2026, 11, 29)


def test_m_carries_an_appointment_from_the_week_into_the_day_and_over_weeks(week: Desk) -> None:
    week.select("0047")
    week.press(KEY.Key_M)
    assert not week.page.views.shows_week
    grid = week.page.views.grid
    assert grid.is_carrying
    for _ in range(7):
        QTest.keyClick(grid, KEY.Key_PageDown)
    QTest.keyClick(grid, KEY.Key_Return)
    (wish,) = week.schedule.moved
    assert wish.uid == "0047"
    assert wish.start.date() == date(2026, 12, 3)


def test_space_offers_states_and_the_choice_stays_in_the_week(week: Desk) -> None:
    week.select("0047")
    week.press(KEY.Key_Space)
    (menu,) = [one for one in week.page.findChildren(QMenu) if one.isVisible()]
    menu.close()
    one = week.page.views.current()
    assert one is not None
    week.menu(one)["Tandai sudah datang"]()
    assert week.page.views.shows_week
    current = week.page.views.current()
    assert current is not None
    assert (current.uid, current.state) == ("0047", "datang")


def test_the_mouse_chooses_a_chip_and_the_rest_opens_the_day(week: Desk) -> None:
    view = week.page.views.week
    view.select("0700")
    rect = view.visualRect(view.currentIndex())
    point = view.chip_box(rect, 1).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    current = week.page.views.current()
    assert current is not None
    assert current.uid == "0701"
    more = view.chip_box(rect, MOST_CHIPS - 1).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=more)
    assert not week.page.views.shows_week
    assert week.schedule.days[-1] == FRIDAY


def test_a_view_chosen_before_the_first_day_came_is_the_one_shown(qtbot: QtBot) -> None:
    desk = Desk(qtbot, FakeSchedule(busy_day()))
    runner = cast("SyncRunner", desk.ctx.runner)
    runner.held = True
    desk.enter()
    desk.page.head.set_view(WEEK_VIEW)
    runner.release()
    assert desk.page.views.shows_week
    assert words(desk).startswith("08.00 RK-26-0385")
    assert desk.page.views.week.model().rowCount() == 6


def test_the_place_keeps_the_week(week: Desk) -> None:
    assert week.page.place()["view"] == WEEK_VIEW
    week.select("0047")
    week.press(KEY.Key_D)
    assert week.page.views.shows_list
    current = week.page.views.current()
    assert current is not None
    assert current.uid == "0047"
    assert week.schedule.days[-1] == DAY


@pytest.mark.parametrize("width", [700, 820, 1180])
def test_the_bar_above_keeps_every_button_at_any_width(desk: Desk, width: int) -> None:
    head = desk.page.head
    desk.page.resize(width, 480)
    QApplication.sendPostedEvents()
    assert desk.page.width() == width
    for button in (head.new, head.free, head.print, head.setup):
        box = button.rect().translated(button.mapTo(desk.page, button.rect().topLeft()))
        assert desk.page.rect().contains(box)
        assert button.width() >= button.minimumSizeHint().width()
