"""Keys of single cases: case-note keys under a note key, and keys handed to one person by name."""

from __future__ import annotations

import os

from ruko_desk.crypto.binding import Secret, bind
from ruko_desk.crypto.kdf import KEY_LENGTH
from ruko_desk.crypto.keyfile import Holder
from ruko_desk.crypto.keypair import seal
from ruko_desk.crypto.keyring import KeyRing, note_of
from ruko_desk.crypto.problems import BrokenSealError
from ruko_desk.crypto.sealed import Place, generation_of, open_bytes, seal_bytes

HANDOVER = "handover"
"""A case-note key on its way from one professional to the next."""
SEALED_CASE = "sealed case"
"""The key of a case that only named people may open."""
BACKUP = "backup"
"""The fresh key of one backup, for managers and the recovery sheet."""


def new_key() -> bytearray:
    """Return a random 32-byte key."""
    return bytearray(os.urandom(KEY_LENGTH))


def wrap_case_key(ring: KeyRing, owner_uid: str, case_uid: str, key: Secret) -> bytes:
    """Return a case-note key encrypted under the newest generation of its owner's note key.

    Raises:
        NotAllowedError: the acting person does not hold this note key.
    """
    generation = ring.generations(note_of(owner_uid))[:1]
    note_key = ring.note_key(owner_uid)
    return seal_bytes(note_key, generation[0], _case_place(owner_uid, case_uid), key)


def unwrap_case_key(ring: KeyRing, owner_uid: str, case_uid: str, wrapped: bytes) -> bytearray:
    """Return a case-note key.

    Raises:
        NotAllowedError: the acting person does not hold the note key it was wrapped under.
        BrokenSealError: it belongs to another case or owner, or was changed.
    """
    note_key = ring.note_key(owner_uid, generation_of(wrapped))
    return _key(open_bytes(note_key, _case_place(owner_uid, case_uid), wrapped))


def hand_key(vault_id: str, to: Holder, purpose: str, subject_uid: str, key: Secret) -> bytes:
    """Seal one key to one person or recovery sheet (`KeyFile.slot_of`, `KeyFile.recoveries`).

    Args:
        vault_id: of the key file.
        to: who may open it; after a reset she no longer can.
        purpose: `HANDOVER`, `SEALED_CASE` or `BACKUP`.
        subject_uid: the case or backup that the key belongs to.
        key: 32 bytes.
    """
    return seal(to.public, _hand_info(vault_id, to.holder_id, purpose, subject_uid), key)


def take_key(ring: KeyRing, purpose: str, subject_uid: str, box: bytes) -> bytearray:
    """Return a key that `hand_key` sealed to the holder of this ring.

    Raises:
        BrokenSealError: it is for somebody else, another purpose or subject, or was changed.
    """
    info = _hand_info(ring.vault_id, ring.holder_id, purpose, subject_uid)
    return _key(ring.private.open(box, info))


def _case_place(owner_uid: str, case_uid: str) -> Place:
    return Place(table="case_note_key", row_uid=case_uid, field=owner_uid)


def _hand_info(vault_id: str, holder_id: str, purpose: str, subject_uid: str) -> bytes:
    return bind("ruko-hand-1", vault_id, holder_id, purpose, subject_uid)


def _key(data: Secret) -> bytearray:
    if len(data) != KEY_LENGTH:
        raise BrokenSealError("Kunci tersegel ini")
    return bytearray(data)
