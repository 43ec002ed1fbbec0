"""The case file: case, parties and their relations, incidents, consent, risk."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ruko_desk.db.base import Base, Code, Key, Record, Short, Versioned


class CaseFile(Versioned, Base):
    """One case. `client_id` is the main survivor; `district` her kecamatan, for shared lists."""

    __tablename__ = "case_file"
    __table_args__ = (
        UniqueConstraint("year", "seq"),
        Index("ix_case_file_status_id", "status", "id"),
        Index("ix_case_file_owner_id_id", "owner_id", "id"),
        Index("ix_case_file_opened_by_id_id", "opened_by_id", "id"),
        Index("ix_case_file_risk_status_last_activity", "risk", "status", "last_activity"),
    )

    code: Mapped[str] = mapped_column(String(40), unique=True)
    year: Mapped[int]
    seq: Mapped[int]
    case_kind: Mapped[Code]
    status: Mapped[Code]
    risk: Mapped[Code]
    channel: Mapped[Code]
    services: Mapped[str] = mapped_column(String(120), default="")
    opened_on: Mapped[date]
    opened_at: Mapped[datetime]
    closed_on: Mapped[date | None]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    client_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    district: Mapped[str] = mapped_column(String(6), default="")
    last_activity: Mapped[date]
    follow_up_on: Mapped[date | None]

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class CaseMember(Base):
    """A user who works on the case beside its owner."""

    __tablename__ = "case_member"
    __table_args__ = (Index("ix_case_member_user_id_case_id", "user_id", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)


class CaseParty(Versioned, Base):
    """A person in a role of a case: penyintas, terlapor, pelapor, pendamping, keluarga, anak.

    `relation` is what she is to the client; `in_law` how a child meets the law (UU 11/2012 art. 1:
    korban, saksi, pelaku). An unnamed reporter stands here without a name.
    """

    __tablename__ = "case_party"
    __table_args__ = (UniqueConstraint("case_id", "person_id", "role"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Code]
    relation: Mapped[Code]
    lives_with_client: Mapped[bool | None]
    unnamed: Mapped[bool] = mapped_column(default=False)
    in_law: Mapped[Code]
    note: Mapped[str] = mapped_column(Text, default="")

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class PartyRelation(Base):
    """What an alleged perpetrator is to one survivor (fine list; mapped for the recap)."""

    __tablename__ = "party_relation"

    perpetrator_id: Mapped[int] = mapped_column(ForeignKey("case_party.id"), primary_key=True)
    survivor_id: Mapped[int] = mapped_column(ForeignKey("case_party.id"), primary_key=True)
    relation: Mapped[Code]


class Incident(Versioned, Base):
    """What happened. `happened` is ISO text cut at its precision; an hour may be known."""

    __tablename__ = "incident"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    happened: Mapped[str] = mapped_column(String(10), default="")
    time_of_day: Mapped[str] = mapped_column(String(5), default="")
    place_kind: Mapped[Code]
    place_street: Mapped[str] = mapped_column(String(200), default="")
    place_rt: Mapped[str] = mapped_column(String(3), default="")
    place_rw: Mapped[str] = mapped_column(String(3), default="")
    place_region: Mapped[str] = mapped_column(String(10), default="")
    narrative: Mapped[str] = mapped_column(Text, default="")
    narrative_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    local_kind: Mapped[Code]
    domestic: Mapped[bool] = mapped_column(default=False)
    weapon: Mapped[Short]
    earlier: Mapped[str] = mapped_column(Text, default="")
    is_main: Mapped[bool] = mapped_column(default=False)

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class IncidentForm(Base):
    """A form of violence that one survivor suffered in one incident."""

    __tablename__ = "incident_form"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    survivor_id: Mapped[int] = mapped_column(ForeignKey("case_party.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(40), primary_key=True)
    is_main: Mapped[bool] = mapped_column(default=False)


class Consent(Record, Base):
    """One answer to one purpose (UU 27/2022 art. 20 to 25); a new answer is a new row."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_case_id_purpose", "case_id", "purpose"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[Code]
    answer: Mapped[Code]
    fields: Mapped[str] = mapped_column(String(300), default="")
    legal_basis: Mapped[Code]
    signer_name: Mapped[Short]
    signer_relation: Mapped[Code]
    child_agrees: Mapped[bool | None]
    wording: Mapped[Code]
    given_on: Mapped[date]
    expires_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class RiskAssessment(Record, Base):
    """One assessment of risk with the items ticked; the history is kept."""

    __tablename__ = "risk_assessment"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    assessed_at: Mapped[datetime]
    assessed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    items: Mapped[str] = mapped_column(String(600), default="")
    computed_level: Mapped[Code]
    level: Mapped[Code]
    reason: Mapped[str] = mapped_column(Text, default="")
    next_on: Mapped[date | None]


class CaseEvent(Base):
    """A line of the timeline that no other table tells: opened, status, handover."""

    __tablename__ = "case_event"

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    happened_at: Mapped[datetime]
    kind: Mapped[Code]
    text: Mapped[str] = mapped_column(String(200), default="")
