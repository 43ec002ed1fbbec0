"""Small steps between the intake forms and the intake card."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

E = TypeVar("E", bound=QWidget)


def named(editor: E, name: str) -> E:
    """Return the editor under a name, by which focus and cursor come back."""
    editor.setObjectName(name)
    return editor


def yes_no(value: bool | None) -> str | None:
    """Return the code of an answer, None for none."""
    return None if value is None else "ya" if value else "tidak"


def answer(value: object) -> bool | None:
    """Return an answer's code as truth value, None for none."""
    return {"ya": True, "tidak": False}.get(str(value))


def code(value: object) -> str | None:
    """Return a chosen code, None for none."""
    return str(value) if value else None
