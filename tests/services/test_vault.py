"""Making and opening vaults: the right person gets in, every failure is a sentence with ways on."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from ruko_desk.clock import FixedClock
from ruko_desk.crypto.keyfile_names import COPY_NAME, MAIN_NAME
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.settings import HouseSettings
from ruko_desk.errors import (
    EnvironmentProblem,
    FieldErrors,
    UserError,
    VaultProblem,
    WrongPasswordError,
)
from ruko_desk.services.vault import NewVault, VaultGate
from tests.services.vaults import CHEAP, MANAGER, MORNING, WORD, VaultKit, make_vault

_DATA, _ANCHOR = "data.ruko", "jangkar.ruko"


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> VaultKit:
    return make_vault(tmp_path_factory.mktemp("induk") / "brankas")


@pytest.fixture
def kit(master: VaultKit, tmp_path: Path) -> VaultKit:
    return master.copy(tmp_path / "brankas")


def test_the_manager_gets_in_and_is_who_she_is(kit: VaultKit) -> None:
    session = kit.unlock()
    assert session.actor.roles == {Role.MANAGER}
    assert session.findings == ()
    assert not session.practice
    session.close()


def test_case_and_spaces_of_the_name_do_not_count(kit: VaultKit) -> None:
    kit.unlock("  RATNA ").close()


def test_a_colleague_enters_with_her_code_and_has_to_change_it(kit: VaultKit) -> None:
    session = kit.unlock("petugas", WORD)
    assert session.actor.must_change_passphrase
    changed = session.services.users.change_own(session.actor, WORD, "lain kali pakai yang ini")
    assert not changed.value.must_change_passphrase
    session.close()
    with pytest.raises(WrongPasswordError):
        kit.unlock("petugas", WORD)
    again = kit.unlock("petugas", "lain kali pakai yang ini")
    assert not again.actor.must_change_passphrase
    again.close()


def test_wrong_passphrase_and_unknown_name_get_the_same_answer(kit: VaultKit) -> None:
    with pytest.raises(WrongPasswordError) as wrong:
        kit.unlock("ratna", "bukan kata sandinya")
    with pytest.raises(WrongPasswordError) as unknown:
        kit.unlock("siapa", "bukan kata sandinya")
    assert wrong.value.message == unknown.value.message


def test_the_fifth_wrong_try_makes_her_wait_even_after_a_restart(kit: VaultKit) -> None:
    for _ in range(5):
        with pytest.raises(WrongPasswordError):
            kit.unlock("ratna", "bukan kata sandinya")
    with pytest.raises(UserError) as caught:
        kit.unlock()
    assert caught.value.code == "tunggu"
    assert "5 detik" in caught.value.message
    kit.clock.advance(seconds=6)
    session = kit.unlock()
    actions = [row.action for row in session.services.audit.recent(session.actor)]
    assert "percobaan masuk gagal" in actions
    session.close()


def test_two_programs_cannot_open_one_vault(kit: VaultKit) -> None:
    first = kit.unlock()
    with pytest.raises(EnvironmentProblem) as caught:
        kit.unlock()
    assert caught.value.code == "terkunci"
    first.close()
    kit.unlock().close()


def test_folders_that_are_no_vault_are_told_apart(tmp_path: Path, kit: VaultKit) -> None:
    def status(folder: Path) -> tuple[str, str]:
        found = VaultGate(folder, clock=kit.clock, policy=CHEAP).inspect()
        return found.kind, found.code

    assert status(tmp_path / "tidak_ada") == ("baru", "")
    (tmp_path / "kosong").mkdir()
    assert status(tmp_path / "kosong") == ("baru", "")
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain" / "foto.jpg").write_bytes(b"x")
    assert status(tmp_path / "lain") == ("masalah", "bukan_brankas")
    assert status(kit.folder) == ("siap", "")
    (kit.folder / _DATA).rename(tmp_path / "data")
    assert status(kit.folder) == ("masalah", "data_hilang")
    (tmp_path / "data").rename(kit.folder / _DATA)
    for name in (MAIN_NAME, COPY_NAME):
        (kit.folder / name).unlink()
    assert status(kit.folder) == ("masalah", "kunci_hilang")


def test_a_missing_key_file_is_mended_from_its_copy(kit: VaultKit) -> None:
    (kit.folder / MAIN_NAME).unlink()
    session = kit.unlock()
    assert any("diperbaiki" in sentence for sentence in session.findings)
    session.close()
    assert (kit.folder / MAIN_NAME).exists()


def test_a_cut_database_is_found_at_a_page_boundary_and_within_a_page(kit: VaultKit) -> None:
    path = kit.folder / _DATA
    whole = path.read_bytes()
    for size in (len(whole) - 4096, len(whole) - 100):
        path.write_bytes(whole[:size])
        with pytest.raises(VaultProblem) as caught:
            kit.unlock()
        assert caught.value.code in {"terpotong", "rusak"}
        assert "pulihkan" in caught.value.choices


def test_an_older_database_put_in_place_is_found_by_the_anchor(kit: VaultKit) -> None:
    old = (kit.folder / _DATA).read_bytes()
    kit.unlock().close()
    (kit.folder / _DATA).write_bytes(old)
    with pytest.raises(VaultProblem) as caught:
        kit.unlock()
    assert caught.value.code == "data_mundur"
    session = kit.gate().unlock(*MANAGER, read_only=True)
    assert session.read_only
    with pytest.raises(EnvironmentProblem):
        session.services.users.set_pin(session.actor, "481516")
    session.close()


def test_a_lost_anchor_stops_with_choices_and_reading_stays_possible(kit: VaultKit) -> None:
    (kit.folder / _ANCHOR).unlink()
    with pytest.raises(VaultProblem) as caught:
        kit.unlock()
    assert caught.value.code == "jangkar_hilang"
    assert "hanya_baca" in caught.value.choices
    session = kit.gate().unlock(*MANAGER, read_only=True)
    assert session.findings
    session.close()
    assert not (kit.folder / _ANCHOR).exists()


def test_a_deleted_log_with_committed_saves_is_found(kit: VaultKit, tmp_path: Path) -> None:
    session = kit.unlock()
    session.services.users.set_pin(session.actor, "481516")
    frozen = tmp_path / "beku"
    shutil.copytree(kit.folder, frozen)
    session.close()
    (frozen / f"{_DATA}-wal").unlink()
    with pytest.raises(VaultProblem) as caught:
        VaultGate(frozen, clock=kit.clock, policy=CHEAP).unlock(*MANAGER)
    assert caught.value.code == "data_mundur"


def test_a_process_killed_after_a_commit_loses_nothing(kit: VaultKit, tmp_path: Path) -> None:
    session = kit.unlock()
    session.services.users.set_pin(session.actor, "481516")
    frozen = tmp_path / "beku"
    shutil.copytree(kit.folder, frozen)
    session.close()
    again = VaultGate(frozen, clock=kit.clock, policy=CHEAP).unlock(*MANAGER)
    assert again.services.users.check_pin(again.actor, "481516")
    again.close()


def test_a_clock_that_was_set_back_is_said(kit: VaultKit) -> None:
    kit.clock.instant = MORNING - timedelta(days=400)
    session = kit.unlock()
    assert any("Jam komputer mundur" in sentence for sentence in session.findings)
    session.close()


def test_a_recovery_sheet_brings_the_last_manager_back(kit: VaultKit) -> None:
    session = kit.gate().unlock_with_recovery(kit.recovery, "ratna", "kalimat baru untuk ratna ya")
    assert any("Lembar Pemulihan" in sentence for sentence in session.findings)
    session.close()
    with pytest.raises(WrongPasswordError):
        kit.unlock()
    kit.unlock("ratna", "kalimat baru untuk ratna ya").close()


def test_a_mistyped_recovery_code_names_the_place(kit: VaultKit) -> None:
    wrong = ("A" if kit.recovery[0] != "A" else "B") + kit.recovery[1:]
    with pytest.raises(UserError):
        kit.gate().unlock_with_recovery(wrong, "ratna", "kalimat baru untuk ratna ya")


def test_weak_passphrases_and_missing_names_are_said_by_field(tmp_path: Path) -> None:
    gate = VaultGate(tmp_path / "baru", clock=FixedClock(MORNING), policy=CHEAP)
    with pytest.raises(FieldErrors) as caught:
        gate.create(
            NewVault(
                house=HouseSettings(house_name=" "),
                login_name="",
                display_name="",
                passphrase="pendek",
            )
        )
    assert set(caught.value.fields) == {"house_name", "login_name", "display_name", "passphrase"}
    assert not (tmp_path / "baru").exists()


def test_a_vault_is_never_made_over_another(kit: VaultKit) -> None:
    with pytest.raises(VaultProblem) as caught:
        kit.gate().create(
            NewVault(
                house=HouseSettings(),
                login_name="lain",
                display_name="Lain",
                passphrase="kalimat lain yang panjang",
            )
        )
    assert caught.value.code == "sudah_ada"


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_only_the_owner_may_read_the_files(kit: VaultKit) -> None:
    kit.unlock().close()
    for path in kit.folder.rglob("*"):
        if path.is_file():
            assert path.stat().st_mode & 0o077 == 0, path.name


def test_no_name_stands_readable_in_any_file(kit: VaultKit) -> None:
    kit.unlock().close()
    for path in kit.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for word in ("Ratna Permata", "ratna", "petugas", "SQLite format"):
                assert word.encode() not in content, path.name
                assert word.encode("utf-16-le") not in content, path.name


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="needs a user whom POSIX modes bind"
)
def test_a_read_only_folder_is_said(kit: VaultKit) -> None:
    kit.folder.chmod(0o500)
    try:
        with pytest.raises(EnvironmentProblem):
            kit.unlock()
    finally:
        kit.folder.chmod(0o700)
