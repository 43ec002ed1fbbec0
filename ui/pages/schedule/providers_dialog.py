"""*Petugas layanan & jam*: who holds sessions, when, and in which rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from ruko_desk.domain.dto.schedule import Provider, Room
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.indonesian import EN_DASH, WEEKDAYS_SHORT
from ui.context import UiContext, run_command, run_query
from ui.models.rows import Column, RowTableModel
from ui.pages.schedule.leave_tab import LeaveTab
from ui.pages.schedule.provider_form import ProviderDialog
from ui.theme.tokens import L, M, S
from ui.widgets.buttons import primary, secondary
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ruko_desk.services.registry import Services

Setup = tuple[tuple[Provider, ...], tuple[Room, ...], tuple[tuple[str, str], ...]]


def week_words(provider: Provider) -> str:
    """Return the hours of a week in short: `Sen-Jum 08.00-16.00`, with long dashes."""
    by_hours: dict[str, list[int]] = {}
    for day in range(7):
        spans = [span for span in provider.hours if span.weekday == day]
        if spans:
            first, last = spans[0].start, spans[-1].end
            words = f"{first:%H.%M}{EN_DASH}{last:%H.%M}"
            by_hours.setdefault(words, []).append(day)
    return ", ".join(f"{_days(days)} {words}" for words, days in by_hours.items())


def _days(days: list[int]) -> str:
    names = [WEEKDAYS_SHORT[day] for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{names[0]}{EN_DASH}{names[-1]}"
    return " ".join(names)


class ProvidersDialog(QDialog):
    """Three lists, each with adding and changing.

    Signals:
        changed: a provider or a room was saved.
    """

    changed = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._rooms: tuple[Room, ...] = ()
        self._accounts: tuple[tuple[str, str], ...] = ()
        title = self.tr("Petugas layanan dan jam")
        self.setWindowTitle("Ru-Ko Desk")
        self.setAccessibleName(title)
        self.providers = self._provider_table()
        self.rooms = self._room_table()
        self.leave = LeaveTab(ctx)
        self.leave.changed.connect(self.changed)
        tabs = QTabWidget()
        add_provider = primary(self.tr("Tambah petugas"), icon="plus")
        add_provider.clicked.connect(lambda _checked=False: self.edit_provider(None))
        add_room = primary(self.tr("Tambah ruang"), icon="plus")
        add_room.clicked.connect(lambda _checked=False: self.edit_room(None))
        change_provider = secondary(self.tr("Ubah"), icon="pencil")
        change_provider.clicked.connect(lambda _checked=False: _open_current(self.providers))
        change_room = secondary(self.tr("Ubah"), icon="pencil")
        change_room.clicked.connect(lambda _checked=False: _open_current(self.rooms))
        tabs.addTab(_under(self.providers, add_provider, change_provider), self.tr("Petugas"))
        tabs.addTab(self.leave, self.tr("Cuti"))
        tabs.addTab(_under(self.rooms, add_room, change_room), self.tr("Ruang"))
        close = secondary(self.tr("Tutup"))
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M)
        layout.addWidget(Label(title, "section"))
        layout.addWidget(tabs, 1)
        layout.addLayout(buttons)
        self.resize(720, 460)
        self._load()

    def edit_provider(self, provider: Provider | None) -> None:
        """Change a provider, or add one."""
        dialog = ProviderDialog(self._ctx, self, provider, self._rooms, self._accounts)
        dialog.saved.connect(self._on_saved)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def edit_room(self, room: Room | None) -> None:
        """Rename a room, or add one."""
        uid = room.uid if room is not None else ""
        self._ctx.prompts.ask_text(
            self,
            self.tr("Tambah ruang") if room is None else self.tr("Ubah ruang"),
            self.tr("Nama ruang"),
            lambda name: self._save_room(Room(uid=uid, name=name)) if name is not None else None,
            initial=room.name if room is not None else "",
            hint=self.tr("Misalnya Ruang Konseling 1"),
            yes=self.tr("Simpan"),
            check=lambda name: "" if name.strip() else self.tr("Isi nama ruang"),
        )

    def _save_room(self, room: Room) -> None:
        run_command(
            self._ctx,
            self,
            lambda services, actor: services.schedule.save_room(actor, room),
            self._on_saved,
        )

    def _on_saved(self, _saved: object) -> None:
        self.changed.emit()
        self._load()

    def _load(self) -> None:
        run_query(self._ctx, self, _read, self._show, key="setup")

    def _show(self, setup: Setup) -> None:
        providers, self._rooms, self._accounts = setup
        self.providers.rows_model.set_rows(providers)
        self.leave.set_providers(providers)
        self.rooms.rows_model.set_rows(self._rooms)

    def _provider_table(self) -> DataTable[Provider]:
        label = self._ctx.codes.label
        columns: tuple[Column[Provider], ...] = (
            Column(
                key="name",
                title=self.tr("Nama"),
                text=lambda one: one.name,
                service=lambda one: one.service,
                strong=True,
                stretch=True,
            ),
            Column(
                key="service",
                title=self.tr("Layanan"),
                text=lambda one: label("layanan_sesi", one.service),
            ),
            Column(key="hours", title=self.tr("Jam tugas"), text=week_words),
            Column(
                key="active",
                title=self.tr("Keadaan"),
                text=lambda one: self.tr("Bertugas") if one.active else self.tr("Tidak lagi"),
            ),
        )
        empty = EmptyState(self.tr("Belum ada petugas layanan."), self.tr("Tambah petugas"))
        empty.activated.connect(lambda: self.edit_provider(None))
        table = DataTable(
            RowTableModel(columns, lambda one: one.uid, self),
            self.tr("Petugas layanan"),
            empty=empty,
        )
        table.activated_row.connect(self.edit_provider)
        return table

    def _room_table(self) -> DataTable[Room]:
        columns: tuple[Column[Room], ...] = (
            Column(key="name", title=self.tr("Nama"), text=lambda one: one.name, stretch=True),
        )
        empty = EmptyState(self.tr("Belum ada ruang."), self.tr("Tambah ruang"))
        empty.activated.connect(lambda: self.edit_room(None))
        table = DataTable(
            RowTableModel(columns, lambda one: one.uid, self), self.tr("Ruang"), empty=empty
        )
        table.activated_row.connect(self.edit_room)
        return table


def _read(services: Services, actor: Actor) -> Setup:
    users = services.users.list(actor)
    accounts = tuple((user.uid, user.display_name) for user in users if user.active)
    return services.schedule.providers(actor), services.schedule.rooms(actor), accounts


def _open_current(table: DataTable[Provider] | DataTable[Room]) -> None:
    row = table.current_row()
    if row is not None:
        table.activated_row.emit(row)


def _under(table: QWidget, *buttons: QWidget) -> QWidget:
    """Return a tab: the table, and below it what can be done with it."""
    tab = QWidget()
    layout = QVBoxLayout(tab)
    layout.setContentsMargins(0, S, 0, 0)
    layout.setSpacing(S)
    layout.addWidget(table, 1)
    row = QHBoxLayout()
    row.setSpacing(S)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    layout.addLayout(row)
    return tab
