"""What is typed into a case is never lost: errors, other people's changes, drafts, power cuts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ruko_desk.domain.dto.cases import SavePerson
from ruko_desk.errors import EnvironmentProblem
from tests.services.casework import client
from tests.services.desk import Staff
from tests.ui.pages.cases.conftest import OpenDesk
from tests.ui.pages.cases.edit_desk import EditDesk
from ui.pages.cases.case_page import CasePage
from ui.pages.cases.versions_dialog import STORED, VersionsDialog
from ui.shell.routes import CaseRoute
from ui.widgets.buttons import Button


def note(desk: EditDesk) -> str:
    """Return what stands beside the buttons."""
    return desk.page.data.note()


def meanwhile(desk: EditDesk, **changes: object) -> None:
    """Let a colleague save the identity, in the same store."""
    person = client(desk.stored())
    changed = replace(person, **changes)  # type: ignore[arg-type]  # names of the view
    desk.cases.save_person(desk.actor, SavePerson(case_uid=desk.uid, person=changed))


def dialog(desk: EditDesk) -> VersionsDialog:
    found = [one for one in desk.page.findChildren(VersionsDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_errors_stand_beside_the_fields_and_lead_to_them(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "nik", "367301470895000")
    desk.write("identitas", "birth", "31/12/2030")
    desk.save()
    form = desk.form("identitas")
    wanted = "NIK terdiri dari 16 angka. Yang ditulis baru 15"
    assert form.get("nik").error() == wanted
    assert form.get("birth").error() == "Tanggal lahir tidak boleh setelah hari ini"
    assert QApplication.focusWidget() is form.summary
    (line,) = [one for one in form.summary.findChildren(Button) if one.text() == wanted]
    line.click()
    assert form.focused_key() == "nik"
    assert desk.shows("identitas", "nik") == "367301470895000"
    assert client(desk.stored()).nik == ""


def test_what_the_services_find_wrong_stands_there_too(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "birth", "2015")
    desk.write("identitas", "family_card", "12")
    desk.write("identitas", "call_name", "")
    desk.save()
    errors = desk.form("identitas").errors()
    assert set(errors) == {"call_name", "family_card"}
    desk.write("identitas", "call_name", "Ama")
    desk.write("identitas", "family_card", "")
    desk.save()
    assert "tidak cocok" in desk.form("identitas").get("birth").error()
    assert desk.shows("identitas", "birth") == "2015"


def test_a_wrong_section_comes_into_view_after_the_right_ones_are_saved(
    open_desk: OpenDesk, uid: str
) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "nik", "12")
    desk.write("kontak_aman", "hours", "pagi")
    desk.save()
    assert desk.stored().safe_contact.hours == "pagi"
    assert desk.page.data.sections.current_key() == "identitas"
    assert desk.page.data.dirty() == ("identitas",)
    assert desk.toasts.shown == []


def test_a_failing_disk_keeps_the_words_and_lets_try_again(
    open_desk: OpenDesk, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(uid)
    desk.write("kontak_aman", "hours", "pagi")
    good = desk.cases.save_safe_contact
    monkeypatch.setattr(desk.cases, "save_safe_contact", broken_disk)
    desk.save()
    pane = desk.pane("kontak_aman")
    assert pane.banner.isVisible()
    assert "Isian Anda masih ada di layar" in pane.banner.text()
    assert desk.shows("kontak_aman", "hours") == "pagi"
    monkeypatch.setattr(desk.cases, "save_safe_contact", good)
    pane.banner.action.click()
    assert desk.stored().safe_contact.hours == "pagi"
    assert not pane.banner.isVisible()


def test_changes_of_other_fields_are_put_together(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "full_name", "Siti Amaliah")
    meanwhile(desk, birth_place="Serang")
    desk.save()
    assert desk.shows("identitas", "birth_place") == "Serang"
    assert desk.shows("identitas", "full_name") == "Siti Amaliah"
    assert "digabung" in desk.pane("identitas").banner.text()
    desk.save()
    person = client(desk.stored())
    assert (person.full_name, person.birth_place) == ("Siti Amaliah", "Serang")
    assert not desk.pane("identitas").banner.isVisible()


def test_the_same_field_is_chosen_between_two_versions(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "full_name", "Siti Amaliah")
    desk.write("identitas", "alias", "Lia")
    meanwhile(desk, full_name="Siti Amalia", alias="Amal")
    desk.save()
    pane = desk.pane("identitas")
    assert pane.banner.text().startswith("Kasus ini sudah diubah Siti R. pukul 09.00")
    assert desk.shows("identitas", "full_name") == "Siti Amaliah"
    pane.banner.action.click()
    choice = dialog(desk)
    shown = " ".join(label.text() for label in choice.findChildren(QLabel))
    assert "Siti Amalia" in shown
    assert "Siti Amaliah" in shown
    choice.choices["full_name"].set_value(STORED)
    choice.accept()
    assert desk.shows("identitas", "full_name") == "Siti Amalia"
    assert desk.shows("identitas", "alias") == "Lia"
    desk.save()
    person = client(desk.stored())
    assert (person.full_name, person.alias) == ("Siti Amalia", "Lia")


def test_saving_over_another_version_asks_first(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "full_name", "Siti Amaliah")
    meanwhile(desk, full_name="Siti Amalia")
    desk.save()
    desk.save()
    assert client(desk.stored()).full_name == "Siti Amalia"
    dialog(desk).accept()
    desk.save()
    assert client(desk.stored()).full_name == "Siti Amaliah"


def test_a_reading_of_the_case_leaves_typed_words_alone(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "full_name", "Siti Ama")
    meanwhile(desk, birth_place="Serang")
    desk.page.handle("reload")
    assert desk.shows("identitas", "full_name") == "Siti Ama"
    assert desk.shows("identitas", "birth_place") == "Serang"
    assert desk.page.data.dirty() == ("identitas",)


def test_words_typed_while_a_save_is_on_its_way_stay(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "full_name", "Siti")
    desk.runner.held = True
    desk.save()
    desk.write("identitas", "full_name", "Siti Amaliah")
    desk.write("identitas", "alias", "Lia")
    desk.runner.held = False
    desk.runner.release()
    assert desk.shows("identitas", "full_name") == "Siti Amaliah"
    assert not desk.pane("identitas").banner.isVisible()
    desk.save()
    person = client(desk.stored())
    assert (person.full_name, person.alias) == ("Siti Amaliah", "Lia")


def test_a_draft_comes_back_in_every_section(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "full_name", "Siti Amaliah")
    desk.write("kejadian", "date", "27/3/2026")
    desk.form("kejadian").get("forms").editor.set_value(("fisik", "psikis"))
    desk.form("kejadian").get("main_form").editor.set_value("psikis")
    desk.records("kejadian").add()
    desk.write("kejadian", "narrative", "Dipukul")
    desk.page.keep_draft()
    assert note(desk) == "✓ Draf tersimpan 09.00"
    again = open_desk(uid, drafts=desk.drafts)
    assert again.page.tabs.value() == "data"
    assert again.page.data.sections.current_key() == "kejadian"
    assert again.shows("kejadian", "narrative") == "Dipukul"
    assert again.form("kejadian").focused_key() == "narrative"
    assert len(again.records("kejadian").keys()) == 2
    again.save()
    assert client(again.stored()).full_name == "Siti Amaliah"
    told = sorted(
        (one.date, one.main_form, one.narrative) for one in again.stored().incidents or ()
    )
    assert told == [("", "", "Dipukul"), ("2026-03-27", "psikis", "")]
    assert desk.drafts.kept == {}


def test_a_draft_comes_back_over_what_a_colleague_saved_since(
    open_desk: OpenDesk, uid: str
) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "full_name", "Siti Amaliah")
    desk.write("identitas", "alias", "Lia")
    desk.page.keep_draft()
    meanwhile(desk, full_name="Siti Amalia", birth_place="Serang")
    again = open_desk(uid, drafts=desk.drafts)
    pane = again.pane("identitas")
    assert "diubah petugas lain" in pane.banner.text()
    assert again.shows("identitas", "birth_place") == "Serang"
    assert again.shows("identitas", "full_name") == "Siti Amaliah"
    again.save()
    dialog(again).choices["full_name"].set_value(STORED)
    dialog(again).accept()
    again.save()
    person = client(again.stored())
    assert (person.full_name, person.alias) == ("Siti Amalia", "Lia")


def test_a_draft_is_gone_once_all_is_saved_or_undone(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("kontak_aman", "hours", "pagi")
    desk.page.keep_draft()
    assert list(desk.drafts.kept) == [("kasus", uid)]
    desk.write("kontak_aman", "hours", "")
    assert desk.drafts.kept == {}
    desk.write("kontak_aman", "hours", "malam")
    desk.page.keep_draft()
    desk.save()
    assert desk.drafts.kept == {}
    assert note(desk) == ""


def test_batal_shows_what_is_stored_and_can_be_undone(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("kejadian", "date", "2026")
    desk.page.data.cancel_button.click()
    assert desk.shows("kejadian", "date") == ""
    assert desk.page.data.dirty() == ()
    desk.toasts.undo()
    assert desk.shows("kejadian", "date") == "2026"
    desk.save()
    assert [one.date for one in desk.stored().incidents or ()] == ["2026"]


def test_typed_words_never_show_in_another_case(
    open_desk: OpenDesk, uid: str, todays: str, staff: Staff
) -> None:
    desk = open_desk(uid)
    for key in ("identitas", "terlapor"):
        field = "full_name" if key == "identitas" else "name"
        desk.write(key, field, "Rahasia")
    desk.page.keep_draft()
    desk.cases.open(staff.pendamping, todays, "Menggantikan")
    desk.page.show_route(CaseRoute(case_uid=todays, tab="data"))
    assert desk.shows("identitas", "full_name") == ""
    assert desk.shows("terlapor", "name") == ""
    assert desk.page.data.dirty() == ()
    assert list(desk.drafts.kept) == [("kasus", uid)]
    desk.page.show_route(CaseRoute(case_uid=uid, tab="data"))
    assert desk.shows("identitas", "full_name") == "Rahasia"
    assert desk.shows("terlapor", "name") == "Rahasia"


def test_field_and_cursor_come_back_after_a_lock(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("kontak_aman", "must_not_know", "Suami")
    place = desk.page.here()
    desk.page.keep_draft()
    again = open_desk(uid, drafts=desk.drafts)
    again.page.show_route(CaseRoute(case_uid=uid), place)
    assert again.form("kontak_aman").focused_key() == "must_not_know"
    assert again.form("kontak_aman").get("must_not_know").editor.place() == len("Suami")
    assert again.shows("kontak_aman", "must_not_know") == "Suami"


def test_changes_elsewhere_mark_the_section_in_the_list(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    spoken = desk.page.data.sections.item(3).data
    role = 11  # AccessibleTextRole
    assert spoken(role) == "Terlapor, kosong"
    desk.write("terlapor", "name", "Jono")
    assert spoken(role) == "Terlapor, sedang diisi"
    desk.form("terlapor").get("relation").editor.set_value("suami")
    desk.save()
    assert desk.page.data.sections.item(3).data(role) == "Terlapor, lengkap"


def test_a_reading_of_the_case_does_not_let_go_of_the_draft(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "full_name", "Siti")
    desk.page.keep_draft()
    meanwhile(desk, birth_place="Serang")
    gone: list[bool] = []
    desk.page.draft_gone.connect(lambda: gone.append(True))
    desk.page.handle("reload")
    assert gone == []
    assert list(desk.drafts.kept) == [("kasus", uid)]


def test_ctrl_enter_saves_from_within_a_field(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("kejadian", "date", "2026")
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.date for one in desk.stored().incidents or ()] == ["2026"]


def test_the_tabs_always_have_one_that_is_shown(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.page.tabs.set_value(None)
    assert desk.page.tabs.value() == "data"


def test_a_draft_shows_no_names_before_its_tab_is_turned_to(
    open_desk: OpenDesk, uid: str, qtbot: QtBot
) -> None:
    desk = open_desk(uid)
    desk.write("kontak_aman", "hours", "pagi")
    desk.page.keep_draft()
    page = CasePage(desk.ctx)
    qtbot.addWidget(page)
    page.show()
    page.show_route(CaseRoute(case_uid=uid))
    assert page.tabs.value() == "ringkasan"
    assert page.tabs.button("data").text() == "Data kasus •"
    page.handle("tab2")
    assert page.data.sections.current_key() == "kontak_aman"
    assert page.data.dirty() == ("kontak_aman",)
    page.data.save()
    assert page.tabs.button("data").text() == "Data kasus"


def test_a_failing_reading_leaves_what_is_shown_and_typed(
    open_desk: OpenDesk, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(uid)
    desk.write("kontak_aman", "hours", "pagi")
    monkeypatch.setattr(desk.cases, "read_again", broken_disk)
    desk.page.handle("reload")
    assert desk.shows("kontak_aman", "hours") == "pagi"
    assert desk.page.data.isVisible()
    desk.save()
    assert desk.stored().safe_contact.hours == "pagi"


def test_a_case_that_cannot_be_read_offers_another_try(
    open_desk: OpenDesk, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(uid)
    with monkeypatch.context() as patch:
        patch.setattr(desk.cases, "open", broken_disk)
        desk.page.show_route(CaseRoute(case_uid=uid, tab="data"))
        assert not desk.page.data.isVisible()
        assert QApplication.focusWidget() is desk.page.door.again_button
        assert not desk.page.door.reason.isVisible()
    QTest.keyClick(desk.page.door.again_button, Qt.Key.Key_Space)
    assert desk.page.data.isVisible()


def test_ctrl_s_saves_from_the_first_tab_too(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "nik", "12")
    desk.page.handle("tab1")
    desk.save()
    assert desk.page.tabs.value() == "data"
    assert desk.form("identitas").get("nik").error()


def broken_disk(*_args: object) -> None:
    raise EnvironmentProblem("Berkas data tidak dapat dibaca. Periksa diska, lalu coba lagi.")
