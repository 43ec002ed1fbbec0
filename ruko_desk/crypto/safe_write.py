"""Files that are whole or not there: temporary name, fsync, rename, fsync of the folder."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ruko_desk.crypto.problems import disk_problem

PART = ".part"

# A virus scanner on Windows may hold a new file for a moment; five tries of 200 ms outlast it.
_REPLACE_TRIES = 5
_REPLACE_PAUSE = 0.2


@contextmanager
def whole_file(path: Path, what: str) -> Iterator[BinaryIO]:
    """Open `path` for writing so that it appears only when the block ends without an error.

    The file is written as `<name>.part` with mode 0600. `what` names it in error sentences.

    Raises:
        EnvironmentProblem: the disk is full, the folder cannot be written, or the disk failed.
    """
    part = path.with_name(path.name + PART)
    try:
        with _open_private(part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        _discard(part)
        raise disk_problem(error, what) from error
    except BaseException:
        _discard(part)
        raise


def write_whole(path: Path, data: bytes, what: str) -> None:
    """Write `data` to `path` whole or not at all; errors as in `whole_file`."""
    with whole_file(path, what) as file:
        file.write(data)


def replace(
    source: Path,
    target: Path,
    *,
    rename: Callable[[Path, Path], None] = os.replace,
    patient: bool = os.name == "nt",
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Rename over `target`; where `patient`, try again while another program holds the file."""
    for attempt in range(1, _REPLACE_TRIES + 1):
        try:
            rename(source, target)
        except PermissionError:
            if not patient or attempt == _REPLACE_TRIES:
                raise
            pause(_REPLACE_PAUSE)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` last through a power cut (Windows does this by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open_private(path: Path) -> BinaryIO:
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def _discard(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)
