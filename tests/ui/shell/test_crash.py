from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from ruko_desk.errors import UserError
from ui.crash_log import MOST_BYTES, write_crash
from ui.dialogs.crash import CrashDialog, details
from ui.widgets.buttons import Button

NOW = datetime(2026, 11, 26, 3, 36, tzinfo=UTC)


def look_up(name: str) -> None:
    cases: dict[str, str] = {}
    try:
        cases[name]
    except KeyError as error:
        msg = f"no case of {name}, NIK 3673011203950001"
        raise ValueError(msg) from error


def crash() -> BaseException:
    try:
        look_up("Ama Lestari")
    except ValueError as error:
        return error
    raise AssertionError


def test_details_name_kinds_files_and_lines_but_no_value() -> None:
    text = details(crash())
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_crash.py" in text
    assert "Ama" not in text
    assert "3673" not in text
    assert str(Path.home()) not in text


def test_our_own_errors_give_their_code_and_no_sentence() -> None:
    text = details(UserError("Ama sudah ada janji", code="bentrok"))
    assert "[bentrok]" in text
    assert "Ama" not in text


def test_the_dialog_says_when_data_was_saved_and_copies_the_details(qtbot: QtBot) -> None:
    copied: list[str] = []
    dialog = CrashDialog(None, crash(), NOW, copied.append)
    qtbot.addWidget(dialog)
    assert "10.36" in dialog.accessibleDescription()
    button = dialog.findChild(Button, "copy")
    assert button is not None
    button.click()
    assert "ValueError" in copied[0]
    assert "Ama" not in copied[0]


def test_the_log_holds_the_same_and_is_put_aside_when_long(tmp_path: Path) -> None:
    log = tmp_path / "galat.log"
    log.write_text("x" * (MOST_BYTES + 1), encoding="utf-8")
    write_crash(tmp_path, crash(), NOW)
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "Ama" not in text
    assert (tmp_path / "galat.log.1").exists()
