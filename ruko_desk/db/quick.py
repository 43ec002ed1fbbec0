"""What quick find reads at each keystroke, straight from the driver.

A keystroke has a few milliseconds, and a session with its transaction costs as much as the search
itself. These few statements go past it; the rights on the connection hold for them all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from ruko_desk.db.connection import driver_errors
from ruko_desk.db.database import Database
from ruko_desk.db.search import MAX_HITS, match_of

COLUMNS = (
    "c.id, c.uid, c.code, c.status, c.district, c.last_activity, c.client_id, p.call_name, "
    "p.full_name, p.birth, p.stated_age, p.stated_on, p.nik, p.phone, s.phone"
)
"""What `read` returns of each case `c`, its client `p` and her safe contact `s`, in this order."""

_FIND = "SELECT rowid FROM case_search WHERE case_search MATCH ? ORDER BY rowid DESC LIMIT ?"
_READ = (
    "SELECT {columns} FROM case_file c JOIN person p ON p.id = c.client_id "
    "LEFT JOIN safe_contact s ON s.person_id = p.id WHERE c.id IN ({marks})"
)
_OWNERS = "SELECT id, owner_id FROM case_file WHERE id IN ({marks})"
_CODE = "SELECT id FROM case_file WHERE code = ?"
_NUMBER = "SELECT id FROM case_file WHERE year = ? AND seq = ?"


class QuickReader:
    """Reads on the open connection of a vault."""

    def __init__(self, database: Database) -> None:
        self._raw = database.raw

    def errors(self) -> AbstractContextManager[None]:
        """Turn errors of the machine into `EnvironmentProblem` around some reads."""
        return driver_errors()

    def find(self, alternatives: Iterable[Sequence[str]], limit: int = MAX_HITS) -> list[int]:
        """Return ids of the newest cases, as `search.find` does."""
        match = match_of(alternatives)
        if not match:
            return []
        return self._ids(_FIND, match, limit)

    def by_code(self, code: str) -> list[int]:
        """Return the case with a code, if there is one."""
        return self._ids(_CODE, code)

    def by_number(self, year: int, seq: int) -> list[int]:
        """Return the case with a running number of a year, if there is one."""
        return self._ids(_NUMBER, year, seq)

    def read(self, case_ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return `COLUMNS` of some cases, dates as ISO text."""
        if not case_ids:
            return []
        marks = ",".join("?" * len(case_ids))
        statement = _READ.format(columns=COLUMNS, marks=marks)
        return self._raw.execute(statement, tuple(case_ids)).fetchall()

    def owners(self, case_ids: Sequence[int]) -> list[tuple[int, int | None]]:
        """Return who owns each of some cases."""
        marks = ",".join("?" * len(case_ids))
        return self._raw.execute(_OWNERS.format(marks=marks), tuple(case_ids)).fetchall()

    def _ids(self, statement: str, *values: object) -> list[int]:
        return [row[0] for row in self._raw.execute(statement, values).fetchall()]
