"""How much memory this computer has, for the choice of key derivation cost."""

from __future__ import annotations

import os
import sys

_ASSUMED = 4 * 1024**3
"""When the system does not tell: the small office PC."""

if sys.platform == "win32":
    import ctypes

    class _MemoryStatus(ctypes.Structure):
        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 6),
        ]

    def _told() -> int:
        status = _MemoryStatus()
        status.length = ctypes.sizeof(status)
        ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total)

else:

    def _told() -> int:
        try:
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        except (OSError, ValueError):
            return 0


def installed_memory() -> int:
    """Return the bytes of memory in this computer (4 GiB when the system does not say)."""
    memory = _told()
    return memory if memory > 0 else _ASSUMED
