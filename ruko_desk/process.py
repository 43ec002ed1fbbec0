"""What the program asks of its own process: no memory dumps, private files, private temp folder."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TextIO

from ruko_desk import paths
from ruko_desk.clock import Clock

_PR_SET_DUMPABLE = 4  # linux/prctl.h
_NO_CRASH_BOX = (
    0x0001 | 0x0002
)  # SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX of errhandlingapi.h
_STALE = timedelta(days=1)


@dataclass(slots=True)
class PrivateProcess:
    """Holds what must stay open or be removed at the end."""

    temp: Path
    faults: TextIO | None = field(default=None, repr=False)

    def empty_temp(self) -> None:
        """Delete temporary files; at lock, because printing may have left one."""
        paths.empty_folder(self.temp)

    def close(self) -> None:
        """Remove the temporary folder."""
        shutil.rmtree(self.temp, ignore_errors=True)
        if self.faults is not None:
            faulthandler.disable()
            self.faults.close()


def harden() -> None:
    """Forbid memory dumps and make every new file the user's alone.

    Keys and names are in memory while the program runs; a core dump would write them to the disk.
    """
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_NO_CRASH_BOX)
        return
    import resource

    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def private_process(clock: Clock) -> PrivateProcess:
    """Give this process its own temporary folder, and a file for crashes of the interpreter."""
    shelf = paths.private_temp_folder()
    _clear_stale(shelf, clock)
    temp = Path(tempfile.mkdtemp(prefix="rukodesk-", dir=shelf))
    for name in ("TMPDIR", "TMP", "TEMP"):
        os.environ[name] = str(temp)
    tempfile.tempdir = str(temp)
    faults = (paths.log_folder() / "jatuh.log").open("w", encoding="utf-8")
    faulthandler.enable(faults)
    return PrivateProcess(temp, faults)


def _clear_stale(shelf: Path, clock: Clock) -> None:
    """Remove what killed processes left behind."""
    limit = (clock.now() - _STALE).timestamp()
    for folder in shelf.glob("rukodesk-*"):
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)
