"""The keyed connection: encrypted for real, wrong keys and wrong files in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ruko_desk.db import connection
from ruko_desk.errors import EnvironmentProblem, VaultProblem

KEY = b"k" * 32


def fill(path: Path) -> None:
    raw = connection.open_raw(path, KEY)
    raw.execute("CREATE TABLE tamu (nama TEXT)")
    for _ in range(50):
        raw.execute("INSERT INTO tamu VALUES (?)", ("Wulandari Rahayu",))
    raw.close()


def test_no_readable_byte_stands_in_any_file_of_the_database(tmp_path: Path) -> None:
    path = tmp_path / "data.ruko"
    raw = connection.open_raw(path, KEY)
    raw.execute("CREATE TABLE tamu (nama TEXT)")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("INSERT INTO tamu VALUES (?)", ("Wulandari Rahayu",))
    raw.execute("COMMIT")
    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    raw.close()
    assert "data.ruko-wal" in written
    for content in written.values():
        for word in (b"Wulandari", "Wulandari".encode("utf-16-le"), b"tamu", b"SQLite format"):
            assert word not in content


def test_the_wrong_key_is_refused_in_words(tmp_path: Path) -> None:
    fill(tmp_path / "data.ruko")
    with pytest.raises(VaultProblem) as caught:
        connection.open_raw(tmp_path / "data.ruko", b"x" * 32)
    assert caught.value.code == "rusak"
    assert "cadangan" in caught.value.message


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "data.ruko").write_bytes(os.urandom(8192))
    with pytest.raises(VaultProblem):
        connection.open_raw(tmp_path / "data.ruko", KEY)


def test_a_second_program_hears_that_the_data_is_in_use(tmp_path: Path) -> None:
    path = tmp_path / "data.ruko"
    fill(path)
    first = connection.open_raw(path, KEY)
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(EnvironmentProblem) as caught:
        connection.open_raw(path, KEY)
    assert caught.value.code == "terkunci"
    first.close()


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        connection.open_raw(tmp_path / "tidak" / "ada.ruko", KEY)
    assert caught.value.code == "tidak_terbuka"


def test_the_settings_that_keep_acknowledged_saves_are_on(tmp_path: Path) -> None:
    raw = connection.open_raw(tmp_path / "data.ruko", KEY)
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
    }
    found = {name: raw.execute(f"PRAGMA {name}").fetchone() for name in wanted}
    raw.close()
    assert {name: row[0] if row else None for name, row in found.items()} == wanted


@pytest.mark.parametrize(
    ("driver_says", "code"),
    [
        ("database or disk is full", "disk_penuh"),
        ("disk I/O error", "disk_penuh"),
        ("attempt to write a readonly database", "hanya_baca"),
        ("database is locked", "terkunci"),
        ("database disk image is malformed", "rusak"),
        ("something new", "gagal_simpan"),
    ],
)
def test_driver_errors_become_a_sentence_with_a_next_step(driver_says: str, code: str) -> None:
    problem = connection.explain(RuntimeError(driver_says))
    assert problem.code == code
    assert driver_says not in problem.message
