from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ruko_desk.errors import EnvironmentProblem, RuKoError, UserError
from tests.fakes.runner import SyncRunner
from ui.jobs.runner import DB, DOCS, JobRunner


@pytest.fixture
def told() -> list[BaseException]:
    return []


@pytest.fixture
def runner(qtbot: QtBot, told: list[BaseException]) -> Iterator[JobRunner]:
    made = JobRunner(told.append)
    yield made
    assert made.stop()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def wait(qtbot: QtBot, runner: JobRunner) -> None:
    qtbot.waitUntil(lambda: runner.is_idle)


def test_work_is_done_in_order_on_its_own_thread_and_answered_on_the_window_s(
    qtbot: QtBot, runner: JobRunner, owner: QObject
) -> None:
    worked: list[str] = []
    answered: list[tuple[int, str]] = []

    def work(number: int) -> int:
        worked.append(threading.current_thread().name)
        return number

    for number in range(3):
        runner.db(
            partial(work, number),
            lambda value: answered.append((value, threading.current_thread().name)),
            owner=owner,
        )
    runner.docs(lambda: work(9), lambda _value: None, owner=owner)
    wait(qtbot, runner)
    assert [value for value, _thread in answered] == [0, 1, 2]
    assert {thread for _value, thread in answered} == {threading.main_thread().name}
    assert sorted(set(worked)) == ["ruko-db", "ruko-docs"]


def test_an_owner_that_has_gone_is_not_answered(qtbot: QtBot, runner: JobRunner) -> None:
    widget = QWidget()
    gate = threading.Event()
    answered: list[int] = []
    runner.db(lambda: gate.wait(5) and 1, answered.append, owner=widget)
    delete(widget)
    gate.set()
    wait(qtbot, runner)
    assert answered == []


def test_only_the_newest_search_answers_and_waiting_ones_are_not_even_done(
    qtbot: QtBot, runner: JobRunner, owner: QObject
) -> None:
    gate = threading.Event()
    done: list[str] = []
    answered: list[str] = []

    def search(text: str) -> str:
        gate.wait(5)
        done.append(text)
        return text

    for text in ("a", "am", "ama"):
        runner.latest("find", partial(search, text), answered.append, owner=owner)
    runner.latest("other", lambda: search("x"), answered.append, owner=owner)
    gate.set()
    wait(qtbot, runner)
    assert answered == ["ama", "x"]
    assert "am" not in done


def test_a_problem_goes_to_who_asked_and_a_bug_to_the_program(
    qtbot: QtBot, runner: JobRunner, owner: QObject, told: list[BaseException]
) -> None:
    taken: list[RuKoError] = []
    ended: list[str] = []
    bug = ValueError("bug")

    def fail(error: Exception) -> None:
        raise error

    def end() -> None:
        ended.append("end")

    for error in (UserError("isi nama"), OSError(errno.ENOSPC, "x"), bug):
        runner.db(
            partial(fail, error),
            lambda _none: None,
            owner=owner,
            err=taken.append,
            end=end,
        )
    wait(qtbot, runner)
    assert [type(error) for error in taken] == [UserError, EnvironmentProblem]
    assert "penuh" in taken[1].message
    assert told == [bug]
    assert ended == ["end"] * 3


def test_a_failed_save_is_told_although_its_page_has_gone(
    qtbot: QtBot, runner: JobRunner, told: list[BaseException]
) -> None:
    gate = threading.Event()
    widget = QWidget()

    def fail() -> None:
        gate.wait(5)
        raise EnvironmentProblem("disk penuh")

    runner.db(fail, lambda _none: None, owner=widget)
    delete(widget)
    gate.set()
    wait(qtbot, runner)
    assert [str(error) for error in told] == ["disk penuh"]


def test_the_database_thread_may_wait_for_a_document(
    qtbot: QtBot, runner: JobRunner, owner: QObject
) -> None:
    names: list[str] = []
    runner.db(
        lambda: runner.on_docs(lambda: threading.current_thread().name), names.append, owner=owner
    )
    wait(qtbot, runner)
    assert names == ["ruko-docs"]


def test_an_error_on_the_document_thread_reaches_who_waits(
    qtbot: QtBot, runner: JobRunner, owner: QObject
) -> None:
    def fail() -> None:
        raise UserError("logo rusak")

    taken: list[RuKoError] = []
    runner.db(lambda: runner.on_docs(fail), lambda _none: None, owner=owner, err=taken.append)
    wait(qtbot, runner)
    assert [error.message for error in taken] == ["logo rusak"]


def test_after_forget_the_work_is_done_but_nobody_is_answered(
    qtbot: QtBot, runner: JobRunner, owner: QObject
) -> None:
    gate = threading.Event()
    done: list[str] = []
    answered: list[str] = []

    def save() -> str:
        gate.wait(5)
        done.append("save")
        return "saved"

    runner.db(save, answered.append, owner=owner)
    runner.forget()
    runner.db(lambda: "later", answered.append, owner=owner)
    gate.set()
    wait(qtbot, runner)
    assert done == ["save"]
    assert answered == ["later"]


def test_stop_finishes_what_waits(qtbot: QtBot, told: list[BaseException], owner: QObject) -> None:
    runner = JobRunner(told.append)
    done: list[str] = []
    runner.db(lambda: done.append("draft"), lambda _none: None, owner=owner)
    assert runner.stop()
    assert done == ["draft"]
    runner.db(lambda: done.append("too late"), lambda _none: None, owner=owner)
    assert done == ["draft"]


@pytest.mark.parametrize("thread", [DB, DOCS])
def test_the_inline_runner_of_tests_drops_late_answers_too(thread: str, owner: QObject) -> None:
    runner = SyncRunner()
    runner.held = True
    answered: list[str] = []
    for text in ("a", "am"):
        runner.latest("find", partial(str, text), answered.append, owner=owner, thread=thread)
    runner.release()
    assert answered == ["am"]
