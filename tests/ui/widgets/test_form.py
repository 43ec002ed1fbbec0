"""Errors in words, nothing cleared, and a draft that brings the cursor back."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.look.gallery_form import parse_day
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.nik_edit import NikEdit
from ui.widgets.editors.suggest_box import SuggestBox
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.field import Field
from ui.widgets.form import Form
from ui.widgets.scroll import Scroll

ERRORS = {
    "nama": "Isi nama panggilan, inisial, atau ciri tamu",
    "tanggal": "Tanggal kejadian tidak boleh setelah hari ini",
}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    for key, label, editor in (
        ("nama", "Nama panggilan", LineEdit()),
        ("tanggal", "Tanggal kejadian", DateEdit(parse_day, today=date(2026, 11, 26))),
        ("bentuk", "Bentuk", ChoiceCombo((("fisik", "Fisik"), ("psikis", "Psikis")))),
        ("perlu", "Kebutuhan", ChipGroup((("hukum", "Hukum"), ("aman", "Aman")), multi=True)),
        ("nik", "NIK", NikEdit()),
        ("mitra", "Mitra", SuggestBox()),
        ("cerita", "Ringkasan", TextEdit()),
    ):
        form.add_row(form.field(key, label, editor))
    with qtbot.waitActive(form):
        form.show()
    return form


def links(form: Form) -> list[QPushButton]:
    return [b for b in form.summary.findChildren(QPushButton) if not b.isHidden()]


def test_the_summary_says_the_same_words_as_the_fields(form: Form) -> None:
    form.show_errors(ERRORS)
    titles = [label.text() for label in form.summary.findChildren(QLabel)]
    assert "Ada 2 isian yang perlu diperbaiki" in titles
    assert [link.text() for link in links(form)] == list(ERRORS.values())
    assert {key: form.get(key).error() for key in ERRORS} == ERRORS
    assert form.summary.hasFocus()
    assert form.errors() == ERRORS


def test_a_link_of_the_summary_leads_to_the_field(form: Form, qtbot: QtBot) -> None:
    form.show_errors(ERRORS)
    QTest.mouseClick(links(form)[1], Qt.MouseButton.LeftButton)
    assert form.focused_key() == "tanggal"


def test_errors_clear_nothing(form: Form) -> None:
    typed = {"nama": "  Ama ", "tanggal": "kapan-kapan", "nik": "12 34"}
    for key, text in typed.items():
        form.get(key).editor.restore(text)
    before = form.draft()["values"]
    form.show_errors(ERRORS | {"nik": "NIK salah"})
    form.clear_errors()
    assert form.draft()["values"] == before


def test_an_error_without_a_field_stands_in_the_summary(form: Form) -> None:
    form.show_errors({"umum": "Kasus ini sudah diubah Siti R. pukul 10.31"})
    assert not links(form)
    texts = [label.text() for label in form.summary.findChildren(QLabel)]
    assert "Kasus ini sudah diubah Siti R. pukul 10.31" in texts
    form.clear_errors()
    assert form.summary.isHidden()
    assert form.errors() == {}


def test_an_error_goes_when_the_mended_field_is_left_and_not_before(
    form: Form, qtbot: QtBot
) -> None:
    form.show_errors(ERRORS)
    form.focus_field("nama")
    target = form.get("nama").focus_target()
    QTest.keyClicks(target, "Ama")
    assert form.get("nama").error() == ERRORS["nama"]
    QTest.keyClick(target, Qt.Key.Key_Tab)
    assert form.get("nama").error() == ""
    assert form.errors() == {"tanggal": ERRORS["tanggal"]}
    qtbot.waitUntil(lambda: [link.text() for link in links(form)] == [ERRORS["tanggal"]])


def test_a_field_complains_about_its_form_when_it_is_left(form: Form, qtbot: QtBot) -> None:
    form.focus_field("nik")
    target = form.get("nik").focus_target()
    QTest.keyClicks(target, "3604")
    assert form.get("nik").error() == ""
    QTest.keyClick(target, Qt.Key.Key_Tab)
    assert form.get("nik").error() == "NIK terdiri dari 16 angka. Yang ditulis baru 4"
    assert form.summary.isHidden()


def test_passing_through_a_field_complains_about_nothing(form: Form, qtbot: QtBot) -> None:
    form.show_errors({"nik": "NIK ini sudah ada pada RK-25-0188"})
    form.focus_field("nik")
    QTest.keyClick(form.get("nik").focus_target(), Qt.Key.Key_Tab)
    assert form.get("nik").error() == "NIK ini sudah ada pada RK-25-0188"


def test_check_collects_what_cannot_be_read(form: Form) -> None:
    form.set_values({"nik": "12", "tanggal": "entah"})
    assert not form.check()
    assert set(form.errors()) == {"nik", "tanggal"}
    form.set_values({"nik": "", "tanggal": "27/3/2026"})
    assert form.check()


def test_dirty_compares_with_what_was_loaded(form: Form, qtbot: QtBot) -> None:
    assert not form.is_dirty()
    form.load({"nama": "Ama", "perlu": ("hukum",), "tidak_dikenal": 1})
    assert not form.is_dirty()
    with qtbot.waitSignal(form.changed):
        form.set_values({"nama": "Ami"})
    assert form.is_dirty()
    form.set_values({"nama": "Ama"})
    assert not form.is_dirty()
    form.set_values({"perlu": ()})
    form.mark_clean()
    assert not form.is_dirty()


def test_a_draft_brings_every_value_and_the_cursor_back(form: Form) -> None:
    form.set_values(
        {
            "nama": "Ama",
            "tanggal": "mar 20",
            "bentuk": "psikis",
            "perlu": ("aman",),
            "nik": "36 04",
            "mitra": ("m-1", "RSUD"),
            "cerita": "Datang malam.\nTakut pulang.",
        }
    )
    form.focus_field("cerita")
    form.get("cerita").editor.set_place(7)
    stored = json.loads(json.dumps(form.draft()))
    values = form.values()
    form.set_values(dict.fromkeys(form.keys()))
    form.focus_field("nama")
    form.restore(stored)
    assert form.values() == values
    assert form.focused_key() == "cerita"
    assert form.get("cerita").editor.place() == 7


def test_a_draft_of_chips_returns_to_the_same_chip(form: Form) -> None:
    group = form.get("perlu").editor
    assert isinstance(group, ChipGroup)
    group.button("aman").setFocus()
    stored = form.draft()
    form.focus_field("nama")
    form.restore(stored)
    assert group.button("aman").hasFocus()


def test_a_broken_or_older_draft_does_no_harm(form: Form) -> None:
    form.restore({"values": {"nama": 5, "tanggal": None, "lama": "x"}, "focus": "lama"})
    assert form.values()["nama"] == ""
    form.restore({})


def test_ctrl_enter_submits_from_a_field(form: Form, qtbot: QtBot) -> None:
    target = form.get("nama").focus_target()
    with qtbot.waitSignal(form.submitted):
        QTest.keyClick(target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_focus_first_passes_over_disabled_fields(form: Form) -> None:
    form.get("nama").setEnabled(False)
    form.focus_first()
    assert form.focused_key() == "tanggal"


def test_a_focused_field_is_scrolled_into_view(qtbot: QtBot) -> None:
    form = Form()
    for place in range(12):
        form.add_row(form.field(f"isian{place}", f"Isian {place}", LineEdit()))
    scroll = Scroll(form)
    qtbot.addWidget(scroll)
    scroll.resize(500, 200)
    scroll.show()
    form.focus_field("isian11")
    last = form.get("isian11")
    bottom = last.mapTo(scroll.viewport(), last.rect().bottomLeft())
    assert 0 < bottom.y() <= scroll.viewport().height()
    form.show_errors({"isian11": "Isi dahulu"})
    assert form.summary.mapTo(scroll.viewport(), form.summary.rect().topLeft()).y() >= 0


def test_field_names_hints_and_errors_are_read_out(qtbot: QtBot) -> None:
    field = Field("Telepon", LineEdit(), hint="Boleh kosong.", optional=True)
    qtbot.addWidget(field)
    assert field.widget.accessibleName() == "Telepon (opsional)"
    assert field.widget.accessibleDescription() == "Boleh kosong."
    field.set_error("Nomor telepon terlalu pendek")
    assert field.widget.accessibleDescription() == "Nomor telepon terlalu pendek. Boleh kosong."
    field.set_error(None)
    assert field.widget.property("invalid") == "false"


def test_an_error_stands_between_hint_and_editor(qtbot: QtBot) -> None:
    field = Field("NIK", NikEdit(), hint="16 angka.")
    qtbot.addWidget(field)
    field.set_error("NIK terdiri dari 16 angka")
    field.resize(400, field.sizeHint().height())
    field.show()
    tops = {
        label.text(): label.mapTo(field, label.rect().topLeft()).y()
        for label in field.findChildren(QLabel)
        if label.isVisible()
    }
    assert tops["NIK"] < tops["16 angka."] < tops["NIK terdiri dari 16 angka"]
    assert tops["NIK terdiri dari 16 angka"] < field.widget.y()


def test_a_warning_does_not_stand_in_the_way(form: Form) -> None:
    form.get("nik").set_warning("Tanggal lahir pada NIK tidak cocok")
    assert form.check()
    assert form.get("nik").warning() == "Tanggal lahir pada NIK tidak cocok"
    assert form.get("nik").widget.property("invalid") == "false"


def test_a_label_shows_ampersands_and_clicking_it_focuses(qtbot: QtBot) -> None:
    field = Field("Hukum & Psikologi", LineEdit())
    qtbot.addWidget(field)
    label = field.findChildren(QLabel)[0]
    assert label.text() == "Hukum && Psikologi"
    assert label.buddy() is field.widget
    assert field.label_text() == "Hukum & Psikologi"


def test_a_chip_keeps_its_own_name_within_a_field(qtbot: QtBot) -> None:
    group = ChipGroup((("ya", "Ya"), ("tidak", "Tidak")))
    field = Field("Boleh dihubungi?", group)
    qtbot.addWidget(field)
    assert group.accessibleName() == "Boleh dihubungi?"
    assert group.button("ya").accessibleName() == "Ya"
