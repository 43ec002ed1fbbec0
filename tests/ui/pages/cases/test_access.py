"""Akses, and the client's name for ten seconds."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.cases import AccessRow
from tests.fakes.context import AllRights
from tests.fakes.runner import SyncRunner
from tests.ui.pages.cases.case_desk import Desk, button, detail, words
from tests.ui.pages.cases.case_house import NOON
from ui.pages.cases.access_tab import PAGE, AccessTab
from ui.pages.cases.case_page import CasePage
from ui.shell.routes import CaseRoute


def trail(count: int) -> tuple[AccessRow, ...]:
    return tuple(
        AccessRow(when=NOON, user="Nurul", action="buka kasus (menggantikan)", seq=seq)
        for seq in range(count, 0, -1)
    )


def tab(page: CasePage) -> AccessTab:
    found = page.findChild(AccessTab)
    assert isinstance(found, AccessTab)
    return found


def test_the_trail_is_read_when_it_is_looked_at_and_page_by_page(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(), Role.MANAGER)
    desk.cases.trail = trail(PAGE + 20)
    desk.enter()
    assert desk.cases.did("access") == []
    desk.page.handle("tab3")
    shown = tab(desk.page)
    assert len(shown.table.rows_model.rows()) == PAGE
    button(shown, "more_access").click()
    assert [row.seq for row in shown.table.rows_model.rows()] == list(range(PAGE + 20, 0, -1))
    assert not shown.more.isVisible()
    assert desk.cases.did("access") == [(0,), (21,)]
    assert "Siapa membuka dan mengubah kasus ini" in words(shown)
    desk.page.handle("tab1")
    desk.page.handle("tab3")
    assert len(desk.cases.did("access")) == 2


def test_after_a_change_the_trail_is_read_again(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(), Role.PSYCHOLOGIST).enter("akses")
    assert tab(desk.page).table.rows_model.rows() == ()
    assert "Yang Anda lakukan pada kasus ini" in words(tab(desk.page))
    desk.cases.trail = trail(1)
    desk.page.handle("reload")
    assert len(tab(desk.page).table.rows_model.rows()) == 1


def test_who_may_not_read_the_trail_has_no_such_tab(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail())
    desk.services.rights = AllRights(("jejak", "R"))
    page = CasePage(desk.ctx)
    qtbot.addWidget(page)
    page.show_route(CaseRoute(case_uid="c1"))
    assert page.findChild(AccessTab) is None


def test_the_name_is_shown_while_it_may_be_and_each_time_on_record(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    desk.ctx.names.set_shown(True)
    assert "RK-26-0001 · Amalia Putri (P, 31 th)" in words(desk.page)
    desk.page.handle("reload")
    assert "Amalia Putri" in words(desk.page)
    desk.ctx.names.set_shown(False)
    assert "RK-26-0001 · A. (P, 31 th)" in words(desk.page)
    assert "Amalia" not in words(desk.page)
    assert desk.cases.did("name") == [("c1",)]


def test_a_name_never_stands_on_another_case(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    desk.ctx.names.set_shown(True)
    desk.cases.detail = detail(uid="c2", code="RK-26-0002")
    desk.enter()
    assert "RK-26-0002 · A. (P, 31 th)" in words(desk.page)


def test_a_name_that_arrives_late_is_not_shown(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    runner = desk.ctx.runner
    assert isinstance(runner, SyncRunner)
    runner.held = True
    desk.ctx.names.set_shown(True)
    desk.ctx.names.set_shown(False)
    runner.release()
    assert "Amalia" not in words(desk.page)


def test_a_page_that_is_not_seen_asks_for_no_name(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    desk.page.hide()
    desk.ctx.names.set_shown(True)
    assert desk.cases.did("name") == []
