"""Mitra layanan: finding, adding, changing, archiving, and referring from the directory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ruko_desk.changes import ChangeSet, Outcome
from ruko_desk.domain.dto.cases import QuickHit
from ruko_desk.domain.dto.referrals import PartnerView
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, StaleError
from tests.fakes.context import AllRights, FakeNavigator, FakeToasts, make_context
from tests.fakes.prompts import FakePrompts
from tests.ui.pages.letter_office import CASE, HOSPITAL, POLICE, LetterOffice
from ui.pages.partners.page import PartnersPage
from ui.pages.partners.partner_card import is_stale
from ui.pages.partners.partner_form import PartnerDialog
from ui.shell.routes import ComposerRoute, PartnersRoute
from ui.theme.symbols import Symbol
from ui.widgets.empty_state import EmptyState

TODAY = date(2026, 11, 26)
OLD = PartnerView(uid="lama", version=1, name="Klinik Lama", kind="kesehatan_pkm", active=False)


@dataclass
class FakePartners:
    """The directory in memory."""

    rows: list[PartnerView] = field(default_factory=lambda: [HOSPITAL, POLICE, OLD])
    saved: list[PartnerView] = field(default_factory=list)
    stale: bool = False

    def list(self, actor: Actor, text: str = "", archived: bool = False) -> tuple[PartnerView, ...]:
        return tuple(
            row
            for row in self.rows
            if text.lower() in row.name.lower() and (row.active or archived)
        )

    def save(self, actor: Actor, partner: PartnerView) -> Outcome[PartnerView]:
        if self.stale:
            raise StaleError("Data mitra ini sudah diubah petugas lain. Muat ulang, lalu ubah.")
        if not partner.name:
            raise FieldErrors({"name": "Isi nama lembaga"})
        stored = replace(partner, uid=partner.uid or "baru", version=partner.version + 1)
        self.saved.append(stored)
        self.rows = [row for row in self.rows if row.uid != stored.uid] + [stored]
        return Outcome(stored, ChangeSet.of(("partner", stored.uid)))

    def archive(self, actor: Actor, uid: str, version: int) -> Outcome[PartnerView]:
        row = next(row for row in self.rows if row.uid == uid)
        self.rows = [replace(one, active=one.uid != uid and one.active) for one in self.rows]
        return Outcome(row, ChangeSet.of(("partner", uid)))


class Desk:
    """The page with its fakes."""

    def __init__(self, qtbot: QtBot, *denied: tuple[str, str]) -> None:
        self.office = LetterOffice()
        self.office.rights = AllRights(*denied)
        self.partners = FakePartners()
        self.office.partners = self.partners
        self.ctx = make_context(self.office)
        self.prompts = cast("FakePrompts", self.ctx.prompts)
        self.toasts = cast("FakeToasts", self.ctx.toasts)
        self.routes = cast("FakeNavigator", self.ctx.navigator).routes
        self.page = PartnersPage(self.ctx)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 600)
        self.page.show()
        self.page.activateWindow()
        self.page.show_route(PartnersRoute())

    def shown(self) -> list[str]:
        return [row.uid for row in self.page.table.rows_model.rows()]

    def button(self, name: str) -> QAbstractButton:
        button = self.page.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton)
        return button

    def dialog(self) -> PartnerDialog:
        found = [one for one in self.page.findChildren(PartnerDialog) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def chosen(self) -> str:
        row = self.page.table.current_row()
        return row.uid if row else ""


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_the_first_partner_is_shown_and_archived_ones_are_not(desk: Desk) -> None:
    assert desk.shown() == ["rs", "polisi"]
    assert desk.chosen() == "rs"
    assert desk.page.table.hasFocus()
    desk.button("with_archived").click()
    assert desk.shown() == ["rs", "polisi", "lama"]


def test_the_route_chooses_the_partner(desk: Desk) -> None:
    desk.page.show_route(PartnersRoute(partner_uid="polisi"))
    assert desk.chosen() == "polisi"


@pytest.mark.parametrize(
    ("checked_on", "stale"),
    [
        (None, True),
        (date(2026, 5, 25), True),
        (date(2026, 5, 26), False),
        (date(2026, 11, 26), False),
        (date(2025, 12, 31), True),
    ],
)
def test_an_entry_is_stale_after_six_months(checked_on: date | None, stale: bool) -> None:
    assert is_stale(checked_on, TODAY) is stale


def test_stale_entries_are_marked_with_a_triangle(desk: Desk) -> None:
    model = desk.page.table.rows_model
    place = next(i for i, column in enumerate(model.columns) if column.key == "checked")
    symbols = [model.cell(model.index(row, place)).symbol for row in range(2)]
    assert symbols == [None, (Symbol.TRIANGLE, "high")]
    spoken = model.data(model.index(1, place), int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "25-05-2026, perlu dicek lagi"


def test_looking_at_an_entry_takes_the_mark_away(desk: Desk) -> None:
    desk.page.table.select_key("polisi")
    desk.button("checked").click()
    assert desk.partners.saved[-1].checked_on == TODAY
    assert desk.chosen() == "polisi"
    assert desk.button("checked").isHidden()


def test_the_telephone_goes_to_the_guarded_clipboard(desk: Desk) -> None:
    desk.button("phone").click()
    assert QGuiApplication.clipboard().text() == "(0254) 5550100"
    desk.page.table.select_key("polisi")
    assert desk.button("phone").isHidden()


def test_a_partner_is_added(desk: Desk) -> None:
    desk.button("add_partner").click()
    form = desk.dialog().form
    form.set_values(
        {"name": "LBH Contoh", "kind": "hukum", "phone": "0254 1", "checked_on": "26/11/2026"}
    )
    desk.dialog().accept()
    stored = desk.partners.saved[-1]
    assert (stored.name, stored.kind, stored.checked_on) == ("LBH Contoh", "hukum", TODAY)
    assert desk.chosen() == "baru"
    assert desk.toasts.shown == ["LBH Contoh tersimpan."]
    assert not desk.page.findChildren(PartnerDialog) or not any(
        one.isVisible() for one in desk.page.findChildren(PartnerDialog)
    )


def test_enter_changes_the_entry_and_keeps_the_rest(desk: Desk) -> None:
    QTest.keyClick(desk.page.table, Qt.Key.Key_Return)
    form = desk.dialog().form
    form.set_values({"hours": "24 jam"})
    QTest.keyClick(
        form.get("hours").focus_target(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert desk.partners.saved[-1] == replace(HOSPITAL, hours="24 jam", version=2)


def test_errors_stand_beside_the_fields_and_nothing_is_cleared(desk: Desk) -> None:
    desk.button("add_partner").click()
    dialog = desk.dialog()
    dialog.form.set_values({"phone": "0254 5550100"})
    dialog.accept()
    assert dialog.form.errors() == {"name": "Isi nama lembaga"}
    assert dialog.form.values()["phone"] == "0254 5550100"
    dialog.form.checked.set_value("Mei 2026")
    dialog.accept()
    assert dialog.form.errors() == {"checked_on": "Tulis tanggal lengkap seperti 27/3/2026"}
    assert dialog.isVisible()


def test_an_entry_that_somebody_else_changed_keeps_the_dialog_open(desk: Desk) -> None:
    desk.button("edit").click()
    desk.partners.stale = True
    desk.dialog().accept()
    assert next(iter(desk.dialog().form.errors().values())).startswith(
        "Data mitra ini sudah diubah"
    )


def test_archiving_is_asked_and_takes_the_partner_out_of_the_list(desk: Desk) -> None:
    desk.prompts.answers += [False, True]
    desk.button("archive").click()
    assert desk.shown() == ["rs", "polisi"]
    desk.button("archive").click()
    assert desk.shown() == ["polisi"]


def test_a_letter_begins_for_a_case_that_was_opened_lately(desk: Desk) -> None:
    desk.office.search.hits = (
        QuickHit(case_uid="tutup", code="RK-25-1", initials="B.", age=9, detail="", closed=True),
        QuickHit(case_uid=CASE, code="RK-26-0412", initials="A.", age=31, detail="", closed=False),
    )
    desk.prompts.answers.append(CASE)
    assert desk.page.handle("refer")
    assert desk.prompts.asked[-1].options == ((CASE, "RK-26-0412 · A."),)
    stored = desk.office.referrals.rows["r1"].view.content
    assert (stored.partner_uid, stored.companion_name) == ("rs", "Siti R.")
    assert desk.routes == [ComposerRoute(case_uid=CASE, referral_uid="r1")]


def test_without_an_open_case_it_says_where_to_begin(desk: Desk) -> None:
    desk.button("refer").click()
    assert desk.prompts.asked[-1].kind == "inform"
    assert desk.office.referrals.rows == {}


def test_who_may_only_look_sees_no_buttons_that_change(qtbot: QtBot) -> None:
    desk = Desk(qtbot, ("identitas", "W"), ("rekam_terbatas", "W"), ("kelola", "W"))
    names = ("add_partner", "refer", "checked", "edit", "archive")
    assert all(desk.button(name).isHidden() for name in names)
    QTest.keyClick(desk.page.table, Qt.Key.Key_Return)
    assert desk.page.findChild(PartnerDialog) is None
    assert not desk.page.handle("refer")


def test_search_and_empty_directory_offer_the_next_step(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.page.search.searched):
        QTest.keyClicks(desk.page.search, "zzz")
    empty = desk.page.table.findChild(EmptyState)
    assert isinstance(empty, EmptyState)
    assert empty.text() == "Tidak ada mitra yang cocok dengan “zzz”."
    empty.activated.emit()
    assert desk.shown() == ["rs", "polisi"]
    desk.partners.rows = []
    desk.page.on_changes(ChangeSet.of(("partner", "rs")))
    assert empty.text() == "Belum ada mitra. Mulai dari rumah sakit dan LBH terdekat."
    empty.activated.emit()
    assert desk.dialog().isVisible()


def test_filter_and_partner_come_back_after_a_lock(desk: Desk, qtbot: QtBot) -> None:
    desk.page.table.select_key("polisi")
    place = desk.page.place()
    again = Desk(qtbot)
    again.page.back_to(place)
    assert again.chosen() == "polisi"
