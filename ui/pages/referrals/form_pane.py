"""The left side of the composer: the scrolling form, and below it what is missing before issuing."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.referrals.gaps import GapLine, gaps_of_error, gaps_of_letter
from ui.pages.referrals.letter_form import LetterForm
from ui.pages.referrals.preview import LetterPreview
from ui.theme.tokens import S
from ui.widgets.scroll import Scroll


class FormPane(QWidget):
    """A form whose gaps are told in the line below it."""

    def __init__(self, form: LetterForm, preview: LetterPreview) -> None:
        """Take the form in; the preview tells whether its letter lacks anything."""
        super().__init__()
        self.gap_line = GapLine()
        self.gap_line.activated.connect(form.show_errors)
        preview.letter_made.connect(lambda letter: self.gap_line.set_gaps(gaps_of_letter(letter)))
        preview.refused.connect(lambda error: self.gap_line.set_gaps(gaps_of_error(error)))
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
