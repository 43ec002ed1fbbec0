"""The steps of the first run and what each must hold before the next; no Qt.

The vault is made at the fourth step. Until then nothing secret exists and what was typed may be
kept to go on later; afterwards the way back is the unlock page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import IntEnum
from pathlib import Path

from ruko_desk.crypto.recovery import RecoveryCode
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.settings import BackupSettings, HouseSettings, NumberingSettings
from ruko_desk.services.vault import NewVault

ASKED = 2
_KEPT = "penyiapan.json"


class Step(IntEnum):
    """The steps in their order."""

    LOOK = 0
    HOUSE = 1
    PASSPHRASE = 2
    SHEETS = 3
    STAFF = 4
    BACKUP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who was added in the wizard; her first code was shown once and is not kept."""

    login_name: str
    display_name: str
    roles: frozenset[Role]


@dataclass(slots=True)
class FirstRun:
    """Everything the wizard knows so far."""

    theme: str = "light"
    text_percent: int = 100
    house: HouseSettings = field(default_factory=HouseSettings)
    numbering: NumberingSettings = field(default_factory=NumberingSettings)
    login_name: str = ""
    display_name: str = ""
    step: Step = Step.LOOK
    created: bool = False
    recovery: RecoveryCode | None = field(default=None, repr=False)
    asked: tuple[int, ...] = ()
    colleagues: list[Colleague] = field(default_factory=list)
    backup_folder: str = ""

    @property
    def may_go_back(self) -> bool:
        """Whether the step before can be changed: not across the making of the vault."""
        if self.step in {Step.LOOK, Step.SHEETS}:
            return False
        return self.step < Step.SHEETS or self.step > Step.STAFF

    def problems(self) -> dict[str, str]:
        """Return what is missing at the present step, by field."""
        wrong: dict[str, str] = {}
        if self.step is Step.HOUSE and not self.house.house_name.strip():
            wrong["house_name"] = "Isi nama lembaga seperti pada papan nama"
        if self.step is Step.PASSPHRASE:
            if not self.display_name.strip():
                wrong["display_name"] = "Isi nama lengkap Anda"
            if not self.login_name.strip():
                wrong["login_name"] = "Isi nama masuk, misalnya nama panggilan"
        return wrong

    def advance(self) -> None:
        """Go to the next step."""
        self.step = Step(self.step + 1)

    def go_back(self) -> None:
        """Go to the step before."""
        self.step = Step(self.step - 1)

    def new_vault(self, passphrase: str) -> NewVault:
        """Return what the vault is made of."""
        return NewVault(
            house=self.house,
            numbering=self.numbering,
            backup=BackupSettings(folder=self.backup_folder),
            login_name=self.login_name,
            display_name=self.display_name,
            passphrase=passphrase,
        )

    def made(self, recovery: RecoveryCode, randbelow: Callable[[int], int]) -> None:
        """Note that the vault stands, and choose the two groups that are typed back.

        One comes from each line of the sheet, so that both lines were copied.
        """
        half = len(recovery.groups) // ASKED
        self.recovery = recovery
        self.asked = (randbelow(half), half + randbelow(half))
        self.created = True

    def wrong_groups(self, typed: Sequence[str]) -> list[int]:
        """Return which of the typed groups (0 or 1) do not stand on the sheet."""
        code = self.recovery
        if code is None:
            return list(range(ASKED))
        return [
            place
            for place, index in enumerate(self.asked)
            if not code.group_is(index, typed[place])
        ]


def kept_file(vault: Path) -> Path:
    """Return where the first steps are kept: beside the folder of the vault, which must be empty."""
    return vault.parent / _KEPT


def keep(run: FirstRun, file: Path) -> None:
    """Keep what was typed before the vault exists: names of the house, nothing secret.

    Raises:
        OSError: the place cannot be written.
    """
    house = {
        each.name: getattr(run.house, each.name)
        for each in fields(HouseSettings)
        if each.name != "logo_png"
    }
    words = {
        "theme": run.theme,
        "text_percent": run.text_percent,
        "house": house,
        "step": int(min(run.step, Step.PASSPHRASE)),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")


def resume(file: Path) -> FirstRun:
    """Return what was kept; a file that is not there or makes no sense is a fresh start."""
    run = FirstRun()
    try:
        words = json.loads(file.read_text(encoding="utf-8"))
        known = {each.name for each in fields(HouseSettings)}
        house = {name: str(value) for name, value in dict(words["house"]).items() if name in known}
        run.theme = str(words["theme"])
        run.text_percent = int(words["text_percent"])
        run.house = replace(HouseSettings(), **house)  # type: ignore[arg-type]  # texts by name
        run.step = Step(int(words["step"]))
    except (OSError, ValueError, KeyError, TypeError):
        return FirstRun()
    return run


def forget(file: Path) -> None:
    """Remove what was kept, once the vault stands."""
    file.unlink(missing_ok=True)
