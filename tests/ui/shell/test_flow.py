from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ruko_desk.errors import VaultProblem
from ruko_desk.services.vault import VaultStatus
from tests.fakes.context import MORNING
from tests.fakes.gate import PASSPHRASE, PIN, FakeSettings, FakeVault, disk_full, practice_note
from tests.ui.shell.conftest import House, press
from ui.shell.desk import Desk
from ui.shell.doors.change_page import ChangePage
from ui.shell.doors.pin_page import PinPage
from ui.shell.doors.problem_page import ProblemPage
from ui.shell.doors.recovery_page import RecoveryPage
from ui.shell.doors.restore_page import RestorePage
from ui.shell.doors.unlock_page import UnlockPage
from ui.shell.flow import FRESH_AFTER_MS, FRESH_SOON_MS
from ui.shell.routes import HomeRoute, IntakeRoute
from ui.widgets.banner import Banner


def fresh_timer(house: House) -> QTimer:
    known = (FRESH_AFTER_MS, FRESH_SOON_MS)
    return next(t for t in house.flow.findChildren(QTimer) if t.interval() in known)


def test_unlocking_shows_beranda_and_the_passphrase_is_nowhere_left(desk: House) -> None:
    assert isinstance(desk.window.face, Desk)
    assert desk.flow.desk is not None
    assert desk.flow.desk.navigation.route == HomeRoute()
    assert desk.vault.log == ["unlock:nurul"]


def test_a_wrong_passphrase_is_told_in_words_and_stays_to_be_mended(house: House) -> None:
    house.flow.start()
    house.unlock(passphrase="salah sekali lagi salah")
    assert house.door.message.text().startswith("Kata sandi belum cocok")
    assert house.door.passphrase.text() == "salah sekali lagi salah"


def test_after_many_wrong_tries_the_page_counts_the_seconds_down(house: House) -> None:
    house.flow.start()
    house.vault.wait = 2
    house.unlock()
    door = house.door
    assert door.message.text() == "Terlalu banyak percobaan. Coba lagi dalam 2 detik"
    assert not door.button.isEnabled()
    tick = next(t for t in door.findChildren(QTimer) if t.isActive())
    tick.timeout.emit()
    tick.timeout.emit()
    assert door.button.isEnabled()
    assert door.message.text() == ""


def test_locking_saves_drafts_and_place_before_it_closes(desk: House) -> None:
    desk.page.text.setText("ibu baju hijau")
    desk.vault.log.clear()
    desk.flow.lock("manual")
    assert desk.vault.log == ["draft:catatan", "place", "close:kunci"]
    assert desk.vault.open_sessions == 0
    assert desk.door.name.value() == "nurul"
    assert desk.door.passphrase.text() == ""


def test_after_the_lock_page_field_cursor_and_draft_are_back(desk: House) -> None:
    assert desk.flow.desk is not None
    desk.flow.desk.navigation.go(IntakeRoute(call_name="x"))
    desk.page.text.setText("ibu baju hijau")
    desk.page.text.setFocus()
    desk.page.text.setCursorPosition(4)
    desk.flow.lock("manual")
    desk.unlock()
    assert desk.flow.desk.navigation.route == IntakeRoute(call_name="x")
    assert desk.page.text.text() == "ibu baju hijau"
    assert desk.window.focusWidget() is desk.page.text
    assert desk.page.text.cursorPosition() == 4


def test_locking_leaves_no_page_no_dialog_and_no_clipboard(desk: House, qtbot: QtBot) -> None:
    page = desk.page
    page.text.setText("ibu baju hijau")
    page.text.selectAll()
    page.text.copy()
    over_the_page, over_the_window = QDialog(page), QDialog(desk.window)
    for dialog in (over_the_page, over_the_window):
        dialog.open()
    desk.flow.lock("manual")
    qtbot.waitUntil(lambda: not isValid(page))
    qtbot.waitUntil(lambda: not isValid(over_the_window))
    assert not isValid(over_the_page)
    assert QGuiApplication.clipboard().text() == ""
    assert desk.ctx.session is None


