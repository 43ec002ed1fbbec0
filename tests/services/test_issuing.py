"""Issuing a letter: consent asked again, a number, frozen bytes, all in one transaction."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select, update

from ruko_desk.clock import FixedClock, at
from ruko_desk.db.tables.cases import CaseFile, Consent
from ruko_desk.db.tables.letters import Letter, LetterCounter
from ruko_desk.domain.dto.referrals import (
    IssueReferral,
)
from ruko_desk.errors import FieldErrors, UserError
from ruko_desk.services.letters import Letters
from ruko_desk.services.office import Office
from ruko_desk.services.referrals import Referrals
from tests.services.desk import AsUser, Staff
from tests.services.letter_sample import (
    VALUES,
    LetterHouse,
    command,
    consent,
    issue,
    issued,
    letter_house,
    text_of,
)
from tests.services.sample import TOMORROW


@pytest.fixture
def house(office: Office, staff: Staff, as_user: AsUser) -> LetterHouse:
    return letter_house(office, staff, as_user)


@pytest.fixture
def referrals(office: Office) -> Referrals:
    return Referrals(office)


def letters(office: Office) -> int:
    with office.database.read() as session:
        return session.execute(select(func.count()).select_from(Letter)).scalar_one()


T = TypeVar("T")


# --- issuing -------------------------------------------------------------------------------------


def test_issuing_freezes_the_letter_and_enters_the_register(
    referrals: Referrals,
    house: LetterHouse,
    staff: Staff,
    office: Office,
    audited: Callable[[], list[str]],
) -> None:
    consent(office, house.case, "kesehatan")
    draft = referrals.save(staff.petugas, command(house, ticked=("kode", "nama"))).value
    done = referrals.issue(staff.petugas, IssueReferral(uid=draft.uid, version=draft.version))
    stored = done.value
    assert stored.number == "400.2.4/001/DP3AKB/XI/2026"
    assert not stored.handed_over
    text = text_of(stored.pdf)
    assert stored.number in text
    assert "26 November 2026" in text
    assert "Ama Rekaan" in text
    assert "31 tahun" not in text
    assert "DRAF" not in text
    assert "LATIHAN" not in text
    assert stored.pdf == Letters(office).stored(staff.petugas, stored.letter_uid).pdf
    for kind, uid in (("referral", draft.uid), ("letter", stored.letter_uid), ("case", house.case)):
        assert done.changes.touches_record(kind, uid)
    view = referrals.compose(staff.petugas, house.case, draft.uid).referral
    assert (view.state, view.number) == ("terbit", stored.number)
    assert "terbitkan surat" in audited()
    files = [path.read_bytes() for path in office.files.folder.rglob("*") if path.is_file()]
    assert files
    assert not any(b"%PDF" in data or b"Rekaan" in data for data in files)


def test_a_practice_vault_says_so_on_every_page(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    office.practice = True
    consent(office, house.case, "kesehatan")
    pages = PdfReader(io.BytesIO(issued(referrals, staff, house).pdf)).pages
    assert len(pages) > 1
    assert all("LATIHAN" in page.extract_text() for page in pages)


def test_an_issued_letter_is_never_changed_again(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    consent(office, house.case, "kesehatan")
    draft = referrals.save(staff.petugas, command(house)).value
    issue(referrals, staff, draft)
    view = referrals.compose(staff.petugas, house.case, draft.uid).referral
    with pytest.raises(UserError, match="sudah terbit"):
        issue(referrals, staff, view)
    with pytest.raises(UserError, match="sudah terbit"):
        referrals.save(staff.petugas, replace(command(house), uid=view.uid, version=view.version))
    assert letters(office) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": "tidak"},
        {"withdrawn_at": datetime(2026, 11, 26, 1, tzinfo=UTC)},
        {"given_on": date(2026, 1, 1), "expires_on": date(2026, 11, 25)},
    ],
    ids=["refused", "withdrawn", "expired"],
)
def test_a_refused_or_withdrawn_consent_stops_even_a_letter_with_a_code_only(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office, changes: dict[str, Any]
) -> None:
    consent(office, house.case, "kesehatan", **changes)
    bare = command(house, ticked=("kode",), reason="")
    draft = referrals.save(staff.petugas, bare).value
    with pytest.raises(UserError) as caught:
        issue(referrals, staff, draft)
    assert caught.value.code == "persetujuan"
    assert letters(office) == 0


def test_consent_is_asked_again_at_issuing(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    consent(office, house.case, "kesehatan")
    draft = referrals.save(staff.petugas, command(house, ticked=("nama",))).value
    with office.database.write() as work:
        work.session.execute(update(Consent).values(withdrawn_at=work.clock.now()))
    with pytest.raises(UserError, match="menarik persetujuan"):
        issue(referrals, staff, draft)


def test_who_was_not_asked_goes_out_with_code_and_age_and_no_word_about_her(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    told = referrals.save(staff.petugas, command(house)).value
    with pytest.raises(UserError, match="belum menyetujui"):
        issue(referrals, staff, told)
    bare = referrals.save(staff.petugas, command(house, reason="")).value
    assert VALUES["kode"] in text_of(issue(referrals, staff, bare).pdf)


def test_what_the_letter_must_have_is_named_before_a_number_is_taken(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    consent(office, house.case, "kesehatan")
    draft = referrals.save(
        staff.petugas, command(house, services_asked=(), deadline=date(2026, 11, 1))
    ).value
    with pytest.raises(FieldErrors) as caught:
        issue(referrals, staff, draft)
    assert set(caught.value.fields) == {"services_asked", "deadline"}
    assert Letters(office).next_number(staff.petugas).startswith("400.2.4/001/")


def test_a_hospital_is_never_ordered_to_make_a_visum(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    consent(office, house.case, "kesehatan")
    draft = referrals.save(staff.petugas, command(house, services_asked=("Visum",))).value
    with pytest.raises(FieldErrors) as caught:
        issue(referrals, staff, draft)
    assert "penyidik" in caught.value.fields["services_asked"]


def test_nothing_stays_behind_when_the_press_fails(
    referrals: Referrals,
    house: LetterHouse,
    staff: Staff,
    office: Office,
    audited: Callable[[], list[str]],
) -> None:
    consent(office, house.case, "kesehatan")
    draft = referrals.save(staff.petugas, command(house)).value

    class Jammed:
        def run(self, work: Callable[[], T]) -> T:
            raise OSError(28, "disk full")

    good, office.press = office.press, Jammed()
    with pytest.raises(OSError, match="disk full"):
        issue(referrals, staff, draft)
    office.press = good
    assert letters(office) == 0
    assert "terbitkan surat" not in audited()
    assert issue(referrals, staff, draft).number.startswith("400.2.4/001/")


# --- numbers -------------------------------------------------------------------------------------


def numbers(office: Office) -> list[str]:
    with office.database.read() as session:
        return list(session.execute(select(Letter.number).order_by(Letter.id)).scalars())


def test_numbers_run_on_and_begin_again_each_year(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office, clock: FixedClock
) -> None:
    consent(office, house.case, "kesehatan")
    issued(referrals, staff, house)
    issued(referrals, staff, house)
    clock.instant = at(date(2027, 1, 4), 9)
    with office.database.write() as work:
        work.session.execute(update(CaseFile).values(opened_on=date(2027, 1, 4)))
    issued(referrals, staff, house)
    late = issued(referrals, staff, house, letter_date=date(2026, 12, 30))
    assert numbers(office)[:3] == [
        "400.2.4/001/DP3AKB/XI/2026",
        "400.2.4/002/DP3AKB/XI/2026",
        "400.2.4/001/DP3AKB/I/2027",
    ]
    assert late.number == "400.2.4/003/DP3AKB/XII/2026"
    assert Letters(office).next_number(staff.petugas) == "400.2.4/002/DP3AKB/I/2027"


def test_a_typed_number_leaves_the_counter_and_is_never_given_again(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    consent(office, house.case, "kesehatan")
    issued(referrals, staff, house, number="  400.2.4/001/DP3AKB/XI/2026 ")
    issued(referrals, staff, house, number="400.2.4/015.a/DP3AKB/XI/2026")
    assert issued(referrals, staff, house).number == "400.2.4/002/DP3AKB/XI/2026"
    with office.database.read() as session:
        assert session.get_one(LetterCounter, ("rujukan", 2026)).last == 2
    with pytest.raises(FieldErrors) as caught:
        issued(referrals, staff, house, number="400.2.4/015.A/dp3akb/XI/2026")
    assert set(caught.value.fields) == {"number"}
    with pytest.raises(UserError):
        issued(referrals, staff, house, number="nomor; drop table")
    assert len(numbers(office)) == 3


def test_the_letter_is_not_dated_ahead(
    referrals: Referrals, house: LetterHouse, staff: Staff, office: Office
) -> None:
    consent(office, house.case, "kesehatan")
    with pytest.raises(FieldErrors) as caught:
        issued(referrals, staff, house, letter_date=TOMORROW)
    assert set(caught.value.fields) == {"letter_date"}
