"""Making a backup that is known to open: written under a fresh key, read back, counted, renamed.

A backup that was cut short opens like an empty database, so nothing is called a backup before its
rows have been counted again from the medium.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session as OrmSession

from ruko_desk import __version__
from ruko_desk.changes import ChangeSet, Outcome
from ruko_desk.clock import local
from ruko_desk.crypto.keyfile_codec import encode
from ruko_desk.crypto.safe_write import sync_folder, write_whole
from ruko_desk.db import connection, migrate
from ruko_desk.db.audit import mac_of
from ruko_desk.db.counting import count_rows
from ruko_desk.db.tables.house import Attachment, Setting, User, UserRole
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.safekeeping import BackupReport, BackupStatus, Progress
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import EnvironmentProblem
from ruko_desk.services import health
from ruko_desk.services.backup_set import (
    DATA,
    FILES,
    KEYS,
    MANIFEST,
    PART,
    SHELF,
    Manifest,
    broken,
    seal_key,
    sha256_of,
)
from ruko_desk.services.cabinet import KeyCabinet
from ruko_desk.services.folder import VaultFolder
from ruko_desk.services.office import Office

_LAST = "last_backup"
_PAGES_A_STEP = 500
_ROOM = 1.2


class Backup:
    """Backups of the open vault; every member of staff may start one."""

    def __init__(self, office: Office, folder: VaultFolder, cabinet: KeyCabinet) -> None:
        self._office = office
        self._folder = folder
        self._cabinet = cabinet

    def run(
        self, actor: Actor, place: Path, progress: Progress = lambda _text, _share: None
    ) -> Outcome[BackupReport]:
        """Write a backup set below `place` and verify it on the medium.

        Args:
            actor: who asks for it.
            place: folder on the other disk or stick.
            progress: told what happens; it may raise to cancel.

        Raises:
            EnvironmentProblem: the vault is not sound, the place is missing or full, or what was
                read back differs from what was written.
        """
        del actor
        database = self._office.database
        if not place.is_dir():
            raise EnvironmentProblem(
                "Tempat cadangan tidak terpasang. Pasang flash disk atau pilih map lain, lalu "
                "tekan Cadangkan sekarang.",
                code="tempat_hilang",
            )
        progress("Memeriksa data", 0.05)
        if not database.read_only:
            database.checkpoint()
        findings = health.deep_check(database.raw)
        if findings:
            raise EnvironmentProblem(
                "Data tidak utuh, jadi tidak dicadangkan menimpa yang baik. Pulihkan cadangan "
                "terakhir atau hubungi admin.",
                code="data_rusak",
            )
        made_at = self._office.clock.now()
        shelf = place / SHELF
        final = _free_name(shelf, made_at)
        part = final.with_name(final.name + PART)
        with _medium_errors():
            part.mkdir(parents=True)
        try:
            with _medium_errors():
                self._require_room(shelf)
                manifest, key = self._write(shelf, part, made_at, progress)
                progress("Membaca ulang dari tempat cadangan", 0.7)
                check_set(part, shelf, manifest, key)
                part.rename(final)
                sync_folder(shelf)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        progress("Selesai", 1.0)
        report = BackupReport(
            folder=str(final),
            made_at=made_at,
            rows=sum(manifest.counts.values()),
            cases=manifest.counts["case_file"],
            size=manifest.data_size + sum(size for _, _, size in manifest.files),
        )
        if database.read_only:
            # The one way to save what is in a vault whose anchor or key file was lost.
            return Outcome(report, ChangeSet(frozenset()))
        with database.write() as work:
            value = {"made_at": made_at.isoformat(), "folder": str(final)}
            work.session.merge(Setting(name=_LAST, value=value, version=1))
            work.audit("cadangkan", "backup", "", baris=report.rows)
            work.changed(("backup", ""))
        return Outcome(report, work.changes)

    def last(self, actor: Actor) -> BackupStatus | None:
        """Return the last verified backup, or None."""
        del actor
        with self._office.database.read() as session:
            value = session.execute(
                select(Setting.value).where(Setting.name == _LAST)
            ).scalar_one_or_none()
        if not value:
            return None
        return BackupStatus(
            made_at=datetime.fromisoformat(str(value["made_at"])), folder=str(value["folder"])
        )

    def _require_room(self, shelf: Path) -> None:
        need = self._folder.database.stat().st_size * _ROOM
        if shutil.disk_usage(shelf).free < need:
            raise EnvironmentProblem(
                f"Tempat cadangan penuh; perlu {need / 1e6:.0f} MB. Kosongkan dulu atau pakai "
                "flash disk lain.",
                code="tempat_penuh",
            )

    def _write(
        self, shelf: Path, part: Path, made_at: datetime, progress: Progress
    ) -> tuple[Manifest, bytes]:
        database, key = self._office.database, os.urandom(connection.KEY_BYTES)
        with database.read() as session:
            counts = count_rows(session)
            managers = _managers(session)
            names = list(session.execute(select(Attachment.file_name)).scalars())
        target = connection.open_raw(part / DATA, key)
        try:
            database.raw.backup(
                target,
                pages=_PAGES_A_STEP,
                progress=lambda _status, left, total: progress(
                    "Menyalin data", 0.1 + 0.4 * (1 - left / max(total, 1))
                ),
            )
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            target.execute("PRAGMA journal_mode=DELETE").fetchall()
        finally:
            target.close()
        _sync(part / DATA)
        files = tuple(self._copy_file(shelf, name) for name in names)
        progress("Menyalin dokumen", 0.6)
        write_whole(part / KEYS, encode(self._cabinet.file), "Cadangan")
        data_sha, data_size = sha256_of(part / DATA)
        manifest = Manifest(
            made_at=made_at.isoformat(),
            program=__version__,
            schema=migrate.newest(),
            vault_id=self._cabinet.file.vault_id,
            counts=counts,
            audit_seq=database.trail.seq,
            audit_mac=database.trail.mac.hex(),
            data_sha256=data_sha,
            data_size=data_size,
            keys_sha256=sha256_of(part / KEYS)[0],
            files=files,
            wraps=seal_key(key, self._cabinet.file, managers),
        )
        write_whole(part / MANIFEST, manifest.encode(key), "Cadangan")
        return manifest, key

    def _copy_file(self, shelf: Path, name: str) -> tuple[str, str, int]:
        """Copy one encrypted file unless the shelf holds it already; the content never changes."""
        source = self._folder.attachments / name[:2] / name
        target = shelf / FILES / name[:2] / name
        digest, size = sha256_of(source)
        if not target.exists() or sha256_of(target) != (digest, size):
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, source.read_bytes(), "Cadangan")
        return name, digest, size


def check_set(folder: Path, shelf: Path, manifest: Manifest, key: bytes) -> None:
    """Read a set back from its medium and compare everything with its manifest.

    Raises:
        EnvironmentProblem: anything is missing, damaged or counts differently.
    """
    if sha256_of(folder / DATA) != (manifest.data_sha256, manifest.data_size):
        raise broken("data berubah di tempat cadangan")
    if sha256_of(folder / KEYS)[0] != manifest.keys_sha256:
        raise broken("berkas kunci berubah di tempat cadangan")
    for name, digest, size in manifest.files:
        if sha256_of(shelf / FILES / name[:2] / name) != (digest, size):
            raise broken("dokumen berubah di tempat cadangan")
    raw = connection.open_raw(folder / DATA, key, read_only=True)
    try:
        if health.deep_check(raw):
            raise broken("pemeriksaan isi gagal")
        with OrmSession(connection.make_engine(raw)) as session:
            counts = count_rows(session)
            head = mac_of(session, manifest.audit_seq)
    finally:
        raw.close()
    if counts != manifest.counts:
        raise broken("jumlah isi tidak sama")
    if head is None or head.hex() != manifest.audit_mac:
        raise broken("jejak audit tidak sama")


def _managers(session: OrmSession) -> list[str]:
    return list(
        session.execute(
            select(User.uid)
            .join(UserRole, UserRole.user_id == User.id)
            .where(UserRole.role == Role.MANAGER, User.active.is_(True))
        ).scalars()
    )


def _free_name(shelf: Path, made_at: datetime) -> Path:
    stamp = f"{local(made_at):%Y%m%d-%H%M%S}"
    number, name = 1, stamp
    while (shelf / name).exists() or (shelf / (name + PART)).exists():
        number += 1
        name = f"{stamp}-{number}"
    return shelf / name


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _medium_errors() -> Iterator[None]:
    """Say in words that the medium failed, was pulled or is full."""
    try:
        yield
    except OSError as error:
        raise EnvironmentProblem(
            "Tempat cadangan penuh, dicabut, atau tidak boleh ditulis. Cadangan lama tetap ada. "
            "Pasang kembali atau pilih tempat lain, lalu coba lagi.",
            code="tempat_gagal",
        ) from error
