"""What the key file `kunci.ruko` holds: who can open which key of the vault. Nothing here is secret.

A key is sealed to the public key of each person who may hold it; that box is a wrap. People have
slots, opened by their passphrase; recovery slots are opened by the code on the recovery sheets.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ruko_desk.crypto.binding import bind
from ruko_desk.crypto.kdf import KdfCost, KdfParams
from ruko_desk.crypto.keypair import PrivateKey, PublicKey, seal
from ruko_desk.crypto.keyring import KeyName
from ruko_desk.errors import NotFoundError

NAME_SALT_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """One generation of one key, sealed to one holder."""

    name: KeyName
    generation: int
    box: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHash:
    """A login name that can be recognised but not listed."""

    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, name: str) -> NameHash:
        """Return the salted hash of a login name."""
        salt = os.urandom(NAME_SALT_LENGTH)
        return cls(salt=salt, digest=_name_digest(salt, name))

    def matches(self, name: str) -> bool:
        """Return whether `name` is the same but for case, width and spaces."""
        return hmac.compare_digest(self.digest, _name_digest(self.salt, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouch:
    """Whom the owner of a note key trusts with it, confirmed by a MAC only she can make.

    Everybody who opens the database could forge the rest of the key file; without this they could
    name themselves the second person, or slip in a recovery key of their own.

    Args:
        recoveries: ids (fingerprints) of the recovery keys.
        second_uid: user uid of the second person, or empty.
        second_key: fingerprint of the second person's public key, or empty.
        mac: HMAC-SHA256 over the three.
    """

    recoveries: tuple[str, ...]
    second_uid: str
    second_key: str
    mac: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One person's way in."""

    slot_id: str
    user_uid: str
    name: NameHash
    kdf: KdfParams
    locked_private: bytes
    public: PublicKey
    must_change: bool
    wraps: tuple[Wrap, ...]
    vouch: Vouch | None = None

    @property
    def holder_id(self) -> str:
        """Return what wraps in this slot are bound to."""
        return self.slot_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySlot:
    """The way in for the holder of a recovery sheet; its id is the fingerprint of its key."""

    public: PublicKey
    wraps: tuple[Wrap, ...]

    @property
    def holder_id(self) -> str:
        """Return the id, which the sheet shows in part."""
        return self.public.fingerprint


Holder = Slot | RecoverySlot


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """The whole file; `revision` grows by one with each change, `mac` is made with the db key."""

    vault_id: str
    revision: int
    slots: tuple[Slot, ...]
    recoveries: tuple[RecoverySlot, ...]
    mac: bytes = b""

    def holders(self) -> tuple[Holder, ...]:
        """Return all slots, then all recovery slots."""
        return (*self.slots, *self.recoveries)

    def slot_of(self, user_uid: str) -> Slot:
        """Return a person's slot.

        Raises:
            NotFoundError: she has no access.
        """
        for slot in self.slots:
            if slot.user_uid == user_uid:
                return slot
        raise NotFoundError(
            "Petugas ini tidak punya akses ke brankas. Pengelola dapat menambahkannya lagi.",
            code="akses_tidak_ada",
        )

    def slot_named(self, name: str) -> Slot | None:
        """Return the slot of a login name; every slot is compared, whether or not one matched."""
        found: Slot | None = None
        for slot in self.slots:
            if slot.name.matches(name):
                found = slot
        return found

    def generations(self, name: KeyName) -> tuple[int, ...]:
        """Return all generations of a key that anybody holds, newest first."""
        found = {w.generation for h in self.holders() for w in h.wraps if w.name == name}
        return tuple(sorted(found, reverse=True))

    @property
    def usual_cost(self) -> KdfCost:
        """Return the dearest cost among the slots: for new slots, and for unknown names."""
        return max(
            (slot.kdf.cost for slot in self.slots),
            key=lambda cost: (cost.memory_kib, cost.iterations, cost.lanes),
        )


def fold_name(name: str) -> str:
    """Return a login name as it is compared: width, case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def make_wraps(
    vault_id: str,
    holder_id: str,
    public: PublicKey,
    keys: Iterable[tuple[KeyName, int, bytearray]],
) -> tuple[Wrap, ...]:
    """Seal each (name, generation, key) to one holder."""
    return tuple(
        Wrap(
            name=name,
            generation=generation,
            box=seal(public, _wrap_info(vault_id, holder_id, name, generation), key),
        )
        for name, generation, key in keys
    )


def open_wrap(vault_id: str, holder_id: str, private: PrivateKey, wrap: Wrap) -> bytearray:
    """Return the key in a wrap.

    Raises:
        BrokenSealError: made for another holder, name or generation, or changed.
    """
    info = _wrap_info(vault_id, holder_id, wrap.name, wrap.generation)
    return private.open(wrap.box, info)


def _wrap_info(vault_id: str, holder_id: str, name: KeyName, generation: int) -> bytes:
    return bind("ruko-wrap-1", vault_id, holder_id, name.purpose.value, name.owner, generation)


def _name_digest(salt: bytes, name: str) -> bytes:
    folded = fold_name(name).encode("utf-8", "surrogatepass")
    return hashlib.sha256(salt + folded).digest()
