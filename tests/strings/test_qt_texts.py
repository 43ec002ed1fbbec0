"""Qt ships no Indonesian; ours must leave no English in its own buttons, menus and dialogs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,  # noqa: TID251 - the stock dialog is what is looked at
    QGroupBox,
    QInputDialog,  # noqa: TID251 - the stock dialog is what is looked at
    QLabel,
    QLineEdit,
    QMessageBox,  # noqa: TID251 - the stock dialog is what is looked at
    QPlainTextEdit,
    QTabBar,
    QWidget,
    QWizard,
    QWizardPage,
)
from pytestqt.qtbot import QtBot

from ruko_desk import paths
from ui.strings import standard

ENGLISH = frozenset(
    [
        "abort",
        "all",
        "apply",
        "back",
        "cancel",
        "choose",
        "close",
        "collate",
        "color",
        "copies",
        "copy",
        "current",
        "cut",
        "date",
        "default",
        "delete",
        "details",
        "directory",
        "discard",
        "double",
        "down",
        "enter",
        "even",
        "file",
        "files",
        "finish",
        "first",
        "folder",
        "form",
        "forward",
        "from",
        "go",
        "help",
        "hidden",
        "hide",
        "home",
        "ignore",
        "landscape",
        "last",
        "layout",
        "left",
        "list",
        "long",
        "look",
        "margins",
        "modified",
        "name",
        "new",
        "next",
        "no",
        "none",
        "odd",
        "off",
        "open",
        "options",
        "orientation",
        "page",
        "pages",
        "paper",
        "parent",
        "paste",
        "portrait",
        "preview",
        "print",
        "printer",
        "properties",
        "range",
        "recent",
        "redo",
        "remove",
        "rename",
        "reset",
        "restore",
        "retry",
        "reverse",
        "right",
        "save",
        "search",
        "select",
        "selection",
        "short",
        "show",
        "side",
        "size",
        "source",
        "step",
        "the",
        "to",
        "top",
        "type",
        "undo",
        "unknown",
        "up",
        "view",
        "width",
        "yes",
        "you",
    ]
)
# Indonesian words that look the same.
SHARED = frozenset({"printer", "folder", "home", "date"})


@pytest.fixture(autouse=True)
def indonesian(qapp: QApplication) -> Iterator[None]:
    standard.install(qapp)
    yield
    standard.install(qapp)


def shown_texts(widget: QWidget) -> Iterator[str]:
    yield widget.windowTitle()
    for child in widget.findChildren(QWidget):
        yield child.toolTip()
        if isinstance(child, QAbstractButton | QLabel):
            yield child.text()
        elif isinstance(child, QGroupBox):
            yield child.title()
        elif isinstance(child, QTabBar):
            yield from (child.tabText(place) for place in range(child.count()))
    for action in widget.findChildren(QAction):
        yield action.text()


def english_in(widget: QWidget) -> list[str]:
    found = []
    for text in shown_texts(widget):
        words = set(re.findall(r"[a-z]+", text.replace("&", "").lower()))
        if words & (ENGLISH - SHARED):
            found.append(text)
    return found


def test_message_box_speaks_indonesian(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    every = QMessageBox.StandardButton
    box.setStandardButtons(
        every.Ok | every.Save | every.SaveAll | every.Open | every.Yes | every.YesToAll | every.No
        | every.NoToAll | every.Abort | every.Retry | every.Ignore | every.Close | every.Cancel
        | every.Discard | every.Help | every.Apply | every.Reset | every.RestoreDefaults
    )  # fmt: skip
    box.setText("Simpan dahulu?")
    box.setDetailedText("Rincian")
    assert english_in(box) == []
    assert box.button(every.Cancel).text() == "Batal"
    assert box.button(every.Discard).text() == "Jangan simpan"
    assert box.button(every.Ok).text() == "Oke"


def test_button_box_speaks_indonesian(qtbot: QtBot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button.name not in {"NoButton", "FirstButton", "LastButton"}:
            box.addButton(button)
    assert len(box.buttons()) > 15
    assert english_in(box) == []


@pytest.mark.parametrize(
    "mode", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave]
)
def test_file_dialog_speaks_indonesian(
    qtbot: QtBot, tmp_path: Path, mode: QFileDialog.AcceptMode
) -> None:
    (tmp_path / "surat.pdf").write_bytes(b"")
    dialog = QFileDialog(directory=str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    assert english_in(dialog) == []


def test_print_dialog_speaks_indonesian(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "surat.pdf"))
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    assert english_in(dialog) == []


def test_input_dialog_and_wizard_speak_indonesian(qtbot: QtBot) -> None:
    question = QInputDialog()
    wizard = QWizard()
    for name in ("Satu", "Dua"):
        page = QWizardPage()
        page.setTitle(name)
        wizard.addPage(page)
    wizard.setOption(QWizard.WizardOption.HaveHelpButton)
    for widget in (question, wizard):
        qtbot.addWidget(widget)
        widget.show()
        assert english_in(widget) == []


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_context_menus_speak_indonesian(
    qtbot: QtBot, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    editor = kind()
    qtbot.addWidget(editor)
    menu = editor.createStandardContextMenu()
    qtbot.addWidget(menu)
    texts = [
        action.text().replace("&", "").split("\t")[0] for action in menu.actions() if action.text()
    ]
    assert texts == ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih Semua"]


def test_dates_are_written_the_indonesian_way() -> None:
    day = QLocale().toString(QDate(2026, 11, 26), QLocale.FormatType.LongFormat)
    assert day == "Kamis, 26 November 2026"
    assert QLocale().standaloneDayName(1, QLocale.FormatType.ShortFormat) == "Sen"


def test_texts_of_the_program_are_left_to_its_own_catalogue(qapp: QApplication) -> None:
    assert qapp.translate("QPlatformTheme", "Cancel") == "Batal"
    assert qapp.translate("HomePage", "Cancel") == "Cancel"
    standard.remove(qapp)
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_translations_keep_placeholders_and_one_mnemonic() -> None:
    texts = json.loads(paths.resource("i18n", "qtbase_id.json").read_text(encoding="utf-8"))
    for context, pairs in texts.items():
        for source, translated in pairs.items():
            marks = sorted(re.findall(r"%\d", source))
            assert sorted(re.findall(r"%\d", translated)) == marks, (context, source)
            assert translated.count("&") <= 1, (context, source)
            assert translated.strip(), (context, source)
