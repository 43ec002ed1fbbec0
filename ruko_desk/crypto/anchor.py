"""The anchor: a small file beside the database that remembers the newest committed audit row.

SQLite drops damaged ends of its write-ahead log without a word, and an old copy of the database
opens like a new one. After each commit the anchor notes the last audit row; a database that does not
know this row has gone back in time. Two slots of 512 bytes (one disk sector) are written in turn,
so that a torn write leaves the other; the newest slot with a valid HMAC counts.
"""

from __future__ import annotations

import hmac
import os
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from types import TracebackType

from ruko_desk.crypto.audit_mac import MAC_LENGTH
from ruko_desk.crypto.problems import disk_problem
from ruko_desk.crypto.safe_write import write_whole
from ruko_desk.errors import VaultProblem

ANCHOR_NAME = "jangkar.ruko"
SLOT = 512
_MAGIC = b"RUKOANC1"
_FIELDS = struct.Struct(">8s32sQQI32s")
_BODY = SLOT - MAC_LENGTH
_WHAT = "Berkas jangkar"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorRecord:
    """One note in the anchor.

    Args:
        counter: grows by one with each write.
        audit_seq: the newest audit row.
        audit_mac: its MAC (32 bytes).
        db_generation: generation of the database key it was written under.
    """

    counter: int
    audit_seq: int
    audit_mac: bytes
    db_generation: int


class Verdict(Enum):
    """How the database stands to the anchor."""

    SAME = auto()
    AHEAD = auto()
    """Newer than the anchor: killed between commit and anchor, which is harmless."""
    BEHIND = auto()
    """Committed rows are gone: an old copy, or a damaged write-ahead log."""
    FORKED = auto()
    """The row is there but is another one: the chain was made anew."""


def judge(record: AnchorRecord, head_seq: int, mac_there: bytes | None) -> Verdict:
    """Compare the anchor with the database.

    Args:
        record: the anchor.
        head_seq: the newest audit row in the database, 0 when there is none.
        mac_there: MAC of the database's row with the anchor's number (for number 0 the
            `GENESIS` value), None when there is no such row.
    """
    if head_seq < record.audit_seq or mac_there is None:
        return Verdict.BEHIND
    if not hmac.compare_digest(mac_there, record.audit_mac):
        return Verdict.FORKED
    return Verdict.SAME if head_seq == record.audit_seq else Verdict.AHEAD


class Anchor:
    """The open anchor of one vault; made by `create` or `open`, closed with the database.

    Args:
        descriptor: of the open file.
        vault_id: 32 hex digits.
        key: `KeyRing.anchor_keys` of `generation`.
        generation: of the database key in use.
        record: the newest valid note.
    """

    def __init__(
        self, descriptor: int, *, vault_id: str, key: bytes, generation: int, record: AnchorRecord
    ) -> None:
        self._descriptor = descriptor
        self._vault_id = vault_id
        self._key = key
        self._generation = generation
        self._record = record

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        vault_id: str,
        keys: Mapping[int, bytes],
        generation: int,
        audit_seq: int,
        audit_mac: bytes,
    ) -> Anchor:
        """Write a new anchor, over an old one if need be, and open it.

        Used for a new vault, after a restore, and when a rotation has rekeyed the database.

        Raises:
            EnvironmentProblem: it cannot be written.
        """
        first = AnchorRecord(
            counter=1, audit_seq=audit_seq, audit_mac=audit_mac, db_generation=generation
        )
        slots = (_encode(keys[generation], vault_id, replace(first, counter=n)) for n in (2, 1))
        write_whole(path, b"".join(slots), _WHAT)
        return cls.open(path, vault_id=vault_id, keys=keys, generation=generation)

    @classmethod
    def open(
        cls, path: Path, *, vault_id: str, keys: Mapping[int, bytes], generation: int
    ) -> Anchor:
        """Open the anchor and find its newest valid note.

        Args:
            path: the file.
            vault_id: 32 hex digits.
            keys: `KeyRing.anchor_keys`, all generations.
            generation: of the key that opened the database; new notes are made with it.

        Raises:
            VaultProblem: `jangkar_hilang` or `jangkar_rusak` (no slot is valid).
            EnvironmentProblem: it cannot be opened for writing.
        """
        flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(path, flags)
        except FileNotFoundError as error:
            raise VaultProblem(
                "Berkas jangkar hilang, sehingga tidak dapat dipastikan bahwa data brankas ini "
                "yang terbaru. Bandingkan dengan cadangan terakhir sebelum melanjutkan.",
                code="jangkar_hilang",
            ) from error
        except OSError as error:
            raise disk_problem(error, _WHAT) from error
        try:
            record = _newest(_read_all(descriptor), vault_id, keys)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(
            descriptor,
            vault_id=vault_id,
            key=keys[generation],
            generation=generation,
            record=record,
        )

    @property
    def record(self) -> AnchorRecord:
        """Return the newest note."""
        return self._record

    def write(self, audit_seq: int, audit_mac: bytes) -> None:
        """Note the newest committed audit row: one write, one sync.

        Raises:
            EnvironmentProblem: the disk failed.
        """
        record = AnchorRecord(
            counter=self._record.counter + 1,
            audit_seq=audit_seq,
            audit_mac=audit_mac,
            db_generation=self._generation,
        )
        data = _encode(self._key, self._vault_id, record)
        try:
            _write_slot(self._descriptor, data, record.counter % 2 * SLOT)
        except OSError as error:
            raise disk_problem(error, _WHAT) from error
        self._record = record

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Anchor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _encode(key: bytes, vault_id: str, record: AnchorRecord) -> bytes:
    fields = _FIELDS.pack(
        _MAGIC,
        vault_id.encode("ascii"),
        record.counter,
        record.audit_seq,
        record.db_generation,
        record.audit_mac,
    )
    body = fields.ljust(_BODY, b"\0")
    return body + hmac.digest(key, body, "sha256")


def _decode(slot: bytes, vault_id: str, keys: Mapping[int, bytes]) -> AnchorRecord | None:
    if len(slot) != SLOT:
        return None
    magic, vault, counter, seq, generation, mac = _FIELDS.unpack_from(slot)
    key = keys.get(generation)
    if magic != _MAGIC or vault != vault_id.encode("ascii") or key is None:
        return None
    if not hmac.compare_digest(hmac.digest(key, slot[:_BODY], "sha256"), slot[_BODY:]):
        return None
    return AnchorRecord(counter=counter, audit_seq=seq, audit_mac=mac, db_generation=generation)


def _newest(data: bytes, vault_id: str, keys: Mapping[int, bytes]) -> AnchorRecord:
    slots = (_decode(data[start : start + SLOT], vault_id, keys) for start in (0, SLOT))
    valid = [record for record in slots if record is not None]
    if not valid:
        raise VaultProblem(
            "Berkas jangkar rusak, sehingga tidak dapat dipastikan bahwa data brankas ini yang "
            "terbaru. Bandingkan dengan cadangan terakhir sebelum melanjutkan.",
            code="jangkar_rusak",
        )
    return max(valid, key=lambda record: record.counter)


def _read_all(descriptor: int) -> bytes:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        return os.read(descriptor, 2 * SLOT)
    except OSError as error:
        raise disk_problem(error, _WHAT) from error


def _write_slot(descriptor: int, data: bytes, offset: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, offset, os.SEEK_SET)
        written = os.write(descriptor, data)
        os.fsync(descriptor)
    else:
        written = os.pwrite(descriptor, data, offset)
        os.fdatasync(descriptor)
    if written != len(data):
        raise OSError("short write")
