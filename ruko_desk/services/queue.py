"""The waiting queue of the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.desk import Contact, QueueEntry
from ruko_desk.db.tables.people import Person
from ruko_desk.domain import queue as rules
from ruko_desk.domain.codes import QueueState, RiskLevel
from ruko_desk.domain.dto.desk import QueueRow, StaleQueueDay
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotFoundError, StaleError, UserError
from ruko_desk.services.case_scope import FACTS, IDENTITY
from ruko_desk.services.office import READ, WRITE, Office
from ruko_desk.services.people import join_codes, label_of, split_codes

NEW_GUEST = "Tamu baru, belum didaftar"
_OPEN = (QueueState.WAITING, QueueState.CALLED, QueueState.SERVING)
_ORDER = (
    (QueueState.WAITING, QueueState.CALLED),
    (QueueState.SERVING,),
    (QueueState.DONE, QueueState.LEFT, QueueState.CANCELLED),
)
_STAMPS = {
    QueueState.CALLED: "called_at",
    QueueState.SERVING: "started_at",
    QueueState.DONE: "finished_at",
    QueueState.LEFT: "finished_at",
    QueueState.CANCELLED: "finished_at",
}


class Queue:
    """Calling, serving and finishing guests."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def set_state(self, actor: Actor, uid: str, version: int, state: str) -> Outcome[QueueRow]:
        """Move a guest to another state.

        Raises:
            NotAllowedError: the actor sees no clients.
            StaleError: somebody else changed this entry meanwhile.
            UserError: the step is not possible from the present state.
        """
        wanted = _state(state)

        def change(work: Work, entry: QueueEntry) -> None:
            rules.check_change(QueueState(entry.state), wanted)
            _move(work, entry, wanted)

        return self._change(actor, uid, version, "ubah antrean", change, keadaan=state)

    def undo(self, actor: Actor, uid: str) -> Outcome[QueueRow]:
        """Take back the last state change within the seconds in which that is possible.

        Raises:
            NotAllowedError: the actor sees no clients.
            UserError: too late, or nothing to take back.
        """

        def change(work: Work, entry: QueueEntry) -> None:
            if not rules.may_undo(entry.previous_state, entry.changed_at, work.clock.now()):
                raise UserError(
                    "Perubahan ini tidak dapat diurungkan lagi. Pilih keadaan yang benar dari menu."
                )
            stamp = _STAMPS.get(QueueState(entry.state))
            if stamp:
                setattr(entry, stamp, None)
            entry.state, entry.previous_state = entry.previous_state, ""
            entry.changed_at = work.clock.now()

        return self._change(actor, uid, None, "urungkan antrean", change)

    def call_next(self, actor: Actor) -> Outcome[QueueRow | None]:
        """Call the guest who is next: emergencies, then urgency, then waiting time.

        Raises:
            NotAllowedError: the actor sees no clients.
        """
        self._office.require(actor, IDENTITY, READ)
        day = today(self._office.clock)
        with self._office.database.write() as work:
            waiting = work.session.execute(
                select(QueueEntry).where(
                    QueueEntry.day == day, QueueEntry.state == QueueState.WAITING
                )
            ).scalars()
            entry = min(waiting, key=_call_key, default=None)
            if entry is None:
                return Outcome(None, work.changes)
            _move(work, entry, QueueState.CALLED)
            work.session.flush()
            work.audit("panggil tamu", "queue", entry.uid)
            work.changed(("queue", entry.uid))
            row = queue_row(work.session, entry.uid, work.clock.now())
        return Outcome(row, work.changes)

    def set_priority(
        self, actor: Actor, uid: str, version: int, priority: int
    ) -> Outcome[QueueRow]:
        """Set the urgency of a guest, 0 to 3; a higher one is called earlier.

        Raises:
            NotAllowedError: the actor takes in no guests.
            FieldErrors: the number is out of range.
            StaleError: somebody else changed this entry meanwhile.
        """
        self._office.require(actor, FACTS, WRITE)
        if not 0 <= priority <= rules.HIGHEST_PRIORITY:
            raise FieldErrors({"priority": f"Prioritas antara 0 dan {rules.HIGHEST_PRIORITY}"})

        def change(work: Work, entry: QueueEntry) -> None:
            del work
            entry.priority = priority

        return self._change(actor, uid, version, "ubah prioritas", change, prioritas=priority)

    def move_service(
        self, actor: Actor, uid: str, version: int, services: tuple[str, ...]
    ) -> Outcome[QueueRow]:
        """Send a guest to other services.

        Raises:
            NotAllowedError: the actor takes in no guests.
            FieldErrors: a service is not in the list of needs.
            StaleError: somebody else changed this entry meanwhile.
        """
        self._office.require(actor, FACTS, WRITE)
        known = {code.code for code in self._office.codes.get("kebutuhan")}
        if not services or not known.issuperset(services):
            raise FieldErrors({"services": "Pilih sedikitnya satu layanan yang tertera"})

        def change(work: Work, entry: QueueEntry) -> None:
            del work
            entry.services = join_codes(services)

        return self._change(actor, uid, version, "pindah layanan", change, layanan=list(services))

    def close_stale(self, actor: Actor) -> Outcome[int]:
        """Close what earlier days left open: served guests as done, the others as gone.

        Raises:
            NotAllowedError: the actor takes in no guests.
        """
        self._office.require(actor, FACTS, WRITE)
        day = today(self._office.clock)
        with self._office.database.write() as work:
            left = (
                work.session.execute(
                    select(QueueEntry).where(QueueEntry.day < day, QueueEntry.state.in_(_OPEN))
                )
                .scalars()
                .all()
            )
            for entry in left:
                served = entry.state == QueueState.SERVING
                _move(work, entry, QueueState.DONE if served else QueueState.LEFT)
            if left:
                work.session.flush()
                work.audit("tutup antrean lama", "queue", jumlah=len(left))
                work.changed(("queue", ""))
        return Outcome(len(left), work.changes)

    def _change(
        self,
        actor: Actor,
        uid: str,
        version: int | None,
        action: str,
        change: Callable[[Work, QueueEntry], None],
        **detail: object,
    ) -> Outcome[QueueRow]:
        self._office.require(actor, IDENTITY, READ)
        with self._office.database.write() as work:
            entry = work.session.execute(
                select(QueueEntry).where(QueueEntry.uid == uid)
            ).scalar_one_or_none()
            if entry is None:
                raise NotFoundError("Antrean ini tidak ditemukan. Muat ulang, lalu coba lagi.")
            if version is not None and entry.version != version:
                raise StaleError("Antrean ini sudah diubah petugas lain. Lihat keadaan terbaru.")
            change(work, entry)
            work.session.flush()
            work.audit(action, "queue", uid, **detail)
            work.changed(("queue", uid))
            row = queue_row(work.session, uid, work.clock.now())
        return Outcome(row, work.changes)


