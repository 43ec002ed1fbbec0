"""Whole minutes since the epoch, in which free times are counted."""

from __future__ import annotations

from datetime import UTC, datetime


def floor(instant: datetime) -> int:
    """Return the minute that an instant lies in."""
    return int(instant.timestamp()) // 60


def ceil(instant: datetime) -> int:
    """Return the first minute that does not begin before an instant."""
    return -(-int(instant.timestamp()) // 60)


def instant(minute: int) -> datetime:
    """Return the instant at which a minute begins."""
    return datetime.fromtimestamp(minute * 60, UTC)
