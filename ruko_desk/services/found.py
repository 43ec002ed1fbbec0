"""Cases that a search hit: what comparing them and a row on screen need."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.db.quick import QuickReader
from ruko_desk.db.tables.desk import QueueEntry
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.codes import AppointmentState, CaseStatus
from ruko_desk.services.people import age_on, initials_of

PLANNED = (
    AppointmentState.REQUESTED,
    AppointmentState.SCHEDULED,
    AppointmentState.CONFIRMED,
    AppointmentState.ARRIVED,
    AppointmentState.IN_SESSION,
)
"""States of a session that is still to come or under way."""


class Found(NamedTuple):
    """One case with what of its client a search shows or compares, as `quick.COLUMNS`."""

    id: int
    uid: str
    code: str
    status: str
    district: str
    last_activity: date
    client_id: int
    call_name: str
    full_name: str
    birth: str
    stated_age: int | None
    stated_on: date | None
    nik: str
    phone: str
    safe_phone: str | None

    @property
    def closed(self) -> bool:
        """Tell whether the case is closed."""
        return self.status == CaseStatus.CLOSED

    @property
    def initials(self) -> str:
        """The client's initials."""
        return initials_of(self.call_name, self.full_name)

    def age(self, day: date) -> int | None:
        """Return the client's age in years, None if unknown."""
        return age_on(day, self.birth, self.stated_age, self.stated_on)


def load_found(reader: QuickReader, case_ids: Collection[int]) -> list[Found]:
    """Read cases by id, in no particular order."""
    return [
        Found._make((*row[:5], _day(row[5]), *row[6:11], _day(row[11]), *row[12:]))
        for row in reader.read(list(case_ids))
    ]


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def queued_case_ids(session: Session, day: date) -> set[int]:
    """Return the cases in the queue of a day."""
    query = select(QueueEntry.case_id).where(QueueEntry.day == day, QueueEntry.case_id.is_not(None))
    return {key for key in session.execute(query).scalars() if key is not None}


def next_starts(session: Session, since: datetime) -> dict[int, datetime]:
    """Return the next planned session of every case that has one, from an instant on.

    What lies ahead is a few weeks at most, so reading all of it costs less than asking for each
    case of a list.
    """
    rows = session.execute(
        select(Appointment.case_id, Appointment.start_at)
        .where(Appointment.start_at >= since, Appointment.state.in_(PLANNED))
        .order_by(Appointment.start_at)
    )
    starts: dict[int, datetime] = {}
    for case_id, start in rows:
        starts.setdefault(case_id, start)
    return starts
