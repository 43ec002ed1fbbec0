"""Bad days at the command line: a plain sentence with the next step, exit code not 0, no trace."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ruko_desk.clock import SystemClock
from ruko_desk.services.vault import VaultGate
from tests.cli.conftest import FLOOR, Command
from tests.services.vaults import MANAGER

DATA, KEYS, COPY, ANCHOR = "data.ruko", "kunci.ruko", "kunci-salinan.ruko", "jangkar.ruko"
PAGE = 4096


def cut(folder: Path, size: int) -> None:
    os.truncate(folder / DATA, size)


def damage(folder: Path, page: int) -> None:
    with (folder / DATA).open("r+b") as file:
        file.seek((page - 1) * PAGE + 100)
        file.write(os.urandom(64))


def remove(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).unlink()


def make_newer(folder: Path) -> None:
    session = VaultGate(folder, clock=SystemClock(), policy=FLOOR).unlock(*MANAGER)
    session.database.raw.set_authorizer(None)
    session.database.raw.execute("UPDATE alembic_version SET version_num = '9999'")
    session.close()


def roll_back(folder: Path) -> None:
    older = (folder / DATA).read_bytes()
    VaultGate(folder, clock=SystemClock(), policy=FLOOR).unlock(*MANAGER).close()
    (folder / DATA).write_bytes(older)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (make_newer, "Pasang versi terbaru"),
        (lambda folder: damage(folder, 1), "pulihkan cadangan"),
        (lambda folder: damage(folder, 40), "pulihkan cadangan"),
        (lambda folder: cut(folder, 0), "pulihkan cadangan"),
        (lambda folder: cut(folder, PAGE), "pulihkan cadangan"),
        (lambda folder: cut(folder, 50 * PAGE), "pulihkan cadangan"),
        (lambda folder: cut(folder, 50 * PAGE + 1), "pulihkan cadangan"),
        (roll_back, "Pulihkan cadangan"),
        (lambda folder: remove(folder, DATA), "Pulihkan cadangan"),
        (lambda folder: remove(folder, KEYS), "sudah diperbaiki dari salinan"),
        (lambda folder: remove(folder, COPY), "sudah diperbaiki dari salinan"),
        (lambda folder: remove(folder, KEYS, COPY), "Pulihkan kunci.ruko dari cadangan"),
        (lambda folder: (folder / ANCHOR).write_bytes(bytes(1024)), "cadangan terakhir"),
        (lambda folder: remove(folder, ANCHOR), "cadangan terakhir"),
    ],
)
def test_a_spoilt_vault_is_said_with_what_to_do(
    command: Command, vault: Path, spoil: Callable[[Path], object], words: str
) -> None:
    spoil(vault)
    told = command("verify", "--vault", vault)
    assert told.code in {1, 2}
    assert words in told.words
    assert "Traceback" not in told.words


def test_a_cut_database_is_not_filled_again(command: Command, vault: Path) -> None:
    cut(vault, 0)
    command("verify", "--vault", vault)
    assert (vault / DATA).stat().st_size == 0


def test_folders_that_hold_no_vault_are_told_apart(command: Command, tmp_path: Path) -> None:
    assert "Periksa alamat" in command("verify", "--vault", tmp_path / "tidak ada").err
    empty = tmp_path / "kosong"
    empty.mkdir()
    assert "belum ada data Ru-Ko Desk" in command("verify", "--vault", empty).err
    assert "bukan map data" in command("verify", "--vault", tmp_path).err


def test_wrong_password_and_unreadable_password_file(
    command: Command, vault: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "salah.txt"
    wrong.write_text("bukan kata sandi ratna", encoding="utf-8")
    told = command("verify", "--vault", vault, password_file=wrong)
    assert (told.code, "tidak cocok" in told.err) == (2, True)
    told = command("verify", "--vault", vault, password_file=tmp_path / "hilang.txt")
    assert (told.code, "--password-file" in told.err) == (2, True)


def test_a_second_program_is_refused_and_may_not_restore_over_the_first(
    command: Command, vault: Path, tmp_path: Path
) -> None:
    assert command("backup", "--vault", vault, "--to", tmp_path).code == 0
    (made,) = (tmp_path / "RuKoDesk-cadangan").glob("2*")
    first = VaultGate(vault, clock=SystemClock(), policy=FLOOR).unlock(*MANAGER)
    try:
        for words in (("verify",), ("verify", "--read-only"), ("backup", "--to", tmp_path)):
            told = command(*words, "--vault", vault)
            assert (told.code, "sedang dipakai" in told.err) == (2, True), words
        told = command("restore", "--from", made, "--vault", vault, "--user", MANAGER[0])
        assert (told.code, "sedang dibuka" in told.err) == (2, True)
    finally:
        first.close()
    assert not list(tmp_path.glob("brankas-rusak-*"))
    assert command("verify", "--vault", vault).code == 0


def test_verify_tells_the_damaged_part_as_json(command: Command, vault: Path) -> None:
    sound = json.loads(command("verify", "--vault", vault, "--json").out)
    keys = {"ok", "findings", "detail", "counts", "schema", "audit_rows", "content_sha256"}
    assert set(sound) == keys
    assert (sound["ok"], sound["findings"], sound["detail"]) == (True, [], [])
    assert sound["counts"]["user_account"] == 1
    assert len(sound["content_sha256"]) == 64
    damage(vault, 100)
    told = command("verify", "--vault", vault, "--json", "--read-only")
    found = json.loads(told.out)
    assert (told.code, found["ok"]) == (1, False)
    assert "1 halaman berkas data rusak, mulai halaman 100" in found["findings"]
    assert any("page 100" in line for line in found["detail"])
    shown = command("verify", "--vault", vault, "--read-only").words
    assert "mulai halaman 100" in shown
    for english in (*found["detail"], "page", "failed", "malformed"):
        assert english not in shown


def test_a_vault_without_its_anchor_is_saved_by_backup_and_restore(
    command: Command, vault: Path, tmp_path: Path
) -> None:
    remove(vault, ANCHOR)
    before = (vault / DATA).read_bytes()
    told = command("backup", "--vault", vault, "--to", tmp_path, "--read-only")
    assert told.code == 0
    assert "jangkar hilang" in told.err
    assert (vault / DATA).read_bytes() == before
    assert sorted(path.name for path in vault.iterdir()) == [DATA, COPY, KEYS, "lampiran"]
    (made,) = (tmp_path / "RuKoDesk-cadangan").glob("2*")
    assert command("restore", "--from", made, "--vault", vault, "--user", MANAGER[0]).code == 0
    assert command("verify", "--vault", vault).code == 0
    (former,) = tmp_path.glob("brankas-rusak-*")
    assert (former / DATA).read_bytes() == before


def test_restore_leaves_other_folders_and_files_alone(
    command: Command, vault: Path, tmp_path: Path
) -> None:
    command("backup", "--vault", vault, "--to", tmp_path)
    (made,) = (tmp_path / "RuKoDesk-cadangan").glob("2*")
    papers = tmp_path / "surat"
    papers.mkdir()
    (papers / "catatan.txt").write_text("milik orang", encoding="utf-8")
    for target in (papers, papers / "catatan.txt"):
        told = command("restore", "--from", made, "--vault", target, "--user", MANAGER[0])
        assert told.code == 2
        assert "Traceback" not in told.err
    assert (papers / "catatan.txt").read_text(encoding="utf-8") == "milik orang"
    assert command("restore", "--from", papers, "--vault", tmp_path / "x", "--user", "r").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_loses_nothing_and_half_a_vault_is_no_vault(
    command: Command, vault: Path, tmp_path: Path
) -> None:
    import resource
    import signal

    before = json.loads(command("verify", "--vault", vault, "--json").out)["counts"]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
        told = command("verify", "--vault", vault)
        assert (told.code, "penyimpanan penuh" in told.words) == (1, True)
        made = command("demo", "--out", tmp_path / "latihan", "--cases", 1)
        assert (made.code, "disk" in made.err) == (2, True)
        backup = command("backup", "--vault", vault, "--to", tmp_path)
        assert (backup.code, "Traceback" in backup.err) == (2, False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, former)
    assert not any((tmp_path / "latihan").iterdir())
    assert not list((tmp_path / "RuKoDesk-cadangan").glob("*"))
    after = json.loads(command("verify", "--vault", vault, "--json").out)
    assert after["ok"]
    assert after["counts"]["user_account"] == before["user_account"]


def test_a_weak_password_for_practice_data_is_named(command: Command, tmp_path: Path) -> None:
    weak = tmp_path / "pendek.txt"
    weak.write_text("abc", encoding="utf-8")
    told = command("demo", "--out", tmp_path / "latihan", "--cases", 1, password_file=weak)
    assert (told.code, "paling sedikit 15" in told.err) == (2, True)


def test_a_making_that_was_cut_short_is_begun_again(pristine: Path, tmp_path: Path) -> None:
    folder = tmp_path / "brankas"
    shutil.copytree(pristine, folder)
    remove(folder, KEYS, COPY)
    (folder / "sedang-dibuat.ruko").touch()
    gate = VaultGate(folder, clock=SystemClock(), policy=FLOOR)
    assert gate.inspect().kind == "baru"
    (folder / "sedang-dibuat.ruko").unlink()
    assert gate.inspect().code == "kunci_hilang"
