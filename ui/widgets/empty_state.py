"""What a list shows when it has nothing: a sentence and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme.icon_names import IconName
from ui.theme.tokens import L, M
from ui.widgets.buttons import secondary
from ui.widgets.labels import IconLabel, Label


class EmptyState(QWidget):
    """A sentence in the middle of the space, with a button below it.

    Signals:
        activated: the button was pressed.
    """

    activated = Signal()

    def __init__(
        self,
        text: str,
        button_text: str = "",
        *,
        icon: IconName | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = Label(text, "muted", wrap=True, parent=self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = secondary(button_text)
        self.button.setParent(self)  # a button without one would flash as a window of its own
        self.button.setVisible(bool(button_text))
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.activated)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M)
        layout.addStretch(1)
        if icon is not None:
            layout.addWidget(IconLabel(icon, "muted", 32, self), 0, middle)
        layout.addWidget(self._label)
        layout.addWidget(self.button, 0, middle)
        layout.addStretch(1)

    def set_text(self, text: str, button_text: str | None = None) -> None:
        """Say something else, for example what was searched for."""
        self._label.setText(text)
        if button_text is not None:
            self.button.setText(button_text)
            self.button.setVisible(bool(button_text))

    def text(self) -> str:
        """Return the sentence."""
        return self._label.text()
