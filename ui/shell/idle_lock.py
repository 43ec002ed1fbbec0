"""When to lock by itself: no input for some minutes, twelve hours of work, or a sleep in between."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ruko_desk.clock import Clock

WARN_SECONDS = 20
LONGEST_SECONDS = 12 * 3600
TICK_MS = 1_000
# The monotonic clock stands still while the computer sleeps; the calendar clock does not.
SLEEP_SECONDS = 45


class IdleLock(QObject):
    """Counts the time since the last input while somebody is in the program.

    Signals:
        warned: seconds left before the lock, from 20 down; 0 when input came in time.
        due: lock now; carries `idle` or `asleep` or `long`.
    """

    warned = Signal(int)
    due = Signal(str)

    def __init__(
        self, seconds: Callable[[], float], clock: Clock, parent: QObject | None = None
    ) -> None:
        """Measure with `seconds`, a monotonic clock; notice sleep by comparing it with `clock`."""
        super().__init__(parent)
        self._seconds = seconds
        self._clock = clock
        self._limit = 0.0
        self._last = 0.0
        self._begun = 0.0
        self._gap = 0.0
        self._warning = False
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self, minutes: int) -> None:
        """Begin to count; lock after `minutes` without input."""
        self._limit = minutes * 60.0
        self._last = self._begun = self._seconds()
        self._gap = self._sleep_gap()
        self._warning = False
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """Take over a changed setting."""
        self._limit = minutes * 60.0

    def stop(self) -> None:
        """Stop counting: the program is locked."""
        self._timer.stop()
        self._warning = False

    def touch(self) -> None:
        """Note an input."""
        if not self._timer.isActive():
            return
        self._last = self._seconds()
        if self._warning:
            self._warning = False
            self.warned.emit(0)

    def tick(self) -> None:
        """Look at the clock; called every second."""
        if not self._timer.isActive():
            return
        now = self._seconds()
        gap = self._sleep_gap()
        slept = gap - self._gap > SLEEP_SECONDS
        self._gap = gap
        left = self._limit - (now - self._last)
        if slept or left <= 0 or now - self._begun > LONGEST_SECONDS:
            self.stop()
            self.due.emit("asleep" if slept else "idle" if left <= 0 else "long")
        elif left <= WARN_SECONDS:
            self._warning = True
            self.warned.emit(max(1, round(left)))

    def _sleep_gap(self) -> float:
        return self._clock.now().timestamp() - self._seconds()
