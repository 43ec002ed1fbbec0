"""The timeline beside the case; in a narrow window it takes the place of the case on demand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ruko_desk.domain.dto.cases import CaseDetail
from ui.pages.cases.list_page import moment
from ui.shell.desk import NARROW_BELOW
from ui.theme.theme import theme
from ui.theme.tokens import M
from ui.widgets.buttons import Button, quiet
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.timeline import Timeline, TimelineEntry

_WIDTH = 240
_ANY_WIDTH = 16_777_215
"""The greatest width that Qt knows."""


class SidedCase(QWidget):
    """What is worked on, with the timeline at its right.

    `button` shows and hides the timeline. It stands open in a wide window and closed in a narrow
    one, until the person decides otherwise.
    """

    def __init__(self, work: QWidget) -> None:
        """Put the timeline beside `work`."""
        super().__init__()
        self._work = work
        self._narrow: bool | None = None
        self.timeline = Timeline(self.tr("Lini masa"))
        self.timeline.setObjectName("timeline")
        self._nothing = Label(
            self.tr("Belum ada kegiatan setelah pendaftaran."), "muted", wrap=True
        )
        self._nothing.setContentsMargins(M, 0, M, M)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.panel = Card(self.tr("Lini masa"), flush=True)
        self.panel.add(self._nothing)
        self.panel.add(self.timeline, 1)
        self.button: Button = quiet("", "history")
        self.button.setObjectName("toggle_timeline")
        self.button.clicked.connect(lambda _checked=False: self._set_open(self.panel.isHidden()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(work, 1)
        layout.addWidget(self.panel)
        self.fit(self.window().width())
        theme().changed.connect(self._refit)

    def show_case(self, detail: CaseDetail) -> None:
        """Show what happened in the case."""
        self.timeline.set_entries(
            [
                TimelineEntry(key=str(number), when=moment(entry.when), text=entry.text)
                for number, entry in enumerate(detail.timeline)
            ]
        )
        self.timeline.setVisible(bool(detail.timeline))
        self._nothing.setVisible(not detail.timeline)

    def fit(self, window_width: int) -> None:
        """Close the timeline when the window becomes narrow, and open it when it becomes wide.

        With larger text a window is narrow sooner.
        """
        narrow = window_width < theme().metrics.px(NARROW_BELOW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._set_open(not narrow)

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the work alone, so that a window may become narrow."""
        hint = self._work.minimumSizeHint()
        return hint if not self._work.isHidden() else self.panel.minimumSizeHint()

    def _refit(self) -> None:
        self.fit(self.window().width())

    def _set_open(self, is_open: bool) -> None:
        narrow = bool(self._narrow)
        width = theme().metrics.px(_WIDTH)
        self.panel.setMinimumWidth(0 if narrow else width)
        self.panel.setMaximumWidth(_ANY_WIDTH if narrow else width)
        # First hide, then show: both side by side would widen a narrow window.
        alone = is_open and narrow
        (self._work if alone else self.panel).hide()
        self.panel.setVisible(is_open)
        self._work.setVisible(not alone)
        words = self.tr("Sembunyikan lini masa") if is_open else self.tr("Lini masa")
        self.button.setText(words)
