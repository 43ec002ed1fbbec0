"""Alembic's entry: run on the connection that the program hands in, never on a URL."""

from __future__ import annotations

from alembic import context

from ruko_desk.db.tables.all import Base

config = context.config
context.configure(
    connection=config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    include_name=lambda name, kind, _parent: (
        kind != "table" or not (name or "").startswith("case_search")
    ),
)
context.run_migrations()
