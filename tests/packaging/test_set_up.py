"""What dev.py decides before it does anything: fresh or not, complete or not, too long or not."""

import json
import sys
from pathlib import Path

import pytest

from tools import checks, debian, environment


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree whose environment was just set up for `run`."""
    (tmp_path / "requirements").mkdir()
    for name in ("run", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n", encoding="utf-8")
    python = environment.python_of(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    write_stamp(tmp_path, locks=[environment.digest(tmp_path, "run")])
    return tmp_path


def write_stamp(tree: Path, **changes: object) -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    stamp = {"python": version, "locks": [], **changes}
    (tree / ".venv" / environment.STAMP).write_text(json.dumps(stamp), encoding="utf-8")


def is_fresh(tree: Path, lock: str = "run") -> bool:
    return environment.is_fresh(tree / ".venv", tree, lock)


def test_a_set_up_environment_is_used_as_it_is(tree: Path) -> None:
    assert environment.prepare(tree, "run") == environment.python_of(tree / ".venv")


def test_developers_need_more_than_users(tree: Path) -> None:
    assert not is_fresh(tree, "dev")


def test_a_changed_lock_is_noticed(tree: Path) -> None:
    (tree / "requirements" / "run.txt").write_text("run==2\n", encoding="utf-8")
    assert not is_fresh(tree)


def test_another_python_is_noticed(tree: Path) -> None:
    write_stamp(tree, python="3.9", locks=[environment.digest(tree, "run")])
    assert not is_fresh(tree)


def test_a_cut_off_set_up_is_noticed(tree: Path) -> None:
    (tree / ".venv" / environment.MARK).touch()
    assert not is_fresh(tree)


def test_a_python_that_went_away_is_noticed(tree: Path) -> None:
    environment.python_of(tree / ".venv").unlink()
    assert not is_fresh(tree)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"python": 3}'])
def test_a_damaged_stamp_is_not_trusted(tree: Path, text: str) -> None:
    (tree / ".venv" / environment.STAMP).write_text(text, encoding="utf-8")
    assert not is_fresh(tree)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian packages")
def test_only_missing_packages_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    present = set(debian.PACKAGE_OF_LIBRARY) - {"libcups.so.2", "libEGL.so.1"}
    monkeypatch.setattr(debian, "known_libraries", lambda: present)
    assert debian.missing_packages(needs_venv=False) == ["libegl1", "libcups2"]
    assert debian.missing_packages(needs_venv=True)[0] == "python3-venv"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian packages")
def test_an_ordinary_user_is_told_the_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(debian, "known_libraries", set)
    monkeypatch.setattr(debian, "has_apt", lambda: True)
    monkeypatch.setattr(debian, "is_root", lambda: False)
    with pytest.raises(environment.SetupError, match=r"sudo apt-get install .*libxcb-cursor0"):
        environment.prepare(tmp_path, "run")
    assert not (tmp_path / ".venv").exists()


def test_long_files_are_found(tmp_path: Path) -> None:
    for name, lines in (("short.py", 400), ("long.py", 401)):
        (tmp_path / "ui").mkdir(exist_ok=True)
        (tmp_path / "ui" / name).write_text("x = 1\n" * lines, encoding="utf-8")
    revision = tmp_path / checks.EXEMPT / "0001_start.py"
    revision.parent.mkdir(parents=True)
    revision.write_text("x = 1\n" * 900, encoding="utf-8")
    assert list(checks.long_files(tmp_path)) == [(Path("ui/long.py"), 401)]
