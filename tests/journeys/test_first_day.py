"""The first day in the real window: an empty folder, the six steps, work, lock, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.clock import SystemClock
from ui.app import Options, Program, make_application
from ui.pages.settings.page import SettingsPage
from ui.shell.desk import Desk
from ui.shell.doors.pin_page import PinPage
from ui.shell.doors.unlock_page import UnlockPage
from ui.wizards.first_run.sheets_step import SheetsStep
from ui.wizards.first_run.wizard import FirstRunWizard

WAIT_MS = 30_000
HOUSE = "Rumah Kolaborasi Ujian"
PIN = "294716"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "brankas"


@pytest.fixture
def program(folder: Path, qapp: QApplication) -> Iterator[Program]:
    made = Program(make_application(), Options(vault=folder), SystemClock())
    made.start()
    yield made
    made.flow.end()
    made.end()
    made.window.deleteLater()


def press(parent: QWidget, name: str) -> None:
    button = parent.findChild(QAbstractButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(parent: QWidget, name: str, text: str) -> None:
    field = parent.findChild(QWidget, name)
    assert field is not None, name
    line = field if isinstance(field, QLineEdit) else cast("QWidget", field.focusProxy())
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, text)


def until_face(qtbot: QtBot, program: Program, kind: type[QWidget]) -> None:
    qtbot.waitUntil(lambda: isinstance(program.window.face, kind), timeout=WAIT_MS)


def set_up(qtbot: QtBot, program: Program) -> str:
    """Walk through the first run; return the passphrase."""
    until_face(qtbot, program, FirstRunWizard)
    wizard = cast("FirstRunWizard", program.window.face)
    qtbot.waitUntil(lambda: wizard.step is not None, timeout=WAIT_MS)
    press(wizard, "next")
    write(wizard, "house_name", HOUSE)
    press(wizard, "next")
    write(wizard, "display_name", "Ratna Dewi")
    write(wizard, "login_name", "ratna")
    press(wizard, "draw")
    drawn = wizard.findChild(QWidget, "drawn")
    passphrase = str(cast("QAbstractButton", drawn).text())
    press(wizard, "next")
    qtbot.waitUntil(lambda: isinstance(wizard.step, SheetsStep), timeout=WAIT_MS)
    recovery = wizard.run.recovery
    assert recovery is not None
    for index in wizard.run.asked:
        write(wizard, f"group_{index}", recovery.groups[index])
    for _step in range(3):
        press(wizard, "next")
    until_face(qtbot, program, Desk)
    return passphrase


def test_from_an_empty_folder_to_a_lock_that_eats_no_text(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    passphrase = set_up(qtbot, program)
    until_face(qtbot, program, Desk)
    desk = cast("Desk", program.window.face)
    desk.trigger("settings")
    qtbot.waitUntil(lambda: isinstance(desk.navigation.page, SettingsPage), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: program.runner.is_idle, timeout=WAIT_MS)
    write(desk, "signer_name", "Wulandari Puspita")
    qtbot.waitUntil(lambda: program.runner.is_idle, timeout=WAIT_MS)

    program.flow.lock("manual")
    until_face(qtbot, program, UnlockPage)
    qtbot.waitUntil(lambda: program.runner.is_idle, timeout=WAIT_MS)
    stored = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    for secret in ("Wulandari", "Ratna", HOUSE, passphrase):
        assert secret.encode() not in stored

    door = cast("UnlockPage", program.window.face)
    write(door, "passphrase", passphrase)
    press(door, "open")
    until_face(qtbot, program, Desk)
    qtbot.waitUntil(lambda: program.runner.is_idle, timeout=WAIT_MS)
    page = cast("Desk", program.window.face).navigation.page
    assert isinstance(page, SettingsPage)
    assert page.house.values()["signer_name"] == "Wulandari Puspita"
    focus = program.window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "signer_name"

    desk = cast("Desk", program.window.face)
    desk.trigger("profile")
    qtbot.waitUntil(lambda: desk.findChild(QWidget, "set_pin") is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: program.runner.is_idle, timeout=WAIT_MS)
    write(desk, "pin", PIN)
    press(desk, "set_pin")
    qtbot.waitUntil(lambda: program.runner.is_idle, timeout=WAIT_MS)
    program.flow.lock("idle")
    until_face(qtbot, program, PinPage)
    pin_door = cast("PinPage", program.window.face)
    write(pin_door, "pin", PIN)
    press(pin_door, "open")
    until_face(qtbot, program, Desk)