def add_to_queue(
    work: Work, contact: Contact, case: CaseFile | None, *, services: str, day: date
) -> QueueEntry:
    """Give a guest the next number of the day."""
    last = work.session.execute(
        select(func.max(QueueEntry.seq)).where(QueueEntry.day == day)
    ).scalar_one()
    risk = RiskLevel(case.risk) if case else RiskLevel.UNRATED
    if contact.emergency:
        risk = RiskLevel.EMERGENCY
    entry = QueueEntry(
        day=day,
        seq=(last or 0) + 1,
        contact_id=contact.id,
        case_id=case.id if case else None,
        services=services,
        priority=rules.priority_of(risk),
        emergency=contact.emergency,
        state=QueueState.WAITING,
        arrived_at=work.clock.now(),
        changed_at=work.clock.now(),
    )
    work.session.add(entry)
    work.session.flush()
    work.changed(("queue", entry.uid))
    return entry


def entry_of(session: Session, contact_id: int) -> QueueEntry | None:
    """Return the queue entry of a contact, the newest if there are several."""
    return session.execute(
        select(QueueEntry)
        .where(QueueEntry.contact_id == contact_id)
        .order_by(QueueEntry.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def number_of(seq: int) -> str:
    """Return the number that is called out: `A-04`."""
    return f"A-{seq:02d}"


def queue_rows(session: Session, day: date, now: datetime) -> tuple[QueueRow, ...]:
    """Return the queue of a day: the waiting as they are called, the served, the finished."""
    rows = session.execute(_rows().where(QueueEntry.day == day)).all()
    return tuple(_row(row, now) for row in sorted(rows, key=lambda row: _screen_key(row[0])))


def queue_row(session: Session, uid: str, now: datetime) -> QueueRow:
    """Return one entry as the screen shows it."""
    return _row(session.execute(_rows().where(QueueEntry.uid == uid)).one(), now)


def stale_day(session: Session, day: date) -> StaleQueueDay | None:
    """Return the newest earlier day with entries that were never closed."""
    row = session.execute(
        select(QueueEntry.day, func.count())
        .where(QueueEntry.day < day, QueueEntry.state.in_(_OPEN))
        .group_by(QueueEntry.day)
        .order_by(QueueEntry.day.desc())
        .limit(1)
    ).first()
    return StaleQueueDay(day=row[0], open_entries=row[1]) if row else None


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            QueueEntry,
            Contact.uid,
            CaseFile.uid,
            CaseFile.code,
            Person.call_name,
            Person.full_name,
        )
        .join(Contact, Contact.id == QueueEntry.contact_id)
        .outerjoin(CaseFile, CaseFile.id == QueueEntry.case_id)
        .outerjoin(Person, Person.id == CaseFile.client_id)
    )


def _row(row: Row[*tuple[Any, ...]], now: datetime) -> QueueRow:
    entry, contact_uid, case_uid, code, call_name, full_name = row
    return QueueRow(
        uid=entry.uid,
        version=entry.version,
        number=number_of(entry.seq),
        contact_uid=contact_uid,
        case_uid=case_uid,
        label=label_of(code, call_name or "", full_name or "") if code else NEW_GUEST,
        companions=entry.companions,
        services=split_codes(entry.services),
        state=entry.state,
        emergency=entry.emergency,
        priority=entry.priority,
        arrived_at=entry.arrived_at,
        can_undo=rules.may_undo(entry.previous_state, entry.changed_at, now),
        next_states=tuple(rules.next_states(QueueState(entry.state))),
    )


def _call_key(entry: QueueEntry) -> tuple[bool, int, datetime, int]:
    return rules.sort_key(
        rules.Waiting(
            uid=entry.uid,
            emergency=entry.emergency,
            priority=entry.priority,
            arrived_at=entry.arrived_at,
            number=entry.seq,
        )
    )


def _screen_key(entry: QueueEntry) -> tuple[int, tuple[bool, int, datetime, int]]:
    group = next(place for place, states in enumerate(_ORDER) if entry.state in states)
    return group, _call_key(entry)


def _move(work: Work, entry: QueueEntry, state: QueueState) -> None:
    now = work.clock.now()
    entry.previous_state, entry.state = entry.state, state
    entry.changed_at = now
    stamp = _STAMPS.get(state)
    if stamp:
        setattr(entry, stamp, now)


def _state(text: str) -> QueueState:
    try:
        return QueueState(text)
    except ValueError:
        raise UserError("Keadaan antrean ini tidak dikenal. Pilih dari menu.") from None
