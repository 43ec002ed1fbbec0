"""Quick find and the match panel: what is found, in what order, and what never comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ruko_desk.clock import FixedClock, at
from ruko_desk.domain.dto.cases import QuickHit, SavePerson
from ruko_desk.domain.dto.desk import IntakeCard, MatchQuery, SafeContactInput
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import NotAllowedError
from ruko_desk.services.cases import Cases
from ruko_desk.services.intake import Intake
from ruko_desk.services.office import Office
from ruko_desk.services.search import Search
from tests.services.casework import NIK, book, client, close, give
from tests.services.desk import MORNING, AsUser, Staff

TODAY = date(2026, 11, 26)
Enrol = Callable[..., str]


@pytest.fixture
def petugas(staff: Staff, as_user: AsUser) -> Actor:
    return as_user(staff.petugas)


@pytest.fixture
def enrol(office: Office, petugas: Actor, clock: FixedClock) -> Enrol:
    """Take in a guest some days ago, not in today's queue; return the case's uid."""

    def add(name: str, *, age: int | None = None, phone: str = "", days: int = 5) -> str:
        clock.instant = MORNING - timedelta(days=days)
        card = IntakeCard(
            call_name=name, age=age, to_queue=False, safe_contact=SafeContactInput(phone=phone)
        )
        result = Intake(office).receive(petugas, card).value
        clock.instant = MORNING
        return result.case_uid or ""

    return add


@pytest.fixture
def find(office: Office, petugas: Actor) -> Callable[[str], list[str]]:
    def codes(text: str) -> list[str]:
        return [hit.code[-1] for hit in Search(office).quick(petugas, text)]

    return codes


Find = Callable[[str], list[str]]


def match(office: Office, actor: Actor, **query: object) -> list[tuple[str, tuple[str, ...]]]:
    rows = Intake(office).matches(actor, MatchQuery(**query))  # type: ignore[arg-type]  # keywords
    return [(row.case_code[-1], row.reasons) for row in rows]


# --- quick find -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Siti Aminah", "ami"),
        ("Siti Aminah", "SITI AMINAH"),
        ("Siti Aminah", "  siti   ami "),
        ("Siti Nur Aminah", "siti aminah"),
        ("Moh. Sjarif", "muhammad syarif"),
        ("Moh. Sjarif", "jarif"),
        ("Soekarti", "sukarti"),
        ("Djamilah", "jamila"),
        ("Nuraini", "nur aini"),
        ("Annisaa", "anisa"),
        ("Rohmah", "oHMa"),
    ],
)
def test_any_part_of_a_name_is_found_however_it_is_spelled(
    enrol: Enrol, find: Find, stored: str, typed: str
) -> None:
    enrol("Lain Orang")
    enrol(stored)
    assert find(typed) == ["2"]


@pytest.mark.parametrize(
    "typed", ["0812 3456", "3456", "6281234567890", "+62 812-3456-7890", "081"]
)
def test_any_four_digits_of_a_phone_are_found(enrol: Enrol, find: Find, typed: str) -> None:
    enrol("Ama", phone="081234567890")
    enrol("Bunga", phone="0254201775")
    assert find(typed) == ["1"]


def test_any_four_digits_of_a_nik_are_found(
    office: Office, petugas: Actor, enrol: Enrol, find: Find
) -> None:
    uid = enrol("Ama")
    person = replace(client(Cases(office).open(petugas, uid)), nik=NIK)
    Cases(office).save_person(petugas, SavePerson(case_uid=uid, person=person))
    assert find("0147") == ["1"]
    assert find("9501") == []
    hit = Search(office).quick(petugas, "0147")[0]
    assert hit.detail == "NIK ••••0147•••• · terakhir 26 Nov"


@pytest.mark.parametrize("typed", ["RK-26-0002", "rk-26-0002", "26-0002", "0002", "2", "26-2"])
def test_code_or_its_tail_finds_exactly_that_case(enrol: Enrol, find: Find, typed: str) -> None:
    for name in ("Ama", "Bunga", "Citra"):
        enrol(name)
    assert find(typed)[0] == "2"
    assert typed != "2" or find(typed) == ["2"]


def test_order_is_code_today_beginning_part_closed(
    office: Office, petugas: Actor, staff: Staff, enrol: Enrol, find: Find
) -> None:
    within, closed, begins, todays = (
        enrol("Rahma Melati"),
        enrol("Melati"),
        enrol("Melati Putih"),
        enrol("Sri Melati"),
    )
    close(office, closed)
    book(office, todays, staff.psikolog, "terjadwal", TODAY)
    assert find("mela")[0] == "4"
    assert find("mela")[-1] == "2"
    assert set(find("mela")[1:3]) == {"1", "3"}
    assert find("RK-26-0002")[0] == "2"
    assert within != begins


def test_part_of_a_word_comes_after_its_beginning(enrol: Enrol, find: Find) -> None:
    enrol("Aminah")
    enrol("Rahmina")
    enrol("Minarti")
    assert find("mina") == ["3", "2", "1"]


def test_under_three_letters_only_todays_people_are_looked_at(
    office: Office, petugas: Actor, staff: Staff, enrol: Enrol, find: Find
) -> None:
    enrol("Yu")
    todays = enrol("Yu")
    assert find("yu") == []
    book(office, todays, staff.psikolog, "terjadwal", TODAY)
    assert find("yu") == ["2"]
    Intake(office).receive(petugas, IntakeCard(call_name="Yu"))
    assert find("yu") == ["2", "3"]


def test_hit_shows_no_name_and_only_the_digits_that_were_typed(
    office: Office, petugas: Actor, staff: Staff, enrol: Enrol
) -> None:
    uid = enrol("Melati", age=31, phone="081234565081")
    book(office, uid, staff.psikolog, "terjadwal", TODAY)
    by_name = Search(office).quick(petugas, "melati")
    by_phone = Search(office).quick(petugas, "5081")
    assert by_phone == (
        QuickHit(
            case_uid=uid,
            code="RK-26-0001",
            initials="M.",
            age=31,
            detail="telp ••••5081 · janji hari ini 10.00",
            closed=False,
            next_appointment=at(TODAY, 10),
        ),
    )
    assert by_name[0].detail == "janji hari ini 10.00"
    assert "elati" not in repr(by_name)
    assert "3456" not in repr(by_phone)


def test_closed_case_says_so(office: Office, petugas: Actor, enrol: Enrol) -> None:
    close(office, enrol("Melati"))
    hit = Search(office).quick(petugas, "melati")[0]
    assert (hit.closed, hit.detail) == (True, "kasus ditutup")


def test_strange_input_finds_nothing_and_breaks_nothing(enrol: Enrol, find: Find) -> None:
    enrol("Melati")
    for typed in (
        '"',
        'mel" OR "x',
        "---",
        "%",
        "*",
        "a" * 500,
        "'; DROP TABLE person",
        "٣٤٥٦",
        "🙂",
    ):
        assert find(typed) == []


def test_recent_lists_what_she_opened_herself_with_todays_sessions_first(
    office: Office,
    petugas: Actor,
    staff: Staff,
    as_user: AsUser,
    enrol: Enrol,
    clock: FixedClock,
) -> None:
    uids = [enrol(f"Tamu {number}") for number in range(12)]
    for uid in uids:
        clock.advance(minutes=1)
        Cases(office).open(petugas, uid)
    book(office, uids[5], staff.psikolog, "terjadwal", TODAY)
    recent = Search(office).quick(petugas, "  ")
    assert [hit.code for hit in recent] == [
        "RK-26-0006",
        *(f"RK-26-{number:04}" for number in (12, 11, 10, 9, 8, 7, 5, 4, 3)),
    ]
    assert Search(office).recent(as_user(staff.petugas2)) == ()


def test_professionals_find_only_their_own_and_admin_nothing(
    office: Office, staff: Staff, as_user: AsUser, enrol: Enrol
) -> None:
    mine, _ = enrol("Melati Satu"), enrol("Melati Dua")
    give(office, mine, owner=staff.psikolog)
    hits = Search(office).quick(as_user(staff.psikolog), "melati")
    assert [hit.case_uid for hit in hits] == [mine]
    assert Search(office).quick(staff.psikolog, "RK-26-0002") == ()
    with pytest.raises(NotAllowedError):
        Search(office).quick(as_user(staff.admin), "melati")
    with pytest.raises(NotAllowedError):
        Search(office).recent(staff.admin)


def test_searching_writes_nothing(
    office: Office, petugas: Actor, enrol: Enrol, audited: Callable[[], list[str]]
) -> None:
    enrol("Melati")
    before = audited()
    Search(office).quick(petugas, "melati")
    assert audited() == before


# --- the match panel ------------------------------------------------------------------------------


def test_same_sound_and_near_age_is_offered_with_its_reasons(
    office: Office, petugas: Actor, enrol: Enrol
) -> None:
    enrol("Djamilah", age=30)
    assert match(office, petugas, call_name="Jamilah", age=32) == [
        ("1", ("nama berbunyi sama", "sekitar 30 tahun"))
    ]


def test_other_age_is_somebody_else_unless_the_phone_is_the_same(
    office: Office, petugas: Actor, enrol: Enrol
) -> None:
    enrol("Djamilah", age=30, phone="081234567890")
    assert match(office, petugas, call_name="Jamilah", age=45) == []
    assert match(office, petugas, call_name="Jamilah", age=45, phone="0812 3456 7890") == [
        ("1", ("nama berbunyi sama", "akhir nomor telepon sama"))
    ]


@pytest.mark.parametrize(
    ("stored", "typed", "reason"),
    [
        ("Siti Aminah", "Siti Aminah", "nama berbunyi sama"),
        ("Siti Aminah", "aminah", "nama berbunyi sama"),
        ("Aminah", "Aminha", "nama mirip"),
        ("Rohmawati", "Rochmawaty", "nama mirip"),
        ("Kartini", "Kartinni", "nama berbunyi sama"),
        ("Kartini", "Kartina", "nama mirip"),
        ("Siti", "Siti Aminah", "nama mirip"),
    ],
)
def test_slips_of_the_pen_still_match(
    office: Office, petugas: Actor, enrol: Enrol, stored: str, typed: str, reason: str
) -> None:
    enrol(stored)
    enrol("Bunga")
    assert match(office, petugas, call_name=typed) == [("1", (reason,))]


def test_phone_alone_is_enough(office: Office, petugas: Actor, enrol: Enrol) -> None:
    enrol("Ama", phone="081234567890")
    assert match(office, petugas, phone="67890") == [("1", ("akhir nomor telepon sama",))]
    assert match(office, petugas, phone="890") == []


def test_best_match_first_and_each_client_once(
    office: Office, petugas: Actor, enrol: Enrol
) -> None:
    enrol("Amina")
    best = enrol("Aminah", age=30, phone="081234567890")
    enrol("Siti Aminah", age=29)
    rows = Intake(office).matches(
        petugas, MatchQuery(call_name="Aminah", age=30, phone="081234567890")
    )
    assert [row.case_code[-1] for row in rows] == ["2", "3", "1"]
    card = IntakeCard(known_case_uid=best, to_queue=False)
    Intake(office).receive(petugas, card)
    assert len(Intake(office).matches(petugas, MatchQuery(call_name="Aminah"))) == 3


def test_two_letters_match_todays_people_only(office: Office, petugas: Actor, enrol: Enrol) -> None:
    enrol("Yu")
    assert match(office, petugas, call_name="Yu") == []
    Intake(office).receive(petugas, IntakeCard(call_name="Yu"))
    assert match(office, petugas, call_name="Yu") == [("2", ("nama berbunyi sama",))]


def test_match_holds_no_name(office: Office, petugas: Actor, enrol: Enrol) -> None:
    enrol("Melati", age=30)
    row = Intake(office).matches(petugas, MatchQuery(call_name="Melati"))[0]
    assert "elati" not in repr(row)
    assert (row.initials, row.age, row.closed, row.last_seen) == (
        "M.",
        30,
        False,
        date(2026, 11, 21),
    )


def test_nothing_typed_matches_nobody(office: Office, petugas: Actor, enrol: Enrol) -> None:
    enrol("Melati")
    assert match(office, petugas) == []
