"""*Waktu kosong*: the nearest free times for a client, with filters; taking one books it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.clock import local, today
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.dates import PartialDate, parse_date
from ruko_desk.domain.dto.schedule import (
    AppointmentView,
    BookAppointment,
    DayView,
    FreeTime,
    FreeTimesQuery,
    Provider,
    SessionKind,
)
from ruko_desk.domain.indonesian import WEEKDAYS_SHORT
from ruko_desk.errors import RuKoError
from ruko_desk.ids import new_uid
from ui.context import UiContext, run_command, run_query, tell
from ui.pages.schedule.client_box import ClientBox
from ui.pages.schedule.conflict_box import ConflictBox
from ui.pages.schedule.free_times_list import FreeTimesList
from ui.theme.tokens import M, S
from ui.views.calendar.day_surface import Pending
from ui.widgets.buttons import link, primary, secondary
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.editor import Editor
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.scroll import Scroll

AT_ONCE = 8
_MINUTES = 60
_SAME = "sama"
_PARTS = {"pagi": (time(0), time(12)), "siang": (time(12), time(23, 59))}


class FreeTimesPanel(QWidget):
    """Free times of the providers of a service.

    Signals:
        booked: the AppointmentView that was saved.
        closed: the panel was given up.
        time_changed: the Pending time under the keyboard, or None.
    """

    booked = Signal(object)
    closed = Signal()
    time_changed = Signal(object)

    def __init__(self, ctx: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._providers: tuple[Provider, ...] = ()
        self._kinds: tuple[SessionKind, ...] = ()
        self._count = AT_ONCE
        self._filling = False
        self._go_to_list = False
        self._wanted: FreeTime | None = None
        self.request_uid = new_uid()
        self.client = ClientBox(ctx)
        self.service = ChoiceCombo()
        self.kind = ChoiceCombo()
        self.provider = ChoiceCombo(placeholder=self.tr("Semua"))
        self.sex = ChoiceCombo(placeholder=self.tr("Semua"))
        self.weekdays = ChipGroup(
            [(str(day), name) for day, name in enumerate(WEEKDAYS_SHORT)], multi=True
        )
        self.part = ChoiceCombo(
            [("pagi", self.tr("Pagi, sebelum 12.00")), ("siang", self.tr("Siang, sesudah 12.00"))],
            placeholder=self.tr("Semua"),
        )
        self.from_day = DateEdit(
            lambda text: parse_date(text, today=today(ctx.clock)),
            today=today(ctx.clock),
            to_date=_full_day,
        )
        self.list = FreeTimesList()
        self.conflict = ConflictBox()
        self._lay_out()
        self.client.picked.connect(lambda _uid: self._ask())
        self.service.edited.connect(self._on_service)
        self.kind.edited.connect(self._ask)
        for editor in self._wishes():
            editor.edited.connect(self._ask)
        self.list.looked_at.connect(self._on_looked)
        self.list.taken.connect(self.take)
        self.conflict.chosen.connect(self.take)
        self.conflict.passed.connect(self._pass)

    # -- filling --

    def set_day(self, view: DayView) -> None:
        """Offer the services, providers and kinds of a day that was read."""
        self._providers = tuple(column.provider for column in view.columns)
        self._kinds = view.kinds
        codes = list(dict.fromkeys(one.service for one in self._providers))
        label = self._ctx.codes.label
        self._filling = True
        self.service.set_choices([(code, label("layanan_sesi", code)) for code in codes])
        self.sex.set_choices(
            [("P", label("jenis_kelamin", "P")), ("L", label("jenis_kelamin", "L"))]
        )
        if self.service.value() is None and codes:
            self.service.set_value(self._own_service() or codes[0])
        self._offer()
        self._filling = False

    def open_for(self, case_uid: str, service: str = "") -> None:
        """List the nearest free times for a case; the keyboard goes to the first one."""
        self._begin()
        if any(one.service == service for one in self._providers):
            self._filling = True
            self.service.set_value(service)
            self._offer()
            self._filling = False
        self._go_to_list = True
        self.client.choose(case_uid)

    def open_with(self, client: tuple[str, str] | None, provider_uid: str | None) -> None:
        """Go on from the form: the same client, the provider's service."""
        self._begin()
        service = next((o.service for o in self._providers if o.uid == provider_uid), None)
        if service is not None:
            self.service.set_value(service)
        if client is not None:
            self.client.set_value(client)
        self._ask()

    def reset(self) -> None:
        """Forget the client and what was found."""
        self.client.set_value(None)
        self._begin()
        self.list.set_times(())
        self.time_changed.emit(None)

    def focus_first(self) -> None:
        """Go to the times, or to the client while there is none."""
        target: QWidget = self.client if self.client.value() is None else self.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        self.request_uid = new_uid()
        self._count = AT_ONCE
        self.conflict.clear()

    # -- asking --

    def _ask(self) -> None:
        """Look for free times with what is chosen."""
        case_uid, service = self.client.value(), self.service.value()
        if self._filling:
            return
        self.conflict.clear()
        self._show_filters()
        if case_uid is None or service is None:
            self._show(())
            return
        provider = self.provider.value()
        begin, end = _PARTS.get(self.part.value() or "", (None, None))
        query = FreeTimesQuery(
            case_uid=case_uid,
            service=service,
            provider_uid=None if provider == _SAME else provider,
            from_day=_full_day(self.from_day.parsed()),
            minutes=self._minutes(),
            counsellor_sex=self.sex.value() or "",
            count=self._count,
            weekdays=frozenset(int(day) for day in self.weekdays.value() or ()),
            from_time=begin,
            to_time=end,
            same_as_before=provider == _SAME,
        )
        run_query(
            self._ctx,
            self,
            lambda services, actor: services.schedule.free_times(actor, query),
            self._show,
            key="free",
        )

    def _show(self, times: Sequence[FreeTime]) -> None:
        self.list.set_times(times)
        self._book.setEnabled(bool(times) and not self._ctx.read_only)
        self._more.setVisible(len(times) == self._count)
        self.list.setVisible(bool(times))
        self.empty.setVisible(not times)
        if self.client.value() is None:
            self.empty.set_text(
                self.tr("Pilih klien, lalu waktu kosong terdekat tertera di sini."), ""
            )
        elif not times:
            self.empty.set_text(
                self.tr("Tidak ada waktu kosong dalam 60 hari dengan saringan ini."),
                self.tr("Hapus saringan"),
            )
        if not times:
            self.time_changed.emit(None)
        elif self._go_to_list and self.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go_to_list = False

    def _on_looked(self, free: FreeTime) -> None:
        start, end = local(free.start), local(free.end)
        minutes = int((end - start).total_seconds() // 60)
        self.time_changed.emit(Pending(free.provider_uid, free.start, minutes, self.tr("Kosong")))

    def _more_times(self) -> None:
        self._count += AT_ONCE
        self._ask()

    def clear_filters(self) -> None:
        """Look at all providers, from now on."""
        self._filling = True
        for editor in self._wishes():
            editor.set_value(None)
        self._filling = False
        self._ask()

    # -- booking --

    def take(self, free: FreeTime, reason: str = "") -> None:
        """Book a free time for the client; a second Enter meanwhile does nothing."""
        case_uid, kind = self.client.value(), self.kind.value()
        if not self._book.isEnabled() or case_uid is None or kind is None:
            return
        wish = BookAppointment(
            request_uid=self.request_uid,
            case_uid=case_uid,
            provider_uid=free.provider_uid,
            kind=kind,
            start=free.start,
            minutes=int((free.end - free.start).total_seconds() // 60),
            room_uid=free.room_uid,
            override_reason=reason,
        )
        self._wanted = free
        self.conflict.clear()
        run_command(
            self._ctx,
            self,
            lambda services, actor: services.schedule.book(actor, wish),
            self._on_booked,
            button=self._book,
            err=self._on_refused,
        )

    def _on_booked(self, view: AppointmentView) -> None:
        self.booked.emit(view)

    def _on_refused(self, error: RuKoError) -> None:
        if not isinstance(error, BookingConflict):
            tell(self._ctx, self, error)
            return
        self.conflict.show_conflict(error)
        self._scroll.verticalScrollBar().setValue(0)
        self.conflict.focus_first()

    def _pass(self, reason: str) -> None:
        if self._wanted is not None:
            self.take(self._wanted, reason)

    def _on_book(self) -> None:
        free = self.list.current()
        if free is not None:
            self.take(free)

    # -- what follows from what --

    def _own_service(self) -> str | None:
        """Return the service that the user gives herself."""
        uid = self._ctx.actor.uid
        return next((one.service for one in self._providers if one.user_uid == uid), None)

    def _on_service(self) -> None:
        if self._filling:
            return
        self._filling = True
        self._offer()
        self._filling = False
        self._ask()

    def _offer(self) -> None:
        service = self.service.value()
        kinds = [kind for kind in self._kinds if kind.service == service]
        self.kind.set_choices([(kind.code, kind.label) for kind in kinds])
        if self.kind.value() is None and kinds:
            self.kind.set_value(kinds[0].code)
        self.provider.set_choices(
            [
                (_SAME, self.tr("Yang sama seperti sebelumnya")),
                *((one.uid, one.name) for one in self._providers if one.service == service),
            ]
        )

    def _wishes(self) -> tuple[Editor, ...]:
        return (self.provider, self.sex, self.from_day, self.weekdays, self.part)

    def _minutes(self) -> int:
        return next((k.minutes for k in self._kinds if k.code == self.kind.value()), _MINUTES)

    def _show_filters(self) -> None:
        chosen = [one for one in self._wishes() if one.value()]
        words = self.tr("Saringan lain")
        if chosen:
            words = self.tr("Saringan lain ({count})").format(count=len(chosen))
        self._filter.setText(words)

    # -- building --

    def _lay_out(self) -> None:
        for name in (
            "client",
            "service",
            "kind",
            "provider",
            "sex",
            "from_day",
            "weekdays",
            "part",
        ):
            getattr(self, name).setObjectName(f"kosong_{name}")
        self._filter = link(self.tr("Saringan lain"))
        self._filter.setCheckable(True)
        self._filters = QWidget()
        rows = QVBoxLayout(self._filters)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(S)
        rows.addWidget(Field(self.tr("Petugas"), self.provider))
        rows.addLayout(
            _pair(
                Field(self.tr("Jenis kelamin"), self.sex),
                Field(self.tr("Mulai hari"), self.from_day),
            )
        )
        rows.addWidget(Field(self.tr("Hari"), self.weekdays))
        rows.addWidget(Field(self.tr("Waktu"), self.part))
        self._filters.hide()
        self._filter.toggled.connect(self._filters.setVisible)
        self.empty = EmptyState("", icon="calendar-clock")
        self.empty.activated.connect(self.clear_filters)
        self._more = link(self.tr("Lebih banyak"))
        self._more.clicked.connect(self._more_times)
        self._book = primary(self.tr("Buat janji"))
        self._book.setObjectName("kosong_simpan")
        self._book.clicked.connect(self._on_book)
        cancel = secondary(self.tr("Batal"))
        cancel.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(M, S, M, M)
        buttons.setSpacing(S)
        buttons.addWidget(self._more)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._book)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(M, S, M, S)
        rows.setSpacing(S)
        rows.addWidget(self.conflict)
        rows.addWidget(Field(self.tr("Klien"), self.client))
        rows.addLayout(
            _pair(Field(self.tr("Layanan"), self.service), Field(self.tr("Jenis sesi"), self.kind))
        )
        rows.addWidget(self._filter)
        rows.addWidget(self._filters)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.empty, 1)
        self._scroll = Scroll(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(buttons)
        self._show(())


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(S)
    row.addWidget(left, 2)
    row.addWidget(right, 3)
    return row


def _full_day(parsed: object) -> date | None:
    """Return the day of what was read; of a month or a year alone its first day."""
    if isinstance(parsed, PartialDate):
        return parsed.earliest()
    return None
