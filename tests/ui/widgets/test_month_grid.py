"""The calendar: Monday first, by keyboard, in the language of the screen."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from ui.widgets.labels import Label
from ui.widgets.month_grid import CalendarPanel, MonthGrid, first_cell, other_month

TODAY = date(2026, 11, 26)


@pytest.fixture
def grid(qtbot: QtBot) -> MonthGrid:
    grid = MonthGrid(TODAY)
    qtbot.addWidget(grid)
    return grid


@pytest.mark.parametrize(
    ("month", "monday"),
    [
        ((2026, 11), date(2026, 10, 26)),
        ((2026, 6), date(2026, 6, 1)),
        ((2024, 2), date(2024, 1, 29)),
    ],
)
def test_weeks_start_on_monday(month: tuple[int, int], monday: date) -> None:
    assert first_cell(*month) == monday
    assert monday.weekday() == 0


def test_monday_comes_first_in_both_languages(grid: MonthGrid) -> None:
    def head() -> list[object]:
        return [grid.model().headerData(day, Qt.Orientation.Horizontal) for day in range(7)]

    assert head() == ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"]
    QLocale.setDefault(QLocale(QLocale.Language.English))
    assert head()[0] == "Mon"


def test_the_model_keeps_the_rules_of_qt(grid: MonthGrid) -> None:
    _watch = QAbstractItemModelTester(
        grid.model(), QAbstractItemModelTester.FailureReportingMode.Warning
    )
    grid.show_month(1)


@pytest.mark.parametrize(
    ("day", "step", "result"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(1, 1, 1), -1, date(1, 12, 1)),
        (date(9998, 12, 31), 1, date(9998, 1, 31)),
    ],
)
def test_turning_months(day: date, step: int, result: date) -> None:
    assert other_month(day, step) == result


def test_keys_move_and_pick(grid: MonthGrid, qtbot: QtBot) -> None:
    for key, expected in (
        (Qt.Key.Key_Left, date(2026, 11, 25)),
        (Qt.Key.Key_Up, date(2026, 11, 18)),
        (Qt.Key.Key_Home, date(2026, 11, 16)),
        (Qt.Key.Key_End, date(2026, 11, 22)),
        (Qt.Key.Key_PageUp, date(2026, 10, 22)),
        (Qt.Key.Key_PageDown, date(2026, 11, 22)),
        (Qt.Key.Key_Down, date(2026, 11, 29)),
    ):
        QTest.keyClick(grid, key)
        assert grid.cursor_day() == expected
    with qtbot.waitSignal(grid.month_shown) as shown:
        QTest.keyClick(grid, Qt.Key.Key_Down)
    assert shown.args == [date(2026, 12, 1)]
    assert grid.month() == date(2026, 12, 1)
    with qtbot.waitSignal(grid.picked) as picked:
        QTest.keyClick(grid, Qt.Key.Key_Space)
    assert picked.args == [date(2026, 12, 6)]
    assert grid.selected() == date(2026, 12, 6)


def test_a_click_picks_even_in_the_next_month(grid: MonthGrid, qtbot: QtBot) -> None:
    grid.resize(300, 300)
    grid.show()
    cell = grid.visualRect(grid.model().index(5, 6)).center()
    with qtbot.waitSignal(grid.picked) as picked:
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert picked.args == [date(2026, 12, 6)]


def test_every_day_is_read_out_in_full(grid: MonthGrid) -> None:
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    assert grid.currentIndex().data(role) == "Kamis, 26 November 2026"
    assert grid.accessibleName() == "November 2026"


def test_no_day_is_red(grid: MonthGrid) -> None:
    grid.resize(350, 280)
    image = grid.grab().toImage()
    for x in range(image.width()):
        for y in range(image.height()):
            ink = image.pixelColor(x, y)
            assert ink.red() - ink.green() < 30


def test_the_panel_names_the_month_and_turns_it(qtbot: QtBot) -> None:
    panel = CalendarPanel(TODAY, date(2026, 8, 17))
    qtbot.addWidget(panel)
    title = next(label for label in panel.findChildren(Label))
    assert title.text() == "Agustus 2026"
    panel.grid.show_month(1)
    assert title.text() == "September 2026"
    panel.grid.show_month(0)
    assert title.text() == "November 2026"
