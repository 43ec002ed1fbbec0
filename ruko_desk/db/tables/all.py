"""Every table of the vault, so that the metadata is complete wherever this is imported."""

from ruko_desk.db.base import Base
from ruko_desk.db.tables import care, cases, desk, house, letters, people, schedule

__all__ = ["Base", "care", "cases", "desk", "house", "letters", "people", "schedule"]
