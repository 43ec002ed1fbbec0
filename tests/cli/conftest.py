"""A vault as the command line meets it: the real cost of the key derivation, at its floor."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ruko_desk import cli
from ruko_desk.clock import SystemClock
from ruko_desk.crypto.kdf import KdfPolicy
from ruko_desk.domain.dto.settings import HouseSettings
from ruko_desk.services.vault import NewVault, VaultGate
from tests.services.vaults import MANAGER

FLOOR = KdfPolicy(choices_mib=(64,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How a command ended: exit code, what it wrote, and its error lines."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        return self.out + self.err


Command = Callable[..., Told]


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with its manager; copied, never opened."""
    folder = tmp_path_factory.mktemp("cli") / "brankas"
    new = NewVault(
        house=HouseSettings(),
        login_name=MANAGER[0],
        display_name="Ratna Permata",
        passphrase=MANAGER[1],
    )
    VaultGate(folder, clock=SystemClock(), policy=FLOOR).create(new).session.close()
    return folder


@pytest.fixture
def vault(pristine: Path, tmp_path: Path) -> Path:
    return shutil.copytree(pristine, tmp_path / "brankas")


@pytest.fixture
def password(tmp_path: Path) -> Path:
    path = tmp_path / "sandi.txt"
    path.write_text(MANAGER[1] + "\n", encoding="utf-8")
    return path


@pytest.fixture
def command(password: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command with the manager's password, unless another file is given."""

    def run(*words: object, password_file: Path = password) -> Told:
        lines: list[str] = []
        arguments = [str(word) for word in words]
        code = cli.main([*arguments, "--password-file", str(password_file)], lines.append)
        return Told(code=code, out="".join(lines), err=capsys.readouterr().err)

    return run
