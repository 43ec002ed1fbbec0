"""Quick find: what stands in its list, and what keys do; nothing typed is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.domain.dto.cases import QuickHit
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import EnvironmentProblem
from tests.fakes.context import AllRights, make_context
from tests.fakes.runner import SyncRunner
from ui.pages.find.popup import QuickFind
from ui.pages.find.rows import CommandRow, HitRow, NewcomerRow, head_of, parts_of
from ui.shell.routes import CaseRoute, IntakeRoute, ScheduleRoute

AMA = QuickHit(
    case_uid="a",
    code="RK-26-0412",
    initials="A.",
    age=31,
    detail="telp ••••5081 · janji hari ini 10.30",
    closed=False,
)
OLD = QuickHit(
    case_uid="b", code="RK-25-0188", initials="", age=None, detail="kasus ditutup", closed=True
)


@dataclass
class Searching:
    """Answers every question with `hits` and keeps what was asked."""

    hits: tuple[QuickHit, ...] = (AMA, OLD)
    asked: list[str] = field(default_factory=list)
    problem: EnvironmentProblem | None = None

    def quick(self, actor: Actor, text: str) -> tuple[QuickHit, ...]:
        self.asked.append(text)
        if self.problem is not None:
            raise self.problem
        return self.hits


@dataclass
class Desk:
    """The popup over a window, with what it asked for."""

    popup: QuickFind
    search: Searching
    routes: list[object]
    done: list[str]
    runner: SyncRunner

    def rows(self) -> list[object]:
        model = self.popup.list.model()
        return [
            model.data(model.index(n, 0), Qt.ItemDataRole.UserRole) for n in range(model.rowCount())
        ]

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.popup.line, key, held)


def make_desk(qtbot: QtBot, *denied: tuple[str, str], read_only: bool = False) -> Desk:
    window = QWidget()
    window.resize(1366, 690)
    qtbot.addWidget(window)
    search = Searching()
    done: list[str] = []
    ctx = make_context(
        SimpleNamespace(search=search, rights=AllRights(*denied)), read_only=read_only
    )
    for name in ("schedule", "lock", "home"):
        ctx.actions.bind(name, partial(done.append, name))
    window.show()
    popup = QuickFind(ctx, window)
    popup.open_with()
    return Desk(popup, search, ctx.navigator.routes, done, ctx.runner)  # type: ignore[attr-defined, arg-type]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = make_desk(qtbot)
    yield made
    made.popup.close()


def test_it_opens_with_the_recent_cases_and_the_keyboard_in_the_line(desk: Desk) -> None:
    assert desk.search.asked == [""]
    assert desk.rows() == [HitRow(hit=AMA), HitRow(hit=OLD)]
    assert head_of(HitRow(hit=AMA)) == "RK-26-0412 · A. (31 th)"
    assert head_of(HitRow(hit=OLD)) == "RK-25-0188"


def test_every_key_asks_at_once_and_only_the_last_answer_counts(desk: Desk) -> None:
    desk.runner.held = True
    QTest.keyClicks(desk.popup.line, "081")
    desk.search.hits = (OLD,)
    desk.runner.held = False
    desk.runner.release()
    assert desk.search.asked[-1] == "081"
    assert desk.rows()[0] == HitRow(hit=OLD)
    assert desk.rows()[1] == NewcomerRow(phone="081")


def test_enter_opens_and_ctrl_enter_books_what_the_arrows_chose(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.routes == [CaseRoute(case_uid="b")]
    assert not desk.popup.isVisible()
    desk.popup.open_with("ama")
    desk.press(Qt.Key.Key_Up)
    assert isinstance(desk.popup.current(), NewcomerRow), "the arrows go round"
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.popup.isVisible(), "nobody is booked who is no case yet"
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.routes[-1] == ScheduleRoute(case_uid="a")


def test_a_newcomer_goes_into_terima_tamu_with_what_was_typed(desk: Desk) -> None:
    desk.search.hits = ()
    for typed, wanted in (
        ("  Siti   Aminah ", IntakeRoute(call_name="Siti Aminah")),
        ("0812-3456", IntakeRoute(phone="0812-3456")),
    ):
        desk.popup.open_with(typed)
        desk.press(Qt.Key.Key_Return)
        assert desk.routes[-1] == wanted
    desk.popup.open_with("RK-26-9")
    assert desk.rows() == []
    desk.press(Qt.Key.Key_Return)
    assert desk.popup.isVisible()


def test_commands_are_found_by_a_part_of_their_words(desk: Desk) -> None:
    desk.search.hits = ()
    desk.popup.open_with("jadw")
    assert isinstance(desk.rows()[-1], CommandRow)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.done == ["schedule"]


def test_nothing_of_what_was_typed_or_found_is_kept(desk: Desk) -> None:
    desk.popup.open_with("Siti")
    desk.press(Qt.Key.Key_Escape)
    assert desk.popup.line.text() == ""
    assert not desk.popup.line.isUndoAvailable()
    assert desk.rows() == []


def test_nothing_is_kept_when_it_is_hidden_without_being_closed(desk: Desk) -> None:
    desk.popup.open_with("Siti")
    assert desk.popup.line.text() == "Siti"
    assert desk.rows()
    desk.popup.hide()
    assert desk.popup.line.text() == ""
    assert desk.rows() == []


def test_a_problem_is_told_in_words_and_typing_goes_on(desk: Desk) -> None:
    desk.search.problem = EnvironmentProblem("Data sedang dipakai program lain.")
    desk.popup.open_with("ama")
    assert isinstance(desk.rows()[0], NewcomerRow)
    desk.search.problem = None
    QTest.keyClicks(desk.popup.line, "l")
    assert desk.rows()[0] == HitRow(hit=AMA)


def test_who_may_not_receive_book_or_see_clients_is_offered_less(qtbot: QtBot) -> None:
    lesser = make_desk(qtbot, ("fakta_awal", "W"), ("identitas", "R"))
    lesser.popup.open_with("jadwal")
    assert lesser.search.asked == []
    assert [type(row) for row in lesser.rows()] == [CommandRow]
    lesser.popup.close()
    reading = make_desk(qtbot, read_only=True)
    reading.popup.open_with("ama")
    assert [type(row) for row in reading.rows()] == [HitRow, HitRow]
    reading.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert reading.routes == []
    reading.popup.close()


@pytest.mark.parametrize(
    ("text", "typed", "bold"),
    [
        ("telp 0812-••••5081", "5081", ["5081"]),
        ("telp 0812-3456", "08123", ["0812-3"]),
        ("RK-26-0412 · A.", "rk-26", ["RK-26"]),
        ("RK-26-0412", "ama", []),
        ("a+b", "+", ["+"]),
    ],
)
def test_what_matches_is_bold_across_grouping(text: str, typed: str, bold: list[str]) -> None:
    parts = list(parts_of(text, typed))
    assert "".join(part for part, _ in parts) == text
    assert [part for part, matches in parts if matches] == bold
