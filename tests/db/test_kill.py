"""Killed in the middle of saving: what was acknowledged is there, the checks are clean."""

from __future__ import annotations

import os
import random  # noqa: TID251 - when to kill, not a secret
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ruko_desk.crypto.anchor import Verdict, judge
from ruko_desk.db.audit import mac_of
from ruko_desk.db.tables.letters import Partner
from tests.db.saver import open_database

ROUNDS = 12
SAVER = Path(__file__).with_name("saver.py")


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_no_acknowledged_save_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - when to kill, not a secret
    saved = 0
    for _ in range(ROUNDS):
        process = subprocess.Popen(
            [sys.executable, str(SAVER), str(tmp_path), str(saved)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(SAVER.parents[2])},
        )
        assert process.stdout is not None
        for _line in range(chance.randint(1, 40)):
            saved = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        saved = int(rest[-1]) if rest else saved
        database, anchor = open_database(tmp_path)
        with database.read() as session:
            count = session.execute(select(func.count()).select_from(Partner)).scalar_one()
            assert saved <= count <= saved + 1
            assert database.trail.seq == count
            assert database.trail.check(session) is None
            record = anchor.record
            verdict = judge(record, database.trail.seq, mac_of(session, record.audit_seq))
            assert verdict in {Verdict.SAME, Verdict.AHEAD}
        assert database.raw.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert database.raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        saved = count
        database.close()
        anchor.close()
