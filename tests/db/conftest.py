"""A migrated database in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ruko_desk.clock import FixedClock
from ruko_desk.db import connection, migrate
from ruko_desk.db.database import Database

KEY = bytes(range(32))
NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


@pytest.fixture
def commits() -> list[tuple[int, bytes]]:
    """What would have been written to the anchor."""
    return []


@pytest.fixture
def database(tmp_path: Path, commits: list[tuple[int, bytes]]) -> Iterator[Database]:
    raw = connection.open_raw(tmp_path / "data.ruko", KEY)
    migrate.upgrade(connection.make_engine(raw), copy_to=None)
    opened = Database(
        tmp_path / "data.ruko",
        raw,
        FixedClock(NOW),
        b"t" * 32,
        lambda seq, mac: commits.append((seq, mac)),
    )
    opened.act_as(None, "")
    yield opened
    opened.close()
