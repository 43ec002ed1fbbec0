from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from ruko_desk.clock import FixedClock
from ui.shell.idle_lock import IdleLock


class Desk:
    """A person, a clock on the wall and the clock of the computer's uptime."""

    def __init__(self) -> None:
        self.up = 1000.0
        self.wall = FixedClock(datetime(2026, 11, 26, 3, tzinfo=UTC))
        self.lock = IdleLock(lambda: self.up, self.wall)
        self.warned: list[int] = []
        self.due: list[str] = []
        self.lock.warned.connect(self.warned.append)
        self.lock.due.connect(self.due.append)

    def wait(self, seconds: int) -> None:
        for _second in range(seconds):
            self.up += 1
            self.wall.advance(seconds=1)
            self.lock.tick()

    def sleep(self, seconds: int) -> None:
        self.wall.advance(seconds=seconds)
        self.lock.tick()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


def test_it_warns_twenty_seconds_before_and_locks_after_three_minutes(desk: Desk) -> None:
    desk.lock.start(3)
    desk.wait(159)
    assert desk.warned == []
    desk.wait(1)
    assert desk.warned == [20]
    desk.wait(19)
    assert desk.due == []
    desk.wait(1)
    assert desk.due == ["idle"]
    desk.wait(60)
    assert desk.due == ["idle"]


def test_any_input_takes_the_warning_back_and_starts_again(desk: Desk) -> None:
    desk.lock.start(1)
    desk.wait(50)
    desk.lock.touch()
    assert desk.warned[-1] == 0
    desk.wait(39)
    assert desk.warned[-1] == 0
    desk.wait(1)
    assert desk.warned[-1] == 20


def test_a_changed_setting_holds_at_once(desk: Desk) -> None:
    desk.lock.start(15)
    desk.wait(100)
    desk.lock.set_minutes(1)
    desk.lock.tick()
    assert desk.due == ["idle"]


def test_a_computer_that_slept_is_locked_when_it_wakes(desk: Desk) -> None:
    desk.lock.start(15)
    desk.wait(5)
    desk.sleep(600)
    assert desk.due == ["asleep"]


def test_after_twelve_hours_it_locks_however_busy_the_desk_is(desk: Desk) -> None:
    desk.lock.start(15)
    for _quarter in range(12 * 4 + 1):
        desk.up += 900
        desk.wall.advance(seconds=900)
        desk.lock.touch()
        desk.lock.tick()
    assert desk.due == ["long"]


def test_a_clock_that_is_set_back_does_not_lock(desk: Desk) -> None:
    desk.lock.start(3)
    desk.sleep(-3600)
    desk.wait(10)
    assert desk.due == []
