"""Where things lie: shipped resources, the usual vault, logs, private temporary files.

Also tells when a folder is a bad home for a vault: a cloud client or a network drive copies or
breaks a live database, and a stick is lost.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

import platformdirs

Risk = Literal["awan", "jaringan", "lepas"]

_APP = "RuKoDesk" if sys.platform == "win32" else "rukodesk"
_OWNER_ONLY = 0o700
# A folder is a cloud client's when its name begins so ("OneDrive - Dinas") or is just that.
_CLOUD_BEGINNINGS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud")
_CLOUD_NAMES = frozenset(
    {"box", "box sync", "drive saya", "mega", "megasync", "my drive", "owncloud", "pcloud"}
)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_NETWORK_FILE_SYSTEMS = frozenset(
    {"9p", "afs", "ceph", "cifs", "davfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
    | {"fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs"}
)
_WINDOWS_REMOVABLE = 2  # DRIVE_REMOVABLE of GetDriveTypeW
_WINDOWS_REMOTE = 4  # DRIVE_REMOTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """One line of Linux's mount table."""

    device: str
    folder: PurePath
    file_system: str


def resource(*parts: str) -> Path:
    """Return the path of a shipped file, in the source tree and in the frozen program alike."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)


def default_vault_folder() -> Path:
    """Return where a vault is made unless the user chooses: never roaming, never Documents."""
    return Path(platformdirs.user_data_path(_APP, appauthor=False)) / "brankas"


def log_folder() -> Path:
    """Return the folder of the program's own log, made if it is not there."""
    return _private(Path(platformdirs.user_log_path(_APP, appauthor=False)))


def private_temp_folder() -> Path:
    """Return a folder for this user's temporary files, made if it is not there.

    In memory on Linux (`$XDG_RUNTIME_DIR`) where the session offers that; the shared /tmp never.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform.startswith("linux") and runtime and Path(runtime).is_dir():
        return _private(Path(runtime) / _APP)
    return _private(Path(platformdirs.user_cache_path(_APP, appauthor=False)) / "tmp")


def empty_folder(folder: Path) -> None:
    """Delete everything inside a folder; what another program still holds stays."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
            continue
        try:
            entry.unlink()
        except OSError:
            continue


def risky_location(
    path: Path,
    *,
    mounts: Sequence[Mount] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Risk | None:
    """Tell why a folder is a bad home for a vault, or None when nothing speaks against it.

    Args:
        path: the folder; it need not exist yet.
        mounts: Linux's mount table, read from the system by default.
        environment: variables that name cloud folders, this process's by default.

    Returns:
        `awan` (a cloud client syncs it), `jaringan` (another machine holds it), `lepas` (it can
        be pulled out), or None.
    """
    whole = path.expanduser().absolute()
    if is_cloud_folder(whole, os.environ if environment is None else environment):
        return "awan"
    if str(whole).startswith("\\\\"):
        return "jaringan"
    drive = _windows_drive_risk(whole)
    return drive or _mount_risk(whole.resolve(), _read_mounts() if mounts is None else mounts)


def is_cloud_folder(path: PurePath, environment: Mapping[str, str]) -> bool:
    """Tell whether the path lies in a folder that a cloud client keeps in step."""
    for part in path.parts:
        name = part.casefold()
        if name in _CLOUD_NAMES or name.startswith(_CLOUD_BEGINNINGS):
            return True
    named = [environment.get(variable, "") for variable in _CLOUD_VARIABLES]
    return any(folder and path.is_relative_to(folder) for folder in named)


def _private(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY)
    if sys.platform != "win32":
        folder.chmod(_OWNER_ONLY)
    return folder


def _mount_risk(path: PurePath, mounts: Sequence[Mount]) -> Risk | None:
    holding = [mount for mount in mounts if path.is_relative_to(mount.folder)]
    if not holding:
        return None
    # The mount table lists the latest last: of two on one folder the later one counts.
    mount = max(enumerate(holding), key=lambda item: (len(item[1].folder.parts), item[0]))[1]
    if mount.file_system in _NETWORK_FILE_SYSTEMS:
        return "jaringan"
    return "lepas" if _is_pluggable(mount) else None


def _is_pluggable(mount: Mount) -> bool:
    block = Path("/sys/class/block", PurePath(mount.device).name)
    if mount.device.startswith("/dev/") and block.exists():
        # A USB disk that calls itself fixed still hangs on a USB bus.
        device = block.resolve()
        flags = [device / "removable", device.parent / "removable"]
        return "/usb" in str(device) or any(
            flag.is_file() and flag.read_text(encoding="ascii").strip() == "1" for flag in flags
        )
    desktop_mounts = (PurePath("/media"), PurePath("/run/media"))
    return any(mount.folder.is_relative_to(folder) for folder in desktop_mounts)


def _read_mounts() -> list[Mount]:
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    fields = [line.split(" ") for line in lines]
    return [
        Mount(device=device, folder=PurePath(_unescape(folder)), file_system=kind)
        for device, folder, kind, *_ in fields
    ]


def _unescape(field: str) -> str:
    """Undo the octal escapes of the mount table, such as a space written as backslash 040."""
    for character in " \t\n\\":
        field = field.replace(f"\\{ord(character):03o}", character)
    return field


def _windows_drive_risk(path: Path) -> Risk | None:
    risks: dict[int, Risk] = {_WINDOWS_REMOTE: "jaringan", _WINDOWS_REMOVABLE: "lepas"}
    kind = 0
    if sys.platform == "win32":
        kind = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
    return risks.get(kind)
