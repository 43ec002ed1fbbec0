from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain import queue
from ruko_desk.domain.codes import QueueState, RiskLevel
from ruko_desk.domain.queue import Waiting, WaitLevel
from ruko_desk.errors import UserError

NOON = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)


def guest(
    uid: str, *, emergency: bool = False, priority: int = 0, minutes_ago: int = 0, number: int = 1
) -> Waiting:
    return Waiting(
        uid=uid,
        emergency=emergency,
        priority=priority,
        arrived_at=NOON - timedelta(minutes=minutes_ago),
        number=number,
    )


GUESTS = st.lists(
    st.builds(
        guest,
        uid=st.uuids().map(str),
        emergency=st.booleans(),
        priority=st.integers(0, queue.HIGHEST_PRIORITY),
        minutes_ago=st.integers(0, 300),
        number=st.integers(1, 99),
    ),
    min_size=1,
    max_size=12,
)


def test_emergency_then_priority_then_arrival() -> None:
    guests = [
        guest("late", minutes_ago=5),
        guest("early", minutes_ago=60),
        guest("high", priority=2, minutes_ago=1),
        guest("emergency", emergency=True),
    ]
    assert [entry.uid for entry in sorted(guests, key=queue.sort_key)] == [
        "emergency",
        "high",
        "early",
        "late",
    ]


def test_equal_arrivals_keep_their_numbers() -> None:
    guests = [guest("b", number=2), guest("a", number=1)]
    assert [entry.uid for entry in sorted(guests, key=queue.sort_key)] == ["a", "b"]


@given(GUESTS)
def test_the_next_to_call_is_never_less_urgent_than_anybody(guests: list[Waiting]) -> None:
    chosen = queue.next_to_call(guests)
    assert chosen is not None
    for other in guests:
        if other.emergency and not chosen.emergency:
            pytest.fail("an emergency was passed over")
        if other.emergency == chosen.emergency:
            assert other.priority <= chosen.priority
            if other.priority == chosen.priority:
                assert other.arrived_at >= chosen.arrived_at


def test_nobody_to_call() -> None:
    assert queue.next_to_call([]) is None


def test_priority_follows_the_risk() -> None:
    order = (RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.EMERGENCY)
    assert [queue.priority_of(level) for level in order] == [0, 1, 2, 3]
    assert queue.priority_of(RiskLevel.UNRATED) == 0


@pytest.mark.parametrize(
    ("minutes", "level"),
    [
        (0, WaitLevel.NORMAL),
        (29, WaitLevel.NORMAL),
        (30, WaitLevel.AMBER),
        (44, WaitLevel.AMBER),
        (45, WaitLevel.RED),
        (300, WaitLevel.RED),
    ],
)
def test_waiting_thresholds(minutes: int, level: WaitLevel) -> None:
    assert queue.wait_level(minutes) is level


def test_thresholds_come_from_the_settings() -> None:
    assert queue.wait_level(15, amber=10, red=20) is WaitLevel.AMBER
    assert queue.wait_level(20, amber=10, red=20) is WaitLevel.RED


def test_waiting_time_is_whole_minutes_and_survives_a_clock_set_back() -> None:
    assert queue.waited_minutes(NOON - timedelta(minutes=9, seconds=59), NOON) == 9
    assert queue.waited_minutes(NOON + timedelta(minutes=5), NOON) == 0


STEPS = {
    (QueueState.WAITING, QueueState.CALLED),
    (QueueState.WAITING, QueueState.SERVING),
    (QueueState.WAITING, QueueState.LEFT),
    (QueueState.WAITING, QueueState.CANCELLED),
    (QueueState.CALLED, QueueState.SERVING),
    (QueueState.CALLED, QueueState.WAITING),
    (QueueState.CALLED, QueueState.LEFT),
    (QueueState.CALLED, QueueState.CANCELLED),
    (QueueState.SERVING, QueueState.DONE),
    (QueueState.SERVING, QueueState.WAITING),
}


@pytest.mark.parametrize("current", QueueState)
@pytest.mark.parametrize("new", QueueState)
def test_only_the_known_steps_are_possible(current: QueueState, new: QueueState) -> None:
    if (current, new) in STEPS:
        queue.check_change(current, new)
        return
    with pytest.raises(UserError, match="Muat ulang antrean"):
        queue.check_change(current, new)


def test_space_offers_two_sensible_states() -> None:
    assert queue.suggested_states(QueueState.WAITING) == (QueueState.CALLED, QueueState.SERVING)
    assert queue.suggested_states(QueueState.CALLED) == (QueueState.SERVING, QueueState.WAITING)
    assert queue.suggested_states(QueueState.DONE) == ()
    for state in QueueState:
        assert set(queue.next_states(state)) == {new for old, new in STEPS if old is state}


def test_a_step_can_be_taken_back_for_ten_seconds() -> None:
    assert queue.may_undo("menunggu", NOON, NOON + timedelta(seconds=10))
    assert not queue.may_undo("menunggu", NOON, NOON + timedelta(seconds=11))
    assert not queue.may_undo("", NOON, NOON)
    assert not queue.may_undo("menunggu", NOON, NOON - timedelta(hours=1))
