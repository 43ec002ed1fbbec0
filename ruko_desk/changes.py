"""What a write changed, so that open pages know whether to read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Kinds of record that a write touched, each with the uids it touched (none = many)."""

    records: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, *records: tuple[str, str]) -> ChangeSet:
        """Build a set from `(kind, uid)` pairs; an empty uid stands for the whole kind."""
        return cls(frozenset(records))

    def touches(self, *kinds: str) -> bool:
        """Tell whether any record of one of the kinds changed."""
        return any(kind in kinds for kind, _ in self.records)

    def touches_record(self, kind: str, uid: str) -> bool:
        """Tell whether this record, or its kind as a whole, changed."""
        return (kind, uid) in self.records or (kind, "") in self.records


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """Result of a write: the value and what changed."""

    value: T_co
    changes: ChangeSet
