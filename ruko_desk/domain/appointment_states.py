"""States of an appointment: forward to any higher rank, back only by undo.

Ranks: requested 0, scheduled 1, confirmed 2, arrived 3, in session 4, done, missed, cancelled and
moved 5. Nothing changes by itself; every step is kept in the history.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from ruko_desk.domain.codes import AppointmentState as State
from ruko_desk.errors import NotAllowedError, UserError

CLOSED_RANK: Final = 5

_RANKS: Final[Mapping[State, int]] = MappingProxyType(
    {
        State.REQUESTED: 0,
        State.SCHEDULED: 1,
        State.CONFIRMED: 2,
        State.ARRIVED: 3,
        State.IN_SESSION: 4,
        State.DONE: CLOSED_RANK,
        State.MISSED: CLOSED_RANK,
        State.CANCELLED_BY_CLIENT: CLOSED_RANK,
        State.CANCELLED_BY_HOUSE: CLOSED_RANK,
        State.MOVED: CLOSED_RANK,
    }
)
_MISSED_FROM: Final = frozenset({1, 2})
_MOVED_FROM: Final = frozenset({0, 1, 2})
_NEEDS_REASON: Final = frozenset({State.CANCELLED_BY_CLIENT, State.CANCELLED_BY_HOUSE})
_FREE: Final = frozenset(
    {State.MISSED, State.CANCELLED_BY_CLIENT, State.CANCELLED_BY_HOUSE, State.MOVED}
)


def rank(state: State) -> int:
    """Return how far an appointment has come, 0 to 5."""
    return _RANKS[state]


def is_open(state: State) -> bool:
    """Tell whether the appointment still waits for its outcome."""
    return _RANKS[state] < CLOSED_RANK


def occupies_time(state: State) -> bool:
    """Tell whether provider, client and room count as taken at its time."""
    return state not in _FREE


def needs_reason(new: State) -> bool:
    """Tell whether a change to this state asks for a reason."""
    return new in _NEEDS_REASON


def next_states(current: State) -> tuple[State, ...]:
    """Return the states that may follow."""
    return tuple(new for new in State if _possible(current, new))


def check_change(current: State, new: State, reason: str = "") -> None:
    """Check one step forward.

    `MOVED` is set by moving, which links the new appointment; callers check it here as well.

    Raises:
        UserError: the step leads back, is not possible from here, or lacks its reason.
    """
    if not _possible(current, new):
        raise UserError(_refusal(current, new), code="status")
    if needs_reason(new) and not reason.strip():
        raise UserError("Tulis alasan pembatalan dengan singkat", code="alasan")


def check_undo(*, changed_on: date, today: date, reason: str, is_manager: bool) -> None:
    """Check whether the last step may be taken back, to the state before it.

    Args:
        changed_on: house's calendar day of the last step.
        today: the house's calendar day.
        reason: why; kept in the history.
        is_manager: managers may do it on later days too.

    Raises:
        UserError: no reason was given.
        NotAllowedError: on a later day, by somebody who is not a manager.
    """
    if not reason.strip():
        raise UserError("Tulis alasan mengapa status dikembalikan", code="alasan")
    if changed_on != today and not is_manager:
        raise NotAllowedError(
            "Status hanya dapat dikembalikan pada hari yang sama. Minta bantuan pengelola",
            code="bukan_hari_ini",
        )


def _possible(current: State, new: State) -> bool:
    if new is State.MISSED:
        return _RANKS[current] in _MISSED_FROM
    if new is State.MOVED:
        return _RANKS[current] in _MOVED_FROM
    return _RANKS[new] > _RANKS[current]


def _refusal(current: State, new: State) -> str:
    if not is_open(current):
        return "Janji ini sudah berakhir. Gunakan Urungkan bila statusnya keliru"
    if new is State.MISSED:
        return "Tidak hadir hanya untuk janji yang terjadwal atau dikonfirmasi"
    if new is State.MOVED:
        return "Janji yang sudah dimulai tidak dapat dipindah. Buat janji baru"
    return "Status janji tidak dapat mundur. Gunakan Urungkan bila keliru"
