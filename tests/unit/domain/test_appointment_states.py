from __future__ import annotations

from datetime import date

import pytest

from ruko_desk.domain import appointment_states as states
from ruko_desk.domain.codes import AppointmentState as State
from ruko_desk.errors import NotAllowedError, UserError

TODAY = date(2026, 11, 26)
RANKS = {
    State.REQUESTED: 0,
    State.SCHEDULED: 1,
    State.CONFIRMED: 2,
    State.ARRIVED: 3,
    State.IN_SESSION: 4,
    State.DONE: 5,
    State.MISSED: 5,
    State.CANCELLED_BY_CLIENT: 5,
    State.CANCELLED_BY_HOUSE: 5,
    State.MOVED: 5,
}


def possible(current: State, new: State) -> bool:
    if new is State.MISSED:
        return current in {State.SCHEDULED, State.CONFIRMED}
    if new is State.MOVED:
        return current in {State.REQUESTED, State.SCHEDULED, State.CONFIRMED}
    return RANKS[new] > RANKS[current]


@pytest.mark.parametrize("current", State)
@pytest.mark.parametrize("new", State)
def test_every_pair_of_states(current: State, new: State) -> None:
    assert states.rank(current) == RANKS[current]
    assert (new in states.next_states(current)) == possible(current, new)
    if possible(current, new):
        states.check_change(current, new, "klien sakit")
        return
    with pytest.raises(UserError) as caught:
        states.check_change(current, new, "klien sakit")
    assert caught.value.code == "status"


def test_nothing_follows_an_outcome() -> None:
    for state in State:
        assert bool(states.next_states(state)) == states.is_open(state)


@pytest.mark.parametrize(
    ("current", "new", "said"),
    [
        (State.DONE, State.MISSED, "sudah berakhir"),
        (State.ARRIVED, State.MISSED, "Tidak hadir hanya untuk"),
        (State.IN_SESSION, State.MOVED, "tidak dapat dipindah"),
        (State.ARRIVED, State.CONFIRMED, "tidak dapat mundur"),
    ],
)
def test_a_refusal_says_what_to_do(current: State, new: State, said: str) -> None:
    with pytest.raises(UserError, match=said):
        states.check_change(current, new)


@pytest.mark.parametrize("new", [State.CANCELLED_BY_CLIENT, State.CANCELLED_BY_HOUSE])
def test_cancelling_needs_a_reason(new: State) -> None:
    assert states.needs_reason(new)
    with pytest.raises(UserError, match="alasan pembatalan"):
        states.check_change(State.SCHEDULED, new, "  ")


def test_missed_cancelled_and_moved_free_the_time() -> None:
    free = {state for state in State if not states.occupies_time(state)}
    assert free == {
        State.MISSED,
        State.CANCELLED_BY_CLIENT,
        State.CANCELLED_BY_HOUSE,
        State.MOVED,
    }


def test_undo_on_the_same_day_with_a_reason() -> None:
    states.check_undo(changed_on=TODAY, today=TODAY, reason="salah tekan", is_manager=False)
    with pytest.raises(UserError, match="Tulis alasan"):
        states.check_undo(changed_on=TODAY, today=TODAY, reason=" ", is_manager=True)


def test_undo_on_a_later_day_is_the_managers() -> None:
    yesterday = date(2026, 11, 25)
    with pytest.raises(NotAllowedError, match="pengelola"):
        states.check_undo(changed_on=yesterday, today=TODAY, reason="keliru", is_manager=False)
    states.check_undo(changed_on=yesterday, today=TODAY, reason="keliru", is_manager=True)
