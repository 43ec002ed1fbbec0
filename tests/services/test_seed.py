"""The starting data: codes that the lists know, loaded once and never over what the house changed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from ruko_desk.db.base import Base
from ruko_desk.db.seed import UNCHECKED, load_seed
from ruko_desk.db.tables.letters import Partner
from ruko_desk.db.tables.schedule import Holiday, RoomRecord, SessionKindRecord
from ruko_desk.domain.consent import purpose_for
from ruko_desk.domain.letter_texts import SERVICES
from ruko_desk.domain.phone import parse_phone
from ruko_desk.paths import resource
from ruko_desk.services.office import Office


@pytest.fixture
def seeded(office: Office) -> Office:
    load(office)
    return office


def load(office: Office) -> dict[str, int]:
    with office.database.write() as work:
        return load_seed(work.session, resource("seed"))


def count(office: Office, table: type[Base]) -> int:
    with office.database.read() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def partners(office: Office) -> list[Partner]:
    with office.database.read() as session:
        return list(session.execute(select(Partner)).scalars())


def test_a_new_vault_gets_kinds_partners_and_holidays_but_no_room(office: Office) -> None:
    added = load(office)
    assert added == {
        "session_kind": count(office, SessionKindRecord),
        "partner": count(office, Partner),
        "holiday": count(office, Holiday),
    }
    assert min(added.values()) > 0
    assert count(office, RoomRecord) == 0


def test_loading_again_changes_nothing(seeded: Office) -> None:
    with seeded.database.write() as work:
        work.session.execute(update(Partner).values(note="dicek sendiri"))
        work.session.execute(delete(Holiday).where(Holiday.day > date(2026, 6, 1)))
    before = count(seeded, Holiday)
    assert load(seeded) == {}
    assert {one.note for one in partners(seeded)} == {"dicek sendiri"}
    assert count(seeded, Holiday) == before


def test_every_partner_waits_for_its_check(seeded: Office) -> None:
    for one in partners(seeded):
        assert one.note.startswith(UNCHECKED)
        assert one.checked_on is None
        assert one.active


def test_partners_have_known_kinds_and_a_purpose_of_consent(seeded: Office) -> None:
    kinds = {code.code for code in seeded.codes.get("jenis_mitra")}
    for one in partners(seeded):
        assert one.kind in kinds, one.name
        assert one.kind in SERVICES, one.name
        assert purpose_for(one.kind) is not None, one.name


def test_partners_are_institutions_named_once(seeded: Office) -> None:
    names = Counter(one.name for one in partners(seeded))
    assert max(names.values()) == 1
    assert {one.contact_person for one in partners(seeded)} == {""}
    assert {one.email for one in partners(seeded)} == {""}


def test_numbers_of_partners_can_be_dialled(seeded: Office) -> None:
    for one in partners(seeded):
        for number in filter(None, (one.phone, one.whatsapp)):
            assert parse_phone(number, short_allowed=True), one.name


def test_kinds_of_session_belong_to_a_service_line_and_fit_a_day(seeded: Office) -> None:
    with seeded.database.read() as session:
        kinds = list(session.execute(select(SessionKindRecord)).scalars())
    lines = {code.code for code in seeded.codes.get("layanan_sesi")}
    assert {kind.service for kind in kinds} == lines
    for kind in kinds:
        assert 0 < kind.minutes <= 480
        assert kind.minutes % 15 == 0, kind.code
        assert kind.buffer_minutes % 15 == 0, kind.code


def test_the_holidays_of_2026_are_those_of_the_decree(seeded: Office) -> None:
    with seeded.database.read() as session:
        days = dict(session.execute(select(Holiday.day, Holiday.name)).all())
    of_2026 = {day: name for day, name in days.items() if day.year == 2026}
    shared_leave = [day for day, name in of_2026.items() if name.startswith("Cuti bersama")]
    assert (len(of_2026) - len(shared_leave), len(shared_leave)) == (17, 8)
    assert days[date(2026, 8, 17)] == days[date(2027, 8, 17)] == "Proklamasi Kemerdekaan"


@pytest.mark.parametrize(("year", "easter"), [(2026, date(2026, 4, 5)), (2027, date(2027, 3, 28))])
def test_days_that_hang_on_easter_lie_apart_as_they_must(
    seeded: Office, year: int, easter: date
) -> None:
    with seeded.database.read() as session:
        found = {
            name: day
            for day, name in session.execute(select(Holiday.day, Holiday.name))
            if day.year == year
        }
    assert found["Kebangkitan Yesus Kristus (Paskah)"] == easter
    assert found["Wafat Yesus Kristus"] == easter - timedelta(days=2)
    assert found["Kenaikan Yesus Kristus"] == easter + timedelta(days=39)
