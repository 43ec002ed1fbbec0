"""The bar above the schedule: which day, which view, and making appointments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.domain.indonesian import EN_DASH, WEEKDAYS, day_month, day_text
from ui.theme.theme import theme
from ui.theme.tokens import S
from ui.views.calendar.looks import short_day
from ui.widgets.buttons import IconButton, primary, quiet, secondary
from ui.widgets.editors.segmented import Segmented
from ui.widgets.month_grid import CalendarPanel

DAY_VIEW, WEEK_VIEW, LIST_VIEW = "hari", "pekan", "daftar"

_WIDE = 980
_LEAST_DATE = 156


class ScheduleHead(QWidget):
    """Arrows, the day with its calendar, the views, and the buttons.

    Signals:
        turned: days to go.
        picked: the date that was chosen in the calendar.
        today_asked: back to the present day.
        view_chosen: `hari`, `pekan` or `daftar`.
        free_asked: *Waktu kosong*.
        new_asked: *+ Janji*.
        setup_asked: providers and rooms.
        print_asked: what is in view, on paper.
    """

    turned = Signal(int)
    picked = Signal(object)
    today_asked = Signal()
    view_chosen = Signal(str)
    free_asked = Signal()
    new_asked = Signal()
    setup_asked = Signal()
    print_asked = Signal()

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._day = today
        self._popup: QFrame | None = None
        back = IconButton("chevron-left", self.tr("Sebelumnya (PgUp)"), framed=True)
        ahead = IconButton("chevron-right", self.tr("Berikutnya (PgDn)"), framed=True)
        now = secondary(self.tr("Hari ini"))
        now.setToolTip(self.tr("Hari ini (T)"))
        self._date = quiet("", icon="calendar-days")
        self._date.setObjectName("jadwal_hari")
        self._date.setMinimumWidth(theme().metrics.px(_LEAST_DATE))
        self._views = Segmented(
            (
                (DAY_VIEW, self.tr("Hari")),
                (WEEK_VIEW, self.tr("Pekan tim")),
                (LIST_VIEW, self.tr("Daftar")),
            ),
        )
        self._views.setAccessibleName(self.tr("Tampilan"))
        self._views.button(DAY_VIEW).setToolTip(self.tr("Kolom per petugas (H)"))
        self._views.button(WEEK_VIEW).setToolTip(self.tr("Petugas dan hari (P)"))
        self._views.button(LIST_VIEW).setToolTip(self.tr("Daftar janji (D)"))
        self.setup = IconButton("settings", self.tr("Petugas layanan dan jam"), framed=True)
        self.print = IconButton("printer", self.tr("Cetak (Ctrl+P)"), framed=True)
        self.free = secondary(self.tr("Waktu kosong"), icon="clock")
        self.new = primary(self.tr("Janji"), icon="plus")
        self.new.setAccessibleName(self.tr("Buat janji"))
        back.clicked.connect(lambda _checked=False: self.turned.emit(-1))
        ahead.clicked.connect(lambda _checked=False: self.turned.emit(1))
        now.clicked.connect(lambda _checked=False: self.today_asked.emit())
        self._date.clicked.connect(self.open_calendar)
        self._views.edited.connect(self._on_view)
        self.setup.clicked.connect(lambda _checked=False: self.setup_asked.emit())
        self.print.clicked.connect(lambda _checked=False: self.print_asked.emit())
        self.free.clicked.connect(lambda _checked=False: self.free_asked.emit())
        self.new.clicked.connect(lambda _checked=False: self.new_asked.emit())
        self._nav = _row((back, now, ahead, self._date))
        self._tools = _row((self._views, self.print, self.setup, self.free, self.new))
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(S)
        self._rows.addWidget(self._nav, 1)
        self._rows.addWidget(self._tools)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider row: where both do not fit, they stand below each other."""
        width = max(self._nav.minimumSizeHint().width(), self._tools.minimumSizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def set_day(self, day: date) -> None:
        """Show which day is on screen; in a narrow window in short words."""
        self._day = day
        words = f"{WEEKDAYS[day.weekday()]}, {day_text(day)}"
        self._date.setAccessibleName(self.tr("{day}, buka kalender").format(day=words))
        narrow = self.width() < theme().metrics.px(_WIDE)
        if self._views.value() == WEEK_VIEW:
            monday = day - timedelta(days=day.weekday())
            last = monday + timedelta(days=6)
            first = str(monday.day) if monday.month == last.month else day_month(monday)
            self._date.setText(f"{first} {EN_DASH} {day_month(last)} {last.year}")
        else:
            self._date.setText(f"{short_day(day)} {day.year}" if narrow else words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between the long and the short words."""
        super().resizeEvent(event)
        both = self._nav.minimumSizeHint().width() + S + self._tools.sizeHint().width()
        self._rows.setDirection(
            QBoxLayout.Direction.LeftToRight
            if both <= self.width()
            else QBoxLayout.Direction.TopToBottom
        )
        self.set_day(self._day)

    def set_view(self, view: str) -> None:
        """Show which view is on screen."""
        self._views.set_value(view)

    def open_calendar(self) -> None:
        """Show a calendar below the day."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFrameShape(QFrame.Shape.StyledPanel)
        panel = CalendarPanel(self._today, self._day, parent=popup)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(S, S, S, S)
        layout.addWidget(panel)
        panel.grid.picked.connect(self._on_picked)
        popup.destroyed.connect(self._on_popup_gone)
        self._popup = popup
        popup.adjustSize()
        popup.move(self._date.mapToGlobal(QPoint(0, self._date.height() + 2)))
        popup.show()
        panel.grid.setFocus()

    def _on_picked(self, day: date) -> None:
        if self._popup is not None:
            self._popup.close()
        self.picked.emit(day)

    def _on_popup_gone(self) -> None:
        self._popup = None

    def _on_view(self) -> None:
        view = self._views.value()
        if view is not None:
            self.set_day(self._day)
            self.view_chosen.emit(view)


def _row(widgets: Sequence[QWidget]) -> QWidget:
    """Return widgets side by side, from the left."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(S)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return row
