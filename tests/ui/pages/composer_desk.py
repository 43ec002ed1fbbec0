"""The composer with its fakes."""

from __future__ import annotations

from typing import cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.fakes.context import FakeNavigator, FakeToasts, NoDrafts, make_context
from tests.fakes.printer import FakePrinter
from tests.fakes.prompts import FakePrompts
from tests.fakes.runner import SyncRunner
from tests.ui.pages.letter_office import CASE, FakePress, LetterOffice
from ui.pages.referrals.composer import ComposerPage
from ui.shell.routes import ComposerRoute, Route
from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.text_edit import TextEdit

NEW = ComposerRoute(case_uid=CASE)


class ComposerDesk:
    """A composer, what it asks, and what it was answered."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.office = LetterOffice()
        self.referrals = self.office.referrals
        self.drafts = NoDrafts()
        self.office.drafts = self.drafts
        self.ctx = make_context(self.office, press=FakePress())
        self.prompts = cast("FakePrompts", self.ctx.prompts)
        self.navigator = cast("FakeNavigator", self.ctx.navigator)
        self.toasts = cast("FakeToasts", self.ctx.toasts)
        self.printer = cast("FakePrinter", self.ctx.printer)
        self.runner = cast("SyncRunner", self.ctx.runner)
        self.page = self.new_page()

    def new_page(self) -> ComposerPage:
        """Build the page as after an unlock."""
        self.page = ComposerPage(self.ctx)
        self._qtbot.addWidget(self.page)
        self.page.resize(1180, 600)
        self.page.show()
        self.page.activateWindow()
        return self.page

    def enter(self, route: Route = NEW, place: dict[str, object] | None = None) -> None:
        self.page.show_route(route, place)

    def pick(self, uid: str) -> None:
        name = {one.uid: one.name for one in self.referrals.partners}.get(uid)
        self.page.form.partner.set_value((uid, name) if name else None)

    def tick(self, name: str) -> CheckBox:
        box = self.page.findChild(CheckBox, name)
        assert isinstance(box, CheckBox)
        return box

    def write(self, name: str, words: str) -> None:
        editor = self.page.findChild(TextEdit, name)
        assert isinstance(editor, QPlainTextEdit)
        editor.setFocus()
        QTest.keyClicks(editor, words)

    def drawn(self) -> None:
        """Let the pause after typing pass."""
        with self._qtbot.waitSignal(self.page.preview.letter_made):
            self.page.preview.refresh_soon()
