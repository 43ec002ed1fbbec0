"""Alembic revisions of the vault's schema."""
