from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from ruko_desk.changes import ChangeSet
from tests.fakes.context import AllRights, make_context
from tests.fakes.gate import Codes, FakeUsers
from tests.ui.shell.conftest import House, NotePage
from ui.dialogs.shortcuts_help import ShortcutsHelp
from ui.pages.registry import BY_ROUTE
from ui.shell import routes
from ui.shell.capture import CaptureGuard
from ui.shell.desk import Desk, DeskCalls
from ui.shell.side_bar import NavButton

NARROWEST = QSize(1000, 560)
CTRL = Qt.KeyboardModifier.ControlModifier


def open_desk(house: House) -> Desk:
    assert house.flow.desk is not None
    return house.flow.desk


def test_every_button_of_the_frame_has_a_name(desk: House) -> None:
    nameless = [
        button
        for button in open_desk(desk).findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("text", [100, 115, 130])
def test_the_frame_fits_a_small_screen_at_every_text_size(desk: House, text: int) -> None:
    open_desk(desk).change_preferences(text_percent=text)
    desk.window.resize(NARROWEST)
    hint = open_desk(desk).minimumSizeHint()
    assert hint.width() <= NARROWEST.width()
    assert hint.height() <= NARROWEST.height()
    open_desk(desk).change_preferences(text_percent=100)


def test_in_a_narrow_window_the_side_bar_shows_icons_only(desk: House) -> None:
    buttons = open_desk(desk).findChildren(NavButton)
    desk.window.resize(1366, 768)
    assert any(button.text() for button in buttons)
    desk.window.resize(1093, 614)
    assert not any(button.text() for button in buttons)
    assert all(button.accessibleName() for button in buttons)


@pytest.mark.parametrize(
    ("key", "held", "action"),
    [
        (Qt.Key.Key_S, CTRL, "save"),
        (Qt.Key.Key_P, CTRL, "print"),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "reload"),
        (Qt.Key.Key_Return, CTRL, "submit"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "cancel"),
        (Qt.Key.Key_3, CTRL, "tab3"),
    ],
)
def test_keys_reach_the_page_from_inside_a_field(
    desk: House, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, action: str
) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.page.text.setFocus()
    QTest.keyClick(desk.page.text, key, held)
    assert desk.page.handled == [action]


def test_undo_belongs_to_the_text_field_first(desk: House, qtbot: QtBot) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.page.text.setFocus()
    QTest.keyClicks(desk.page.text, "Ama")
    QTest.keyClick(desk.page.text, Qt.Key.Key_Z, CTRL)
    assert desk.page.text.text() == ""
    assert "undo" not in desk.page.handled
    desk.page.setFocus()
    QTest.keyClick(desk.page, Qt.Key.Key_Z, CTRL)
    assert desk.page.handled == ["undo"]


def test_f1_shows_every_key_this_user_has(desk: House, qtbot: QtBot) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    QTest.keyClick(desk.page.text, Qt.Key.Key_F1)
    shown = [d for d in desk.dialogs() if isinstance(d, ShortcutsHelp)]
    assert len(shown) == 1
    shown[0].accept()


def test_a_save_is_said_in_the_status_line(desk: House) -> None:
    desk.ctx.bus.announce(ChangeSet.of(("case", "c1")), None)
    assert open_desk(desk).status.text.startswith("Tersimpan 10.36")


def test_a_changed_setting_reaches_the_idle_lock_and_the_status_line(desk: House) -> None:
    from dataclasses import replace

    old = desk.vault.settings.now
    desk.vault.settings.now = replace(old, safety=replace(old.safety, idle_minutes=7))
    desk.ctx.bus.announce(ChangeSet.of(("settings", "")), None)
    assert "Kunci otomatis: 7 menit" in open_desk(desk).status.text
    assert desk.ctx.settings.safety.idle_minutes == 7


def test_names_are_shown_for_ten_seconds_and_that_is_recorded(desk: House) -> None:
    open_desk(desk).trigger("show_names")
    assert desk.ctx.names_shown
    assert desk.vault.log[-1] == "audit:tampilkan nama"
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    timers = open_desk(desk).findChildren(QTimer, options=direct)
    timer = next(each for each in timers if each.interval() == 10_000)
    assert timer.isActive()
    timer.timeout.emit()
    assert not desk.ctx.names_shown


def test_dark_and_large_text_are_chosen_in_the_user_menu_and_kept(desk: House) -> None:
    menus = {menu.title(): menu for menu in open_desk(desk).menu.findChildren(QMenu)}
    dark = next(a for a in menus["Tampilan"].actions() if a.text() == "Gelap")
    large = next(a for a in menus["Ukuran teks"].actions() if a.text() == "130 %")
    dark.trigger()
    large.trigger()
    assert desk.ctx.theme.dark
    saved = desk.vault.users.saved_preferences
    assert (saved.theme, saved.text_percent) == ("dark", 130)
    open_desk(desk).change_preferences(theme="light", text_percent=100)


def test_only_screens_of_this_release_stand_in_the_side_bar(desk: House) -> None:
    shown = {button.objectName() for button in open_desk(desk).findChildren(NavButton)}
    there = {f"nav_{spec.action}" for spec in BY_ROUTE.values()}
    assert shown <= there
    assert "nav_home" in shown


def test_what_a_user_may_not_do_is_neither_button_nor_key(qtbot: QtBot) -> None:
    from types import SimpleNamespace

    denied = AllRights(("kelola", "W"), ("fakta_awal", "W"))
    services = SimpleNamespace(rights=denied, users=FakeUsers(), codes=Codes())
    ctx = make_context(services)
    calls = DeskCalls(
        lock=lambda: None,
        switch_user=lambda: None,
        hide=lambda: None,
        quit=lambda: None,
        settings_changed=lambda _settings: None,
        pin_changed=lambda _pin: None,
        capture=CaptureGuard(),
    )
    desk = Desk(ctx, calls, lambda _kind, ctx: NotePage(ctx))
    qtbot.addWidget(desk)
    desk.start(None, None)
    names = {button.objectName() for button in desk.findChildren(QAbstractButton)}
    assert "nav_users" not in names
    assert "nav_settings" not in names
    assert "top_intake" not in names
    desk.trigger("users")
    assert desk.navigation.route == routes.HomeRoute()


def test_the_keyboard_comes_to_every_button_by_tab(desk: House, qtbot: QtBot) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.page.text.setFocus()
    seen = set()
    for _step in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert {"nav_home", "top_hide", "top_lock", "user_menu", "text"} <= seen
