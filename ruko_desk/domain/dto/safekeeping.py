"""Backup, restore and verification as the window and the command line see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Progress = Callable[[str, float], None]
"""Called with a sentence and the share done (0 to 1); raising `CancelledError` stops the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """A backup set that was written, read back from the medium and found whole."""

    folder: str
    made_at: datetime
    rows: int
    cases: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupStatus:
    """The last verified backup of this vault."""

    made_at: datetime
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What `verify` found; `findings` is empty for a sound vault.

    `detail` holds the English lines of the database library, for who has to look deeper.
    """

    findings: tuple[str, ...]
    detail: tuple[str, ...]
    counts: dict[str, int]
    schema: str
    audit_rows: int
    content_sha256: str

    @property
    def ok(self) -> bool:
        """Tell whether everything is sound."""
        return not self.findings
