"""Who has a way in: the first manager, new people, new passphrases, resets, leaving.

Each function returns the changed key file with a valid MAC; nothing counts until
`KeyFileStore.write` has returned.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ruko_desk.crypto.kdf import KEY_LENGTH, KdfCost
from ruko_desk.crypto.keyfile import (
    KeyFile,
    NameHash,
    RecoverySlot,
    Slot,
    fold_name,
    make_wraps,
)
from ruko_desk.crypto.keyfile_open import commit, lock_private, unlock_private
from ruko_desk.crypto.keypair import PrivateKey, PublicKey
from ruko_desk.crypto.keyring import DB, SHELTER, KeyName, KeyRing
from ruko_desk.errors import UserError

_ID_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The way in that a person gets.

    Args:
        user_uid: her record in the database.
        name: login name; only its salted hash is kept.
        passphrase: hers, or a one-time code that a manager hands to her.
        shelter: she keeps the shelter or manages the house.
        must_change: the passphrase is a one-time code.
    """

    user_uid: str
    name: str
    passphrase: str = field(repr=False)
    shelter: bool = False
    must_change: bool = False


def create(first: Access, recovery: PublicKey, cost: KdfCost) -> tuple[KeyFile, KeyRing]:
    """Return the key file and ring of a new vault with its first manager and recovery key.

    Raises:
        UserError: the login name is empty.
        EnvironmentProblem: not enough memory for the key derivation.
    """
    vault_id = os.urandom(_ID_LENGTH).hex()
    keys = {name: {1: bytearray(os.urandom(KEY_LENGTH))} for name in (DB, SHELTER)}
    private = PrivateKey.generate()
    entries = [(name, 1, held[1]) for name, held in keys.items()]
    slot = _new_slot(vault_id, first, private, entries, cost)
    wraps = make_wraps(vault_id, recovery.fingerprint, recovery, entries)
    file = KeyFile(
        vault_id=vault_id,
        revision=0,
        slots=(slot,),
        recoveries=(RecoverySlot(public=recovery, wraps=wraps),),
    )
    ring = KeyRing(
        vault_id=vault_id,
        holder_id=slot.slot_id,
        user_uid=first.user_uid,
        private=private,
        keys=keys,
        must_change=first.must_change,
    )
    return commit(file, ring), ring


def add_user(file: KeyFile, ring: KeyRing, access: Access, cost: KdfCost | None = None) -> KeyFile:
    """Give one more person a way in: the database key, and the shelter key where she needs it.

    A professional's note key is made at her first login (`keyfile_notes.ensure_note_key`), so no
    manager ever holds it. `cost` is by default that of the other slots.

    Raises:
        UserError: the name is empty or taken, or the person already has access.
        NotAllowedError: the acting person does not hold the shelter key.
    """
    if any(slot.user_uid == access.user_uid for slot in file.slots):
        raise UserError("Petugas ini sudah punya akses.", code="akses_sudah_ada")
    _require_free(file, access.name)
    slot = _new_slot(
        file.vault_id,
        access,
        PrivateKey.generate(),
        ring.entries({DB, SHELTER} if access.shelter else {DB}),
        cost or file.usual_cost,
    )
    return commit(replace(file, slots=(*file.slots, slot)), ring)


def rename_user(file: KeyFile, ring: KeyRing, user_uid: str, name: str) -> KeyFile:
    """Change a login name.

    Raises:
        UserError: the name is empty or taken by another person.
        NotFoundError: the person has no access.
    """
    _require_free(file, name, but=user_uid)
    slot = replace(file.slot_of(user_uid), name=_name_hash(name))
    return commit(with_slot(file, slot), ring)


def change_passphrase(
    file: KeyFile, ring: KeyRing, old: str, new: str, cost: KdfCost | None = None
) -> KeyFile:
    """Encrypt the acting person's private key under a new passphrase; nothing else changes.

    Raises:
        WrongPasswordError: `old` is not her passphrase.
        EnvironmentProblem: not enough memory.
    """
    slot = file.slot_of(acting_user(ring))
    private = unlock_private(file.vault_id, slot, old)
    params, locked = lock_private(
        file.vault_id, slot.slot_id, slot.user_uid, private, new, cost or slot.kdf.cost
    )
    private.wipe()
    changed = replace(slot, kdf=params, locked_private=locked, must_change=False)
    return commit(with_slot(file, changed), ring)


