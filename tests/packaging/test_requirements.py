"""The locks must install the same everywhere: pinned, hashed, complete, without an address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import ruko_desk

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read_lock(name: str) -> dict[str, tuple[str, list[str]]]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[str, list[str]]] = {}
    for entry in text.replace("\\\n", " ").splitlines():
        requirement, *hashes = entry.split(" --hash=")
        parsed = Requirement(requirement.strip())
        (pin,) = parsed.specifier
        assert pin.operator == "=="
        found[canonicalize_name(parsed.name)] = (pin.version, [text.strip() for text in hashes])
    return found


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_package_is_pinned_by_hash(name: str) -> None:
    for package, (_, hashes) in read_lock(name).items():
        assert hashes, package
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", text) for text in hashes), package


@pytest.mark.parametrize("name", ["run", "dev"])
def test_no_address_of_an_index(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text
    assert "find-links" not in text


def test_the_developer_s_lock_holds_the_user_s() -> None:
    developer = read_lock("dev")
    for package, entry in read_lock("run").items():
        assert developer[package] == entry


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("run", PROJECT["dependencies"]),
        ("dev", PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_locked_versions_are_in_the_project_s_ranges(lock: str, wanted: list[str]) -> None:
    locked = read_lock(lock)
    for line in wanted:
        requirement = Requirement(line)
        version, _ = locked[canonicalize_name(requirement.name)]
        assert version in requirement.specifier, line


def test_the_qt_that_keeps_none_alive() -> None:
    # 6.12.0 aborts Python 3.11; see docs/decisions/0004.
    assert read_lock("run")["pyside6-essentials"][0] == "6.11.3"


def test_one_version_of_the_program() -> None:
    assert PROJECT["version"] == ruko_desk.__version__
