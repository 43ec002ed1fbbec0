"""Klien & Kasus over fake services."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.pages.cases.case_house import house, routes, shown
from ui.pages.cases.list_page import PAGE, CaseListPage
from ui.shell.routes import CaseListRoute, CaseRoute, ComposerRoute, ScheduleRoute


def test_enter_opens_the_chosen_case_and_keys_book_and_refer_for_it(qtbot: QtBot) -> None:
    _, ctx = house()
    page = CaseListPage(ctx)
    shown(page, qtbot)
    page.show_route(CaseListRoute())
    page.table.select_key("c449")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.handle("book")
    assert page.handle("refer")
    assert routes(ctx) == [
        CaseRoute(case_uid="c449"),
        ScheduleRoute(case_uid="c449"),
        ComposerRoute(case_uid="c449"),
    ]


def test_the_list_goes_on_until_the_oldest_case(qtbot: QtBot) -> None:
    cases, ctx = house()
    page = CaseListPage(ctx)
    shown(page, qtbot)
    page.show_route(CaseListRoute())
    assert len(page.table.rows_model.rows()) == PAGE
    while page.more.isVisible():
        page.more.click()
    assert len(page.table.rows_model.rows()) == len(cases.rows)
    assert page.count.text() == "450 kasus ditampilkan"


def test_a_chip_asks_again_and_esc_takes_it_away(qtbot: QtBot) -> None:
    cases, ctx = house()
    page = CaseListPage(ctx)
    shown(page, qtbot)
    page.show_route(CaseListRoute())
    button = page.chips.button("risiko_tinggi")
    button.click()
    assert cases.asked[-1].chip == "risiko_tinggi"
    assert page.handle("cancel")
    assert cases.asked[-1].chip == "semua"


def test_what_was_searched_is_not_part_of_the_place(qtbot: QtBot) -> None:
    _, ctx = house()
    page = CaseListPage(ctx)
    shown(page, qtbot)
    page.show_route(CaseListRoute(text="Zulaikha"))
    assert page.search.text() == "Zulaikha"
    assert "Zulaikha" not in str(page.place())
