"""Real saves, killed at random: receiving, booking, referring. `killing.py` does the long run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 10
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_nothing_that_a_service_acknowledged_is_lost(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.killing", str(tmp_path), str(ROUNDS), "3"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["problems"] == []
    assert report["rounds"] == ROUNDS
    assert report["acknowledged"]["case"] >= ROUNDS / 2
