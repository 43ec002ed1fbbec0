import stat
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from ruko_desk import paths
from ruko_desk.paths import Mount

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Linux folders and rights")

DISK = Mount(device="/dev/absent1", folder=PurePosixPath("/"), file_system="ext4")


def test_resource_lies_in_the_source_tree() -> None:
    root = Path(paths.__file__).resolve().parent.parent
    assert paths.resource("icons", "lock.svg") == root / "resources" / "icons" / "lock.svg"


def test_resource_lies_beside_the_frozen_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("fonts") == tmp_path / "resources" / "fonts"


@posix_only
def test_vault_and_log_follow_the_user_s_folders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert paths.default_vault_folder() == tmp_path / "data" / "rukodesk" / "brankas"
    assert not paths.default_vault_folder().exists()
    log = paths.log_folder()
    assert log.is_relative_to(tmp_path / "state" / "rukodesk")
    assert stat.S_IMODE(log.stat().st_mode) == 0o700


@posix_only
def test_temporary_files_stay_in_memory_and_private(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = paths.private_temp_folder()
    assert folder == tmp_path / "rukodesk"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix_only
def test_without_a_runtime_folder_temporary_files_go_to_the_user_s_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert paths.private_temp_folder() == tmp_path / "rukodesk" / "tmp"


def test_emptying_removes_files_and_folders_but_not_what_a_link_points_to(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "keep.txt").write_text("x", encoding="utf-8")
    folder = tmp_path / "tmp"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "job.pdf").write_bytes(b"x")
    (folder / "link").symlink_to(outside, target_is_directory=True)
    paths.empty_folder(folder)
    assert list(folder.iterdir()) == []
    assert (outside / "keep.txt").exists()


@pytest.mark.parametrize(
    "folder",
    [
        "/home/rini/OneDrive/brankas",
        "/home/rini/OneDrive - Dinas P3A/brankas",
        "/home/rini/Dropbox/brankas",
        "/home/rini/Dropbox (Pribadi)/data",
        "/home/rini/Google Drive/brankas",
        "/home/rini/Nextcloud/brankas",
    ],
)
def test_cloud_folders_are_named(folder: str) -> None:
    assert paths.is_cloud_folder(PurePosixPath(folder), {})


@pytest.mark.parametrize("folder", ["G:\\My Drive\\brankas", "G:\\Drive Saya\\brankas"])
def test_streamed_google_drive_is_a_cloud_folder(folder: str) -> None:
    assert paths.is_cloud_folder(PureWindowsPath(folder), {})


def test_cloud_folder_with_another_name_is_known_from_the_environment() -> None:
    variables = {"OneDriveCommercial": "C:\\Users\\rini\\Dinas"}
    assert paths.is_cloud_folder(PureWindowsPath("C:\\Users\\rini\\Dinas\\ruko"), variables)
    assert not paths.is_cloud_folder(PureWindowsPath("C:\\Users\\rini\\Data\\ruko"), variables)


@pytest.mark.parametrize("folder", ["/home/rini/brankas", "/home/rini/boxer", "/srv/megadata"])
def test_ordinary_folders_are_not_cloud_folders(folder: str) -> None:
    assert not paths.is_cloud_folder(PurePosixPath(folder), {})


@posix_only
@pytest.mark.parametrize("file_system", ["nfs4", "cifs", "fuse.sshfs"])
def test_network_mount_is_risky(file_system: str) -> None:
    share = Mount(device="server:/data", folder=PurePosixPath("/srv"), file_system=file_system)
    found = paths.risky_location(Path("/srv/ruko"), mounts=[DISK, share], environment={})
    assert found == "jaringan"


@posix_only
def test_the_deepest_and_latest_mount_counts() -> None:
    share = Mount(device="server:/data", folder=PurePosixPath("/srv"), file_system="nfs")
    over = Mount(device="/dev/absent2", folder=PurePosixPath("/srv"), file_system="ext4")
    mounts = [share, over, DISK]
    assert paths.risky_location(Path("/srv/ruko"), mounts=mounts, environment={}) is None


@posix_only
def test_stick_mounted_by_the_desktop_can_be_pulled_out() -> None:
    stick = Mount(device="STICK", folder=PurePosixPath("/media/rini/STICK"), file_system="vfat")
    where = Path("/media/rini/STICK/ruko")
    assert paths.risky_location(where, mounts=[DISK, stick], environment={}) == "lepas"


@posix_only
def test_own_disk_is_fine() -> None:
    assert paths.risky_location(Path("/home/rini/ruko"), mounts=[DISK], environment={}) is None


@posix_only
def test_cloud_is_told_before_the_mount() -> None:
    where = Path("/home/rini/Dropbox/ruko")
    assert paths.risky_location(where, mounts=[DISK], environment={}) == "awan"
