"""Reading the audit trail, and noting acts that change no record (lock, hide, reveal)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select

from ruko_desk.db.tables.house import AuditEntry, User
from ruko_desk.domain.dto.cases import AccessRow
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.office import READ, Office


def access_rows(rows: Sequence[tuple[str, str, str]]) -> tuple[AccessRow, ...]:
    """Turn `(time, user, action)` rows into lines for the screen."""
    return tuple(
        AccessRow(when=datetime.fromisoformat(when), user=user or "", action=action)
        for when, user, action in rows
    )


def access_query() -> Select[str, str, str]:
    """Select time, user and action, newest first."""
    return (
        select(AuditEntry.ts_utc, User.display_name, AuditEntry.action)
        .outerjoin(User, User.uid == AuditEntry.user_uid)
        .order_by(AuditEntry.seq.desc())
    )


class Audit:
    """The trail for those who may read it: managers all of it, others their own acts."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def recent(self, actor: Actor, limit: int = 200) -> tuple[AccessRow, ...]:
        """Return the newest acts, newest first."""
        grant = self._office.require(actor, "jejak", READ)
        query = access_query().limit(limit)
        if grant.scope == "own":
            query = query.where(AuditEntry.user_uid == actor.uid)
        with self._office.database.read() as session:
            return access_rows(session.execute(query).all())

    def note(self, actor: Actor, action: str, object_kind: str = "", object_uid: str = "") -> None:
        """Record an act of the actor that changes no record."""
        del actor  # the unit of work knows who acts
        with self._office.database.write() as work:
            work.audit(action, object_kind, object_uid)
