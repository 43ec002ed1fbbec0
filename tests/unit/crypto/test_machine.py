import pytest

from ruko_desk.crypto import machine


def test_this_computer_tells_its_memory() -> None:
    assert machine.installed_memory() > 256 * 1024**2


def test_a_computer_that_does_not_tell_counts_as_a_small_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "_told", lambda: 0)
    assert machine.installed_memory() == 4 * 1024**3
