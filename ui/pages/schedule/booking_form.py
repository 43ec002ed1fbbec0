"""*Janji baru*: client, provider, kind, time; everything but the client comes filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.clock import at, local, today
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.dates import PartialDate, parse_date
from ruko_desk.domain.dto.schedule import (
    AppointmentView,
    BookAppointment,
    DayView,
    FreeTime,
    Provider,
    SessionKind,
)
from ruko_desk.errors import FieldErrors, RuKoError, UserError
from ruko_desk.ids import new_uid
from ui.context import UiContext, run_command, tell
from ui.pages.schedule.client_box import ClientBox
from ui.pages.schedule.conflict_box import ConflictBox
from ui.pages.schedule.series_dialog import SeriesDialog
from ui.theme.services import service_look
from ui.theme.tokens import M, S
from ui.views.calendar.day_surface import Pending
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.number_edit import NumberEdit
from ui.widgets.editors.time_edit import TimeEdit
from ui.widgets.form import Form
from ui.widgets.scroll import Scroll

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LEAST_MINUTES, _MOST_MINUTES = 5, 480
_LONGEST_NOTE = 300


class BookingForm(QWidget):
    """The form of one new appointment.

    Signals:
        booked: the AppointmentView that was saved.
        closed: the form was given up.
        series_booked: the AppointmentViews of a series that was saved.
        time_changed: the Pending time that the fields mean, or None.
        edited: something was typed.
    """

    booked = Signal(object)
    closed = Signal()
    series_booked = Signal(object)
    time_changed = Signal(object)
    edited = Signal()

    def __init__(self, ctx: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._providers: dict[str, Provider] = {}
        self._kinds: tuple[SessionKind, ...] = ()
        self._usual: dict[str, str] = {}
        self._filling = False
        self.request_uid = new_uid()
        self.client = ClientBox(ctx)
        self.provider = ChoiceCombo()
        self.kind = ChoiceCombo()
        self.minutes = NumberEdit(_LEAST_MINUTES, _MOST_MINUTES)
        self.day = DateEdit(
            lambda text: parse_date(text, today=self._today()),
            today=self._today(),
            to_date=_full_day,
        )
        self.start = TimeEdit()
        self.room = ChoiceCombo(placeholder=self.tr("Tanpa ruang"))
        self.note = LineEdit(max_length=_LONGEST_NOTE)
        self.conflict = ConflictBox()
        self.conflict.chosen.connect(self._take_instead)
        self.conflict.passed.connect(self.save)
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self.provider.edited.connect(self._on_provider)
        self.kind.edited.connect(self._on_kind)

    # -- filling --

    def set_day(self, view: DayView) -> None:
        """Offer the providers, rooms and kinds of a day that was read."""
        self._kinds = view.kinds
        self._providers = {column.provider.uid: column.provider for column in view.columns}
        self._filling = True
        self.provider.set_choices(
            [
                (uid, f"{service_look(one.service).letter} · {one.name}")
                for uid, one in self._providers.items()
            ]
        )
        self.room.set_choices([(room.uid, room.name) for room in view.rooms])
        self._offer_kinds()
        self._filling = False

    def open_at(self, provider_uid: str, start: datetime, minutes: int = 0) -> None:
        """Begin an appointment at a time; a client who is chosen already stays."""
        moment = local(start)
        if self.isHidden():
            self.request_uid = new_uid()
        self.conflict.clear()
        self.form.clear_errors()
        self._filling = True
        self.provider.set_value(provider_uid)
        self._take_provider()
        self.day.set_value(moment.date())
        self.start.set_value(moment.time())
        if minutes:
            self.minutes.set_value(minutes)
        self._filling = False
        self._on_changed()

    def reset(self) -> None:
        """Empty everything for the next appointment."""
        self._filling = True
        for editor in (self.client, self.note, self.day, self.start):
            editor.set_value(None)
        self._filling = False
        self.form.load({})
        self.conflict.clear()
        self.request_uid = new_uid()
        self.time_changed.emit(None)

    def focus_first(self) -> None:
        """Go to the client, or to the button when there is one already."""
        target: QWidget = self.client if self.client.value() is None else self.save_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- drafts --

    def is_begun(self) -> bool:
        """Tell whether something was typed that would be missed."""
        return bool(self.client.text().strip() or self.note.value())

    def draft(self) -> dict[str, object]:
        """Return what was typed, for JSON."""
        return {"request": self.request_uid, "form": self.form.draft()}

    def restore(self, payload: Mapping[str, object]) -> None:
        """Show a draft again."""
        request, form = payload.get("request"), payload.get("form")
        if isinstance(request, str) and request:
            self.request_uid = request
        if isinstance(form, dict):
            self.form.restore(form)

    # -- saving --

    def save(self, reason: str = "") -> None:
        """Book what the fields say; a second Enter meanwhile does nothing."""
        wish = self._wish(reason) if self.save_button.isEnabled() else None
        if wish is None:
            return
        self.conflict.clear()
        run_command(
            self._ctx,
            self,
            lambda services, actor: services.schedule.book(actor, wish),
            self._on_booked,
            button=self.save_button,
            err=self._on_refused,
        )

    def repeat(self) -> None:
        """Ask how often the session comes again, from what the fields say."""
        first = self._wish("")
        if first is None:
            return
        self.conflict.clear()
        dialog = SeriesDialog(self._ctx, self, first)
        dialog.finished.connect(dialog.deleteLater)
        dialog.booked.connect(self.series_booked)
        dialog.open()

    def _wish(self, reason: str) -> BookAppointment | None:
        """Return what the fields mean, or say what is missing."""
        if not self.form.check():
            return None
        values = self.form.values()
        missing = self._missing(values)
        day = _full_day(self.day.parsed())
        if missing or day is None:
            self.form.show_errors(missing)
            return None
        return BookAppointment(
            request_uid=self.request_uid,
            case_uid=values["client"],
            provider_uid=values["provider"],
            kind=values["kind"],
            start=at(day, values["start"].hour, values["start"].minute),
            minutes=values["minutes"],
            room_uid=values["room"],
            note=values["note"],
            override_reason=reason,
        )

    def _missing(self, values: Mapping[str, Any]) -> dict[str, str]:
        words = {
            "client": self.tr("Pilih klien dari daftar: tulis 3 huruf namanya"),
            "provider": self.tr("Pilih petugas"),
            "kind": self.tr("Pilih jenis sesi"),
            "minutes": self.tr("Tulis lama sesi dalam menit"),
            "day": self.tr("Tulis tanggal seperti 27/3/2026"),
            "start": self.tr("Tulis jam seperti 09.00"),
        }
        values = {**values, "day": _full_day(self.day.parsed())}
        return {key: text for key, text in words.items() if values[key] is None}

    def _on_booked(self, view: AppointmentView) -> None:
        self._usual[view.service] = view.kind
        self.booked.emit(view)

    def _on_refused(self, error: RuKoError) -> None:
        if isinstance(error, BookingConflict):
            self.conflict.show_conflict(error)
            self.conflict.focus_first()
            self._scroll.verticalScrollBar().setValue(0)
        elif isinstance(error, FieldErrors):
            self.form.show_errors(error.fields)
        elif isinstance(error, UserError):
            self.form.show_errors({"": error.message})
        else:
            tell(self._ctx, self, error)

    def _take_instead(self, free: FreeTime) -> None:
        self.open_at(free.provider_uid, free.start, self.minutes.value() or 0)
        if free.room_uid is not None:
            self.room.set_value(free.room_uid)
        self.save()

    # -- what follows from what --

    def _on_provider(self) -> None:
        if not self._filling:
            self._take_provider()

    def _take_provider(self) -> None:
        self._offer_kinds()
        one = self._providers.get(self.provider.value() or "")
        self.room.set_value(one.room_uid if one is not None else None)

    def _offer_kinds(self) -> None:
        """Offer the kinds of the provider's service; the one booked last stands ready."""
        one = self._providers.get(self.provider.value() or "")
        service = one.service if one is not None else ""
        kinds = [kind for kind in self._kinds if kind.service == service]
        before = self.kind.value()
        self.kind.set_choices([(kind.code, kind.label) for kind in kinds])
        if kinds and self.kind.value() is None:
            usual = self._usual.get(service, "")
            codes = [kind.code for kind in kinds]
            self.kind.set_value(usual if usual in codes else codes[0])
        if self.kind.value() != before:
            self._take_kind()

    def _on_kind(self) -> None:
        if not self._filling:
            self._take_kind()

    def _take_kind(self) -> None:
        for kind in self._kinds:
            if kind.code == self.kind.value():
                self.minutes.set_value(kind.minutes)

    def _on_changed(self) -> None:
        if self._filling:
            return
        self.time_changed.emit(self._pending())
        self.edited.emit()

    def _pending(self) -> Pending | None:
        day, start, minutes = _full_day(self.day.parsed()), self.start.value(), self.minutes.value()
        provider = self.provider.value()
        if day is None or start is None or minutes is None or provider is None:
            return None
        begin = at(day, start.hour, start.minute)
        return Pending(provider, begin, minutes, self.tr("Janji baru"))

    # -- building --

    def _lay_out(self) -> None:
        self.form = Form()
        names: tuple[tuple[str, str, Any, bool], ...] = (
            ("client", self.tr("Klien"), self.client, False),
            ("provider", self.tr("Petugas"), self.provider, False),
            ("kind", self.tr("Jenis sesi"), self.kind, False),
            ("minutes", self.tr("Menit"), self.minutes, False),
            ("day", self.tr("Tanggal"), self.day, False),
            ("start", self.tr("Jam"), self.start, False),
            ("room", self.tr("Ruang"), self.room, True),
            ("note", self.tr("Catatan"), self.note, True),
        )
        fields = {}
        for key, label, editor, optional in names:
            editor.setObjectName(f"janji_{key}")
            fields[key] = self.form.field(key, label, editor, optional=optional)
        self.form.add_widget(fields["client"])
        self.form.add_widget(fields["provider"])
        self.form.add_row(fields["kind"], fields["minutes"], stretch=(3, 1))
        self.form.add_row(fields["day"], fields["start"], stretch=(2, 1))
        self.form.add_widget(fields["room"])
        self.form.add_widget(fields["note"])
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(M, S, M, S)
        column.setSpacing(M)
        column.addWidget(self.conflict)
        column.addWidget(self.form)
        column.addStretch(1)
        self._scroll = Scroll(inner)
        self.save_button = primary(self.tr("Simpan janji"))
        self.save_button.setObjectName("janji_simpan")
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        cancel = secondary(self.tr("Batal"))
        cancel.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(M, S, M, M)
        buttons.setSpacing(S)
        self.repeat_button = quiet(self.tr("Ulangi…"))
        self.repeat_button.setObjectName("janji_ulangi")
        self.repeat_button.clicked.connect(lambda _checked=False: self.repeat())
        buttons.addWidget(self.repeat_button)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter from every field; on a button Enter presses it."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        else:
            self.save()

    def _today(self) -> date:
        return today(self._ctx.clock)


def _full_day(parsed: object) -> date | None:
    """Return the day of what was read, None for a month or a year alone."""
    if isinstance(parsed, PartialDate) and parsed.month and parsed.day:
        return date(parsed.year, parsed.month, parsed.day)
    return parsed if isinstance(parsed, date) else None
