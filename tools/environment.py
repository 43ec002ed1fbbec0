"""The virtual environment of this tree: made once, brought up to date by its locks, mended when cut.

A stamp inside it remembers the locks that were installed, so that a fresh environment costs one
small file to check. A mark stands there while pip works: an environment found with that mark was
cut off half-way and is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tools import debian

STAMP = "ruko-setup.json"
MARK = "ruko-setup-unfinished"
# Every package of the first is in the second, at the same version.
LOCKS = ("run", "dev")


class SetupError(Exception):
    """The machine lacks something; the sentence says what to do."""


def prepare(root: Path, lock: str) -> Path:
    """Return the environment's Python with everything of `requirements/<lock>.txt` in place.

    Raises:
        SetupError: something is missing that only the user can add.
    """
    venv = root / ".venv"
    if is_fresh(venv, root, lock):
        return python_of(venv)
    with _only_one(root):
        if not is_fresh(venv, root, lock):
            _set_up(venv, root, lock)
    return python_of(venv)


def python_of(venv: Path) -> Path:
    """Return where the environment keeps its interpreter."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(root: Path, lock: str) -> str:
    """Return the SHA-256 of a lock file."""
    return hashlib.sha256((root / "requirements" / f"{lock}.txt").read_bytes()).hexdigest()


def is_fresh(venv: Path, root: Path, lock: str) -> bool:
    """Tell whether this Python's environment already holds the lock as it stands."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return (
        isinstance(stamp, dict)
        and stamp.get("python") == _python_version()
        and digest(root, lock) in stamp.get("locks", [])
        and not (venv / MARK).exists()
        and python_of(venv).exists()
    )


def _python_version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _set_up(venv: Path, root: Path, lock: str) -> None:
    _add_system_packages()
    if venv.exists() and not _is_usable(venv):
        print("Lingkungan kerja rusak atau belum selesai dibuat; dibuat ulang dari awal.")
        _remove(venv)
    existed = venv.exists()
    venv.mkdir(exist_ok=True)
    mark = venv / MARK
    mark.touch()
    (venv / STAMP).unlink(missing_ok=True)
    if not existed:
        print("Menyiapkan lingkungan kerja di .venv ...", flush=True)
        # A Python that lives in a virtual environment itself makes one out of its own base.
        maker = getattr(sys, "_base_executable", sys.executable)
        if subprocess.run([maker, "-m", "venv", str(venv)], check=False).returncode:
            raise SetupError("Lingkungan kerja .venv tidak dapat dibuat; lihat pesan di atas.")
    print("Memasang paket yang dikunci (sekali saja, perlu sambungan internet) ...", flush=True)
    failure = _install(venv, root, lock)
    if failure:
        if failure > 0:
            # Unless it was killed, pip takes back what it could not install: what stands is whole.
            mark.unlink()
        raise SetupError(
            "Paket tidak dapat dipasang. Periksa sambungan internet, lalu jalankan lagi."
        )
    installed = LOCKS[: LOCKS.index(lock) + 1]
    stamp = {"python": _python_version(), "locks": [digest(root, name) for name in installed]}
    (venv / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    mark.unlink()


def _install(venv: Path, root: Path, lock: str) -> int:
    command = [
        str(python_of(venv)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
        "--require-hashes", "--no-deps", "--only-binary", ":all:",
        "--requirement", str(root / "requirements" / f"{lock}.txt"),
    ]  # fmt: skip
    return subprocess.run(command, check=False).returncode


def _is_usable(venv: Path) -> bool:
    if (venv / MARK).exists() or not python_of(venv).exists():
        return False
    # Its own words on its version: pyvenv.cfg may be stale after the system's Python moved on.
    question = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run(
        [str(python_of(venv)), "-c", question], check=False, capture_output=True, text=True
    )
    return answer.returncode == 0 and answer.stdout.strip() == _python_version()


def _remove(venv: Path) -> None:
    try:
        shutil.rmtree(venv)
    except OSError as error:
        raise SetupError(
            f"Map .venv tidak dapat diganti ({error.strerror}). Tutup program yang memakainya, "
            "lalu jalankan lagi."
        ) from error


def _add_system_packages() -> None:
    missing = debian.missing_packages(needs_venv=find_spec("ensurepip") is None)
    if not missing:
        return
    if not debian.has_apt():
        print("Mungkin belum terpasang di sistem ini:", ", ".join(missing))
        return
    if not debian.is_root():
        raise SetupError(
            "Beberapa paket sistem belum ada. Jalankan satu baris ini, lalu ulangi:\n"
            f"  sudo apt-get install --no-install-recommends {' '.join(missing)}"
        )
    print("Memasang paket sistem:", " ".join(missing), flush=True)
    if not debian.install(missing):
        raise SetupError(
            "Paket sistem tidak dapat dipasang. Jalankan satu baris ini, lalu ulangi:\n"
            f"  apt-get update && apt-get install --no-install-recommends {' '.join(missing)}"
        )


@contextmanager
def _only_one(root: Path) -> Iterator[None]:
    """Hold the tree's set-up lock; a second set-up waits for the first."""
    with (root / ".venv.lock").open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
