"""An open vault with the person who acts in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from ruko_desk.crypto.anchor import Anchor
from ruko_desk.db.database import Database
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.attachments import AttachmentStore
from ruko_desk.services.cabinet import KeyCabinet
from ruko_desk.services.registry import Services

_ORPHAN_AGE = timedelta(days=1)


@dataclass(slots=True)
class Session:
    """From unlock to lock.

    Args:
        actor: who unlocked.
        services: the verbs of the office.
        read_only: opened although a check failed; every write is refused.
        findings: sentences that the user should read after unlocking.
        practice: a vault of invented people.
    """

    actor: Actor
    services: Services
    read_only: bool
    findings: tuple[str, ...]
    practice: bool
    database: Database
    anchor: Anchor | None
    cabinet: KeyCabinet
    _swept: bool = field(default=False, init=False)

    def rest(self) -> None:
        """Shorten the write-ahead log; called when nothing was written for 30 seconds.

        The first time, attached files that no row knows are removed as well: what a power cut
        left between writing the file and its row, after a day at the earliest.
        """
        if self.read_only:
            return
        if not self._swept:
            self._swept = True
            self._sweep()
        self.database.checkpoint()

    def _sweep(self) -> None:
        files = AttachmentStore(self.database.path.parent / "lampiran")
        with self.database.write() as work:
            removed = files.sweep(work.session, work.clock.now() - _ORPHAN_AGE)
            if removed:
                work.audit("hapus lampiran tanpa catatan", "attachment", "", jumlah=removed)

    def close(self, *, note: str = "keluar") -> None:
        """Note the end in the audit, close the database and overwrite the keys.

        Runs on the database thread; whatever fails, the keys go.
        """
        steps: list[Callable[[], object]] = [
            self.database.close,
            self.cabinet.close,
        ]
        if self.anchor is not None:
            steps.insert(1, self.anchor.close)
        if not self.read_only:
            steps.insert(0, lambda: self.services.audit.note(self.actor, note))
        for step in steps:
            with suppress(Exception):
                step()
