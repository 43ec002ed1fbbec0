"""*Cuti* of providers: what is coming, with the sessions that still stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.clock import local, today
from ruko_desk.domain.dates import PartialDate, parse_date
from ruko_desk.domain.dto.schedule import AddLeave, Leave, Provider
from ruko_desk.domain.indonesian import short_date, span_text
from ruko_desk.errors import FieldErrors, RuKoError
from ui.context import UiContext, run_command, run_query, tell
from ui.models.rows import Column, RowTableModel
from ui.theme.tokens import L, M, S
from ui.widgets.buttons import primary, secondary
from ui.widgets.data_table import DataTable
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.time_edit import TimeEdit
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Form
from ui.widgets.labels import Label

_LONGEST_REASON = 60


def leave_words(one: Leave) -> str:
    """Return when somebody is away: days, or the hours of one day."""
    start, end = local(one.start), local(one.end)
    if start.hour or start.minute or end.hour or end.minute:
        return f"{short_date(start.date())} {span_text(start, end)}"
    last = end.date() - timedelta(days=1)
    first = short_date(start.date())
    return first if last == start.date() else f"{first} s.d. {short_date(last)}"


class LeaveTab(QWidget):
    """The list of leave with adding and taking back.

    Signals:
        changed: leave was added or taken back.
    """

    changed = Signal()

    def __init__(self, ctx: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._providers: tuple[Provider, ...] = ()
        columns: tuple[Column[Leave], ...] = (
            Column(
                key="name",
                title=self.tr("Petugas"),
                text=lambda one: one.provider_name,
                strong=True,
                stretch=True,
            ),
            Column(
                key="when",
                title=self.tr("Tidak bertugas"),
                text=leave_words,
                sort=lambda one: one.start,
            ),
            Column(key="reason", title=self.tr("Keterangan"), text=lambda one: one.reason),
            Column(
                key="meets",
                title=self.tr("Janji terdampak"),
                text=lambda one: str(one.meets) if one.meets else "",
                sort=lambda one: one.meets,
                align="right",
            ),
        )
        empty = EmptyState(self.tr("Belum ada cuti yang akan datang."), self.tr("Tambah cuti"))
        empty.activated.connect(self.add)
        self.table = DataTable(
            RowTableModel(columns, lambda one: one.key, self),
            self.tr("Cuti petugas"),
            empty=empty,
        )
        self.add_button = primary(self.tr("Tambah cuti"), icon="plus")
        self.add_button.clicked.connect(lambda _checked=False: self.add())
        self.remove_button = secondary(self.tr("Hapus cuti"))
        self.remove_button.clicked.connect(lambda _checked=False: self.remove())
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, S, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self.load()

    def set_providers(self, providers: Sequence[Provider]) -> None:
        """Offer these providers for new leave."""
        self._providers = tuple(one for one in providers if one.active)

    def load(self) -> None:
        """Read the list again."""
        run_query(
            self._ctx,
            self,
            lambda services, actor: services.schedule.leaves(actor),
            self.table.rows_model.set_rows,
            key="leave",
        )

    def add(self) -> None:
        """Ask who is away when."""
        dialog = LeaveDialog(self._ctx, self, self._providers)
        dialog.saved.connect(self._on_added)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remove(self) -> None:
        """Take the chosen leave back, after a question."""
        one = self.table.current_row()
        if one is None:
            return
        self._ctx.prompts.confirm(
            self,
            self.tr("Hapus cuti ini?"),
            f"{one.provider_name}, {leave_words(one)}",
            lambda yes: self._remove(one) if yes else None,
            yes=self.tr("Hapus cuti"),
        )

    def _remove(self, one: Leave) -> None:
        run_command(
            self._ctx,
            self,
            lambda services, actor: services.schedule.remove_leave(actor, one.key),
            lambda _name: self._reload(),
        )

    def _on_added(self, one: Leave) -> None:
        self._reload()
        if one.meets:
            self._ctx.prompts.inform(
                self,
                self.tr("Cuti tersimpan"),
                self.tr(
                    "{count} janji {name} jatuh pada waktu ini. Pindahkan atau batalkan lewat Jadwal."
                ).format(count=one.meets, name=one.provider_name),
            )

    def _reload(self) -> None:
        self.load()
        self.changed.emit()


class LeaveDialog(QDialog):
    """Who is away, from when to when.

    Signals:
        saved: the Leave that was added.
    """

    saved = Signal(object)

    def __init__(self, ctx: UiContext, parent: QWidget, providers: Sequence[Provider]) -> None:
        super().__init__(parent)
        self._ctx = ctx
        now = today(ctx.clock)
        self.provider = ChoiceCombo([(one.uid, one.name) for one in providers])

        def day() -> DateEdit:
            return DateEdit(lambda text: parse_date(text, today=now), today=now, to_date=_full_day)

        self.first, self.last = day(), day()
        self.from_time, self.to_time = TimeEdit(), TimeEdit()
        self.reason = LineEdit(max_length=_LONGEST_REASON)
        title = self.tr("Tambah cuti")
        self.setWindowTitle("Ru-Ko Desk")
        self.setAccessibleName(title)
        self.form = form = Form()
        form.add_widget(form.field("provider", self.tr("Petugas"), self.provider))
        form.add_row(
            form.field("first", self.tr("Dari tanggal"), self.first),
            form.field("last", self.tr("Sampai tanggal"), self.last, optional=True),
        )
        form.add_row(
            form.field("from_time", self.tr("Dari jam"), self.from_time, optional=True),
            form.field("to_time", self.tr("Sampai jam"), self.to_time, optional=True),
        )
        hint = self.tr("Kata umum saja, misalnya Cuti, Pelatihan, Sidang.")
        form.add_widget(
            form.field("reason", self.tr("Keterangan"), self.reason, hint=hint, optional=True)
        )
        form.submitted.connect(self.save)
        self.save_button = primary(self.tr("Simpan cuti"))
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        cancel = secondary(self.tr("Batal"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M)
        layout.addWidget(Label(title, "section"))
        layout.addWidget(form)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.resize(520, 420)

    def save(self) -> None:
        """Add what the fields say."""
        if not self.save_button.isEnabled() or not self.form.check():
            return
        uid, first = self.provider.value(), _full_day(self.first.parsed())
        missing = {}
        if uid is None:
            missing["provider"] = self.tr("Pilih petugas")
        if first is None:
            missing["first"] = self.tr("Tulis tanggal seperti 27/3/2026")
        if uid is None or first is None:
            self.form.show_errors(missing)
            return
        wanted = AddLeave(
            provider_uid=uid,
            first=first,
            last=_full_day(self.last.parsed()) or first,
            reason=self.reason.value(),
            from_time=self.from_time.value(),
            to_time=self.to_time.value(),
        )
        run_command(
            self._ctx,
            self,
            lambda services, actor: services.schedule.add_leave(actor, wanted),
            self._on_saved,
            button=self.save_button,
            err=self._on_refused,
        )

    def _on_saved(self, leave: Leave) -> None:
        self.accept()
        self.saved.emit(leave)

    def _on_refused(self, error: RuKoError) -> None:
        if isinstance(error, FieldErrors):
            self.form.show_errors(error.fields)
        else:
            tell(self._ctx, self, error)


def _full_day(parsed: object) -> date | None:
    """Return the day of what was read, None for a month or a year alone."""
    if isinstance(parsed, PartialDate) and parsed.month and parsed.day:
        return date(parsed.year, parsed.month, parsed.day)
    return parsed if isinstance(parsed, date) else None
