"""One change of one case: who changes it, within what reach, over which version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ruko_desk.clock import local
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import AuditEntry, User
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.indonesian import time_text
from ruko_desk.errors import StaleError
from ruko_desk.services.case_scope import Reach
from ruko_desk.services.office import Office

OPENED, REVEALED = "buka kasus", "tampilkan nama"
"""Acts on a case that change nothing in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEdit:
    """What a save works on inside its unit of work."""

    office: Office
    actor: Actor
    work: Work
    case: CaseFile
    reach: Reach

    def check_version(self, read: int, stored: int) -> None:
        """Refuse to overwrite what somebody else saved.

        Raises:
            StaleError: the record has another version than the one that was read.
        """
        if read != stored:
            raise StaleError(f"{self._who_changed()}. Lihat kedua versi, lalu pilih")

    def _who_changed(self) -> str:
        """Name the colleague of the last change, if the actor may read the trail."""
        row = self.work.session.execute(
            select(AuditEntry.ts_utc, User.display_name)
            .join(User, User.uid == AuditEntry.user_uid)
            .where(
                AuditEntry.object_uid == self.case.uid,
                AuditEntry.object_kind == "case",
                AuditEntry.action.not_in((OPENED, REVEALED)),
            )
            .order_by(AuditEntry.seq.desc())
            .limit(1)
        ).first()
        if row is None:
            return "Kasus ini sudah diubah petugas lain"
        at = local(datetime.fromisoformat(row[0]))
        return f"Kasus ini sudah diubah {row[1]} pukul {time_text(at)}"
