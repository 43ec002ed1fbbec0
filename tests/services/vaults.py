"""Whole vaults for tests: made once with a cheap key derivation, copied for each test."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ruko_desk.clock import FixedClock
from ruko_desk.crypto.kdf import KdfCost, KdfPolicy
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.settings import HouseSettings
from ruko_desk.domain.dto.users import NewUser
from ruko_desk.services.session import Session
from ruko_desk.services.vault import NewVault, VaultGate

CHEAP = KdfPolicy(floor=KdfCost(memory_kib=8 * 1024, iterations=1, lanes=1), choices_mib=(8,))
MORNING = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
MANAGER = ("ratna", "perahu kaca melati sembilan")
WORD = "gunung sagu lentera biru tujuh"


@dataclass(slots=True)
class VaultKit:
    """A vault folder with its clock and the recovery code of its sheets."""

    folder: Path
    recovery: str
    clock: FixedClock

    def gate(self) -> VaultGate:
        return VaultGate(self.folder, clock=self.clock, policy=CHEAP)

    def unlock(self, name: str = MANAGER[0], secret: str = MANAGER[1]) -> Session:
        return self.gate().unlock(name, secret)

    def copy(self, target: Path) -> VaultKit:
        shutil.copytree(self.folder, target)
        return VaultKit(target, self.recovery, FixedClock(self.clock.instant))


def make_vault(folder: Path) -> VaultKit:
    """Make a vault with a manager and one colleague per role, all with the same code."""
    clock = FixedClock(MORNING)
    gate = VaultGate(folder, clock=clock, policy=CHEAP)
    created = gate.create(
        NewVault(
            house=HouseSettings(),
            login_name=MANAGER[0],
            display_name="Ratna Permata",
            passphrase=MANAGER[1],
        )
    )
    session = created.session
    for role in Role:
        if role is Role.MANAGER:
            continue
        session.services.users.add(
            session.actor,
            NewUser(
                login_name=role.value,
                display_name=f"Petugas {role.value}",
                roles=frozenset({role}),
                one_time_code=WORD,
            ),
        )
    session.close()
    return VaultKit(folder, created.recovery.text, clock)
