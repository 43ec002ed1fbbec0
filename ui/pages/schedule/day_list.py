"""*Daftar*: the same day as a table, with what has no card: what was cancelled."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ruko_desk.clock import local
from ruko_desk.domain.dto.schedule import AppointmentView, DayView
from ruko_desk.domain.indonesian import span_text
from ui.models.rows import Column, RowTableModel
from ui.views.calendar.looks import state_look
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState

translate = QCoreApplication.translate

#: Keys that belong to the page although a table would take them for the beginning of a text.
_PAGE_KEYS = frozenset(
    {
        Qt.Key.Key_H,
        Qt.Key.Key_D,
        Qt.Key.Key_P,
        Qt.Key.Key_T,
        Qt.Key.Key_M,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


def _columns(
    state_text: Callable[[str], str], room_text: Callable[[str | None], str]
) -> tuple[Column[AppointmentView], ...]:
    return (
        Column(
            key="time",
            title=translate("DayList", "Jam"),
            text=lambda one: span_text(local(one.start), local(one.end)),
            sort=lambda one: one.start,
            strong=True,
        ),
        Column(key="case", title=translate("DayList", "Kasus"), text=lambda one: one.label),
        Column(
            key="kind",
            title=translate("DayList", "Sesi"),
            text=lambda one: one.kind_label,
            service=lambda one: one.service,
            stretch=True,
        ),
        Column(
            key="provider",
            title=translate("DayList", "Petugas"),
            text=lambda one: one.provider_name,
        ),
        Column(
            key="room",
            title=translate("DayList", "Ruang"),
            text=lambda one: room_text(one.room_uid),
        ),
        Column(
            key="state",
            title=translate("DayList", "Status"),
            text=lambda one: state_text(one.state),
            symbol=lambda one: state_look(one.state),
        ),
        Column(
            key="note",
            title=translate("DayList", "Catatan"),
            text=lambda one: one.note,
            sensitive=True,
            hidden=True,
        ),
        Column(
            key="reason",
            title=translate("DayList", "Alasan khusus"),
            text=lambda one: one.override_reason,
            hidden=True,
        ),
    )


class DayList(DataTable[AppointmentView]):
    """The appointments of a day in order of time."""

    def __init__(self, state_text: Callable[[str], str], *, parent: QWidget | None = None) -> None:
        self._rooms: dict[str, str] = {}
        self.empty = EmptyState(
            translate("DayList", "Tidak ada janji pada hari ini."),
            translate("DayList", "Buat janji"),
            icon="calendar-days",
        )
        model = RowTableModel(_columns(state_text, self._room_text), lambda one: one.uid)
        name = translate("DayList", "Daftar janji")
        super().__init__(model, name, empty=self.empty, parent=parent)
        model.setParent(self)

    def show_day(self, view: DayView) -> None:
        """Show a day."""
        self._rooms = {room.uid: room.name for room in view.rooms}
        rows = [one for column in view.columns for one in column.appointments]
        self.rows_model.set_rows(sorted(rows, key=lambda one: (one.start, one.provider_name)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys of the page to the page."""
        chord = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if Qt.Key(event.key()) in _PAGE_KEYS and not chord:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def current_point(self) -> QPoint:
        """Return where a menu for the current row opens, on the screen."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def _room_text(self, uid: str | None) -> str:
        return self._rooms.get(uid or "", "")
