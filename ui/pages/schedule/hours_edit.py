"""Weekly working hours, one line per weekday: `08.00-12.00, 13.00-16.00`; the gaps are breaks."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ruko_desk.domain.dto.schedule import WorkSpan
from ruko_desk.domain.indonesian import EN_DASH, WEEKDAYS
from ui.theme.theme import theme
from ui.theme.tokens import S
from ui.widgets.buttons import link
from ui.widgets.editors.editor import JsonValue
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.time_edit import format_time, parse_time
from ui.widgets.labels import Label

_WORKDAYS = range(5)
_PARTS = re.compile(r"[,;]| dan ")
_DASH = re.compile(rf"\s*(?:-|{EN_DASH}|s/d|sampai)\s*")

Hours = tuple[tuple[time, time], ...]


def parse_hours(text: str) -> Hours | None:
    """Read spans of a day, in order and apart; None when they cannot be read."""
    found = []
    for part in _PARTS.split(text):
        if not part.strip():
            continue
        ends = [parse_time(piece) for piece in _DASH.split(part.strip())]
        if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
            return None
        found.append((ends[0], ends[1]))
    found.sort()
    if any(before[1] > after[0] for before, after in pairwise(found)):
        return None
    return tuple(found)


def hours_text(hours: Hours) -> str:
    """Write spans of a day."""
    return ", ".join(f"{format_time(start)}{EN_DASH}{format_time(end)}" for start, end in hours)


class HoursEdit(QWidget):
    """Seven lines; an empty one is a day off. The value is a tuple of WorkSpan.

    Signals:
        edited: a line changed, by hand or by program.
    """

    edited = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[LineEdit] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(S // 2)
        for day, name in enumerate(WEEKDAYS):
            line = LineEdit(self.tr("tidak bertugas"), max_length=80)
            line.setObjectName(f"jam_{day}")
            line.setAccessibleName(self.tr("Jam {day}").format(day=name))
            line.edited.connect(self.edited)
            line.editingFinished.connect(lambda at=line: _tidy(at))
            self._lines.append(line)
            grid.addWidget(Label(name), day, 0)
            grid.addWidget(line, day, 1)
        same = link(self.tr("Samakan Selasa sampai Jumat dengan Senin"))
        same.clicked.connect(self.copy_monday)
        grid.addWidget(same, len(WEEKDAYS), 1)
        grid.setColumnMinimumWidth(0, theme().metrics.px(56))
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self._lines[0])

    def value(self) -> tuple[WorkSpan, ...]:
        """Return the hours that can be read."""
        return tuple(
            WorkSpan(weekday=day, start=start, end=end)
            for day, line in enumerate(self._lines)
            for start, end in parse_hours(line.value()) or ()
        )

    def set_value(self, value: object) -> None:
        """Show hours; None empties all lines."""
        spans = value if isinstance(value, tuple) else ()
        for day, line in enumerate(self._lines):
            of_day = tuple((span.start, span.end) for span in spans if span.weekday == day)
            line.set_value(hours_text(of_day))

    def draft(self) -> JsonValue:
        """Return the lines exactly as typed."""
        return [line.text() for line in self._lines]

    def restore(self, draft: object) -> None:
        """Show the lines of a draft."""
        if isinstance(draft, list):
            for line, text in zip(self._lines, draft, strict=False):
                line.restore(text)

    def problem(self) -> str | None:
        """Complain about the first day that cannot be read."""
        for day, line in zip(WEEKDAYS, self._lines, strict=True):
            if parse_hours(line.value()) is None:
                words = self.tr("Jam {day}: tulis seperti 08.00-12.00, 13.00-16.00")
                return words.format(day=day)
        return None

    def set_invalid(self, invalid: bool) -> None:
        """Mark the lines that cannot be read."""
        for line in self._lines:
            line.set_invalid(invalid and parse_hours(line.value()) is None)

    def place(self) -> int:
        """Return which line has the focus."""
        return next((n for n, line in enumerate(self._lines) if line.hasFocus()), 0)

    def set_place(self, place: int) -> None:
        """Make that line the one that gets the focus."""
        if 0 <= place < len(self._lines):
            self.setFocusProxy(self._lines[place])

    def copy_monday(self) -> None:
        """Give Tuesday to Friday the hours of Monday."""
        for day in _WORKDAYS:
            self._lines[day].set_value(self._lines[0].value())


def _tidy(line: LineEdit) -> None:
    """Write out what was understood."""
    hours = parse_hours(line.value())
    if hours is not None and hours_text(hours) != line.text():
        line.set_value(hours_text(hours))
