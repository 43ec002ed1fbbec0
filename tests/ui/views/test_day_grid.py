from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ruko_desk.clock import at
from tests.ui.views.days import DAY, appointment, busy_day, crowd, day_view
from ui.views.calendar.day_grid import DayGrid
from ui.views.calendar.day_surface import Pending

NOW = at(DAY, 10, 36)
WORDS = {"terjadwal": "Terjadwal", "datang": "Sudah datang"}
KEY = Qt.Key


class Heard:
    """Collects what a grid asks for."""

    def __init__(self, grid: DayGrid) -> None:
        self.said: list[tuple[Any, ...]] = []
        for name in (
            "slot_chosen",
            "opened",
            "move_asked",
            "menu_asked",
            "states_asked",
            "day_turned",
            "today_asked",
            "list_asked",
        ):
            getattr(grid, name).connect(lambda *args, n=name: self.said.append((n, *args)))

    @property
    def last(self) -> tuple[Any, ...]:
        return self.said[-1]


@pytest.fixture
def grid(qtbot: QtBot) -> DayGrid:
    grid = DayGrid(lambda state: WORDS.get(state, state))
    qtbot.addWidget(grid)
    grid.set_editable(True)
    grid.resize(1170, 520)
    grid.show_day(day_view(busy_day()), NOW)
    grid.show()
    grid.activateWindow()
    grid.setFocus()
    return grid


@pytest.fixture
def heard(grid: DayGrid) -> Heard:
    return Heard(grid)


def press(grid: DayGrid, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(grid, key)


def drag(grid: DayGrid, start: QPoint, *way: QPoint) -> None:
    view = grid.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for point in way:
        QTest.mouseMove(view, point)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=way[-1])


def slot(grid: DayGrid, column: int, hour: int, minute: int = 0) -> QPoint:
    return grid.slot_point(column, hour * 60 + minute)


def test_eight_to_sixteen_and_six_columns_need_no_scrolling(grid: DayGrid) -> None:
    assert grid.verticalScrollBar().maximum() == 0
    assert grid.horizontalScrollBar().maximum() == 0


def test_enter_makes_an_appointment_at_the_cursor(grid: DayGrid, heard: Heard) -> None:
    grid.go_to(3, 9 * 60)
    press(grid, KEY.Key_Down, KEY.Key_Return)
    assert heard.last == ("slot_chosen", "p2", at(DAY, 9, 15), 0)


def test_enter_opens_and_space_offers_states_on_a_card(grid: DayGrid, heard: Heard) -> None:
    grid.select("0325")
    press(grid, KEY.Key_Return)
    assert heard.last == ("opened", "0325")
    press(grid, KEY.Key_Space)
    assert heard.last[:2] == ("states_asked", "0325")


def test_page_keys_and_t_ask_for_other_days(grid: DayGrid, heard: Heard) -> None:
    press(grid, KEY.Key_PageDown, KEY.Key_PageUp, KEY.Key_T)
    assert heard.said == [("day_turned", 1), ("day_turned", -1), ("today_asked",)]


def test_m_arrows_and_enter_move_an_appointment(grid: DayGrid, heard: Heard) -> None:
    grid.select("0253")
    press(grid, KEY.Key_M, KEY.Key_Right, KEY.Key_Down, KEY.Key_Return)
    assert heard.last == ("move_asked", "0253", "p2", at(DAY, 13, 15))
    assert not grid.is_carrying


def test_esc_puts_back_what_was_picked_up(grid: DayGrid, heard: Heard) -> None:
    grid.select("0253")
    press(grid, KEY.Key_M, KEY.Key_Down, KEY.Key_Escape)
    assert not grid.is_carrying
    press(grid, KEY.Key_M, KEY.Key_Return)
    assert heard.said == []


def test_what_has_begun_cannot_be_picked_up(grid: DayGrid) -> None:
    grid.select("0244")
    press(grid, KEY.Key_M)
    assert not grid.is_carrying
    assert "tidak dapat dipindah" in grid.accessibleDescription()


def test_a_carried_appointment_comes_along_to_another_day(grid: DayGrid, heard: Heard) -> None:
    grid.select("0253")
    press(grid, KEY.Key_M, KEY.Key_PageDown)
    friday = DAY.replace(day=27)
    grid.show_day(day_view([], day=friday), NOW)
    assert "Jumat 27 Nov 13.00" in grid.accessibleDescription()
    press(grid, KEY.Key_Return)
    assert heard.last == ("move_asked", "0253", "p1", at(friday, 13))


def test_the_words_for_a_screen_reader_say_where_the_cursor_is(grid: DayGrid) -> None:
    grid.go_to(0, 9 * 60)
    assert grid.accessibleDescription() == "Siti Rohmah, S.H., Kamis 26 Nov 09.00, kosong"
    grid.go_to(0, 12 * 60)
    assert grid.accessibleDescription().endswith("istirahat")
    grid.select("0325")
    words = grid.accessibleDescription()
    assert "RK-26-0325" in words
    assert "Sudah datang" in words


def test_a_click_on_empty_time_chooses_the_slot(grid: DayGrid, heard: Heard) -> None:
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=slot(grid, 3, 9, 30))
    assert heard.said == [("slot_chosen", "p2", at(DAY, 9, 30), 0)]


