"""From a passphrase to a key: Argon2id with a floor that no key file can lower.

Parameters follow RFC 9106 (second recommended set: 64 MiB, 3 passes, 4 lanes) as the floor.
"""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ruko_desk.crypto.binding import Secret
from ruko_desk.errors import EnvironmentProblem, VaultProblem

ALGORITHM = "argon2id"
SALT_LENGTH = 16
KEY_LENGTH = 32
MIB = 1024
"""KiB in one MiB; Argon2 counts memory in KiB."""
_ROOMY_MIB = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfCost:
    """What one guess costs: memory in KiB, passes, lanes."""

    memory_kib: int
    iterations: int
    lanes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfParams:
    """A cost and the salt of one slot (16 bytes)."""

    cost: KdfCost
    salt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfPolicy:
    """Which costs are accepted: at least `floor`, at most `ceiling`; `choices_mib` for new slots.

    The ceiling keeps a forged key file from asking for more memory than the machine has.
    """

    floor: KdfCost = KdfCost(memory_kib=64 * MIB, iterations=3, lanes=4)
    ceiling: KdfCost = KdfCost(memory_kib=2048 * MIB, iterations=32, lanes=16)
    choices_mib: tuple[int, ...] = (64, 128, 256, 512)

    def accepts(self, cost: KdfCost) -> bool:
        """Return whether every figure lies between floor and ceiling."""
        low, high = self.floor, self.ceiling
        return (
            low.memory_kib <= cost.memory_kib <= high.memory_kib
            and low.iterations <= cost.iterations <= high.iterations
            and low.lanes <= cost.lanes <= high.lanes
        )

    def require(self, cost: KdfCost) -> None:
        """Refuse a cost outside the limits.

        Raises:
            VaultProblem: `kdf_lemah`.
        """
        if not self.accepts(cost):
            raise VaultProblem(
                "Berkas kunci meminta pengamanan kata sandi di luar batas yang diizinkan; "
                "mungkin ada yang mengubahnya. Jangan masuk; pulihkan berkas kunci dari cadangan.",
                code="kdf_lemah",
            )


PRODUCTION = KdfPolicy()


def new_params(cost: KdfCost) -> KdfParams:
    """Return `cost` with a fresh salt."""
    return KdfParams(cost=cost, salt=os.urandom(SALT_LENGTH))


def normalise(passphrase: str) -> bytes:
    """Return the bytes that are hashed: NFC and nothing else, so every keyboard gives the same."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def derive(passphrase: str, params: KdfParams, *, secret: Secret | None = None) -> bytearray:
    """Return the 32-byte key of a passphrase; `secret` is mixed in as Argon2's own secret.

    Raises:
        EnvironmentProblem: the machine has not enough free memory.
    """
    key = bytearray(KEY_LENGTH)
    try:
        Argon2id(
            salt=params.salt,
            length=KEY_LENGTH,
            iterations=params.cost.iterations,
            lanes=params.cost.lanes,
            memory_cost=params.cost.memory_kib,
            secret=None if secret is None else bytes(secret),
        ).derive_into(normalise(passphrase), key)
    except MemoryError as error:
        need = params.cost.memory_kib // MIB
        raise EnvironmentProblem(
            f"Memori komputer tidak cukup untuk membuka kunci (perlu {need} MB kosong). "
            "Tutup program lain, lalu coba lagi.",
            code="memori_kurang",
        ) from error
    return key


def expand(key: Secret, purpose: str, *, length: int = KEY_LENGTH, salt: bytes = b"") -> bytes:
    """Return an independent key for `purpose` (HKDF-SHA256, RFC 5869)."""
    info = f"ruko-desk 1 {purpose}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt or None, info=info).derive(key)


def measure(cost: KdfCost) -> float:
    """Return the seconds that one derivation takes on this machine."""
    params = new_params(cost)
    start = time.perf_counter()
    derive("ukur", params)
    return time.perf_counter() - start


def calibrate(
    target_seconds: float = 1.0,
    *,
    memory_bytes: int,
    policy: KdfPolicy = PRODUCTION,
    timer: Callable[[KdfCost], float] = measure,
) -> KdfCost:
    """Return the dearest choice that stays near `target_seconds` on this machine.

    Args:
        target_seconds: how long an unlock may take.
        memory_bytes: memory installed in the machine; above 8 GiB it may be the largest choice.
        policy: floor and choices.
        timer: seconds for one derivation.

    Raises:
        EnvironmentProblem: not even the floor fits into memory.
    """
    roomy = memory_bytes > 8 * 1024**3
    seconds = timer(policy.floor)
    for size in sorted(policy.choices_mib, reverse=True):
        cost = replace(policy.floor, memory_kib=size * MIB)
        dearer = cost.memory_kib > policy.floor.memory_kib
        # Time grows in step with memory; a quarter over the target is still "about" the target.
        likely = seconds * cost.memory_kib / policy.floor.memory_kib <= target_seconds * 1.25
        if not dearer or not likely or (size >= _ROOMY_MIB and not roomy):
            continue
        try:
            if timer(cost) <= target_seconds * 1.25:
                return cost
        except EnvironmentProblem:
            continue
    return policy.floor
