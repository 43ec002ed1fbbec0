"""The check that the built program makes of itself: it passes here, and it can fail."""

from __future__ import annotations

import json
import os
import sqlite3  # noqa: TID251 - a plain file is what must be caught
import subprocess
import sys
from pathlib import Path

import pytest

from ruko_desk.db.at_rest import readable_traces
from ruko_desk.selfcheck import Findings

ROOT = Path(__file__).resolve().parents[2]


def selfcheck(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ruko_desk", "--selfcheck", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_vault_letter_and_window_are_made_and_reported_as_json(tmp_path: Path) -> None:
    done = selfcheck(tmp_path / "brankas")
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["ok"]
    assert report["problems"] == []
    assert report["letter"]["pages"] >= 1
    assert report["database"]["files_searched"] >= 5
    assert report["counts"]["case_file"] == 1
    assert report["window"]["face"] == "UnlockPage"
    assert report["window"]["font"] == "Noto Sans"


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("milik orang", encoding="utf-8")
    done = selfcheck(tmp_path)
    assert done.returncode == 2
    assert "tidak kosong" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["catatan.txt"]


def test_a_plain_database_is_caught_in_every_way(tmp_path: Path) -> None:
    plain = tmp_path / "data.ruko"
    with sqlite3.connect(plain) as connection:
        connection.execute("CREATE TABLE person (name TEXT)")
        connection.execute("INSERT INTO person VALUES ('Zulaikha Rekaan')")
    connection.close()
    found = readable_traces(plain, [plain], ["Zulaikha"])
    assert len(found) == 4, found


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_one_typed_word_beside_the_database_is_caught(tmp_path: Path, coding: str) -> None:
    database, log = tmp_path / "data.ruko", tmp_path / "program.log"
    database.write_bytes(os.urandom(200_000))
    log.write_bytes("ada Zulaikha di sini".encode(coding))
    assert readable_traces(database, [database, log], ["Zulaikha"]) == [
        "program.log holds a typed text"
    ]


def test_one_problem_is_enough_to_fail() -> None:
    found = Findings()
    found.expect(True, "never")
    assert found.report()["ok"]
    found.expect(False, "no font")
    assert found.report() == {"ok": False, "problems": ["no font"]}
