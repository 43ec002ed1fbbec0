"""Run as a program: opens a vault database and saves without end, telling each save it finished."""

from __future__ import annotations

import sys
from pathlib import Path

from ruko_desk.clock import SystemClock
from ruko_desk.crypto.anchor import Anchor
from ruko_desk.db import connection, migrate
from ruko_desk.db.database import Database
from ruko_desk.db.tables.letters import Partner

KEY, TRAIL, ANCHOR_KEY = b"k" * 32, b"t" * 32, {1: b"a" * 32}
VAULT = "0" * 32


def open_database(folder: Path) -> tuple[Database, Anchor]:
    """Open or make the database and its anchor."""
    raw = connection.open_raw(folder / "data.ruko", KEY)
    migrate.upgrade(connection.make_engine(raw), copy_to=None)
    path = folder / "jangkar.ruko"
    if not path.exists():
        Anchor.create(
            path, vault_id=VAULT, keys=ANCHOR_KEY, generation=1, audit_seq=0, audit_mac=bytes(32)
        ).close()
    anchor = Anchor.open(path, vault_id=VAULT, keys=ANCHOR_KEY, generation=1)
    database = Database(folder / "data.ruko", raw, SystemClock(), TRAIL, anchor.write)
    database.act_as(None, "")
    return database, anchor


def main() -> None:
    """Save rows of several tables until killed."""
    database, _anchor = open_database(Path(sys.argv[1]))
    number = int(sys.argv[2])
    while True:
        number += 1
        with database.write() as work:
            work.session.add(Partner(name=f"mitra {number}", kind="hukum", note="x" * 3000))
            work.audit("tambah mitra", "partner", "", nomor=number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
