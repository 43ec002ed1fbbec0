"""Encrypted files beside the database: written whole before their row, destroyed with their key."""

from __future__ import annotations

import hashlib
import io
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.crypto import files
from ruko_desk.db.tables.house import Attachment
from ruko_desk.errors import EnvironmentProblem

_KEY_BYTES = 32


class AttachmentStore:
    """The folder of attachments; a file's name is random and says nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(
        self,
        session: Session,
        content: bytes,
        *,
        kind: str,
        label: str,
        when: datetime,
        case_id: int | None = None,
    ) -> Attachment:
        """Encrypt and write a file, then add its row to the open transaction.

        Raises:
            EnvironmentProblem: the disk is full or the folder cannot be written.
        """
        key = os.urandom(_KEY_BYTES)
        name = files.new_file_name()
        path = files.stored_path(self.folder, name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest = files.encrypt_to_path(key, io.BytesIO(content), path)
        row = Attachment(
            case_id=case_id,
            kind=kind,
            label=label,
            file_name=name,
            file_key=key,
            size=digest.length,
            sha256=digest.sha256.hex(),
            created_at=when,
        )
        session.add(row)
        session.flush()
        return row

    def read(self, row: Attachment) -> bytes:
        """Return the content of an attachment.

        Raises:
            EnvironmentProblem: the file is missing, damaged or was swapped.
        """
        content = files.decrypt_bytes(row.file_key, files.stored_path(self.folder, row.file_name))
        if hashlib.sha256(content).hexdigest() != row.sha256:
            raise EnvironmentProblem(
                "Isi dokumen tidak sama dengan saat disimpan. Pulihkan dokumen ini dari cadangan.",
                code="dokumen_rusak",
            )
        return content

    def sweep(self, session: Session, before: datetime) -> int:
        """Remove old files without a row, left by a power cut between file and row.

        Args:
            session: the open transaction.
            before: a file that was written later is left alone.

        Returns:
            How many were removed; one that another program holds stays for the next time.
        """
        known = set(session.execute(select(Attachment.file_name)).scalars())
        removed = 0
        for path in self.folder.glob("*/*"):
            if path.name in known:
                continue
            with suppress(OSError):
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()
                    removed += 1
        return removed

    def missing(self, session: Session) -> list[str]:
        """Return names of files that a row expects and the folder does not hold."""
        names = session.execute(select(Attachment.file_name)).scalars()
        return [name for name in names if not files.stored_path(self.folder, name).exists()]
