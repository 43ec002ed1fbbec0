"""Chips, bars and drop-down lists, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.option_group import OptionGroup
from ui.widgets.editors.segmented import Segmented

NEEDS = (("hukum", "Hukum"), ("psikologi", "Psikologi"), ("kesehatan", "Kesehatan & gizi"))
ANSWERS = (("ya", "Ya"), ("tidak", "Tidak"), ("nanti", "Nanti"))


def page_with(qtbot: QtBot, group: QWidget) -> tuple[QWidget, LineEdit, LineEdit]:
    page = QWidget()
    qtbot.addWidget(page)
    before, after = LineEdit(), LineEdit()
    layout = QVBoxLayout(page)
    for widget in (before, group, after):
        layout.addWidget(widget)
    with qtbot.waitActive(page):
        page.show()
    before.setFocus()
    return page, before, after


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def focused(group: OptionGroup) -> str:
    return next(code for code in group.codes() if group.button(code).hasFocus())


def test_chips_are_one_stop_and_arrows_go_round(qtbot: QtBot) -> None:
    chips = ChipGroup(NEEDS, multi=True)
    _page, before, after = page_with(qtbot, chips)
    press(Qt.Key.Key_Tab)
    assert focused(chips) == "hukum"
    press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert focused(chips) == "kesehatan"
    press(Qt.Key.Key_Down)
    assert focused(chips) == "hukum"
    press(Qt.Key.Key_Left)
    assert focused(chips) == "kesehatan"
    assert chips.chosen() == ()
    press(Qt.Key.Key_Tab)
    assert after.hasFocus()
    press(Qt.Key.Key_Backtab)
    assert focused(chips) == "kesehatan"
    press(Qt.Key.Key_Backtab)
    assert before.hasFocus()


def test_space_chooses_several_chips_in_the_order_of_the_list(qtbot: QtBot) -> None:
    chips = ChipGroup(NEEDS, multi=True)
    _page, _before, _after = page_with(qtbot, chips)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Space)
    with qtbot.waitSignal(chips.edited):
        press(Qt.Key.Key_Left, Qt.Key.Key_Space)
    assert chips.value() == ("hukum", "psikologi")
    press(Qt.Key.Key_Space)
    assert chips.value() == ("psikologi",)


def test_single_chips_release_each_other_and_themselves(qtbot: QtBot) -> None:
    chips = ChipGroup(NEEDS)
    _page, _before, _after = page_with(qtbot, chips)
    QTest.mouseClick(chips.button("hukum"), Qt.MouseButton.LeftButton)
    assert chips.value() == "hukum"
    QTest.mouseClick(chips.button("kesehatan"), Qt.MouseButton.LeftButton)
    assert chips.value() == "kesehatan"
    QTest.mouseClick(chips.button("kesehatan"), Qt.MouseButton.LeftButton)
    assert chips.value() is None


def test_a_chip_does_not_grow_when_chosen_and_shows_the_ampersand(qtbot: QtBot) -> None:
    chips = ChipGroup(NEEDS)
    qtbot.addWidget(chips)
    chip = chips.button("kesehatan")
    before = chip.sizeHint()
    chips.set_value("kesehatan")
    assert chip.sizeHint() == before
    assert chip.accessibleName() == "Kesehatan & gizi"
    assert chip.shortcut().isEmpty()


def test_the_bar_answers_with_the_arrows_and_takes_back_with_delete(qtbot: QtBot) -> None:
    bar = Segmented(ANSWERS)
    _page, _before, _after = page_with(qtbot, bar)
    press(Qt.Key.Key_Tab)
    assert bar.value() is None
    press(Qt.Key.Key_Right)
    assert bar.value() == "tidak"
    press(Qt.Key.Key_Right)
    assert bar.value() == "nanti"
    with qtbot.waitSignal(bar.edited):
        press(Qt.Key.Key_Delete)
    assert bar.value() is None
    press(Qt.Key.Key_Space)
    assert bar.value() == "nanti"


def test_the_bar_keeps_its_answer_when_clicked_again(qtbot: QtBot) -> None:
    bar = Segmented(ANSWERS)
    _page, _before, _after = page_with(qtbot, bar)
    for _ in range(2):
        QTest.mouseClick(bar.button("ya"), Qt.MouseButton.LeftButton)
        assert bar.value() == "ya"


@pytest.mark.parametrize("group", [ChipGroup, Segmented])
def test_drafts_and_unknown_codes(qtbot: QtBot, group: type[ChipGroup] | type[Segmented]) -> None:
    widget = group(ANSWERS)
    qtbot.addWidget(widget)
    widget.set_value("tidak")
    draft = widget.draft()
    assert draft == ["tidak"]
    other = group(ANSWERS)
    qtbot.addWidget(other)
    other.restore(draft)
    assert other.value() == "tidak"
    other.set_value("entah")
    assert other.value() is None
    other.restore({"rusak": 1})
    assert other.value() is None


def test_set_value_tells_only_of_changes(qtbot: QtBot) -> None:
    bar = Segmented(ANSWERS)
    qtbot.addWidget(bar)
    bar.set_value("ya")
    with qtbot.assertNotEmitted(bar.edited):
        bar.set_value("ya")


def test_the_wheel_scrolls_the_page_and_not_the_choice(qtbot: QtBot) -> None:
    combo = ChoiceCombo(ANSWERS)
    qtbot.addWidget(combo)
    combo.show()
    combo.set_value("tidak")
    wheel = QWheelEvent(
        QPointF(5, 5),
        combo.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, wheel)
    assert combo.value() == "tidak"
    assert not wheel.isAccepted()


def test_a_drop_down_list_by_keyboard(qtbot: QtBot) -> None:
    combo = ChoiceCombo(ANSWERS)
    _page, _before, _after = page_with(qtbot, combo)
    combo.setFocus()
    assert (combo.value(), combo.currentText()) == (None, "")
    press(Qt.Key.Key_Down)
    assert combo.value() == "ya"
    press(Qt.Key.Key_T)
    assert combo.value() == "tidak"
    with qtbot.waitSignal(combo.edited):
        press(Qt.Key.Key_Delete)
    assert combo.value() is None


def test_other_choices_keep_the_chosen_code(qtbot: QtBot) -> None:
    combo = ChoiceCombo(ANSWERS)
    qtbot.addWidget(combo)
    combo.set_value("nanti")
    with qtbot.assertNotEmitted(combo.edited):
        combo.set_choices((("nanti", "Nanti saja"), ("ya", "Ya")))
    assert (combo.value(), combo.currentText()) == ("nanti", "Nanti saja")
    with qtbot.waitSignal(combo.edited):
        combo.set_choices((("ya", "Ya"),))
    assert combo.value() is None


def test_a_long_sentence_beside_a_box_wraps(qtbot: QtBot) -> None:
    box = CheckBox("Klien memahami bahwa data tanpa nama dipakai untuk laporan bulanan lembaga.")
    qtbot.addWidget(box)
    assert box.heightForWidth(200) > 2 * box.heightForWidth(900) - 16
    assert box.minimumSizeHint().width() <= 140
    box.resize(300, box.heightForWidth(300))
    box.show()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(280, 10))
    assert box.value() is True
