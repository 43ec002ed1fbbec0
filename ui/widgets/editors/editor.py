"""What a form asks of every editor."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance

#: What a draft may hold of one editor.
JsonValue = str | int | bool | list[str] | None


class Editor(Protocol):
    """An input for one value. Implementations are QWidgets."""

    @property
    def edited(self) -> SignalInstance:
        """Emitted after each change of the value, by hand or by program."""
        ...

    def value(self) -> object:
        """Return the value as the page wants it; None or "" when empty."""
        ...

    def set_value(self, value: object) -> None:
        """Show a value."""
        ...

    def draft(self) -> JsonValue:
        """Return exactly what was typed or chosen, readable or not."""
        ...

    def restore(self, draft: object) -> None:
        """Show again what `draft` returned."""
        ...

    def problem(self) -> str | None:
        """Return what cannot be read of the input, as a sentence; None when fine or empty."""
        ...

    def set_invalid(self, invalid: bool) -> None:
        """Draw the frame as that of an input with an error."""
        ...

    def place(self) -> int:
        """Return the cursor position."""
        ...

    def set_place(self, place: int) -> None:
        """Put the cursor back."""
        ...
