"""Editors that read a line: people may type anything, nothing is changed under their hands."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.domain.dates import PartialDate, parse_date
from ui.widgets.buttons import IconButton
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.nik_edit import NikEdit
from ui.widgets.editors.number_edit import NumberEdit
from ui.widgets.editors.password_edit import PasswordEdit
from ui.widgets.editors.phone_edit import PhoneEdit
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.editors.time_edit import TimeEdit, parse_time
from ui.widgets.month_grid import CalendarPanel

TODAY = date(2026, 11, 26)


def date_edit() -> DateEdit:
    return DateEdit(
        lambda text: parse_date(text, today=TODAY),
        today=TODAY,
        to_date=lambda parsed: (
            date(parsed.year, parsed.month or 1, parsed.day)
            if isinstance(parsed, PartialDate) and parsed.day
            else None
        ),
    )


def line_of(editor: QWidget) -> QLineEdit:
    return editor.findChildren(QLineEdit)[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("27/3/2026", PartialDate(2026, 3, 27)),
        ("27-3-26", PartialDate(2026, 3, 27)),
        ("27 mar 2026", PartialDate(2026, 3, 27)),
        ("mar 2026", PartialDate(2026, 3)),
        ("2026", PartialDate(2026)),
    ],
)
def test_dates_are_read_as_people_type_them(qtbot: QtBot, typed: str, meant: PartialDate) -> None:
    edit = date_edit()
    qtbot.addWidget(edit)
    QTest.keyClicks(line_of(edit), typed)
    assert edit.parsed() == meant
    assert edit.problem() is None
    assert edit.value() == typed


def test_a_wrong_date_gets_the_sentence_and_stays_as_typed(qtbot: QtBot) -> None:
    edit = date_edit()
    qtbot.addWidget(edit)
    edit.set_value("kemarin malam")
    assert edit.problem() == "Tulis tanggal seperti 27/3/2026, atau bulan dan tahun saja"
    assert edit.parsed() is None
    assert edit.value() == "kemarin malam"


def test_an_empty_date_is_no_problem(qtbot: QtBot) -> None:
    edit = date_edit()
    qtbot.addWidget(edit)
    assert (edit.problem(), edit.parsed(), edit.value()) == (None, None, "")


def test_the_calendar_writes_what_was_picked(qtbot: QtBot) -> None:
    edit = date_edit()
    qtbot.addWidget(edit)
    edit.set_value("12/11/2026")
    edit.show()
    QTest.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    panel = edit.findChild(CalendarPanel)
    assert isinstance(panel, CalendarPanel)
    assert panel.grid.cursor_day() == date(2026, 11, 12)
    QTest.keyClick(panel.grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(edit.edited):
        QTest.keyClick(panel.grid, Qt.Key.Key_Return)
    assert edit.value() == "13/11/2026"
    qtbot.waitUntil(lambda: edit.findChild(CalendarPanel) is None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9.00", time(9)),
        ("09.00", time(9)),
        ("9:05", time(9, 5)),
        ("0900", time(9)),
        ("930", time(9, 30)),
        ("23.59", time(23, 59)),
        ("24.00", None),
        ("9.60", None),
        ("9", None),
        ("9.5", None),
        ("9.00 pm", None),
        ("\N{ARABIC-INDIC DIGIT NINE}.00", None),
        ("", None),
    ],
)
def test_times_are_read_strictly(typed: str, meant: time | None) -> None:
    assert parse_time(typed) == meant


def test_a_time_is_written_out_when_the_field_is_left(qtbot: QtBot) -> None:
    edit = TimeEdit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "930")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "09.30"
    edit.set_value("besok")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "besok"
    assert edit.problem() == "Tulis jam seperti 09.00"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", None),
        ("3604 0112 0390 0012", None),
        ("36.04.01.120390.0012", None),
        ("3604-0112-0390-0012", None),
        ("3604\u2013011203900012", None),
        ("360401120390001", "NIK terdiri dari 16 angka. Yang ditulis baru 15"),
        ("36040112039000123", "NIK terdiri dari 16 angka. Yang ditulis 17"),
        ("36O4011203900012", "NIK hanya berisi angka. Periksa huruf atau tanda yang ikut tertulis"),
    ],
)
def test_nik_takes_any_spelling(qtbot: QtBot, typed: str, problem: str | None) -> None:
    edit = NikEdit()
    qtbot.addWidget(edit)
    QGuiApplication.clipboard().setText(typed)
    edit.paste()
    assert edit.text() == typed
    assert edit.problem() == problem
    if problem is None and typed:
        assert edit.value() == "3604011203900012"


def test_no_mask_moves_the_cursor(qtbot: QtBot) -> None:
    for edit in (NikEdit(), PhoneEdit()):
        qtbot.addWidget(edit)
        edit.setText("0812 3456 7890")
        edit.setCursorPosition(4)
        QTest.keyClicks(edit, "9")
        assert (edit.text(), edit.cursorPosition()) == ("08129 3456 7890", 5)


def test_phone_asks_the_rule_that_it_was_given(qtbot: QtBot) -> None:
    def check(text: str) -> None:
        if not text.startswith("08"):
            raise ValueError("Nomor telepon terlalu pendek. Contoh 0812 3456 7890")

    edit = PhoneEdit(check)
    qtbot.addWidget(edit)
    edit.set_value("0254 200 100")
    assert edit.problem() == "Nomor telepon terlalu pendek. Contoh 0812 3456 7890"
    edit.set_value("0812 3456 7890")
    assert edit.problem() is None


def test_phone_without_a_rule_looks_at_the_length(qtbot: QtBot) -> None:
    edit = PhoneEdit()
    qtbot.addWidget(edit)
    edit.set_value("0812")
    assert edit.problem() == "Nomor telepon terlalu pendek. Contoh 0812 3456 7890"
    edit.set_value("(0254) 200-100")
    assert edit.problem() is None


@pytest.mark.parametrize(
    ("typed", "value", "problem"),
    [
        ("31", 31, None),
        (" 31 ", 31, None),
        ("", None, None),
        ("tiga", None, "Tulis angka bulat, misalnya 31"),
        ("3,5", None, "Tulis angka bulat, misalnya 31"),
        ("121", None, "Tulis angka antara 0 dan 120"),
        ("-1", None, "Tulis angka antara 0 dan 120"),
        ("²", None, "Tulis angka bulat, misalnya 31"),
    ],
)
def test_numbers(qtbot: QtBot, typed: str, value: int | None, problem: str | None) -> None:
    edit = NumberEdit(0, 120)
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert (edit.value(), edit.problem()) == (value, problem)


def test_a_number_without_upper_bound(qtbot: QtBot) -> None:
    edit = NumberEdit(1)
    qtbot.addWidget(edit)
    edit.setText("0")
    assert edit.problem() == "Tulis angka 1 atau lebih"


def test_tab_leaves_a_text_box(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    first, second = TextEdit(), LineEdit()
    layout.addWidget(first)
    layout.addWidget(second)
    with qtbot.waitActive(page):
        page.show()
    first.setFocus()
    QTest.keyClicks(first, "Datang malam")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert first.value() == "Datang malam"


def test_pasted_text_brings_no_formatting(qtbot: QtBot) -> None:
    box = TextEdit()
    qtbot.addWidget(box)
    data = QMimeData()
    data.setHtml("<h1>Judul</h1>")
    data.setText("Judul")
    box.insertFromMimeData(data)
    assert box.toPlainText() == "Judul"


def test_a_password_is_never_part_of_a_draft(qtbot: QtBot) -> None:
    edit = PasswordEdit()
    qtbot.addWidget(edit)
    edit.set_value(" melati perahu ")
    assert edit.value() == " melati perahu "
    assert edit.draft() == ""
    edit.restore("lain")
    assert edit.value() == " melati perahu "


def test_clearing_a_password_leaves_nothing_to_undo(qtbot: QtBot) -> None:
    edit = PasswordEdit()
    qtbot.addWidget(edit)
    line = line_of(edit)
    QTest.keyClicks(line, "melati perahu")
    edit.clear()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.value() == ""


def test_caps_lock_is_told_by_the_letters(qtbot: QtBot) -> None:
    edit = PasswordEdit()
    qtbot.addWidget(edit)
    seen: list[bool] = []
    edit.caps_lock.connect(seen.append)
    line = line_of(edit)
    QTest.keyClicks(line, "a")
    QTest.keyClicks(line, "B", Qt.KeyboardModifier.ShiftModifier)
    assert seen == [False]
    QTest.keyClicks(line, "C")
    assert seen == [False, True]
    QTest.keyClick(line, Qt.Key.Key_CapsLock)
    assert seen == [False, True, False]


def test_the_secret_is_covered_again_when_the_page_is_left(qtbot: QtBot) -> None:
    edit = PasswordEdit()
    qtbot.addWidget(edit)
    edit.show()
    line, eye = edit.findChildren(QLineEdit)[0], edit.findChildren(IconButton)[0]
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Sembunyikan kata sandi"
    edit.hide()
    assert line.echoMode() == QLineEdit.EchoMode.Password