def test_a_drag_over_empty_time_sets_the_length(grid: DayGrid, heard: Heard) -> None:
    drag(grid, slot(grid, 3, 9), slot(grid, 3, 9, 15), slot(grid, 3, 9, 45))
    assert heard.said == [("slot_chosen", "p2", at(DAY, 9), 60)]


def test_a_card_is_dragged_to_another_time_and_provider(grid: DayGrid, heard: Heard) -> None:
    start = slot(grid, 1, 11, 15)
    drag(grid, start, start + QPoint(0, 10), slot(grid, 0, 9, 15))
    assert heard.said == [("move_asked", "0047", "h1", at(DAY, 9))]


def test_a_drag_of_less_than_eight_pixels_moves_nothing(grid: DayGrid, heard: Heard) -> None:
    start = slot(grid, 1, 11, 15)
    drag(grid, start, start + QPoint(0, 7))
    assert heard.said == []
    assert grid.current() is not None


def test_letting_go_outside_moves_nothing(grid: DayGrid, heard: Heard) -> None:
    start = slot(grid, 1, 11, 15)
    drag(grid, start, start + QPoint(0, 20), QPoint(start.x(), 10))
    drag(grid, start, start + QPoint(0, 20), QPoint(start.x(), 2000))
    drag(grid, slot(grid, 3, 9), slot(grid, 3, 10), QPoint(5, 5))
    assert heard.said == []


def test_esc_ends_a_drag(grid: DayGrid, heard: Heard) -> None:
    view, start = grid.viewport(), slot(grid, 1, 11, 15)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(0, 60))
    press(grid, KEY.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 60))
    assert heard.said == []


def test_a_provider_of_another_service_takes_no_card(grid: DayGrid, heard: Heard) -> None:
    drag(grid, slot(grid, 1, 11, 15), slot(grid, 1, 10), slot(grid, 3, 9))
    assert heard.said == []


def test_who_may_only_look_changes_nothing(grid: DayGrid, heard: Heard) -> None:
    grid.set_editable(False)
    grid.go_to(3, 9 * 60)
    press(grid, KEY.Key_Return)
    drag(grid, slot(grid, 3, 9), slot(grid, 3, 10))
    drag(grid, slot(grid, 1, 11, 15), slot(grid, 1, 10))
    grid.select("0047")
    press(grid, KEY.Key_M)
    assert heard.said == []
    assert not grid.is_carrying


def test_the_chip_of_a_crowd_leads_to_the_list(grid: DayGrid, heard: Heard) -> None:
    grid.show_day(day_view([appointment(f"{n}001", "h1", (9, 0)) for n in range(4)]), NOW)
    at_, plan = grid.layout_of_day, grid.plan
    assert at_ is not None
    assert plan is not None
    box = at_.more_box(plan.more[0])
    inner = slot(grid, 0, 8) - QPoint(int(at_.column / 2), int(at_.hour / 8))
    point = inner + QPoint(int(box.x + box.width - 6), int(box.y + 4))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert heard.last == ("list_asked",)


def test_a_pending_time_on_this_day_is_marked(grid: DayGrid) -> None:
    before = grid.grab().toImage()
    grid.set_pending(Pending("p2", at(DAY, 9), 60, "Janji baru"))
    assert grid.grab().toImage() != before
    grid.set_pending(Pending("p2", at(DAY.replace(day=27), 9), 60, "Janji baru"))
    assert grid.grab().toImage() == before


def test_a_low_window_scrolls_to_the_cursor(grid: DayGrid) -> None:
    grid.resize(500, 260)
    grid.go_to(5, 15 * 60)
    assert grid.verticalScrollBar().value() > 0
    assert grid.horizontalScrollBar().value() > 0
    assert grid.viewport().rect().contains(slot(grid, 5, 15))


def test_the_day_is_drawn_once_and_then_only_laid_under_what_moves(grid: DayGrid) -> None:
    grid.show_day(day_view(crowd(100)), NOW)
    grid.grab()
    kept = grid._pictures  # noqa: SLF001 - that it is kept is what makes dragging quick
    drag(grid, slot(grid, 5, 8, 50), slot(grid, 5, 9), slot(grid, 5, 9, 30))
    grid.grab()
    assert grid._pictures is kept  # noqa: SLF001


def test_no_columns_and_no_hours_can_be_shown(grid: DayGrid) -> None:
    grid.show_day(day_view([], providers=()), NOW)
    press(grid, KEY.Key_Down, KEY.Key_Return, KEY.Key_M)
    grid.grab()
    grid.show_day(day_view([], holiday="Hari Raya Natal"), NOW)
    grid.grab()
    assert grid.current_slot() is not None


def test_the_line_of_now_is_drawn_today_only(grid: DayGrid) -> None:
    def picture(now: datetime) -> object:
        grid.set_now(now)
        return grid.grab().toImage()

    assert picture(at(DAY, 9, 40)) != picture(at(DAY, 15, 20))
    assert picture(at(DAY.replace(day=27), 9)) == picture(at(DAY.replace(day=25), 9))
