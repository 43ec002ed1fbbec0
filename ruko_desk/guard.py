"""The check before anything of Qt is loaded: this Python and this PySide6 must fit each other."""

from __future__ import annotations

# PySide6 6.12 gives away one reference to None with every call that returns nothing. Python 3.12
# made None immortal; before that the interpreter aborts after some 6,500 such calls.
_OLDEST_PYTHON = (3, 11)
_PYTHON_WITH_IMMORTAL_NONE = (3, 12)
_PYSIDE_THAT_LOSES_NONE = (6, 12)


def misfit(python: tuple[int, ...], pyside: str) -> str | None:
    """Return the sentence that refuses this pair of versions, or None when they fit.

    Args:
        python: `sys.version_info` or its beginning.
        pyside: the version of PySide6, such as `6.11.3`.
    """
    if python[:2] < _OLDEST_PYTHON:
        return "Ru-Ko Desk memerlukan Python 3.11 atau lebih baru. Pasang lalu buka lagi."
    if python[:2] < _PYTHON_WITH_IMMORTAL_NONE and _major_minor(pyside) >= _PYSIDE_THAT_LOSES_NONE:
        return (
            f"PySide6 {pyside} tidak dapat dipakai dengan Python di bawah 3.12. "
            "Pasang PySide6-Essentials 6.11.3 (python3 dev.py run), lalu buka lagi."
        )
    return None


def _major_minor(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:2] if part.isdigit())
