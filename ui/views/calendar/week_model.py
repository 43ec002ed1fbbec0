"""The week of everybody as rows of providers and columns of days; words, no pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ruko_desk.clock import local
from ruko_desk.domain.dto.schedule import AppointmentView, DayView, Provider, WeekView
from ruko_desk.domain.indonesian import time_text
from ui.theme.services import service_look
from ui.views.calendar.looks import NOT_HELD, day_words, short_day, short_label

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate

_SUNDAY = 6
_ROLE = Qt.ItemDataRole
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCell:
    """One provider on one day; `why` says in a word why she does not work."""

    provider: Provider
    day: date
    appointments: tuple[AppointmentView, ...]
    why: str


class WeekModel(QAbstractTableModel):
    """Monday to Saturday; Sunday only when somebody has an appointment on it.

    Args:
        state_text: the word for a state.
        parent: the owner.
    """

    def __init__(self, state_text: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state_text = state_text
        self._rows: list[list[WeekCell]] = []
        self._days: list[DayView] = []

    def show_week(self, week: WeekView) -> None:
        """Show a week that was read."""
        self.beginResetModel()
        self._days = [
            view
            for view in week.days
            if view.day.weekday() != _SUNDAY or any(c.appointments for c in view.columns)
        ]
        columns = [view.columns for view in self._days]
        self._rows = [
            [
                WeekCell(
                    provider=one.provider,
                    day=view.day,
                    appointments=tuple(a for a in one.appointments if a.state not in NOT_HELD),
                    why=_why(view, bool(one.open_spans), one.absence),
                )
                for view, one in zip(self._days, row, strict=True)
            ]
            for row in zip(*columns, strict=True)
        ]
        self.endResetModel()

    def cell(self, index: Index) -> WeekCell | None:
        """Return what stands at an index."""
        return self._rows[index.row()][index.column()] if index.isValid() else None

    def find(self, uid: str) -> tuple[QModelIndex, int] | None:
        """Return cell and place in it of an appointment."""
        for row, cells in enumerate(self._rows):
            for column, cell in enumerate(cells):
                for place, one in enumerate(cell.appointments):
                    if one.uid == uid:
                        return self.index(row, column), place
        return None

    def column_of(self, day: date) -> int:
        """Return the column of a day, the last one before it when it has none."""
        days = [view.day for view in self._days]
        return max((place for place, one in enumerate(days) if one <= day), default=0)

    def most_in_row(self, row: int) -> int:
        """Return how many appointments the fullest day of a provider holds."""
        return max((len(cell.appointments) for cell in self._rows[row]), default=0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many providers there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many days there are."""
        return 0 if parent.isValid() else len(self._days)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Return the words of a cell for screen readers and tips."""
        cell = self.cell(index)
        if cell is not None and role in {_ROLE.AccessibleTextRole, _ROLE.ToolTipRole}:
            return self.cell_words(cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        """Return a day, or a provider with the letter of her service."""
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            view = self._days[section]
            return (
                f"{short_day(view.day)} · {view.holiday}" if view.holiday else short_day(view.day)
            )
        if role in {_ROLE.DisplayRole, _ROLE.ToolTipRole} and self._rows[section]:
            provider = self._rows[section][0].provider
            return f"{service_look(provider.service).letter} · {provider.name}"
        return None

    def cell_words(self, cell: WeekCell) -> str:
        """Say whose day it is and what is on it."""
        found = [self.words(one) for one in cell.appointments]
        if cell.why:
            found.insert(0, cell.why)
        what = ". ".join(found) or translate("TeamWeek", "tidak ada janji")
        return f"{cell.provider.name}, {day_words(cell.day)}: {what}"

    def words(self, one: AppointmentView) -> str:
        """Say one appointment in a line."""
        state = self._state_text(one.state)
        return f"{time_text(local(one.start))} {one.label}, {one.kind_label}, {state}"


def chip_words(one: AppointmentView) -> str:
    """Return what stands on a chip: `09.15 0128 Konseling`; the initials are in the tip."""
    number = short_label(one.label).partition(" · ")[0]
    return f"{time_text(local(one.start))} {number} {one.kind_label}"


def _why(view: DayView, works: bool, absence: str) -> str:
    if view.holiday or works:
        return view.holiday or absence
    return absence or translate("TeamWeek", "Tidak bertugas")


def as_model(model: QAbstractItemModel) -> WeekModel:
    """Return the model of a week as what it is.

    Raises:
        TypeError: it is another one.
    """
    if isinstance(model, WeekModel):
        return model
    raise TypeError(type(model))
