"""The audit trail: rows chained by a keyed MAC, written in the transaction of the act itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from ruko_desk.crypto.audit_mac import GENESIS, AuditRow, next_mac, verify_chain
from ruko_desk.db.tables.house import AuditEntry


class AuditTrail:
    """Head of the chain in memory; `append` writes rows, `settle` accepts them after commit."""

    def __init__(self, key: bytes, seq: int, mac: bytes) -> None:
        self._key = key
        self.seq = seq
        self.mac = mac
        self._pending = (seq, mac)

    @classmethod
    def load(cls, session: Session, key: bytes) -> AuditTrail:
        """Read the head of the chain."""
        last = session.execute(
            select(AuditEntry.seq, AuditEntry.mac).order_by(AuditEntry.seq.desc()).limit(1)
        ).first()
        return cls(key, *(last or (0, GENESIS)))

    def append(
        self,
        session: Session,
        *,
        when: datetime,
        user_uid: str,
        action: str,
        object_kind: str = "",
        object_uid: str = "",
        detail: dict[str, object] | None = None,
    ) -> None:
        """Add one act to the open transaction. `detail` holds field names and counts, no values."""
        seq, previous = self._pending
        row: dict[str, str | int | None] = {
            "seq": seq + 1,
            "ts_utc": when.isoformat(timespec="milliseconds"),
            "user_uid": user_uid,
            "action": action,
            "object_kind": object_kind,
            "object_uid": object_uid,
            "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True) if detail else "",
        }
        mac = next_mac(self._key, previous, row)
        session.execute(insert(AuditEntry), [{**row, "mac": mac}])
        self._pending = (seq + 1, mac)

    def settle(self) -> None:
        """Accept what was appended: the transaction is on disk."""
        self.seq, self.mac = self._pending

    def discard(self) -> None:
        """Forget what was appended: the transaction was rolled back."""
        self._pending = (self.seq, self.mac)

    def check_tail(self, session: Session, rows: int) -> int | None:
        """Verify the last `rows` links; return the first bad sequence number or None."""
        start = max(self.seq - rows, 0)
        return self.check(session, start)

    def check(self, session: Session, start: int = 0) -> int | None:
        """Verify the chain behind row `start` to its end; return the first bad number or None."""
        before = session.execute(
            select(AuditEntry.mac).where(AuditEntry.seq == start)
        ).scalar_one_or_none()
        if start and before is None:
            return start
        links = _links(session, start)
        return verify_chain(self._key, links, (start, before or GENESIS)).bad_seq


def last_instant(session: Session) -> datetime | None:
    """Return the time of the newest entry, to notice a clock that was set back."""
    value = session.execute(
        select(AuditEntry.ts_utc).where(
            AuditEntry.seq == select(func.max(AuditEntry.seq)).scalar_subquery()
        )
    ).scalar_one_or_none()
    return datetime.fromisoformat(value) if value else None


def mac_of(session: Session, seq: int) -> bytes | None:
    """Return the MAC of a row, the genesis value for number 0, None when there is no such row."""
    if seq == 0:
        return GENESIS
    return session.execute(select(AuditEntry.mac).where(AuditEntry.seq == seq)).scalar_one_or_none()


def _links(session: Session, start: int) -> Iterator[tuple[AuditRow, bytes]]:
    columns = [column for column in AuditEntry.__table__.columns if column.name != "mac"]
    result = session.execute(
        select(*columns, AuditEntry.mac)
        .where(AuditEntry.seq > start)
        .order_by(AuditEntry.seq)
        .execution_options(yield_per=5000)
    )
    names = [column.name for column in columns]
    for *values, mac in result:
        yield dict(zip(names, values, strict=True)), mac
