"""The services that a letter asks for: a tick list that follows the partner's kind, and own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.tokens import XS
from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.editor import JsonValue
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.labels import Label

_SEPARATOR = "; "


class ServicesBox(QWidget):
    """Wordings of services; the value holds what is ticked, then what was typed.

    Signals:
        edited: the choice changed, by hand or by program.
    """

    edited = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, CheckBox] = {}
        self._none = Label(self.tr("Pilih mitra dahulu; daftar ini mengikuti jenisnya."), "muted")
        self._none.setWordWrap(True)
        self.other = LineEdit(
            self.tr("Layanan lain, pisahkan dengan titik koma"), max_length=200, parent=self
        )
        self.other.setObjectName("services_other")
        self.other.setAccessibleName(self.tr("Layanan lain"))
        self.other.edited.connect(self.edited)
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addWidget(self._none)
        layout.addLayout(self._ticks)
        layout.addWidget(self.other)

    def offers(self) -> tuple[str, ...]:
        """Return the wordings that are offered as ticks."""
        return tuple(self._boxes)

    def set_offers(self, texts: Sequence[str], *, after: QWidget) -> None:
        """Offer other wordings; what was typed stays, ticks that are offered no more go.

        Args:
            texts: the wordings.
            after: what Tab passes before; new boxes would else come last of the whole page.
        """
        if tuple(texts) == self.offers():
            return
        chosen = set(self._ticked())
        for box in self._boxes.values():
            self._ticks.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        before = after
        for place, text in enumerate(texts):
            box = CheckBox(text, parent=self)
            box.setObjectName(f"service_{place}")
            box.setChecked(text in chosen)
            box.edited.connect(self.edited)
            self._ticks.addWidget(box)
            box.show()
            self._boxes[text] = box
            QWidget.setTabOrder(before, box)
            before = box
        QWidget.setTabOrder(before, self.other)
        self._none.setVisible(not self._boxes)
        if set(self._ticked()) != chosen:
            self.edited.emit()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the first box; a focus proxy would keep Tab from leaving the group."""
        next(iter(self._boxes.values()), self.other).setFocus(reason)

    def value(self) -> tuple[str, ...]:
        """Return the wordings asked for."""
        typed = (part.strip() for part in self.other.text().split(";"))
        return (*self._ticked(), *(part for part in typed if part))

    def set_value(self, value: object) -> None:
        """Tick the wordings that are offered and write the others into the line."""
        wanted = [str(text) for text in value] if isinstance(value, list | tuple) else []
        for text, box in self._boxes.items():
            box.setChecked(text in wanted)
        self.other.set_value(_SEPARATOR.join(text for text in wanted if text not in self._boxes))

    def draft(self) -> JsonValue:
        """Return the ticked wordings, and the line exactly as typed as the last."""
        return [*self._ticked(), self.other.text()]

    def restore(self, draft: object) -> None:
        """Show what a draft holds."""
        if not isinstance(draft, list) or not draft:
            return
        ticked, typed = draft[:-1], draft[-1]
        for text, box in self._boxes.items():
            box.setChecked(text in ticked)
        self.other.restore(typed)

    def problem(self) -> str | None:
        """Any wording will do here; the letter's own rules judge it."""
        return None

    def set_invalid(self, invalid: bool) -> None:
        """Draw boxes and line as those of an input with an error."""
        for box in self._boxes.values():
            box.set_invalid(invalid)
        self.other.set_invalid(invalid)

    def set_read_only(self, read_only: bool) -> None:
        """Show an issued letter's services."""
        for box in self._boxes.values():
            box.setEnabled(not read_only)
        self.other.setReadOnly(read_only)
        self.other.setVisible(not read_only or bool(self.other.text()))

    def place(self) -> int:
        """Return the cursor position of the line."""
        return self.other.place()

    def set_place(self, place: int) -> None:
        """Put the cursor of the line back."""
        self.other.set_place(place)

    def _ticked(self) -> tuple[str, ...]:
        return tuple(text for text, box in self._boxes.items() if box.isChecked())
