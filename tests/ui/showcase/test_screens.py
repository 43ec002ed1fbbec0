"""The table of pictures: no page of the program is left out, no two pictures have one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ui.pages.registry import PAGES
from ui.showcase.play import Player, Script, StuckError
from ui.showcase.screens import SCREENS, Facts

FULL = Facts(case_uid="a", issued=("a", "s"))


def test_every_page_of_the_program_is_pictured_with_data() -> None:
    shown = {type(screen.route(FULL)) for screen in SCREENS}
    assert {spec.route for spec in PAGES} <= shown


def test_names_of_pictures_are_used_once() -> None:
    assert [name for name, times in Counter(s.name for s in SCREENS).items() if times > 1] == []


def test_an_empty_vault_and_things_gone_wrong_are_pictured_too() -> None:
    assert sum(screen.in_empty for screen in SCREENS) >= 6
    assert sum(screen.trouble for screen in SCREENS) >= 3
    assert all(screen.route(Facts()) is not None for screen in SCREENS if screen.in_empty)


def play(qtbot: QtBot, script: Script, patience_ms: int = 5_000) -> BaseException | None:
    done: list[bool] = []
    player = Player(script, lambda: done.append(True), patience_ms)
    qtbot.waitUntil(lambda: bool(done))
    return player.error


def test_a_script_goes_on_when_its_condition_holds(qtbot: QtBot) -> None:
    steps: list[str] = []

    def script() -> Script:
        steps.append("a")
        yield lambda: bool(steps)
        steps.append("b")

    assert play(qtbot, script()) is None
    assert steps == ["a", "b"]


@pytest.mark.parametrize(
    ("condition", "error"), [(lambda: False, StuckError), (lambda: 1 // 0 > 0, ZeroDivisionError)]
)
def test_a_script_that_cannot_go_on_ends_with_its_reason(
    qtbot: QtBot, condition: Callable[[], bool], error: type[Exception]
) -> None:
    ended: list[str] = []

    def script() -> Script:
        try:
            yield condition
        finally:
            ended.append(QCoreApplication.applicationName())

    assert isinstance(play(qtbot, script(), 60), error)
    assert len(ended) == 1
