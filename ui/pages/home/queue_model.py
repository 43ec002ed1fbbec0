"""The waiting queue as lines of a table: a queue row and how long its guest has waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from ruko_desk.domain.codes import CodeLists
from ruko_desk.domain.dto.desk import QueueRow
from ruko_desk.domain.queue import WaitLevel, wait_level, waited_minutes
from ui.models.rows import Column, RowTableModel
from ui.pages.home.looks import QUEUE, SERVICE_OF_NEED, WAITS, Look
from ui.theme.symbols import Symbol

NO_VALUE = "\N{EN DASH}"
_HOUR = 60
_STILL_WAITING = {"menunggu", "dipanggil"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One line; `minutes` is None for a guest who waits no more."""

    row: QueueRow
    minutes: int | None
    level: WaitLevel


def line_of(row: QueueRow, now: datetime, amber: int, red: int) -> QueueLine:
    """Say how long a guest has waited; `amber` and `red` are minutes from the settings."""
    if row.state not in _STILL_WAITING:
        return QueueLine(row=row, minutes=None, level=WaitLevel.NORMAL)
    minutes = waited_minutes(row.arrived_at, now)
    return QueueLine(row=row, minutes=minutes, level=wait_level(minutes, amber, red))


class QueueWords(QObject):
    """What the columns of the queue say; nothing in it is more than code and initials."""

    def __init__(self, codes: CodeLists, parent: QObject) -> None:
        """Take labels out of `codes`."""
        super().__init__(parent)
        self._codes = codes

    def model(self) -> RowTableModel[QueueLine]:
        """Return an empty model of the queue."""
        return RowTableModel(self._columns(), key=lambda line: line.row.uid, parent=self)

    def _columns(self) -> tuple[Column[QueueLine], ...]:
        return (
            Column(
                key="number", title=self.tr("No."), text=lambda line: line.row.number, strong=True
            ),
            Column(
                key="guest",
                title=self.tr("Klien"),
                text=self._guest,
                symbol=_guest_symbol,
                tooltip=self._guest,
                stretch=True,
            ),
            Column(
                key="services",
                title=self.tr("Layanan"),
                text=self._services,
                service=_first_service,
                tooltip=self._services,
                width=148,
            ),
            Column(
                key="waiting",
                title=self.tr("Menunggu"),
                text=self._waiting,
                symbol=lambda line: WAITS[line.level],
                spoken=self._waiting_spoken,
                width=104,
            ),
            Column(
                key="state",
                title=self.tr("Status"),
                text=self.state,
                symbol=lambda line: QUEUE.get(line.row.state),
                tooltip=self.state,
                width=124,
            ),
        )

    def state(self, line: QueueLine) -> str:
        """Return the word of the line's state."""
        return self._codes.label("status_antrean", line.row.state)

    def _guest(self, line: QueueLine) -> str:
        row = line.row
        parts = [row.label]
        if row.companions:
            parts.append(self.tr("+{count} orang").format(count=row.companions))
        if row.emergency:
            parts.append(self.tr("Darurat"))
        return " · ".join(parts)

    def _services(self, line: QueueLine) -> str:
        labels = [self._codes.label("kebutuhan", need) for need in line.row.services]
        return ", ".join(labels) or NO_VALUE

    def _waiting(self, line: QueueLine) -> str:
        if line.minutes is None:
            return NO_VALUE
        if line.minutes < _HOUR:
            return self.tr("{minutes} mnt").format(minutes=line.minutes)
        hours, rest = divmod(line.minutes, _HOUR)
        return self.tr("{hours} j {minutes} mnt").format(hours=hours, minutes=rest)

    def _waiting_spoken(self, line: QueueLine) -> str:
        words = self._waiting(line)
        if line.level is WaitLevel.NORMAL:
            return words
        return self.tr("{time}, menunggu lama").format(time=words)


def _guest_symbol(line: QueueLine) -> Look | None:
    return (Symbol.SQUARE, "emergency") if line.row.emergency else None


def _first_service(line: QueueLine) -> str:
    services = (SERVICE_OF_NEED.get(need, "") for need in line.row.services)
    return next((service for service in services if service), "")
