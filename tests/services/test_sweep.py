"""Attached files without a row: removed once they are old, never one that is still being kept."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from tests.services.vaults import MORNING, make_vault


def put(folder: Path, name: str, hours_ago: int) -> Path:
    path = folder / "lampiran" / name[:2] / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    written = (MORNING - timedelta(hours=hours_ago)).timestamp()
    os.utime(path, (written, written))
    return path


def test_an_old_file_without_a_row_goes_at_the_first_rest_and_is_counted(tmp_path: Path) -> None:
    kit = make_vault(tmp_path / "brankas")
    session = kit.unlock()
    files = session.services.audit._office.files  # noqa: SLF001 - the store of this very vault
    with session.database.write() as work:
        row = files.add(
            work.session, b"isi", kind="surat", label="x", when=MORNING - timedelta(days=9)
        )
    kept = put(kit.folder, row.file_name, hours_ago=200)
    old, fresh = put(kit.folder, "aa" * 16, hours_ago=25), put(kit.folder, "bb" * 16, hours_ago=23)
    session.rest()
    assert [path.exists() for path in (kept, old, fresh)] == [True, False, True]
    actions = [row.action for row in session.services.audit.recent(session.actor)]
    assert actions.count("hapus lampiran tanpa catatan") == 1
    late = put(kit.folder, "cc" * 16, hours_ago=90)
    session.rest()
    assert late.exists(), "it looks once after unlocking, not at every pause"
    session.close()
