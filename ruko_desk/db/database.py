"""The open vault database: one connection, reads, and writes as units of work.

A unit of work is one transaction with its audit rows. It commits only when its block ends without
an error, and the anchor outside the database is moved forward after each commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import Clock
from ruko_desk.db import authorizer, connection
from ruko_desk.db.audit import AuditTrail
from ruko_desk.errors import StaleError

OnCommit = Callable[[int, bytes], None]


class Work:
    """One write in progress: the session, the acting user and what was changed and audited."""

    def __init__(
        self, session: Session, trail: AuditTrail, clock: Clock, user_uid: str, user_id: int | None
    ) -> None:
        self.session = session
        self.clock = clock
        self.user_uid = user_uid
        self.user_id = user_id
        self._trail = trail
        self._records: set[tuple[str, str]] = set()

    def audit(self, action: str, kind: str = "", uid: str = "", **detail: object) -> None:
        """Record an act; `detail` holds field names, codes and counts, never personal values."""
        self.session.flush()
        self._trail.append(
            self.session,
            when=self.clock.now(),
            user_uid=self.user_uid,
            action=action,
            object_kind=kind,
            object_uid=uid,
            detail=detail or None,
        )

    def changed(self, *records: tuple[str, str]) -> None:
        """Note `(kind, uid)` records that this write changed."""
        self._records.update(records)

    @property
    def changes(self) -> ChangeSet:
        """What has been noted so far."""
        return ChangeSet(frozenset(self._records))


class Database:
    """The keyed database of an unlocked vault; used by one thread only."""

    def __init__(
        self,
        path: Path,
        raw: connection.RawConnection,
        clock: Clock,
        trail_key: bytes,
        on_commit: OnCommit,
    ) -> None:
        self.path = path
        self.raw = raw
        self._open = True
        self.clock = clock
        self.read_only = False
        self._on_commit = on_commit
        self._user: tuple[int | None, str] = (None, "")
        self.engine: Engine = connection.make_engine(raw)
        self._readers = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        self._writers = sessionmaker(
            self.engine.execution_options(ruko_write=True), expire_on_commit=False, autoflush=True
        )
        with self.read() as session:
            self.trail = AuditTrail.load(session, trail_key)

    def act_as(
        self,
        user_id: int | None,
        user_uid: str,
        *,
        unreadable: frozenset[tuple[str, str]] = frozenset(),
        unwritable: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        """Name the user behind the next transactions and put her rights on the connection."""
        self._user = (user_id, user_uid)
        callback = authorizer.make_authorizer(unreadable=unreadable, unwritable=unwritable)
        authorizer.install(self.raw, callback)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that sees one consistent state and writes nothing."""
        with connection.driver_errors(), self._readers() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Work]:
        """Open a unit of work; it commits at the end of the block, or not at all.

        Raises:
            StaleError: an edited row has a newer version than the one that was read.
            EnvironmentProblem: disk full, folder read-only, file locked or damaged.
        """
        if self.read_only:
            raise connection.explain(RuntimeError("readonly"))
        user_id, user_uid = self._user
        with connection.driver_errors(), self._writers() as session:
            try:
                yield Work(session, self.trail, self.clock, user_uid, user_id)
                session.commit()
            except StaleDataError as error:
                self._roll_back(session)
                raise StaleError(
                    "Data ini sudah diubah petugas lain. Lihat kedua versi, lalu pilih."
                ) from error
            except BaseException:
                self._roll_back(session)
                raise
        self.trail.settle()
        self._on_commit(self.trail.seq, self.trail.mac)

    def _roll_back(self, session: Session) -> None:
        self.trail.discard()
        with suppress(SQLAlchemyError):
            session.rollback()

    def checkpoint(self) -> None:
        """Move the write-ahead log into the database file and truncate it."""
        with connection.driver_errors():
            self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Checkpoint and close; safe to call twice."""
        if not self._open:
            return
        self._open = False
        with suppress(Exception):
            self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.engine.dispose()
        self.raw.close()
