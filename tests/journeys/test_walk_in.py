"""A walk-in through the real window: unlock, Terima tamu, and the queue on Beranda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.clock import FixedClock, at
from ruko_desk.db.at_rest import holds
from ruko_desk.practice.make import PASSWORD, PracticePlan, make_practice_vault
from ui.app import Options, Program, make_application
from ui.pages.home.page import HomePage
from ui.shell.desk import Desk
from ui.shell.doors.unlock_page import UnlockPage

UNTIL = date(2026, 11, 26)
WAIT_MS = 20_000


@pytest.fixture
def program(tmp_path: Path, qapp: QApplication) -> Iterator[Program]:
    folder = tmp_path / "brankas"
    make_practice_vault(PracticePlan(folder=folder, cases=12, until=UNTIL))
    made = Program(make_application(), Options(vault=folder), FixedClock(at(UNTIL, 10)))
    made.start()
    yield made
    made.flow.end()
    made.end()
    made.window.deleteLater()


def typed(parent: QWidget, name: str, text: str) -> None:
    field = parent.findChild(QWidget, name)
    assert field is not None, name
    field.setFocus()
    QTest.keyClicks(field, text)


def unlock(program: Program, qtbot: QtBot) -> Desk:
    """Let the front desk in; return her desk with Beranda on it."""
    window = program.window
    qtbot.waitUntil(lambda: isinstance(window.face, UnlockPage), timeout=WAIT_MS)
    door = window.face
    assert isinstance(door, UnlockPage)
    door.name.clear()
    typed(door, "name", "petugas")
    door.passphrase.set_value(PASSWORD)
    QTest.mouseClick(door.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.flow.desk is not None, timeout=WAIT_MS)
    desk = program.flow.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.findChild(HomePage) is not None, timeout=WAIT_MS)
    return desk


def test_a_guest_is_received_and_waits_in_the_queue_without_her_name(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    window = program.window
    desk = unlock(program, qtbot)
    desk.trigger("intake")
    qtbot.waitUntil(lambda: desk.findChild(QWidget, "call_name") is not None, timeout=WAIT_MS)
    typed(desk, "call_name", "Zulaikha")
    save = desk.findChild(QWidget, "save")
    assert save is not None
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    home = desk.findChild(HomePage)
    assert home is not None
    qtbot.waitUntil(lambda: "A-06" in shown(home), timeout=WAIT_MS)
    assert "Z." in shown(home)
    assert "Zulaikha" not in shown(home)
    assert window.windowTitle() == "Ru-Ko Desk"
    program.flow.lock("manual")
    qtbot.waitUntil(lambda: isinstance(window.face, UnlockPage), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: program.runner.is_idle, timeout=WAIT_MS)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "data.ruko" for path in files)
    assert [path.name for path in files if holds(path, ("Zulaikha", "zulaikha", "A-06"))] == []
    unlock(program, qtbot)
    again = program.window.findChild(HomePage)
    assert again is not None
    qtbot.waitUntil(lambda: "A-06" in shown(again), timeout=WAIT_MS)


def shown(home: HomePage) -> str:
    """Return everything that the queue tells, seen and spoken."""
    rows = home.queue.table.model()
    return " | ".join(
        str(rows.index(row, column).data())
        for row in range(rows.rowCount())
        for column in range(rows.columnCount())
    )
