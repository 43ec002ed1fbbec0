"""Shared by the tests of the case file: invented values, and ways to make a case somebody's."""

from __future__ import annotations

from datetime import date

from ruko_desk.clock import at
from ruko_desk.db.tables.cases import CaseMember
from ruko_desk.db.tables.schedule import Appointment, ProviderRecord
from ruko_desk.domain.dto.cases import (
    CaseDetail,
    IncidentView,
    PersonView,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.ids import new_uid
from ruko_desk.services.office import Office
from tests.services.desk import MORNING

NIK = "3673014708950001"
"""Kecamatan Serang, a woman born on 7 August 1995, invented serial."""

SUKAWANA = "3673041007"
STORY = IncidentView(
    uid="",
    version=0,
    date="2026-11",
    time_of_day="21.30",
    place_kind="rumah_tangga",
    narrative="Dipukul di dapur.",
    forms=("fisik", "psikis"),
    main_form="fisik",
    local_kind="kdrt_fisik",
    domestic=True,
)


def give(office: Office, uid: str, owner: Actor | None = None, member: Actor | None = None) -> None:
    with office.database.write() as work:
        case = office.case(work.session, uid)
        if owner:
            case.owner_id = owner.id
        if member:
            work.session.add(CaseMember(case_id=case.id, user_id=member.id))


def book(office: Office, uid: str, actor: Actor, state: str, day: date) -> None:
    with office.database.write() as work:
        case = office.case(work.session, uid)
        provider = ProviderRecord(name=actor.display_name, service="psikologi", user_id=actor.id)
        work.session.add(provider)
        work.session.flush()
        work.session.add(
            Appointment(
                request_uid=new_uid(),
                case_id=case.id,
                person_id=case.client_id,
                provider_id=provider.id,
                kind="konseling_individu",
                service="psikologi",
                start_at=at(day, 10),
                end_at=at(day, 11),
                state=state,
                created_at=MORNING,
            )
        )


def close(office: Office, uid: str) -> None:
    with office.database.write() as work:
        case = office.case(work.session, uid)
        case.status, case.closed_on = "ditutup", MORNING.date()


def client(detail: CaseDetail) -> PersonView:
    assert detail.client is not None
    return detail.client
