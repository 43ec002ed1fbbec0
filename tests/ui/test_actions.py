from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ruko_desk import paths
from ui.actions.registry import ACTIONS, BY_ID, ActionBook, spoken_keys
from ui.pages.registry import PAGES, SIDE_BAR, SIDE_BAR_BOTTOM
from ui.shell.input_watch import SAFETY_KEYS


def test_no_two_actions_share_a_key() -> None:
    keys = Counter(QKeySequence(key).toString() for action in ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(QKeySequence(key).count() == 1 for action in ACTIONS for key in action.keys)


def test_keys_of_the_system_are_left_alone_and_esc_only_cancels() -> None:
    assert "F10" not in {key for action in ACTIONS for key in action.keys}
    assert [action.id for action in ACTIONS if "Esc" in action.keys] == ["cancel"]


def test_every_icon_of_an_action_is_shipped() -> None:
    missing = [
        action.icon
        for action in ACTIONS
        if action.icon and not paths.resource("icons", f"{action.icon}.svg").exists()
    ]
    assert missing == []


def test_every_page_stands_under_an_action_and_every_line_of_the_side_bar_is_one() -> None:
    assert {page.action for page in PAGES} <= set(BY_ID)
    assert set(SIDE_BAR + SIDE_BAR_BOTTOM) <= set(BY_ID)


def test_the_keys_of_safety_are_those_of_their_actions() -> None:
    for (key, modifiers), action in SAFETY_KEYS.items():
        sequence = QKeySequence(int(modifiers.value) | int(key))
        assert sequence.toString() in {QKeySequence(each).toString() for each in BY_ID[action].keys}


def test_an_action_without_the_right_has_no_key_and_does_nothing(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    book = ActionBook(host, lambda right: right == "identitas:R")
    done: list[str] = []
    book.bind("cases", lambda: done.append("cases"))
    book.bind("users", lambda: done.append("users"))
    book.trigger("cases")
    book.trigger("users")
    assert done == ["cases"]
    assert [spec.id for spec in book.palette()] == ["cases"]
    assert len(host.actions()) == 1


def test_one_of_several_rights_is_enough(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    book = ActionBook(host, lambda right: right == "rekam_terbatas:W")
    assert book.may(BY_ID["book"])
    assert not book.may(BY_ID["cases"])


def test_keys_are_written_as_people_say_them() -> None:
    assert spoken_keys("Ctrl+Return") == "Ctrl+Enter"
    assert BY_ID["submit"].all_shortcuts == ("Ctrl+Enter",)
    assert BY_ID["tab1"].all_shortcuts == ("Ctrl+1…7",)
