from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.changes import ChangeSet
from ruko_desk.errors import EnvironmentProblem
from tests.fakes.context import FakeToasts, NoDrafts, make_context
from ui.context import UiContext
from ui.shell.navigation import Navigation, PageFrame
from ui.shell.page import AUTOSAVE_LATEST_MS, AUTOSAVE_MS, Page
from ui.shell.routes import CaseRoute, HomeRoute, IntakeRoute, Route
from ui.widgets.banner import Banner


class Plain(Page):
    """A page without a draft."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.entered: list[Route] = []
        self.heard: list[ChangeSet] = []
        self.child = QWidget(self)

    def enter(self, route: Route) -> None:
        self.entered.append(route)
        super().enter(route)

    def on_changes(self, changes: ChangeSet) -> None:
        self.heard.append(changes)


class Writing(Page):
    """A page with two fields and a draft."""

    draft_form = "terima_tamu"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        layout = QVBoxLayout(self)
        self.name = QLineEdit()
        self.name.setObjectName("call_name")
        holder = QWidget()
        self.story = QPlainTextEdit()
        QVBoxLayout(holder).addWidget(self.story)
        layout.addWidget(self.name)
        layout.addWidget(holder)
        self.gone_back_to: dict[str, object] = {}
        self.name.textChanged.connect(self.touch)

    def enter(self, route: Route) -> None:
        self.name.clear()
        self.story.clear()
        self.ready()

    def draft(self) -> dict[str, object] | None:
        if not self.name.text():
            return None
        return {"name": self.name.text(), "story": self.story.toPlainText()}

    def restore(self, payload: dict[str, object]) -> None:
        self.name.setText(str(payload["name"]))
        self.story.setPlainText(str(payload["story"]))

    def place(self) -> dict[str, object]:
        return {"step": 2}

    def back_to(self, place: dict[str, object]) -> None:
        self.gone_back_to = place


@pytest.fixture
def ctx(qtbot: QtBot) -> UiContext:
    return make_context()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.show()
    return made


def make_navigation(ctx: UiContext, window: QWidget) -> Navigation:
    stack = QStackedWidget()
    layout = window.layout()
    assert layout is not None
    layout.addWidget(stack)
    return Navigation(
        ctx, stack, lambda kind, ctx: Writing(ctx) if kind is IntakeRoute else Plain(ctx)
    )


@pytest.fixture
def navigation(ctx: UiContext, window: QWidget) -> Navigation:
    return make_navigation(ctx, window)


def drafts(ctx: UiContext) -> NoDrafts:
    return cast("NoDrafts", ctx.services.drafts)


def writing(navigation: Navigation) -> Writing:
    assert isinstance(navigation.page, Writing)
    return navigation.page


def test_back_and_forward_go_through_the_routes(navigation: Navigation) -> None:
    navigation.go(HomeRoute())
    navigation.go(CaseRoute(case_uid="a"))
    navigation.go(CaseRoute(case_uid="b"))
    navigation.back()
    seen = [navigation.route]
    navigation.back()
    seen.append(navigation.route)
    navigation.forward()
    navigation.forward()
    seen.append(navigation.route)
    assert seen == [CaseRoute(case_uid="a"), HomeRoute(), CaseRoute(case_uid="b")]


def test_a_page_is_built_once_and_entered_for_every_route(navigation: Navigation) -> None:
    navigation.go(CaseRoute(case_uid="a"))
    first = navigation.page
    navigation.go(HomeRoute())
    navigation.go(CaseRoute(case_uid="b"))
    assert navigation.page is first
    assert isinstance(first, Plain)
    assert first.entered == [CaseRoute(case_uid="a"), CaseRoute(case_uid="b")]


def test_a_change_is_told_to_the_page_on_screen_unless_it_made_it(
    ctx: UiContext, navigation: Navigation
) -> None:
    navigation.go(CaseRoute(case_uid="a"))
    hidden = navigation.page
    navigation.go(HomeRoute())
    shown = navigation.page
    assert isinstance(hidden, Plain)
    assert isinstance(shown, Plain)
    changes = ChangeSet.of(("case", "a"))
    ctx.bus.announce(changes, shown.child)
    assert shown.heard == []
    ctx.bus.announce(changes, None)
    assert shown.heard == [changes]
    assert hidden.heard == []


def test_what_is_typed_is_kept_two_seconds_later_and_every_ten_at_the_latest(
    ctx: UiContext, navigation: Navigation
) -> None:
    navigation.go(IntakeRoute())
    page = writing(navigation)
    soon, latest = (
        next(t for t in page.findChildren(QTimer) if t.interval() == span)
        for span in (AUTOSAVE_MS, AUTOSAVE_LATEST_MS)
    )
    page.name.setText("A")
    assert soon.isActive()
    assert latest.isActive()
    page.name.setText("Ama")
    soon.timeout.emit()
    assert drafts(ctx).kept == {("terima_tamu", ""): {"name": "Ama", "story": ""}}
    assert not latest.isActive()


def test_leaving_a_page_keeps_its_draft_and_coming_back_offers_it(
    ctx: UiContext, navigation: Navigation
) -> None:
    navigation.go(IntakeRoute())
    writing(navigation).name.setText("Ama")
    navigation.go(HomeRoute())
    navigation.go(IntakeRoute())
    page = writing(navigation)
    assert page.name.text() == "Ama"
    frame = page.parentWidget()
    assert isinstance(frame, PageFrame)
    bar = frame.findChild(Banner)
    assert bar is not None
    assert bar.text() == "Draf 26 Nov 10.36 dikembalikan."
    bar.action.click()
    assert page.name.text() == ""
    assert drafts(ctx).kept == {}


def test_a_form_that_was_saved_leaves_no_draft(ctx: UiContext, navigation: Navigation) -> None:
    navigation.go(IntakeRoute())
    page = writing(navigation)
    page.name.setText("Ama")
    page.keep_draft()
    page.drop_draft()
    page.name.clear()
    navigation.go(HomeRoute())
    assert drafts(ctx).kept == {}


def test_a_draft_that_cannot_be_kept_is_told_once_and_tried_again(
    ctx: UiContext, navigation: Navigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise EnvironmentProblem("Ruang penyimpanan penuh")

    navigation.go(IntakeRoute())
    page = writing(navigation)
    with monkeypatch.context() as patch:
        patch.setattr(drafts(ctx), "save", full)
        page.name.setText("Ama")
        page.keep_draft()
        page.keep_draft()
    assert cast("FakeToasts", ctx.toasts).errors == ["Ruang penyimpanan penuh"]
    page.keep_draft()
    assert drafts(ctx).kept


def test_in_a_vault_opened_for_reading_nothing_is_kept(window: QWidget) -> None:
    ctx = make_context(read_only=True)
    navigation = make_navigation(ctx, window)
    navigation.go(IntakeRoute())
    writing(navigation).name.setText("Ama")
    assert navigation.unsaved() == []


def test_after_a_lock_page_field_and_cursor_are_back(
    qtbot: QtBot, ctx: UiContext, window: QWidget, navigation: Navigation
) -> None:
    navigation.go(IntakeRoute(call_name="x"))
    page = writing(navigation)
    page.name.setText("Ama")
    page.story.setPlainText("datang bersama adik")
    page.story.setFocus()
    cursor = page.story.textCursor()
    cursor.setPosition(6)
    page.story.setTextCursor(cursor)
    place = navigation.place()
    assert place is not None
    kept = navigation.unsaved()
    for draft in kept:
        ctx.services.drafts.save(ctx.actor, draft.form, draft.key, draft.payload)
    window.layout().takeAt(0).widget().deleteLater()  # type: ignore[union-attr]  # it is there

    again = make_navigation(ctx, window)
    again.return_to(place)
    page = writing(again)
    assert again.route == IntakeRoute(call_name="x")
    assert page.story.toPlainText() == "datang bersama adik"
    assert window.focusWidget() is page.story
    assert page.story.textCursor().position() == 6
    assert page.gone_back_to == {"step": 2}


def test_a_field_that_is_not_there_any_more_gives_the_first_one_the_keyboard(
    window: QWidget, navigation: Navigation
) -> None:
    navigation.return_to({"route": {"layar": "terima"}, "focus": "gone", "way": [4], "cursor": 3})
    assert window.focusWidget() is writing(navigation).name
