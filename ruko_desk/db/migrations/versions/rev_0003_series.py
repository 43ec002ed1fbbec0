"""Sessions that come again.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let appointments belong to a series."""
    op.create_table(
        "appointment_series",
        sa.Column("rule", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_series")),
        sa.UniqueConstraint("uid", name=op.f("uq_appointment_series_uid")),
    )
    # In place: SQLite would otherwise copy the table and check every row that refers to it.
    op.add_column(
        "appointment",
        sa.Column(
            "series_id",
            sa.Integer(),
            sa.ForeignKey("appointment_series.id", name=op.f("fk_appointment_series_id")),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_index("ix_appointment_series_id", "appointment", ["series_id"], unique=False)


def downgrade() -> None:
    """Forget which appointments belong together; they stay."""
    op.drop_index("ix_appointment_series_id", table_name="appointment")
    op.drop_column("appointment", "series_id")
    op.drop_table("appointment_series")
