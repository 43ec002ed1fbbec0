"""The status line: when something was saved, the last backup, and the lock that is coming."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from ruko_desk.clock import local
from ruko_desk.domain.indonesian import day_month, time_text
from ui.shell.bars import Bar
from ui.theme.theme import theme
from ui.theme.tokens import M
from ui.widgets.announce import announce
from ui.widgets.elided_label import ElidedLabel

HEIGHT = 22


class StatusLine(Bar):
    """One line of quiet text."""

    def __init__(self) -> None:
        """Begin with nothing to say."""
        super().__init__(Qt.Edge.TopEdge, "surface2")
        self.setObjectName("status")
        self._saved = ""
        self._backup = ""
        self._lock = ""
        self._capture = ""
        self._warning = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, 0, M, 0)
        self._label = ElidedLabel("", "small")
        layout.addWidget(self._label, 1)
        self.setFixedHeight(theme().metrics.px(HEIGHT))

    @property
    def text(self) -> str:
        """The line as it is shown."""
        return self._label.text()

    def saved_at(self, instant: datetime) -> None:
        """Say when the last save was."""
        self._saved = self.tr("Tersimpan {time}").replace("{time}", time_text(local(instant)))
        self._show()

    def backup_at(self, instant: datetime | None, today: date) -> None:
        """Say when the last backup was."""
        if instant is None:
            self._backup = self.tr("Belum pernah dicadangkan")
        else:
            when = f"{day_words(local(instant).date(), today)} {time_text(local(instant))}"
            self._backup = self.tr("Cadangan terakhir: {when}").replace("{when}", when)
        self._show()

    def lock_after(self, minutes: int) -> None:
        """Say after how many minutes without input the program locks."""
        self._lock = self.tr("Kunci otomatis: {n} menit").replace("{n}", str(minutes))
        self._show()

    def capture_allowed(self, allowed: bool) -> None:
        """Say that the screen can be captured at present."""
        self._capture = self.tr("Tangkapan layar diizinkan") if allowed else ""
        self._show()

    def lock_in(self, seconds: int) -> None:
        """Warn that the lock comes; 0 takes the warning back."""
        first = not self._warning
        self._warning = ""
        if seconds > 0:
            self._warning = self.tr(
                "Terkunci dalam {n} detik. Tekan tombol apa saja untuk lanjut"
            ).replace("{n}", str(seconds))
            if first:
                announce(self, self._warning)
        self._label.set_look("strong" if self._warning else "small")
        self._show()

    def _show(self) -> None:
        parts = (self._capture, self._saved, self._backup, self._lock)
        self._label.setText(self._warning or "  ·  ".join(part for part in parts if part))


def day_words(day: date, today: date) -> str:
    """Write a past day as people say it: hari ini, kemarin, or day and month."""
    gap = (today - day).days
    if gap == 0:
        return QCoreApplication.translate("StatusLine", "hari ini")
    if gap == 1:
        return QCoreApplication.translate("StatusLine", "kemarin")
    return day_month(day)
