"""Moving and stepping sessions: the linked rows of a move, undo and its limits, states by rank."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from ruko_desk.clock import FixedClock, at, local
from ruko_desk.db.tables.schedule import Appointment, AppointmentChange
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.dto.schedule import AppointmentView, MoveAppointment, SetAppointmentState
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotAllowedError, StaleError, UserError
from ruko_desk.services.office import Office
from ruko_desk.services.schedule import Schedule
from tests.services.desk import AsUser, Staff
from tests.services.sample import TODAY, TOMORROW, House, furnish, wish

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


# --- moving --------------------------------------------------------------------------------------


def to(view: AppointmentView, start: datetime, **changes: Any) -> MoveAppointment:
    move = MoveAppointment(
        uid=view.uid,
        version=view.version,
        provider_uid=view.provider_uid,
        start=start,
        minutes=60,
    )
    return replace(move, **changes)


def test_moving_leaves_the_old_row_linked_to_the_new_one(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView, office: Office
) -> None:
    done = schedule.move(staff.petugas, to(booked, at(TOMORROW, 9), provider_uid=house.rina.uid))
    new = done.value
    assert (new.state, new.provider_name, new.can_undo) == ("terjadwal", "Rina, M.Psi.", True)
    assert done.changes.touches_record("appointment", booked.uid)
    assert states(office) == ["dipindah", "terjadwal"]
    with office.database.read() as session:
        old, moved = session.execute(select(Appointment).order_by(Appointment.id)).scalars()
        assert old.moved_to_id == moved.id
        assert moved.moved_to_id is None


def test_a_session_may_be_moved_over_its_own_time(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView
) -> None:
    done = schedule.move(staff.petugas, to(booked, at(TODAY, 10, 30), minutes=45)).value
    assert (local(done.start).minute, done.end - done.start) == (30, timedelta(minutes=45))


def test_moving_meets_the_same_conflicts_and_changes_nothing_then(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView, office: Office
) -> None:
    schedule.book(staff.petugas, wish(house.bela, house.maya, at(TODAY, 13)))
    with pytest.raises(BookingConflict):
        schedule.move(staff.petugas, to(booked, at(TODAY, 13)))
    assert states(office) == ["terjadwal", "terjadwal"]
    assert count(office, AppointmentChange) == 0


def test_an_old_view_cannot_move_and_a_begun_session_neither(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView
) -> None:
    newer = schedule.set_state(
        staff.petugas, SetAppointmentState(uid=booked.uid, version=booked.version, state="datang")
    ).value
    with pytest.raises(StaleError):
        schedule.move(staff.petugas, to(booked, at(TODAY, 13)))
    with pytest.raises(UserError, match="sudah dimulai"):
        schedule.move(staff.petugas, to(newer, at(TODAY, 13)))


def test_a_session_stays_with_its_service(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView
) -> None:
    with pytest.raises(FieldErrors):
        schedule.move(staff.petugas, to(booked, at(TODAY, 13), provider_uid=house.hendra.uid))


@pytest.mark.parametrize("by", ["old", "new"])
def test_a_move_is_taken_back_by_either_of_its_two_rows(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView, office: Office, by: str
) -> None:
    moved = schedule.move(staff.petugas, to(booked, at(TOMORROW, 9))).value
    done = schedule.undo(staff.petugas, booked.uid if by == "old" else moved.uid, "salah seret")
    assert (done.value.uid, done.value.state, done.value.start) == (booked.uid, "terjadwal", TEN)
    assert done.changes.touches_record("appointment", moved.uid)
    assert states(office) == ["terjadwal", "dipindah"], "nothing counts as cancelled"
    assert schedule.book(staff.petugas, wish(house.bela, house.maya, at(TOMORROW, 9))).value.uid


def test_a_move_taken_back_can_be_done_again(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView, office: Office
) -> None:
    for hour in (9, 10):
        moved = schedule.move(staff.petugas, to(booked, at(TOMORROW, hour))).value
        booked = schedule.undo(staff.petugas, moved.uid, "salah").value
        assert booked.state == "terjadwal"
    assert states(office) == ["terjadwal", "dipindah", "dipindah"]


def test_a_move_stays_when_the_old_time_was_given_away(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView, office: Office
) -> None:
    moved = schedule.move(staff.petugas, to(booked, at(TOMORROW, 9))).value
    schedule.book(staff.petugas, wish(house.bela, house.maya, TEN))
    with pytest.raises(BookingConflict):
        schedule.undo(staff.petugas, moved.uid, "salah seret")
    assert states(office) == ["dipindah", "terjadwal", "terjadwal"]


# --- states --------------------------------------------------------------------------------------


def step(
    schedule: Schedule, actor: Actor, view: AppointmentView, state: str, reason: str = ""
) -> AppointmentView:
    change = SetAppointmentState(uid=view.uid, version=view.version, state=state, reason=reason)
    return schedule.set_state(actor, change).value


def test_states_go_forward_and_each_step_is_kept(
    schedule: Schedule, staff: Staff, booked: AppointmentView, office: Office
) -> None:
    view = booked
    for state in ("dikonfirmasi", "datang", "berlangsung", "selesai"):
        assert state in view.next_states
        view = step(schedule, staff.petugas, view, state)
        assert view.state == state
    with office.database.read() as session:
        rows = session.execute(
            select(AppointmentChange.to_state, AppointmentChange.user_id).order_by(
                AppointmentChange.id
            )
        ).all()
    assert [tuple(row) for row in rows] == [
        (state, staff.petugas.id) for state in ("dikonfirmasi", "datang", "berlangsung", "selesai")
    ]


def test_a_step_that_cannot_follow_is_refused(
    schedule: Schedule, staff: Staff, booked: AppointmentView
) -> None:
    arrived = step(schedule, staff.petugas, booked, "datang")
    for state in ("terjadwal", "tidak_hadir", "dipindah", "entah"):
        with pytest.raises(UserError):
            step(schedule, staff.petugas, arrived, state)
    with pytest.raises(UserError, match="alasan"):
        step(schedule, staff.petugas, arrived, "batal_klien")
    with pytest.raises(StaleError):
        step(schedule, staff.petugas, booked, "selesai")


@pytest.mark.parametrize("state", ["batal_klien", "batal_lembaga", "tidak_hadir"])
def test_a_session_that_is_not_held_frees_its_time(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView, state: str
) -> None:
    step(schedule, staff.petugas, booked, state, "sakit")
    assert schedule.book(staff.petugas, wish(house.bela, house.maya, TEN)).value.uid


def test_a_session_that_was_held_keeps_its_time(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView
) -> None:
    step(schedule, staff.petugas, booked, "selesai")
    with pytest.raises(BookingConflict):
        schedule.book(staff.petugas, wish(house.bela, house.maya, TEN))


def test_undo_goes_back_step_by_step_with_a_reason(
    schedule: Schedule, staff: Staff, booked: AppointmentView
) -> None:
    view = step(schedule, staff.petugas, booked, "dikonfirmasi")
    view = step(schedule, staff.petugas, view, "datang")
    with pytest.raises(UserError, match="alasan"):
        schedule.undo(staff.petugas, view.uid, " ")
    assert schedule.undo(staff.petugas, view.uid, "keliru").value.state == "dikonfirmasi"
    back = schedule.undo(staff.petugas, view.uid, "keliru").value
    assert (back.state, back.can_undo) == ("terjadwal", False)
    with pytest.raises(UserError, match="Tidak ada langkah"):
        schedule.undo(staff.petugas, view.uid, "keliru")


def test_on_a_later_day_only_a_manager_takes_back(
    schedule: Schedule, staff: Staff, booked: AppointmentView, clock: FixedClock, as_user: AsUser
) -> None:
    step(schedule, staff.petugas, booked, "tidak_hadir")
    clock.advance(days=1)
    with pytest.raises(NotAllowedError, match="pengelola"):
        schedule.undo(staff.petugas, booked.uid, "ternyata hadir")
    manager = as_user(staff.pengelola)
    assert schedule.undo(manager, booked.uid, "ternyata hadir").value.state == "terjadwal"


def test_a_cancelled_session_comes_back_only_if_its_time_is_free(
    schedule: Schedule, house: House, staff: Staff, booked: AppointmentView
) -> None:
    step(schedule, staff.petugas, booked, "batal_klien", "sakit")
    taken = schedule.book(staff.petugas, wish(house.bela, house.maya, TEN)).value
    with pytest.raises(BookingConflict):
        schedule.undo(staff.petugas, booked.uid, "jadi datang")
    step(schedule, staff.petugas, taken, "batal_lembaga", "ganti jam")
    assert schedule.undo(staff.petugas, booked.uid, "jadi datang").value.state == "terjadwal"


def test_who_cancelled_may_take_it_back_though_the_case_is_no_longer_hers(
    schedule: Schedule, staff: Staff, booked: AppointmentView, as_user: AsUser
) -> None:
    actor = as_user(staff.psikolog)
    step(schedule, actor, booked, "batal_lembaga", "salah pencet")
    assert schedule.undo(actor, booked.uid, "salah pencet").value.state == "terjadwal"
    desk = as_user(staff.petugas)
    cancelled = step(schedule, desk, _fresh(schedule, staff, booked), "batal_klien", "sakit")
    with pytest.raises(NotAllowedError):
        schedule.undo(as_user(staff.psikolog), cancelled.uid, "bukan langkah saya")


def _fresh(schedule: Schedule, staff: Staff, view: AppointmentView) -> AppointmentView:
    day = schedule.day(staff.petugas, local(view.start).date())
    return next(one for column in day.columns for one in column.appointments if one.uid == view.uid)
