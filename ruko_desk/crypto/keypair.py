"""One person's hybrid key pair (ML-KEM-768 with X25519) and boxes sealed to it by HPKE (RFC 9180).

What is sealed today must stay closed to the machines of later decades, so both parts, the lattice
one and the curve one, have to be broken before a box opens.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from ruko_desk.crypto.binding import Secret
from ruko_desk.crypto.problems import BrokenSealError
from ruko_desk.errors import VaultProblem

_MLKEM_SEED = 64
_MLKEM_PUBLIC = 1184
_X25519 = 32
PRIVATE_LENGTH = _MLKEM_SEED + _X25519
PUBLIC_LENGTH = _MLKEM_PUBLIC + _X25519

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half that anybody may hold: 1,184 bytes ML-KEM, then 32 bytes X25519."""

    raw: bytes

    @property
    def fingerprint(self) -> str:
        """Return 32 hex digits that stand for this key."""
        return hashlib.sha256(b"ruko-desk public key" + self.raw).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """The half that stays secret: the 64-byte ML-KEM seed, then 32 bytes X25519."""

    raw: bytearray = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != PRIVATE_LENGTH:
            msg = f"a private key has {PRIVATE_LENGTH} bytes"
            raise ValueError(msg)

    @classmethod
    def generate(cls) -> PrivateKey:
        """Return a new random private key."""
        return cls(bytearray(os.urandom(PRIVATE_LENGTH)))

    def public(self) -> PublicKey:
        """Return the other half."""
        mlkem, x25519 = self._parts()
        return PublicKey(
            mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        )

    def open(self, blob: bytes, info: bytes) -> bytearray:
        """Return what `seal` put into `blob` under the same `info`.

        Raises:
            BrokenSealError: sealed to another key, for another purpose, or changed since.
        """
        key = hpke.MLKEM768X25519PrivateKey(*self._parts())
        try:
            return bytearray(_SUITE.decrypt(blob, key, info=info))
        except (InvalidTag, ValueError) as error:
            raise BrokenSealError("Kunci tersegel ini") from error

    def wipe(self) -> None:
        """Overwrite the secret; best effort, since Python may hold copies."""
        self.raw[:] = bytes(len(self.raw))

    def _parts(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        if not any(self.raw):
            msg = "private key used after it was wiped"
            raise RuntimeError(msg)
        view = memoryview(self.raw)
        return (
            MLKEM768PrivateKey.from_seed_bytes(view[:_MLKEM_SEED]),
            X25519PrivateKey.from_private_bytes(view[_MLKEM_SEED:]),
        )


def seal(public: PublicKey, info: bytes, plaintext: Secret) -> bytes:
    """Return a box that only the holder of the private half opens (1,136 bytes longer).

    Raises:
        VaultProblem: the public key is no valid key.
    """
    try:
        key = hpke.MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public.raw[:_MLKEM_PUBLIC]),
            X25519PublicKey.from_public_bytes(public.raw[_MLKEM_PUBLIC:]),
        )
        return _SUITE.encrypt(plaintext, key, info=info)
    except ValueError as error:
        raise VaultProblem(
            "Kunci umum seorang petugas di berkas kunci rusak. Pulihkan berkas kunci dari "
            "cadangan terakhir.",
            code="kunci_rusak",
        ) from error
