"""The practice vaults that are measured; made once per folder."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ruko_desk.practice.make import PASSWORD, PracticePlan, make_practice_vault

UNTIL = date(2026, 11, 26)
MANAGER, DESK, COMPANION = "pengelola", "petugas", "pendamping"
SECRET = PASSWORD


def practice_vault(folder: Path, cases: int, tell: Callable[[str], object]) -> Path:
    """Return a vault with so many cases, making it if it is not there."""
    vault = folder / f"latihan-{cases}"
    if not vault.exists():
        start = time.perf_counter()
        make_practice_vault(PracticePlan(folder=vault, cases=cases, until=UNTIL))
        tell(f"practice vault with {cases} cases made in {time.perf_counter() - start:.0f} s")
    return vault
