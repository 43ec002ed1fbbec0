"""The keys that one unlocked person holds, and the names of the keys of a vault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as _replace
from enum import StrEnum

from ruko_desk.crypto.kdf import expand
from ruko_desk.crypto.keypair import PrivateKey
from ruko_desk.errors import NotAllowedError


class Purpose(StrEnum):
    """What a vault key opens."""

    DB = "db"
    NOTE = "note"
    SHELTER = "shelter"


@dataclass(frozen=True, slots=True)
class KeyName:
    """A key of the vault; `owner` is the user uid of a note key and empty otherwise."""

    purpose: Purpose
    owner: str = ""


DB = KeyName(Purpose.DB)
SHELTER = KeyName(Purpose.SHELTER)


def note_of(user_uid: str) -> KeyName:
    """Return the name of this professional's note key."""
    return KeyName(Purpose.NOTE, user_uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """What a passphrase or the recovery code opened. Rings share buffers: wipe one, wipe all.

    Args:
        vault_id: 32 hex digits of the vault.
        holder_id: id of the slot, or of the recovery slot, that was opened.
        user_uid: the person; None when the recovery code was used.
        private: her own private key.
        keys: by name and generation (1 and up; a higher one is newer).
        must_change: she entered with a one-time code and has to choose a passphrase.
    """

    vault_id: str
    holder_id: str
    user_uid: str | None
    private: PrivateKey = field(repr=False)
    keys: Mapping[KeyName, Mapping[int, bytearray]] = field(repr=False)
    must_change: bool = False

    def holds(self, name: KeyName) -> bool:
        """Return whether any generation of the key is on the ring."""
        return bool(self.keys.get(name))

    def generations(self, name: KeyName) -> tuple[int, ...]:
        """Return the generations held, newest first."""
        return tuple(sorted(self.keys.get(name, {}), reverse=True))

    def key(self, name: KeyName, generation: int | None = None) -> bytearray:
        """Return a 32-byte key, by default its newest generation.

        Raises:
            NotAllowedError: this person does not hold it.
        """
        held = self.keys.get(name, {})
        wanted = generation if generation is not None else max(held, default=0)
        if wanted not in held:
            raise NotAllowedError(
                "Anda tidak memegang kunci untuk membuka isi ini. Mintalah pemilik catatan atau "
                "pengelola bila Anda membutuhkannya.",
                code="kunci_tidak_dipegang",
            )
        key = held[wanted]
        if not any(key):
            msg = "key used after it was wiped"
            raise RuntimeError(msg)
        return key

    def entries(self, names: Iterable[KeyName]) -> list[tuple[KeyName, int, bytearray]]:
        """Return (name, generation, key) of every generation of these keys, newest first.

        Raises:
            NotAllowedError: one of them is not on the ring.
        """
        found: list[tuple[KeyName, int, bytearray]] = []
        for name in sorted(names, key=lambda name: (name.purpose, name.owner)):
            newest = self.key(name)
            held = self.generations(name)
            found += [(name, held[0], newest), *((name, n, self.key(name, n)) for n in held[1:])]
        return found

    @property
    def db_generation(self) -> int:
        """Return the newest generation of the database key."""
        return self.generations(DB)[0]

    def db_key(self, generation: int | None = None) -> bytearray:
        """Return the raw SQLCipher key; while a rotation is under way there are two."""
        return self.key(DB, generation)

    def note_key(self, owner_uid: str, generation: int | None = None) -> bytearray:
        """Return a note key that this person owns or holds as the second person."""
        return self.key(note_of(owner_uid), generation)

    def shelter_key(self, generation: int | None = None) -> bytearray:
        """Return the key of shelter addresses and present places."""
        return self.key(SHELTER, generation)

    def audit_key(self, generation: int | None = None) -> bytes:
        """Return the MAC key of the audit chain.

        It changes with the database key: before a rotation ends, the caller stores the old one
        inside the database, beside the first sequence number of the new one.
        """
        return expand(self.db_key(generation), "audit")

    def anchor_keys(self) -> dict[int, bytes]:
        """Return the MAC keys of the anchor by database key generation."""
        return {n: expand(self.db_key(n), "jangkar") for n in self.generations(DB)}

    def keyfile_key(self) -> bytes:
        """Return the MAC key of the key file (newest generation)."""
        return expand(self.db_key(), "berkas kunci")

    def draft_key(self) -> bytes:
        """Return the key of this person's own unsent forms and her place on screen.

        It comes from her own key pair, so that colleagues cannot read them even with tools; a
        reset of her access therefore loses them.
        """
        return self._own("draf")

    def pin_key(self) -> bytes:
        """Return the secret that is mixed into her PIN, so that nobody else can try all PINs."""
        return self._own("pin")

    def vouch_key(self) -> bytes:
        """Return the MAC key with which she confirms who else may hold her note key."""
        return self._own("kepercayaan")

    def with_key(self, name: KeyName, generation: int, key: bytearray) -> KeyRing:
        """Return a ring that also holds this key."""
        held = {**self.keys.get(name, {}), generation: key}
        return _replace(self, keys={**self.keys, name: held})

    def without_key(self, name: KeyName, generation: int) -> KeyRing:
        """Return a ring that no longer holds this generation."""
        held = {n: key for n, key in self.keys.get(name, {}).items() if n != generation}
        return _replace(self, keys={**self.keys, name: held})

    def wipe(self) -> None:
        """Overwrite all keys; best effort, since Python may hold copies."""
        self.private.wipe()
        for held in self.keys.values():
            for key in held.values():
                key[:] = bytes(len(key))

    def _own(self, purpose: str) -> bytes:
        if not any(self.private.raw):
            msg = "private key used after it was wiped"
            raise RuntimeError(msg)
        return expand(self.private.raw, purpose)
