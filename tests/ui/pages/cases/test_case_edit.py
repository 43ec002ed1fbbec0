"""Writing a case: identity, safe contact, incidents and alleged perpetrators are stored."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ruko_desk.domain.dto.cases import CaseFilter
from tests.services.casework import NIK, SUKAWANA, client
from tests.services.desk import Staff
from tests.ui.pages.cases.case_house import words
from tests.ui.pages.cases.conftest import OpenDesk
from ui.pages.cases.address_edit import AddressEdit
from ui.shell.routes import CaseListRoute
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.error_summary import ErrorSummary


def test_identity_is_typed_and_saved_with_ctrl_s(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    for field, text in (
        ("full_name", "Siti Amaliah"),
        ("birth", "7 agu 95"),
        ("nik", "3673 0147 0895 0001"),
        ("phone", "0254 201775"),
        ("accommodation", "kursi roda"),
    ):
        desk.write("identitas", field, text)
    form = desk.form("identitas")
    form.get("sex").editor.set_value("P")
    form.get("education").editor.set_value("sma")
    form.get("papers_seen").editor.set_value(("ktp",))
    desk.save()
    person = client(desk.stored())
    assert (person.full_name, person.birth, person.nik) == ("Siti Amaliah", "1995-08-07", NIK)
    assert (person.phone, person.sex, person.education) == ("+62254201775", "P", "sma")
    assert (person.papers_seen, person.accommodation) == (("ktp",), "kursi roda")
    assert desk.toasts.shown == ["Perubahan tersimpan"]
    assert not form.is_dirty()
    assert form.get("phone").editor.value() == "(0254) 201775"


def test_a_month_or_a_year_is_kept_as_precise_as_it_was_typed(
    open_desk: OpenDesk, uid: str
) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "stated_age", "")
    desk.write("identitas", "birth", "1995")
    desk.save()
    assert client(desk.stored()).birth == "1995"
    assert desk.shows("identitas", "birth") == "1995"


def test_an_area_is_picked_with_the_keyboard(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    address = desk.form("identitas").get("home_address").editor
    assert isinstance(address, AddressEdit)
    desk.write("identitas", "home_address", "Kp. Baru")
    address.area.setFocus()
    QTest.keyClicks(address.area, "sukawana")
    address.area.searched.emit("sukawana")
    offers = address.area.popup().model()
    rows = [str(offers.index(row, 0).data()) for row in range(offers.rowCount())]
    assert rows[:2] == ["Sukawana, Kec. Serang", "Sukawana, Kec. Curug"]
    desk.save()
    assert "home_address" in desk.form("identitas").errors()
    QTest.keyClick(address.area.popup(), Qt.Key.Key_Down)
    QTest.keyClick(address.area.popup(), Qt.Key.Key_Return)
    desk.save()
    stored = client(desk.stored()).home_address
    assert (stored.street, stored.region_code) == ("Kp. Baru", SUKAWANA)
    desk.named("identitas_same_address").click()  # type: ignore[attr-defined]  # a button
    desk.save()
    assert client(desk.stored()).identity_address == stored


def test_a_regency_elsewhere_and_a_kecamatan_may_stand_in_an_address(
    open_desk: OpenDesk, uid: str
) -> None:
    desk = open_desk(uid)
    address = desk.form("identitas").get("home_address").editor
    assert isinstance(address, AddressEdit)
    for typed, label in (
        ("pandeglang", "Kabupaten Pandeglang, Banten"),
        ("taktakan", "Kec. Taktakan, Kota Serang"),
    ):
        address.area.searched.emit(typed)
        offers = address.area.popup().model()
        assert label in [str(offers.index(row, 0).data()) for row in range(offers.rowCount())]


def test_warnings_about_a_number_lead_to_its_other_cases(
    open_desk: OpenDesk, uid: str, todays: str
) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "nik", NIK)
    desk.save()
    desk = open_desk(todays)
    desk.write("identitas", "nik", NIK)
    desk.save()
    form = desk.form("identitas")
    assert "NIK ini sudah ada pada RK-26-0001" in form.get("nik").warning()
    desk.named("identitas_matches").click()  # type: ignore[attr-defined]  # a button
    assert desk.navigator.routes == [CaseListRoute(text=NIK)]
    found = desk.cases.list(desk.actor, CaseFilter(text=NIK))
    assert {row.code for row in found} == {"RK-26-0001", "RK-26-0002"}


def test_the_safe_contact_is_saved_and_shown_in_the_header(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("kontak_aman", "phone", "0812 3456 7890")
    desk.write("kontak_aman", "hours", "malam saja")
    desk.write("kontak_aman", "must_not_know", "Suami")
    desk.form("kontak_aman").get("may_name_house").editor.set_value("jangan")
    desk.save()
    safe = desk.stored().safe_contact
    assert (safe.phone, safe.hours) == ("+6281234567890", "malam saja")
    assert (safe.may_name_house, safe.must_not_know) == (False, "Suami")
    assert desk.page.header.contact_line().startswith("Telepon aman: malam saja")


def test_two_incidents_are_added_and_saved_together(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("kejadian", "date", "27/3/2026")
    desk.form("kejadian").get("forms").editor.set_value(("fisik",))
    desk.records("kejadian").add()
    desk.write("kejadian", "date", "mar 2025")
    desk.write("kejadian", "time_of_day", "21.30")
    desk.write("kejadian", "narrative", "Dipukul di dapur.")
    desk.save()
    first, second = sorted(desk.stored().incidents or (), key=lambda one: one.date, reverse=True)
    assert (first.date, first.forms, first.main_form) == ("2026-03-27", ("fisik",), "fisik")
    assert (second.date, second.time_of_day) == ("2025-03", "21:30")
    assert second.narrative == "Dipukul di dapur."
    section = desk.records("kejadian")
    assert not section.is_dirty()
    assert set(section.keys()) == {first.uid, second.uid}
    assert desk.toasts.shown == ["Perubahan tersimpan"]


def test_the_main_form_is_asked_only_among_several(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    form = desk.form("kejadian")
    chips, main = form.get("forms"), form.get("main_form")
    assert isinstance(chips.editor, ChipGroup)
    chips.editor.set_value(("fisik",))
    assert main.isHidden()
    chips.editor.set_value(("fisik", "psikis"))
    assert not main.isHidden()
    main.editor.set_value("psikis")
    form.get("domestic").editor.set_value(True)
    desk.save()
    stored = (desk.stored().incidents or ())[0]
    assert (set(stored.forms), stored.main_form, stored.domestic) == (
        {"fisik", "psikis"},
        "psikis",
        True,
    )
    assert desk.shows("kejadian", "main_form") == "psikis"


def test_another_incident_becomes_the_main_one(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("kejadian", "date", "2025")
    desk.save()
    assert desk.form("kejadian").get("is_main").isHidden()
    desk.records("kejadian").add()
    desk.write("kejadian", "date", "2026")
    desk.form("kejadian").get("is_main").editor.set_value(True)
    desk.save()
    assert [one.is_main for one in desk.stored().incidents or ()] == [False, True]


def test_an_alleged_perpetrator_is_added_and_changed(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("terlapor", "description", "bertato di lengan")
    desk.save()
    desk.form("terlapor").get("relation").editor.set_value("suami")
    desk.write("terlapor", "name", "Jono")
    desk.write("terlapor", "stated_age", "40")
    desk.save()
    (stored,) = desk.stored().perpetrators or ()
    assert (stored.name, stored.relation, stored.stated_age) == ("Jono", "suami", 40)
    assert stored.description == "bertato di lengan"
    assert desk.records("terlapor").keys() == (stored.uid,)


def test_every_section_that_was_typed_into_is_saved_at_once(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    desk.write("identitas", "full_name", "Siti")
    desk.write("kontak_aman", "hours", "pagi")
    desk.write("terlapor", "name", "Jono")
    desk.save()
    detail = desk.stored()
    assert client(detail).full_name == "Siti"
    assert detail.safe_contact.hours == "pagi"
    assert [one.name for one in detail.perpetrators or ()] == ["Jono"]
    assert desk.page.data.dirty() == ()


def test_the_front_desk_tells_the_story_once_on_the_day_of_intake(
    open_desk: OpenDesk, todays: str, staff: Staff
) -> None:
    desk = open_desk(todays, staff.petugas)
    desk.write("kejadian", "narrative", "Dipukul di dapur.")
    desk.save()
    assert desk.form("kejadian").get("narrative").isHidden()
    companion = open_desk(todays, staff.pendamping)
    assert (companion.stored().incidents or ())[0].narrative == "Dipukul di dapur."


def test_who_may_only_read_gets_facts_and_no_buttons(
    open_desk: OpenDesk, uid: str, staff: Staff
) -> None:
    written = open_desk(uid)
    written.write("identitas", "full_name", "Siti Amaliah")
    written.save()
    desk = open_desk(uid, staff.pengelola)
    for key in ("identitas", "kontak_aman", "kejadian", "terlapor"):
        desk.page.data.show_section(key)
        assert not desk.page.data.save_button.isVisible()
        lines = desk.page.data.section(key).findChildren(QLineEdit)
        assert not [line for line in lines if line.isVisible()]
    desk.page.data.show_section("identitas")
    assert "Siti Amaliah" in words(desk.page)
    desk.page.data.show_section("kejadian")
    assert "Belum ada kejadian yang dicatat." in words(desk.page)


@pytest.mark.parametrize("key", ["identitas", "kontak_aman", "kejadian", "terlapor"])
def test_tab_goes_on_in_the_order_of_reading(open_desk: OpenDesk, uid: str, key: str) -> None:
    desk = open_desk(uid)
    for built_before in ("terlapor", "kejadian"):
        desk.page.data.show_section(built_before)
    form = desk.form(key)
    form.get({"kejadian": "date"}.get(key, "phone")).editor.set_value("x")
    stops = []
    at: QWidget | None = desk.page.data.sections.nextInFocusChain()
    while at is not None and at is not desk.page.side.timeline:
        takes_tab = at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None
        if takes_tab and at.isEnabled() and at.isVisible() and not isinstance(at, ErrorSummary):
            stops.append(at)
        at = at.nextInFocusChain()
    assert stops[-2:] == [desk.page.data.cancel_button, desk.page.data.save_button]
    assert len(stops) > len(form.keys())
    lows = [one.mapTo(desk.page, one.rect().bottomRight()) for one in stops[:-2]]
    for before, after in pairwise(lows):
        assert after.y() > before.y() + 8 or after.x() > before.x()


def test_a_section_is_filled_and_saved_without_the_mouse(open_desk: OpenDesk, uid: str) -> None:
    desk = open_desk(uid)
    assert desk.page.handle("tab1")
    assert focused() is desk.page.header.book
    assert desk.page.handle("tab2")
    assert focused() is desk.page.data.sections
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "0812 3456 7890")
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "malam saja")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "Suami")
    press(Qt.Key.Key_Tab)
    assert focused() is desk.page.data.cancel_button
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    safe = desk.stored().safe_contact
    assert (safe.phone, safe.hours) == ("+6281234567890", "malam saja")
    assert (safe.may_name_house, safe.must_not_know) == (False, "Suami")
    assert focused() is desk.page.data.sections


def focused() -> QWidget:
    at = QApplication.focusWidget()
    assert at is not None
    return at


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)
