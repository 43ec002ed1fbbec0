from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ruko_desk.changes import ChangeSet, Outcome
from ruko_desk.errors import EnvironmentProblem, RuKoError, UserError
from tests.fakes.context import FakeToasts, make_context
from tests.fakes.prompts import FakePrompts
from tests.fakes.runner import SyncRunner
from ui.context import LockedOutError, UiContext, run_command, run_query

CHANGED = ChangeSet.of(("case", "c1"))


@pytest.fixture
def ctx(qtbot: QtBot) -> UiContext:
    return make_context()


def saved(_services: object, _actor: object) -> Outcome[str]:
    return Outcome("done", CHANGED)


def test_a_command_gives_the_button_back_and_tells_everybody_once(
    qtbot: QtBot, ctx: UiContext
) -> None:
    owner, button = QWidget(), QPushButton()
    qtbot.addWidget(owner)
    qtbot.addWidget(button)
    runner = cast("SyncRunner", ctx.runner)
    runner.held = True
    heard: list[tuple[ChangeSet, object]] = []
    ctx.bus.changed.connect(lambda changes, who: heard.append((changes, who)))
    values: list[str] = []
    run_command(ctx, owner, saved, values.append, button=button)
    assert not button.isEnabled()
    runner.release()
    assert button.isEnabled()
    assert values == ["done"]
    assert heard == [(CHANGED, owner)]


def test_a_change_is_told_although_the_dialog_that_made_it_was_closed(ctx: UiContext) -> None:
    owner = QWidget()
    runner = cast("SyncRunner", ctx.runner)
    runner.held = True
    heard: list[ChangeSet] = []
    ctx.bus.changed.connect(lambda changes, _who: heard.append(changes))
    values: list[str] = []
    run_command(ctx, owner, saved, values.append)
    delete(owner)
    runner.release()
    assert values == []
    assert heard == [CHANGED]


@pytest.mark.parametrize("error", [UserError("isi nama"), EnvironmentProblem("disk penuh")])
def test_an_error_without_a_taker_is_told_in_words(
    qtbot: QtBot, ctx: UiContext, error: RuKoError
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)

    def fail(_services: object, _actor: object) -> Outcome[str]:
        raise error

    run_command(ctx, owner, fail, lambda _value: None)
    toasts, prompts = cast("FakeToasts", ctx.toasts), cast("FakePrompts", ctx.prompts)
    told = [*toasts.errors, *(asked.text for asked in prompts.asked)]
    assert told == [error.message]


def test_a_locked_program_reads_and_writes_nothing(qtbot: QtBot, ctx: UiContext) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    ctx.close_session()
    called: list[str] = []
    run_query(ctx, owner, lambda _s, _a: called.append("read"), lambda _none: None)
    run_command(ctx, owner, saved, called.append)
    assert called == []
    with pytest.raises(LockedOutError):
        _ = ctx.services
    with pytest.raises(LockedOutError):
        ctx.navigate_back()


def test_names_are_hidden_again_when_the_session_ends(ctx: UiContext) -> None:
    seen: list[bool] = []
    ctx.names_changed.connect(seen.append)
    ctx.names.set_shown(True)
    ctx.close_session()
    assert seen == [True, False]
