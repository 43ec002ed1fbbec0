"""What is done for a client: assessment, plan, services, safety, legal steps, end and handover."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ruko_desk.db.base import Base, Code, Record, Short, Versioned


class NeedsAssessment(Versioned, Base):
    """One biopsychosocial assessment in five parts, with what was tried and what is hoped for."""

    __tablename__ = "needs_assessment"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    assessed_on: Mapped[date]
    assessed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    physical: Mapped[str] = mapped_column(Text, default="")
    psychological: Mapped[str] = mapped_column(Text, default="")
    social: Mapped[str] = mapped_column(Text, default="")
    economic: Mapped[str] = mapped_column(Text, default="")
    educational: Mapped[str] = mapped_column(Text, default="")
    spiritual: Mapped[str] = mapped_column(Text, default="")
    tried: Mapped[str] = mapped_column(Text, default="")
    hopes: Mapped[str] = mapped_column(Text, default="")

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class PlanItem(Versioned, Base):
    """One need with what will be done, by whom and until when; agreed with the client or not yet."""

    __tablename__ = "plan_item"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    need: Mapped[Code]
    action: Mapped[str] = mapped_column(Text, default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    due_on: Mapped[date | None]
    agreed: Mapped[bool | None]
    state: Mapped[Code]
    progress: Mapped[str] = mapped_column(Text, default="")
    settled_on: Mapped[date | None]

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class ServiceGiven(Versioned, Base):
    """A service to one survivor, also one she declined or that nobody could give."""

    __tablename__ = "service_given"
    __table_args__ = (Index("ix_service_given_given_on_kind", "given_on", "kind"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    survivor_id: Mapped[int] = mapped_column(ForeignKey("case_party.id"))
    plan_item_id: Mapped[int | None] = mapped_column(ForeignKey("plan_item.id"))
    kind: Mapped[Code]
    outcome: Mapped[Code]
    given_on: Mapped[date]
    minutes: Mapped[int | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    mediation_reason: Mapped[str] = mapped_column(String(200), default="")

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class LegalStep(Versioned, Base):
    """A step of the law against one alleged perpetrator, or against nobody named yet."""

    __tablename__ = "legal_step"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    perpetrator_id: Mapped[int | None] = mapped_column(ForeignKey("case_party.id"))
    step: Mapped[Code]
    happened: Mapped[str] = mapped_column(String(10), default="")
    agency: Mapped[Short]
    document_number: Mapped[Short]
    note: Mapped[str] = mapped_column(Text, default="")

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class SafetyPlan(Versioned, Base):
    """How the client keeps herself and her children safe; one per case, in her own words."""

    __tablename__ = "safety_plan"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), unique=True)
    warning_signs: Mapped[str] = mapped_column(Text, default="")
    safe_places: Mapped[str] = mapped_column(Text, default="")
    people_to_call: Mapped[str] = mapped_column(Text, default="")
    code_word: Mapped[Short]
    ways_out: Mapped[str] = mapped_column(Text, default="")
    bag: Mapped[str] = mapped_column(String(300), default="")
    children: Mapped[str] = mapped_column(Text, default="")
    devices: Mapped[str] = mapped_column(Text, default="")
    safe_reach: Mapped[str] = mapped_column(Text, default="")
    calming: Mapped[str] = mapped_column(Text, default="")
    supporters: Mapped[str] = mapped_column(Text, default="")
    professionals: Mapped[str] = mapped_column(Text, default="")
    safe_surroundings: Mapped[str] = mapped_column(Text, default="")
    paper_is_safe: Mapped[bool | None]
    reviewed_on: Mapped[date]

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class CaseFlag(Record, Base):
    """A warning on a case, with its reason; lowered, never erased."""

    __tablename__ = "case_flag"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[Code]
    reason: Mapped[str] = mapped_column(String(300), default="")
    raised_at: Mapped[datetime]
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    lowered_at: Mapped[datetime | None]
    lowered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    lowered_because: Mapped[str] = mapped_column(String(300), default="")


class CaseLink(Record, Base):
    """Two cases that belong together: one household, one alleged perpetrator, one incident."""

    __tablename__ = "case_link"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[Code]
    reason: Mapped[str] = mapped_column(String(300), default="")
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class CaseClosure(Record, Base):
    """A request to close a case and what another person decided about it."""

    __tablename__ = "case_closure"
    __table_args__ = (Index("ix_case_closure_decision_case_id", "decision", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    reason: Mapped[Code]
    checked: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decision: Mapped[Code]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_because: Mapped[str] = mapped_column(Text, default="")


class CaseHandover(Record, Base):
    """A case given from one colleague to another, with what the next one must know."""

    __tablename__ = "case_handover"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    from_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    given_at: Mapped[datetime]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    open_points: Mapped[str] = mapped_column(Text, default="")


class PartyGroup(Base):
    """A group of UU 35/2014 art. 59(2) to which a child of the case belongs."""

    __tablename__ = "party_group"

    party_id: Mapped[int] = mapped_column(ForeignKey("case_party.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)


class IncidentKind(Base):
    """A kind under UU 12/2022 art. 4(1) (`tpks`) or of trafficking (`kategori_tppo`)."""

    __tablename__ = "incident_kind"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    list_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)


class IncidentSurvivor(Base):
    """Age and status of one survivor at the time of one incident; they do not change later."""

    __tablename__ = "incident_survivor"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    survivor_id: Mapped[int] = mapped_column(ForeignKey("case_party.id"), primary_key=True)
    age: Mapped[int | None]
    education: Mapped[Code]
    occupation: Mapped[Code]
    marital: Mapped[Code]
