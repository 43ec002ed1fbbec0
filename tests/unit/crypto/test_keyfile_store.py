import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ruko_desk.crypto import safe_write
from ruko_desk.crypto.keyfile_codec import encode
from ruko_desk.crypto.keyfile_names import COPY_NAME, MAIN_NAME
from ruko_desk.crypto.keyfile_rotate import drop_older, rotate
from ruko_desk.crypto.keyfile_staff import change_passphrase, set_shelter_access
from ruko_desk.crypto.keyfile_store import KeyFileStore
from ruko_desk.crypto.keyring import DB
from ruko_desk.crypto.recovery import RecoveryCode
from ruko_desk.errors import EnvironmentProblem, VaultProblem, WrongPasswordError
from tests.unit.crypto.house import CHEAP, House, passphrase, uid

posix = pytest.mark.skipif(os.name == "nt", reason="rights and fork as POSIX has them")


def unlock(store: KeyFileStore, name: str = "petugas") -> set[str]:
    """Return the codes of what was found on the way in."""
    unlocked = store.unlock(name, passphrase(name))
    assert unlocked.ring.user_uid == uid(name)
    return {finding.code for finding in unlocked.findings}


def refusal(store: KeyFileStore) -> str:
    with pytest.raises(EnvironmentProblem) as problem:
        store.unlock("petugas", passphrase("petugas"))
    return problem.value.code


def test_both_copies_are_whole_private_and_equal(
    store: KeyFileStore, tmp_path: Path, house: House
) -> None:
    assert sorted(path.name for path in tmp_path.iterdir()) == [COPY_NAME, MAIN_NAME]
    for name in (MAIN_NAME, COPY_NAME):
        assert (tmp_path / name).read_bytes() == encode(house.file)
    assert unlock(store) == set()


@posix
def test_only_the_owner_of_the_account_may_read_them(store: KeyFileStore, tmp_path: Path) -> None:
    assert {(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()} == {0o600}


def test_an_empty_folder_holds_no_vault(tmp_path: Path) -> None:
    store = KeyFileStore(tmp_path, CHEAP)
    assert not store.exists()
    assert refusal(store) == "kunci_hilang"


@pytest.mark.parametrize("name", [MAIN_NAME, COPY_NAME])
@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(b"x" + path.read_bytes()[1:]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"8192", b"1024", 1)),
    ],
)
def test_the_good_copy_mends_the_bad_one(
    store: KeyFileStore,
    tmp_path: Path,
    house: House,
    name: str,
    damage: Callable[[Path], object],
) -> None:
    damage(tmp_path / name)
    assert store.exists()
    assert "salinan_diperbaiki" in unlock(store)
    assert (tmp_path / name).read_bytes() == encode(house.file)
    assert unlock(store) == set()


@pytest.mark.parametrize(
    ("main", "copy", "code"),
    [
        (b"", b"", "kunci_terpotong"),
        (b"bukan kunci", b"", "kunci_bukan_json"),
        (None, b"{}\n", "kunci_asing"),
        (b"{}\n", None, "kunci_asing"),
        (None, None, "kunci_hilang"),
        (b"", b'{"format":"ruko-kunci","schema":9}\n', "kunci_versi_baru"),
    ],
)
def test_two_bad_copies_are_one_sentence(
    tmp_path: Path, main: bytes | None, copy: bytes | None, code: str
) -> None:
    for name, data in ((MAIN_NAME, main), (COPY_NAME, copy)):
        if data is not None:
            (tmp_path / name).write_bytes(data)
    assert refusal(KeyFileStore(tmp_path, CHEAP)) == code


def test_a_folder_in_the_place_of_the_file_is_a_sentence(tmp_path: Path) -> None:
    for name in (MAIN_NAME, COPY_NAME):
        (tmp_path / name).mkdir()
    assert refusal(KeyFileStore(tmp_path, CHEAP)) in {"disk_gagal", "terkunci"}


def test_a_file_of_a_newer_program_is_never_written_over(
    store: KeyFileStore, tmp_path: Path
) -> None:
    newer = b'{"format":"ruko-kunci","schema":2}\n'
    (tmp_path / COPY_NAME).write_bytes(newer)
    assert refusal(store) == "kunci_versi_baru"
    assert (tmp_path / COPY_NAME).read_bytes() == newer


def test_after_a_crash_between_the_copies_the_newer_one_counts(
    store: KeyFileStore, tmp_path: Path, house: House
) -> None:
    file = set_shelter_access(house.file, house.ring("pengelola"), uid("petugas"), allowed=True)
    (tmp_path / MAIN_NAME).write_bytes(encode(file))
    unlocked = store.unlock("petugas", passphrase("petugas"))
    assert unlocked.file == file
    assert {finding.code for finding in unlocked.findings} == {"salinan_diperbaiki"}
    assert (tmp_path / COPY_NAME).read_bytes() == encode(file)


