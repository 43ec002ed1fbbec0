"""What CI runs: every check in order, even after one failed, then a summary."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

LONGEST_FILE = 400
SOURCES = ("ruko_desk", "ui", "tests", "benchmarks", "tools")
# A revision is one piece of history and is never split.
EXEMPT = "ruko_desk/db/migrations/versions"
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"


def run(root: Path, python: Path, environment: dict[str, str], arguments: list[str]) -> int:
    """Run all checks, or pytest alone with `arguments`; return 0 only if all passed."""

    def call(*command: str) -> Callable[[], bool]:
        whole = [str(python), *command]
        return lambda: subprocess.run(whole, cwd=root, env=environment, check=False).returncode == 0

    if arguments:
        return 0 if call("-m", "pytest", *arguments)() else 1
    steps = {
        "format": call("-m", "ruff", "format", "--check", "."),
        "lint": call("-m", "ruff", "check", "."),
        "types": call("-m", "mypy"),
        "imports": call("-c", LINT_IMPORTS),
        "file length": lambda: _report_long_files(root),
        "tests": call("-m", "pytest", "-q", "-n", "2", "--durations=10"),
    }
    outcome: dict[str, tuple[bool, float]] = {}
    for name, step in steps.items():
        print(f"\n--- {name} ---", flush=True)
        begun = perf_counter()
        outcome[name] = (step(), perf_counter() - begun)
    print("\n--- summary ---")
    for name, (passed, seconds) in outcome.items():
        print(f"{'ok' if passed else 'FAILED':<8}{name:<14}{seconds:7.1f} s")
    return 0 if all(passed for passed, _ in outcome.values()) else 1


def long_files(root: Path) -> Iterator[tuple[Path, int]]:
    """Yield each Python file that is over the limit, with its number of lines."""
    files = [root / "dev.py", root / "build.spec"]
    for source in SOURCES:
        files += sorted((root / source).rglob("*.py"))
    for path in files:
        relative = path.relative_to(root)
        if path.exists() and not relative.as_posix().startswith(EXEMPT):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > LONGEST_FILE:
                yield relative, lines


def _report_long_files(root: Path) -> bool:
    too_long = list(long_files(root))
    for path, lines in too_long:
        print(f"{path}: {lines} lines; split it, {LONGEST_FILE} is the most")
    return not too_long
