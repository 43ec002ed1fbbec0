"""Fields that are cipher text in the database: AES-256-GCM, bound to the place where they stand.

A sealed value is one version byte, the key generation (4 bytes), a random 96-bit nonce, then
cipher text and tag: 33 bytes more than the value. Moved to another table, row, field or key
generation it does not open.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ruko_desk.crypto.binding import Secret, bind
from ruko_desk.crypto.problems import BrokenSealError

_VERSION = 1
_NONCE = 12
_HEADER = 1 + 4 + _NONCE
_TAG = 16
OVERHEAD = _HEADER + _TAG


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a sealed value stands: table, uid of the row, name of the field."""

    table: str
    row_uid: str
    field: str


def seal_bytes(key: Secret, generation: int, place: Place, plain: Secret) -> bytes:
    """Return `plain` sealed under a 32-byte key for this place."""
    nonce = os.urandom(_NONCE)
    header = bytes([_VERSION]) + generation.to_bytes(4, "big") + nonce
    return header + AESGCM(key).encrypt(nonce, plain, _aad(place, generation))


def open_bytes(key: Secret, place: Place, sealed: bytes) -> bytes:
    """Return what was sealed.

    Raises:
        BrokenSealError: another key, another place, or changed bytes.
    """
    generation = generation_of(sealed)
    nonce = sealed[_HEADER - _NONCE : _HEADER]
    try:
        return AESGCM(key).decrypt(nonce, sealed[_HEADER:], _aad(place, generation))
    except InvalidTag as error:
        raise BrokenSealError from error


def seal_text(key: Secret, generation: int, place: Place, plain: str) -> bytes:
    """Return a text sealed under a 32-byte key for this place."""
    return seal_bytes(key, generation, place, plain.encode("utf-8", "surrogatepass"))


def open_text(key: Secret, place: Place, sealed: bytes) -> str:
    """Return the text that was sealed; errors as in `open_bytes`."""
    return open_bytes(key, place, sealed).decode("utf-8", "surrogatepass")


def generation_of(sealed: bytes) -> int:
    """Return the generation of the key that opens a sealed value.

    Raises:
        BrokenSealError: it is too short, or of a version this program does not know.
    """
    if len(sealed) < OVERHEAD or sealed[0] != _VERSION:
        raise BrokenSealError
    return int.from_bytes(sealed[1:5], "big")


def _aad(place: Place, generation: int) -> bytes:
    return bind("ruko-field-1", place.table, place.row_uid, place.field, generation)
