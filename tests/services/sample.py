"""Invented cases, providers and rooms for the tests of schedule and letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from ruko_desk.clock import at
from ruko_desk.db.seed import load_seed
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.codes import CaseStatus
from ruko_desk.domain.dto.schedule import (
    BookAppointment,
    Provider,
    Room,
    SaveProvider,
    WorkSpan,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.ids import new_uid
from ruko_desk.paths import resource
from ruko_desk.services.office import Office
from ruko_desk.services.schedule import Schedule
from tests.services.desk import AsUser, Staff

TODAY = date(2026, 11, 26)
TOMORROW = date(2026, 11, 27)
WEEK = tuple(
    span
    for weekday in range(5)
    for span in (
        WorkSpan(weekday=weekday, start=time(8, 0), end=time(12, 0)),
        WorkSpan(weekday=weekday, start=time(13, 0), end=time(16, 0)),
    )
)


@dataclass(frozen=True, slots=True)
class House:
    """What the tests need to name: uids of cases, providers and the room."""

    ama: str
    bela: str
    maya: Provider
    rina: Provider
    hendra: Provider
    room: Room


def add_case(office: Office, seq: int, *, opened_by: Actor | None = None, **person: Any) -> str:
    """Add a case with its client, as an earlier day left it; return its uid."""
    with office.database.write() as work:
        client = Person(**({"call_name": "Ama", "sex": "P"} | person))
        work.session.add(client)
        work.session.flush()
        case = CaseFile(
            code=f"RK-26-{seq:04}",
            year=2026,
            seq=seq,
            case_kind="ktp",
            status=CaseStatus.IN_CARE,
            risk="tinggi",
            channel="datang_langsung",
            opened_on=date(2026, 11, 2),
            opened_at=at(date(2026, 11, 2), 9),
            opened_by_id=opened_by.id if opened_by else None,
            client_id=client.id,
            last_activity=date(2026, 11, 2),
        )
        work.session.add(case)
        work.session.flush()
        return case.uid


def furnish(office: Office, staff: Staff, as_user: AsUser) -> House:
    """Load the seed data, two cases, three providers of whom one has an account, and a room."""
    office.database.act_as(None, "")
    with office.database.write() as work:
        load_seed(work.session, resource("seed"))
    ama = add_case(office, 412, call_name="Ama")
    bela = add_case(office, 418, call_name="Bela")
    schedule = Schedule(office)
    manager = as_user(staff.pengelola)
    room = schedule.save_room(manager, Room(uid="", name="Ruang Melati")).value
    empty = Provider(
        uid="", version=0, name="Dr. Maya", service="psikologi", sex="P",
        user_uid=staff.psikolog.uid, room_uid=room.uid, hours=WEEK,
    )  # fmt: skip

    def save(**changes: Any) -> Provider:
        return schedule.save_provider(
            manager, SaveProvider(provider=replace(empty, **changes))
        ).value

    house = House(
        ama=ama,
        bela=bela,
        maya=save(),
        rina=save(name="Rina, M.Psi.", user_uid=None, room_uid=None),
        hendra=save(
            name="Adv. Hendra",
            service="hukum",
            sex="L",
            user_uid=staff.hukum.uid,
            room_uid=None,
        ),
        room=room,
    )
    as_user(staff.petugas)
    return house


def wish(case: str, provider: Provider, start: datetime, **changes: Any) -> BookAppointment:
    """Return a booking of one hour of the provider's usual kind."""
    kind = {"psikologi": "konseling", "hukum": "konsultasi_hukum"}[provider.service]
    booking = BookAppointment(
        request_uid=new_uid(),
        case_uid=case,
        provider_uid=provider.uid,
        kind=kind,
        start=start,
        minutes=60,
    )
    return replace(booking, **changes)
