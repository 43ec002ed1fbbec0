from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.input_watch import InputWatch

LEFT, RIGHT = 42, 54  # scan codes of the two Shift keys of a PC


class Seen:
    def __init__(self, watch: InputWatch) -> None:
        self.wishes: list[str] = []
        self.touches = 0
        watch.wanted.connect(self.wishes.append)
        watch.touched.connect(self._touch)

    def _touch(self) -> None:
        self.touches += 1


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def watch(qapp: QApplication, time: Time) -> Iterator[InputWatch]:
    made = InputWatch(time)
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[QLineEdit]:
    window = QWidget()
    qtbot.addWidget(window)
    inner = QWidget()
    QVBoxLayout(window).addWidget(inner)
    line = QLineEdit()
    QVBoxLayout(inner).addWidget(line)
    window.show()
    yield line
    window.close()


def shift(field: QWidget, code: int, *, down: bool) -> None:
    kind = QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease
    held = Qt.KeyboardModifier.ShiftModifier
    QApplication.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_Shift, held, code, 0, 0))


def tap(field: QWidget, code: int = LEFT) -> None:
    shift(field, code, down=True)
    shift(field, code, down=False)


def test_shift_three_times_hides(watch: InputWatch, field: QLineEdit) -> None:
    seen = Seen(watch)
    tap(field)
    tap(field)
    assert seen.wishes == []
    tap(field)
    assert seen.wishes == ["hide"]
    tap(field)
    assert seen.wishes == ["hide"]


def test_left_and_right_shift_both_count_also_when_they_overlap(
    watch: InputWatch, field: QLineEdit
) -> None:
    seen = Seen(watch)
    shift(field, LEFT, down=True)
    shift(field, RIGHT, down=True)
    shift(field, LEFT, down=False)
    shift(field, RIGHT, down=False)
    tap(field, RIGHT)
    assert seen.wishes == ["hide"]


def test_typing_capitals_never_hides(watch: InputWatch, field: QLineEdit) -> None:
    seen = Seen(watch)
    for letter in "SERANG":
        shift(field, LEFT, down=True)
        QTest.keyClicks(field, letter)
        shift(field, LEFT, down=False)
    assert field.text() == "SERANG"
    assert seen.wishes == []


def test_three_presses_that_take_longer_than_five_seconds_do_not_hide(
    watch: InputWatch, field: QLineEdit, time: Time
) -> None:
    seen = Seen(watch)
    for _press in range(3):
        tap(field)
        time.now += 3
    assert seen.wishes == []


def test_a_click_in_between_starts_the_count_again(watch: InputWatch, field: QLineEdit) -> None:
    seen = Seen(watch)
    tap(field)
    tap(field)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    tap(field)
    assert seen.wishes == []


@pytest.mark.parametrize(
    ("key", "held", "wish"),
    [
        (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier, "hide"),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, "lock"),
        (
            Qt.Key.Key_L,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "switch_user",
        ),
    ],
)
def test_keys_of_safety_are_taken_before_any_widget(
    watch: InputWatch, field: QLineEdit, key: Qt.Key, held: Qt.KeyboardModifier, wish: str
) -> None:
    seen = Seen(watch)
    QTest.keyClick(field, key, held)
    assert seen.wishes == [wish]
    assert field.text() == ""


def test_esc_never_hides(watch: InputWatch, field: QLineEdit) -> None:
    seen = Seen(watch)
    for _press in range(3):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert seen.wishes == []


def test_only_a_mouse_that_really_moves_is_somebody_at_the_desk(
    watch: InputWatch, field: QLineEdit
) -> None:
    seen = Seen(watch)

    def move(x: float) -> None:
        place = QPointF(x, 5)
        none = Qt.MouseButton.NoButton
        held = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            field, QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, held)
        )

    move(5)
    first = seen.touches
    move(5)
    assert seen.touches == first
    move(9)
    assert seen.touches > first
