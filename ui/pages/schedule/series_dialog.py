"""*Ulangi janji*: the pattern on top, its days below with what stands in the way of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.clock import local, today
from ruko_desk.domain.dates import PartialDate, parse_date
from ruko_desk.domain.dto.schedule import AppointmentView, BookAppointment, BookSeries, SeriesDay
from ruko_desk.domain.indonesian import WEEKDAYS, WEEKDAYS_SHORT
from ruko_desk.domain.recurrence import LAST, MOST, Recurrence, Rhythm, nth_of
from ruko_desk.errors import FieldErrors, RuKoError, UserError
from ui.context import UiContext, run_command, run_query, tell
from ui.models.rows import Column, RowTableModel
from ui.theme.symbols import Symbol
from ui.theme.tokens import L, M, S
from ui.views.calendar.looks import moment_words
from ui.widgets.buttons import primary, secondary
from ui.widgets.data_table import DataTable
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.number_edit import NumberEdit
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Form
from ui.widgets.labels import Label

_USUAL_COUNT = 8
_LONGEST_REASON = 120
_MOST_BETWEEN = 26

translate = QCoreApplication.translate


class SeriesDialog(QDialog):
    """Asks how often a session comes again and books all of them.

    Args:
        ctx: the context of the page.
        parent: what it opens over.
        first: the session as the form says it; its day begins the pattern.

    Signals:
        booked: the AppointmentViews that were saved.
    """

    booked = Signal(object)

    def __init__(self, ctx: UiContext, parent: QWidget, first: BookAppointment) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._first = first
        self._day = local(first.start).date()
        self._left_out: set[date] = set()
        self._days: tuple[SeriesDay, ...] = ()
        self._make_editors()
        self.table = self._make_table()
        self.reason = LineEdit(max_length=_LONGEST_REASON)
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self._show_fields()
        self._ask()

    def rule(self) -> Recurrence:
        """Return what the fields say; the service says what is wrong with it."""
        rhythm = Rhythm(self.rhythm.value() or Rhythm.WEEKLY)
        chosen = self.weekdays.value() or ()
        weekdays = {
            Rhythm.DAILY: frozenset[int](),
            Rhythm.WEEKLY: frozenset(int(day) for day in chosen),
            Rhythm.MONTHLY: frozenset({self._day.weekday()}),
        }[rhythm]
        until = _full_day(self.until.parsed())
        return Recurrence(
            rhythm=rhythm,
            every=self.every.value() or 0,
            weekdays=weekdays,
            nth=int(self.nth.value() or 0) if rhythm is Rhythm.MONTHLY else 0,
            count=0 if until is not None else self.count.value() or 0,
            until=until,
        )

    def toggle(self, one: SeriesDay) -> None:
        """Leave a day out, or take it in again; a taken one cannot be taken in."""
        day = local(one.start).date()
        if one.holiday or one.blocked:
            return
        self._left_out ^= {day}
        self._show(self._days)

    def save(self) -> None:
        """Book the days that are not left out."""
        if not self.save_button.isEnabled():
            return
        reason = self.reason.value()
        if self._warned() and not reason:
            self.form.show_errors({"reason": self.tr("Tulis alasan dengan singkat")})
            return
        wish = BookSeries(
            first=replace(self._first, override_reason=reason),
            rule=self.rule(),
            leave_out=frozenset(self._out()),
        )
        run_command(
            self._ctx,
            self,
            lambda services, actor: services.schedule.book_series(actor, wish),
            self._on_booked,
            button=self.save_button,
            err=self._on_refused,
        )

    # -- the days --

    def _on_changed(self) -> None:
        self._show_fields()
        self._ask()

    def _ask(self) -> None:
        wish = BookSeries(first=self._first, rule=self.rule())
        run_query(
            self._ctx,
            self,
            lambda services, actor: services.schedule.preview_series(actor, wish),
            self._show,
            key="series",
            err=self._on_refused,
        )

    def _show(self, days: tuple[SeriesDay, ...]) -> None:
        self._days = days
        self.form.clear_errors()
        self.table.rows_model.set_rows(days)
        held = [one for one in days if self._is_held(one)]
        taken = sum(one.blocked for one in days)
        free = sum(bool(one.holiday) for one in days)
        words = [self.tr("{count} janji akan dibuat").format(count=len(held))]
        if taken:
            words.append(self.tr("{count} hari bentrok dilewati").format(count=taken))
        if free:
            words.append(self.tr("{count} hari libur dilewati").format(count=free))
        self._sum.setText(". ".join(words) + ".")
        self.save_button.setText(self.tr("Simpan {count} janji").format(count=len(held)))
        self.save_button.setEnabled(bool(held))
        self._reason_field.setVisible(self._warned())

    def _is_held(self, one: SeriesDay) -> bool:
        return not (one.holiday or one.blocked or local(one.start).date() in self._left_out)

    def _warned(self) -> bool:
        return any(one.conflicts for one in self._days if self._is_held(one))

    def _out(self) -> set[date]:
        return self._left_out | {local(one.start).date() for one in self._days if one.blocked}

    def _state_words(self, one: SeriesDay) -> str:
        if one.holiday:
            return self.tr("Libur")
        if one.blocked:
            return self.tr("Bentrok")
        if not self._is_held(one):
            return self.tr("Dilewati")
        return self.tr("Perlu alasan") if one.conflicts else self.tr("Dibuat")

    def _state_look(self, one: SeriesDay) -> tuple[Symbol, str]:
        if one.blocked:
            return Symbol.CROSS, "high"
        if not self._is_held(one):
            return Symbol.DASH, "muted"
        return (Symbol.HALF, "medium") if one.conflicts else (Symbol.CHECK, "done")

    # -- saving --

    def _on_booked(self, views: tuple[AppointmentView, ...]) -> None:
        self.accept()
        self.booked.emit(views)

    def _on_refused(self, error: RuKoError) -> None:
        if isinstance(error, FieldErrors):
            self.table.rows_model.set_rows(())
            self.save_button.setEnabled(False)
            self._sum.setText(self.tr("Lengkapi pola di atas."))
            self.form.show_errors(error.fields)
        elif isinstance(error, UserError):
            self.form.show_errors({"": error.message})
            self._ask()
        else:
            tell(self._ctx, self, error)

    # -- building --

    def _make_editors(self) -> None:
        self.rhythm = ChoiceCombo(
            [
                (Rhythm.DAILY, self.tr("Harian")),
                (Rhythm.WEEKLY, self.tr("Mingguan")),
                (Rhythm.MONTHLY, self.tr("Bulanan")),
            ]
        )
        self.rhythm.set_value(Rhythm.WEEKLY)
        self.every = NumberEdit(1, _MOST_BETWEEN)
        self.every.set_value(1)
        self.weekdays = ChipGroup(
            [(str(day), name) for day, name in enumerate(WEEKDAYS_SHORT)], multi=True
        )
        self.weekdays.set_value((str(self._day.weekday()),))
        weekday = WEEKDAYS[self._day.weekday()]
        names = ("pertama", "kedua", "ketiga", "keempat", "terakhir")
        self.nth = ChoiceCombo(
            [(str(place), f"{weekday} {name}") for place, name in enumerate(names, 1)]
        )
        self.nth.set_value(str(min(nth_of(self._day), LAST)))
        self.count = NumberEdit(2, MOST)
        self.count.set_value(_USUAL_COUNT)
        now = today(self._ctx.clock)
        self.until = DateEdit(
            lambda text: parse_date(text, today=now), today=now, to_date=_full_day
        )

    def _make_table(self) -> DataTable[SeriesDay]:
        columns: tuple[Column[SeriesDay], ...] = (
            Column(
                key="day",
                title=self.tr("Tanggal"),
                text=lambda one: moment_words(one.start),
                strong=True,
            ),
            Column(
                key="state",
                title=self.tr("Keadaan"),
                text=self._state_words,
                symbol=self._state_look,
            ),
            Column(
                key="why",
                title=self.tr("Keterangan"),
                text=lambda one: (
                    one.holiday
                    or " ".join(sentence for _kind, _blocking, sentence in one.conflicts)
                ),
                stretch=True,
            ),
        )
        empty = EmptyState(self.tr("Belum ada hari pada pola ini."), "")
        table = DataTable(
            RowTableModel(columns, lambda one: one.start, self),
            self.tr("Hari-hari pada seri ini"),
            empty=empty,
            sortable=False,
        )
        table.activated_row.connect(self.toggle)
        table.space_pressed.connect(self.toggle)
        return table

    def _show_fields(self) -> None:
        rhythm = self.rhythm.value()
        self._weekdays_field.setVisible(rhythm == Rhythm.WEEKLY)
        self._nth_field.setVisible(rhythm == Rhythm.MONTHLY)

    def _lay_out(self) -> None:
        title = self.tr("Ulangi janji")
        self.setWindowTitle("Ru-Ko Desk")
        self.setAccessibleName(title)
        self.form = form = Form()
        form.add_row(
            form.field("rhythm", self.tr("Pola"), self.rhythm),
            form.field("every", self.tr("Setiap (hari, pekan, atau bulan)"), self.every),
        )
        self._weekdays_field = form.field("weekdays", self.tr("Hari"), self.weekdays)
        self._nth_field = form.field("nth", self.tr("Dalam bulan"), self.nth)
        form.add_widget(self._weekdays_field)
        form.add_widget(self._nth_field)
        form.add_row(
            form.field("count", self.tr("Jumlah janji"), self.count),
            form.field("until", self.tr("Atau sampai tanggal"), self.until, optional=True),
        )
        self._reason_field = form.field("reason", self.tr("Alasan tetap menyimpan"), self.reason)
        self._sum = Label("", "muted", wrap=True)
        hint = Label(self.tr("Spasi: lewati atau sertakan hari yang dipilih."), "muted")
        self.save_button = primary(self.tr("Simpan janji"))
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        form.submitted.connect(self.save)
        cancel = secondary(self.tr("Batal"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(hint, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M)
        layout.addWidget(Label(title, "section"))
        layout.addWidget(form)
        layout.addWidget(self._sum)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._reason_field)
        layout.addLayout(buttons)
        self.resize(720, 540)


def _full_day(parsed: object) -> date | None:
    """Return the day of what was read, None for a month or a year alone."""
    if isinstance(parsed, PartialDate) and parsed.month and parsed.day:
        return date(parsed.year, parsed.month, parsed.day)
    return parsed if isinstance(parsed, date) else None
