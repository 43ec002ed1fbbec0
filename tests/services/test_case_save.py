"""Saving sections of a case: what is checked, kept, refused and recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from ruko_desk.db.tables.cases import Incident
from ruko_desk.domain.dto.cases import (
    Address,
    AllegedPerpetratorView,
    CaseFilter,
    SafeContact,
    SaveAllegedPerpetrator,
    SaveIncident,
    SavePerson,
    SaveSafeContact,
)
from ruko_desk.errors import (
    FieldErrors,
    NotAllowedError,
    StaleError,
)
from ruko_desk.services.cases import Cases
from ruko_desk.services.office import Office
from tests.services.casework import NIK, STORY, SUKAWANA, client, give
from tests.services.desk import AsUser, Staff


def test_identity_is_saved_checked_and_found_again(cases: Cases, uid: str, staff: Staff) -> None:
    actor = staff.petugas
    person = client(cases.open(actor, uid))
    new = replace(
        person,
        full_name=" Siti Amaliah ",
        nik="3673 0147 0895 0001",
        birth="1995-08-07",
        phone="0254 201775",
        education="sma",
        home_address=Address(street="Kp. Baru", rt="1", rw="12", region_code=SUKAWANA),
        papers_seen=("ktp",),
    )
    outcome = cases.save_person(actor, SavePerson(case_uid=uid, person=new))
    saved = client(outcome.value)
    assert (saved.full_name, saved.nik, saved.phone) == ("Siti Amaliah", NIK, "+62254201775")
    assert (saved.home_address.rt, saved.home_address.rw) == ("001", "012")
    assert saved.warnings == ()
    assert outcome.value.header.district == "Curug"
    assert dict(outcome.value.sections)["identitas"] == "lengkap"
    assert outcome.changes.touches_record("case", uid)
    assert [row.code for row in cases.list(actor, CaseFilter(text="0147"))] == ["RK-26-0001"]
    assert [row.code for row in cases.list(actor, CaseFilter(text="ST. amaliah"))] == ["RK-26-0001"]


def test_wrong_identity_names_every_field_and_saves_nothing(
    cases: Cases, uid: str, staff: Staff
) -> None:
    person = client(cases.open(staff.petugas, uid))
    wrong = replace(
        person,
        full_name="Siti",
        call_name="",
        nik="367301470895000",
        phone="0812",
        birth="2030",
        sex="X",
        family_card="12",
        home_address=Address(rt="abc"),
        identity_address=Address(region_code="99"),
    )
    with pytest.raises(FieldErrors) as caught:
        cases.save_person(staff.petugas, SavePerson(case_uid=uid, person=wrong))
    assert caught.value.fields["nik"] == "NIK terdiri dari 16 angka. Yang ditulis baru 15"
    assert caught.value.fields["birth"] == "Tanggal lahir tidak boleh setelah hari ini"
    assert set(caught.value.fields) == {
        "nik",
        "phone",
        "birth",
        "sex",
        "family_card",
        "home_address",
        "identity_address",
    }
    assert client(cases.open(staff.petugas, uid)) == person


def test_age_that_does_not_fit_the_birth_year_is_asked_about(
    cases: Cases, uid: str, staff: Staff
) -> None:
    person = replace(client(cases.open(staff.petugas, uid)), birth="2015")
    with pytest.raises(FieldErrors) as caught:
        cases.save_person(staff.petugas, SavePerson(case_uid=uid, person=person))
    assert caught.value.fields == {
        "birth": "Usia 31 dan tahun lahir 2015 tidak cocok. Periksa salah satunya"
    }


def test_nik_mismatch_and_nik_of_another_are_warnings_not_walls(
    cases: Cases, uid: str, todays: str, staff: Staff
) -> None:
    actor = staff.petugas
    for case_uid, sex in ((uid, "P"), (todays, "L")):
        person = replace(client(cases.open(actor, case_uid)), nik=NIK, sex=sex)
        cases.save_person(actor, SavePerson(case_uid=case_uid, person=person))
    warnings = client(cases.open(actor, todays)).warnings
    assert any("kode perempuan" in warning for warning in warnings)
    assert "NIK ini sudah ada pada RK-26-0001. Mungkin orang yang sama?" in warnings


def test_kind_of_case_follows_the_birth_date(cases: Cases, uid: str, staff: Staff) -> None:
    person = replace(client(cases.open(staff.petugas, uid)), stated_age=None, birth="2012-05")
    saved = cases.save_person(staff.petugas, SavePerson(case_uid=uid, person=person)).value
    assert saved.header.case_kind == "ampk"


def test_stated_age_keeps_the_day_it_was_stated(cases: Cases, uid: str, staff: Staff) -> None:
    person = client(cases.open(staff.petugas, uid))
    assert person.stated_on == date(2026, 11, 24)
    same = cases.save_person(
        staff.petugas, SavePerson(case_uid=uid, person=replace(person, alias="Ibu Ama"))
    ).value
    assert client(same).stated_on == date(2026, 11, 24)
    older = replace(client(same), stated_age=33)
    saved = cases.save_person(staff.petugas, SavePerson(case_uid=uid, person=older)).value
    assert client(saved).stated_on == date(2026, 11, 26)


def test_second_save_over_an_old_version_tells_who_was_faster(
    office: Office, cases: Cases, uid: str, staff: Staff, as_user: AsUser
) -> None:
    give(office, uid, owner=staff.pendamping, member=staff.pendamping2)
    read = client(cases.open(as_user(staff.pendamping2), uid))
    cases.save_person(
        as_user(staff.pendamping), SavePerson(case_uid=uid, person=replace(read, alias="Mama"))
    )
    with pytest.raises(StaleError, match=r"diubah Siti R\. pukul 09\.00\. Lihat kedua versi"):
        cases.save_person(
            as_user(staff.pendamping2),
            SavePerson(case_uid=uid, person=replace(read, alias="Lain")),
        )
    assert client(cases.open(staff.pendamping2, uid)).alias == "Mama"


@pytest.mark.parametrize("login", ["psikolog", "pengelola"])
def test_readers_of_identity_do_not_write_it(
    office: Office, cases: Cases, uid: str, staff: Staff, as_user: AsUser, login: str
) -> None:
    actor = getattr(staff, login)
    give(office, uid, owner=actor)
    detail = cases.open(as_user(actor), uid)
    with pytest.raises(NotAllowedError):
        cases.save_person(actor, SavePerson(case_uid=uid, person=client(detail)))
    with pytest.raises(NotAllowedError):
        cases.save_safe_contact(actor, SaveSafeContact(case_uid=uid, contact=detail.safe_contact))


def test_safe_contact_is_saved_and_shown_in_one_line(cases: Cases, uid: str, staff: Staff) -> None:
    old = cases.open(staff.petugas, uid)
    assert old.header.safe_contact_line == "Belum ada telepon aman"
    contact = SafeContact(
        version=old.safe_contact.version, phone="0812 1111 2222", may_name_house=True
    )
    detail = cases.save_safe_contact(
        staff.petugas, SaveSafeContact(case_uid=uid, contact=contact)
    ).value
    assert detail.header.safe_contact_line == "Telepon aman: kapan saja"
    with pytest.raises(StaleError):
        cases.save_safe_contact(staff.petugas, SaveSafeContact(case_uid=uid, contact=contact))
    with pytest.raises(FieldErrors) as caught:
        cases.save_safe_contact(
            staff.petugas,
            SaveSafeContact(case_uid=uid, contact=replace(detail.safe_contact, phone="x")),
        )
    assert set(caught.value.fields) == {"phone"}


def test_front_desk_tells_the_story_once(
    office: Office, cases: Cases, todays: str, staff: Staff, as_user: AsUser
) -> None:
    actor = as_user(staff.petugas)
    detail = cases.save_incident(actor, SaveIncident(case_uid=todays, incident=STORY)).value
    assert detail.incidents is not None
    saved = detail.incidents[0]
    assert (saved.narrative, saved.time_of_day, saved.is_main) == (None, "21:30", True)
    assert (saved.forms, saved.main_form) == (("fisik", "psikis"), "fisik")
    with pytest.raises(NotAllowedError):
        cases.save_incident(
            actor, SaveIncident(case_uid=todays, incident=replace(saved, narrative="Lain."))
        )
    detail = cases.save_incident(
        actor,
        SaveIncident(
            case_uid=todays, incident=replace(saved, weapon="pisau", forms=(), main_form="")
        ),
    ).value
    assert detail.incidents is not None
    assert (detail.incidents[0].weapon, detail.incidents[0].forms) == ("pisau", ())
    with office.database.read() as session:
        assert session.execute(select(Incident.narrative)).scalar_one() == "Dipukul di dapur."


def test_front_desk_may_not_tell_the_story_on_a_later_day(
    cases: Cases, uid: str, staff: Staff
) -> None:
    cases.open(staff.petugas, uid)
    with pytest.raises(NotAllowedError):
        cases.save_incident(staff.petugas, SaveIncident(case_uid=uid, incident=STORY))
    quiet = replace(STORY, narrative=None)
    detail = cases.save_incident(staff.petugas, SaveIncident(case_uid=uid, incident=quiet)).value
    assert [one.date for one in detail.incidents or ()] == ["2026-11"]


def test_incident_is_checked_field_by_field(cases: Cases, todays: str, staff: Staff) -> None:
    wrong = replace(
        STORY,
        date="2026-12-31",
        time_of_day="25.00",
        place_kind="bulan",
        forms=("fisik",),
        main_form="seksual",
    )
    with pytest.raises(FieldErrors) as caught:
        cases.save_incident(staff.petugas, SaveIncident(case_uid=todays, incident=wrong))
    assert caught.value.fields == {
        "date": "Tanggal kejadian tidak boleh setelah hari ini",
        "time_of_day": "Tulis jam seperti 21.30, atau kosongkan",
        "place_kind": "Pilih salah satu yang tertera",
        "main_form": "Bentuk utama harus salah satu dari bentuk yang dipilih",
    }


def test_marking_a_second_incident_as_main_unmarks_the_first(
    cases: Cases, todays: str, staff: Staff
) -> None:
    cases.save_incident(staff.petugas, SaveIncident(case_uid=todays, incident=STORY))
    second = replace(STORY, date="2025", narrative=None, is_main=True)
    detail = cases.save_incident(
        staff.petugas, SaveIncident(case_uid=todays, incident=second)
    ).value
    assert [(one.date, one.is_main) for one in detail.incidents or ()] == [
        ("2026-11", False),
        ("2025", True),
    ]


def test_alleged_perpetrator_may_be_unnamed_but_not_unknown(
    cases: Cases, todays: str, staff: Staff
) -> None:
    empty = AllegedPerpetratorView(uid="", version=0)
    with pytest.raises(FieldErrors) as caught:
        cases.save_perpetrator(
            staff.petugas, SaveAllegedPerpetrator(case_uid=todays, perpetrator=empty)
        )
    assert set(caught.value.fields) == {"name"}
    known = replace(empty, relation="suami", stated_age=40)
    detail = cases.save_perpetrator(
        staff.petugas, SaveAllegedPerpetrator(case_uid=todays, perpetrator=known)
    ).value
    assert detail.perpetrators is not None
    saved = detail.perpetrators[0]
    assert (saved.name, saved.relation, saved.stated_age) == ("", "suami", 40)
    named = replace(saved, name="Bambang", relation="mantan_suami")
    detail = cases.save_perpetrator(
        staff.petugas, SaveAllegedPerpetrator(case_uid=todays, perpetrator=named)
    ).value
    assert [(one.name, one.relation) for one in detail.perpetrators or ()] == [
        ("Bambang", "mantan_suami")
    ]
    with pytest.raises(StaleError):
        cases.save_perpetrator(
            staff.petugas, SaveAllegedPerpetrator(case_uid=todays, perpetrator=named)
        )


def test_nobody_finds_a_survivor_by_the_name_of_the_alleged_perpetrator(
    cases: Cases, todays: str, staff: Staff
) -> None:
    view = AllegedPerpetratorView(uid="", version=0, name="Bambang Sudiro", phone="081299998888")
    cases.save_perpetrator(staff.petugas, SaveAllegedPerpetrator(case_uid=todays, perpetrator=view))
    assert cases.list(staff.petugas, CaseFilter(text="bambang")) == ()
    assert cases.list(staff.petugas, CaseFilter(text="99998888")) == ()
