"""The case over fake services: who sees what, and the ways on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.context import make_context
from tests.look.cut_off import cut_off_texts
from tests.ui.pages.cases.case_house import DETAIL, house, routes, shown, words
from ui.pages.cases.case_page import CasePage
from ui.shell.routes import CaseRoute, ScheduleRoute


def test_the_case_shows_what_she_may_see_and_leaves_the_rest_out(qtbot: QtBot) -> None:
    _, ctx = house()
    page = CasePage(ctx)
    shown(page, qtbot)
    page.show_route(CaseRoute(case_uid="c1"))
    text = words(page)
    assert "RK-26-0001 · A. (P, 31 th)" in text
    assert "ditarik 26-11-2026 12.00" in text
    assert cut_off_texts(page) == []
    assert page.handle("tab2")
    assert "Ama" in words(page)
    assert "Kejadian" not in words(page)
    assert "Terlapor" not in words(page)
    assert cut_off_texts(page) == []


def test_no_name_and_no_phone_is_seen_before_the_tab_of_the_data(qtbot: QtBot) -> None:
    _, ctx = house()
    page = CasePage(ctx)
    shown(page, qtbot)
    page.show_route(CaseRoute(case_uid="c1"))
    assert "Ama" not in words(page)
    assert "5081" not in words(page)
    assert page.findChild(QWidget, "section_identitas") is None
    page.handle("tab2")
    assert page.findChild(QWidget, "section_identitas") is not None
    page.show_route(CaseRoute(case_uid="c1"))
    assert "Ama" not in words(page)


def test_the_tab_comes_back_with_the_place(qtbot: QtBot) -> None:
    _, ctx = house()
    page = CasePage(ctx)
    shown(page, qtbot)
    page.show_route(CaseRoute(case_uid="c1"))
    page.handle("tab2")
    again = CasePage(ctx)
    shown(again, qtbot)
    again.show_route(CaseRoute(case_uid="c1"), page.here())
    assert "Ama" in words(again)


def test_a_case_that_is_not_hers_opens_with_a_reason_only(qtbot: QtBot) -> None:
    cases, ctx = house()
    cases.needs_reason = True
    page = CasePage(ctx)
    shown(page, qtbot)
    page.show_route(CaseRoute(case_uid="c1"))
    assert "Tulis alasan" in words(page)
    assert not page.handle("book")
    QTest.keyClick(page.door.reason, Qt.Key.Key_Return)
    assert cases.opened == []
    QTest.keyClicks(page.door.reason, "Menggantikan Nurul")
    QTest.keyClick(page.door.reason, Qt.Key.Key_Return)
    assert cases.opened == [("c1", "Menggantikan Nurul")]
    assert "RK-26-0001" in words(page)


def test_a_reason_counts_for_one_case_only(qtbot: QtBot) -> None:
    cases, ctx = house()
    cases.needs_reason = True
    page = CasePage(ctx)
    shown(page, qtbot)
    page.show_route(CaseRoute(case_uid="c1"))
    QTest.keyClicks(page.door.reason, "Menggantikan Nurul")
    page.door.open_button.click()
    page.show_route(CaseRoute(case_uid="c2"))
    assert cases.opened == [("c1", "Menggantikan Nurul")]
    assert "Tulis alasan" in words(page)
    assert "RK-26-0001" not in words(page)


def test_a_case_without_a_client_to_see_keeps_its_header(qtbot: QtBot) -> None:
    cases, ctx = house()
    cases.detail = replace(DETAIL, client=None)
    page = CasePage(ctx)
    shown(page, qtbot)
    page.show_route(CaseRoute(case_uid="c1"))
    page.handle("tab2")
    assert "Identitas" not in words(page)
    page.header.book.click()
    assert routes(ctx) == [ScheduleRoute(case_uid="c1")]


def test_an_old_data_file_opened_for_reading_offers_no_work(qtbot: QtBot) -> None:
    cases, ctx = house()
    ctx = make_context(ctx.services, read_only=True)
    page = CasePage(ctx)
    shown(page, qtbot)
    page.show_route(CaseRoute(case_uid="c1"))
    assert cases.opened == [("c1", "")]
    page.handle("book")
    page.handle("refer")
    assert routes(ctx) == []
