"""The key file as canonical JSON: one `KeyFile` has exactly one byte form, and nothing else is read.

A checksum over everything shows damage before anybody has unlocked; the MAC shows forgery after.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ruko_desk.crypto.kdf import ALGORITHM, SALT_LENGTH, KdfCost, KdfParams, KdfPolicy
from ruko_desk.crypto.keyfile import (
    NAME_SALT_LENGTH,
    Holder,
    KeyFile,
    NameHash,
    RecoverySlot,
    Slot,
    Vouch,
    Wrap,
)
from ruko_desk.crypto.keypair import PRIVATE_LENGTH, PUBLIC_LENGTH, PublicKey
from ruko_desk.crypto.keyring import DB, KeyName, Purpose
from ruko_desk.errors import VaultProblem

FORMAT = "ruko-kunci"
SCHEMA = 1
MAX_BYTES = 8 * 1024 * 1024
LOCKED_PRIVATE_LENGTH = 12 + PRIVATE_LENGTH + 16
"""Nonce, private key, tag."""
_DIGEST_LENGTH = 32

Json = Mapping[str, Any]


def encode(file: KeyFile) -> bytes:
    """Return the bytes that go to disk."""
    sealed = {
        "body": _body(file),
        "format": FORMAT,
        "mac": file.mac.hex(),
        "schema": SCHEMA,
    }
    checksum = hashlib.sha256(_canonical(sealed)).hexdigest()
    return _canonical({**sealed, "sum": checksum}) + b"\n"


def mac_input(file: KeyFile) -> bytes:
    """Return the bytes that the MAC covers: everything but the MAC."""
    return _canonical({"body": _body(file), "format": FORMAT, "schema": SCHEMA})


def decode(data: bytes, policy: KdfPolicy) -> KeyFile:
    """Return the key file in `data`.

    Raises:
        VaultProblem: `kunci_terpotong` (empty or cut), `kunci_bukan_json`, `kunci_asing` (not a
            key file), `kunci_versi_baru`, `kdf_lemah`, or `kunci_rusak`.
    """
    top = _load(data)
    if top.get("format") != FORMAT or not isinstance(top.get("schema"), int):
        raise VaultProblem(
            "Berkas kunci ini bukan berkas kunci Ru-Ko Desk. Periksa apakah map brankas yang "
            "dipilih benar.",
            code="kunci_asing",
            choices=("pilih_map", "pulihkan"),
        )
    if top["schema"] > SCHEMA:
        raise VaultProblem(
            "Brankas ini dibuat oleh Ru-Ko Desk yang lebih baru. Pasang versi terbaru, lalu buka "
            "lagi; jangan ubah isi mapnya.",
            code="kunci_versi_baru",
            choices=("pilih_map", "tutup"),
        )
    try:
        file = _file(top["body"], bytes.fromhex(_text(top["mac"])))
        whole = encode(file) == data
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged() from error
    if not whole:
        raise _damaged()
    for slot in file.slots:
        policy.require(slot.kdf.cost)
    return file


def _load(data: bytes) -> Json:
    if len(data) > MAX_BYTES:
        raise _damaged()
    try:
        top = json.loads(data)
    except (ValueError, RecursionError) as error:
        if not data.strip() or (data.startswith(b"{") and not data.endswith(b"}\n")):
            raise VaultProblem(
                "Berkas kunci kosong atau terpotong. Pulihkan berkas kunci dari cadangan terakhir.",
                code="kunci_terpotong",
            ) from error
        raise VaultProblem(
            "Berkas kunci tidak terbaca. Periksa apakah map brankas yang dipilih benar, atau "
            "pulihkan berkas kunci dari cadangan terakhir.",
            code="kunci_bukan_json",
        ) from error
    return top if isinstance(top, dict) else {}


def _damaged() -> VaultProblem:
    return VaultProblem(
        "Berkas kunci rusak. Pulihkan berkas kunci dari cadangan terakhir.", code="kunci_rusak"
    )


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


# --- writing --------------------------------------------------------------------------------------


def _body(file: KeyFile) -> dict[str, Any]:
    return {
        "vault": file.vault_id,
        "revision": file.revision,
        "slots": [_slot_json(slot) for slot in file.slots],
        "recoveries": [
            {"public": _b64(r.public.raw), "wraps": _wraps_json(r)} for r in file.recoveries
        ],
    }


def _slot_json(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.slot_id,
        "user": slot.user_uid,
        "name": {"salt": slot.name.salt.hex(), "hash": slot.name.digest.hex()},
        "kdf": {
            "name": ALGORITHM,
            "memory_kib": slot.kdf.cost.memory_kib,
            "iterations": slot.kdf.cost.iterations,
            "lanes": slot.kdf.cost.lanes,
            "salt": slot.kdf.salt.hex(),
        },
        "private": _b64(slot.locked_private),
        "public": _b64(slot.public.raw),
        "must_change": slot.must_change,
        "wraps": _wraps_json(slot),
        "vouch": None if slot.vouch is None else _vouch_json(slot.vouch),
    }


def _wraps_json(holder: Holder) -> list[dict[str, Any]]:
    return [
        {
            "key": wrap.name.purpose.value,
            "owner": wrap.name.owner,
            "generation": wrap.generation,
            "box": _b64(wrap.box),
        }
        for wrap in holder.wraps
    ]


def _vouch_json(vouch: Vouch) -> dict[str, Any]:
    return {
        "recoveries": list(vouch.recoveries),
        "second": vouch.second_uid,
        "second_key": vouch.second_key,
        "mac": vouch.mac.hex(),
    }


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


# --- reading: a wrong type or size raises TypeError or ValueError ---------------------------------


def _file(body: Json, mac: bytes) -> KeyFile:
    file = KeyFile(
        vault_id=_text(body["vault"]),
        revision=_number(body["revision"]),
        slots=tuple(_slot(item) for item in _items(body["slots"])),
        recoveries=tuple(
            RecoverySlot(public=_public(item["public"]), wraps=_wraps(item["wraps"]))
            for item in _items(body["recoveries"])
        ),
        mac=mac,
    )
    holders = file.holders()
    _require(bool(file.slots) and bool(file.recoveries))
    _require(len({holder.holder_id for holder in holders}) == len(holders))
    _require(len({slot.user_uid for slot in file.slots}) == len(file.slots))
    _require(all(any(w.name == DB for w in holder.wraps) for holder in holders))
    return file


def _slot(item: Json) -> Slot:
    kdf = item["kdf"]
    _require(kdf["name"] == ALGORITHM)
    must_change = item["must_change"]
    _require(isinstance(must_change, bool))
    return Slot(
        slot_id=_text(item["id"]),
        user_uid=_text(item["user"]),
        name=NameHash(
            salt=_hex(item["name"]["salt"], NAME_SALT_LENGTH),
            digest=_hex(item["name"]["hash"], _DIGEST_LENGTH),
        ),
        kdf=KdfParams(
            cost=KdfCost(
                memory_kib=_number(kdf["memory_kib"]),
                iterations=_number(kdf["iterations"]),
                lanes=_number(kdf["lanes"]),
            ),
            salt=_hex(kdf["salt"], SALT_LENGTH),
        ),
        locked_private=_binary(item["private"], LOCKED_PRIVATE_LENGTH),
        public=_public(item["public"]),
        must_change=must_change,
        wraps=_wraps(item["wraps"]),
        vouch=None if item["vouch"] is None else _vouch(item["vouch"]),
    )


def _wraps(items: object) -> tuple[Wrap, ...]:
    wraps = tuple(
        Wrap(
            name=KeyName(Purpose(item["key"]), _text(item["owner"], empty=True)),
            generation=_number(item["generation"]),
            box=_binary(item["box"]),
        )
        for item in _items(items)
    )
    _require(len({(wrap.name, wrap.generation) for wrap in wraps}) == len(wraps))
    return wraps


def _vouch(item: Json) -> Vouch:
    return Vouch(
        recoveries=tuple(_text(entry) for entry in _items(item["recoveries"])),
        second_uid=_text(item["second"], empty=True),
        second_key=_text(item["second_key"], empty=True),
        mac=_hex(item["mac"], _DIGEST_LENGTH),
    )


def _public(value: object) -> PublicKey:
    return PublicKey(_binary(value, PUBLIC_LENGTH))


def _items(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: object, *, empty: bool = False) -> str:
    if not isinstance(value, str) or not (value or empty):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TypeError
    return value


def _hex(value: object, length: int) -> bytes:
    data = bytes.fromhex(_text(value))
    _require(len(data) == length)
    return data


def _binary(value: object, length: int | None = None) -> bytes:
    data = base64.b64decode(_text(value), validate=True)
    _require(length is None or len(data) == length)
    return data


def _require(condition: bool) -> None:
    if not condition:
        raise ValueError
