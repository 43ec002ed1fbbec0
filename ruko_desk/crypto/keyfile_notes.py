"""Note keys: made by their owner alone, sealed to her, her second person and the recovery sheet.

Whoever opens the database could rewrite the key file. So the owner confirms with a MAC of her own
(`Vouch`) who may receive her note key; a recovery key or second person that somebody slipped in
gets nothing.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable
from dataclasses import replace

from ruko_desk.crypto.binding import bind
from ruko_desk.crypto.kdf import KEY_LENGTH
from ruko_desk.crypto.keyfile import Holder, KeyFile, Slot, Vouch, Wrap, make_wraps
from ruko_desk.crypto.keyfile_open import commit
from ruko_desk.crypto.keyfile_staff import acting_user, with_slot
from ruko_desk.crypto.keyring import KeyName, KeyRing, note_of
from ruko_desk.errors import NotFoundError, UserError


def ensure_note_key(file: KeyFile, ring: KeyRing) -> tuple[KeyFile, KeyRing]:
    """Make sure the acting professional has a note key and everybody she trusts has it too.

    Called at each login of a professional; when nothing is missing, the same two objects come
    back. At her first login (and after a reset) she trusts the recovery keys that are there. Use
    the returned ring only after the returned file has been written: notes under a key that
    never reached the disk would be lost.

    Raises:
        UserError: the ring was opened with the recovery code.
        NotFoundError: the person has no access.
    """
    slot = file.slot_of(acting_user(ring))
    own = note_of(slot.user_uid)
    changed, new_ring = file, ring
    newest = max(file.generations(own), default=0)
    if not ring.holds(own) or ring.generations(own)[0] < newest:
        if slot.vouch is None and not any(wrap.name == own for wrap in slot.wraps):
            trusted = [recovery.holder_id for recovery in file.recoveries]
            changed = with_slot(changed, _vouched(ring, slot, trusted, None))
        new_ring = ring.with_key(own, newest + 1, bytearray(os.urandom(KEY_LENGTH)))
    changed = _share(changed, new_ring, own)
    if changed == file:
        return file, ring
    return commit(changed, new_ring), new_ring


def pending_recoveries(file: KeyFile, ring: KeyRing) -> tuple[str, ...]:
    """Return ids of recovery keys that the acting professional has not confirmed yet.

    Show `recovery.key_label` of each beside the sheet, then call `trust_recovery`.
    """
    slot = file.slot_of(acting_user(ring))
    if not ring.holds(note_of(slot.user_uid)):
        return ()
    vouch = _valid_vouch(slot, ring)
    known = vouch.recoveries if vouch else ()
    return tuple(r.holder_id for r in file.recoveries if r.holder_id not in known)


def trust_recovery(file: KeyFile, ring: KeyRing, recovery_id: str) -> KeyFile:
    """Seal the acting professional's note key to a recovery key that she compared with the sheet.

    Raises:
        NotFoundError: there is no such recovery key.
    """
    if not any(recovery.holder_id == recovery_id for recovery in file.recoveries):
        raise NotFoundError("Kunci pemulihan ini tidak ada di brankas.", code="pemulihan_tidak_ada")
    slot = file.slot_of(acting_user(ring))
    vouch = _valid_vouch(slot, ring)
    trusted = {*(vouch.recoveries if vouch else ()), recovery_id}
    second = _second_slot(file, vouch)
    changed = with_slot(file, _vouched(ring, slot, trusted, second))
    return commit(_share(changed, ring, note_of(slot.user_uid)), ring)


def second_person(file: KeyFile, ring: KeyRing) -> str | None:
    """Return the user uid of the acting professional's second person.

    None when she named none, or when that person left or was reset and has to be named again.
    """
    slot = file.slot_of(acting_user(ring))
    second = _second_slot(file, _valid_vouch(slot, ring))
    return second.user_uid if second else None


def name_second_person(
    file: KeyFile, ring: KeyRing, second_uid: str | None
) -> tuple[KeyFile, KeyRing]:
    """Let a second person open the acting professional's notes, or nobody (None).

    When somebody else held the key until now, her copies go and a new generation is made: the
    caller then wraps the case-note keys anew and may drop the old generation
    (`keyfile_rotate.drop_older`). Use the ring only after the file has been written.

    Raises:
        UserError: she names herself.
        NotAllowedError: she has no note key yet.
        NotFoundError: the second person has no access.
    """
    slot = file.slot_of(acting_user(ring))
    own = note_of(slot.user_uid)
    ring.key(own)
    if second_uid == slot.user_uid:
        raise UserError(
            "Pilih orang lain sebagai pemegang kedua, bukan diri sendiri.", code="kedua_sendiri"
        )
    second = None if second_uid is None else file.slot_of(second_uid)
    vouch = _valid_vouch(slot, ring)
    former = {s.slot_id for s in file.slots if any(w.name == own for w in s.wraps)}
    former -= {slot.slot_id, second.slot_id if second else ""}
    left = vouch is not None and bool(vouch.second_uid) and _second_slot(file, vouch) is None
    changed = _without(file, own, former)
    if former or left:
        newest = max(file.generations(own))
        ring = ring.with_key(own, newest + 1, bytearray(os.urandom(KEY_LENGTH)))
    trusted = vouch.recoveries if vouch else ()
    changed = with_slot(changed, _vouched(ring, slot, trusted, second))
    return commit(_share(changed, ring, own), ring), ring


def restore_note_key(file: KeyFile, ring: KeyRing, owner_uid: str) -> KeyFile:
    """Give a note key back to its owner after a reset, from the second person or the sheet.

    Raises:
        NotAllowedError: the acting ring does not hold it.
        NotFoundError: the owner has no access.
    """
    name = note_of(owner_uid)
    ring.key(name)
    slot = file.slot_of(owner_uid)
    return commit(with_slot(file, replace(slot, wraps=_topped_up(file, slot, ring, name))), ring)


def _share(file: KeyFile, ring: KeyRing, own: KeyName) -> KeyFile:
    """Seal what is missing of the owner's key to herself and everybody she vouches for."""
    slot = file.slot_of(own.owner)
    vouch = _valid_vouch(slot, ring)
    second = _second_slot(file, vouch)
    for holder in (slot, second):
        if holder is not None:
            file = with_slot(file, replace(holder, wraps=_topped_up(file, holder, ring, own)))
    trusted = vouch.recoveries if vouch else ()
    recoveries = tuple(
        replace(recovery, wraps=_topped_up(file, recovery, ring, own))
        if recovery.holder_id in trusted
        else recovery
        for recovery in file.recoveries
    )
    return replace(file, recoveries=recoveries)


