"""What is due: cases that need somebody, the longest overdue first."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ruko_desk.clock import today
from ruko_desk.domain.dto.desk import FollowUpRow
from ruko_desk.domain.indonesian import WEEKDAYS, day_month
from ui.context import UiContext
from ui.models.rows import Column, RowTableModel
from ui.pages.home.looks import Look, risk_look
from ui.theme.symbols import Symbol
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.empty_state import EmptyState

TODAY, WEEK, ALL = "hari_ini", "minggu_ini", "semua"
_SUNDAY = 6


class FollowUpCard(Card):
    """The block 'Tindak lanjut jatuh tempo'.

    Signals:
        opened: the row whose case shall be opened.
        span_changed: another span was chosen.
    """

    opened = Signal(object)
    span_changed = Signal(str)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        """Show nothing due."""
        span = ChoiceCombo(
            [
                (TODAY, QCoreApplication.translate("FollowUpCard", "Sampai hari ini")),
                (WEEK, QCoreApplication.translate("FollowUpCard", "Minggu ini")),
                (ALL, QCoreApplication.translate("FollowUpCard", "Semua")),
            ]
        )
        super().__init__("", span, flush=True, parent=parent)
        self.ctx = ctx
        self.set_title(self.tr("Tindak lanjut jatuh tempo"))
        self.span = span
        self.span.setObjectName("follow_up_span")
        self.span.setAccessibleName(self.tr("Tindak lanjut sampai kapan"))
        self.span.set_value(WEEK)
        self.span.edited.connect(self._on_span)
        self._rows: tuple[FollowUpRow, ...] = ()
        self._day = today(ctx.clock)
        self._empty = EmptyState("", self.tr("Lihat semua"))
        self._empty.activated.connect(lambda: self.set_span(ALL))
        self._model = RowTableModel(
            self._columns(), key=lambda row: (row.case_uid, row.task, row.due), parent=self
        )
        self.table: DataTable[FollowUpRow] = DataTable(
            self._model, self.tr("Tindak lanjut jatuh tempo"), empty=self._empty
        )
        self.table.setObjectName("follow_ups")
        self.table.setProperty("card", "flat")
        self.table.activated_row.connect(self.opened)
        self.add(self.table, 1)
        self._show()

    def set_rows(self, rows: tuple[FollowUpRow, ...], day: date) -> None:
        """Show what is due, seen from `day`."""
        self._rows = tuple(sorted(rows, key=lambda row: (row.due, row.case_code)))
        self._day = day
        self._show()

    def set_span(self, span: str) -> None:
        """Show what is due until today, until Sunday, or everything."""
        self.span.set_value(span)

    def _on_span(self) -> None:
        self._show()
        self.span_changed.emit(str(self.span.value() or WEEK))

    def _show(self) -> None:
        span = self.span.value() or WEEK
        last = {
            TODAY: self._day,
            WEEK: self._day + timedelta(days=_SUNDAY - self._day.weekday()),
            ALL: date.max,
        }[span]
        texts = {
            TODAY: self.tr("Tidak ada yang jatuh tempo hari ini."),
            WEEK: self.tr("Tidak ada yang jatuh tempo minggu ini."),
            ALL: self.tr("Tidak ada tindak lanjut yang menunggu."),
        }
        self._empty.set_text(texts[span], "" if span == ALL else self.tr("Lihat semua"))
        self._model.set_rows([row for row in self._rows if row.due <= last])

    def _due(self, row: FollowUpRow) -> str:
        days = (row.due - self._day).days
        if days < 0:
            return self.tr("terlambat {days} hari").format(days=-days)
        if days == 0:
            return self.tr("hari ini")
        if days == 1:
            return self.tr("besok")
        return f"{WEEKDAYS[row.due.weekday()]} {day_month(row.due)}"

    def _due_look(self, row: FollowUpRow) -> Look | None:
        if row.due < self._day:
            return (Symbol.TRIANGLE, "high")
        return (Symbol.DIAMOND, "medium") if row.due == self._day else None

    def _columns(self) -> tuple[Column[FollowUpRow], ...]:
        def risk(row: FollowUpRow) -> str:
            return self.ctx.codes.label("risiko", row.risk)

        return (
            Column(
                key="due",
                title=self.tr("Tenggat"),
                text=self._due,
                sort=lambda row: row.due,
                symbol=self._due_look,
                width=164,
            ),
            Column(
                key="case",
                title=self.tr("Kasus"),
                text=lambda row: row.case_code,
                strong=True,
                width=112,
            ),
            Column(
                key="task",
                title=self.tr("Tugas"),
                text=lambda row: row.task,
                tooltip=lambda row: row.task,
                stretch=True,
            ),
            Column(
                key="owner",
                title=self.tr("Petugas"),
                text=lambda row: row.owner or self.tr("belum ada"),
                width=140,
            ),
            Column(
                key="risk",
                title=self.tr("Risiko"),
                text=risk,
                symbol=lambda row: risk_look(row.risk),
                width=124,
            ),
        )
