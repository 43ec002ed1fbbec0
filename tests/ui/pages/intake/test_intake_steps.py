"""Terima tamu: three steps, any of which can save, and what is done after saving."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from ruko_desk.changes import ChangeSet, Outcome
from ruko_desk.domain.codes import CodeLists
from ruko_desk.domain.dto.desk import IntakeCard, IntakeResult, MatchQuery, MatchRow
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors
from ruko_desk.paths import resource
from tests.fakes.context import AllRights, FakeNavigator, FakeToasts, make_context
from tests.fakes.prompts import FakePrompts
from ui.context import UiContext
from ui.pages.intake.page import IntakePage
from ui.shell.routes import (
    CaseRoute,
    ComposerRoute,
    HomeRoute,
    IntakeRoute,
    Route,
    ScheduleRoute,
)


@dataclass
class FakeIntake:
    """Keeps the cards it is given."""

    cards: list[IntakeCard] = field(default_factory=list)
    refusal: FieldErrors | None = None

    def matches(self, actor: Actor, query: MatchQuery) -> tuple[MatchRow, ...]:
        return ()

    def receive(self, actor: Actor, card: IntakeCard) -> Outcome[IntakeResult]:
        if self.refusal is not None:
            refusal, self.refusal = self.refusal, None
            raise refusal
        self.cards.append(card)
        case = "case1" if card.open_case else None
        return Outcome(
            IntakeResult(
                contact_uid="c",
                queue_number="A-06" if card.to_queue else None,
                case_uid=case,
                case_code="RK-26-0413" if case else None,
                client_uid=None,
            ),
            ChangeSet(),
        )

    def emergency(self, actor: Actor) -> Outcome[IntakeResult]:
        return Outcome(
            IntakeResult(
                contact_uid="c",
                queue_number="A-07",
                case_uid=None,
                case_code=None,
                client_uid=None,
            ),
            ChangeSet(),
        )


@dataclass
class Reception:
    """The page with what it asked for."""

    page: IntakePage
    ctx: UiContext
    intake: FakeIntake

    @property
    def routes(self) -> list[Route]:
        return cast("FakeNavigator", self.ctx.navigator).routes

    def press(self, name: str) -> None:
        button = self.page.findChild(QPushButton, name)
        assert button is not None
        assert button.isVisible(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def step(self) -> int:
        steps = self.page.findChild(QStackedWidget)
        assert steps is not None
        return steps.currentIndex()


def receive(qtbot: QtBot, *denied: tuple[str, str]) -> Reception:
    codes = CodeLists.from_csv(
        *(path.read_text(encoding="utf-8") for path in sorted(resource("codes").glob("*.csv")))
    )
    intake = FakeIntake()
    ctx = make_context(SimpleNamespace(intake=intake, codes=codes, rights=AllRights(*denied)))
    page = IntakePage(ctx)
    qtbot.addWidget(page)
    page.resize(1180, 600)
    page.show()
    page.show_route(IntakeRoute(call_name="Ama"))
    return Reception(page, ctx, intake)


@pytest.fixture
def reception(qtbot: QtBot) -> Reception:
    return receive(qtbot)


def test_the_first_minute_is_enough(reception: Reception) -> None:
    reception.press("save")
    (card,) = reception.intake.cards
    assert (card.call_name, card.to_queue, card.open_case) == ("Ama", True, True)
    assert reception.routes == [HomeRoute()]


@pytest.mark.parametrize(
    ("way", "words", "route", "queued", "needs"),
    [
        ("antre", "Simpan dan masuk antrean", HomeRoute(), True, ()),
        ("janji", "Simpan dan buat janji", ScheduleRoute(case_uid="case1"), False, ()),
        ("rujukan", "Simpan dan tulis rujukan", ComposerRoute(case_uid="case1"), False, ()),
        (
            "rumah_aman",
            "Simpan dan buka kasus",
            CaseRoute(case_uid="case1"),
            True,
            ("tempat_aman",),
        ),
    ],
)
def test_step_three_says_what_comes_next_and_it_is_done_after_saving(
    reception: Reception, way: str, words: str, route: Route, queued: bool, needs: tuple[str, ...]
) -> None:
    reception.press("more")
    reception.press("more")
    assert reception.step() == 2
    reception.page.next.chips.button(way).click()
    assert reception.page.save.text() == words
    reception.press("save")
    (card,) = reception.intake.cards
    assert (card.to_queue, card.needs) == (queued, needs)
    assert reception.routes == [route]
    assert reception.step() == 0
    assert reception.page.next.way() == "antre"


def test_the_keyboard_walks_the_steps(reception: Reception, qtbot: QtBot) -> None:
    reception.page.activateWindow()
    qtbot.waitUntil(reception.page.isActiveWindow)
    reception.press("more")
    reception.press("more")
    chips = reception.page.next.chips
    qtbot.waitUntil(lambda: chips.button("antre").hasFocus())
    QTest.keyClick(chips.button("antre"), Qt.Key.Key_Right)
    QTest.keyClick(chips.button("janji"), Qt.Key.Key_Space)
    assert reception.page.next.way() == "janji"
    assert reception.page.handle("submit")
    assert reception.routes == [ScheduleRoute(case_uid="case1")]


def test_booking_begins_with_the_service_that_is_needed_first(reception: Reception) -> None:
    page = reception.page
    page.card.set_values({"needs": ("tempat_aman", "psikologi", "kesehatan")})
    page.next.set_way("janji")
    reception.press("save")
    assert reception.routes == [ScheduleRoute(case_uid="case1", service="psikologi")]


def test_a_way_that_needs_a_case_asks_for_a_name(reception: Reception) -> None:
    page = reception.page
    page.card.set_values({"call_name": "", "description": "ibu baju hijau"})
    page.next.set_way("janji")
    reception.press("save")
    assert reception.intake.cards == []
    assert "call_name" in page.card.errors()
    page.next.set_way("antre")
    reception.press("save")
    assert reception.intake.cards[0].open_case is False


def test_later_leaves_the_next_step_out(reception: Reception) -> None:
    reception.page.next.set_way("rumah_aman")
    reception.press("later")
    (card,) = reception.intake.cards
    assert (card.to_queue, card.needs) == (False, ())
    assert reception.routes == [HomeRoute()]


def test_a_refusal_leads_to_the_step_it_is_about_and_keeps_the_way(reception: Reception) -> None:
    reception.intake.refusal = FieldErrors({"must_not_know": "Terlalu panjang"})
    reception.page.next.set_way("rujukan")
    reception.press("save")
    assert reception.step() == 1
    assert reception.page.safety.errors() == {"must_not_know": "Terlalu panjang"}
    reception.press("save")
    assert reception.routes == [ComposerRoute(case_uid="case1")]


def test_a_draft_keeps_the_way(reception: Reception, qtbot: QtBot) -> None:
    reception.page.next.set_way("janji")
    kept = reception.page.draft()
    assert kept is not None
    other = receive(qtbot)
    other.page.restore(kept)
    assert other.page.next.way() == "janji"


def test_an_emergency_tells_numbers_and_keeps_what_was_typed(reception: Reception) -> None:
    reception.press("emergency")
    asked = cast("FakePrompts", reception.ctx.prompts).asked[-1]
    assert "A-07" in asked.title
    assert all(number in asked.text for number in ("112", "119", "110", "129"))
    assert "ruang tertutup" in asked.text
    assert reception.page.card.values()["call_name"] == "Ama"
    assert cast("FakeToasts", reception.ctx.toasts).errors == []


def test_who_books_and_refers_nothing_is_offered_the_queue_and_a_safe_place(qtbot: QtBot) -> None:
    lesser = receive(qtbot, ("identitas", "W"), ("rekam_terbatas", "W"))
    assert lesser.page.next.chips.codes() == ("antre", "rumah_aman")
