"""Terima tamu: what one save makes, what it refuses, and that saving twice is saving once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from ruko_desk.clock import FixedClock
from ruko_desk.db.base import Base
from ruko_desk.db.tables.cases import CaseFile, Consent
from ruko_desk.db.tables.desk import Contact, QueueEntry
from ruko_desk.db.tables.house import Setting
from ruko_desk.db.tables.letters import LetterCounter
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.dto.desk import (
    ConsentAnswerInput,
    IntakeCard,
    MatchQuery,
    SafeContactInput,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotAllowedError, NotFoundError
from ruko_desk.services.cases import Cases
from ruko_desk.services.home import Home
from ruko_desk.services.intake import Intake
from ruko_desk.services.office import Office
from ruko_desk.services.search import Search
from tests.services.desk import AsUser, Staff

AMA = IntakeCard(
    call_name="Ama",
    age=31,
    visitor="perempuan",
    arrival="sendiri",
    needs=("psikologi", "tempat_aman"),
    safe_contact=SafeContactInput(
        phone="0812-3456-7890", hours="malam saja", may_name_house=False, must_not_know="suami"
    ),
    consents=(
        ConsentAnswerInput(purpose="layanan", answer="ya"),
        ConsentAnswerInput(purpose="kesehatan", answer="ya"),
        ConsentAnswerInput(purpose="polisi", answer="tidak"),
    ),
)


@pytest.fixture
def petugas(staff: Staff, as_user: AsUser) -> Actor:
    return as_user(staff.petugas)


@pytest.fixture
def intake(office: Office) -> Intake:
    return Intake(office)


def count(office: Office, table: type[Base]) -> int:
    with office.database.read() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_one_save_makes_contact_case_client_queue_and_consents(
    office: Office, intake: Intake, petugas: Actor
) -> None:
    outcome = intake.receive(petugas, AMA)
    result = outcome.value
    assert result.queue_number == "A-01"
    assert result.case_code == "RK-26-0001"
    detail = Cases(office).open(petugas, result.case_uid or "")
    assert detail.client is not None
    assert (detail.client.call_name, detail.client.age, detail.client.sex) == ("Ama", 31, "P")
    assert detail.header.case_kind == "ktp"
    assert detail.header.status == "baru"
    assert detail.safe_contact.phone == "+6281234567890"
    assert detail.header.safe_contact_line == (
        "Telepon aman: malam saja, jangan sebut lembaga, ada yang tidak boleh tahu"
    )
    assert detail.header.sharing == ("kesehatan",)
    assert {row.purpose: row.answer for row in detail.consents} == {
        "layanan": "ya",
        "kesehatan": "ya",
        "polisi": "tidak",
    }
    queue = Home(office).read(petugas).queue
    assert [row.label for row in queue] == ["RK-26-0001 · A."]
    assert queue[0].services == ("psikologi", "tempat_aman")
    assert outcome.changes.touches_record("case", result.case_uid or "")
    assert outcome.changes.touches("queue")


def test_sharing_at_the_desk_covers_identity_but_not_what_happened(
    office: Office, intake: Intake, petugas: Actor
) -> None:
    uid = intake.receive(petugas, AMA).value.case_uid or ""
    consents = {row.purpose: row for row in Cases(office).open(petugas, uid).consents}
    assert set(consents["kesehatan"].fields) == {"kode", "usia_jk", "nama", "nik", "alamat"}
    assert consents["layanan"].fields == ()
    assert consents["polisi"].fields == ()


def test_a_childs_yes_waits_for_parent_or_guardian(
    office: Office, intake: Intake, petugas: Actor
) -> None:
    child = replace(AMA, age=12, visitor="anak_perempuan")
    uid = intake.receive(petugas, child).value.case_uid or ""
    detail = Cases(office).open(petugas, uid)
    answers = {row.purpose: (row.answer, row.child_agrees) for row in detail.consents}
    assert answers["kesehatan"] == ("nanti", True)
    assert answers["polisi"] == ("tidak", None)
    assert detail.header.sharing == ()
    assert detail.header.case_kind == "ampk"


@pytest.mark.parametrize(
    ("visitor", "age", "sex", "kind"),
    [
        ("anak_perempuan", None, "P", "ampk"),
        ("anak_laki_laki", None, "L", "ampk"),
        ("perempuan", None, "P", "ktp"),
        ("perempuan", 16, "P", "ampk"),
        ("wali_pendamping", None, "", ""),
        ("wali_pendamping", 7, "", "ampk"),
        (None, None, "", ""),
    ],
)
def test_what_the_visitor_tells_of_the_client(
    office: Office,
    intake: Intake,
    petugas: Actor,
    visitor: str | None,
    age: int | None,
    sex: str,
    kind: str,
) -> None:
    card = IntakeCard(call_name="Tamu", visitor=visitor, age=age)
    header = Cases(office).open(petugas, intake.receive(petugas, card).value.case_uid or "").header
    assert (header.sex, header.case_kind) == (sex, kind)


def test_a_description_is_enough(intake: Intake, petugas: Actor) -> None:
    card = IntakeCard(description="ibu baju hijau, dengan bayi")
    assert intake.receive(petugas, card).value.queue_number == "A-01"


def test_everything_wrong_is_told_at_once_and_nothing_is_saved(
    office: Office, intake: Intake, petugas: Actor
) -> None:
    card = IntakeCard(age=140, visitor="robot", safe_contact=SafeContactInput(phone="0812"))
    with pytest.raises(FieldErrors) as caught:
        intake.receive(petugas, card)
    assert caught.value.fields == {
        "call_name": "Isi nama panggilan, inisial, atau ciri tamu",
        "age": "Usia antara 0 dan 120 tahun. Kosongkan bila tidak tahu",
        "phone": "Nomor telepon terlalu pendek. Contoh 0812 3456 7890",
        "visitor": "Pilihan ini tidak dikenal. Pilih salah satu yang tertera",
    }
    assert caught.value.message == "Ada 4 isian yang perlu diperbaiki"
    assert count(office, Contact) == 0


def test_pressing_save_twice_is_one_guest(office: Office, intake: Intake, petugas: Actor) -> None:
    card = replace(AMA, request_uid="a" * 32)
    first, second = intake.receive(petugas, card), intake.receive(petugas, card)
    assert second.value == first.value
    assert (count(office, Contact), count(office, CaseFile), count(office, QueueEntry)) == (1, 1, 1)
    assert not second.changes.records


def test_contact_without_case_and_without_queue(
    office: Office, intake: Intake, petugas: Actor
) -> None:
    card = IntakeCard(call_name="Bu Rina", channel="telepon", to_queue=False, open_case=False)
    result = intake.receive(petugas, card).value
    assert (result.queue_number, result.case_uid, result.client_uid) == (None, None, None)
    assert count(office, Person) == 0


def test_waiting_guest_is_completed_into_a_case(
    office: Office, intake: Intake, petugas: Actor
) -> None:
    waiting = intake.receive(petugas, IntakeCard(call_name="Ama", open_case=False)).value
    assert Home(office).read(petugas).queue[0].label == "Tamu baru, belum didaftar"
    card = intake.contact(petugas, waiting.contact_uid)
    assert (card.call_name, card.known_case_uid) == ("Ama", None)
    done = intake.receive(petugas, replace(card, age=31, open_case=True)).value
    again = intake.receive(petugas, replace(card, age=40, open_case=True)).value
    assert done == again
    assert done.queue_number == waiting.queue_number
    assert count(office, QueueEntry) == 1
    assert Home(office).read(petugas).queue[0].label == "RK-26-0001 · A."


def test_unknown_contact_is_said_in_words(intake: Intake, petugas: Actor) -> None:
    with pytest.raises(NotFoundError):
        intake.contact(petugas, "x")


def test_known_client_comes_again_into_her_case(
    office: Office, intake: Intake, petugas: Actor, clock: FixedClock
) -> None:
    first = intake.receive(petugas, AMA).value
    clock.advance(days=20)
    card = IntakeCard(
        known_case_uid=first.case_uid,
        emergency=True,
        safe_contact=SafeContactInput(phone="0857 1111 2222"),
        consents=(ConsentAnswerInput(purpose="polisi", answer="ya"),),
    )
    second = intake.receive(petugas, card).value
    assert (second.case_uid, second.client_uid) == (first.case_uid, first.client_uid)
    assert second.queue_number == "A-01"
    detail = Cases(office).open(petugas, first.case_uid or "")
    assert detail.header.risk == "darurat"
    assert detail.safe_contact.phone == "+6285711112222"
    assert detail.safe_contact.hours == "malam saja"
    assert detail.header.sharing == ("kesehatan", "polisi")
    assert "Datang lagi" in [entry.text for entry in detail.timeline]
    assert count(office, CaseFile) == 1


def test_emergency_is_one_click_and_stands_first(
    office: Office, intake: Intake, petugas: Actor, clock: FixedClock
) -> None:
    intake.receive(petugas, AMA)
    clock.advance(minutes=40)
    urgent = intake.emergency(petugas).value
    assert (urgent.queue_number, urgent.case_uid) == ("A-02", None)
    queue = Home(office).read(petugas).queue
    assert [(row.number, row.emergency) for row in queue] == [("A-02", True), ("A-01", False)]
    card = intake.contact(petugas, urgent.contact_uid)
    done = intake.receive(petugas, replace(card, call_name="Bunga", open_case=True)).value
    assert Cases(office).open(petugas, done.case_uid or "").header.risk == "darurat"


def test_numbers_count_per_year(intake: Intake, petugas: Actor, clock: FixedClock) -> None:
    codes = [intake.receive(petugas, AMA).value.case_code for _ in range(2)]
    clock.instant = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    codes.append(intake.receive(petugas, AMA).value.case_code)
    assert codes == ["RK-26-0001", "RK-26-0002", "RK-27-0001"]


def test_number_of_a_destroyed_case_is_not_given_again(
    office: Office, intake: Intake, petugas: Actor
) -> None:
    with office.database.write() as work:
        work.session.add(LetterCounter(kind="kasus", year=2026, last=7))
    assert intake.receive(petugas, AMA).value.case_code == "RK-26-0008"


def test_second_machine_puts_its_letter_behind_the_code(
    office: Office, intake: Intake, petugas: Actor
) -> None:
    with office.database.write() as work:
        work.session.add(Setting(name="numbering", value={"device_letter": "B"}))
    assert intake.receive(petugas, AMA).value.case_code == "RK-26-0001-B"


def test_queue_numbers_start_again_each_day(
    intake: Intake, petugas: Actor, clock: FixedClock
) -> None:
    numbers = [intake.receive(petugas, AMA).value.queue_number for _ in range(2)]
    clock.advance(days=1)
    numbers.append(intake.receive(petugas, AMA).value.queue_number)
    assert numbers == ["A-01", "A-02", "A-01"]


@pytest.mark.parametrize("login", ["psikolog", "hukum", "penjaga", "pengelola", "admin"])
def test_who_takes_in_no_guests_is_refused_and_put_on_record(
    office: Office,
    intake: Intake,
    staff: Staff,
    as_user: AsUser,
    audited: Callable[[], list[str]],
    login: str,
) -> None:
    actor = as_user(getattr(staff, login))
    for attempt in (
        lambda: intake.receive(actor, AMA),
        lambda: intake.emergency(actor),
        lambda: intake.matches(actor, MatchQuery(call_name="Ama")),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
    assert count(office, Contact) == 0
    assert audited() == ["ditolak"] * 3


def test_companion_who_takes_in_a_guest_holds_the_case(
    office: Office, intake: Intake, staff: Staff, as_user: AsUser
) -> None:
    actor = as_user(staff.pendamping)
    uid = intake.receive(actor, AMA).value.case_uid or ""
    assert Cases(office).open(actor, uid).header.owner == "Siti R."


def test_failure_in_the_middle_leaves_nothing(
    office: Office, intake: Intake, petugas: Actor, audited: Callable[[], list[str]]
) -> None:
    with pytest.raises(NotFoundError):
        intake.receive(petugas, replace(AMA, known_case_uid="0" * 32))
    for table in (Contact, QueueEntry, Consent, Person):
        assert count(office, table) == 0
    assert intake.receive(petugas, AMA).value.case_code == "RK-26-0001"
    assert "tamu datang lagi" not in audited()


def test_saved_guest_is_found_at_once(office: Office, intake: Intake, petugas: Actor) -> None:
    intake.receive(petugas, replace(AMA, call_name="Moh. Sjarif"))
    assert [hit.code for hit in Search(office).quick(petugas, "muhammad syarif")] == ["RK-26-0001"]
    assert [hit.code for hit in Search(office).quick(petugas, "7890")] == ["RK-26-0001"]
