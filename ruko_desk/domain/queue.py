"""The waiting queue: who is next, how long is long, which steps a guest may take.

An emergency comes first, then priority (from the risk level), then arrival. Nobody is moved by
dragging, and nothing clears the queue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from ruko_desk.domain.codes import QueueState, RiskLevel
from ruko_desk.errors import UserError

AMBER_MINUTES: Final = 30
RED_MINUTES: Final = 45
UNDO_FOR: Final = timedelta(seconds=10)
HIGHEST_PRIORITY: Final = 3

_NEXT: Final[Mapping[QueueState, tuple[QueueState, ...]]] = MappingProxyType(
    {
        QueueState.WAITING: (
            QueueState.CALLED,
            QueueState.SERVING,
            QueueState.LEFT,
            QueueState.CANCELLED,
        ),
        QueueState.CALLED: (
            QueueState.SERVING,
            QueueState.WAITING,
            QueueState.LEFT,
            QueueState.CANCELLED,
        ),
        QueueState.SERVING: (QueueState.DONE, QueueState.WAITING),
        QueueState.DONE: (),
        QueueState.LEFT: (),
        QueueState.CANCELLED: (),
    }
)
_PRIORITIES: Final[Mapping[RiskLevel, int]] = MappingProxyType(
    {
        RiskLevel.EMERGENCY: 3,
        RiskLevel.HIGH: 2,
        RiskLevel.MEDIUM: 1,
        RiskLevel.LOW: 0,
        RiskLevel.UNRATED: 0,
    }
)


class WaitLevel(StrEnum):
    """How a waiting time is shown."""

    NORMAL = "biasa"
    AMBER = "lama"
    RED = "terlalu_lama"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What decides a guest's place: `priority` counts upwards, `number` settles equal arrivals."""

    uid: str
    emergency: bool
    priority: int
    arrived_at: datetime
    number: int


def priority_of(risk: RiskLevel) -> int:
    """Return the priority that a risk level gives, 0 to 3."""
    return _PRIORITIES[risk]


def sort_key(guest: Waiting) -> tuple[bool, int, datetime, int]:
    """Return the key that puts the most urgent guest first."""
    return (not guest.emergency, -guest.priority, guest.arrived_at, guest.number)


def next_to_call(waiting: Iterable[Waiting]) -> Waiting | None:
    """Return whom *Panggil berikutnya* calls out of those waiting, or None."""
    return min(waiting, key=sort_key, default=None)


def waited_minutes(arrived_at: datetime, now: datetime) -> int:
    """Return whole minutes since arrival, never negative."""
    return max(0, int((now - arrived_at).total_seconds() // 60))


def wait_level(minutes: int, amber: int = AMBER_MINUTES, red: int = RED_MINUTES) -> WaitLevel:
    """Return how a waiting time is shown; thresholds in minutes come from the settings."""
    if minutes >= red:
        return WaitLevel.RED
    return WaitLevel.AMBER if minutes >= amber else WaitLevel.NORMAL


def next_states(state: QueueState) -> tuple[QueueState, ...]:
    """Return the states that may follow, the usual one first."""
    return _NEXT[state]


def suggested_states(state: QueueState) -> tuple[QueueState, ...]:
    """Return the two sensible next states that Space offers, fewer at the end."""
    return _NEXT[state][:2]


def check_change(current: QueueState, new: QueueState) -> None:
    """Check one step.

    Raises:
        UserError: the step is not possible from here.
    """
    if new not in _NEXT[current]:
        raise UserError(
            "Status antrean ini sudah berubah. Muat ulang antrean, lalu pilih lagi", code="status"
        )


def may_undo(previous: str, changed_at: datetime, now: datetime) -> bool:
    """Tell whether the last step can be taken back: within ten seconds, if there was one."""
    return bool(previous) and timedelta() <= now - changed_at <= UNDO_FOR
