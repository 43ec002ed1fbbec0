"""The letter register: who sees it, opening, printing, handing over, voiding."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import AuditEntry
from ruko_desk.db.tables.letters import Letter
from ruko_desk.domain.dto.referrals import IssueReferral, SaveReferral, StoredLetter
from ruko_desk.errors import (
    EnvironmentProblem,
    FieldErrors,
    NotAllowedError,
    NotFoundError,
    UserError,
)
from ruko_desk.services.letters import Letters
from ruko_desk.services.office import Office
from ruko_desk.services.referrals import Referrals
from tests.services.desk import MORNING, AsUser, Staff
from tests.services.letter_sample import LetterHouse, consent, content, letter_house


@pytest.fixture
def house(office: Office, staff: Staff, as_user: AsUser) -> LetterHouse:
    return letter_house(office, staff, as_user)


@pytest.fixture
def register(office: Office) -> Letters:
    return Letters(office)


@pytest.fixture
def letter(office: Office, house: LetterHouse, staff: Staff) -> StoredLetter:
    consent(office, house.case, "kesehatan")
    return write(office, house, staff)


def write(office: Office, house: LetterHouse, staff: Staff) -> StoredLetter:
    referrals = Referrals(office)
    wish = SaveReferral(case_uid=house.case, uid="", version=0, content=content(house))
    draft = referrals.save(staff.petugas, wish).value
    return referrals.issue(staff.petugas, IssueReferral(uid=draft.uid, version=draft.version)).value


def last_detail(office: Office) -> dict[str, object]:
    office.database.act_as(None, "")
    with office.database.read() as session:
        text = session.execute(
            select(AuditEntry.detail).order_by(AuditEntry.seq.desc()).limit(1)
        ).scalar_one()
    return dict(json.loads(text))


def state_of_referral(office: Office, staff: Staff) -> str:
    return Referrals(office).list(staff.petugas)[0].state


def test_a_line_of_the_register_names_no_client(
    register: Letters, letter: StoredLetter, staff: Staff
) -> None:
    (row,) = register.register(staff.petugas, 2026)
    assert (row.number, row.direction, row.state) == (letter.number, "keluar", "terbit")
    assert (row.receiver, row.subject) == ("RS Contoh", "Rujukan Layanan Kesehatan")
    assert (row.case_code, row.handed_at, row.void_reason) == ("RK-26-0412", None, "")
    assert row.referral_uid is not None
    assert "Ama" not in repr(row)


@pytest.mark.parametrize(
    ("year", "text", "found"),
    [
        (2026, "", True),
        (2026, "rs contoh", True),
        (2026, "0412", True),
        (2026, "/001/", True),
        (2026, "polres", False),
        (2026, "_", False),
        (2025, "", False),
    ],
)
def test_the_register_is_read_by_year_and_words(
    register: Letters, letter: StoredLetter, staff: Staff, year: int, text: str, found: bool
) -> None:
    assert bool(register.register(staff.petugas, year, text)) is found


def test_the_register_shows_ones_own_cases(
    register: Letters, letter: StoredLetter, staff: Staff, as_user: AsUser
) -> None:
    assert register.register(as_user(staff.psikolog), 2026) == ()
    assert len(register.register(as_user(staff.pengelola), 2026)) == 1
    with pytest.raises(NotAllowedError):
        register.register(as_user(staff.admin), 2026)


def test_opening_a_letter_is_on_record(
    register: Letters, letter: StoredLetter, staff: Staff, audited: Callable[[], list[str]]
) -> None:
    assert register.stored(staff.petugas, letter.letter_uid) == letter
    assert audited()[-1] == "buka surat"


@pytest.mark.parametrize("login", ["petugas2", "psikolog", "pengelola", "penjaga", "admin"])
def test_the_bytes_are_for_those_who_opened_the_case(
    register: Letters, letter: StoredLetter, staff: Staff, as_user: AsUser, login: str
) -> None:
    with pytest.raises(NotAllowedError):
        register.stored(as_user(getattr(staff, login)), letter.letter_uid)


def test_a_keeper_who_holds_the_case_still_reads_no_letter(
    register: Letters, letter: StoredLetter, staff: Staff, office: Office, as_user: AsUser
) -> None:
    with office.database.write() as work:
        work.session.execute(update(CaseFile).values(owner_id=staff.penjaga.id))
    with pytest.raises(NotAllowedError):
        register.stored(as_user(staff.penjaga), letter.letter_uid)


def test_a_stored_letter_that_was_damaged_is_not_shown(
    register: Letters, letter: StoredLetter, staff: Staff, office: Office
) -> None:
    (path,) = (path for path in office.files.folder.rglob("*") if path.is_file())
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(EnvironmentProblem):
        register.stored(staff.petugas, letter.letter_uid)


def test_prints_are_on_record_and_copies_after_handing_over(
    register: Letters, letter: StoredLetter, staff: Staff, office: Office, as_user: AsUser
) -> None:
    register.record_print(staff.petugas, letter.letter_uid, 2)
    assert last_detail(office) == {"lembar": 2, "salinan": False}
    register.hand_over(as_user(staff.petugas), letter.letter_uid, "mitra")
    register.record_print(staff.petugas, letter.letter_uid, 1)
    assert last_detail(office) == {"lembar": 1, "salinan": True}
    register.record_export(as_user(staff.petugas), letter.letter_uid, "pdf_bersandi")
    assert last_detail(office) == {"cara": "pdf_bersandi", "salinan": True}
    with pytest.raises(FieldErrors):
        register.record_export(staff.petugas, letter.letter_uid, "surel")


def test_handing_over_is_once_and_moves_the_referral_on(
    register: Letters, letter: StoredLetter, staff: Staff, office: Office
) -> None:
    done = register.hand_over(staff.petugas, letter.letter_uid, "klien")
    assert (done.value.state, done.value.handed_to) == ("diserahkan", "klien")
    assert done.value.handed_at == MORNING
    assert done.changes.touches("referral", "letter")
    assert state_of_referral(office, staff) == "diserahkan"
    assert register.stored(staff.petugas, letter.letter_uid).handed_over
    for again in ("klien", "mitra"):
        with pytest.raises(UserError, match="sudah diserahkan"):
            register.hand_over(staff.petugas, letter.letter_uid, again)
    with pytest.raises(FieldErrors):
        register.hand_over(staff.petugas, letter.letter_uid, "tetangga")


def test_the_bytes_stay_the_same_through_everything(
    register: Letters, letter: StoredLetter, staff: Staff
) -> None:
    register.record_print(staff.petugas, letter.letter_uid, 1)
    register.hand_over(staff.petugas, letter.letter_uid, "klien")
    after = register.stored(staff.petugas, letter.letter_uid)
    assert (after.pdf, after.sha256) == (letter.pdf, letter.sha256)


def test_a_voided_number_is_kept_with_its_reason_and_not_given_again(
    register: Letters, letter: StoredLetter, house: LetterHouse, staff: Staff, office: Office
) -> None:
    with pytest.raises(FieldErrors):
        register.void(staff.petugas, letter.letter_uid, "  ")
    done = register.void(staff.petugas, letter.letter_uid, "salah tujuan").value
    assert (done.state, done.void_reason) == ("nomor_batal", "salah tujuan")
    assert state_of_referral(office, staff) == "nomor_batal"
    assert write(office, house, staff).number != letter.number
    for refused in (
        lambda: register.record_print(staff.petugas, letter.letter_uid, 1),
        lambda: register.record_export(staff.petugas, letter.letter_uid, "pdf"),
        lambda: register.hand_over(staff.petugas, letter.letter_uid, "klien"),
        lambda: register.void(staff.petugas, letter.letter_uid, "sekali lagi"),
    ):
        with pytest.raises(UserError):
            refused()
    assert len(register.register(staff.petugas, 2026)) == 2


def test_what_was_handed_over_cannot_be_voided(
    register: Letters, letter: StoredLetter, staff: Staff
) -> None:
    register.hand_over(staff.petugas, letter.letter_uid, "mitra")
    with pytest.raises(UserError, match="belum diserahkan"):
        register.void(staff.petugas, letter.letter_uid, "salah")


@pytest.mark.parametrize("login", ["psikolog", "penjaga", "admin"])
def test_who_does_not_write_on_the_case_changes_no_letter(
    register: Letters, letter: StoredLetter, staff: Staff, as_user: AsUser, login: str
) -> None:
    actor = as_user(getattr(staff, login))
    for refused in (
        lambda: register.record_print(actor, letter.letter_uid, 1),
        lambda: register.hand_over(actor, letter.letter_uid, "klien"),
        lambda: register.void(actor, letter.letter_uid, "salah"),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_a_manager_may_void_a_number(
    register: Letters, letter: StoredLetter, staff: Staff, as_user: AsUser
) -> None:
    manager = as_user(staff.pengelola)
    assert register.void(manager, letter.letter_uid, "surat tidak jadi").value.void_reason
    with pytest.raises(NotAllowedError):
        register.hand_over(manager, letter.letter_uid, "klien")


def test_the_next_number_is_shown_and_not_taken(
    register: Letters, house: LetterHouse, staff: Staff, office: Office
) -> None:
    first = register.next_number(staff.petugas)
    assert first == register.next_number(staff.petugas) == "400.2.4/001/DP3AKB/XI/2026"
    consent(office, house.case, "kesehatan")
    assert write(office, house, staff).number == first


def test_a_letter_without_a_file_is_named(
    register: Letters, letter: StoredLetter, staff: Staff, office: Office
) -> None:
    with office.database.write() as work:
        work.session.execute(update(Letter).values(attachment_id=None))
    with pytest.raises(NotFoundError, match="tidak tersimpan"):
        register.stored(staff.petugas, letter.letter_uid)
    with pytest.raises(NotFoundError):
        register.stored(staff.petugas, "tidak-ada")
