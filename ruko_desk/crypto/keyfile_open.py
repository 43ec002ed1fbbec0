"""Opening the key file with a passphrase or the recovery key, and sealing it again after a change."""

from __future__ import annotations

import hashlib
import hmac
import os
from contextlib import suppress
from dataclasses import replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ruko_desk.crypto.binding import bind
from ruko_desk.crypto.kdf import SALT_LENGTH, KdfCost, KdfParams, derive, new_params
from ruko_desk.crypto.keyfile import Holder, KeyFile, Slot, open_wrap
from ruko_desk.crypto.keyfile_codec import mac_input
from ruko_desk.crypto.keypair import PrivateKey, PublicKey
from ruko_desk.crypto.keyring import KeyName, KeyRing
from ruko_desk.crypto.problems import BrokenSealError
from ruko_desk.errors import VaultProblem, WrongPasswordError

_NONCE = 12


def open_by_passphrase(file: KeyFile, name: str | None, passphrase: str) -> KeyRing:
    """Return the key ring of the person with this login name, by default of the oldest slot.

    An unknown name costs as much work as a wrong passphrase and gives the same answer.

    Raises:
        WrongPasswordError: name and passphrase do not belong together.
        VaultProblem: `kunci_diubah`, the file is not as the program wrote it.
        EnvironmentProblem: not enough memory.
    """
    slot = file.slots[0] if name is None else file.slot_named(name)
    if slot is None:
        _decoy(file, passphrase)
        raise _wrong_passphrase()
    private = unlock_private(file.vault_id, slot, passphrase)
    return _ring(file, slot, private, user_uid=slot.user_uid, must_change=slot.must_change)


def open_by_recovery(file: KeyFile, private: PrivateKey) -> KeyRing:
    """Return the key ring of the recovery sheet: every key of the vault.

    Raises:
        WrongPasswordError: `pemulihan_tidak_cocok`, the sheet belongs to no recovery slot.
        VaultProblem: `kunci_diubah`.
    """
    public = private.public()
    for recovery in file.recoveries:
        if recovery.public == public:
            return _ring(file, recovery, private, user_uid=None, must_change=False)
    raise WrongPasswordError(
        "Kode pemulihan ini bukan untuk brankas ini, atau lembarnya sudah diganti. Periksa "
        "tanggal dan nomor kunci pada Lembar Pemulihan.",
        code="pemulihan_tidak_cocok",
    )


def commit(file: KeyFile, ring: KeyRing) -> KeyFile:
    """Return the changed file with its next revision and a fresh MAC, ready to be written."""
    changed = replace(file, revision=file.revision + 1)
    return replace(changed, mac=_mac(changed, ring))


def lock_private(
    vault_id: str, slot_id: str, user_uid: str, private: PrivateKey, passphrase: str, cost: KdfCost
) -> tuple[KdfParams, bytes]:
    """Return fresh KDF parameters and the private key encrypted under the passphrase."""
    params = new_params(cost)
    nonce = os.urandom(_NONCE)
    aad = _private_aad(vault_id, slot_id, user_uid, private.public())
    kek = derive(passphrase, params)
    return params, nonce + AESGCM(kek).encrypt(nonce, private.raw, aad)


def unlock_private(vault_id: str, slot: Slot, passphrase: str) -> PrivateKey:
    """Return the private key of a slot.

    Raises:
        WrongPasswordError: the passphrase is another one, or the slot was changed.
        EnvironmentProblem: not enough memory.
    """
    kek = derive(passphrase, slot.kdf)
    nonce, sealed = slot.locked_private[:_NONCE], slot.locked_private[_NONCE:]
    aad = _private_aad(vault_id, slot.slot_id, slot.user_uid, slot.public)
    try:
        return PrivateKey(bytearray(AESGCM(kek).decrypt(nonce, sealed, aad)))
    except InvalidTag as error:
        raise _wrong_passphrase() from error


def _decoy(file: KeyFile, passphrase: str) -> None:
    """Do the work of a try without a slot, with a salt that stays the same."""
    salt = hashlib.sha256(bind("decoy", file.vault_id)).digest()[:SALT_LENGTH]
    decoy = replace(file.slots[0], slot_id="", kdf=KdfParams(cost=file.usual_cost, salt=salt))
    with suppress(WrongPasswordError):
        unlock_private(file.vault_id, decoy, passphrase)


def _ring(
    file: KeyFile, holder: Holder, private: PrivateKey, *, user_uid: str | None, must_change: bool
) -> KeyRing:
    keys: dict[KeyName, dict[int, bytearray]] = {}
    try:
        for wrap in holder.wraps:
            key = open_wrap(file.vault_id, holder.holder_id, private, wrap)
            keys.setdefault(wrap.name, {})[wrap.generation] = key
    except BrokenSealError as error:
        raise _forged() from error
    ring = KeyRing(
        vault_id=file.vault_id,
        holder_id=holder.holder_id,
        user_uid=user_uid,
        private=private,
        keys=keys,
        must_change=must_change,
    )
    if not hmac.compare_digest(file.mac, _mac(file, ring)):
        ring.wipe()
        raise _forged()
    return ring


def _mac(file: KeyFile, ring: KeyRing) -> bytes:
    return hmac.digest(ring.keyfile_key(), mac_input(file), "sha256")


def _private_aad(vault_id: str, slot_id: str, user_uid: str, public: PublicKey) -> bytes:
    return bind("ruko-slot-1", vault_id, slot_id, user_uid, public.raw)


def _wrong_passphrase() -> WrongPasswordError:
    return WrongPasswordError(
        "Nama atau kata sandi tidak cocok. Periksa ejaan, huruf besar-kecil, dan Caps Lock, lalu "
        "coba lagi."
    )


def _forged() -> VaultProblem:
    return VaultProblem(
        "Berkas kunci tidak seperti yang terakhir disimpan program; mungkin ada yang mengubahnya. "
        "Jangan lanjutkan; pulihkan berkas kunci dari cadangan terakhir.",
        code="kunci_diubah",
    )
