"""The list Klien & Kasus: pages, chips, rights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from ruko_desk.clock import FixedClock, at
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.dto.cases import (
    AssessRisk,
    CaseFilter,
)
from ruko_desk.domain.dto.desk import IntakeCard
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import (
    NotAllowedError,
    UserError,
)
from ruko_desk.services.cases import Cases
from ruko_desk.services.intake import Intake
from ruko_desk.services.office import Office
from tests.services.casework import book, close, give
from tests.services.desk import MORNING, AsUser, Staff


@pytest.fixture
def many(office: Office, staff: Staff, as_user: AsUser, clock: FixedClock) -> list[str]:
    """Five cases opened 40, 30, 20, 10 and 0 days ago."""
    uids = []
    for days in (40, 30, 20, 10, 0):
        clock.instant = MORNING - timedelta(days=days)
        card = IntakeCard(call_name=f"Tamu {days}", visitor="perempuan", to_queue=False)
        result = Intake(office).receive(as_user(staff.petugas), card).value
        uids.append(result.case_uid or "")
    return uids


def codes(cases: Cases, actor: Actor, wanted: CaseFilter) -> list[str]:
    return [row.code[-1] for row in cases.list(actor, wanted)]


def test_list_is_paged_newest_first(cases: Cases, many: list[str], staff: Staff) -> None:
    first = cases.list(staff.petugas, CaseFilter(limit=2))
    assert [row.code for row in first] == ["RK-26-0005", "RK-26-0004"]
    wanted = CaseFilter(limit=2, before_code=first[-1].code)
    assert codes(cases, staff.petugas, wanted) == ["3", "2"]
    assert codes(cases, staff.petugas, replace(wanted, before_code="RK-26-0001")) == []


def test_chips_filter_the_list(
    office: Office, cases: Cases, many: list[str], staff: Staff, as_user: AsUser
) -> None:
    actor = staff.petugas
    version = cases.open(actor, many[1]).header.version
    cases.assess_risk(actor, AssessRisk(case_uid=many[1], version=version, items=("luka",)))
    close(office, many[2])
    book(office, many[3], staff.psikolog, "terjadwal", date(2026, 11, 30))
    assert codes(cases, actor, CaseFilter(chip="risiko_tinggi")) == ["2"]
    assert codes(cases, actor, CaseFilter(chip="ditutup")) == ["3"]
    assert codes(cases, actor, CaseFilter(chip="tanpa_janji")) == ["5", "2", "1"]
    assert codes(cases, actor, CaseFilter(chip="lama")) == ["1"]
    assert codes(cases, actor, CaseFilter(text="tamu 4")) == ["1"]
    assert codes(cases, actor, CaseFilter(chip="kasus_saya", limit=3)) == ["5", "4", "3"]
    assert codes(cases, as_user(staff.petugas2), CaseFilter(chip="kasus_saya")) == []
    with pytest.raises(UserError):
        cases.list(actor, CaseFilter(chip="hujan"))


def test_list_row_holds_code_initials_and_next_session_but_no_name(
    office: Office, cases: Cases, many: list[str], staff: Staff
) -> None:
    book(office, many[4], staff.psikolog, "terjadwal", date(2026, 11, 30))
    give(office, many[4], owner=staff.pendamping)
    row = cases.list(staff.petugas, CaseFilter(limit=1))[0]
    assert (row.initials, row.owner, row.status) == ("T.", "Siti R.", "baru")
    assert row.next_appointment == at(date(2026, 11, 30), 10)
    assert "Tamu" not in repr(row)


def test_list_shows_each_role_what_it_may_see(
    office: Office, cases: Cases, many: list[str], staff: Staff, as_user: AsUser
) -> None:
    give(office, many[0], owner=staff.psikolog)
    give(office, many[1], member=staff.hukum)
    book(office, many[2], staff.kesehatan, "terjadwal", date(2026, 11, 30))
    give(office, many[3], owner=staff.pendamping2)
    seen = {
        login: "".join(codes(cases, as_user(getattr(staff, login)), CaseFilter()))
        for login in ("petugas2", "pendamping", "psikolog", "hukum", "kesehatan", "penjaga")
    }
    assert seen == {
        "petugas2": "54321",
        "pendamping": "5432",
        "psikolog": "1",
        "hukum": "2",
        "kesehatan": "3",
        "penjaga": "",
    }
    with pytest.raises(NotAllowedError):
        cases.list(as_user(staff.admin), CaseFilter())


def test_person_row_is_untouched_by_reading(
    office: Office, cases: Cases, uid: str, staff: Staff
) -> None:
    cases.open(staff.petugas, uid)
    with office.database.read() as session:
        assert session.execute(select(Person.version)).scalar_one() == 1
