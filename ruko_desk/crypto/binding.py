"""One unambiguous way to turn a list of values into bytes, for AAD, HPKE info and MACs."""

from __future__ import annotations

Secret = bytes | bytearray
"""Key material; a bytearray where it can be wiped."""


def bind(*parts: str | int | Secret) -> bytes:
    """Return bytes that no other list of values gives: each part carries its kind and length."""
    out = bytearray()
    for part in parts:
        if isinstance(part, str):
            kind, data = b"s", part.encode("utf-8", "surrogatepass")
        elif isinstance(part, int):
            kind, data = b"i", str(part).encode("ascii")
        else:
            kind, data = b"b", bytes(part)
        out += kind + len(data).to_bytes(4, "big") + data
    return bytes(out)