def test_a_forged_newer_version_gives_way_to_the_true_one(
    store: KeyFileStore, tmp_path: Path, house: House
) -> None:
    forged = replace(house.file, revision=99)
    (tmp_path / MAIN_NAME).write_bytes(encode(forged))
    assert unlock(store) == {"salinan_diperbaiki"}
    assert (tmp_path / MAIN_NAME).read_bytes() == encode(house.file)
    store.write(forged)
    assert refusal(store) == "kunci_diubah"


def test_an_older_copy_never_revives_an_old_passphrase(
    store: KeyFileStore, tmp_path: Path, house: House
) -> None:
    file = change_passphrase(
        house.file, house.ring("petugas"), passphrase("petugas"), "kalimat baru"
    )
    (tmp_path / MAIN_NAME).write_bytes(encode(file))
    with pytest.raises(WrongPasswordError):
        store.unlock("petugas", passphrase("petugas"))
    assert store.unlock("petugas", "kalimat baru").file == file


def test_the_sheet_opens_and_mends_too(store: KeyFileStore, tmp_path: Path, house: House) -> None:
    (tmp_path / MAIN_NAME).unlink()
    unlocked = store.unlock_with_recovery(RecoveryCode.parse(house.code.text))
    assert unlocked.ring.user_uid is None
    assert (tmp_path / MAIN_NAME).exists()


def failing(number: int) -> Callable[..., None]:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_penuh"),
        (errno.EROFS, "terkunci"),
        (errno.EACCES, "terkunci"),
        (errno.ENOENT, "berkas_hilang"),
        (errno.EIO, "disk_gagal"),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_says_why(
    store: KeyFileStore,
    tmp_path: Path,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    number: int,
    code: str,
) -> None:
    target, name = (os, "fsync") if step == "fsync" else (safe_write, "replace")
    with monkeypatch.context() as patch:
        patch.setattr(target, name, failing(number))
        with pytest.raises(EnvironmentProblem) as problem:
            store.write(replace(house.file, revision=99))
    assert problem.value.code == code
    assert sorted(path.name for path in tmp_path.iterdir()) == [COPY_NAME, MAIN_NAME]
    assert unlock(store) == set()


@pytest.mark.parametrize("step", range(1, 7))
def test_what_a_save_says_is_true_wherever_the_disk_fails(
    store: KeyFileStore, house: House, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """One save is six steps: fsync, rename and fsync of the folder, for each of two copies."""
    file = change_passphrase(
        house.file, house.ring("petugas"), passphrase("petugas"), "kalimat baru"
    )
    count = 0

    def failing_at_step(call: Callable[..., None]) -> Callable[..., None]:
        def counted(*args: object) -> None:
            nonlocal count
            count += 1
            if count == step:
                raise OSError(errno.EIO, "")
            call(*args)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing_at_step(os.fsync))
        patch.setattr(safe_write, "replace", failing_at_step(safe_write.replace))
        try:
            codes = [finding.code for finding in store.write(file)]
        except EnvironmentProblem:
            assert step < 3
            assert unlock(store) == set()
            return
    assert codes == (["salinan_tidak_diperbaiki"] if step > 3 else [])
    assert store.unlock("petugas", "kalimat baru").file == file
    assert [finding.code for finding in store.unlock("petugas", "kalimat baru").findings] == []


def test_a_copy_that_cannot_be_mended_keeps_nobody_out(
    store: KeyFileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / COPY_NAME).unlink()
    monkeypatch.setattr(safe_write, "replace", failing(errno.EROFS))
    assert unlock(store) == {"kunci_hilang", "salinan_tidak_diperbaiki"}


@posix
@pytest.mark.parametrize("syscall", range(1, 13))
def test_killed_at_any_step_of_a_rotation_the_vault_still_opens(
    store: KeyFileStore, house: House, syscall: int
) -> None:
    """Two saves of two copies with fsync, rename and fsync each: 12 places to die."""
    child = os.fork()
    if child == 0:
        _die_at(syscall)
        file, ring = rotate(house.file, house.ring("pengelola"), DB)
        store.write(file)
        store.write(drop_older(file, ring, DB)[0])
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    unlocked = store.unlock("petugas", passphrase("petugas"))
    generations = unlocked.ring.generations(DB)
    assert generations in {(1,), (2, 1), (2,)}
    # The old key goes only with the second save, when the database has long been rekeyed.
    assert 1 in generations or syscall > 6
    assert unlock(store) == set()


def _die_at(syscall: int) -> None:
    """Make this process end without any clean-up at its n-th fsync or rename."""
    count = 0

    def dying(call: Callable[..., None]) -> Callable[..., None]:
        def counted(*args: object) -> None:
            nonlocal count
            count += 1
            if count == syscall:
                os._exit(9)
            call(*args)

        return counted

    os.fsync = dying(os.fsync)
    safe_write.replace = dying(safe_write.replace)


def test_the_policy_of_the_program_refuses_a_cheap_file(tmp_path: Path, house: House) -> None:
    KeyFileStore(tmp_path, CHEAP).write(house.file)
    with pytest.raises(VaultProblem) as problem:
        KeyFileStore(tmp_path).unlock("petugas", passphrase("petugas"))
    assert problem.value.code == "kdf_lemah"
