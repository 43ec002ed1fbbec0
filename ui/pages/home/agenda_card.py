"""Today's appointments on Beranda: own ones or everybody's, by code and provider."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ruko_desk.clock import local
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.desk import AgendaRow
from ruko_desk.domain.indonesian import span_text, time_text
from ui.context import UiContext
from ui.models.rows import Column, RowTableModel
from ui.pages.home.looks import APPOINTMENTS
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.editors.segmented import Segmented
from ui.widgets.empty_state import EmptyState

MINE, ALL = "saya", "semua"
_PROVIDERS = {Role.PSYCHOLOGIST, Role.LEGAL_COMPANION, Role.HEALTH_COMPANION}


class AgendaCard(Card):
    """The agenda of the day.

    Signals:
        opened: the row whose case shall be opened.
        schedule: the schedule of the day is wanted.
    """

    opened = Signal(object)
    schedule = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        """Show an empty day; whoever holds sessions begins with her own."""
        switch = Segmented(
            [
                (MINE, QCoreApplication.translate("AgendaCard", "Saya")),
                (ALL, QCoreApplication.translate("AgendaCard", "Semua")),
            ]
        )
        super().__init__("", switch, flush=True, parent=parent)
        self.ctx = ctx
        self.set_title(self.tr("Agenda hari ini"))
        self.switch = switch
        self.switch.setObjectName("whose_agenda")
        self.switch.setAccessibleName(self.tr("Agenda siapa"))
        self.switch.set_value(MINE if ctx.actor.roles & _PROVIDERS else ALL)
        self.switch.edited.connect(self._show)
        self._rows: tuple[AgendaRow, ...] = ()
        empty = EmptyState(
            self.tr("Tidak ada janji hari ini."), self.tr("Buka jadwal"), icon="calendar-days"
        )
        empty.activated.connect(self.schedule)
        self._model = RowTableModel(
            self._columns(), key=lambda row: row.appointment_uid, parent=self
        )
        self.table: DataTable[AgendaRow] = DataTable(
            self._model, self.tr("Agenda hari ini"), empty=empty, sortable=False
        )
        self.table.setObjectName("agenda")
        self.table.setProperty("card", "flat")
        self.table.activated_row.connect(self.opened)
        self.table.set_menu(self._fill_menu)
        self.add(self.table, 1)

    def set_rows(self, rows: tuple[AgendaRow, ...]) -> None:
        """Show the appointments of the day."""
        self._rows = rows
        self._show()

    def _show(self) -> None:
        if self.switch.value() is None:
            self.switch.set_value(ALL)
        mine = self.switch.value() == MINE
        name = self.ctx.actor.display_name
        self._model.set_rows([row for row in self._rows if not mine or row.provider_name == name])

    def _fill_menu(self, row: AgendaRow, menu: QMenu) -> None:
        menu.addAction(self.tr("Buka kasus"), lambda: self.opened.emit(row))
        menu.addAction(self.tr("Buka jadwal"), self.schedule.emit)

    def _columns(self) -> tuple[Column[AgendaRow], ...]:
        codes = self.ctx.codes

        def state(row: AgendaRow) -> str:
            return codes.label("status_janji", row.state)

        def service(row: AgendaRow) -> str:
            return codes.label("layanan_sesi", row.service)

        return (
            Column(
                key="time",
                title=self.tr("Jam"),
                text=lambda row: time_text(local(row.start)),
                tooltip=lambda row: span_text(local(row.start), local(row.end)),
                strong=True,
            ),
            Column(
                key="case",
                title=self.tr("Kasus"),
                text=lambda row: row.case_code,
                service=lambda row: row.service,
                tooltip=service,
                spoken=lambda row: f"{service(row)}, {row.case_code}",
            ),
            Column(
                key="provider",
                title=self.tr("Petugas"),
                text=lambda row: row.provider_name,
                tooltip=lambda row: row.provider_name,
                stretch=True,
            ),
            Column(
                key="state",
                title=self.tr("Status"),
                text=state,
                symbol=lambda row: APPOINTMENTS.get(row.state),
                tooltip=state,
                width=132,
            ),
        )
