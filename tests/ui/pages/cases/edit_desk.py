"""Somebody who writes a case: the page, real services behind it, and ways to type and look."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.clock import FixedClock
from ruko_desk.domain.dto.cases import CaseDetail
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.cases import Cases
from ruko_desk.services.office import Office
from tests.fakes.context import FakeNavigator, FakeToasts, NoDrafts, make_context
from tests.fakes.runner import SyncRunner
from ui.pages.cases.case_page import CasePage
from ui.pages.cases.record_form import RecordForm
from ui.pages.cases.record_list import RecordListSection
from ui.pages.cases.record_pane import RecordPane
from ui.pages.cases.record_section import RecordSection
from ui.shell.routes import CaseRoute


class EditDesk:
    """The page of one case at Data kasus."""

    def __init__(
        self,
        qtbot: QtBot,
        office: Office,
        clock: FixedClock,
        actor: Actor,
        uid: str,
        drafts: NoDrafts | None = None,
    ) -> None:
        self.actor, self.uid = actor, uid
        self.cases = Cases(office)
        self.drafts = drafts or NoDrafts()
        self.services = SimpleNamespace(
            cases=self.cases, codes=office.codes, regions=office.regions, drafts=self.drafts
        )
        self.ctx = make_context(self.services, actor, clock=clock)
        self.toasts = cast("FakeToasts", self.ctx.toasts)
        self.navigator = cast("FakeNavigator", self.ctx.navigator)
        self.runner = cast("SyncRunner", self.ctx.runner)
        self.page = CasePage(self.ctx)
        qtbot.addWidget(self.page)
        self.page.resize(1198, 600)
        self.cases.open(actor, uid, "Menggantikan")
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.show_route(CaseRoute(case_uid=uid, tab="data"))

    def pane(self, key: str) -> RecordPane[Any]:
        """Turn to a section; return the record on screen."""
        self.page.data.show_section(key)
        section = self.page.data.section(key)
        if isinstance(section, RecordListSection):
            return section.pane(section.shown())
        assert isinstance(section, RecordSection)
        return section.pane

    def form(self, key: str) -> RecordForm[Any]:
        """Turn to a section; return the form on screen."""
        return self.pane(key).form

    def records(self, key: str) -> RecordListSection[Any]:
        """Return a section over several records."""
        section = self.page.data.section(key)
        assert isinstance(section, RecordListSection)
        return section

    def write(self, key: str, field: str, words: str) -> None:
        """Replace what stands in a field by typing."""
        self.form(key).focus_field(field)
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClick(at, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(at, Qt.Key.Key_Delete)
        QTest.keyClicks(at, words)

    def shows(self, key: str, field: str) -> object:
        """Return what a field holds."""
        return self.form(key).get(field).editor.value()

    def save(self) -> None:
        """Press Ctrl+S."""
        assert self.page.handle("save")

    def stored(self) -> CaseDetail:
        """Return the case as it is in the store."""
        return self.cases.open(self.actor, self.uid)

    def named(self, name: str) -> QWidget:
        """Return a widget of the page by its object name."""
        found = self.page.findChild(QWidget, name)
        assert isinstance(found, QWidget)
        return found
