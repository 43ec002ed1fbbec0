"""The form of a backup on a medium, and how its key is opened again.

`<place>/RuKoDesk-cadangan/<time>/` holds `data.ruko` (under a key of its own), `kunci.ruko` and
`manifes.json`; `<place>/RuKoDesk-cadangan/lampiran/` holds the encrypted files of all sets. The
backup key is sealed to the managers and to the recovery code only, so that a lost stick cannot be
attacked through the weakest passphrase of the house.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruko_desk.crypto.case_keys import BACKUP, hand_key, take_key
from ruko_desk.crypto.kdf import PRODUCTION, KdfPolicy, expand
from ruko_desk.crypto.keyfile import Holder, KeyFile
from ruko_desk.crypto.keyfile_codec import decode
from ruko_desk.crypto.keyfile_open import open_by_passphrase, open_by_recovery
from ruko_desk.crypto.keyring import KeyRing
from ruko_desk.crypto.problems import BrokenSealError
from ruko_desk.crypto.recovery import RecoveryCode
from ruko_desk.errors import EnvironmentProblem, NotAllowedError

SHELF = "RuKoDesk-cadangan"
DATA, KEYS, MANIFEST, FILES = "data.ruko", "kunci.ruko", "manifes.json", "lampiran"
PART = ".part"
FORMAT = 1
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a set must hold; every figure is checked again when it is read back."""

    made_at: str
    program: str
    schema: str
    vault_id: str
    counts: dict[str, int]
    audit_seq: int
    audit_mac: str
    data_sha256: str
    data_size: int
    keys_sha256: str
    files: tuple[tuple[str, str, int], ...]
    wraps: dict[str, str]

    def encode(self, key: bytes) -> bytes:
        """Return the manifest as JSON with its MAC under the backup key."""
        body = self._body()
        mac = hmac.digest(expand(key, "manifes"), body, "sha256").hex()
        return json.dumps({"isi": json.loads(body), "mac": mac}, indent=1).encode()

    def check(self, key: bytes, mac: str) -> None:
        """Refuse a manifest that was changed.

        Raises:
            EnvironmentProblem: the MAC does not fit.
        """
        right = hmac.digest(expand(key, "manifes"), self._body(), "sha256").hex()
        if not hmac.compare_digest(right, mac):
            raise broken("daftar isi cadangan diubah")

    def _body(self) -> bytes:
        return json.dumps(
            {
                "format": FORMAT,
                "dibuat": self.made_at,
                "program": self.program,
                "skema": self.schema,
                "brankas": self.vault_id,
                "jumlah": self.counts,
                "jejak": [self.audit_seq, self.audit_mac],
                "data": [self.data_sha256, self.data_size],
                "kunci": self.keys_sha256,
                "lampiran": [list(file) for file in self.files],
                "amplop": self.wraps,
            },
            sort_keys=True,
        ).encode()


def read_manifest(folder: Path) -> tuple[Manifest, str]:
    """Return the manifest of a set and its MAC, not yet checked.

    Raises:
        EnvironmentProblem: it is missing, unreadable or of a newer form.
    """
    try:
        data: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        body = data["isi"]
        if body["format"] > FORMAT:
            raise EnvironmentProblem(
                "Cadangan ini dibuat oleh Ru-Ko Desk yang lebih baru. Pasang versi terbaru dulu.",
                code="lebih_baru",
            )
        manifest = Manifest(
            made_at=str(body["dibuat"]),
            program=str(body["program"]),
            schema=str(body["skema"]),
            vault_id=str(body["brankas"]),
            counts={str(name): int(count) for name, count in body["jumlah"].items()},
            audit_seq=int(body["jejak"][0]),
            audit_mac=str(body["jejak"][1]),
            data_sha256=str(body["data"][0]),
            data_size=int(body["data"][1]),
            keys_sha256=str(body["kunci"]),
            files=tuple((str(n), str(h), int(s)) for n, h, s in body["lampiran"]),
            wraps={str(k): str(v) for k, v in body["amplop"].items()},
        )
        return manifest, str(data["mac"])
    except FileNotFoundError as error:
        raise EnvironmentProblem(
            "Di map ini tidak ada cadangan Ru-Ko Desk. Pilih map cadangan bertanggal di dalam "
            f"{SHELF}.",
            code="bukan_cadangan",
        ) from error
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise broken("daftar isi cadangan tidak terbaca") from error


def seal_key(key: bytes, file: KeyFile, managers: Iterable[str]) -> dict[str, str]:
    """Seal the backup key to every manager's slot and every recovery slot."""
    wanted = set(managers)
    holders: list[Holder] = [slot for slot in file.slots if slot.user_uid in wanted]
    holders += file.recoveries
    return {
        holder.holder_id: base64.b64encode(
            hand_key(file.vault_id, holder, BACKUP, file.vault_id, key)
        ).decode()
        for holder in holders
    }


def open_key(manifest: Manifest, ring: KeyRing) -> bytes:
    """Return the backup key for the holder of this ring.

    Raises:
        NotAllowedError: she was no manager when the backup was made.
        EnvironmentProblem: the envelope is damaged.
    """
    box = manifest.wraps.get(ring.holder_id)
    if box is None:
        raise NotAllowedError(
            "Cadangan hanya dapat dibuka oleh pengelola atau dengan Lembar Pemulihan. Minta "
            "pengelola memasukkan kata sandinya.",
            code="bukan_pengelola",
        )
    try:
        return bytes(take_key(ring, BACKUP, manifest.vault_id, base64.b64decode(box)))
    except (BrokenSealError, ValueError) as error:
        raise broken("amplop kunci rusak") from error


def open_ring(
    folder: Path, name: str, secret: str, *, recovery: bool = False, policy: KdfPolicy = PRODUCTION
) -> tuple[KeyFile, KeyRing]:
    """Open the key file inside a set with a manager's passphrase or the recovery code.

    Raises:
        WrongPasswordError: they do not fit.
        EnvironmentProblem: the key file of the set is missing or damaged.
    """
    try:
        data = (folder / KEYS).read_bytes()
    except OSError as error:
        raise broken("berkas kunci tidak ada") from error
    file = decode(data, policy)
    if recovery:
        return file, open_by_recovery(file, RecoveryCode.parse(secret).private_key())
    return file, open_by_passphrase(file, name, secret)


def sha256_of(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size of a file as it stands on its medium.

    Raises:
        EnvironmentProblem: it is missing or cannot be read.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                size += len(block)
    except OSError as error:
        raise broken(f"{path.name} tidak terbaca") from error
    return digest.hexdigest(), size


def broken(what: str) -> EnvironmentProblem:
    """Return the error for a set that must not be used."""
    return EnvironmentProblem(
        f"Cadangan ini tidak dapat dibuka dan tidak dipakai ({what}). Buat cadangan baru hari ini.",
        code="cadangan_rusak",
    )
