"""The waiting queue on Beranda: calling, serving and finishing guests, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ruko_desk.changes import Outcome
from ruko_desk.domain.codes import QueueState
from ruko_desk.domain.dto.desk import QueueRow
from ruko_desk.domain.queue import UNDO_FOR, suggested_states
from ruko_desk.errors import RuKoError
from ui.context import UiContext, run_command, tell
from ui.pages.home.move_service import MoveService
from ui.pages.home.queue_model import QueueLine, QueueWords, line_of
from ui.widgets.buttons import primary
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState

#: The filters of the counters above, and what is shown without one.
FILTERS: dict[str, tuple[str, ...]] = {
    "": ("menunggu", "dipanggil", "dilayani"),
    "menunggu": ("menunggu", "dipanggil"),
    "dilayani": ("dilayani",),
    "selesai": ("selesai", "pergi", "dibatalkan"),
}


class QueueCard(Card):
    """The queue with what can be done to it.

    Signals:
        opened: the queue row whose case or card shall be opened.
        receive: the button of the empty queue was pressed.
        stale: the queue changed and has to be read again.
    """

    opened = Signal(object)
    receive = Signal()
    stale = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        """Show an empty queue."""
        next_button = primary("")
        super().__init__("", next_button, flush=True, parent=parent)
        self.ctx = ctx
        self.next_button = next_button
        self.set_title(self.tr("Antrean"))
        self.next_button.setText(self.tr("Panggil berikutnya"))
        self.next_button.setObjectName("call_next")
        self.next_button.clicked.connect(self.call_next)
        self._may_receive = ctx.may("fakta_awal", "W") and not ctx.read_only
        self._rows: tuple[QueueRow, ...] = ()
        self._filter = ""
        self._last: tuple[str, datetime] | None = None
        self._words = QueueWords(ctx.codes, self)
        self._model = self._words.model()
        self._empty = EmptyState("", icon="users")
        self._empty.activated.connect(self.receive)
        self.table: DataTable[QueueLine] = DataTable(
            self._model, self.tr("Antrean"), empty=self._empty, sortable=False
        )
        self.table.setObjectName("queue")
        self.table.setProperty("card", "flat")
        self.table.activated_row.connect(lambda line: self.opened.emit(line.row))
        self.table.space_pressed.connect(lambda line: self.offer(line.row))
        self.table.set_menu(self._fill_menu)
        self.add(self.table, 1)
        self._say_empty()

    def set_rows(self, rows: tuple[QueueRow, ...]) -> None:
        """Show the queue of the day."""
        self._rows = rows
        waiting = any(row.state == QueueState.WAITING for row in rows)
        self.next_button.setEnabled(waiting and not self.ctx.read_only)
        self.tick()

    def set_filter(self, name: str) -> None:
        """Show only the guests that a counter counts; an empty name shows all who are here."""
        self._filter = name
        self._say_empty()
        self.tick()

    def tick(self) -> None:
        """Say how long everybody has waited now; selection and scroll stay where they are."""
        safety, now = self.ctx.settings.safety, self.ctx.clock.now()
        amber, red = safety.waiting_amber_minutes, safety.waiting_red_minutes
        self._model.set_rows(
            [
                line_of(row, now, amber, red)
                for row in self._rows
                if row.state in FILTERS[self._filter]
            ]
        )

    def call_next(self) -> None:
        """Call the guest whose turn it is."""

        def called(row: QueueRow | None) -> None:
            if row is None:
                self.ctx.toasts.show(self.tr("Tidak ada yang menunggu."))
                self.stale.emit()
            else:
                self._changed(row)
                self.table.select_key(row.uid)

        run_command(
            self.ctx,
            self,
            lambda services, actor: services.queue.call_next(actor),
            called,
            button=self.next_button,
            err=self._failed,
        )

    def offer(self, row: QueueRow) -> None:
        """Open a menu with the two next states that make sense."""
        menu = QMenu(self.table)
        menu.setObjectName("next_states")
        for state in suggested_states(QueueState(row.state)):
            menu.addAction(self._step(row, state, menu))
        if menu.isEmpty() or self.ctx.read_only:
            menu.deleteLater()
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._below_current())

    def undo_last(self) -> bool:
        """Take back the last change of state if that is still possible; tell whether it was."""
        if self._last is None or self.ctx.clock.now() - self._last[1] > UNDO_FOR:
            return False
        uid, self._last = self._last[0], None
        self._undo(uid)
        return True

    def _say_empty(self) -> None:
        button = self.tr("Terima tamu") if self._may_receive and self._filter == "" else ""
        texts = {
            "": self.tr("Belum ada yang menunggu."),
            "menunggu": self.tr("Belum ada yang menunggu."),
            "dilayani": self.tr("Belum ada yang sedang dilayani."),
            "selesai": self.tr("Belum ada yang selesai hari ini."),
        }
        self._empty.set_text(texts[self._filter], button)

    def _fill_menu(self, line: QueueLine, menu: QMenu) -> None:
        row = line.row
        opening = self.tr("Buka kasus") if row.case_uid else self.tr("Isi kartu tamu")
        menu.addAction(opening, lambda: self.opened.emit(row))
        if self.ctx.read_only:
            return
        steps = [self._step(row, QueueState(state), menu) for state in row.next_states]
        if steps:
            menu.addSeparator()
            menu.addActions(steps)
        if row.state in FILTERS[""] and self._may_receive:
            menu.addSeparator()
            menu.addAction(self.tr("Pindah layanan…"), lambda: self._ask_service(row))
            menu.addAction(self.tr("Ubah prioritas…"), lambda: self._ask_priority(row))

    def _step(self, row: QueueRow, state: QueueState, parent: QMenu) -> QAction:
        words = {
            QueueState.WAITING: self.tr("Menunggu lagi"),
            QueueState.CALLED: self.tr("Panggil"),
            QueueState.SERVING: self.tr("Mulai dilayani"),
            QueueState.DONE: self.tr("Selesai"),
            QueueState.LEFT: self.tr("Pergi sebelum dilayani"),
            QueueState.CANCELLED: self.tr("Batalkan…"),
        }
        action = QAction(words[state], parent)
        if state is QueueState.CANCELLED:
            action.triggered.connect(lambda _checked=False: self._ask_cancel(row))
        else:
            action.triggered.connect(lambda _checked=False: self._set_state(row, state))
        return action

    def _set_state(self, row: QueueRow, state: QueueState) -> None:
        self._command(
            lambda services, actor: services.queue.set_state(actor, row.uid, row.version, state),
            self._changed,
        )

    def _changed(self, row: QueueRow) -> None:
        """Say what changed and offer the way back."""
        self._last = (row.uid, self.ctx.clock.now())
        state = self.ctx.codes.label("status_antrean", row.state)
        words = self.tr("{number}: {state}").format(number=row.number, state=state)
        self.ctx.toasts.show(words, undo=lambda: self._undo(row.uid))
        self.stale.emit()

    def _undo(self, uid: str) -> None:
        def undone(row: QueueRow) -> None:
            self._last = None
            state = self.ctx.codes.label("status_antrean", row.state)
            words = self.tr("{number} kembali: {state}").format(number=row.number, state=state)
            self.ctx.toasts.show(words)
            self.stale.emit()

        self._command(lambda services, actor: services.queue.undo(actor, uid), undone)

    def _ask_cancel(self, row: QueueRow) -> None:
        self.ctx.prompts.confirm(
            self,
            self.tr("Batalkan antrean {number}?").format(number=row.number),
            self.tr("Dipakai bila nomor dibuat karena keliru. Tamu yang pulang: pilih Pergi."),
            lambda yes: self._set_state(row, QueueState.CANCELLED) if yes else None,
            yes=self.tr("Batalkan antrean"),
            no=self.tr("Kembali"),
        )

    def _ask_priority(self, row: QueueRow) -> None:
        options = (
            ("3", self.tr("Darurat: paling dahulu")),
            ("2", self.tr("Tinggi")),
            ("1", self.tr("Sedang")),
            ("0", self.tr("Biasa: menurut waktu datang")),
        )
        self.ctx.prompts.choose(
            self,
            self.tr("Prioritas {number}").format(number=row.number),
            self.tr("Yang lebih mendesak dipanggil lebih dahulu."),
            options,
            lambda chosen: self._set_priority(row, int(chosen)) if chosen else None,
            yes=self.tr("Simpan prioritas"),
        )

    def _set_priority(self, row: QueueRow, priority: int) -> None:
        self._command(
            lambda services, actor: services.queue.set_priority(
                actor, row.uid, row.version, priority
            ),
            lambda _row: self.stale.emit(),
        )

    def _ask_service(self, row: QueueRow) -> None:
        dialog = MoveService(self, row.number, self.ctx.codes.get("kebutuhan"), row.services)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(lambda: self._move(row, dialog.services()))
        dialog.open()

    def _move(self, row: QueueRow, services: tuple[str, ...]) -> None:
        self._command(
            lambda all_services, actor: all_services.queue.move_service(
                actor, row.uid, row.version, services
            ),
            lambda _row: self.stale.emit(),
        )

    def _command(
        self,
        fn: Callable[..., Outcome[QueueRow]],
        ok: Callable[[QueueRow], object],
    ) -> None:
        run_command(self.ctx, self, fn, ok, err=self._failed)

    def _failed(self, error: RuKoError) -> None:
        """Somebody else was quicker, or it is too late: say so and show how it stands."""
        tell(self.ctx, self, error)
        self.stale.emit()

    def _below_current(self) -> QPoint:
        rect = self.table.visualRect(self.table.currentIndex())
        return self.table.viewport().mapToGlobal(rect.bottomLeft())
