"""Jadwal over a fake service: days, views, rights, looks (acceptance points 20 to 25, 28, 29)."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import at
from tests.fakes.runner import SyncRunner
from tests.ui.pages.schedule.desk import FRIDAY, KEY, Desk, today_and_cursor
from tests.ui.views.days import DAY, appointment, busy_day
from tests.ui.views.schedule_service import FakeSchedule
from ui.shell.routes import ScheduleRoute


def test_it_opens_on_today_behind_the_present_time(desk: Desk) -> None:
    assert desk.schedule.days == [DAY]
    assert today_and_cursor(desk) == ("h1", at(DAY, 10, 45))


def test_days_turn_by_keys_from_both_views(desk: Desk) -> None:
    desk.press(KEY.Key_PageDown, KEY.Key_PageDown, KEY.Key_PageUp)
    assert desk.schedule.days[-1] == FRIDAY
    desk.press(KEY.Key_D)
    assert desk.page.views.shows_list
    desk.press(KEY.Key_PageDown, KEY.Key_T)
    assert desk.schedule.days[-2:] == [date(2026, 11, 28), DAY]
    desk.press(KEY.Key_H)
    assert not desk.page.views.shows_list


def test_the_list_shows_what_has_no_card(desk: Desk) -> None:
    rows = desk.page.views.list.rows_model.rows()
    assert "batal_klien" in {row.state for row in rows}
    assert [row.start for row in rows] == sorted(row.start for row in rows)


def test_reading_again_keeps_the_day_and_the_cursor(desk: Desk) -> None:
    desk.press(KEY.Key_PageDown)
    desk.page.handle("reload")
    desk.enter()
    assert desk.schedule.days == [DAY, FRIDAY, FRIDAY, FRIDAY]


def test_a_change_elsewhere_is_read_only_if_it_touches_the_schedule(desk: Desk) -> None:
    desk.page.on_changes(ChangeSet.of(("letter", "x")))
    assert len(desk.schedule.days) == 1
    desk.page.on_changes(ChangeSet.of(("appointment", "x")))
    assert len(desk.schedule.days) == 2


def test_an_answer_for_a_day_left_behind_is_dropped(desk: Desk) -> None:
    runner = cast("SyncRunner", desk.ctx.runner)
    runner.held = True
    desk.press(KEY.Key_PageDown, KEY.Key_PageDown)
    runner.release()
    assert desk.schedule.days == [DAY, date(2026, 11, 28)]


# -- rights, empty states, looks --


def test_who_may_not_book_sees_no_buttons_for_it(qtbot: QtBot) -> None:
    desk = Desk(
        qtbot,
        FakeSchedule(busy_day()),
        ("identitas", "W"),
        ("rekam_terbatas", "W"),
        ("kelola", "W"),
    )
    desk.enter(ScheduleRoute(case_uid="c0412"))
    assert desk.page.side.isHidden()
    assert desk.page.head.new.isHidden()
    assert desk.page.head.setup.isHidden()
    assert not desk.page.handle("book")


@pytest.mark.parametrize(("denied", "shown"), [((), True), ((("kelola", "W"),), False)])
def test_without_providers_the_next_step_is_offered_to_who_may(
    qtbot: QtBot, denied: tuple[tuple[str, str], ...], shown: bool
) -> None:
    desk = Desk(qtbot, FakeSchedule(providers=()), *denied)
    desk.enter()
    nobody = desk.page.views.nobody
    assert nobody.isVisible()
    assert nobody.text() == "Belum ada petugas layanan. Tambahkan di Pengaturan."
    assert nobody.button.isVisible() is shown


def test_a_day_without_work_says_so(desk: Desk) -> None:
    desk.enter(ScheduleRoute(day=date(2026, 11, 29)))
    assert desk.page.views.banner.isVisible()
    assert "Tidak ada petugas yang bertugas" in desk.page.views.banner.text()


def test_it_fits_the_smallest_window(desk: Desk) -> None:
    desk.page.handle("book")
    hint = desk.page.minimumSizeHint()
    assert hint.width() <= 1000 - 56
    assert hint.height() <= 560 - 48 - 22 - 24


def test_no_name_stands_in_the_schedule(desk: Desk) -> None:
    rows = desk.page.views.list.rows_model.rows()
    shown = desk.page.views.list.visible_columns()
    assert rows
    assert "note" not in shown


def test_every_control_has_a_name(desk: Desk) -> None:
    desk.page.handle("book")
    for button in desk.page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text()


def test_place_brings_day_and_view_back(desk: Desk, qtbot: QtBot) -> None:
    desk.press(KEY.Key_PageDown, KEY.Key_D)
    place = desk.page.here()
    again = Desk(qtbot, FakeSchedule([appointment("1001", "h1", (9, 0), day=FRIDAY)]))
    again.page.show_route(ScheduleRoute(), place)
    assert again.schedule.days[-1] == FRIDAY
    assert again.page.views.shows_list


def test_the_tip_of_a_head_says_the_whole_name(desk: Desk) -> None:
    grid = desk.page.views.grid
    point = QPoint(grid.slot_point(1, 8 * 60).x(), 10)
    assert grid.tip_at(point).startswith("Hendra Wijaya, S.H.\n08.00")
