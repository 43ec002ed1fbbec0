from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from tests.fakes.gate import FakeSettings
from tests.ui.shell.conftest import House
from ui.shell.doors.unlock_page import UnlockPage
from ui.shell.quick_hide import CalendarCover


def grace(house: House) -> QTimer:
    wanted = house.ctx.settings.safety.hide_grace_seconds * 1000
    return next(t for t in house.flow.findChildren(QTimer) if t.interval() == wanted)


def cover(house: House) -> CalendarCover:
    found = house.window.findChild(CalendarCover)
    assert found is not None
    return found


@pytest.mark.parametrize("way", ["key", "shift", "button"])
def test_every_way_leads_to_the_calendar(desk: House, way: str) -> None:
    assert desk.flow.desk is not None
    if way == "key":
        QTest.keyClick(desk.page.text, Qt.Key.Key_F12)
    elif way == "shift":
        for _press in range(3):
            QTest.keyPress(desk.page.text, Qt.Key.Key_Shift)
            QTest.keyRelease(desk.page.text, Qt.Key.Key_Shift)
    else:
        desk.flow.desk.top.chosen.emit("hide")
    assert desk.window.covered
    assert cover(desk).isVisible()
    assert not desk.flow.desk.isVisible()
    assert desk.window.windowTitle() == "Kalender"


def test_it_covers_dialogs_and_menus_and_gives_the_dialogs_back(desk: House) -> None:
    dialog = QDialog(desk.page)
    answers: list[int] = []
    dialog.finished.connect(answers.append)
    combo = QComboBox(dialog)
    combo.addItems(["a", "b"])
    QVBoxLayout(dialog).addWidget(combo)
    dialog.open()
    combo.showPopup()
    assert QApplication.activePopupWidget() is not None
    QTest.keyClick(dialog, Qt.Key.Key_F12)
    assert not dialog.isVisible()
    assert QApplication.activePopupWidget() is None
    visible = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert visible == [desk.window]
    QTest.keyClick(cover(desk), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    assert answers == []
    dialog.reject()


def test_enter_within_the_grace_time_brings_everything_back(desk: House) -> None:
    desk.page.text.setText("ibu baju hijau")
    desk.page.text.setFocus()
    desk.page.text.setCursorPosition(4)
    QTest.keyClick(desk.page.text, Qt.Key.Key_F12)
    QTest.keyClick(cover(desk), Qt.Key.Key_A)
    QTest.keyClick(cover(desk), Qt.Key.Key_Escape)
    assert desk.window.windowTitle() == "Kalender"
    QTest.keyClick(cover(desk), Qt.Key.Key_Return)
    assert desk.window.windowTitle() == "Ru-Ko Desk"
    assert desk.window.focusWidget() is desk.page.text
    assert desk.page.text.cursorPosition() == 4
    assert not grace(desk).isActive()


def test_a_click_brings_it_back_too(desk: House) -> None:
    desk.flow.hide()
    QTest.mouseClick(cover(desk), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert not desk.window.covered


def test_after_the_grace_time_it_is_locked_behind_the_calendar(desk: House) -> None:
    desk.page.text.setText("ibu baju hijau")
    desk.flow.hide()
    grace(desk).timeout.emit()
    assert desk.window.covered
    assert cover(desk).isVisible()
    assert desk.vault.open_sessions == 0
    assert desk.vault.drafts.kept["catatan", ""] == {"text": "ibu baju hijau"}
    QTest.keyClick(cover(desk), Qt.Key.Key_Return)
    assert isinstance(desk.window.face, UnlockPage)
    assert desk.door.isVisible()


def test_drafts_are_saved_behind_it(desk: House, qtbot: QtBot) -> None:
    desk.page.text.setText("ibu baju hijau")
    desk.flow.hide()
    qtbot.waitUntil(lambda: "audit:layar aman" in desk.vault.log)
    assert desk.vault.log[-2:] == ["draft:catatan", "audit:layar aman"]


def test_the_grace_time_is_a_setting(desk: House) -> None:
    desk.vault.settings = FakeSettings(hide_grace_seconds=60)
    desk.flow.lock("manual")
    desk.unlock()
    desk.flow.hide()
    assert grace(desk).interval() == 60_000


def test_it_tells_nothing_but_time_and_day(desk: House) -> None:
    desk.flow.hide()
    words = " ".join(label.text() for label in cover(desk).findChildren(QLabel))
    assert "10.36" in words
    assert "Kamis, 26 November 2026" in words
    for telling in ("Ru-Ko", "Saling", "kunci", "Nurul"):
        assert telling not in words


def test_it_works_on_the_unlock_page_too(house: House) -> None:
    house.flow.start()
    QTest.keyClick(house.door.name, Qt.Key.Key_F12)
    assert house.window.covered
    QTest.keyClick(cover(house), Qt.Key.Key_Return)
    assert house.door.isVisible()


def test_no_shortcut_works_behind_it(desk: House) -> None:
    desk.flow.hide()
    QTest.keyClick(cover(desk), Qt.Key.Key_F5)
    QTest.keyClick(cover(desk), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert "reload" not in desk.page.handled
    assert desk.flow.desk is not None
