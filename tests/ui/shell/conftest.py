from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ruko_desk.clock import FixedClock
from ruko_desk.services.vault import VaultGate
from tests.fakes.context import MORNING
from tests.fakes.gate import PASSPHRASE, FakeGate, FakeVault
from tests.fakes.printer import FakePrinter
from tests.fakes.prompts import FakePrompts
from tests.fakes.runner import SyncRunner
from ui.actions.registry import ActionBook
from ui.app import make_application
from ui.context import Nowhere, UiContext
from ui.jobs.bus import ChangeBus
from ui.shell.capture import CaptureGuard
from ui.shell.clipboard import ClipboardGuard
from ui.shell.doors.unlock_page import UnlockPage
from ui.shell.flow import Flow
from ui.shell.flow_doors import FlowParts
from ui.shell.idle_lock import IdleLock
from ui.shell.input_watch import InputWatch
from ui.shell.main_window import MainWindow
from ui.shell.page import Page
from ui.shell.routes import Route
from ui.shell.toasts import DeskToasts
from ui.theme.theme import theme


class NotePage(Page):
    """A page with one field whose text is a draft."""

    draft_form = "catatan"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.text = QLineEdit()
        self.text.setObjectName("text")
        QVBoxLayout(self).addWidget(self.text)
        self.handled: list[str] = []
        self.broken = False

    def enter(self, route: Route) -> None:
        self.text.clear()
        self.ready()

    def draft(self) -> dict[str, object] | None:
        if self.broken:
            raise ZeroDivisionError
        return {"text": self.text.text()} if self.text.text() else None

    def restore(self, payload: dict[str, object]) -> None:
        self.text.setText(str(payload["text"]))

    def handle(self, action: str) -> bool:
        self.handled.append(action)
        return True


@dataclass
class House:
    """The whole shell over a fake vault."""

    window: MainWindow
    flow: Flow
    ctx: UiContext
    vault: FakeVault
    runner: SyncRunner
    idle: IdleLock
    ended: list[str] = field(default_factory=list)

    @property
    def prompts(self) -> FakePrompts:
        return cast("FakePrompts", self.ctx.prompts)

    @property
    def page(self) -> NotePage:
        assert self.flow.desk is not None
        page = self.flow.desk.navigation.page
        assert isinstance(page, NotePage)
        return page

    @property
    def door(self) -> UnlockPage:
        assert isinstance(self.window.face, UnlockPage)
        return self.window.face

    def unlock(self, name: str = "nurul", passphrase: str = PASSPHRASE) -> None:
        self.door.name.set_value(name)
        self.door.passphrase.set_value(passphrase)
        self.door.submit()

    def dialogs(self) -> list[QDialog]:
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible()
        ]


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@contextmanager
def opened_house(
    vault: FakeVault, gate: Callable[[Path], VaultGate], folder: Path
) -> Iterator[House]:
    """Show the shell on a vault folder, with pages of one field and without threads."""
    app = make_application()
    clock = FixedClock(MORNING)
    seconds = [0.0]
    window = MainWindow(clock)
    window.resize(1366, 768)
    runner = SyncRunner()
    ended: list[str] = []
    watch = InputWatch(lambda: seconds[0], window)
    idle = IdleLock(lambda: seconds[0], clock, window)
    toasts = DeskToasts()
    ctx = UiContext(
        runner=runner,
        bus=ChangeBus(window),
        prompts=FakePrompts(),
        printer=FakePrinter(),
        clock=clock,
        theme=theme(),
        toasts=toasts,
        clipboard=ClipboardGuard(window),
        actions=ActionBook(window, lambda _right: False),
        navigator=Nowhere(),
        make_press=lambda: cast("Any", None),
    )
    flow = Flow(
        FlowParts(
            window=window,
            runner=runner,
            ctx=ctx,
            toasts=toasts,
            watch=watch,
            idle=idle,
            capture=CaptureGuard(window),
            gate=gate,
            quit=lambda: ended.append("quit"),
            fresh_process=lambda: ended.append("fresh"),
            clear_temp=lambda: ended.append("temp"),
            make_page=lambda _kind, ctx: NotePage(ctx),
        ),
        folder,
    )
    app.installEventFilter(watch)
    window.show()
    try:
        yield House(window, flow, ctx, vault, runner, idle, ended)
    finally:
        app.removeEventFilter(watch)
        window.close_now()
        delete(window)  # at once, so that the next test does not dress these widgets again


@pytest.fixture
def house(qtbot: QtBot, vault: FakeVault, tmp_path: Path) -> Iterator[House]:
    def gate(folder: Path) -> VaultGate:
        return cast("VaultGate", FakeGate(vault, folder))

    with opened_house(vault, gate, tmp_path / "brankas") as opened:
        yield opened


@pytest.fixture
def desk(house: House) -> House:
    """The shell with somebody at her desk."""
    house.flow.start()
    house.unlock()
    return house


def press(widget: QWidget, name: str) -> None:
    """Press the button of this name."""
    from PySide6.QtWidgets import QAbstractButton

    button = widget.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()
