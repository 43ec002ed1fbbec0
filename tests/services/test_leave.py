"""Leave of providers: added, counted against the plan, kept out of free times, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from ruko_desk.clock import at
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.dto.schedule import AddLeave, FreeTimesQuery
from ruko_desk.errors import FieldErrors, NotAllowedError, NotFoundError
from ruko_desk.services.office import Office
from ruko_desk.services.schedule import Schedule
from tests.services.desk import AsUser, Staff
from tests.services.sample import TODAY, TOMORROW, House, furnish, wish


@pytest.fixture
def house(office: Office, staff: Staff, as_user: AsUser) -> House:
    return furnish(office, staff, as_user)


@pytest.fixture
def schedule(office: Office) -> Schedule:
    return Schedule(office)


@pytest.fixture
def leave(house: House) -> AddLeave:
    return AddLeave(
        provider_uid=house.maya.uid, first=TOMORROW, last=date(2026, 11, 30), reason="Pelatihan"
    )


def test_leave_counts_what_stands_in_it_and_moves_free_times_behind_it(
    schedule: Schedule, house: House, leave: AddLeave, staff: Staff, as_user: AsUser
) -> None:
    schedule.book(staff.petugas, wish(house.ama, house.maya, at(TOMORROW, 10)))
    added = schedule.add_leave(as_user(staff.pengelola), leave).value
    assert (added.meets, added.start, added.end) == (1, at(TOMORROW, 0), at(date(2026, 12, 1), 0))
    actor = as_user(staff.petugas)
    assert schedule.leaves(actor) == (added,)
    query = FreeTimesQuery(
        case_uid=house.bela,
        service="psikologi",
        provider_uid=house.maya.uid,
        from_day=TOMORROW,
        count=1,
    )
    assert schedule.free_times(actor, query)[0].start == at(date(2026, 12, 1), 8)
    with pytest.raises(BookingConflict, match="Pelatihan"):
        schedule.book(actor, wish(house.bela, house.maya, at(date(2026, 11, 30), 10)))


def test_hours_of_one_day_leave_the_rest_open(
    schedule: Schedule, house: House, leave: AddLeave, staff: Staff, as_user: AsUser
) -> None:
    hours = replace(leave, last=TOMORROW, from_time=time(8), to_time=time(12))
    manager = as_user(staff.pengelola)
    schedule.add_leave(manager, hours)
    column = next(
        one for one in schedule.day(manager, TOMORROW).columns if one.provider.uid == house.maya.uid
    )
    assert column.open_spans == ((at(TOMORROW, 13), at(TOMORROW, 16)),)
    break_too = schedule.add_leave(manager, replace(hours, from_time=time(12), to_time=time(13)))
    assert break_too.value.start == at(TOMORROW, 12)


def test_leave_is_taken_back_once(
    schedule: Schedule, leave: AddLeave, staff: Staff, as_user: AsUser
) -> None:
    manager = as_user(staff.pengelola)
    added = schedule.add_leave(manager, leave).value
    assert schedule.remove_leave(manager, added.key).value == "Dr. Maya"
    assert schedule.leaves(manager) == ()
    with pytest.raises(NotFoundError):
        schedule.remove_leave(manager, added.key)


def test_leave_that_is_over_is_not_listed(
    schedule: Schedule, leave: AddLeave, staff: Staff, as_user: AsUser
) -> None:
    manager = as_user(staff.pengelola)
    schedule.add_leave(manager, replace(leave, first=date(2026, 11, 2), last=date(2026, 11, 25)))
    assert schedule.leaves(manager) == ()
    schedule.add_leave(manager, replace(leave, first=TODAY, last=TODAY))
    assert len(schedule.leaves(manager)) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last": TODAY}, "last"),
        ({"from_time": time(8)}, "to_time"),
        ({"from_time": time(8), "to_time": time(9)}, "to_time"),
        ({"last": TOMORROW, "from_time": time(9), "to_time": time(9)}, "to_time"),
        ({"reason": "x" * 61}, "reason"),
    ],
)
def test_leave_that_cannot_be_says_where(
    schedule: Schedule,
    leave: AddLeave,
    staff: Staff,
    as_user: AsUser,
    changes: dict[str, object],
    field: str,
) -> None:
    with pytest.raises(FieldErrors) as caught:
        schedule.add_leave(as_user(staff.pengelola), replace(leave, **changes))  # type: ignore[arg-type]  # as each row says
    assert list(caught.value.fields) == [field]


def test_the_same_days_twice_and_others_hands_are_refused(
    schedule: Schedule, leave: AddLeave, staff: Staff, as_user: AsUser
) -> None:
    with pytest.raises(NotAllowedError):
        schedule.add_leave(staff.petugas, leave)
    manager = as_user(staff.pengelola)
    schedule.add_leave(manager, leave)
    with pytest.raises(FieldErrors):
        schedule.add_leave(manager, replace(leave, first=date(2026, 11, 29)))
    with pytest.raises(NotFoundError):
        schedule.add_leave(manager, replace(leave, provider_uid="tidak ada"))
