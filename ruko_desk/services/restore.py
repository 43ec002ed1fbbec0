"""Bringing a vault back from a backup set; what stood in the folder before is kept, renamed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from ruko_desk.clock import Clock, local
from ruko_desk.crypto.anchor import Anchor
from ruko_desk.crypto.kdf import PRODUCTION, KdfPolicy
from ruko_desk.crypto.keyfile_store import KeyFileStore
from ruko_desk.crypto.keyring import KeyRing
from ruko_desk.db import connection
from ruko_desk.db.database import Database
from ruko_desk.domain.dto.safekeeping import Progress
from ruko_desk.errors import EnvironmentProblem, VaultProblem
from ruko_desk.services.backup import check_set
from ruko_desk.services.backup_set import (
    DATA,
    FILES,
    PART,
    Manifest,
    open_key,
    open_ring,
    read_manifest,
)
from ruko_desk.services.folder import VaultFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What was brought back, and where the former files lie now (empty when there were none)."""

    made_at: str
    cases: int
    rows: int
    kept_as: str


def restore(
    source: Path,
    target: Path,
    name: str,
    secret: str,
    *,
    clock: Clock,
    recovery: bool = False,
    policy: KdfPolicy = PRODUCTION,
    progress: Progress = lambda _text, _share: None,
) -> RestoreReport:
    """Restore one backup set into a vault folder.

    Args:
        source: the dated folder of the set.
        target: the vault folder; what stands there is renamed, never overwritten.
        name: login name of a manager (ignored with the recovery code).
        secret: her passphrase, or the recovery code.
        clock: what time it is.
        recovery: `secret` is the recovery code.
        policy: limits of the key derivation.
        progress: told what happens; it may raise to cancel.

    Raises:
        WrongPasswordError, NotAllowedError: the secret does not open this set.
        VaultProblem: the target holds files of something else.
        EnvironmentProblem: the set is damaged, the place cannot be written, or the vault there is
            open in another program.
    """
    _require_replaceable(target)
    manifest, mac = read_manifest(source)
    file, ring = open_ring(source, name, secret, recovery=recovery, policy=policy)
    try:
        key = open_key(manifest, ring)
        manifest.check(key, mac)
        progress("Memeriksa cadangan", 0.1)
        check_set(source, source.parent, manifest, key)
        stamp = f"{local(clock.now()):%Y%m%d-%H%M%S}"
        part = target.with_name(f"{target.name}-{stamp}{PART}")
        try:
            folder = VaultFolder(part)
            folder.make()
            progress("Menyalin data", 0.4)
            _bring_back(source, folder, manifest, key, ring, clock)
            KeyFileStore(part, policy).write(file)
            kept = _keep_former(target, stamp)
            part.rename(target)
        except BaseException as error:
            shutil.rmtree(part, ignore_errors=True)
            if isinstance(error, OSError):
                raise EnvironmentProblem(
                    "Data tidak dapat dipulihkan ke map ini. Periksa ruang dan izin map, lalu "
                    "coba lagi; cadangan tetap utuh.",
                    code="pulih_gagal",
                ) from error
            raise
    finally:
        ring.wipe()
    progress("Selesai", 1.0)
    return RestoreReport(
        made_at=manifest.made_at,
        cases=manifest.counts["case_file"],
        rows=sum(manifest.counts.values()),
        kept_as=kept,
    )


def _bring_back(
    source: Path, folder: VaultFolder, manifest: Manifest, key: bytes, ring: KeyRing, clock: Clock
) -> None:
    """Copy the set under the vault's own key and begin a new anchor with the reason on record."""
    backup = connection.open_raw(source / DATA, key, read_only=True)
    raw = connection.open_raw(folder.database, bytes(ring.db_key()))
    try:
        backup.backup(raw)
        folder.database.chmod(0o600)
        anchor = Anchor.create(
            folder.anchor,
            vault_id=ring.vault_id,
            keys=ring.anchor_keys(),
            generation=ring.db_generation,
            audit_seq=manifest.audit_seq,
            audit_mac=bytes.fromhex(manifest.audit_mac),
        )
        database = Database(folder.database, raw, clock, ring.audit_key(), anchor.write)
        database.act_as(None, ring.user_uid or "")
        with database.write() as work:
            work.audit("pulihkan cadangan", "backup", "", dibuat=manifest.made_at)
        anchor.close()
        database.close()
    finally:
        backup.close()
        raw.close()
    for name, _digest, _size in manifest.files:
        place = folder.attachments / name[:2]
        place.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(source.parent / FILES / name[:2] / name, place / name)


def _require_replaceable(target: Path) -> None:
    """Refuse to move aside what is no vault, or a vault in which somebody is at work."""
    if target.exists() and not target.is_dir():
        raise EnvironmentProblem(
            "Tujuan pemulihan adalah berkas, bukan map. Sebut map data yang benar.",
            code="bukan_map",
        )
    former = VaultFolder(target)
    try:
        former.state()
    except VaultProblem as problem:
        if problem.code == "bukan_brankas":
            raise
    if connection.in_use(former.database):
        raise EnvironmentProblem(
            "Data di map tujuan sedang dibuka. Kunci atau tutup Ru-Ko Desk di PC ini, lalu "
            "pulihkan lagi.",
            code="terkunci",
        )


def _keep_former(target: Path, stamp: str) -> str:
    if not target.exists():
        return ""
    if not any(target.iterdir()):
        target.rmdir()
        return ""
    kept = target.with_name(f"{target.name}-rusak-{stamp}")
    target.rename(kept)
    return str(kept)
