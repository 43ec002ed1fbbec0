"""`python -m benchmarks [--json FILE] [--cases N] [--keep DIR]`: all figures, as a table and JSON."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import paper, program, work
from benchmarks.measure import Figure
from benchmarks.vaults import practice_vault

SMALL = 1000


def main(argv: Sequence[str] | None = None) -> int:
    """Measure everything; exit code 0 when every target holds."""
    options = _parser().parse_args(argv)
    keep: Path | None = options.keep
    folder = keep or Path(tempfile.mkdtemp(prefix="rukodesk-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    figures: list[Figure] = []
    try:
        big = practice_vault(folder, options.cases, _tell)
        small = practice_vault(folder, min(SMALL, options.cases), _tell)
        figures += program.start(small)
        figures += paper.letter()
        small_steps = work.steps(small, min(SMALL, options.cases))
        big_steps = work.steps(big, options.cases)
        figures += big_steps
        figures += work.growth(small_steps, big_steps)
        figures += program.rest(big, options.cases)
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)
    _tell(table(figures))
    if options.json:
        options.json.write_text(json.dumps([f.as_dict() for f in figures], indent=1))
    return 0 if all(f.ok for f in figures) else 1


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines for a terminal."""
    lines = [
        f"{'':2} {'figure':44} {'median':>9} {'p95':>9} {'limit':>9} {'ratio':>6}  unit  target"
    ]
    for f in figures:
        limit = "" if f.limit is None else f"{f.limit:.2f}"
        ratio = "" if f.ratio is None else f"{f.ratio:.2f}"
        lines.append(
            f"{'ok' if f.ok else '!!':2} {f.name:44} {f.median:9.2f} {f.p95:9.2f} {limit:>9} "
            f"{ratio:>6}  {f.unit:4}  {f.target}  (n={f.n})"
        )
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--cases", type=int, default=100_000, help="cases in the large vault")
    parser.add_argument("--keep", type=Path, help="keep the vaults here for the next run")
    return parser


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
