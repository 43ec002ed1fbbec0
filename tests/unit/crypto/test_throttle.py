import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ruko_desk.clock import FixedClock
from ruko_desk.crypto import safe_write
from ruko_desk.crypto.throttle import (
    MAX_NAMES,
    THROTTLE_NAME,
    Throttle,
    ThrottleState,
    Tries,
    after_wrong,
    delay_after,
    remaining,
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 12, 9, 0, tzinfo=UTC))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / THROTTLE_NAME


def wrong(throttle: Throttle, times: int, name: str = "petugas") -> int:
    return [throttle.wrong(name) for _ in range(times)][-1]


def test_the_curve_grows_to_a_quarter_of_an_hour_and_stays() -> None:
    curve = [delay_after(count) for count in range(15)]
    assert curve == [0, 0, 0, 0, 0, 5, 15, 30, 60, 120, 240, 480, 900, 900, 900]


def test_four_slips_cost_nothing_the_fifth_five_seconds(path: Path, clock: FixedClock) -> None:
    throttle = Throttle(path, clock)
    assert wrong(throttle, 4) == 0
    assert throttle.wait("petugas") == 0
    assert throttle.wrong("petugas") == 5
    assert throttle.wait("PETUGAS ") == 5
    clock.advance(seconds=3)
    assert throttle.wait("petugas") == 2
    clock.advance(seconds=2)
    assert throttle.wait("petugas") == 0


def test_the_wait_survives_a_restart(path: Path, clock: FixedClock) -> None:
    wrong(Throttle(path, clock), 6)
    again = Throttle(path, clock)
    assert again.wait("petugas") == 15
    assert again.wrong("petugas") == 30


def test_other_names_do_not_wait(path: Path, clock: FixedClock) -> None:
    throttle = Throttle(path, clock)
    wrong(throttle, 8)
    assert throttle.wait("psikolog") == 0


def test_getting_in_forgets_the_own_slips_and_reports_all(path: Path, clock: FixedClock) -> None:
    throttle = Throttle(path, clock)
    wrong(throttle, 6, "petugas")
    wrong(throttle, 2, "psikolog")
    assert throttle.right("psikolog") == 8
    assert throttle.right("psikolog") == 0
    assert throttle.wait("petugas") == 15
    again = Throttle(path, clock)
    assert again.right("petugas") == 0
    assert again.wait("petugas") == 0


def test_a_clock_set_back_never_makes_the_wait_longer(path: Path, clock: FixedClock) -> None:
    throttle = Throttle(path, clock)
    wrong(throttle, 6)
    clock.advance(days=-400)
    assert throttle.wait("petugas") == 15
    clock.advance(seconds=15)
    assert throttle.wait("petugas") == 0
    assert Throttle(path, clock).wait("petugas") == 0


def test_the_pure_rule_is_bounded_by_the_delay() -> None:
    tries = Tries(count=5, last=1000)
    waits = [remaining(tries, now) for now in (0, 999, 1000, 1003, 1005, 9000)]
    assert waits == [5, 5, 5, 2, 0, 0]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"salt":"zz","tries":{},"unreported":0}',
        b'{"salt":"00","tries":{"a":1},"unreported":0}',
        b'{"salt":"00","tries":{"a":[1,2,3]},"unreported":0}',
        b'{"salt":"00","tries":{"a":[-1,0]},"unreported":0}',
        b'{"salt":"00","tries":{"a":[true,0]},"unreported":0}',
        b'{"salt":"00","tries":{},"unreported":"9"}',
        b'{"tries":{}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_locks_nobody_out(path: Path, clock: FixedClock, data: bytes) -> None:
    path.write_bytes(data)
    throttle = Throttle(path, clock)
    assert throttle.wait("petugas") == 0
    assert wrong(throttle, 5) == 5
    assert Throttle(path, clock).wait("petugas") == 5


def test_without_a_writable_folder_the_wait_holds_until_the_end(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError(errno.EROFS, "")

    monkeypatch.setattr(safe_write, "replace", fail)
    throttle = Throttle(path, clock)
    assert wrong(throttle, 5) == 5
    assert throttle.wait("petugas") == 5
    assert not path.exists()


def test_no_name_stands_in_the_file(path: Path, clock: FixedClock) -> None:
    throttle = Throttle(path, clock)
    wrong(throttle, 3, "psikolog")
    wrong(throttle, 3, "\ud800")
    assert b"psikolog" not in path.read_bytes()


def test_many_invented_names_do_not_fill_the_disk() -> None:
    state = ThrottleState(salt=b"", tries={})
    for number in range(MAX_NAMES + 20):
        state = after_wrong(state, str(number), number)
    assert len(state.tries) == MAX_NAMES
    assert "0" not in state.tries
    assert str(MAX_NAMES + 19) in state.tries
    assert state.unreported == MAX_NAMES + 20
