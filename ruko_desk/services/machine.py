"""Facts about this computer that the core needs: installed memory and free disk space."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_ASSUMED = 4 * 1024**3


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        ("total", ctypes.c_ulonglong),
        ("free", ctypes.c_ulonglong),
        ("page_total", ctypes.c_ulonglong),
        ("page_free", ctypes.c_ulonglong),
        ("virtual_total", ctypes.c_ulonglong),
        ("virtual_free", ctypes.c_ulonglong),
        ("extended", ctypes.c_ulonglong),
    )


def installed_memory() -> int:
    """Return the bytes of memory in this machine; 4 GiB where the system does not tell."""
    if sys.platform == "win32":
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        known = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total) if known else _ASSUMED
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return _ASSUMED


def free_space(folder: Path) -> int:
    """Return the free bytes on the disk that holds the folder."""
    return shutil.disk_usage(folder).free
