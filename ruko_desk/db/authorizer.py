"""What the connection itself refuses, whatever SQL reaches it.

A column that the acting roles may not read comes back as NULL; the audit trail takes inserts
only; other databases cannot be attached. This is the `column` layer of the rights table.
"""

from __future__ import annotations

from collections.abc import Callable

from ruko_desk.db.connection import RawConnection

_OK, _DENY, _IGNORE = 0, 1, 2
_DELETE, _DROP_TABLE, _READ, _UPDATE, _ATTACH, _FUNCTION = 9, 11, 20, 23, 24, 31
_APPEND_ONLY = frozenset({"audit_entry"})

Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]


def make_authorizer(
    *, unreadable: frozenset[tuple[str, str]], unwritable: frozenset[tuple[str, str]]
) -> Authorizer:
    """Build the callback for one user's rights.

    Args:
        unreadable: `(table, column)` pairs that read as NULL.
        unwritable: `(table, column)` pairs whose UPDATE raises.
    """

    def authorize(
        action: int, first: str | None, second: str | None, _db: str | None, _from: str | None
    ) -> int:
        pair = (first or "", second or "")
        if action == _READ:
            return _IGNORE if pair in unreadable else _OK
        if action == _UPDATE and (pair in unwritable or pair[0] in _APPEND_ONLY):
            return _DENY
        if action in (_DELETE, _DROP_TABLE) and pair[0] in _APPEND_ONLY:
            return _DENY
        if action == _ATTACH or (action == _FUNCTION and pair[1].lower() == "load_extension"):
            return _DENY
        return _OK

    return authorize


def install(raw: RawConnection, authorizer: Authorizer | None) -> None:
    """Put the callback on the connection; None takes it off (only while no user is acting)."""
    raw.set_authorizer(authorizer)