def test_handing_over_asks_for_the_next_name_and_keeps_the_first_one_s_draft(
    desk: House,
) -> None:
    desk.page.text.setText("ibu baju hijau")
    QTest.keyClick(
        desk.page.text,
        Qt.Key.Key_L,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert desk.door.name.value() == ""
    assert desk.vault.drafts.kept["catatan", ""] == {"text": "ibu baju hijau"}
    assert desk.vault.log[-1] == "close:ganti petugas"


def test_a_page_with_a_bug_does_not_keep_the_desk_open(desk: House, qtbot: QtBot) -> None:
    desk.page.broken = True
    with qtbot.captureExceptions() as caught:
        desk.flow.lock("manual")
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert caught[0][0] is ZeroDivisionError
    assert isinstance(desk.window.face, UnlockPage)
    assert desk.vault.open_sessions == 0


def test_a_draft_that_could_not_be_saved_is_told_on_the_unlock_page(
    desk: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise disk_full()

    monkeypatch.setattr(desk.vault.drafts, "save", full)
    desk.page.text.setText("ibu baju hijau")
    desk.flow.lock("manual")
    bar = desk.door.findChild(Banner)
    assert bar is not None
    assert "Ruang penyimpanan penuh" in bar.text()
    assert desk.vault.open_sessions == 0


# The PIN


def idle_with_pin(desk: House) -> PinPage:
    desk.vault.users.pin = PIN
    desk.flow.lock("manual")
    desk.unlock()
    desk.page.text.setText("ibu baju hijau")
    desk.flow.lock("idle")
    assert isinstance(desk.window.face, PinPage)
    return desk.window.face


def test_after_an_idle_lock_the_pin_brings_her_back_with_everything(desk: House) -> None:
    page = idle_with_pin(desk)
    assert desk.vault.open_sessions == 1
    page.pin.set_value(PIN)
    page.submit()
    assert desk.page.text.text() == "ibu baju hijau"
    assert not fresh_timer(desk).isActive()


def test_after_three_wrong_pins_only_the_passphrase_helps(desk: House) -> None:
    page = idle_with_pin(desk)
    for _try in range(3):
        page.pin.set_value("111111")
        page.submit()
    assert desk.door.name.value() == "nurul"
    assert desk.vault.open_sessions == 0


@pytest.mark.parametrize("reason", ["manual", "hidden", "asleep", "away", "long", "switch"])
def test_only_an_idle_lock_may_be_opened_with_a_pin(desk: House, reason: str) -> None:
    desk.vault.users.pin = PIN
    desk.flow.lock("manual")
    desk.unlock()
    desk.flow.lock(reason)
    assert isinstance(desk.window.face, UnlockPage)
    assert desk.vault.open_sessions == 0


def test_a_setting_turns_the_pin_off(desk: House) -> None:
    desk.vault.users.pin = PIN
    desk.vault.settings = FakeSettings(pin_after_idle=False)
    desk.flow.lock("manual")
    desk.unlock()
    desk.flow.lock("idle")
    assert isinstance(desk.window.face, UnlockPage)


def test_at_the_pin_door_somebody_else_may_take_over(desk: House) -> None:
    page = idle_with_pin(desk)
    press(page, "switch_user")
    assert desk.door.name.value() == ""
    assert desk.vault.open_sessions == 0


# The fresh process


def test_ten_minutes_locked_and_the_process_is_replaced(desk: House) -> None:
    idle_with_pin(desk)
    timer = fresh_timer(desk)
    assert timer.interval() == FRESH_AFTER_MS == 600_000
    timer.timeout.emit()
    assert desk.ended[-1] == "fresh"
    assert desk.vault.open_sessions == 0


def test_it_waits_while_somebody_types_a_passphrase(desk: House) -> None:
    desk.flow.lock("manual")
    timer = fresh_timer(desk)
    desk.door.passphrase.set_value("mel")
    timer.timeout.emit()
    assert "fresh" not in desk.ended
    timer.timeout.emit()
    assert desk.ended[-1] == "fresh"


def test_a_computer_that_goes_to_sleep_gets_a_fresh_process_at_once(desk: House) -> None:
    desk.flow.lock("away")
    assert fresh_timer(desk).interval() == FRESH_SOON_MS


def test_temporary_files_go_with_the_lock(desk: House) -> None:
    desk.flow.lock("manual")
    assert "temp" in desk.ended


# Idle


def test_the_status_line_warns_and_any_key_takes_it_back(desk: House) -> None:
    assert desk.flow.desk is not None
    desk.idle.warned.emit(20)
    assert desk.flow.desk.status.text == (
        "Terkunci dalam 20 detik. Tekan tombol apa saja untuk lanjut"
    )
    desk.idle.warned.emit(0)
    assert "Kunci otomatis: 3 menit" in desk.flow.desk.status.text


# Other ways in


def test_a_practice_vault_shows_its_password_and_one_button_per_role(house: House) -> None:
    house.vault.status = VaultStatus(kind="siap", practice=practice_note())
    house.flow.start()
    texts = " ".join(label.text() for label in house.door.findChildren(QLabel))
    assert PASSPHRASE in texts
    press(house.door, "role_psikolog2")
    assert house.vault.log == ["unlock:psikolog2"]
    assert house.flow.desk is not None


def test_the_first_login_makes_an_own_passphrase(house: House) -> None:
    from dataclasses import replace

    house.vault.actor = replace(house.vault.actor, must_change_passphrase=True)
    house.flow.start()
    house.unlock()
    page = house.window.face
    assert isinstance(page, ChangePage)
    page.box.first.set_value("lima kata yang mudah diingat")
    page.box.again.set_value("lima kata yang mudah diingat")
    page.submit()
    assert house.vault.users.passphrase == "lima kata yang mudah diingat"
    assert house.flow.desk is not None
    assert house.vault.open_sessions == 1


def test_who_leaves_that_page_leaves_no_session_open(house: House) -> None:
    from dataclasses import replace

    house.vault.actor = replace(house.vault.actor, must_change_passphrase=True)
    house.flow.start()
    house.unlock()
    house.flow.lock("idle")
    assert isinstance(house.window.face, UnlockPage)
    assert house.vault.open_sessions == 0


def test_a_forgotten_passphrase_is_replaced_with_the_code_of_a_sheet(house: House) -> None:
    house.flow.start()
    house.door.name.set_value("nurul")
    house.door.forgotten.emit()
    page = house.window.face
    assert isinstance(page, RecoveryPage)
    assert page.name.value() == "nurul"
    for editor in (page.box.first, page.box.again):
        editor.set_value("lima kata yang mudah diingat")
    page.code.set_value("BBBB")
    page.submit()
    assert page.message.text() == "Kelompok pertama salah tulis"
    assert page.code.value() == "BBBB"
    page.code.set_value("AAAA")
    page.submit()
    assert house.flow.desk is not None


def test_a_damaged_vault_says_so_and_may_be_opened_for_reading(house: House) -> None:
    house.vault.unlock_error = VaultProblem(
        "Data terpotong.", code="terpotong", choices=("pulihkan", "hanya_baca")
    )
    house.flow.start()
    house.unlock()
    page = house.window.face
    assert isinstance(page, ProblemPage)
    assert "Data terpotong." in [label.text() for label in page.findChildren(QLabel)]
    press(page, "hanya_baca")
    house.unlock()
    desk = house.flow.desk
    assert desk is not None
    assert any("dibaca saja" in bar.text() for bar in desk.findChildren(Banner))
    house.vault.log.clear()
    house.page.text.setText("x")
    house.flow.lock("manual")
    assert house.vault.log == ["close:kunci"]


def test_trouble_offers_another_folder_or_a_backup(house: House) -> None:
    house.vault.status = VaultStatus(
        kind="masalah", message="Map ini bukan map data.", choices=("pulihkan", "pilih_map")
    )
    house.flow.start()
    page = house.window.face
    assert isinstance(page, ProblemPage)
    press(page, "pilih_map")
    assert [asked.kind for asked in house.prompts.asked] == ["ask_folder"]
    press(page, "pulihkan")
    restore = house.window.face
    assert isinstance(restore, RestorePage)
    restore.submit()
    assert "Pilih cadangan dahulu" in restore.message.text()
    press(restore, "back")
    assert isinstance(house.window.face, ProblemPage)


def test_a_clock_that_was_set_back_is_told_after_unlocking(house: House) -> None:
    house.vault.findings = ("Jam komputer lebih awal daripada catatan terakhir.",)
    house.flow.start()
    house.unlock()
    assert house.flow.desk is not None
    bars = [bar.text() for bar in house.flow.desk.findChildren(Banner)]
    assert "Jam komputer lebih awal daripada catatan terakhir." in bars


# The end


def test_closing_the_window_saves_first_and_leaves_then(desk: House) -> None:
    desk.page.text.setText("ibu baju hijau")
    desk.vault.log.clear()
    desk.window.close()
    assert desk.vault.log == ["draft:catatan", "place", "close:keluar"]
    assert desk.ended[-1] == "quit"


def test_an_answer_that_comes_while_leaving_opens_nothing(house: House) -> None:
    house.flow.start()
    house.runner.held = True
    house.unlock()
    house.flow.end()
    house.runner.release()
    assert house.flow.desk is None
    assert house.vault.open_sessions == 0
    assert house.ended[-1] == "quit"


def test_the_last_backup_stands_in_the_status_line(house: House, vault: FakeVault) -> None:
    from datetime import timedelta

    from ruko_desk.domain.dto.safekeeping import BackupStatus

    vault.backup.status = BackupStatus(made_at=MORNING - timedelta(days=1), folder="/stick")
    house.flow.start()
    house.unlock()
    assert house.flow.desk is not None
    assert "Cadangan terakhir: kemarin 10.36" in house.flow.desk.status.text


def test_nobody_s_name_is_in_the_window_s_title(desk: House) -> None:
    assert desk.window.windowTitle() == "Ru-Ko Desk"
    assert cast("UnlockPage | Desk", desk.window.face) is desk.flow.desk
