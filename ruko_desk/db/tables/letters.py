"""Partner directory, referrals, letters and their number counters."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ruko_desk.db.base import Base, Code, Short, Versioned


class Partner(Versioned, Base):
    """An institution that helps; archived, never deleted, once a letter went to it."""

    __tablename__ = "partner"

    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[Code]
    addressee: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[Short]
    whatsapp: Mapped[Short]
    email: Mapped[Short]
    contact_person: Mapped[Short]
    hours: Mapped[Short]
    services: Mapped[str] = mapped_column(Text, default="")
    how_to_refer: Mapped[str] = mapped_column(Text, default="")
    cost: Mapped[Short]
    note: Mapped[str] = mapped_column(Text, default="")
    checked_on: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class LetterCounter(Base):
    """Last running number given per kind and year."""

    __tablename__ = "letter_counter"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Letter(Versioned, Base):
    """One line of the letter register; the bytes of an issued letter lie in `attachment`."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("direction", "year", "number"),
        Index("ix_letter_year_letter_date", "year", "letter_date"),
    )

    direction: Mapped[Code]
    kind: Mapped[Code]
    number: Mapped[str] = mapped_column(String(80))
    year: Mapped[int]
    letter_date: Mapped[date]
    state: Mapped[Code]
    receiver: Mapped[str] = mapped_column(String(200), default="")
    subject: Mapped[str] = mapped_column(String(200), default="")
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    template: Mapped[Code]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    handed_at: Mapped[datetime | None]
    handed_to: Mapped[Code]
    void_reason: Mapped[str] = mapped_column(Text, default="")

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class Referral(Versioned, Base):
    """A referral out; `content` holds the composer's values as JSON."""

    __tablename__ = "referral"
    __table_args__ = (Index("ix_referral_state_created_at", "state", "created_at"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    state: Mapped[Code]
    services: Mapped[str] = mapped_column(String(300), default="")
    content: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    issued_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012
