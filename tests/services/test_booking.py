"""Booking, moving and stepping sessions: conflicts, double saves, undo, rights, one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from ruko_desk.clock import FixedClock, at
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.people import Person
from ruko_desk.db.tables.schedule import Appointment, AppointmentChange, SessionKindRecord
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.dto.schedule import AppointmentView
from ruko_desk.errors import FieldErrors, NotAllowedError, NotFoundError, UserError
from ruko_desk.services.office import Office
from ruko_desk.services.schedule import Schedule
from tests.services.desk import AsUser, Staff
from tests.services.sample import TODAY, TOMORROW, House, add_case, furnish, wish

TEN = at(TODAY, 10)


@pytest.fixture
def house(office: Office, staff: Staff, as_user: AsUser) -> House:
    return furnish(office, staff, as_user)


@pytest.fixture
def schedule(office: Office) -> Schedule:
    return Schedule(office)


@pytest.fixture
def booked(schedule: Schedule, house: House, staff: Staff) -> AppointmentView:
    return schedule.book(staff.petugas, wish(house.ama, house.maya, TEN)).value


def count(office: Office, table: type[Appointment | AppointmentChange]) -> int:
    with office.database.read() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def states(office: Office) -> list[str]:
    with office.database.read() as session:
        return list(session.execute(select(Appointment.state).order_by(Appointment.id)).scalars())


def kinds(conflict: BookingConflict) -> list[tuple[str, bool]]:
    return [(kind, blocking) for kind, blocking, _ in conflict.conflicts]


# --- booking -------------------------------------------------------------------------------------


def test_a_booking_is_kept_audited_and_tells_what_changed(
    schedule: Schedule,
    house: House,
    staff: Staff,
    office: Office,
    audited: Callable[[], list[str]],
) -> None:
    done = schedule.book(
        staff.petugas,
        wish(house.ama, house.maya, TEN, room_uid=house.room.uid, note=" minta ruang tenang "),
    )
    view = done.value
    assert (view.start, view.end) == (TEN, TEN + timedelta(hours=1))
    assert (view.state, view.kind_label, view.service) == ("terjadwal", "Konseling", "psikologi")
    assert (view.room_uid, view.note) == (house.room.uid, "minta ruang tenang")
    assert done.changes.touches_record("appointment", view.uid)
    assert done.changes.touches_record("case", house.ama)
    assert audited()[-1] == "buat janji"


def test_pressing_save_twice_makes_one_appointment(
    schedule: Schedule, house: House, staff: Staff, office: Office
) -> None:
    once = wish(house.ama, house.maya, TEN)
    first = schedule.book(staff.petugas, once).value
    second = schedule.book(staff.petugas, once).value
    assert first == second
    assert count(office, Appointment) == 1


def test_booking_brings_the_case_up_without_making_its_form_stale(
    schedule: Schedule, house: House, staff: Staff, office: Office
) -> None:
    with office.database.read() as session:
        before = office.case(session, house.ama).version
    schedule.book(staff.petugas, wish(house.ama, house.maya, TEN))
    with office.database.read() as session:
        case = office.case(session, house.ama)
        assert (case.version, case.last_activity) == (before, TODAY)


@pytest.mark.parametrize(
    ("hour", "minute", "free"),
    [(9, 0, True), (9, 15, False), (10, 0, False), (10, 45, False), (11, 0, True)],
)
def test_sessions_that_only_touch_do_not_conflict(
    schedule: Schedule,
    house: House,
    staff: Staff,
    booked: AppointmentView,
    hour: int,
    minute: int,
    free: bool,
) -> None:
    other = wish(house.bela, house.maya, at(TODAY, hour, minute))
    if free:
        assert schedule.book(staff.petugas, other).value.start == other.start
        return
    with pytest.raises(BookingConflict) as caught:
        schedule.book(staff.petugas, other)
    assert kinds(caught.value) == [("petugas", True)]


def test_a_provider_is_never_booked_twice_and_three_times_are_offered(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView, office: Office
) -> None:
    with pytest.raises(BookingConflict) as caught:
        schedule.book(staff.petugas, wish(house.bela, house.maya, TEN, override_reason="mendesak"))
    assert caught.value.message == (
        "Dr. Maya sudah ada janji 10.00\u201311.00. Pilih 13.00, Jumat 08.00, atau Jumat 13.00"
    )
    assert caught.value.blocking
    assert len(caught.value.suggestions) == 3
    assert count(office, Appointment) == 1
    offered = caught.value.suggestions[0]
    again = wish(house.bela, house.maya, offered.start, room_uid=offered.room_uid)
    assert schedule.book(staff.petugas, again).value.start == offered.start


def test_a_client_cannot_be_in_two_places(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView
) -> None:
    with pytest.raises(BookingConflict) as caught:
        schedule.book(staff.petugas, wish(house.ama, house.hendra, at(TODAY, 10, 30)))
    assert caught.value.conflicts == (
        ("klien", True, "Klien ini sudah ada janji Psikologi pada jam yang sama"),
    )


def test_the_person_counts_and_not_the_case(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView, office: Office
) -> None:
    second = add_case(office, 500, call_name="Ama")
    with office.database.write() as work:
        ama = office.case(work.session, house.ama)
        office.case(work.session, second).client_id = ama.client_id
    with pytest.raises(BookingConflict) as caught:
        schedule.book(staff.petugas, wish(second, house.hendra, TEN))
    assert kinds(caught.value) == [("klien", True)]


def test_a_taken_room_warns_and_passes_with_a_reason(
    schedule: Schedule, house: House, staff: Staff
) -> None:
    schedule.book(staff.petugas, wish(house.ama, house.maya, TEN, room_uid=house.room.uid))
    other = wish(house.bela, house.rina, TEN, room_uid=house.room.uid)
    with pytest.raises(BookingConflict) as caught:
        schedule.book(staff.petugas, other)
    assert caught.value.conflicts == (
        ("ruang", False, "Ruang Melati sudah dipakai 10.00\u201311.00. Tetap simpan?"),
    )
    done = schedule.book(staff.petugas, replace(other, override_reason="kakak beradik")).value
    assert done.override_reason == "kakak beradik"


def test_outside_working_hours_warns(schedule: Schedule, house: House, staff: Staff) -> None:
    late = wish(house.ama, house.maya, at(TODAY, 15, 30))
    with pytest.raises(BookingConflict) as caught:
        schedule.book(staff.petugas, late)
    assert caught.value.message == (
        "Dr. Maya bertugas 08.00\u201312.00 dan 13.00\u201316.00 pada hari ini. Tetap simpan?"
    )
    assert not caught.value.blocking
    assert schedule.book(staff.petugas, replace(late, override_reason="klien dari jauh")).value.uid


def test_a_holiday_warns(schedule: Schedule, house: House, staff: Staff) -> None:
    with pytest.raises(BookingConflict, match="hari libur") as caught:
        schedule.book(staff.petugas, wish(house.ama, house.maya, at(date(2026, 12, 25), 9)))
    assert kinds(caught.value) == [("jam", False)]


def test_time_that_is_over_warns_and_time_that_runs_does_not(
    schedule: Schedule, house: House, staff: Staff, clock: FixedClock
) -> None:
    clock.advance(minutes=90)
    with pytest.raises(BookingConflict, match="sudah lewat"):
        schedule.book(staff.petugas, wish(house.ama, house.maya, at(TODAY, 9)))
    assert schedule.book(staff.petugas, wish(house.ama, house.maya, TEN)).value.uid


def test_the_clients_wish_for_a_counsellor_warns(
    schedule: Schedule, house: House, staff: Staff, office: Office
) -> None:
    with office.database.write() as work:
        client = office.case(work.session, house.ama).client_id
        work.session.execute(update(Person).where(Person.id == client).values(counsellor_sex="P"))
    with pytest.raises(BookingConflict) as caught:
        schedule.book(staff.petugas, wish(house.ama, house.hendra, TEN))
    assert kinds(caught.value) == [("konselor", False)]
    assert "perempuan" in caught.value.message
    assert schedule.book(staff.petugas, wish(house.ama, house.maya, TEN)).value.uid


def test_blocking_conflicts_stand_before_warnings(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView
) -> None:
    long = wish(house.ama, house.maya, at(TODAY, 10, 30), minutes=120)
    with pytest.raises(BookingConflict) as caught:
        schedule.book(staff.petugas, long)
    assert [blocking for _, blocking in kinds(caught.value)] == [True, True, False]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minutes": 4}, "minutes"),
        ({"minutes": 481}, "minutes"),
        ({"kind": "tidak_ada"}, "kind"),
        ({"kind": "konsultasi_hukum"}, "kind"),
        ({"override_reason": "x" * 121}, "override_reason"),
    ],
)
def test_a_booking_that_cannot_be_is_refused_by_field(
    schedule: Schedule, house: House, staff: Staff, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(FieldErrors) as caught:
        schedule.book(staff.petugas, wish(house.ama, house.maya, TEN, **changes))
    assert set(caught.value.fields) == {field}


def test_what_is_gone_or_closed_cannot_be_booked(
    schedule: Schedule, house: House, staff: Staff, office: Office
) -> None:
    good = wish(house.ama, house.maya, TEN)
    for gone in (
        replace(good, case_uid="tidak-ada"),
        replace(good, provider_uid="tidak-ada"),
        replace(good, room_uid="tidak-ada"),
    ):
        with pytest.raises(NotFoundError):
            schedule.book(staff.petugas, gone)
    with office.database.write() as work:
        work.session.execute(update(SessionKindRecord).values(active=False))
        work.session.execute(update(CaseFile).values(status="ditutup"))
    with pytest.raises(UserError, match="sudah ditutup"):
        schedule.book(staff.petugas, wish(house.ama, house.maya, TEN))
    with office.database.write() as work:
        work.session.execute(update(CaseFile).values(status="ditangani"))
    with pytest.raises(FieldErrors):
        schedule.book(staff.petugas, wish(house.ama, house.maya, TEN))


def test_a_failure_after_the_row_leaves_nothing(
    schedule: Schedule, house: House, staff: Staff, office: Office, audited: Callable[[], list[str]]
) -> None:
    done: list[str] = audited()
    append = office.database.trail.append

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError(28, "disk full")

    office.database.trail.append = broken  # type: ignore[method-assign]  # the disk fills up here
    with pytest.raises(OSError, match="disk full"):
        schedule.book(staff.petugas, wish(house.ama, house.maya, TEN))
    office.database.trail.append = append  # type: ignore[method-assign]  # and is free again
    assert count(office, Appointment) == 0
    assert audited() == done
    assert schedule.book(staff.petugas, wish(house.ama, house.maya, TEN)).value.uid


# --- rights --------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["penjaga", "pengelola", "admin"])
def test_some_roles_book_nothing(
    schedule: Schedule,
    house: House,
    staff: Staff,
    as_user: AsUser,
    audited: Callable[[], list[str]],
    login: str,
) -> None:
    with pytest.raises(NotAllowedError):
        schedule.book(as_user(getattr(staff, login)), wish(house.ama, house.maya, TEN))
    assert "buat janji" not in audited()


def test_a_companion_books_for_the_team(
    schedule: Schedule, house: House, staff: Staff, office: Office, as_user: AsUser
) -> None:
    mine = add_case(office, 600, opened_by=staff.pendamping)
    assert schedule.book(as_user(staff.pendamping), wish(mine, house.maya, TEN)).value.uid
    with pytest.raises(NotAllowedError) as caught:
        schedule.book(staff.pendamping, wish(house.ama, house.hendra, TEN))
    assert caught.value.code == "perlu_alasan"


def test_a_psychologist_books_in_her_own_cases_only(
    schedule: Schedule, house: House, staff: Staff, as_user: AsUser, booked: AppointmentView
) -> None:
    actor = as_user(staff.psikolog)
    assert schedule.book(actor, wish(house.ama, house.maya, at(TOMORROW, 9))).value.uid
    with pytest.raises(NotAllowedError):
        schedule.book(actor, wish(house.bela, house.maya, at(TOMORROW, 13)))
