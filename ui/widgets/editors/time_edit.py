"""A time of day, typed the Indonesian way: 09.00."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtWidgets import QWidget

from ui.widgets.editors.line_edit import TextLine

_TIME = re.compile(r"(\d{1,2})[.:](\d{2})|(\d{1,2})(\d{2})", re.ASCII)


def parse_time(text: str) -> time | None:
    """Read 9.00, 09.00, 9:00, 900 or 0900; None when it is no time of a 24-hour day."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def format_time(value: time) -> str:
    """Write a time as 09.00."""
    return f"{value.hour:02}.{value.minute:02}"


class TimeEdit(TextLine):
    """A time of day; what was understood is written out as 09.00 when the field is left."""

    def __init__(self, placeholder: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, max_length=12, parent=parent)
        self.editingFinished.connect(self._tidy)

    def value(self) -> time | None:
        """Return the time; None when empty or unreadable."""
        return parse_time(self.text())

    def set_value(self, value: object) -> None:
        """Show a time; None empties the field."""
        super().set_value(format_time(value) if isinstance(value, time) else value)

    def problem(self) -> str | None:
        """Complain about what is no time."""
        if not self.text().strip() or self.value() is not None:
            return None
        return self.tr("Tulis jam seperti 09.00")

    def _tidy(self) -> None:
        value = self.value()
        if value is not None and self.text() != format_time(value):
            self.set_value(value)
