"""Contacts of every channel and the waiting queue of the day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ruko_desk.db.base import Base, Code, Short, Versioned


class Contact(Versioned, Base):
    """An arrival, call, message or report, or a try of the house to reach somebody.

    It may or may not become a case; `direction` is masuk or keluar.

    `request_uid` makes saving the same intake card twice one contact.
    """

    __tablename__ = "contact"

    request_uid: Mapped[str | None] = mapped_column(String(32), unique=True)
    direction: Mapped[str] = mapped_column(String(40), default="masuk")
    channel: Mapped[Code]
    purpose: Mapped[Code]
    received_at: Mapped[datetime] = mapped_column(index=True)
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    call_name: Mapped[Short]
    description: Mapped[Short]
    stated_age: Mapped[int | None]
    visitor: Mapped[Code]
    arrival: Mapped[Code]
    needs: Mapped[str] = mapped_column(String(120), default="")
    waits_safely: Mapped[bool | None]
    emergency: Mapped[bool] = mapped_column(default=False)
    safe_phone: Mapped[str] = mapped_column(String(20), default="")
    safe_hours: Mapped[Short]
    may_name_house: Mapped[bool | None]
    must_not_know: Mapped[str] = mapped_column(Text, default="")
    consents: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    outcome: Mapped[Code]
    answered_by: Mapped[Code]
    pointed_to: Mapped[Short]
    note: Mapped[str] = mapped_column(Text, default="")
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class QueueEntry(Versioned, Base):
    """A guest waiting today. `previous_state` serves the undo within seconds."""

    __tablename__ = "queue_entry"
    __table_args__ = (
        UniqueConstraint("day", "seq"),
        Index("ix_queue_entry_state_day", "state", "day"),
    )

    day: Mapped[date]
    seq: Mapped[int]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"))
    services: Mapped[str] = mapped_column(String(120), default="")
    companions: Mapped[int] = mapped_column(default=0)
    priority: Mapped[int] = mapped_column(default=0)
    emergency: Mapped[bool] = mapped_column(default=False)
    state: Mapped[Code]
    previous_state: Mapped[Code]
    arrived_at: Mapped[datetime]
    called_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012
