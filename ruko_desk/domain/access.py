"""The rights table: which role may do what with which class of data, and what enforces it.

The table is data (`resources/rights`). Services ask it before every use case, the database
authorizer takes its closed columns from it, and the tests go through it cell by cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ruko_desk.domain.codes import Role

READ: Final = "R"
WRITE: Final = "W"
AGGREGATE: Final = "A"
LOCK: Final = "kunci"
START_BACKUP: Final = "cadangan"

_NOTHING: Final = "-"
_LETTERS: Final = frozenset({READ, WRITE, AGGREGATE})
_WORDS: Final = frozenset({LOCK, START_BACKUP})
_CELL: Final = re.compile(r"(?P<parts>[^@]+)@(?P<holders>[a-z+]+)")


class Scope(StrEnum):
    """Which records a right reaches, widest first."""

    ALL = "all"
    WITHOUT_CASE_CONTENT = "without_case_content"
    WITHOUT_CASE_KEYS = "without_case_keys"
    WITH_REASON = "with_reason"
    OWN_AND_TEAM = "own_and_team"
    TODAY_AND_OWN = "today_and_own"
    RESIDENTS = "residents"
    ASSIGNED = "assigned"
    NAMED = "named"
    OWN = "own"
    OTHERS_IF_CONSENTED = "others_if_consented"
    SECOND = "second"
    ONCE = "once"


class Holder(StrEnum):
    """What keeps those out who lack a right."""

    KEY = "key"
    COLUMN = "column"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Part:
    """One right of one role: an action on the records of a scope, or on some of their fields."""

    action: str
    scope: Scope
    fields: frozenset[str] | None
    holders: frozenset[Holder]


@dataclass(frozen=True, slots=True)
class Grant:
    """What the roles of a user together allow for one action on one class of data.

    A service works out which scopes are true for the record at hand and asks `covers`.
    """

    action: str
    parts: tuple[Part, ...]

    @property
    def scopes(self) -> frozenset[Scope]:
        """All scopes, any of which is enough."""
        return frozenset(part.scope for part in self.parts)

    @property
    def scope(self) -> Scope:
        """The widest scope; where several may stand side by side, use `covers`."""
        order = list(Scope)
        return min(self.scopes, key=order.index)

    @property
    def holders(self) -> frozenset[Holder]:
        """What enforces the cells that this grant comes from."""
        return frozenset(holder for part in self.parts for holder in part.holders)

    def covers(self, met: Collection[Scope] = ()) -> bool:
        """Tell whether a record is reached, given the scopes that are true for it."""
        return any(part.scope is Scope.ALL or part.scope in met for part in self.parts)

    def fields(self, met: Collection[Scope] = ()) -> frozenset[str] | None:
        """Return the fields that may be used of such a record; None means every field."""
        reached = [part for part in self.parts if part.scope is Scope.ALL or part.scope in met]
        allowed: set[str] = set()
        for part in reached:
            if part.fields is None:
                return None
            allowed |= part.fields
        return frozenset(allowed)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table; `parts` is empty where nothing is allowed."""

    parts: tuple[Part, ...]
    holders: frozenset[Holder]


@dataclass(frozen=True, slots=True)
class ProtectedColumn:
    """A database column that belongs to a class of data, or to one field of it."""

    data_class: str
    table: str
    column: str
    field: str = ""


class Rights:
    """The table, for everybody or as the union of some roles."""

    def __init__(
        self,
        table: Mapping[str, Mapping[Role, Cell]],
        columns: tuple[ProtectedColumn, ...],
        roles: frozenset[Role],
    ) -> None:
        self._table = table
        self._columns = columns
        self._roles = roles

    @classmethod
    def from_csv(cls, rights: str, columns: str = "") -> Rights:
        """Read the texts of `rights.csv` and `columns.csv`; the result holds no role yet.

        Raises:
            ValueError: a cell cannot be read, a role has no column, or a column is mapped to a
                class of data that the table does not know.
        """
        table = {row.pop("data_class"): _row(row) for row in _rows(rights)}
        protected = tuple(
            ProtectedColumn(row["data_class"], row["table"], row["column"], row.get("field") or "")
            for row in _rows(columns)
        )
        unknown = {item.data_class for item in protected} - table.keys()
        if unknown:
            raise ValueError(unknown)
        return cls(table, protected, frozenset())

    @property
    def data_classes(self) -> tuple[str, ...]:
        """The classes of data in the table's order."""
        return tuple(self._table)

    def for_roles(self, roles: Iterable[Role]) -> Rights:
        """Return the union of the rights of some roles."""
        return Rights(self._table, self._columns, frozenset(roles))

    def cell(self, data_class: str, role: Role) -> Cell:
        """Return one cell.

        Raises:
            KeyError: the table has no such class of data.
        """
        return self._table[data_class][role]

    def may(self, data_class: str, action: str) -> Grant | None:
        """Return what the roles allow for an action, or None if they do not allow it at all.

        Raises:
            KeyError: the table has no such class of data.
        """
        row = self._table[data_class]
        parts = tuple(
            part for role in Role if role in self._roles for part in row[role].parts
            if part.action == action
        )  # fmt: skip
        return Grant(action, parts) if parts else None

    def denied_columns(self) -> frozenset[tuple[str, str]]:
        """Return the `(table, column)` pairs that must read as NULL for these roles."""
        return self._closed(READ)

    def unwritable_columns(self) -> frozenset[tuple[str, str]]:
        """Return the `(table, column)` pairs that these roles must not update."""
        return self._closed(WRITE)

    def _closed(self, action: str) -> frozenset[tuple[str, str]]:
        return frozenset(
            (item.table, item.column) for item in self._columns if self._is_closed(item, action)
        )

    def _is_closed(self, item: ProtectedColumn, action: str) -> bool:
        """Tell whether the connection itself has to keep these roles off a column.

        Where only keys or row predicates hold the class, the column stays open to the connection.
        """
        grant = self.may(item.data_class, action)
        if grant is not None:
            return all(
                part.fields is not None and item.field not in part.fields for part in grant.parts
            )
        cells = [self._table[item.data_class][role] for role in self._roles]
        return not cells or any(Holder.COLUMN in cell.holders for cell in cells)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _row(cells: Mapping[str, str]) -> Mapping[Role, Cell]:
    row = {Role(name): _cell(text) for names, text in cells.items() for name in names.split("+")}
    if len(row) != len(Role):
        raise ValueError(set(Role) - row.keys())
    return row


def _cell(text: str) -> Cell:
    match = _CELL.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    holders = frozenset(Holder(name) for name in match["holders"].split("+"))
    if match["parts"].strip() == _NOTHING:
        return Cell((), holders)
    return Cell(
        tuple(part for clause in match["parts"].split(";") for part in _parts(clause, holders)),
        holders,
    )


def _parts(clause: str, holders: frozenset[Holder]) -> Iterable[Part]:
    actions, scope, *fields = clause.split()
    names = (actions,) if actions in _WORDS else tuple(actions)
    if not _LETTERS.union(_WORDS).issuperset(names) or len(fields) > 1:
        raise ValueError(clause)
    limited = frozenset(fields[0].split("+")) if fields else None
    return (Part(name, Scope(scope), limited, holders) for name in names)
