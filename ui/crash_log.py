"""The log of bugs on this computer: kinds of error, files and lines; never a value."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ui.dialogs.crash import details

NAME = "galat.log"
MOST_BYTES = 1_000_000


def write_crash(folder: Path, error: BaseException, now: datetime) -> None:
    """Add one bug to the log; a long log is put aside as `galat.log.1`.

    Raises:
        OSError: the log cannot be written.
    """
    log = folder / NAME
    if log.exists() and log.stat().st_size > MOST_BYTES:
        log.replace(log.with_suffix(".log.1"))
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{now.isoformat(timespec='seconds')}\n{details(error)}\n\n")
