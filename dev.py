#!/usr/bin/env python3
"""One command for everything: set up, start, test, measure, picture and build Ru-Ko Desk.

Needs the standard library only and works on Linux and Windows. What an office meets (`run` and the
set-up) speaks Indonesian; what developers meet speaks English.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

OLDEST_PYTHON = (3, 11)

if sys.version_info < OLDEST_PYTHON:
    sys.exit("Ru-Ko Desk memerlukan Python 3.11 atau lebih baru. Pasang lalu jalankan lagi.")

ROOT = Path(__file__).resolve().parent

from tools import environment  # noqa: E402 - an older Python must get its sentence first


def program_environment(*, offscreen: bool) -> dict[str, str]:
    """Return the variables with which a module of this tree starts from any folder."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    if offscreen:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    return variables


def start(python: Path, arguments: Sequence[str], *, offscreen: bool) -> int:
    """Run the environment's Python in the caller's folder and return its exit code.

    On Linux it takes the place of this process, so that nothing waits beside the program.
    """
    command = [str(python), "-P", *arguments]
    variables = program_environment(offscreen=offscreen)
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, variables)  # noqa: S606 - no shell is wanted
    try:
        return subprocess.run(command, env=variables, check=False).returncode
    except KeyboardInterrupt:
        return 130


def has_display() -> bool:
    """Tell whether a window can appear; only Linux may have none."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def run(arguments: list[str]) -> int:
    """Start the program; what follows `run` is the program's own."""
    python = environment.prepare(ROOT, "run")
    if set(arguments) <= {"--demo"} and not has_display():
        print("Tidak ada layar di komputer ini, jadi tugas utama dikerjakan tanpa layar (--tour).")
        arguments = ["--tour"]
    return start(python, ["-m", "ruko_desk", *arguments], offscreen=False)


def test(arguments: list[str]) -> int:
    """Run every check, or only pytest with the given arguments."""
    from tools import checks

    python = environment.prepare(ROOT, "dev")
    return checks.run(ROOT, python, program_environment(offscreen=True), arguments)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks."""
    python = environment.prepare(ROOT, "dev")
    return start(python, ["-m", "benchmarks", *arguments], offscreen=True)


def shots(arguments: list[str]) -> int:
    """Picture every screen and print every paper."""
    parser = argparse.ArgumentParser(prog="dev.py shots")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go")
    folder = parser.parse_args(arguments).folder.absolute()
    python = environment.prepare(ROOT, "run")
    return start(python, ["-m", "ui.showcase", str(folder)], offscreen=True)


def build(arguments: list[str]) -> int:
    """Build the frozen program and start it once."""
    from tools.freeze import freeze

    argparse.ArgumentParser(prog="dev.py build").parse_args(arguments)
    python = environment.prepare(ROOT, "dev")
    return freeze(ROOT, python)


COMMANDS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "run": (run, "set up what is missing and start the program (--demo, --tour)"),
    "test": (test, "format, lint, types, import contracts, all tests; arguments go to pytest"),
    "bench": (bench, "the benchmarks as a table (--json FILE, --cases N)"),
    "shots": (shots, "pictures of every screen and every paper into DIR"),
    "build": (build, "the frozen program, then start it once and check it"),
}


def main() -> int:
    """Dispatch one command."""
    table = "\n".join(f"  {name:<8}{text}" for name, (_, text) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        usage="dev.py COMMAND [ARGUMENT ...]",
        epilog=f"commands:\n{table}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    parser.add_argument("command", choices=COMMANDS, help=argparse.SUPPRESS)
    if len(sys.argv) < 2 or sys.argv[1] in {"-h", "--help"}:  # noqa: PLR2004 - a bare call
        parser.print_help()
        return 0 if len(sys.argv) > 1 else 2
    command: str = parser.parse_args(sys.argv[1:2]).command
    try:
        return COMMANDS[command][0](sys.argv[2:])
    except environment.SetupError as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
