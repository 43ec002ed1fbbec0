"""The panel at the right of the schedule: a new appointment, or free times."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ruko_desk.domain.dto.schedule import DayView
from ui.context import UiContext
from ui.pages.schedule.booking_form import BookingForm
from ui.pages.schedule.free_times_panel import FreeTimesPanel
from ui.theme.theme import theme
from ui.theme.tokens import M, S
from ui.widgets.buttons import IconButton, link
from ui.widgets.elided_label import ElidedLabel

_WIDTH = 328


class SidePanel(QFrame):
    """One of two contents under a title; takes no room while it is closed.

    Signals:
        booked: the AppointmentView that was saved.
        series_booked: the AppointmentViews of a series that was saved.
        closed: it was given up.
        time_changed: the Pending time that is about to be booked, or None.
        edited: something was typed that a draft should keep.
    """

    booked = Signal(object)
    series_booked = Signal(object)
    closed = Signal()
    time_changed = Signal(object)
    edited = Signal()

    def __init__(self, ctx: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.form = BookingForm(ctx)
        self.free = FreeTimesPanel(ctx)
        self._title = ElidedLabel("", "section")
        self._other = link(self.tr("Waktu kosong"))
        self._other.clicked.connect(self._look_for_times)
        close = IconButton("x", self.tr("Tutup panel"))
        close.clicked.connect(lambda _checked=False: self.close_panel())
        head = QHBoxLayout()
        head.setContentsMargins(M, S, S, 0)
        head.setSpacing(S)
        head.addWidget(self._title, 1)
        head.addWidget(self._other)
        head.addWidget(close)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.form)
        self._stack.addWidget(self.free)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        for content in (self.form, self.free):
            content.booked.connect(self._on_booked)
            content.closed.connect(self.close_panel)
            content.time_changed.connect(self.time_changed)
        self.form.edited.connect(self.edited)
        self.form.series_booked.connect(self._on_series)
        theme().changed.connect(self._set_width)
        self._set_width()
        self.hide()

    def set_day(self, view: DayView) -> None:
        """Offer the providers, rooms and kinds of a day that was read."""
        self.form.set_day(view)
        self.free.set_day(view)

    def show_form(self) -> None:
        """Show the form of a new appointment."""
        self._show(self.form, self.tr("Janji baru"))

    def show_free(self) -> None:
        """Show the free times."""
        self._show(self.free, self.tr("Waktu kosong"))

    @property
    def shows_form(self) -> bool:
        """Whether the form of a new appointment is open."""
        return not self.isHidden() and self._stack.currentWidget() is self.form

    @property
    def shows_free(self) -> bool:
        """Whether the free times are open."""
        return not self.isHidden() and self._stack.currentWidget() is self.free

    def close_panel(self) -> None:
        """Give up what was begun."""
        self._put_away()
        self.closed.emit()

    def minimumSizeHint(self) -> QSize:
        """Return little height: both contents scroll."""
        return QSize(self.minimumWidth(), 240)

    def _show(self, content: QWidget, title: str) -> None:
        self._stack.setCurrentWidget(content)
        self._title.setText(title)
        self._other.setVisible(content is self.form)
        self.setAccessibleName(title)
        self.show()

    def _put_away(self) -> None:
        self.hide()
        self.form.reset()
        self.free.reset()

    def _on_booked(self, view: object) -> None:
        self._put_away()
        self.booked.emit(view)

    def _on_series(self, views: object) -> None:
        self._put_away()
        self.series_booked.emit(views)

    def _look_for_times(self) -> None:
        """Go from the form to free times of the same client and service."""
        uid = self.form.client.value()
        client = (uid, self.form.client.text()) if uid is not None else None
        provider = self.form.provider.value()
        self.show_free()
        self.free.open_with(client, provider)
        self.free.focus_first()

    def _set_width(self) -> None:
        self.setFixedWidth(theme().metrics.px(_WIDTH))
