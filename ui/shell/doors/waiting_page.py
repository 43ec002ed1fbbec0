"""Something is being made that takes a while; a sentence and a bar say how far it is."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.shell.doors.door import Door
from ui.widgets.labels import Label


class WaitingPage(Door):
    """Shows progress.

    Signals:
        progress: a sentence and the share done (0 to 1); may be emitted from any thread.
    """

    progress = Signal(str, float)

    def __init__(self, heading: str) -> None:
        """Begin with an empty bar."""
        super().__init__(heading)
        self._text = Label("", "muted", wrap=True)
        self.body.addWidget(self._text)
        self.bar.setRange(0, 1000)
        self.bar.setValue(0)
        self.set_busy(True)
        self.progress.connect(self._show)

    def _show(self, text: str, share: float) -> None:
        self._text.setText(text)
        self.bar.setValue(round(share * 1000))
