"""Providers, rooms, kinds of session, holidays and appointments."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ruko_desk.db.base import Base, Code, Key, Record, Short, Versioned


class RoomRecord(Record, Base):
    """A room for sessions."""

    __tablename__ = "room"

    name: Mapped[Short]
    active: Mapped[bool] = mapped_column(default=True)


class ProviderRecord(Versioned, Base):
    """Somebody who holds sessions; often, not always, a user of the program."""

    __tablename__ = "provider"

    name: Mapped[Short]
    service: Mapped[Code]
    sex: Mapped[Code]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    active: Mapped[bool] = mapped_column(default=True)

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class ProviderHours(Base):
    """Working hours of a weekday (0 = Monday), local wall-clock times; breaks are the gaps."""

    __tablename__ = "provider_hours"

    id: Mapped[Key]
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    weekday: Mapped[int]
    start: Mapped[time]
    end: Mapped[time]


class ProviderAbsence(Base):
    """Leave or an exception; the reason is a neutral word."""

    __tablename__ = "provider_absence"

    id: Mapped[Key]
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    reason: Mapped[Short]


class SessionKindRecord(Base):
    """A kind of session with its usual length and buffer in minutes."""

    __tablename__ = "session_kind"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    service: Mapped[Code]
    label: Mapped[Short]
    minutes: Mapped[int]
    buffer_minutes: Mapped[int]
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class Holiday(Base):
    """A national holiday or joint leave day, editable because a yearly decree sets them."""

    __tablename__ = "holiday"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[Short]


class AppointmentSeries(Record, Base):
    """Sessions that were planned in one go; `rule` is the sentence that people read."""

    __tablename__ = "appointment_series"

    rule: Mapped[Short]
    created_at: Mapped[datetime]


class Appointment(Versioned, Base):
    """A planned session. `request_uid` makes saving twice one appointment."""

    __tablename__ = "appointment"
    __table_args__ = (
        Index("ix_appointment_provider_id_start_at", "provider_id", "start_at"),
        Index("ix_appointment_person_id_start_at", "person_id", "start_at"),
        Index("ix_appointment_room_id_start_at", "room_id", "start_at"),
        Index("ix_appointment_start_at", "start_at"),
        Index("ix_appointment_case_id", "case_id"),
        Index("ix_appointment_provider_id_case_id", "provider_id", "case_id"),
        Index("ix_appointment_series_id", "series_id"),
    )

    request_uid: Mapped[str] = mapped_column(String(32), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    kind: Mapped[Code]
    service: Mapped[Code]
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    state: Mapped[Code]
    note: Mapped[str] = mapped_column(Text, default="")
    override_reason: Mapped[Short]
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("appointment.id"))
    created_at: Mapped[datetime]
    series_id: Mapped[int | None] = mapped_column(ForeignKey("appointment_series.id"))

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class AppointmentChange(Base):
    """History of states of an appointment."""

    __tablename__ = "appointment_change"

    id: Mapped[Key]
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"), index=True)
    changed_at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    from_state: Mapped[Code]
    to_state: Mapped[Code]
    reason: Mapped[Short]
