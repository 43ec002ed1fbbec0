"""The key file and the acting person's key ring, held while the vault is open."""

from __future__ import annotations

from dataclasses import dataclass

from ruko_desk.crypto.keyfile import KeyFile
from ruko_desk.crypto.keyfile_store import KeyFileStore
from ruko_desk.crypto.keyring import KeyRing


@dataclass(slots=True)
class KeyCabinet:
    """What users, backup and recovery need of the keys; services never see a raw key elsewhere."""

    store: KeyFileStore
    file: KeyFile
    ring: KeyRing

    def save(self, file: KeyFile, ring: KeyRing | None = None) -> None:
        """Write a changed key file (both copies) and keep it as the present one.

        Raises:
            EnvironmentProblem: a copy could not be written.
        """
        self.store.write(file)
        self.file = file
        if ring is not None:
            self.ring = ring

    def draft_key(self) -> bytes:
        """Return the key of the acting person's own drafts."""
        return self.ring.draft_key()

    def close(self) -> None:
        """Overwrite the keys."""
        self.ring.wipe()
