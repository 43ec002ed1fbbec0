"""Beranda: counts, agenda, and who must not be forgotten."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from ruko_desk.clock import FixedClock, at
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.letters import Letter, Partner, Referral
from ruko_desk.db.tables.schedule import Appointment, ProviderRecord
from ruko_desk.domain.dto.cases import AssessRisk
from ruko_desk.domain.dto.desk import IntakeCard
from ruko_desk.domain.dto.users import Actor
from ruko_desk.ids import new_uid
from ruko_desk.services.cases import Cases
from ruko_desk.services.home import Home
from ruko_desk.services.intake import Intake
from ruko_desk.services.office import Office
from tests.services.casework import close
from tests.services.desk import MORNING, AsUser, Staff

TODAY = date(2026, 11, 26)


@pytest.fixture
def petugas(staff: Staff, as_user: AsUser) -> Actor:
    return as_user(staff.petugas)


def open_case(office: Office, actor: Actor, items: tuple[str, ...] = ()) -> str:
    uid = Intake(office).receive(actor, IntakeCard(call_name="Ama", to_queue=False)).value.case_uid
    case = Cases(office).open(actor, uid or "")
    if items:
        Cases(office).assess_risk(
            actor, AssessRisk(case_uid=case.header.uid, version=case.header.version, items=items)
        )
    return case.header.uid


def book(office: Office, case_uid: str, start: datetime, state: str = "terjadwal") -> None:
    with office.database.write() as work:
        case = office.case(work.session, case_uid)
        provider = work.session.execute(select(ProviderRecord)).scalars().first()
        if provider is None:
            provider = ProviderRecord(name="Dr. Maya", service="psikologi")
            work.session.add(provider)
            work.session.flush()
        work.session.add(
            Appointment(
                request_uid=new_uid(),
                case_id=case.id,
                person_id=case.client_id,
                provider_id=provider.id,
                kind="konseling",
                service="psikologi",
                start_at=start,
                end_at=start + timedelta(hours=1),
                state=state,
                created_at=MORNING,
            )
        )


def refer(office: Office, case_uid: str, issued: datetime, state: str) -> None:
    with office.database.write() as work:
        case = work.session.execute(select(CaseFile).where(CaseFile.uid == case_uid)).scalar_one()
        partner = Partner(name="RSUD Kota Serang", kind="kesehatan_rs")
        letter = Letter(
            direction="keluar",
            kind="rujukan",
            number=f"400/{issued:%d}",
            year=2026,
            letter_date=issued.date(),
            state="diserahkan",
            case_id=case.id,
            issued_at=issued,
        )
        work.session.add_all([partner, letter])
        work.session.flush()
        work.session.add(
            Referral(
                case_id=case.id,
                partner_id=partner.id,
                letter_id=letter.id,
                state=state,
                created_at=issued,
                issued_at=issued,
            )
        )


def test_an_empty_house_is_empty(office: Office, petugas: Actor) -> None:
    home = Home(office).read(petugas)
    assert home.day == TODAY
    assert (home.waiting, home.in_service, home.done, home.due) == (0, 0, 0, 0)
    assert (home.queue, home.agenda, home.follow_ups, home.stale_queue) == ((), (), (), None)


def test_agenda_holds_todays_sessions_in_order_without_names(
    office: Office, petugas: Actor
) -> None:
    uid = open_case(office, petugas)
    for start in (at(TODAY, 13), at(TODAY, 9), at(TODAY + timedelta(days=1), 0), at(TODAY, 23, 30)):
        book(office, uid, start)
    agenda = Home(office).read(petugas).agenda
    assert [row.start for row in agenda] == [at(TODAY, 9), at(TODAY, 13), at(TODAY, 23, 30)]
    assert {(row.case_code, row.provider_name) for row in agenda} == {("RK-26-0001", "Dr. Maya")}


def test_high_risk_without_a_next_session_is_followed_up(
    office: Office, petugas: Actor, clock: FixedClock
) -> None:
    risky = open_case(office, petugas, ("luka",))
    booked = open_case(office, petugas, ("senjata",))
    missed = open_case(office, petugas, ("cekikan",))
    open_case(office, petugas)
    book(office, booked, at(TODAY + timedelta(days=3), 9))
    book(office, missed, at(TODAY + timedelta(days=3), 11), "batal_klien")
    home = Home(office).read(petugas)
    assert {row.case_uid for row in home.follow_ups} == {risky, missed}
    assert home.due == 0
    clock.advance(days=1)
    assert Home(office).read(petugas).due == 2


def test_closed_case_is_not_followed_up(office: Office, petugas: Actor) -> None:
    uid = open_case(office, petugas, ("luka",))
    close(office, uid)
    assert Home(office).read(petugas).follow_ups == ()


def test_referral_unanswered_for_more_than_a_week_is_followed_up(
    office: Office, petugas: Actor
) -> None:
    late, fresh, answered = (open_case(office, petugas) for _ in range(3))
    refer(office, late, MORNING - timedelta(days=9), "diserahkan")
    refer(office, fresh, MORNING - timedelta(days=6), "diserahkan")
    refer(office, answered, MORNING - timedelta(days=10), "ada_balasan")
    rows = Home(office).read(petugas).follow_ups
    assert [(row.case_uid, row.due) for row in rows] == [(late, date(2026, 11, 24))]
    assert "Rujukan belum dijawab" in rows[0].task
    close(office, late)
    assert Home(office).read(petugas).follow_ups == ()


def test_psychologist_is_reminded_of_her_own_cases_only(
    office: Office, staff: Staff, as_user: AsUser, petugas: Actor
) -> None:
    uid = open_case(office, petugas, ("luka",))
    assert Home(office).read(as_user(staff.psikolog)).follow_ups == ()
    with office.database.write() as work:
        office.case(work.session, uid).owner_id = staff.psikolog.id
    rows = Home(office).read(as_user(staff.psikolog)).follow_ups
    assert [(row.case_uid, row.owner) for row in rows] == [(uid, "Dr. Maya")]


def test_admin_and_keeper_see_no_sessions(
    office: Office, staff: Staff, as_user: AsUser, petugas: Actor
) -> None:
    uid = open_case(office, petugas, ("luka",))
    book(office, uid, at(TODAY, 9))
    admin = Home(office).read(as_user(staff.admin))
    assert (admin.queue, admin.agenda, admin.follow_ups) == ((), (), ())
    keeper = Home(office).read(as_user(staff.penjaga))
    assert (keeper.agenda, keeper.follow_ups) == ((), ())
