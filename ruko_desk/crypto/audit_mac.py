"""The audit chain: each row's MAC covers the row and the MAC before it.

A change, a missing, added or moved row breaks the chain from there on. A cut tail or a whole chain
made anew by somebody who holds the database key is found only by the anchor.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ruko_desk.crypto.binding import Secret, bind

MAC_LENGTH = 32
GENESIS = bytes(MAC_LENGTH)
"""What stands in the place of a MAC before the first row."""

AuditRow = Mapping[str, str | int | None]
"""The columns of one row but its MAC. Empty (None) columns do not count, so that a later version
may add columns that old rows do not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainResult:
    """How far a chain holds: the last good row and its MAC, and the first bad one if there is."""

    last_seq: int
    last_mac: bytes
    bad_seq: int | None

    @property
    def ok(self) -> bool:
        """Return whether every row was good."""
        return self.bad_seq is None


def canonical(row: AuditRow) -> bytes:
    """Return the bytes of a row, the same whatever the order of its columns."""
    parts: list[str | int] = []
    for name in sorted(row):
        value = row[name]
        if value is not None:
            parts += [name, value]
    return bind(*parts)


def next_mac(key: Secret, previous: bytes, row: AuditRow) -> bytes:
    """Return the MAC of a row that follows the row with MAC `previous`."""
    return hmac.digest(key, previous + canonical(row), "sha256")


def verify_chain(
    key: Secret,
    rows: Iterable[tuple[AuditRow, bytes]],
    start: tuple[int, bytes] = (0, GENESIS),
) -> ChainResult:
    """Check rows in the order of `seq`, each with its stored MAC.

    Rows made under an older database key are checked in a call of their own with that key, and
    the result's last row is the start of the next call.

    Args:
        key: `KeyRing.audit_key`.
        rows: (row, stored MAC); each row has an integer column `seq`.
        start: sequence number and MAC of the row before the first.
    """
    seq, mac = start
    for row, stored in rows:
        expected = next_mac(key, mac, row)
        if row.get("seq") != seq + 1 or not hmac.compare_digest(expected, stored):
            return ChainResult(last_seq=seq, last_mac=mac, bad_seq=seq + 1)
        seq, mac = seq + 1, expected
    return ChainResult(last_seq=seq, last_mac=mac, bad_seq=None)