def reset_user(
    file: KeyFile,
    ring: KeyRing,
    user_uid: str,
    one_time_code: str,
    *,
    must_change: bool = True,
) -> KeyFile:
    """Give a person who forgot her passphrase a new key pair and a one-time code.

    She gets again the keys she had, as far as the acting person holds them. No manager holds a
    note key: it comes back with `keyfile_notes.restore_note_key` from the second person or the
    recovery sheet (with the sheet's ring, this function already returns everything).

    Raises:
        NotFoundError: the person has no access.
        NotAllowedError: she had the shelter key and the acting person does not hold it.
    """
    old = file.slot_of(user_uid)
    had = {wrap.name for wrap in old.wraps}
    names = {name for name in had if ring.holds(name)} | (had & {DB, SHELTER})
    private = PrivateKey.generate()
    slot_id = os.urandom(_ID_LENGTH).hex()
    params, locked = lock_private(
        file.vault_id, slot_id, user_uid, private, one_time_code, file.usual_cost
    )
    public = private.public()
    slot = replace(
        old,
        slot_id=slot_id,
        kdf=params,
        locked_private=locked,
        public=public,
        must_change=must_change,
        wraps=make_wraps(file.vault_id, slot_id, public, ring.entries(names)),
        vouch=None,
    )
    private.wipe()
    return commit(with_slot(file, slot), ring)


def deactivate(file: KeyFile, ring: KeyRing, user_uid: str) -> KeyFile:
    """Take away a person's slot with all its wraps.

    What she saw she may have copied: the caller rotates the database key afterwards, and the
    shelter key where she held it (`keyfile_rotate`).

    Raises:
        NotFoundError: the person has no access.
        UserError: she is the last one who can get in.
    """
    gone = file.slot_of(user_uid)
    rest = tuple(slot for slot in file.slots if slot != gone)
    if not rest:
        raise UserError(
            "Petugas terakhir tidak dapat dinonaktifkan. Tambahkan pengelola lain lebih dulu.",
            code="petugas_terakhir",
        )
    return commit(replace(file, slots=rest), ring)


def set_shelter_access(file: KeyFile, ring: KeyRing, user_uid: str, *, allowed: bool) -> KeyFile:
    """Give or take the shelter key when a person's roles change.

    Raises:
        NotFoundError: the person has no access.
        NotAllowedError: the acting person does not hold the shelter key.
    """
    slot = file.slot_of(user_uid)
    wraps = tuple(wrap for wrap in slot.wraps if wrap.name != SHELTER)
    if allowed:
        keys = ring.entries({SHELTER})
        wraps += make_wraps(file.vault_id, slot.holder_id, slot.public, keys)
    return commit(with_slot(file, replace(slot, wraps=wraps)), ring)


def with_slot(file: KeyFile, slot: Slot) -> KeyFile:
    """Return the file with this person's slot replaced; revision and MAC are not touched."""
    slots = tuple(slot if old.user_uid == slot.user_uid else old for old in file.slots)
    return replace(file, slots=slots)


def acting_user(ring: KeyRing) -> str:
    """Return whose ring it is.

    Raises:
        UserError: the ring was opened with the recovery code and belongs to nobody.
    """
    if ring.user_uid is None:
        raise UserError(
            "Langkah ini hanya dapat dilakukan setelah masuk dengan nama sendiri, bukan dengan "
            "kode pemulihan.",
            code="perlu_masuk_sendiri",
        )
    return ring.user_uid


def _new_slot(
    vault_id: str,
    access: Access,
    private: PrivateKey,
    keys: Iterable[tuple[KeyName, int, bytearray]],
    cost: KdfCost,
) -> Slot:
    slot_id = os.urandom(_ID_LENGTH).hex()
    params, locked = lock_private(
        vault_id, slot_id, access.user_uid, private, access.passphrase, cost
    )
    public = private.public()
    return Slot(
        slot_id=slot_id,
        user_uid=access.user_uid,
        name=_name_hash(access.name),
        kdf=params,
        locked_private=locked,
        public=public,
        must_change=access.must_change,
        wraps=make_wraps(vault_id, slot_id, public, keys),
    )


def _require_free(file: KeyFile, name: str, *, but: str = "") -> None:
    taken = file.slot_named(name)
    if taken is not None and taken.user_uid != but:
        raise UserError(
            "Nama masuk ini sudah dipakai. Pilih nama masuk yang lain.", code="nama_dipakai"
        )


def _name_hash(name: str) -> NameHash:
    if not fold_name(name):
        raise UserError("Nama masuk belum diisi.", code="nama_kosong")
    return NameHash.of(name)
