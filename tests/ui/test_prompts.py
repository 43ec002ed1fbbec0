from __future__ import annotations

from pathlib import Path

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.fakes.prompts import FakePrompts
from ui.dialogs.ask import ChoiceDialog, MessageDialog, Question, ReasonDialog, TextDialog
from ui.prompts import DialogPrompts, Prompts
from ui.widgets.buttons import Button


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def prompts(window: QWidget) -> DialogPrompts:
    return DialogPrompts(lambda: window, window)


def opened(kind: type[QDialog]) -> QDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_real_prompts_and_the_fake_ones_are_prompts(prompts: DialogPrompts) -> None:
    both: list[Prompts] = [prompts, FakePrompts()]
    assert len(both) == 2


def test_a_dangerous_question_has_its_focus_on_no(window: QWidget, prompts: DialogPrompts) -> None:
    answers: list[bool] = []
    prompts.confirm(window, "Hapus?", "Tidak kembali.", answers.append, yes="Hapus", danger=True)
    dialog = opened(MessageDialog)
    assert isinstance(dialog, Question)
    assert dialog.focusWidget() is dialog.no_button
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert answers == [False]


def test_a_question_dies_unanswered_with_its_page(window: QWidget, prompts: DialogPrompts) -> None:
    page = QWidget(window)
    answers: list[bool] = []
    prompts.confirm(page, "Simpan?", "", answers.append)
    page.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, MessageDialog)]
    assert answers == []


def test_a_text_that_fails_its_check_stays_in_the_field(
    window: QWidget, prompts: DialogPrompts
) -> None:
    answers: list[str | None] = []
    prompts.ask_text(
        window, "Kode", "Kode", answers.append, check=lambda text: "" if text == "7" else "salah"
    )
    dialog = opened(TextDialog)
    assert isinstance(dialog, TextDialog)
    field = dialog.focusWidget()
    QTest.keyClicks(field, "8")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert answers == []
    assert dialog.text() == "8"
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert answers == ["7"]


def test_a_reason_is_never_empty_and_may_be_a_suggestion(
    window: QWidget, prompts: DialogPrompts
) -> None:
    answers: list[str | None] = []
    prompts.ask_reason(window, "Alasan", "", answers.append, suggestions=("Serah terima",))
    dialog = opened(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog.yes_button.click()
    assert answers == []
    suggestion = [b for b in dialog.findChildren(Button) if b.text() == "Serah terima"]
    suggestion[0].click()
    dialog.yes_button.click()
    assert answers == ["Serah terima"]


def test_a_choice_gives_its_key_and_esc_gives_none(window: QWidget, prompts: DialogPrompts) -> None:
    answers: list[str | None] = []
    options = (("h", "Hukum"), ("p", "Psikologi"))
    prompts.choose(window, "Layanan", "", options, answers.append)
    dialog = opened(ChoiceDialog)
    assert isinstance(dialog, ChoiceDialog)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    dialog.yes_button.click()
    prompts.choose(window, "Layanan", "", options, answers.append)
    QTest.keyClick(opened(ChoiceDialog), Qt.Key.Key_Escape)
    assert answers == ["p", None]


def test_the_file_dialog_is_qt_s_own_and_leaves_no_history(
    window: QWidget, prompts: DialogPrompts, tmp_path: Path, qtbot: QtBot
) -> None:
    file_dialogs = QtWidgets.QFileDialog  # noqa: TID251 - looked at, not opened
    answers: list[Path | None] = []
    prompts.ask_save(window, "Simpan surat", "RK-26-0142-surat.pdf", "PDF (*.pdf)", answers.append)
    dialog = opened(file_dialogs)
    assert isinstance(dialog, file_dialogs)
    assert dialog.testOption(file_dialogs.Option.DontUseNativeDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("RK-26-0142-surat.pdf")
    dialog.accept()
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert answers == [tmp_path / "RK-26-0142-surat.pdf"]
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert [key for key in kept.allKeys() if key.startswith("FileDialog")] == []
