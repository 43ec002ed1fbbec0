"""Users, their roles and preferences, settings, drafts, recently opened cases, the audit trail."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ruko_desk.db.base import Base, Code, Key, Record, Short, Versioned


class User(Versioned, Base):
    """A member of staff. Her keys lie in the key file, under the same uid."""

    __tablename__ = "user_account"

    login_name: Mapped[str] = mapped_column(String(60), unique=True)
    display_name: Mapped[Short]
    title: Mapped[Short]
    str_number: Mapped[Short]
    silp_number: Mapped[Short]
    licence_until: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    must_change: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    last_login_at: Mapped[datetime | None]
    pin_verifier: Mapped[bytes | None] = mapped_column(LargeBinary)
    second_person_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    roles: Mapped[list[UserRole]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="UserRole.role"
    )

    __mapper_args__ = {"version_id_col": Versioned.version}  # noqa: RUF012


class UserRole(Base):
    """One role of one user; several are allowed and rights are their union."""

    __tablename__ = "user_role"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)


class UserPreference(Base):
    """What one user chose for her own screen."""

    __tablename__ = "user_preference"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    values: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class Setting(Base):
    """A group of settings of the house as JSON; `version` guards against silent overwriting."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(Integer, default=1)


class SettingImage(Base):
    """A picture of the settings, such as the logo of the letterhead."""

    __tablename__ = "setting_image"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    png: Mapped[bytes] = mapped_column(LargeBinary)


class Draft(Base):
    """What a user typed and has not saved, sealed with her own key; `form` and `object_key` say where."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "form", "object_key"),)

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    form: Mapped[str] = mapped_column(String(40))
    object_key: Mapped[str] = mapped_column(String(64), default="")
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime]


class RecentCase(Base):
    """The cases a user opened last, for the empty quick find."""

    __tablename__ = "recent_case"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    opened_at: Mapped[datetime]


class AuditEntry(Base):
    """One act, chained to the one before by `mac`; never changed, never deleted.

    `ts_utc` is ISO text because the MAC covers exactly these bytes.
    """

    __tablename__ = "audit_entry"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    ts_utc: Mapped[str] = mapped_column(String(32))
    user_uid: Mapped[str] = mapped_column(String(32), default="")
    action: Mapped[str] = mapped_column(String(40))
    object_kind: Mapped[Code]
    object_uid: Mapped[str] = mapped_column(String(32), default="", index=True)
    detail: Mapped[str] = mapped_column(Text, default="")
    mac: Mapped[bytes] = mapped_column(LargeBinary)


class Attachment(Record, Base):
    """An encrypted file beside the database; deleting `file_key` destroys it for good."""

    __tablename__ = "attachment"

    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[Code]
    label: Mapped[Short]
    file_name: Mapped[str] = mapped_column(String(64), unique=True)
    file_key: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
