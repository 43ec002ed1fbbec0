"""The program as a whole process: how soon it can be seen, and what it holds at rest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Figure, Target, figure, timed
from benchmarks.vaults import DESK, SECRET

_RUNS = 7


def start(vault: Path) -> list[Figure]:
    """Measure process start to a painted unlock page beside an empty window of the toolkit."""
    # A program that was set up has its bytecode; the first runs write it where it is missing.
    _run("benchmarks.empty_window")
    _run("benchmarks.real_window", str(vault))
    bare = [timed(lambda: _run("benchmarks.empty_window")) for _ in range(_RUNS)]
    real = [timed(lambda: _run("benchmarks.real_window", str(vault))) for _ in range(_RUNS)]
    return [figure("start to unlock window", real, Target(ratio=1.5), n=1, limit=bare)]


def rest(vault: Path, cases: int) -> list[Figure]:
    """Measure memory at rest on Beranda."""
    memory = []
    for _ in range(3):
        words = _run("benchmarks.real_window", str(vault), DESK, SECRET).split()
        memory.append(float(words[0]))
    return [figure("memory at rest on Beranda", memory, Target(median=180), n=cases, unit="MB")]


def _run(module: str, *arguments: str) -> str:
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(root),
            "PYTHONDONTWRITEBYTECODE": "",
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout
