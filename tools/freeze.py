"""Build the frozen program and prove that it works: start it once and look through its folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import bundle_rules

SELFCHECK_SECONDS = 180


def freeze(root: Path, python: Path) -> int:
    """Build into dist/RuKoDesk and check it; return 0 only if all is well."""
    folder = root / "dist" / "RuKoDesk"
    shutil.rmtree(folder, ignore_errors=True)
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec"]
    if subprocess.run(command, cwd=root, check=False).returncode:
        print("build: PyInstaller failed")
        return 1
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files if not path.is_symlink())
    print(f"build: {folder.relative_to(root)}, {len(files)} files, {size / 1e6:.0f} MB")
    bad = bundle_rules.forbidden(path.relative_to(folder) for path in files)
    print("build: forbidden files:", ", ".join(bad) if bad else "none")
    works = selfcheck(folder)
    return 0 if works and not bad else 1


def selfcheck(folder: Path) -> bool:
    """Start the frozen program on a vault of its own; print what it reports."""
    # On Windows the window's own .exe has no standard output.
    name = "RuKoDesk-cli.exe" if sys.platform == "win32" else "RuKoDesk"
    with tempfile.TemporaryDirectory(prefix="rukodesk-build-") as scratch:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": scratch,
            "LOCALAPPDATA": scratch,
            "XDG_DATA_HOME": scratch,
        }
        environment.pop("PYTHONPATH", None)
        vault = Path(scratch) / "vault"
        done = subprocess.run(
            [str(folder / name), "--selfcheck", str(vault)],
            cwd=scratch, env=environment, check=False, capture_output=True, text=True,
            timeout=SELFCHECK_SECONDS,
        )  # fmt: skip
    try:
        report = json.loads(done.stdout)
    except ValueError:
        print(f"build: the program gave no report\n{done.stdout}\n{done.stderr}")
        return False
    print("build: the program reports", json.dumps(report, ensure_ascii=False, indent=2))
    if done.returncode:
        print(f"build: the program ended with {done.returncode}\n{done.stderr}")
    return done.returncode == 0
