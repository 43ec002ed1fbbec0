"""The book of contacts: what is noted, by whom it is seen, and how it stands in a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ruko_desk.clock import FixedClock
from ruko_desk.domain.dto.contacts import ContactFilter, LogContact
from ruko_desk.errors import FieldErrors, NotAllowedError
from ruko_desk.services.cases import Cases
from ruko_desk.services.contacts import Contacts
from ruko_desk.services.office import Office
from tests.services.casework import give
from tests.services.desk import AsUser, Staff

ASKED = LogContact(
    channel="telepon",
    purpose="bertanya",
    outcome="diarahkan",
    pointed_to="Disdukcapil",
    note="Menanyakan akta",
    request_uid="r" * 32,
)
CALLED = LogContact(
    direction="keluar",
    channel="telepon",
    purpose="tindak_lanjut",
    outcome="tersambung",
    answered_by="klien",
    note="Datang Senin",
)


@pytest.fixture
def contacts(office: Office) -> Contacts:
    return Contacts(office)


def test_an_anonymous_question_is_noted_once_and_needs_no_case(
    contacts: Contacts, staff: Staff, as_user: AsUser
) -> None:
    actor = as_user(staff.petugas)
    first = contacts.log(actor, ASKED).value
    assert contacts.log(actor, ASKED).value == first
    rows = contacts.list(actor, ContactFilter(without_case=True))
    assert [(row.caller, row.outcome, row.pointed_to, row.by) for row in rows] == [
        ("", "diarahkan", "Disdukcapil", "Nurul")
    ]


def test_a_call_of_the_house_stands_in_the_case_and_its_timeline(
    contacts: Contacts, cases: Cases, uid: str, staff: Staff, as_user: AsUser, office: Office
) -> None:
    give(office, uid, owner=staff.psikolog)
    actor = as_user(staff.psikolog)
    with pytest.raises(NotAllowedError):
        contacts.log(actor, CALLED)
    contacts.log(actor, replace(CALLED, case_uid=uid))
    newest, *_ = contacts.of_case(actor, uid)
    assert newest.note == "Datang Senin"
    texts = [entry.text for entry in cases.open(actor, uid).timeline if entry.kind == "kontak"]
    assert "Telepon keluar: klien sendiri, tersambung" in texts
    assert [row.case_code for row in contacts.list(actor, ContactFilter(direction="keluar"))] == [
        "RK-26-0001"
    ]


def test_who_takes_no_guests_in_sees_contacts_of_her_own_cases_only(
    contacts: Contacts, todays: str, staff: Staff, as_user: AsUser
) -> None:
    contacts.log(as_user(staff.petugas), ASKED)
    assert len(contacts.list(staff.petugas, ContactFilter())) == 2
    assert contacts.list(as_user(staff.psikolog), ContactFilter()) == ()
    assert len(contacts.list(as_user(staff.pengelola), ContactFilter())) == 2
    with pytest.raises(NotAllowedError):
        contacts.list(as_user(staff.admin), ContactFilter())


def test_pages_go_back_to_the_oldest_without_gap_or_repetition(
    contacts: Contacts, staff: Staff, as_user: AsUser, clock: FixedClock
) -> None:
    actor = as_user(staff.petugas)
    for number in range(7):
        clock.advance(minutes=number % 2)
        contacts.log(actor, replace(ASKED, request_uid=f"{number:032x}", note=str(number)))
    seen: list[str] = []
    wanted = ContactFilter(limit=3)
    while page := contacts.list(actor, wanted):
        seen += [row.note for row in page]
        wanted = replace(wanted, before_uid=page[-1].uid)
    assert seen == [str(number) for number in reversed(range(7))]


def test_every_wrong_field_is_named(
    contacts: Contacts, staff: Staff, as_user: AsUser, clock: FixedClock
) -> None:
    actor = as_user(staff.petugas)
    late = clock.now() + timedelta(hours=1)
    for wrong, fields in (
        (LogContact(channel="", at=late), {"channel", "purpose", "outcome", "at"}),
        (replace(ASKED, pointed_to=" ", request_uid=""), {"pointed_to"}),
        (replace(ASKED, direction="naik"), {"direction"}),
        (replace(ASKED, outcome="tersambung", request_uid=""), {"outcome", "answered_by"}),
        (replace(ASKED, outcome="kasus_lama", request_uid=""), {"outcome"}),
        (replace(CALLED, answered_by=""), {"answered_by"}),
        (replace(ASKED, note="x" * 4001, request_uid=""), {"note"}),
    ):
        with pytest.raises(FieldErrors) as caught:
            contacts.log(actor, wrong)
        assert set(caught.value.fields) == fields
