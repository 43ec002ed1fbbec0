"""Reading the schedule: the day, whose session shows to whom, free times, providers and rooms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ruko_desk.clock import FixedClock, at, local
from ruko_desk.db.tables.schedule import Holiday, ProviderAbsence, ProviderRecord
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.schedule import (
    FreeTimesQuery,
    Provider,
    ProviderColumn,
    Room,
    SaveProvider,
    SetAppointmentState,
    WorkSpan,
)
from ruko_desk.errors import FieldErrors, NotAllowedError, StaleError
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


def column_of(schedule: Schedule, staff: Staff, provider: Provider, day: date) -> ProviderColumn:
    view = schedule.day(staff.petugas, day)
    return next(one for one in view.columns if one.provider.uid == provider.uid)


def hours(spans: tuple[tuple[datetime, datetime], ...]) -> list[tuple[str, str]]:
    return [(f"{local(start):%H.%M}", f"{local(end):%H.%M}") for start, end in spans]


def send_away(office: Office, provider: Provider, start: datetime, end: datetime) -> None:
    with office.database.write() as work:
        key = work.session.execute(
            select(ProviderRecord.id).where(ProviderRecord.uid == provider.uid)
        ).scalar_one()
        work.session.add(
            ProviderAbsence(provider_id=key, start_at=start, end_at=end, reason="Cuti")
        )


def test_columns_stand_in_the_order_of_the_service_lines(
    schedule: Schedule, house: House, staff: Staff
) -> None:
    view = schedule.day(staff.petugas, TODAY)
    assert [column.provider.service for column in view.columns] == [
        "hukum", "psikologi", "psikologi",
    ]  # fmt: skip
    assert [column.provider.name for column in view.columns[1:]] == ["Dr. Maya", "Rina, M.Psi."]
    assert view.rooms == (house.room,)
    assert "konseling" in {kind.code for kind in view.kinds}


def test_a_working_day_has_open_times_and_a_break(
    schedule: Schedule, house: House, staff: Staff
) -> None:
    column = column_of(schedule, staff, house.maya, TODAY)
    assert hours(column.open_spans) == [("08.00", "12.00"), ("13.00", "16.00")]
    assert hours(column.breaks) == [("12.00", "13.00")]
    assert column.absence == ""


def test_leave_is_cut_out_of_the_open_times(
    schedule: Schedule, house: House, staff: Staff, office: Office
) -> None:
    send_away(office, house.maya, at(TODAY, 10), at(TODAY, 14))
    column = column_of(schedule, staff, house.maya, TODAY)
    assert hours(column.open_spans) == [("08.00", "10.00"), ("14.00", "16.00")]
    assert column.absence == "Cuti"
    assert hours(column_of(schedule, staff, house.rina, TODAY).open_spans)[0] == ("08.00", "12.00")


def test_nobody_works_on_a_holiday(schedule: Schedule, house: House, staff: Staff) -> None:
    view = schedule.day(staff.petugas, date(2026, 12, 25))
    assert view.holiday == "Kelahiran Yesus Kristus"
    assert all(not column.open_spans and not column.breaks for column in view.columns)


def test_the_desk_sees_code_and_initials_and_never_a_name(
    schedule: Schedule, house: House, staff: Staff
) -> None:
    schedule.book(staff.petugas, wish(house.ama, house.maya, at(TODAY, 10)))
    (shown,) = column_of(schedule, staff, house.maya, TODAY).appointments
    assert shown.label == "RK-26-0412 · A."
    assert "Ama" not in repr(shown)


@pytest.mark.parametrize("login", ["penjaga", "admin", "hukum"])
def test_whose_session_it_is_stays_hidden_from_those_without_the_case(
    schedule: Schedule, house: House, staff: Staff, as_user: AsUser, login: str
) -> None:
    schedule.book(staff.petugas, wish(house.ama, house.maya, at(TODAY, 10), note="bawa boneka"))
    actor = as_user(getattr(staff, login))
    shown = next(
        one for column in schedule.day(actor, TODAY).columns for one in column.appointments
    )
    assert (shown.label, shown.case_uid, shown.case_code) == ("Terisi", "", "")
    assert (shown.note, shown.next_states, shown.can_undo) == ("", (), False)


def test_a_psychologist_knows_her_own_sessions_only(
    schedule: Schedule, house: House, staff: Staff, as_user: AsUser
) -> None:
    schedule.book(staff.petugas, wish(house.ama, house.maya, at(TODAY, 10)))
    schedule.book(staff.petugas, wish(house.bela, house.rina, at(TODAY, 10)))
    actor = as_user(staff.psikolog)
    labels = {
        column.provider.name: [one.label for one in column.appointments]
        for column in schedule.day(actor, TODAY).columns
    }
    assert labels["Dr. Maya"] == ["RK-26-0412 · A."]
    assert labels["Rina, M.Psi."] == ["Terisi"]


def test_a_manager_sees_labels_but_no_next_steps(
    schedule: Schedule, house: House, staff: Staff, as_user: AsUser
) -> None:
    schedule.book(staff.petugas, wish(house.ama, house.maya, at(TODAY, 10)))
    view = schedule.day(as_user(staff.pengelola), TODAY)
    (shown,) = (one for column in view.columns for one in column.appointments)
    assert shown.label == "RK-26-0412 · A."
    assert shown.next_states == ()


# --- free times ----------------------------------------------------------------------------------


def starts(schedule: Schedule, staff: Staff, query: FreeTimesQuery) -> list[str]:
    found = schedule.free_times(staff.petugas, query)
    return [f"{local(one.start):%d %H.%M} {one.provider_name}" for one in found]


def test_free_times_leave_out_what_is_taken_with_its_pause(
    schedule: Schedule, house: House, staff: Staff
) -> None:
    schedule.book(staff.petugas, wish(house.bela, house.maya, at(TODAY, 10)))
    query = FreeTimesQuery(
        case_uid=house.ama, service="psikologi", provider_uid=house.maya.uid, count=3
    )
    # 09.00 to 10.00 leaves no 15 minutes before the session at 10.00, 11.15 no hour before noon.
    assert starts(schedule, staff, query) == [
        "26 13.00 Dr. Maya",
        "27 08.00 Dr. Maya",
        "27 13.00 Dr. Maya",
    ]


def test_free_times_respect_the_clients_other_sessions(
    schedule: Schedule, house: House, staff: Staff
) -> None:
    schedule.book(staff.petugas, wish(house.ama, house.hendra, at(TODAY, 9)))
    query = FreeTimesQuery(case_uid=house.ama, service="psikologi", count=1)
    assert starts(schedule, staff, query) == ["26 10.00 Dr. Maya"]


def test_free_times_need_the_providers_room(schedule: Schedule, house: House, staff: Staff) -> None:
    schedule.book(
        staff.petugas, wish(house.bela, house.rina, at(TODAY, 9), room_uid=house.room.uid)
    )
    query = FreeTimesQuery(
        case_uid=house.ama, service="psikologi", provider_uid=house.maya.uid, count=1
    )
    (free,) = schedule.free_times(staff.petugas, query)
    assert local(free.start).time() == time(10, 0)
    assert free.room_name == "Ruang Melati"


def test_free_times_skip_weekends_holidays_and_leave(
    schedule: Schedule, house: House, staff: Staff, office: Office
) -> None:
    send_away(office, house.hendra, at(TODAY, 0), at(TOMORROW, 12))
    with office.database.write() as work:
        work.session.add(Holiday(day=date(2026, 11, 30), name="Libur percobaan"))
    query = FreeTimesQuery(case_uid=house.ama, service="hukum", count=2)
    assert starts(schedule, staff, query) == ["27 13.00 Adv. Hendra", "01 08.00 Adv. Hendra"]


def test_free_times_are_found_weeks_ahead(
    schedule: Schedule, house: House, staff: Staff, office: Office
) -> None:
    send_away(office, house.hendra, at(TODAY, 0), at(TODAY + timedelta(days=40), 0))
    query = FreeTimesQuery(case_uid=house.ama, service="hukum", count=1)
    assert starts(schedule, staff, query) == ["05 08.00 Adv. Hendra"]


def test_free_times_by_sex_of_the_counsellor_and_from_a_day(
    schedule: Schedule, house: House, staff: Staff
) -> None:
    none = FreeTimesQuery(case_uid=house.ama, service="hukum", counsellor_sex="P")
    assert schedule.free_times(staff.petugas, none) == ()
    query = FreeTimesQuery(
        case_uid=house.ama, service="hukum", counsellor_sex="L", from_day=date(2026, 12, 2), count=1
    )
    assert starts(schedule, staff, query) == ["02 08.00 Adv. Hendra"]


def test_free_times_are_not_for_those_without_clients(
    schedule: Schedule, house: House, staff: Staff, as_user: AsUser
) -> None:
    with pytest.raises(NotAllowedError):
        schedule.free_times(
            as_user(staff.admin), FreeTimesQuery(case_uid=house.ama, service="hukum")
        )


# --- providers and rooms -------------------------------------------------------------------------


def test_only_managers_and_admin_set_up_providers_and_rooms(
    schedule: Schedule, house: House, staff: Staff, as_user: AsUser
) -> None:
    for login in ("petugas", "pendamping", "psikolog", "hukum", "kesehatan", "penjaga"):
        actor = as_user(getattr(staff, login))
        with pytest.raises(NotAllowedError):
            schedule.save_provider(actor, SaveProvider(provider=house.maya))
        with pytest.raises(NotAllowedError):
            schedule.save_room(actor, Room(uid="", name="Ruang Mawar"))
    admin = as_user(staff.admin)
    assert admin.roles == {Role.ADMIN}
    renamed = schedule.save_room(admin, replace(house.room, name="Ruang Kenanga")).value
    assert schedule.rooms(admin) == (renamed,)


def test_new_hours_alone_make_an_older_form_stale(
    schedule: Schedule, house: House, staff: Staff, as_user: AsUser
) -> None:
    manager = as_user(staff.pengelola)
    shorter = replace(house.maya, hours=house.maya.hours[:2])
    saved = schedule.save_provider(manager, SaveProvider(provider=shorter)).value
    assert saved.hours == shorter.hours
    assert saved.version > house.maya.version
    with pytest.raises(StaleError):
        schedule.save_provider(manager, SaveProvider(provider=house.maya))


def test_a_provider_out_of_service_leaves_the_day(
    schedule: Schedule, house: House, staff: Staff, as_user: AsUser
) -> None:
    manager = as_user(staff.pengelola)
    schedule.save_provider(manager, SaveProvider(provider=replace(house.rina, active=False)))
    shown = [column.provider.name for column in schedule.day(manager, TODAY).columns]
    assert "Rina, M.Psi." not in shown
    assert "Rina, M.Psi." in {provider.name for provider in schedule.providers(manager)}


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"service": "astrologi"},
        {"sex": "x"},
        {"user_uid": "tidak-ada"},
        {"hours": (WorkSpan(weekday=0, start=time(12), end=time(8)),)},
        {"hours": (WorkSpan(weekday=7, start=time(8), end=time(12)),)},
        {
            "hours": (
                WorkSpan(weekday=1, start=time(8), end=time(12)),
                WorkSpan(weekday=1, start=time(11), end=time(13)),
            )
        },
    ],
)
def test_a_provider_that_cannot_be_is_refused_by_field(
    schedule: Schedule, house: House, staff: Staff, as_user: AsUser, changes: dict[str, Any]
) -> None:
    manager = as_user(staff.pengelola)
    with pytest.raises(FieldErrors) as caught:
        schedule.save_provider(manager, SaveProvider(provider=replace(house.maya, **changes)))
    assert set(caught.value.fields) == set(changes)
    assert house.maya in schedule.providers(manager)


def test_two_rooms_cannot_share_a_name(
    schedule: Schedule, house: House, staff: Staff, as_user: AsUser
) -> None:
    manager = as_user(staff.pengelola)
    for name in ("", "Ruang Melati"):
        with pytest.raises(FieldErrors):
            schedule.save_room(manager, Room(uid="", name=name))


def test_only_what_was_done_today_offers_undo_at_the_desk(
    schedule: Schedule, house: House, staff: Staff, clock: FixedClock
) -> None:
    first = schedule.book(staff.petugas, wish(house.ama, house.maya, at(TODAY, 10))).value
    done = schedule.set_state(
        staff.petugas, SetAppointmentState(uid=first.uid, version=first.version, state="selesai")
    ).value
    shown = column_of(schedule, staff, house.maya, TODAY).appointments
    assert [one.state for one in shown] == ["selesai"]
    assert done.next_states == ()
    clock.advance(days=1)
    (later,) = column_of(schedule, staff, house.maya, TODAY).appointments
    assert (done.can_undo, later.can_undo) == (True, False)


def test_a_week_is_seven_days_as_each_is_read_alone(
    schedule: Schedule, house: House, staff: Staff, office: Office
) -> None:
    schedule.book(staff.petugas, wish(house.ama, house.maya, at(TODAY, 10)))
    schedule.book(staff.petugas, wish(house.bela, house.rina, at(date(2026, 11, 27), 10)))
    send_away(office, house.maya, at(TODAY, 13), at(TODAY, 14))
    days = schedule.week(staff.petugas, TODAY).days
    assert [view.day for view in days] == [date(2026, 11, day) for day in range(23, 30)]
    assert days == tuple(schedule.day(staff.petugas, view.day) for view in days)
    christmas = schedule.week(staff.petugas, date(2026, 12, 25)).days[4]
    assert christmas.holiday == "Kelahiran Yesus Kristus"


def test_free_times_respect_days_hours_and_the_same_person(
    schedule: Schedule, house: House, staff: Staff
) -> None:
    wished = FreeTimesQuery(
        case_uid=house.ama,
        service="psikologi",
        count=6,
        weekdays=frozenset({1, 4}),
        from_time=time(13),
        to_time=time(15),
    )
    found = schedule.free_times(staff.petugas, wished)
    assert {local(one.start).weekday() for one in found} == {1, 4}
    assert all(local(one.start).hour >= 13 and local(one.end).hour <= 15 for one in found)
    assert {one.provider_uid for one in found} == {house.maya.uid, house.rina.uid}
    same = replace(wished, same_as_before=True)
    assert schedule.free_times(staff.petugas, same) == found
    booked = schedule.book(staff.petugas, wish(house.ama, house.rina, at(TODAY, 13))).value
    again = schedule.free_times(staff.petugas, same)
    assert {one.provider_uid for one in again} == {house.rina.uid}
    cancel = SetAppointmentState(
        uid=booked.uid, version=booked.version, state="batal_klien", reason="Sakit"
    )
    schedule.set_state(staff.petugas, cancel)
    assert schedule.free_times(staff.petugas, same) == found
    with pytest.raises(FieldErrors):
        schedule.free_times(staff.petugas, replace(wished, to_time=time(12)))
