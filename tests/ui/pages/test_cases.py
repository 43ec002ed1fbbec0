"""Klien & Kasus and the case page over fake services."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ruko_desk.domain.codes import CodeLists
from ruko_desk.domain.dto.cases import (
    CaseDetail,
    CaseFilter,
    CaseHeader,
    CaseRow,
    ConsentView,
    PersonView,
    SafeContact,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import NotAllowedError
from ruko_desk.paths import resource
from tests.fakes.context import FakeNavigator, make_context
from tests.look.cut_off import cut_off_texts
from ui.context import UiContext
from ui.pages.cases.case_page import NEEDS_REASON, CasePage
from ui.pages.cases.list_page import PAGE, CaseListPage
from ui.shell.page import Page
from ui.shell.routes import CaseListRoute, CaseRoute, ComposerRoute, ScheduleRoute

DAY = date(2026, 11, 26)
NOON = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)


def row(number: int) -> CaseRow:
    return CaseRow(
        uid=f"c{number}",
        code=f"RK-26-{number:04d}",
        initials="A.",
        age=31,
        services=("hukum",),
        status="baru",
        risk="tinggi",
        owner="Nurul",
        last_activity=DAY,
        next_appointment=NOON,
    )


DETAIL = CaseDetail(
    header=CaseHeader(
        uid="c1",
        version=1,
        code="RK-26-0001",
        initials="A.",
        sex="P",
        age=31,
        case_kind="",
        status="baru",
        risk="tinggi",
        children=0,
        district="",
        owner="Nurul",
        safe_contact_line="Telepon malam saja",
        sharing=(),
        opened_on=DAY,
        channel="datang_langsung",
    ),
    client=PersonView(uid="p1", version=1, call_name="Ama", phone="0812 0000 5081"),
    safe_contact=SafeContact(version=1, hours="malam", may_name_house=False),
    incidents=None,
    perpetrators=None,
    consents=(
        ConsentView(
            uid="k1",
            purpose="kesehatan",
            answer="ya",
            fields=(),
            legal_basis="persetujuan",
            signer_name="",
            signer_relation="",
            child_agrees=None,
            given_on=DAY,
            expires_on=None,
            withdrawn_at=NOON,
        ),
    ),
    appointments=(),
    letters=(),
    timeline=(),
    sections=(),
    may_edit=frozenset(),
)


class FakeCases:
    def __init__(self) -> None:
        self.rows = tuple(row(number) for number in range(450, 0, -1))
        self.asked: list[CaseFilter] = []
        self.opened: list[tuple[str, str]] = []
        self.detail = DETAIL
        self.needs_reason = False

    def list(self, actor: Actor, wanted: CaseFilter) -> tuple[CaseRow, ...]:
        self.asked.append(wanted)
        older = [
            one for one in self.rows if not wanted.before_code or one.code < wanted.before_code
        ]
        return () if wanted.text == "tidak ada" else tuple(older[: wanted.limit])

    def open(self, actor: Actor, uid: str, reason: str = "") -> CaseDetail:
        if self.needs_reason and not reason:
            raise NotAllowedError(
                "Kasus ini ditangani petugas lain. Tulis alasan", code=NEEDS_REASON
            )
        self.opened.append((uid, reason))
        return self.detail


def house() -> tuple[FakeCases, UiContext]:
    cases = FakeCases()
    codes = CodeLists.from_csv(
        *(path.read_text(encoding="utf-8") for path in sorted(resource("codes").glob("*.csv")))
    )
    regions = SimpleNamespace(name=lambda code: "", full_label=lambda code: code)
    return cases, make_context(SimpleNamespace(cases=cases, codes=codes, regions=regions))


def shown(page: Page, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.resize(1180, 600)
    page.show()


def routes(ctx: UiContext) -> list[object]:
    return list(cast("FakeNavigator", ctx.navigator).routes)


def words(page: CasePage) -> str:
    QApplication.sendPostedEvents()  # a layout shows what it was given with the next events
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


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
    assert cut_off_texts(page) == []


def test_no_name_and_no_phone_is_seen_before_the_tab_of_the_data(qtbot: QtBot) -> None:
    _, ctx = house()
    page = CasePage(ctx)
    shown(page, qtbot)
    page.show_route(CaseRoute(case_uid="c1"))
    assert "Ama" not in words(page)
    assert "5081" not in words(page)
    page.handle("tab2")
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
    QTest.keyClick(page.reason, Qt.Key.Key_Return)
    assert cases.opened == []
    QTest.keyClicks(page.reason, "Menggantikan Nurul")
    QTest.keyClick(page.reason, Qt.Key.Key_Return)
    assert cases.opened == [("c1", "Menggantikan Nurul")]
    assert "RK-26-0001" in words(page)


def test_a_reason_counts_for_one_case_only(qtbot: QtBot) -> None:
    cases, ctx = house()
    cases.needs_reason = True
    page = CasePage(ctx)
    shown(page, qtbot)
    page.show_route(CaseRoute(case_uid="c1"))
    QTest.keyClicks(page.reason, "Menggantikan Nurul")
    page.open_button.click()
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
    page.book.click()
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
