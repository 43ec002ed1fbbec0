"""The waiting queue: order, steps, undo, and what two officers do at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ruko_desk.clock import FixedClock
from ruko_desk.domain.dto.cases import AssessRisk
from ruko_desk.domain.dto.desk import IntakeCard, QueueRow
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotAllowedError, NotFoundError, StaleError, UserError
from ruko_desk.services.cases import Cases
from ruko_desk.services.home import Home
from ruko_desk.services.intake import Intake
from ruko_desk.services.office import Office
from ruko_desk.services.queue import Queue
from tests.services.desk import AsUser, Staff


@pytest.fixture
def petugas(staff: Staff, as_user: AsUser) -> Actor:
    return as_user(staff.petugas)


@pytest.fixture
def queue(office: Office) -> Queue:
    return Queue(office)


Arrive = Callable[..., QueueRow]


@pytest.fixture
def arrive(office: Office, petugas: Actor, clock: FixedClock) -> Arrive:
    """Let a guest arrive a minute after the one before; return her row."""

    def come(name: str = "Tamu", *, emergency: bool = False) -> QueueRow:
        clock.advance(minutes=1)
        Intake(office).receive(petugas, IntakeCard(call_name=name, emergency=emergency))
        rows = Home(office).read(petugas).queue
        return max(rows, key=lambda row: row.number)

    return come


def numbers(office: Office, actor: Actor) -> list[str]:
    return [row.number for row in Home(office).read(actor).queue]


def test_a_guest_is_called_served_and_finished(
    office: Office, queue: Queue, petugas: Actor, arrive: Arrive
) -> None:
    row = arrive("Ama")
    assert (row.state, row.can_undo) == ("menunggu", False)
    for state in ("dipanggil", "dilayani", "selesai"):
        outcome = queue.set_state(petugas, row.uid, row.version, state)
        row = outcome.value
        assert row.state == state
        assert outcome.changes.touches_record("queue", row.uid)
    assert row.next_states == ()
    home = Home(office).read(petugas)
    assert (home.waiting, home.in_service, home.done) == (0, 0, 1)


def test_called_guest_who_is_not_there_waits_again(
    queue: Queue, petugas: Actor, arrive: Arrive
) -> None:
    row = arrive()
    row = queue.set_state(petugas, row.uid, row.version, "dipanggil").value
    assert queue.set_state(petugas, row.uid, row.version, "menunggu").value.state == "menunggu"


def test_call_next_goes_by_emergency_then_risk_then_arrival(
    office: Office, queue: Queue, petugas: Actor, arrive: Arrive
) -> None:
    first, second = arrive("Ama"), arrive("Bunga")
    third, urgent = arrive("Citra"), arrive("Dewi", emergency=True)
    case = Cases(office).open(petugas, third.case_uid or "")
    Cases(office).assess_risk(
        petugas, AssessRisk(case_uid=case.header.uid, version=case.header.version, items=("luka",))
    )
    called = [queue.call_next(petugas).value for _ in range(5)]
    order = [row.number if row else None for row in called]
    assert order == [urgent.number, third.number, first.number, second.number, None]
    assert all(row.state == "dipanggil" for row in called if row)


def test_screen_shows_the_waiting_then_the_served_then_the_finished(
    office: Office, queue: Queue, petugas: Actor, arrive: Arrive
) -> None:
    done, served, _ = arrive(), arrive(), arrive()
    row = queue.set_state(petugas, done.uid, done.version, "dilayani").value
    queue.set_state(petugas, row.uid, row.version, "selesai")
    queue.set_state(petugas, served.uid, served.version, "dilayani")
    assert numbers(office, petugas) == ["A-03", "A-02", "A-01"]


def test_undo_works_for_ten_seconds_and_once(
    queue: Queue, petugas: Actor, arrive: Arrive, clock: FixedClock
) -> None:
    row = arrive()
    row = queue.set_state(petugas, row.uid, row.version, "dilayani").value
    clock.advance(seconds=10)
    assert row.can_undo
    row = queue.undo(petugas, row.uid).value
    assert (row.state, row.can_undo) == ("menunggu", False)
    with pytest.raises(UserError):
        queue.undo(petugas, row.uid)
    row = queue.set_state(petugas, row.uid, row.version, "dilayani").value
    clock.advance(seconds=11)
    with pytest.raises(UserError, match="tidak dapat diurungkan"):
        queue.undo(petugas, row.uid)


def test_impossible_steps_are_refused_in_words(
    queue: Queue, petugas: Actor, arrive: Arrive
) -> None:
    row = arrive()
    with pytest.raises(UserError, match="sudah berubah"):
        queue.set_state(petugas, row.uid, row.version, "selesai")
    with pytest.raises(UserError, match="tidak dikenal"):
        queue.set_state(petugas, row.uid, row.version, "pulang")
    with pytest.raises(NotFoundError):
        queue.set_state(petugas, "0" * 32, 1, "dipanggil")


def test_second_officer_does_not_overwrite_the_first(
    queue: Queue, staff: Staff, as_user: AsUser, arrive: Arrive
) -> None:
    row = arrive()
    queue.set_state(as_user(staff.petugas), row.uid, row.version, "dipanggil")
    with pytest.raises(StaleError):
        queue.set_state(as_user(staff.petugas2), row.uid, row.version, "pergi")


def test_priority_and_services_are_changed_within_limits(
    office: Office, queue: Queue, petugas: Actor, arrive: Arrive
) -> None:
    arrive()
    later = arrive()
    row = queue.set_priority(petugas, later.uid, later.version, 2).value
    assert numbers(office, petugas)[0] == row.number
    row = queue.move_service(petugas, row.uid, row.version, ("hukum", "kesehatan")).value
    assert row.services == ("hukum", "kesehatan")
    with pytest.raises(FieldErrors):
        queue.set_priority(petugas, row.uid, row.version, 4)
    with pytest.raises(FieldErrors):
        queue.move_service(petugas, row.uid, row.version, ("pijat",))


def test_yesterdays_open_guests_are_offered_and_closed_once(
    office: Office, queue: Queue, petugas: Actor, arrive: Arrive, clock: FixedClock
) -> None:
    served, _ = arrive(), arrive()
    queue.set_state(petugas, served.uid, served.version, "dilayani")
    clock.advance(days=1)
    stale = Home(office).read(petugas).stale_queue
    assert stale is not None
    assert (stale.day, stale.open_entries) == (date(2026, 11, 26), 2)
    assert numbers(office, petugas) == []
    assert queue.close_stale(petugas).value == 2
    assert Home(office).read(petugas).stale_queue is None
    assert queue.close_stale(petugas).value == 0
    clock.advance(days=-1)
    states = {row.number: row.state for row in Home(office).read(petugas).queue}
    assert states == {"A-01": "selesai", "A-02": "pergi"}


def test_professionals_move_guests_but_do_not_reorder_them(
    queue: Queue, staff: Staff, as_user: AsUser, arrive: Arrive
) -> None:
    row = arrive()
    actor = as_user(staff.psikolog)
    row = queue.set_state(actor, row.uid, row.version, "dilayani").value
    with pytest.raises(NotAllowedError):
        queue.set_priority(actor, row.uid, row.version, 3)


def test_admin_touches_no_queue(
    queue: Queue, staff: Staff, as_user: AsUser, arrive: Arrive
) -> None:
    row = arrive()
    actor = as_user(staff.admin)
    with pytest.raises(NotAllowedError):
        queue.set_state(actor, row.uid, row.version, "dipanggil")
    with pytest.raises(NotAllowedError):
        queue.call_next(actor)
