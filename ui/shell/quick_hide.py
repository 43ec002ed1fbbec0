"""Layar aman: within a tenth of a second the whole program is a calendar.

It hides; it does not protect from somebody who keeps the computer. After the grace time the
program locks itself behind the calendar.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolTip, QVBoxLayout, QWidget
from shiboken6 import isValid

from ruko_desk.clock import Clock, local, today
from ruko_desk.domain.indonesian import long_date, time_text
from ui.theme.tokens import XL, L
from ui.widgets.labels import Label
from ui.widgets.month_grid import CalendarPanel

TITLE = "Kalender"
CLOCK_MS = 1_000


class CalendarCover(QWidget):
    """A clock and the present month; nothing else.

    Signals:
        back_wanted: Enter or a click.
    """

    back_wanted = Signal()

    def __init__(self, clock: Clock) -> None:
        """Build it once, so that showing it takes no time."""
        super().__init__()
        self._clock = clock
        self.setObjectName("calendar_cover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(XL, XL, XL, XL)
        outer.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(XL * 2)
        row.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addStretch(1)
        self._time = Label("", "clock")
        self._day = Label("", "title")
        left.addWidget(self._time)
        left.addWidget(self._day)
        left.addStretch(1)
        row.addLayout(left)
        row.addSpacing(L)
        self._panel = CalendarPanel(today(clock))
        self._panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._panel.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for child in self._panel.findChildren(QWidget):
            child.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self._panel)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(1)
        self._timer = QTimer(self, interval=CLOCK_MS)
        self._timer.timeout.connect(self._tell_time)

    def begin(self) -> None:
        """Show the present time."""
        self._tell_time()
        self._timer.start()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Stop the clock."""
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes back; no other key does anything."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.back_wanted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes back."""
        self.back_wanted.emit()

    def _tell_time(self) -> None:
        now = local(self._clock.now())
        self._time.setText(time_text(now))
        self._day.setText(long_date(now.date()))


class HiddenWindows:
    """Dialogs, menus and tooltips taken off the screen, to be put back as they were."""

    def __init__(self, window: QWidget) -> None:
        """Hide every window of the program but `window`; menus close for good."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        self._hidden: list[tuple[QWidget, Qt.WindowModality]] = []
        for other in QApplication.topLevelWidgets():
            if other is not window and other.isVisible():
                self._hidden.append((other, other.windowModality()))
                other.hide()

    def show(self) -> None:
        """Put those back that still exist."""
        for widget, modality in self._hidden:
            if isValid(widget):
                widget.setWindowModality(modality)
                widget.show()
        self._hidden = []
