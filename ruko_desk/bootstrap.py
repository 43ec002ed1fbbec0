"""The composition root: what the window and the command line start from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ruko_desk.clock import Clock, SystemClock
from ruko_desk.services.vault import VaultGate

if TYPE_CHECKING:
    from ruko_desk.crypto.kdf import KdfPolicy
    from ruko_desk.services.office import Press


def vault_gate(
    folder: Path,
    *,
    clock: Clock | None = None,
    policy: KdfPolicy | None = None,
    press: Press | None = None,
) -> VaultGate:
    """Return the way into the vault in this folder; nothing is opened or made yet.

    Args:
        folder: where the vault lies or shall lie.
        clock: what time it is; this computer's by default.
        policy: limits of the key derivation; those of production by default.
        press: runs document work on its own thread; at once by default.
    """
    return VaultGate(folder, clock=clock or SystemClock(), policy=policy, press=press)