def _topped_up(file: KeyFile, holder: Holder, ring: KeyRing, name: KeyName) -> tuple[Wrap, ...]:
    have = {wrap.generation for wrap in holder.wraps if wrap.name == name}
    missing = [(name, n, ring.key(name, n)) for n in ring.generations(name) if n not in have]
    return (*holder.wraps, *make_wraps(file.vault_id, holder.holder_id, holder.public, missing))


def _without(file: KeyFile, name: KeyName, slot_ids: set[str]) -> KeyFile:
    slots = tuple(
        replace(slot, wraps=tuple(wrap for wrap in slot.wraps if wrap.name != name))
        if slot.slot_id in slot_ids
        else slot
        for slot in file.slots
    )
    return replace(file, slots=slots)


def _second_slot(file: KeyFile, vouch: Vouch | None) -> Slot | None:
    """Return the confirmed second person, if she still has the key pair that was confirmed."""
    if vouch is None:
        return None
    for slot in file.slots:
        if slot.user_uid == vouch.second_uid and slot.public.fingerprint == vouch.second_key:
            return slot
    return None


def _vouched(ring: KeyRing, slot: Slot, recoveries: Iterable[str], second: Slot | None) -> Slot:
    vouch = Vouch(
        recoveries=tuple(sorted(recoveries)),
        second_uid=second.user_uid if second else "",
        second_key=second.public.fingerprint if second else "",
        mac=b"",
    )
    return replace(slot, vouch=replace(vouch, mac=_vouch_mac(vouch, slot, ring)))


def _valid_vouch(slot: Slot, ring: KeyRing) -> Vouch | None:
    vouch = slot.vouch
    if vouch is None or not hmac.compare_digest(vouch.mac, _vouch_mac(vouch, slot, ring)):
        return None
    return vouch


def _vouch_mac(vouch: Vouch, slot: Slot, ring: KeyRing) -> bytes:
    covered = bind(
        "ruko-vouch-1", slot.slot_id, vouch.second_uid, vouch.second_key, *vouch.recoveries
    )
    return hmac.digest(ring.vouch_key(), covered, "sha256")
