"""The list of every page: keys, selection that survives a refresh, columns, desk mode."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ui.models.rows import COVER, Column, RowTableModel
from ui.theme.symbols import Symbol
from ui.theme.theme import theme
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    number: int
    name: str
    minutes: int | None


GUESTS = (
    Guest(number=4, name="Ama", minutes=48),
    Guest(number=5, name="siti", minutes=None),
    Guest(number=6, name="Rini", minutes=9),
)


def make_model() -> RowTableModel[Guest]:
    columns: tuple[Column[Guest], ...] = (
        Column(key="number", title="No.", text=lambda g: f"A-{g.number:02}", strong=True),
        Column(key="name", title="Klien", text=lambda g: g.name, stretch=True, sensitive=True),
        Column(
            key="minutes",
            title="Menunggu",
            text=lambda g: "" if g.minutes is None else f"{g.minutes} mnt",
            sort=lambda g: g.minutes,
            align="right",
            symbol=lambda g: (Symbol.TRIANGLE, "high") if (g.minutes or 0) > 45 else None,
            spoken=lambda g: f"menunggu {g.minutes} menit",
            tooltip=lambda g: "lama" if (g.minutes or 0) > 45 else "",
        ),
        Column(key="note", title="Catatan", text=lambda g: "-", hidden=True),
    )
    model = RowTableModel(columns, key=lambda g: g.number)
    model.set_rows(GUESTS)
    return model


def numbers(model: RowTableModel[Guest]) -> list[int]:
    return [guest.number for guest in model.rows()]


@pytest.fixture
def table(qtbot: QtBot) -> DataTable[Guest]:
    table = DataTable(make_model(), "Antrean", empty=EmptyState("Belum ada yang menunggu."))
    qtbot.addWidget(table)
    table.resize(700, 300)
    with qtbot.waitActive(table):
        table.show()
    table.setFocus()
    return table


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    model = make_model()
    # Watches every change; what it finds is a Qt warning, which fails the test.
    _watch = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.sort(2, Qt.SortOrder.DescendingOrder)
    model.set_rows(GUESTS[:1])
    model.set_covered(True)
    model.set_rows(())
    model.set_rows(GUESTS)


def test_cells_say_more_than_they_show() -> None:
    model = make_model()
    cell = model.index(0, 2)
    assert cell.data() == "48 mnt"
    assert cell.data(int(Qt.ItemDataRole.AccessibleTextRole)) == "menunggu 48 menit"
    assert cell.data(int(Qt.ItemDataRole.ToolTipRole)) == "lama"
    assert model.cell(cell).symbol == (Symbol.TRIANGLE, "high")
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Menunggu"


def test_sorting_folds_case_and_puts_empty_cells_last_both_ways() -> None:
    model = make_model()
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert [guest.name for guest in model.rows()] == ["Ama", "Rini", "siti"]
    model.sort(2, Qt.SortOrder.AscendingOrder)
    assert numbers(model) == [6, 4, 5]
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert numbers(model) == [4, 6, 5]
    model.sort(-1)
    assert numbers(model) == [4, 5, 6]


def test_new_rows_come_in_the_chosen_order() -> None:
    model = make_model()
    model.sort(2, Qt.SortOrder.DescendingOrder)
    model.set_rows((*GUESTS, Guest(number=9, name="Wati", minutes=30)))
    assert numbers(model) == [4, 9, 6, 5]


def test_changed_contents_do_not_reset_the_view(qtbot: QtBot) -> None:
    model = make_model()
    later = tuple(replace(g, minutes=g.minutes + 1) if g.minutes else g for g in GUESTS)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_rows(later)
    assert model.index(0, 2).data() == "49 mnt"
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.set_rows(later)


def test_selection_and_scroll_survive_new_rows(table: DataTable[Guest]) -> None:
    table.select_key(6)
    table.rows_model.set_rows((Guest(number=1, name="Ida", minutes=1), *GUESTS))
    current = table.current_row()
    assert current is not None
    assert current.number == 6
    assert table.currentIndex().row() == 3


def test_sorting_keeps_the_selected_row(table: DataTable[Guest]) -> None:
    table.select_key(5)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    current = table.current_row()
    assert current is not None
    assert current.number == 5


def test_a_selected_row_that_is_gone_is_told(table: DataTable[Guest], qtbot: QtBot) -> None:
    table.select_key(5)
    table.clearFocus()
    with qtbot.waitSignal(table.row_selected) as told:
        table.rows_model.set_rows(GUESTS[:1])
    assert told.args == [None]
    assert table.current_row() is None


def test_focus_stands_on_a_row_at_once(table: DataTable[Guest]) -> None:
    current = table.current_row()
    assert current is not None
    assert current.number == 4
    assert table.accessibleName() == "Antrean"


def test_enter_opens_and_space_offers(table: DataTable[Guest], qtbot: QtBot) -> None:
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.activated_row) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.space_pressed) as offered:
        QTest.keyClick(table, Qt.Key.Key_Space)
    assert (opened.args, offered.args) == ([GUESTS[1]], [GUESTS[1]])


def test_a_double_click_opens_once(table: DataTable[Guest]) -> None:
    opened: list[Guest] = []
    table.activated_row.connect(opened.append)
    spot = table.visualRect(table.rows_model.index(2, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == []
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == [GUESTS[2]]


def test_home_and_end(table: DataTable[Guest]) -> None:
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.current_row() == GUESTS[-1]
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.current_row() == GUESTS[0]


def test_rows_are_36_pixels_high(table: DataTable[Guest]) -> None:
    assert table.rowHeight(0) == 36


def test_the_empty_list_says_so(table: DataTable[Guest]) -> None:
    sentence = table.findChild(EmptyState)
    assert isinstance(sentence, EmptyState)
    assert not sentence.isVisible()
    table.rows_model.set_rows(())
    assert sentence.isVisible()
    table.rows_model.set_rows(GUESTS)
    assert not sentence.isVisible()


def test_columns_are_chosen_and_never_all_hidden(table: DataTable[Guest], qtbot: QtBot) -> None:
    assert table.visible_columns() == ("number", "name", "minutes")
    menu = table.column_menu()
    titles = {action.text(): action for action in menu.actions()}
    with qtbot.waitSignal(table.columns_changed):
        titles["Catatan"].trigger()
    assert table.visible_columns() == ("number", "name", "minutes", "note")
    table.set_visible_columns(["name", "lama"])
    assert table.visible_columns() == ("name",)
    last = {action.text(): action for action in table.column_menu().actions()}["Klien"]
    assert not last.isEnabled()
    table.set_visible_columns(["lama"])
    assert table.visible_columns() == ("name",)


def test_the_stretching_column_takes_what_is_left(table: DataTable[Guest]) -> None:
    widths = sum(table.columnWidth(place) for place in range(3))
    assert widths == table.viewport().width()
    table.resize(200, 300)
    assert table.columnWidth(1) > 40


def test_the_menu_of_a_row_is_filled_by_the_page(table: DataTable[Guest], qtbot: QtBot) -> None:
    def fill(guest: Guest, menu: QMenu) -> None:
        menu.addAction(f"Panggil {guest.name}")

    table.set_menu(fill)
    table.customContextMenuRequested.emit(table.visualRect(table.rows_model.index(2, 0)).center())
    menu = table.findChildren(QMenu)[-1]
    assert [action.text() for action in menu.actions()] == ["Panggil Rini"]
    menu.close()
    table.customContextMenuRequested.emit(QPoint(5, 290))
    qtbot.waitUntil(lambda: table.findChildren(QMenu) == [])


def test_desk_mode_covers_all_rows_but_the_current_one(table: DataTable[Guest]) -> None:
    model = table.rows_model
    table.select_key(5)
    model.set_covered(True)
    assert [model.index(row, 1).data() for row in range(3)] == [COVER, "siti", COVER]
    hidden = model.index(0, 1)
    assert hidden.data(int(Qt.ItemDataRole.AccessibleTextRole)) == "tertutup"
    assert model.cell(hidden).text == COVER
    spot = table.visualRect(hidden).center()
    QTest.mouseMove(table.viewport(), spot)
    assert [model.index(row, 1).data() for row in range(3)] == ["Ama", COVER, COVER]
    model.set_covered(False)
    assert [model.index(row, 1).data() for row in range(3)] == ["Ama", "siti", "Rini"]


def test_a_screen_reader_reads_a_cell(table: DataTable[Guest]) -> None:
    reader = QAccessible.queryAccessibleInterface(table)
    texts = {
        reader.child(place).text(QAccessible.Text.Name) for place in range(reader.childCount())
    }
    assert "menunggu 48 menit" in texts


def test_the_selected_row_has_a_bar_and_a_tint(table: DataTable[Guest]) -> None:
    image = table.viewport().grab().toImage()
    assert image.pixelColor(1, 18).name().upper() == theme().colours.primary
    assert image.pixelColor(5, 18).name().upper() == theme().colours.primary_tint
    assert image.pixelColor(5, 18 + 36).name().upper() == theme().colours.surface
