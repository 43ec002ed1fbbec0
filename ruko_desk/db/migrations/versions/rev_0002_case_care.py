"""What is done for a client, the people of a case, and contacts that the house makes.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of care and the new columns; rows of before get empty values."""
    op.create_table(
        "case_closure",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("checked", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_because", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user_account.id"], name=op.f("fk_case_closure_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_closure_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user_account.id"], name=op.f("fk_case_closure_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_closure")),
        sa.UniqueConstraint("uid", name=op.f("uq_case_closure_uid")),
    )
    op.create_index(op.f("ix_case_closure_case_id"), "case_closure", ["case_id"], unique=False)
    op.create_index(
        "ix_case_closure_decision_case_id", "case_closure", ["decision", "case_id"], unique=False
    )
    op.create_table(
        "case_flag",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=True),
        sa.Column("lowered_at", sa.DateTime(), nullable=True),
        sa.Column("lowered_by_id", sa.Integer(), nullable=True),
        sa.Column("lowered_because", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_flag_case_id")),
        sa.ForeignKeyConstraint(
            ["lowered_by_id"], ["user_account.id"], name=op.f("fk_case_flag_lowered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["user_account.id"], name=op.f("fk_case_flag_raised_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_flag")),
        sa.UniqueConstraint("uid", name=op.f("uq_case_flag_uid")),
    )
    op.create_index(op.f("ix_case_flag_case_id"), "case_flag", ["case_id"], unique=False)
    op.create_table(
        "case_handover",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("open_points", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_handover_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["user_account.id"], name=op.f("fk_case_handover_from_id")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["user_account.id"], name=op.f("fk_case_handover_given_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["user_account.id"], name=op.f("fk_case_handover_to_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_handover")),
        sa.UniqueConstraint("uid", name=op.f("uq_case_handover_uid")),
    )
    op.create_index(op.f("ix_case_handover_case_id"), "case_handover", ["case_id"], unique=False)
    op.create_table(
        "case_link",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_link_case_id")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name=op.f("fk_case_link_made_by_id")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["case_file.id"], name=op.f("fk_case_link_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_link")),
        sa.UniqueConstraint("uid", name=op.f("uq_case_link_uid")),
    )
    op.create_index(op.f("ix_case_link_case_id"), "case_link", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_link_other_id"), "case_link", ["other_id"], unique=False)
    op.create_table(
        "needs_assessment",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("assessed_by_id", sa.Integer(), nullable=True),
        sa.Column("physical", sa.Text(), nullable=False),
        sa.Column("psychological", sa.Text(), nullable=False),
        sa.Column("social", sa.Text(), nullable=False),
        sa.Column("economic", sa.Text(), nullable=False),
        sa.Column("educational", sa.Text(), nullable=False),
        sa.Column("spiritual", sa.Text(), nullable=False),
        sa.Column("tried", sa.Text(), nullable=False),
        sa.Column("hopes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessed_by_id"], ["user_account.id"], name=op.f("fk_needs_assessment_assessed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_needs_assessment_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_assessment")),
        sa.UniqueConstraint("uid", name=op.f("uq_needs_assessment_uid")),
    )
    op.create_index(
        op.f("ix_needs_assessment_case_id"), "needs_assessment", ["case_id"], unique=False
    )
    op.create_table(
        "plan_item",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("need", sa.String(length=40), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_plan_item_case_id")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_plan_item_partner_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_plan_item_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint("uid", name=op.f("uq_plan_item_uid")),
    )
    op.create_index(op.f("ix_plan_item_case_id"), "plan_item", ["case_id"], unique=False)
    op.create_table(
        "safety_plan",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("warning_signs", sa.Text(), nullable=False),
        sa.Column("safe_places", sa.Text(), nullable=False),
        sa.Column("people_to_call", sa.Text(), nullable=False),
        sa.Column("code_word", sa.String(length=120), nullable=False),
        sa.Column("ways_out", sa.Text(), nullable=False),
        sa.Column("bag", sa.String(length=300), nullable=False),
        sa.Column("children", sa.Text(), nullable=False),
        sa.Column("devices", sa.Text(), nullable=False),
        sa.Column("safe_reach", sa.Text(), nullable=False),
        sa.Column("calming", sa.Text(), nullable=False),
        sa.Column("supporters", sa.Text(), nullable=False),
        sa.Column("professionals", sa.Text(), nullable=False),
        sa.Column("safe_surroundings", sa.Text(), nullable=False),
        sa.Column("paper_is_safe", sa.Boolean(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_safety_plan_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_plan")),
        sa.UniqueConstraint("case_id", name=op.f("uq_safety_plan_case_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_safety_plan_uid")),
    )
    op.create_table(
        "incident_kind",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("list_name", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_kind_incident_id")
        ),
        sa.PrimaryKeyConstraint("incident_id", "list_name", "kind", name=op.f("pk_incident_kind")),
    )
    op.create_table(
        "incident_survivor",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Integer(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("education", sa.String(length=40), nullable=False),
        sa.Column("occupation", sa.String(length=40), nullable=False),
        sa.Column("marital", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_survivor_incident_id")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["case_party.id"], name=op.f("fk_incident_survivor_survivor_id")
        ),
        sa.PrimaryKeyConstraint("incident_id", "survivor_id", name=op.f("pk_incident_survivor")),
    )
    op.create_table(
        "legal_step",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("perpetrator_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("happened", sa.String(length=10), nullable=False),
        sa.Column("agency", sa.String(length=120), nullable=False),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_legal_step_case_id")),
        sa.ForeignKeyConstraint(
            ["perpetrator_id"], ["case_party.id"], name=op.f("fk_legal_step_perpetrator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_step")),
        sa.UniqueConstraint("uid", name=op.f("uq_legal_step_uid")),
    )
    op.create_index(op.f("ix_legal_step_case_id"), "legal_step", ["case_id"], unique=False)
    op.create_table(
        "party_group",
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["case_party.id"], name=op.f("fk_party_group_party_id")
        ),
        sa.PrimaryKeyConstraint("party_id", "kind", name=op.f("pk_party_group")),
    )
    op.create_table(
        "service_given",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Integer(), nullable=False),
        sa.Column("plan_item_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("mediation_reason", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_service_given_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_service_given_partner_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_item_id"], ["plan_item.id"], name=op.f("fk_service_given_plan_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["case_party.id"], name=op.f("fk_service_given_survivor_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_service_given_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_given")),
        sa.UniqueConstraint("uid", name=op.f("uq_service_given_uid")),
    )
    op.create_index(op.f("ix_service_given_case_id"), "service_given", ["case_id"], unique=False)
    op.create_index(
        "ix_service_given_given_on_kind", "service_given", ["given_on", "kind"], unique=False
    )
    op.add_column("case_file", sa.Column("follow_up_on", sa.Date(), nullable=True))
    op.add_column(
        "case_party", sa.Column("relation", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column("case_party", sa.Column("lives_with_client", sa.Boolean(), nullable=True))
    op.add_column(
        "case_party", sa.Column("unnamed", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "case_party", sa.Column("in_law", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column("case_party", sa.Column("note", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "contact",
        sa.Column("direction", sa.String(length=40), nullable=False, server_default="masuk"),
    )
    op.add_column(
        "contact", sa.Column("purpose", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column(
        "contact", sa.Column("answered_by", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column(
        "contact", sa.Column("pointed_to", sa.String(length=120), nullable=False, server_default="")
    )
    op.add_column("contact", sa.Column("note", sa.Text(), nullable=False, server_default=""))
    op.add_column("incident", sa.Column("earlier", sa.Text(), nullable=False, server_default=""))
    op.add_column("risk_assessment", sa.Column("next_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Drop them again."""
    op.drop_column("risk_assessment", "next_on")
    op.drop_column("incident", "earlier")
    op.drop_column("contact", "note")
    op.drop_column("contact", "pointed_to")
    op.drop_column("contact", "answered_by")
    op.drop_column("contact", "purpose")
    op.drop_column("contact", "direction")
    op.drop_column("case_party", "note")
    op.drop_column("case_party", "in_law")
    op.drop_column("case_party", "unnamed")
    op.drop_column("case_party", "lives_with_client")
    op.drop_column("case_party", "relation")
    op.drop_column("case_file", "follow_up_on")
    op.drop_index("ix_service_given_given_on_kind", table_name="service_given")
    op.drop_index(op.f("ix_service_given_case_id"), table_name="service_given")
    op.drop_table("service_given")
    op.drop_table("party_group")
    op.drop_index(op.f("ix_legal_step_case_id"), table_name="legal_step")
    op.drop_table("legal_step")
    op.drop_table("incident_survivor")
    op.drop_table("incident_kind")
    op.drop_table("safety_plan")
    op.drop_index(op.f("ix_plan_item_case_id"), table_name="plan_item")
    op.drop_table("plan_item")
    op.drop_index(op.f("ix_needs_assessment_case_id"), table_name="needs_assessment")
    op.drop_table("needs_assessment")
    op.drop_index(op.f("ix_case_link_other_id"), table_name="case_link")
    op.drop_index(op.f("ix_case_link_case_id"), table_name="case_link")
    op.drop_table("case_link")
    op.drop_index(op.f("ix_case_handover_case_id"), table_name="case_handover")
    op.drop_table("case_handover")
    op.drop_index(op.f("ix_case_flag_case_id"), table_name="case_flag")
    op.drop_table("case_flag")
    op.drop_index("ix_case_closure_decision_case_id", table_name="case_closure")
    op.drop_index(op.f("ix_case_closure_case_id"), table_name="case_closure")
    op.drop_table("case_closure")
