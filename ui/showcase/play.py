"""Playing a script in the event loop of the real program: each step waits for what it needs.

A script is a generator that yields conditions; it goes on when the condition holds. Nothing blocks,
so the window lives on between two steps as it does under a person's hands.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeAlias

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

Condition: TypeAlias = Callable[[], bool]
Script: TypeAlias = Generator[Condition, None, None]

PATIENCE_MS = 30_000
_LOOK_AGAIN_MS = 20


class StuckError(Exception):
    """A condition of the script did not come to hold in time."""


class Player(QObject):
    """Plays one script.

    Attributes:
        error: what ended the script early; None while it runs and after a good end.
    """

    def __init__(self, script: Script, done: Callable[[], object], patience_ms: int) -> None:
        """Begin at the next turn of the event loop; `done` is called at the end, good or bad."""
        super().__init__()
        self.error: BaseException | None = None
        self._script = script
        self._done = done
        self._patience_ms = patience_ms
        self._wanted: Condition = lambda: True
        self._since = QElapsedTimer()
        self._since.start()
        self._look = QTimer(self)
        self._look.timeout.connect(self._turn)
        self._look.start(_LOOK_AGAIN_MS)

    def stop(self, error: BaseException | None = None) -> None:
        """End the script, with an error that something else met."""
        self._look.stop()
        self._script.close()
        if self.error is None:
            self.error = error
        self._done()

    def _turn(self) -> None:
        try:
            if self._wanted():
                self._wanted = next(self._script)
                self._since.restart()
            elif self._since.hasExpired(self._patience_ms):
                self._script.throw(StuckError())
        except StopIteration:
            self.stop()
        except Exception as error:
            self.stop(error)
