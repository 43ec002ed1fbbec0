"""Form and preview side by side; the preview gives way first when the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.theme.theme import theme

#: Widths at 100 % text size: above the first the preview is shown unasked, below the second it
#: takes the place of the form when it is asked for.
ROOMY = 900
BOTH = 720
_SHARES = (45, 55)


class Panes(QWidget):
    """Two parts of the composer.

    Signals:
        preview_shown: whether the preview is in view now.
    """

    preview_shown = Signal(bool)

    def __init__(self, form: QWidget, preview: QWidget) -> None:
        """Take both parts in."""
        super().__init__()
        self._form = form
        self._preview = preview
        self.wish: bool | None = None
        self._moved = False
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(12)
        for part, share in zip((form, preview), _SHARES, strict=True):
            self._split.addWidget(part)
            self._split.setStretchFactor(self._split.indexOf(part), share)
        self._split.splitterMoved.connect(self._on_moved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
        theme().changed.connect(self.arrange)

    def is_preview_shown(self) -> bool:
        """Tell whether the preview is in view."""
        return not self._preview.isHidden()

    def set_wish(self, wish: bool | None) -> None:
        """Show or hide the preview as the person wants; None lets the width decide."""
        self.wish = wish
        self.arrange()

    def toggle(self) -> None:
        """Show the preview if it is hidden, hide it if it is shown."""
        self.set_wish(not self.is_preview_shown())

    def show_form(self) -> None:
        """Bring the form back if the preview has taken its place."""
        if self._form.isHidden():
            self.set_wish(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide again what fits."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Show what is wanted and fits."""
        metrics = theme().metrics
        shown = self.width() >= metrics.px(ROOMY) if self.wish is None else self.wish
        both = self.width() >= metrics.px(BOTH)
        self._form.setVisible(both or not shown)
        self._preview.setVisible(shown)
        if both and shown and not self._moved:
            room = self.width() - self._split.handleWidth()
            self._split.setSizes([room * share // 100 for share in _SHARES])
        self.preview_shown.emit(shown)

    def _on_moved(self) -> None:
        """Leave the shares as the person has drawn them."""
        self._moved = True
