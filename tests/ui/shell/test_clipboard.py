from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.shell.clipboard import KEEP_MS, MARK, ClipboardGuard


@pytest.fixture
def guard(qtbot: QtBot) -> ClipboardGuard:
    QGuiApplication.clipboard().clear()
    return ClipboardGuard()


def test_what_a_field_copies_is_marked_as_secret_and_goes(
    qtbot: QtBot, guard: ClipboardGuard
) -> None:
    field = QLineEdit("0812 3456 7890")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "0812 3456 7890"
    assert clipboard.mimeData().hasFormat(MARK)
    guard.clear()
    assert clipboard.text() == ""


def test_it_goes_by_itself_after_fifteen_seconds(qtbot: QtBot, guard: ClipboardGuard) -> None:
    guard.copy("RK-26-0412")
    timer = guard.findChildren(type(guard._timer))[0]  # noqa: SLF001 - the time is not waited for
    assert timer.isActive()
    assert timer.interval() == KEEP_MS == 15_000
    timer.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""


def test_details_without_client_data_stay(qtbot: QtBot, guard: ClipboardGuard) -> None:
    guard.copy_harmless("Ru-Ko Desk 0.1, Python 3.11")
    guard.clear()
    assert QGuiApplication.clipboard().text() == "Ru-Ko Desk 0.1, Python 3.11"
    assert not QGuiApplication.clipboard().mimeData().hasFormat(MARK)
