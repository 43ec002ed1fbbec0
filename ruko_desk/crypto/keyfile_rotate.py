"""New generations of shared keys, and new recovery sheets, so that a crash never locks anybody out.

Rotating the database key: `rotate(DB)`, write the key file (it now holds both generations), rekey
the database, check it, store the old audit key, write the anchor under the new one,
`drop_older(DB)`, write the key file. After a crash the newest generation is tried first, then the
older; whichever opens the database decides between `drop_older` and `drop_newest`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ruko_desk.crypto.kdf import KEY_LENGTH
from ruko_desk.crypto.keyfile import KeyFile, RecoverySlot, Slot, Wrap, make_wraps
from ruko_desk.crypto.keyfile_open import commit
from ruko_desk.crypto.keypair import PublicKey
from ruko_desk.crypto.keyring import DB, SHELTER, KeyName, KeyRing, Purpose
from ruko_desk.errors import NotFoundError, UserError

_AnyHolder = TypeVar("_AnyHolder", Slot, RecoverySlot)


def rotate(file: KeyFile, ring: KeyRing, name: KeyName) -> tuple[KeyFile, KeyRing]:
    """Make a new generation of `DB` or `SHELTER` and seal it to all who hold the present one.

    Raises:
        UserError: the last rotation of this key has not been finished.
        NotAllowedError: the acting person does not hold the key.
        ValueError: a note key, which only its owner renews.
    """
    if name.purpose is Purpose.NOTE:
        msg = "a note key is renewed by its owner, with name_second_person"
        raise ValueError(msg)
    ring.key(name)
    if len(file.generations(name)) > 1:
        raise UserError(
            "Penggantian kunci sebelumnya belum selesai. Selesaikan dulu, lalu ulangi.",
            code="rotasi_belum_selesai",
        )
    generation = file.generations(name)[0] + 1
    key = bytearray(os.urandom(KEY_LENGTH))

    def sealed(holder: Slot | RecoverySlot) -> tuple[Wrap, ...]:
        if not any(wrap.name == name for wrap in holder.wraps):
            return holder.wraps
        new = make_wraps(file.vault_id, holder.holder_id, holder.public, [(name, generation, key)])
        return (*new, *holder.wraps)

    new_ring = ring.with_key(name, generation, key)
    return commit(_each(file, sealed), new_ring), new_ring


def drop_older(file: KeyFile, ring: KeyRing, name: KeyName) -> tuple[KeyFile, KeyRing]:
    """Finish a rotation: only the newest generation of the key stays."""
    generations = file.generations(name)
    return _drop(file, ring, name, set(generations[1:]))


def drop_newest(file: KeyFile, ring: KeyRing, name: KeyName) -> tuple[KeyFile, KeyRing]:
    """Take a rotation back: the newest generation goes; the only one never does."""
    generations = file.generations(name)
    return _drop(file, ring, name, set(generations[:1] if len(generations) > 1 else ()))


def add_recovery(file: KeyFile, ring: KeyRing, public: PublicKey) -> KeyFile:
    """Let a new recovery sheet open the vault beside the old one.

    With the ring of the old sheet every key is sealed to the new one. A manager's ring gives the
    shared keys; each professional then confirms the new sheet at her next login
    (`keyfile_notes.pending_recoveries`).

    Raises:
        NotAllowedError: the acting person does not hold the shelter key.
        UserError: this sheet is already in use.
    """
    if any(recovery.public == public for recovery in file.recoveries):
        raise UserError("Lembar Pemulihan ini sudah dipakai.", code="pemulihan_sudah_ada")
    names = {DB, SHELTER} if ring.user_uid is not None else {DB, SHELTER, *ring.keys}
    wraps = make_wraps(file.vault_id, public.fingerprint, public, ring.entries(names))
    added = RecoverySlot(public=public, wraps=wraps)
    return commit(replace(file, recoveries=(*file.recoveries, added)), ring)


def remove_recovery(file: KeyFile, ring: KeyRing, recovery_id: str) -> KeyFile:
    """Make an old recovery sheet worthless for this vault (not for older backups).

    Raises:
        NotFoundError: there is no such recovery key.
        UserError: it is the last one.
    """
    rest = tuple(r for r in file.recoveries if r.holder_id != recovery_id)
    if rest == file.recoveries:
        raise NotFoundError("Kunci pemulihan ini tidak ada di brankas.", code="pemulihan_tidak_ada")
    if not rest:
        raise UserError(
            "Lembar Pemulihan terakhir tidak dapat dicabut. Buat lembar baru lebih dulu.",
            code="pemulihan_terakhir",
        )
    return commit(replace(file, recoveries=rest), ring)


def _drop(
    file: KeyFile, ring: KeyRing, name: KeyName, generations: set[int]
) -> tuple[KeyFile, KeyRing]:
    if not generations:
        return file, ring
    # A ring that lacks what stays could neither make the MAC nor be of use afterwards.
    ring.key(name, max(set(file.generations(name)) - generations))

    def kept(holder: Slot | RecoverySlot) -> tuple[Wrap, ...]:
        return tuple(
            wrap for wrap in holder.wraps if wrap.name != name or wrap.generation not in generations
        )

    for generation in generations:
        ring = ring.without_key(name, generation)
    return commit(_each(file, kept), ring), ring


def _each(file: KeyFile, wraps: Callable[[Slot | RecoverySlot], tuple[Wrap, ...]]) -> KeyFile:
    """Return the file with the wraps of every holder replaced."""

    def changed(holder: _AnyHolder) -> _AnyHolder:
        return replace(holder, wraps=wraps(holder))

    return replace(
        file,
        slots=tuple(changed(slot) for slot in file.slots),
        recoveries=tuple(changed(recovery) for recovery in file.recoveries),
    )
