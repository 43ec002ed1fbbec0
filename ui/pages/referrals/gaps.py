"""What a letter must have before it can be issued, told beside the field that mends it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ruko_desk.domain.letter_texts import letter_problems
from ruko_desk.domain.letters import ReferralLetter
from ruko_desk.errors import FieldErrors, RuKoError
from ui.theme.tokens import XS
from ui.widgets.buttons import link
from ui.widgets.labels import IconLabel, Label

#: Fields of the letter that a person mends in another field of the form.
_FIELD_OF = {"addressee": "partner_uid", "subject": "partner_uid"}


def gaps_of_letter(letter: ReferralLetter) -> dict[str, str]:
    """Return the sentences of what is missing, by field of the form."""
    return _by_field(letter_problems(letter))


def gaps_of_error(error: RuKoError) -> dict[str, str]:
    """Return what an error says, by field of the form; a sentence without field stays loose."""
    if isinstance(error, FieldErrors):
        return _by_field(error.fields)
    return {error.code: error.message}


def _by_field(problems: dict[str, str]) -> dict[str, str]:
    return {_FIELD_OF.get(name, name): sentence for name, sentence in problems.items()}


class GapLine(QWidget):
    """One line below the form: ready, or how much is missing, with the way to it.

    Signals:
        activated: the gaps, to be shown beside their fields.
    """

    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps: dict[str, str] = {}
        self._icon = IconLabel("circle-check", "done", 18, self)
        self._ready = Label(self.tr("Siap diterbitkan"))
        self._missing = link("")
        self._missing.setObjectName("gaps")
        self._missing.clicked.connect(lambda: self.activated.emit(dict(self._gaps)))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addWidget(self._icon)
        layout.addWidget(self._ready)
        layout.addWidget(self._missing)
        layout.addStretch(1)
        self.set_gaps({})

    def gaps(self) -> dict[str, str]:
        """Return what is missing, by field."""
        return dict(self._gaps)

    def set_gaps(self, gaps: dict[str, str]) -> None:
        """Say how much is missing."""
        self._gaps = dict(gaps)
        words = self.tr("Sebelum terbit: {count} hal belum lengkap")
        self._missing.setText(words.replace("{count}", str(len(gaps))))
        self._missing.setMinimumWidth(self._missing.sizeHint().width())
        self._missing.setAccessibleDescription(". ".join(gaps.values()))
        self._missing.setToolTip("\n".join(gaps.values()))
        self._missing.setVisible(bool(gaps))
        self._ready.setVisible(not gaps)
        if gaps:
            self._icon.set_icon_name("circle-alert", "high")
        else:
            self._icon.set_icon_name("circle-check", "done")
