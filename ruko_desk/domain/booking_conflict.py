"""What stands in the way of a session, and when it could be held instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ruko_desk.clock import local
from ruko_desk.domain.dto.schedule import FreeTime
from ruko_desk.domain.indonesian import WEEKDAYS, day_month, time_text
from ruko_desk.errors import UserError

CLIENT: Final = "klien"
PROVIDER: Final = "petugas"
ROOM: Final = "ruang"
HOURS: Final = "jam"
PAST: Final = "lewat"
COUNSELLOR: Final = "konselor"

BLOCKING: Final = frozenset({CLIENT, PROVIDER})
"""Nobody can be in two places; the other kinds pass with a reason that is kept."""

_NAMED_BY_WEEKDAY: Final = 7


class BookingConflict(UserError):
    """The session cannot be booked like this; nothing was written.

    Attributes:
        conflicts: `(kind, blocking, sentence)`, blocking ones first.
        suggestions: nearest free times of the same provider, for the same length.
    """

    code = "bentrok"

    def __init__(
        self, conflicts: Sequence[tuple[str, bool, str]], suggestions: Sequence[FreeTime] = ()
    ) -> None:
        self.conflicts = tuple(sorted(conflicts, key=lambda conflict: not conflict[1]))
        self.suggestions = tuple(suggestions)
        super().__init__(" ".join(sentence for _, _, sentence in self.conflicts))

    @property
    def blocking(self) -> bool:
        """Tell whether no reason lets this pass."""
        return any(blocking for _, blocking, _ in self.conflicts)


def suggestion_text(suggestions: Sequence[FreeTime], asked: date) -> str:
    """Return the times to choose from: `Pilih 11.00, 13.00, atau Jumat 09.00`, or nothing.

    Args:
        suggestions: free times in their order.
        asked: the house's day that was asked for; times on it are named without their day.
    """
    names = [_named(free, asked) for free in suggestions]
    if not names:
        return ""
    if len(names) == 1:
        return f"Pilih {names[0]}"
    if len(names) == 2:  # noqa: PLR2004 - a pair takes no comma
        return f"Pilih {names[0]} atau {names[1]}"
    return f"Pilih {', '.join(names[:-1])}, atau {names[-1]}"


def _named(free: FreeTime, asked: date) -> str:
    start = local(free.start)
    clock = time_text(start)
    if start.date() == asked:
        return clock
    if abs((start.date() - asked).days) < _NAMED_BY_WEEKDAY:
        return f"{WEEKDAYS[start.weekday()]} {clock}"
    return f"{day_month(start.date())} {clock}"
