"""Sessions that come again: seen before saving, all or none, changed one, from one on, or all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from ruko_desk.clock import at, local
from ruko_desk.db.tables.schedule import Appointment, AppointmentSeries, Holiday
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.dto.schedule import (
    AppointmentView,
    BookSeries,
    MoveAppointment,
    SetAppointmentState,
)
from ruko_desk.domain.recurrence import Recurrence, Rhythm, Scope
from ruko_desk.errors import FieldErrors, NotAllowedError, StaleError, UserError
from ruko_desk.services.office import Office
from ruko_desk.services.schedule import Schedule
from tests.services.desk import AsUser, Staff
from tests.services.sample import TODAY, House, furnish, wish

TEN = at(TODAY, 10)
WEEKLY = Recurrence(rhythm=Rhythm.WEEKLY, weekdays=frozenset({3}), count=4)
THURSDAYS = [date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 10), date(2026, 12, 17)]

CHRISTMAS_EVE = date(2026, 12, 24)
"""A joint leave day of the seed data."""


@pytest.fixture
def house(office: Office, staff: Staff, as_user: AsUser) -> House:
    return furnish(office, staff, as_user)


@pytest.fixture
def schedule(office: Office) -> Schedule:
    return Schedule(office)


@pytest.fixture
def weekly(house: House) -> BookSeries:
    return BookSeries(first=wish(house.ama, house.maya, TEN), rule=WEEKLY)


@pytest.fixture
def series(schedule: Schedule, weekly: BookSeries, staff: Staff) -> tuple[AppointmentView, ...]:
    return schedule.book_series(staff.petugas, weekly).value


def held(office: Office) -> list[tuple[date, int]]:
    """Return day and hour of what is planned, by its time."""
    with office.database.read() as session:
        rows = session.execute(
            select(Appointment.start_at)
            .where(Appointment.state == "terjadwal")
            .order_by(Appointment.start_at)
        ).scalars()
        return [(local(start).date(), local(start).hour) for start in rows]


def moving(one: AppointmentView, to: date, hour: int) -> MoveAppointment:
    return MoveAppointment(
        uid=one.uid,
        version=one.version,
        provider_uid=one.provider_uid,
        start=at(to, hour),
        minutes=60,
    )


def test_a_series_is_booked_as_one_and_says_its_rule(
    series: tuple[AppointmentView, ...], audited: Callable[[], list[str]]
) -> None:
    assert [local(one.start).date() for one in series] == THURSDAYS
    assert {one.series_rule for one in series} == {"Setiap pekan pada Kamis, 4 kali"}
    assert len({one.series_uid for one in series}) == 1
    assert audited()[-1] == "buat seri janji"


def test_saving_twice_makes_one_series(
    schedule: Schedule, weekly: BookSeries, staff: Staff, office: Office
) -> None:
    first = schedule.book_series(staff.petugas, weekly).value
    assert schedule.book_series(staff.petugas, weekly).value == first
    with office.database.read() as session:
        assert len(session.execute(select(AppointmentSeries.id)).all()) == 1
    assert len(held(office)) == 4


def test_conflicts_and_holidays_are_seen_before_saving(
    schedule: Schedule, house: House, weekly: BookSeries, staff: Staff, office: Office
) -> None:
    schedule.book(staff.petugas, wish(house.bela, house.maya, at(THURSDAYS[1], 10)))
    with office.database.write() as work:
        work.session.add(Holiday(day=THURSDAYS[2], name="Cuti bersama"))
    days = schedule.preview_series(staff.petugas, weekly)
    assert [local(one.start).date() for one in days] == [
        *THURSDAYS,
        CHRISTMAS_EVE,
        date(2026, 12, 31),
    ]
    assert [one.holiday for one in days] == ["", "", "Cuti bersama", "", "Cuti bersama Natal", ""]
    assert [one.blocked for one in days] == [False, True, False, False, False, False]
    assert len(held(office)) == 1


def test_one_taken_day_refuses_the_whole_series_until_it_is_left_out(
    schedule: Schedule, house: House, weekly: BookSeries, staff: Staff, office: Office
) -> None:
    schedule.book(staff.petugas, wish(house.bela, house.maya, at(THURSDAYS[1], 10)))
    with pytest.raises(BookingConflict) as caught:
        schedule.book_series(staff.petugas, weekly)
    assert caught.value.blocking
    assert caught.value.conflicts[0][2].startswith("Kamis 3 Des: Dr. Maya sudah ada janji")
    assert len(held(office)) == 1
    done = schedule.book_series(
        staff.petugas, replace(weekly, leave_out=frozenset({THURSDAYS[1]}))
    ).value
    assert [local(one.start).date() for one in done] == [
        day for day in THURSDAYS if day != THURSDAYS[1]
    ]


def test_warnings_pass_with_one_reason(
    schedule: Schedule, house: House, staff: Staff, weekly: BookSeries
) -> None:
    late = replace(weekly, first=wish(house.ama, house.maya, at(TODAY, 17)))
    with pytest.raises(BookingConflict) as caught:
        schedule.book_series(staff.petugas, late)
    assert not caught.value.blocking
    assert len(caught.value.conflicts) == 4
    passed = replace(late, first=replace(late.first, override_reason="Hanya bisa sore"))
    assert len(schedule.book_series(staff.petugas, passed).value) == 4


def test_many_conflicts_are_summed_up(
    schedule: Schedule, house: House, staff: Staff, weekly: BookSeries
) -> None:
    late = replace(weekly.first, start=at(TODAY, 17))
    daily = Recurrence(rhythm=Rhythm.DAILY, count=9)
    with pytest.raises(BookingConflict) as caught:
        schedule.book_series(staff.petugas, BookSeries(first=late, rule=daily))
    assert caught.value.conflicts[-1][2] == "Dan 4 bentrok lain pada seri ini."


def test_a_series_without_days_or_rule_is_refused(
    schedule: Schedule, weekly: BookSeries, staff: Staff
) -> None:
    with pytest.raises(FieldErrors):
        schedule.book_series(staff.petugas, replace(weekly, leave_out=frozenset(THURSDAYS)))
    with pytest.raises(FieldErrors):
        schedule.preview_series(staff.petugas, replace(weekly, rule=replace(WEEKLY, count=0)))
    with pytest.raises(NotAllowedError):
        schedule.preview_series(staff.admin, weekly)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope.THIS, [(26, 11, 10), (4, 12, 13), (10, 12, 10), (17, 12, 10)]),
        (Scope.FROM_HERE, [(26, 11, 10), (4, 12, 13), (11, 12, 13), (18, 12, 13)]),
        (Scope.ALL, [(27, 11, 13), (4, 12, 13), (11, 12, 13), (18, 12, 13)]),
    ],
)
def test_moving_this_one_from_here_on_or_all_and_back(
    schedule: Schedule,
    series: tuple[AppointmentView, ...],
    staff: Staff,
    office: Office,
    scope: Scope,
    expected: list[tuple[int, int, int]],
) -> None:
    wanted = moving(series[1], date(2026, 12, 4), 13)
    done = schedule.move_series(staff.petugas, wanted, scope).value
    assert [(day.day, day.month, hour) for day, hour in held(office)] == expected
    assert all(one.series_uid == series[0].series_uid for one in done)
    schedule.undo_many(staff.petugas, [one.uid for one in done], "Salah seret")
    assert held(office) == [(day, 10) for day in THURSDAYS]


@pytest.mark.parametrize("days", [-7, 7])
def test_a_series_may_be_shifted_over_its_own_days_and_back(
    schedule: Schedule,
    series: tuple[AppointmentView, ...],
    staff: Staff,
    office: Office,
    days: int,
) -> None:
    last = series[2]
    to = local(last.start).date() + timedelta(days=days)
    scope = Scope.ALL if days > 0 else Scope.FROM_HERE
    if days < 0:
        # The day before stays planned, so the shifted one meets its own client there.
        with pytest.raises(BookingConflict):
            schedule.move_series(staff.petugas, moving(last, to, 10), scope)
        cancel = SetAppointmentState(
            uid=series[1].uid, version=series[1].version, state="batal_klien", reason="Sakit"
        )
        schedule.set_state(staff.petugas, cancel)
    before = held(office)
    wanted = replace(moving(last, to, 10), override_reason="Malam Natal tetap buka")
    done = schedule.move_series(staff.petugas, wanted, scope).value
    assert [local(one.start).date() for one in done] == (
        [day + timedelta(days=7) for day in THURSDAYS] if days > 0 else [THURSDAYS[1], THURSDAYS[2]]
    )
    schedule.undo_many(staff.petugas, [one.uid for one in done], "Salah seret")
    assert held(office) == before


def test_a_taken_day_leaves_the_whole_series_where_it_is(
    schedule: Schedule,
    house: House,
    series: tuple[AppointmentView, ...],
    staff: Staff,
    office: Office,
) -> None:
    schedule.book(staff.petugas, wish(house.bela, house.maya, at(date(2026, 12, 11), 13)))
    before = held(office)
    with pytest.raises(BookingConflict) as caught:
        schedule.move_series(staff.petugas, moving(series[0], date(2026, 11, 27), 13), Scope.ALL)
    assert "Jumat 11 Des" in caught.value.message
    assert held(office) == before


def test_cancelling_from_here_on_leaves_the_earlier_and_what_was_held(
    schedule: Schedule, series: tuple[AppointmentView, ...], staff: Staff, office: Office
) -> None:
    held_one = SetAppointmentState(uid=series[3].uid, version=series[3].version, state="selesai")
    schedule.set_state(staff.petugas, held_one)
    change = SetAppointmentState(
        uid=series[1].uid, version=series[1].version, state="batal_lembaga", reason="Cuti"
    )
    done = schedule.cancel_series(staff.petugas, change, Scope.FROM_HERE).value
    assert [one.uid for one in done] == [series[1].uid, series[2].uid]
    assert held(office) == [(THURSDAYS[0], 10)]
    schedule.undo_many(staff.petugas, [one.uid for one in done], "Tidak jadi cuti")
    assert held(office) == [(day, 10) for day in THURSDAYS[:3]]


def test_a_stale_or_other_change_of_a_series_is_refused(
    schedule: Schedule, series: tuple[AppointmentView, ...], staff: Staff
) -> None:
    one = series[1]
    done = SetAppointmentState(uid=one.uid, version=one.version, state="selesai")
    with pytest.raises(UserError):
        schedule.cancel_series(staff.petugas, done, Scope.ALL)
    old = replace(done, version=0, state="batal_klien", reason="Sakit")
    with pytest.raises(StaleError):
        schedule.cancel_series(staff.petugas, old, Scope.ALL)
    with pytest.raises(UserError):
        schedule.cancel_series(staff.petugas, replace(old, version=1, reason=" "), Scope.ALL)
