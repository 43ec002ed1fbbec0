"""Two people want the same slot at the same moment: one gets it, the other one the sentence."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from ruko_desk.clock import at
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.dto.schedule import BookAppointment
from ruko_desk.services.office import Office
from ruko_desk.services.schedule import Schedule
from tests.services.desk import AsUser, Staff
from tests.services.sample import TODAY, House, furnish, wish

TIMES = 1_000
_SLOTS = [
    at(TODAY + timedelta(days=week * 7 + 1), hour) for week in range(143) for hour in range(9, 16)
]
"""Fridays of the years ahead, hour after hour; holidays and the break pass with a reason."""


@pytest.fixture
def house(office: Office, staff: Staff, as_user: AsUser) -> House:
    return furnish(office, staff, as_user)


def test_of_two_calls_for_one_slot_one_wins_a_thousand_times(
    office: Office, house: House, staff: Staff
) -> None:
    schedule = Schedule(office)
    # The program hands every call to its one database thread; who comes first is left to chance.
    gate = threading.Barrier(2)

    with ThreadPoolExecutor(1) as database, ThreadPoolExecutor(2) as people:

        def ask(booking: BookAppointment) -> str:
            gate.wait()
            call = database.submit(schedule.book, staff.petugas, booking)
            try:
                return call.result().value.label
            except BookingConflict as refused:
                return refused.conflicts[0][2]

        for start in _SLOTS[:TIMES]:
            asked = [
                wish(case, house.maya, start, override_reason="Kesepakatan tim")
                for case in (house.ama, house.bela)
            ]
            answers = sorted(people.map(ask, asked), key=lambda words: words.startswith("RK-"))
            assert answers[0].startswith("Dr. Maya sudah ada janji")
            assert answers[1].startswith("RK-26-04")
    with office.database.read() as session:
        count = session.execute(select(func.count()).select_from(Appointment)).scalar_one()
    assert count == len(_SLOTS[:TIMES]) == TIMES
