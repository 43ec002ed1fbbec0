"""Referrals: what consent lets onto the letter, drafts, issuing with a number in one transaction."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from itertools import chain, combinations
from typing import Any

import pytest
from sqlalchemy import func, select, update

from ruko_desk.clock import FixedClock
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.letters import Letter
from ruko_desk.db.tables.people import Person, SafeContactRule
from ruko_desk.domain.dto.referrals import (
    IssueReferral,
    SaveReferral,
)
from ruko_desk.errors import FieldErrors, NotAllowedError, NotFoundError, StaleError, UserError
from ruko_desk.services.office import Office
from ruko_desk.services.referrals import Referrals
from tests.services.desk import AsUser, Staff
from tests.services.letter_sample import (
    FIELDS,
    NARRATIVE,
    OTHER_PHONE,
    SERVICE,
    VALUES,
    LetterHouse,
    command,
    consent,
    content,
    issue,
    issued,
    letter_house,
)
from tests.services.sample import TODAY, add_case


@pytest.fixture
def house(office: Office, staff: Staff, as_user: AsUser) -> LetterHouse:
    return letter_house(office, staff, as_user)


@pytest.fixture
def referrals(office: Office) -> Referrals:
    return Referrals(office)


def letters(office: Office) -> int:
    with office.database.read() as session:
        return session.execute(select(func.count()).select_from(Letter)).scalar_one()


# --- the composer --------------------------------------------------------------------------------


def test_a_new_composer_knows_what_the_house_knows(
    referrals: Referrals, house: LetterHouse, staff: Staff
) -> None:
    view = referrals.compose(staff.petugas, house.case)
    assert (view.referral.uid, view.referral.state) == ("", "draf")
    assert view.referral.content.urgency == "segera", "the risk is high"
    assert view.referral.content.companion_name == "Nurul"
    assert view.referral.content.companion_phone == "(0254) 200000"
    assert {partner.name for partner in view.partners} == {
        "RS Contoh", "Polres Contoh", "UPTD Contoh",
    }  # fmt: skip
    assert ("kesehatan_rs", SERVICE) in view.services
    assert view.gaps == ("Pilih mitra tujuan",)


def test_without_a_partner_only_code_and_age_may_be_ticked(
    referrals: Referrals, house: LetterHouse, staff: Staff
) -> None:
    fields = referrals.compose(staff.petugas, house.case).fields
    assert tuple(field.code for field in fields) == FIELDS
    assert [field.code for field in fields if field.allowed] == ["kode", "usia_jk"]
    assert {field.blocked for field in fields if not field.allowed} == {"Pilih mitra dahulu."}


def test_consent_of_that_receiver_decides_field_by_field(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    consent(office, house.case, "kesehatan", fields="nama")
    hospital = referrals.fields_for(staff.petugas, house.case, house.hospital.uid)
    assert [field.code for field in hospital if field.allowed] == ["kode", "usia_jk", "nama"]
    assert {field.blocked for field in hospital[3:]} == {"Klien belum menyetujui berbagi ini."}
    police = referrals.fields_for(staff.petugas, house.case, house.police.uid)
    assert police[2].blocked == (
        "Klien belum menyetujui berbagi data dengan kepolisian. "
        "Tanyakan dahulu, lalu catat persetujuannya"
    )


def test_fields_show_values_and_only_the_safe_number(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    fields = referrals.fields_for(staff.petugas, house.case, house.hospital.uid)
    shown = {field.code: field.value for field in fields}
    assert shown["kode"] == "RK-26-0412 (inisial A.)"
    assert shown["usia_jk"] == "31 tahun, Perempuan"
    assert shown["telepon"] == "0812 3456 7890"
    assert shown["risiko"] == "Tinggi"
    with office.database.write() as work:
        work.session.execute(update(SafeContactRule).values(phone=""))
    fields = referrals.fields_for(staff.petugas, house.case, house.hospital.uid)
    assert fields[5].value == "", "a number that may be overheard is no way to reach her"
    assert OTHER_PHONE not in repr(fields)


def test_the_account_of_events_is_offered_to_those_who_may_read_it(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office, as_user: AsUser
) -> None:
    assert NARRATIVE not in repr(referrals.compose(staff.petugas, house.case))
    with office.database.write() as work:
        work.session.execute(update(CaseFile).values(owner_id=staff.pendamping.id))
    fields = referrals.compose(as_user(staff.pendamping), house.case).fields
    assert {field.code: field.value for field in fields}["ringkasan"] == NARRATIVE


def test_the_consent_line_names_day_and_receivers(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    before = referrals.compose(staff.petugas, house.case).consent_line
    assert before == ("Belum ada persetujuan berbagi. Tanyakan dahulu, lalu catat persetujuannya.")
    for purpose, answer in (
        ("layanan", "ya"),
        ("kesehatan", "ya"),
        ("hukum", "ya"),
        ("polisi", "tidak"),
    ):
        consent(office, house.case, purpose, answer)
    line = referrals.compose(staff.petugas, house.case).consent_line
    assert line == "Sesuai persetujuan 26 Nov: kesehatan, hukum"


# --- the letter ----------------------------------------------------------------------------------


def every_choice() -> list[tuple[str, ...]]:
    sizes = range(len(FIELDS) + 1)
    return list(chain.from_iterable(combinations(FIELDS, size) for size in sizes))


def test_a_letter_holds_exactly_what_was_ticked(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    consent(office, house.case, "kesehatan", fields=",".join(FIELDS))
    for ticked in every_choice():
        letter = referrals.preview(staff.petugas, command(house, ticked=ticked))
        written = repr(asdict(letter))
        found = {code for code, value in VALUES.items() if value in written}
        assert found == set(ticked)
        assert ("A." in letter.subject) == ("kode" in ticked)
        assert NARRATIVE not in written
        assert OTHER_PHONE not in written


@pytest.mark.parametrize("code", FIELDS[2:])
def test_ticking_what_is_blocked_is_refused(
    referrals: Referrals, house: LetterHouse, staff: Staff, code: str
) -> None:
    with pytest.raises(UserError) as caught:
        referrals.preview(staff.petugas, command(house, ticked=("kode", code)))
    assert caught.value.code == "persetujuan"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"partner_uid": ""}, "partner_uid"),
        ({"ticked": ("kode", "nomor_sepatu")}, "ticked"),
        ({"security": "umum"}, "security"),
        ({"urgency": "santai"}, "urgency"),
        ({"paper": "A5"}, "paper"),
    ],
)
def test_a_choice_that_is_not_there_is_refused_by_field(
    referrals: Referrals, house: LetterHouse, staff: Staff, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(FieldErrors) as caught:
        referrals.preview(staff.petugas, command(house, **changes))
    assert set(caught.value.fields) == {field}


def test_a_preview_is_a_draft_in_the_shape_of_an_office_letter(
    referrals: Referrals, house: LetterHouse, staff: Staff
) -> None:
    letter = referrals.preview(staff.petugas, command(house, urgency="amat_segera"))
    assert (letter.draft, letter.number, letter.day, letter.check_code) == (True, "", None, "")
    assert (letter.security, letter.urgency) == ("Rahasia", "Amat Segera")
    assert letter.addressee == ("Direktur RS Contoh", "di", "Tempat")
    assert letter.subject == "Rujukan Layanan Kesehatan a.n. Klien A."
    assert letter.letterhead.office == "Dinas Contoh Kota Serang"
    assert letter.signer.name == "Ratna Rekaan"


def test_laws_tell_what_happened_only_when_the_incident_is_ticked(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    consent(office, house.case, "kesehatan")
    with office.database.write() as work:
        work.session.execute(update(Person).values(birth="2012-05-01"))

    def cited(*ticked: str) -> str:
        return " ".join(referrals.preview(staff.petugas, command(house, ticked=ticked)).legal_bases)

    assert "Kekerasan" not in cited("kode", "usia_jk")
    assert "Perlindungan Anak" in cited("kode", "usia_jk")
    assert "Perlindungan Anak" not in cited("kode").replace("Perempuan dan Perlindungan Anak", "")
    told = cited("kode", "ringkasan")
    assert "Kekerasan Seksual" in told
    assert "Kekerasan Dalam Rumah Tangga" in told


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Ada, diberikan klien pada 26 November 2026"),
        ({"signer_relation": "ibu"}, "Ada, diberikan ibu klien pada 26 November 2026"),
        (
            {"legal_basis": "kepentingan_vital"},
            "Dasar lain: pelindungan kepentingan vital, dicatat 26 November 2026",
        ),
    ],
)
def test_the_letter_says_on_what_it_rests(
    referrals: Referrals,
    house: LetterHouse,
    staff: Staff,
    office: Office,
    changes: dict[str, str],
    sentence: str,
) -> None:
    consent(office, house.case, "kesehatan", **changes)
    assert referrals.preview(staff.petugas, command(house)).consent == sentence


def test_the_address_of_a_shelter_is_on_no_letter(
    referrals: Referrals, house: LetterHouse, staff: Staff
) -> None:
    letter = referrals.preview(staff.petugas, command(house, partner_uid=house.shelter.uid))
    assert "Jl. Rahasia" not in repr(letter)
    assert letter.receiver_phone == ""
    assert letter.addressee[0] == "Pimpinan UPTD Contoh"


@pytest.mark.parametrize(("may_name", "neutral"), [(True, False), (False, True), (None, True)])
def test_the_clients_own_sheet_names_the_house_only_if_she_said_so(
    referrals: Referrals,
    house: LetterHouse,
    staff: Staff,
    office: Office,
    may_name: bool | None,
    neutral: bool,
) -> None:
    with office.database.write() as work:
        work.session.execute(update(SafeContactRule).values(may_name_house=may_name))
    assert referrals.preview(staff.petugas, command(house)).neutral_client_copy is neutral


# --- drafts --------------------------------------------------------------------------------------


def test_a_draft_comes_back_as_it_was_left(
    referrals: Referrals, house: LetterHouse, staff: Staff
) -> None:
    written = content(
        house, deadline=date(2026, 12, 3), copies_to=("Arsip",), ticked=("kode", "nama"), paper="F4"
    )
    saved = referrals.save(
        staff.petugas, SaveReferral(case_uid=house.case, uid="", version=0, content=written)
    ).value
    view = referrals.compose(staff.petugas, house.case, saved.uid)
    assert view.referral == saved
    assert saved.content == written
    assert view.gaps == (
        "Klien belum menyetujui berbagi data dengan layanan kesehatan. "
        "Tanyakan dahulu, lalu catat persetujuannya",
    ), "a draft may hold what is not covered, and says so"


def test_an_older_form_overwrites_no_draft(
    referrals: Referrals, house: LetterHouse, staff: Staff
) -> None:
    first = referrals.save(staff.petugas, command(house)).value
    newer = replace(command(house, reason="Baru"), uid=first.uid, version=first.version)
    referrals.save(staff.petugas, newer)
    with pytest.raises(StaleError):
        referrals.save(staff.petugas, replace(newer, content=content(house, reason="Lama")))
    with pytest.raises(StaleError):
        issue(referrals, staff, first)
    kept = referrals.compose(staff.petugas, house.case, first.uid).referral.content
    assert kept.reason == "Baru"


def test_a_draft_belongs_to_its_case(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    other = add_case(office, 500, opened_by=staff.petugas)
    saved = referrals.save(staff.petugas, command(house)).value
    with pytest.raises(NotFoundError):
        referrals.compose(staff.petugas, other, saved.uid)
    with pytest.raises(NotFoundError):
        referrals.preview(staff.petugas, command(house, partner_uid="tidak-ada"))


# --- lists and rights ----------------------------------------------------------------------------


def test_the_list_shows_code_and_partner_and_counts_the_waiting(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office, clock: FixedClock
) -> None:
    consent(office, house.case, "kesehatan")
    issued(referrals, staff, house)
    referrals.save(staff.petugas, command(house, partner_uid=house.police.uid))
    clock.advance(days=8)
    draft, sent = referrals.list(staff.petugas)
    assert (sent.case_code, sent.initials, sent.partner) == ("RK-26-0412", "A.", "RS Contoh")
    assert (sent.services, sent.day, sent.waiting_days) == ((SERVICE,), TODAY, 8)
    assert (draft.state, draft.number, draft.waiting_days) == ("draf", "", None)
    assert "Rekaan" not in repr((draft, sent))
    assert referrals.list(staff.petugas, "menunggu") == (sent,)
    assert referrals.list(staff.petugas, "draf") == (draft,)
    assert referrals.list(staff.petugas, "selesai") == ()
    assert referrals.list(staff.petugas, text="polres") == (draft,)
    assert referrals.list(staff.petugas, text="/001/") == (sent,)
    assert referrals.list(staff.petugas, text="%") == ()
    with pytest.raises(UserError):
        referrals.list(staff.petugas, "semua")


def test_a_list_holds_only_cases_that_are_ones_own(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office, as_user: AsUser
) -> None:
    referrals.save(staff.petugas, command(house))
    assert referrals.list(as_user(staff.psikolog)) == ()
    assert len(referrals.list(as_user(staff.pengelola))) == 1
    assert len(referrals.list(as_user(staff.pendamping))) == 1, "nobody's case is the team's"
    with pytest.raises(NotAllowedError):
        referrals.list(as_user(staff.admin))


@pytest.mark.parametrize("login", ["penjaga", "psikolog", "pengelola", "admin", "petugas2"])
def test_who_may_not_write_on_the_case_saves_and_issues_nothing(
    referrals: Referrals,
    house: LetterHouse,
    staff: Staff,
    office: Office,
    as_user: AsUser,
    login: str,
) -> None:
    consent(office, house.case, "kesehatan")
    draft = referrals.save(staff.petugas, command(house)).value
    actor = as_user(getattr(staff, login))
    with pytest.raises(NotAllowedError):
        referrals.save(actor, command(house))
    with pytest.raises(NotAllowedError):
        referrals.issue(actor, IssueReferral(uid=draft.uid, version=draft.version))
    with pytest.raises(NotAllowedError):
        referrals.compose(actor, house.case)
    assert letters(office) == 0


def test_a_shelter_keeper_on_the_case_knows_its_letters_no_more(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office, as_user: AsUser
) -> None:
    with office.database.write() as work:
        work.session.execute(update(CaseFile).values(owner_id=staff.penjaga.id))
    with pytest.raises(NotAllowedError):
        referrals.compose(as_user(staff.penjaga), house.case)
