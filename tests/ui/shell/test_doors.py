from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.doors.new_passphrase import NewPassphrase
from ui.shell.doors.restore_page import RestorePage, RestoreWish
from ui.shell.doors.unlock_page import UnlockPage
from ui.shell.doors.waiting_page import WaitingPage

GOOD = "lima kata yang mudah diingat"


def line_of(page: UnlockPage) -> QWidget:
    line = page.passphrase.focusProxy()
    assert isinstance(line, QWidget)
    return line


def test_the_keyboard_is_in_the_first_empty_field(qtbot: QtBot) -> None:
    for name, expected in (("", "name"), ("nurul", "passphrase")):
        page = UnlockPage(name=name)
        qtbot.addWidget(page)
        page.show()
        focus = page.focusWidget()
        assert focus is not None
        field = page.name if expected == "name" else page.passphrase.focusProxy()
        assert focus is field


def test_enter_in_the_name_goes_on_to_the_passphrase_and_there_opens(qtbot: QtBot) -> None:
    page = UnlockPage()
    qtbot.addWidget(page)
    page.show()
    sent: list[tuple[str, str]] = []
    page.submitted.connect(lambda name, secret: sent.append((name, secret)))
    QTest.keyClicks(page.name, "Nurul")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    line = line_of(page)
    QTest.keyClicks(line, "rahasia sekali")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert sent == [("Nurul", "rahasia sekali")]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(sent) == 1


def test_caps_lock_is_told_in_words(qtbot: QtBot) -> None:
    page = UnlockPage(name="nurul")
    qtbot.addWidget(page)
    page.show()
    told = next(x for x in page.findChildren(QLabel) if "Caps Lock" in x.text())
    assert not told.isVisible()
    QTest.keyClicks(line_of(page), "A", Qt.KeyboardModifier.NoModifier)
    assert told.isVisible()


def test_an_empty_passphrase_is_not_a_try(qtbot: QtBot) -> None:
    page = UnlockPage(name="nurul")
    qtbot.addWidget(page)
    sent: list[str] = []
    page.submitted.connect(lambda name, _secret: sent.append(name))
    page.submit()
    assert sent == []
    assert page.message.text() == "Isi kata sandi Anda"


@pytest.mark.parametrize(
    ("first", "again"), [("pendek", "pendek"), (GOOD, "lain sama sekali, ya"), ("nurul" * 4, "")]
)
def test_a_passphrase_is_long_typed_twice_and_not_the_name(
    qtbot: QtBot, first: str, again: str
) -> None:
    box = NewPassphrase()
    qtbot.addWidget(box)
    box.set_login("nurul")
    box.first.set_value(first)
    box.again.set_value(again or first)
    assert not box.check()
    assert box.text() == first


def test_a_drawn_passphrase_is_good_and_shown_to_be_written_down(qtbot: QtBot) -> None:
    box = NewPassphrase()
    qtbot.addWidget(box)
    box.draw.click()
    shown = box.findChild(QLabel, "drawn")
    assert shown is not None
    assert shown.text() == box.text()
    assert box.check()
    first = box.text()
    box.draw.click()
    assert box.text() != first
    box.clear()
    assert shown.text() == ""


def test_restoring_needs_set_secret_and_the_typed_word(qtbot: QtBot, tmp_path: Path) -> None:
    page = RestorePage()
    qtbot.addWidget(page)
    wishes: list[RestoreWish] = []
    page.submitted.connect(wishes.append)
    page.submit()
    page.set_source(tmp_path)
    page.name.set_value("ratna")
    page.secret.set_value("rahasia")
    page.word.set_value("pulihkan")
    page.submit()
    assert wishes == []
    page.word.set_value("PULIHKAN")
    page.submit()
    assert wishes == [RestoreWish(source=tmp_path, name="ratna", secret="rahasia", recovery=False)]
    assert "rahasia" not in repr(wishes)
    assert not page.button.isEnabled()


def test_with_a_recovery_sheet_no_name_is_asked(qtbot: QtBot, tmp_path: Path) -> None:
    page = RestorePage()
    qtbot.addWidget(page)
    wishes: list[RestoreWish] = []
    page.submitted.connect(wishes.append)
    page.set_source(tmp_path)
    page.kind.set_value("lembar")
    page.secret.set_value("AF2P ZYAN")
    page.word.set_value("PULIHKAN")
    page.submit()
    assert [wish.recovery for wish in wishes] == [True]


def test_progress_is_shown_in_words_and_as_a_bar(qtbot: QtBot) -> None:
    page = WaitingPage("Menyiapkan data latihan")
    qtbot.addWidget(page)
    page.progress.emit("Mengarang kasus", 0.25)
    assert page.bar.value() == 250
    assert "Mengarang kasus" in [label.text() for label in page.findChildren(QLabel)]
