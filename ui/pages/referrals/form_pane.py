"""The left side of the composer: the scrolling form, and below it what is missing before issuing."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.referrals.gaps import GapLine
from ui.pages.referrals.letter_form import LetterForm
from ui.theme.tokens import S
from ui.widgets.scroll import Scroll


class FormPane(QWidget):
    """A form whose gaps are told in the line below it."""

    def __init__(self, form: LetterForm) -> None:
        """Take the form in."""
        super().__init__()
        self._form = form
        self.gap_line = GapLine()
        self.gap_line.activated.connect(form.show_errors)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(2, 2, S, S)
        column.addWidget(form)
        column.addStretch(1)
        self._scroll = Scroll(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.gap_line)

    def scrolled(self) -> int:
        """Return how far the form is scrolled down, in pixels."""
        return self._scroll.verticalScrollBar().value()

    def scroll_to(self, pixels: int) -> None:
        """Scroll the form."""
        self._scroll.verticalScrollBar().setValue(pixels)
