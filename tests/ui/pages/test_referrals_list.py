"""Rujukan: the lists, the mark of a long wait, the letter register on paper and as a sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from ruko_desk.changes import ChangeSet
from ruko_desk.domain.dto.cases import LetterRow
from ruko_desk.domain.dto.referrals import ReferralRow
from tests.fakes.context import MORNING, FakeNavigator, FakeToasts, make_context
from tests.fakes.printer import FakePrinter
from tests.fakes.prompts import FakePrompts
from tests.ui.pages.letter_office import FakePress, LetterOffice
from ui.pages.referrals.list_page import ReferralListPage
from ui.shell.routes import CaseListRoute, CaseRoute, ComposerRoute, ReferralListRoute
from ui.theme.symbols import Symbol
from ui.widgets.empty_state import EmptyState


def referral(uid: str, partner: str, waiting: int | None) -> ReferralRow:
    return ReferralRow(
        uid=uid,
        case_uid=f"kasus-{uid}",
        case_code="RK-26-0412",
        initials="A.",
        partner=partner,
        services=("Pemeriksaan",),
        state="draf" if waiting is None else "terbit",
        number="" if waiting is None else "015",
        day=date(2026, 11, 26),
        waiting_days=waiting,
    )


def letter(number: int, **changes: object) -> LetterRow:
    values: dict[str, object] = {
        "uid": f"s{number}",
        "number": f"400.2.4/{number:03}/DP3AKB/XI/2026",
        "letter_date": date(2026, 11, number),
        "direction": "keluar",
        "kind": "rujukan",
        "state": "terbit",
        "receiver": "RSUD Kota Serang",
        "subject": "Rujukan Layanan",
        "case_uid": "kasus1",
        "case_code": "RK-26-0412",
        "referral_uid": f"r{number}",
    }
    return LetterRow(**{**values, **changes})  # type: ignore[arg-type]  # named fields of the row


class Desk:
    """The page with its fakes."""

    def __init__(self, qtbot: QtBot) -> None:
        self.office = LetterOffice()
        self.office.referrals.listed = (
            referral("r1", "RSUD Kota Serang", 6),
            referral("r2", "Polresta Serang Kota", 7),
            referral("r3", "LBH Contoh", None),
        )
        self.office.letters.rows = (
            letter(2),
            letter(1, uid="s9", state="nomor_batal", void_reason="Salah isi"),
            letter(3, state="diserahkan", handed_at=MORNING, handed_to="klien"),
        )
        self.ctx = make_context(self.office, press=FakePress())
        self.prompts = cast("FakePrompts", self.ctx.prompts)
        self.printer = cast("FakePrinter", self.ctx.printer)
        self.toasts = cast("FakeToasts", self.ctx.toasts)
        self.routes = cast("FakeNavigator", self.ctx.navigator).routes
        self.page = ReferralListPage(self.ctx)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 600)
        self.page.show()
        self.page.activateWindow()
        self.page.show_route(ReferralListRoute())

    def shown(self) -> list[str]:
        return [row.uid for row in self.page.table.rows_model.rows()]

    def press(self, name: str) -> None:
        button = self.page.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton)
        button.click()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_it_opens_on_what_went_out_with_the_keyboard_in_the_list(desk: Desk) -> None:
    assert desk.shown() == ["r1", "r2", "r3"]
    assert desk.page.table.hasFocus()


def test_enter_opens_the_letter(desk: Desk) -> None:
    QTest.keyClick(desk.page.table, Qt.Key.Key_Down)
    QTest.keyClick(desk.page.table, Qt.Key.Key_Return)
    assert desk.routes == [ComposerRoute(case_uid="kasus-r2", referral_uid="r2")]


def test_seven_days_without_an_answer_are_marked_and_spoken(desk: Desk) -> None:
    model = desk.page.table.rows_model
    place = next(i for i, column in enumerate(model.columns) if column.key == "waiting")
    cells = [model.cell(model.index(row, place)) for row in range(3)]
    assert [cell.text for cell in cells] == ["6 hari", "7 hari", ""]
    assert [cell.symbol for cell in cells] == [None, (Symbol.TRIANGLE, "high"), None]
    spoken = model.data(model.index(1, place), int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "7 hari, lama tanpa balasan"


def test_tabs_change_by_key(desk: Desk) -> None:
    desk.page.handle("tab2")
    assert desk.shown() == ["r1", "r2"]
    desk.page.handle("tab3")
    assert desk.page.register.table.hasFocus()
    desk.page.handle("tab1")
    assert desk.shown() == ["r1", "r2", "r3"]


def test_the_filter_narrows_the_list_and_can_be_taken_away(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.page.search.searched):
        QTest.keyClicks(desk.page.search, "polres")
    assert desk.shown() == ["r2"]
    with qtbot.waitSignal(desk.page.search.searched):
        QTest.keyClicks(desk.page.search, "zzz")
    empty = desk.page.table.findChild(EmptyState)
    assert isinstance(empty, EmptyState)
    assert empty.text() == "Tidak ada yang cocok dengan “polreszzz”."
    empty.activated.emit()
    assert desk.shown() == ["r1", "r2", "r3"]


def test_an_empty_list_says_how_to_begin(desk: Desk) -> None:
    desk.office.referrals.listed = ()
    desk.page.handle("reload")
    empty = desk.page.table.findChild(EmptyState)
    assert isinstance(empty, EmptyState)
    assert empty.text().startswith("Belum ada rujukan.")
    empty.activated.emit()
    assert desk.routes == [CaseListRoute()]


def test_a_changed_letter_is_read_again(desk: Desk) -> None:
    before = len(desk.office.referrals.asked)
    desk.page.on_changes(ChangeSet.of(("appointment", "j1")))
    assert len(desk.office.referrals.asked) == before
    desk.page.on_changes(ChangeSet.of(("letter", "s1")))
    assert len(desk.office.referrals.asked) == before + 1


def test_the_row_menu_leads_to_case_and_new_letter(desk: Desk) -> None:
    menu = QMenu(desk.page)
    desk.page.fill_menu(desk.office.referrals.listed[0], menu)
    actions: list[QAction] = menu.actions()
    for action in actions[1:]:
        action.trigger()
    assert desk.routes == [CaseRoute(case_uid="kasus-r1"), ComposerRoute(case_uid="kasus-r1")]


def test_ctrl_u_refers_the_client_of_the_row(desk: Desk) -> None:
    assert desk.page.handle("refer")
    assert desk.routes == [ComposerRoute(case_uid="kasus-r1")]
    desk.page.handle("tab3")
    assert not desk.page.handle("refer")


def test_tab_filter_and_row_come_back_after_a_lock(desk: Desk, qtbot: QtBot) -> None:
    desk.page.handle("tab2")
    desk.page.search.setText("serang")
    desk.page.reload()
    desk.page.table.select_key("r2")
    place = desk.page.place()
    again = Desk(qtbot)
    again.page.back_to(place)
    assert again.page.tab == "menunggu"
    assert again.shown() == ["r1", "r2"]
    row = again.page.table.current_row()
    assert row is not None
    assert row.uid == "r2"


def test_the_register_shows_a_year_with_voided_numbers(desk: Desk) -> None:
    desk.page.handle("tab3")
    rows = desk.page.register.table.rows_model.rows()
    assert [row.uid for row in rows] == ["s2", "s9", "s3"]
    desk.page.register.set_year(2025)
    assert desk.office.letters.read[-1] == (2025, "")
    assert desk.page.register.table.rows_model.rows() == ()
    assert not desk.page.register.print_button.isEnabled()
    desk.page.handle("print")
    assert desk.printer.jobs == []


def test_the_register_opens_the_letter(desk: Desk) -> None:
    desk.page.handle("tab3")
    QTest.keyClick(desk.page.register.table, Qt.Key.Key_Return)
    assert desk.routes == [ComposerRoute(case_uid="kasus1", referral_uid="r2")]


def test_the_register_is_printed_oldest_first_without_names(desk: Desk) -> None:
    desk.page.handle("tab3")
    desk.page.handle("print")
    paper = desk.page.register.paper()
    assert [row.number[8:11] for row in paper.rows] == ["001", "002", "003"]
    assert [row.state for row in paper.rows] == ["Nomor batal", "Terbit", "Diserahkan"]
    assert paper.rows[0].remark == "Salah isi"
    assert (paper.rows[2].handed_on, paper.rows[2].handed_to) == (date(2026, 11, 26), "klien")
    assert (paper.period, paper.made_by) == ("Tahun 2026", "Nurul")
    assert desk.printer.jobs == [(FakePress().register_pdf(paper), "A4")]


def test_the_register_is_saved_as_a_sheet(desk: Desk, tmp_path: Path) -> None:
    desk.page.handle("tab3")
    desk.prompts.answers.append(tmp_path / "buku.xlsx")
    desk.press("save_register")
    assert desk.prompts.asked[-1].text == "buku-surat-2026.xlsx"
    assert (tmp_path / "buku.xlsx").read_bytes().startswith(b"PK ")
    assert desk.toasts.shown == ["buku.xlsx tersimpan."]


def test_a_filtered_register_says_so_on_paper(desk: Desk) -> None:
    desk.page.search.setText("rsud")
    desk.page.handle("tab3")
    assert desk.page.register.paper().period == "Tahun 2026, disaring: rsud"
