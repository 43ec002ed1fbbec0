"""Replacing the process by a fresh one: the only sure way to give back memory that held names."""

from __future__ import annotations

import os
import sys

GEOMETRY = "RUKODESK_GEOMETRY"


def command(executable: str, arguments: list[str], *, frozen: bool) -> list[str]:
    """Return the command that starts this program again with the same options."""
    if frozen:
        return [executable, *arguments]
    return [executable, "-m", "ruko_desk", *arguments]


def start_fresh_process(geometry: str) -> None:
    """Become a new process of the same program, its window at the same place.

    The frozen program must not inherit what its starter left in the environment.
    """
    os.environ[GEOMETRY] = geometry
    frozen = bool(getattr(sys, "frozen", False))
    if frozen:
        os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    words = command(sys.executable, sys.argv[1:], frozen=frozen)
    os.execv(words[0], words)  # noqa: S606 - this very program, no shell
