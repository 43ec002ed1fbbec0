"""Many rows at once: gathered per table and written in one statement each."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import datetime

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from ruko_desk.db.base import Base
from ruko_desk.ids import uid_from

Row = dict[str, object]


class RowBuffer:
    """Rows waiting to be written, with their keys given out in advance."""

    def __init__(self, session: Session, chance: random.Random) -> None:
        self._chance = chance
        self._rows: dict[Table, list[Row]] = defaultdict(list)
        self._next: dict[Table, int] = {}
        self._session = session

    def add(self, record: type[Base], when: datetime | None = None, /, **values: object) -> int:
        """Queue a row and return its key (0 for tables without an integer key of their own)."""
        table = Base.metadata.tables[record.__tablename__]
        if "uid" in table.columns and when is not None:
            millis = int(when.timestamp() * 1000)
            values["uid"] = uid_from(millis, self._chance.randbytes(10))
        key = 0
        if "id" in table.columns:
            key = self._take(table)
            values["id"] = key
        self._rows[table].append(values)
        return key

    def flush(self, session: Session) -> None:
        """Write everything, parents before children."""
        for table in Base.metadata.sorted_tables:
            rows = self._rows.pop(table, None)
            if rows:
                session.execute(insert(table), rows)

    def _take(self, table: Table) -> int:
        if table not in self._next:
            last = self._session.execute(select(func.max(table.c.id))).scalar_one_or_none()
            self._next[table] = (last or 0) + 1
        key = self._next[table]
        self._next[table] = key + 1
        return key
