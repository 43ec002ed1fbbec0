"""People: one row per person, whatever roles she has in whatever cases."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ruko_desk.db.base import Base, Code, Short, Versioned


class Person(Versioned, Base):
    """Identity as far as it is known; every field may stay empty.

    `birth` is ISO text cut at its precision ('2001', '2001-03', '2001-03-27'): a birth date is
    never invented. `stated_age` counts years on `stated_on`.
    """

    __tablename__ = "person"

    call_name: Mapped[Short]
    full_name: Mapped[Short]
    alias: Mapped[Short]
    description: Mapped[Short]
    sex: Mapped[Code]
    birth_place: Mapped[Short]
    birth: Mapped[str] = mapped_column(String(10), default="")
    stated_age: Mapped[int | None]
    stated_on: Mapped[date | None]
    nik: Mapped[str] = mapped_column(String(16), default="", index=True)
    family_card: Mapped[str] = mapped_column(String(16), default="")
    papers_seen: Mapped[str] = mapped_column(String(200), default="")
    ktp_street: Mapped[str] = mapped_column(String(200), default="")
    ktp_rt: Mapped[str] = mapped_column(String(3), default="")
    ktp_rw: Mapped[str] = mapped_column(String(3), default="")
    ktp_region: Mapped[str] = mapped_column(String(10), default="")
    home_street: Mapped[str] = mapped_column(String(200), default="")
    home_rt: Mapped[str] = mapped_column(String(3), default="")
    home_rw: Mapped[str] = mapped_column(String(3), default="")
    home_region: Mapped[str] = mapped_column(String(10), default="")
    phone: Mapped[str] = mapped_column(String(20), default="", index=True)
    education: Mapped[Code]
    occupation: Mapped[Code]
    marital: Mapped[Code]
    religion: Mapped[Code]
    nationality: Mapped[str] = mapped_column(String(3), default="WNI")
    disability: Mapped[Code]
    accommodation: Mapped[str] = mapped_column(String(200), default="")
    counsellor_sex: Mapped[Code]

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class SafeContactRule(Versioned, Base):
    """How a person may be reached without putting her in danger."""

    __tablename__ = "safe_contact"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    phone: Mapped[str] = mapped_column(String(20), default="", index=True)
    hours: Mapped[Short]
    may_name_house: Mapped[bool | None]
    must_not_know: Mapped[str] = mapped_column(Text, default="")

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012
