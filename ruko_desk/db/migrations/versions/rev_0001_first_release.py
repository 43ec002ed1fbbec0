"""The schema of the first release.

Revision ID: 0001
Revises: none
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ruko_desk.db import sqlite_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table, the search index and the guards of the audit trail."""
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("ts_utc", sa.String(length=32), nullable=False),
        sa.Column("user_uid", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("object_kind", sa.String(length=40), nullable=False),
        sa.Column("object_uid", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_object_uid"), "audit_entry", ["object_uid"], unique=False)
    op.create_table(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holiday")),
    )
    op.create_table(
        "letter_counter",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", name=op.f("pk_letter_counter")),
    )
    op.create_table(
        "partner",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("addressee", sa.String(length=200), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=120), nullable=False),
        sa.Column("whatsapp", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.Column("contact_person", sa.String(length=120), nullable=False),
        sa.Column("hours", sa.String(length=120), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
        sa.Column("how_to_refer", sa.Text(), nullable=False),
        sa.Column("cost", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("uid", name=op.f("uq_partner_uid")),
    )
    op.create_table(
        "person",
        sa.Column("call_name", sa.String(length=120), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("alias", sa.String(length=120), nullable=False),
        sa.Column("description", sa.String(length=120), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("birth_place", sa.String(length=120), nullable=False),
        sa.Column("birth", sa.String(length=10), nullable=False),
        sa.Column("stated_age", sa.Integer(), nullable=True),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("nik", sa.String(length=16), nullable=False),
        sa.Column("family_card", sa.String(length=16), nullable=False),
        sa.Column("papers_seen", sa.String(length=200), nullable=False),
        sa.Column("ktp_street", sa.String(length=200), nullable=False),
        sa.Column("ktp_rt", sa.String(length=3), nullable=False),
        sa.Column("ktp_rw", sa.String(length=3), nullable=False),
        sa.Column("ktp_region", sa.String(length=10), nullable=False),
        sa.Column("home_street", sa.String(length=200), nullable=False),
        sa.Column("home_rt", sa.String(length=3), nullable=False),
        sa.Column("home_rw", sa.String(length=3), nullable=False),
        sa.Column("home_region", sa.String(length=10), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("education", sa.String(length=40), nullable=False),
        sa.Column("occupation", sa.String(length=40), nullable=False),
        sa.Column("marital", sa.String(length=40), nullable=False),
        sa.Column("religion", sa.String(length=40), nullable=False),
        sa.Column("nationality", sa.String(length=3), nullable=False),
        sa.Column("disability", sa.String(length=40), nullable=False),
        sa.Column("accommodation", sa.String(length=200), nullable=False),
        sa.Column("counsellor_sex", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("uid", name=op.f("uq_person_uid")),
    )
    op.create_index(op.f("ix_person_nik"), "person", ["nik"], unique=False)
    op.create_index(op.f("ix_person_phone"), "person", ["phone"], unique=False)
    op.create_table(
        "room",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("uid", name=op.f("uq_room_uid")),
    )
    op.create_table(
        "session_kind",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("buffer_minutes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_session_kind")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "setting_image",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting_image")),
    )
    op.create_table(
        "user_account",
        sa.Column("login_name", sa.String(length=60), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("str_number", sa.String(length=120), nullable=False),
        sa.Column("silp_number", sa.String(length=120), nullable=False),
        sa.Column("licence_until", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("last_login_at", sa.DateTime(), nullable=True),
        sa.Column("pin_verifier", sa.LargeBinary(), nullable=True),
        sa.Column("second_person_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["second_person_id"], ["user_account.id"], name=op.f("fk_user_account_second_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("login_name", name=op.f("uq_user_account_login_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_user_account_uid")),
    )
    op.create_table(
        "case_file",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("case_kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("risk", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("services", sa.String(length=120), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("last_activity", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_case_file_client_id")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["user_account.id"], name=op.f("fk_case_file_opened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_case_file_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("code", name=op.f("uq_case_file_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_case_file_uid")),
        sa.UniqueConstraint("year", "seq", name=op.f("uq_case_file_year_seq")),
    )
    op.create_index(op.f("ix_case_file_client_id"), "case_file", ["client_id"], unique=False)
    op.create_index(
        "ix_case_file_opened_by_id_id", "case_file", ["opened_by_id", "id"], unique=False
    )
    op.create_index("ix_case_file_owner_id_id", "case_file", ["owner_id", "id"], unique=False)
    op.create_index(
        "ix_case_file_risk_status_last_activity",
        "case_file",
        ["risk", "status", "last_activity"],
        unique=False,
    )
    op.create_index("ix_case_file_status_id", "case_file", ["status", "id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("object_key", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_draft_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "user_id", "form", "object_key", name=op.f("uq_draft_user_id_form_object_key")
        ),
    )
    op.create_table(
        "provider",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_provider_room_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_provider_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("uid", name=op.f("uq_provider_uid")),
    )
    op.create_table(
        "safe_contact",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("hours", sa.String(length=120), nullable=False),
        sa.Column("may_name_house", sa.Boolean(), nullable=True),
        sa.Column("must_not_know", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_safe_contact_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safe_contact")),
        sa.UniqueConstraint("person_id", name=op.f("uq_safe_contact_person_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_safe_contact_uid")),
    )
    op.create_index(op.f("ix_safe_contact_phone"), "safe_contact", ["phone"], unique=False)
    op.create_table(
        "user_preference",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_user_preference_user_id")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_user_preference")),
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_user_role_user_id")
        ),
        sa.PrimaryKeyConstraint("user_id", "role", name=op.f("pk_user_role")),
    )
    op.create_table(
        "appointment",
        sa.Column("request_uid", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("start_at", sa.DateTime(), nullable=False),
        sa.Column("end_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("override_reason", sa.String(length=120), nullable=False),
        sa.Column("moved_to_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_appointment_case_id")),
        sa.ForeignKeyConstraint(
            ["moved_to_id"], ["appointment.id"], name=op.f("fk_appointment_moved_to_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appointment_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_appointment_provider_id")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_appointment_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("request_uid", name=op.f("uq_appointment_request_uid")),
        sa.UniqueConstraint("uid", name=op.f("uq_appointment_uid")),
    )
    op.create_index("ix_appointment_case_id", "appointment", ["case_id"], unique=False)
    op.create_index(
        "ix_appointment_person_id_start_at", "appointment", ["person_id", "start_at"], unique=False
    )
    op.create_index(
        "ix_appointment_provider_id_case_id",
        "appointment",
        ["provider_id", "case_id"],
        unique=False,
    )
    op.create_index(
        "ix_appointment_provider_id_start_at",
        "appointment",
        ["provider_id", "start_at"],
        unique=False,
    )
    op.create_index(
        "ix_appointment_room_id_start_at", "appointment", ["room_id", "start_at"], unique=False
    )
    op.create_index("ix_appointment_start_at", "appointment", ["start_at"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("file_name", sa.String(length=64), nullable=False),
        sa.Column("file_key", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_attachment_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("file_name", name=op.f("uq_attachment_file_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_attachment_uid")),
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"], unique=False)
    op.create_table(
        "case_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_event_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    op.create_index(op.f("ix_case_event_case_id"), "case_event", ["case_id"], unique=False)
    op.create_table(
        "case_member",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_member_case_id")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_case_member_user_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_case_member")),
    )
    op.create_index(
        "ix_case_member_user_id_case_id", "case_member", ["user_id", "case_id"], unique=False
    )
    op.create_table(
        "case_party",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_party_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_party_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_party")),
        sa.UniqueConstraint(
            "case_id", "person_id", "role", name=op.f("uq_case_party_case_id_person_id_role")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_case_party_uid")),
    )
    op.create_index(op.f("ix_case_party_person_id"), "case_party", ["person_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("fields", sa.String(length=300), nullable=False),
        sa.Column("legal_basis", sa.String(length=40), nullable=False),
        sa.Column("signer_name", sa.String(length=120), nullable=False),
        sa.Column("signer_relation", sa.String(length=40), nullable=False),
        sa.Column("child_agrees", sa.Boolean(), nullable=True),
        sa.Column("wording", sa.String(length=40), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_consent_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_consent_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("uid", name=op.f("uq_consent_uid")),
    )
    op.create_index("ix_consent_case_id_purpose", "consent", ["case_id", "purpose"], unique=False)
    op.create_table(
        "contact",
        sa.Column("request_uid", sa.String(length=32), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("call_name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.String(length=120), nullable=False),
        sa.Column("stated_age", sa.Integer(), nullable=True),
        sa.Column("visitor", sa.String(length=40), nullable=False),
        sa.Column("arrival", sa.String(length=40), nullable=False),
        sa.Column("needs", sa.String(length=120), nullable=False),
        sa.Column("waits_safely", sa.Boolean(), nullable=True),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("safe_phone", sa.String(length=20), nullable=False),
        sa.Column("safe_hours", sa.String(length=120), nullable=False),
        sa.Column("may_name_house", sa.Boolean(), nullable=True),
        sa.Column("must_not_know", sa.Text(), nullable=False),
        sa.Column("consents", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_contact_case_id")),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["user_account.id"], name=op.f("fk_contact_received_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("request_uid", name=op.f("uq_contact_request_uid")),
        sa.UniqueConstraint("uid", name=op.f("uq_contact_uid")),
    )
    op.create_index(op.f("ix_contact_case_id"), "contact", ["case_id"], unique=False)
    op.create_index(op.f("ix_contact_received_at"), "contact", ["received_at"], unique=False)
    op.create_table(
        "incident",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("happened", sa.String(length=10), nullable=False),
        sa.Column("time_of_day", sa.String(length=5), nullable=False),
        sa.Column("place_kind", sa.String(length=40), nullable=False),
        sa.Column("place_street", sa.String(length=200), nullable=False),
        sa.Column("place_rt", sa.String(length=3), nullable=False),
        sa.Column("place_rw", sa.String(length=3), nullable=False),
        sa.Column("place_region", sa.String(length=10), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("narrative_by_id", sa.Integer(), nullable=True),
        sa.Column("local_kind", sa.String(length=40), nullable=False),
        sa.Column("domestic", sa.Boolean(), nullable=False),
        sa.Column("weapon", sa.String(length=120), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_incident_case_id")),
        sa.ForeignKeyConstraint(
            ["narrative_by_id"], ["user_account.id"], name=op.f("fk_incident_narrative_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("uid", name=op.f("uq_incident_uid")),
    )
    op.create_index(op.f("ix_incident_case_id"), "incident", ["case_id"], unique=False)
    op.create_table(
        "provider_absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("start_at", sa.DateTime(), nullable=False),
        sa.Column("end_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_provider_absence_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_absence")),
    )
    op.create_index(
        op.f("ix_provider_absence_provider_id"), "provider_absence", ["provider_id"], unique=False
    )
    op.create_table(
        "provider_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("end", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_provider_hours_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_hours")),
    )
    op.create_index(
        op.f("ix_provider_hours_provider_id"), "provider_hours", ["provider_id"], unique=False
    )
    op.create_table(
        "recent_case",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_recent_case_case_id")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_recent_case_user_id")
        ),
        sa.PrimaryKeyConstraint("user_id", "case_id", name=op.f("pk_recent_case")),
    )
    op.create_table(
        "risk_assessment",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(), nullable=False),
        sa.Column("assessed_by_id", sa.Integer(), nullable=True),
        sa.Column("items", sa.String(length=600), nullable=False),
        sa.Column("computed_level", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessed_by_id"], ["user_account.id"], name=op.f("fk_risk_assessment_assessed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_risk_assessment_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_assessment")),
        sa.UniqueConstraint("uid", name=op.f("uq_risk_assessment_uid")),
    )
    op.create_index(
        op.f("ix_risk_assessment_case_id"), "risk_assessment", ["case_id"], unique=False
    )
    op.create_table(
        "appointment_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("from_state", sa.String(length=40), nullable=False),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_appointment_change_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_appointment_change_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_change")),
    )
    op.create_index(
        op.f("ix_appointment_change_appointment_id"),
        "appointment_change",
        ["appointment_id"],
        unique=False,
    )
    op.create_table(
        "incident_form",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_form_incident_id")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["case_party.id"], name=op.f("fk_incident_form_survivor_id")
        ),
        sa.PrimaryKeyConstraint(
            "incident_id", "survivor_id", "form", name=op.f("pk_incident_form")
        ),
    )
    op.create_table(
        "letter",
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("handed_at", sa.DateTime(), nullable=True),
        sa.Column("handed_to", sa.String(length=40), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_letter_attachment_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_letter_case_id")),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["user_account.id"], name=op.f("fk_letter_issued_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint(
            "direction", "year", "number", name=op.f("uq_letter_direction_year_number")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_letter_uid")),
    )
    op.create_index(op.f("ix_letter_case_id"), "letter", ["case_id"], unique=False)
    op.create_index("ix_letter_year_letter_date", "letter", ["year", "letter_date"], unique=False)
    op.create_table(
        "party_relation",
        sa.Column("perpetrator_id", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["perpetrator_id"], ["case_party.id"], name=op.f("fk_party_relation_perpetrator_id")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["case_party.id"], name=op.f("fk_party_relation_survivor_id")
        ),
        sa.PrimaryKeyConstraint("perpetrator_id", "survivor_id", name=op.f("pk_party_relation")),
    )
    op.create_table(
        "queue_entry",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("services", sa.String(length=120), nullable=False),
        sa.Column("companions", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("previous_state", sa.String(length=40), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_queue_entry_case_id")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_queue_entry_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_entry")),
        sa.UniqueConstraint("day", "seq", name=op.f("uq_queue_entry_day_seq")),
        sa.UniqueConstraint("uid", name=op.f("uq_queue_entry_uid")),
    )
    op.create_index(op.f("ix_queue_entry_contact_id"), "queue_entry", ["contact_id"], unique=False)
    op.create_index("ix_queue_entry_state_day", "queue_entry", ["state", "day"], unique=False)
    op.create_table(
        "referral",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("services", sa.String(length=300), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_referral_case_id")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name=op.f("fk_referral_created_by_id")
        ),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_referral_letter_id")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_referral_partner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("uid", name=op.f("uq_referral_uid")),
    )
    op.create_index(op.f("ix_referral_case_id"), "referral", ["case_id"], unique=False)
    op.create_index(
        "ix_referral_state_created_at", "referral", ["state", "created_at"], unique=False
    )
    sqlite_only.create(op.get_bind())


def downgrade() -> None:
    """Drop everything again."""
    sqlite_only.drop(op.get_bind())
    op.drop_index("ix_referral_state_created_at", table_name="referral")
    op.drop_index(op.f("ix_referral_case_id"), table_name="referral")
    op.drop_table("referral")
    op.drop_index("ix_queue_entry_state_day", table_name="queue_entry")
    op.drop_index(op.f("ix_queue_entry_contact_id"), table_name="queue_entry")
    op.drop_table("queue_entry")
    op.drop_table("party_relation")
    op.drop_index("ix_letter_year_letter_date", table_name="letter")
    op.drop_index(op.f("ix_letter_case_id"), table_name="letter")
    op.drop_table("letter")
    op.drop_table("incident_form")
    op.drop_index(op.f("ix_appointment_change_appointment_id"), table_name="appointment_change")
    op.drop_table("appointment_change")
    op.drop_index(op.f("ix_risk_assessment_case_id"), table_name="risk_assessment")
    op.drop_table("risk_assessment")
    op.drop_table("recent_case")
    op.drop_index(op.f("ix_provider_hours_provider_id"), table_name="provider_hours")
    op.drop_table("provider_hours")
    op.drop_index(op.f("ix_provider_absence_provider_id"), table_name="provider_absence")
    op.drop_table("provider_absence")
    op.drop_index(op.f("ix_incident_case_id"), table_name="incident")
    op.drop_table("incident")
    op.drop_index(op.f("ix_contact_received_at"), table_name="contact")
    op.drop_index(op.f("ix_contact_case_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index("ix_consent_case_id_purpose", table_name="consent")
    op.drop_table("consent")
    op.drop_index(op.f("ix_case_party_person_id"), table_name="case_party")
    op.drop_table("case_party")
    op.drop_index("ix_case_member_user_id_case_id", table_name="case_member")
    op.drop_table("case_member")
    op.drop_index(op.f("ix_case_event_case_id"), table_name="case_event")
    op.drop_table("case_event")
    op.drop_index(op.f("ix_attachment_case_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_index("ix_appointment_start_at", table_name="appointment")
    op.drop_index("ix_appointment_room_id_start_at", table_name="appointment")
    op.drop_index("ix_appointment_provider_id_start_at", table_name="appointment")
    op.drop_index("ix_appointment_provider_id_case_id", table_name="appointment")
    op.drop_index("ix_appointment_person_id_start_at", table_name="appointment")
    op.drop_index("ix_appointment_case_id", table_name="appointment")
    op.drop_table("appointment")
    op.drop_table("user_role")
    op.drop_table("user_preference")
    op.drop_index(op.f("ix_safe_contact_phone"), table_name="safe_contact")
    op.drop_table("safe_contact")
    op.drop_table("provider")
    op.drop_table("draft")
    op.drop_index("ix_case_file_status_id", table_name="case_file")
    op.drop_index("ix_case_file_risk_status_last_activity", table_name="case_file")
    op.drop_index("ix_case_file_owner_id_id", table_name="case_file")
    op.drop_index("ix_case_file_opened_by_id_id", table_name="case_file")
    op.drop_index(op.f("ix_case_file_client_id"), table_name="case_file")
    op.drop_table("case_file")
    op.drop_table("user_account")
    op.drop_table("setting_image")
    op.drop_table("setting")
    op.drop_table("session_kind")
    op.drop_table("room")
    op.drop_index(op.f("ix_person_phone"), table_name="person")
    op.drop_index(op.f("ix_person_nik"), table_name="person")
    op.drop_table("person")
    op.drop_table("partner")
    op.drop_table("letter_counter")
    op.drop_table("holiday")
    op.drop_index(op.f("ix_audit_entry_object_uid"), table_name="audit_entry")
    op.drop_table("audit_entry")
