"""Record identifiers: UUID version 7 (RFC 9562), ordered by time, unique across machines."""

from __future__ import annotations

import os
import time
import uuid


def new_uid() -> str:
    """Return a fresh UUIDv7 as 32 lower-case hexadecimal digits."""
    millis = time.time_ns() // 1_000_000
    return uid_from(millis, os.urandom(10))


def uid_from(millis: int, entropy: bytes) -> str:
    """Build a UUIDv7 from a Unix time in milliseconds and ten bytes of entropy."""
    value = (millis & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(entropy, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value).hex
