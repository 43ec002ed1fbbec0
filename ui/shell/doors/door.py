"""What all pages before the desk share: a quiet page with one card in its middle."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ui.shell.focus_place import focused
from ui.theme.theme import theme
from ui.theme.tokens import XL, L, M, S
from ui.widgets.announce import announce
from ui.widgets.card import Card
from ui.widgets.labels import Label

WIDTH = 440


class Door(QWidget):
    """A card in the middle of the page, with a message line and a thin bar for waiting."""

    def __init__(self, heading: str, intro: str = "", *, width: int = WIDTH) -> None:
        """Build the frame; subclasses fill `body` and `buttons`."""
        super().__init__()
        self._busy = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.above = QVBoxLayout()
        outer.addLayout(self.above)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(area, 1)
        page = QWidget()
        area.setWidget(page)
        middle = QVBoxLayout(page)
        middle.setContentsMargins(M, L, M, L)
        middle.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        self.card = Card()
        self.card.setFixedWidth(theme().metrics.px(width))
        row.addWidget(self.card)
        row.addStretch(1)
        middle.addLayout(row)
        self.below = QVBoxLayout()
        self.below.setSpacing(S)
        middle.addSpacing(M)
        middle.addLayout(self.below)
        middle.addStretch(3)

        self.card.body.setContentsMargins(XL, L, XL, L)
        self.card.body.setSpacing(M)
        self.heading = Label(heading, "title", wrap=True)
        self.card.body.addWidget(self.heading)
        self.intro = Label(intro, "muted", wrap=True)
        self.intro.setVisible(bool(intro))
        self.card.body.addWidget(self.intro)
        self.body = QVBoxLayout()
        self.body.setSpacing(M)
        self.card.body.addLayout(self.body)
        self.message = Label("", "error", wrap=True)
        self.message.setObjectName("message")
        self.message.hide()
        self.card.body.addWidget(self.message)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.hide()
        self.card.body.addWidget(self.bar)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(S)
        self.card.body.addLayout(self.buttons)

    @property
    def busy(self) -> bool:
        """Whether the page waits for an answer."""
        return self._busy

    def say(self, sentence: str, look: str = "error") -> None:
        """Show a sentence above the buttons; an empty one takes it away."""
        self.message.set_look("muted" if look == "muted" else "error")
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def set_busy(self, busy: bool) -> None:
        """Show that work is going on."""
        self._busy = busy
        self.bar.setVisible(busy)
        if busy:
            self.say("")

    def first_field(self) -> QWidget | None:
        """Return the field that has the keyboard whenever the window has it."""
        return None

    def take_focus(self) -> None:
        """Put the keyboard into the first field, unless it is in this page already."""
        field = self.first_field()
        inside = focused()
        if field is not None and (inside is None or not self.isAncestorOf(inside)):
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard in the first field."""
        super().showEvent(event)
        self.take_focus()

    def changeEvent(self, event: QEvent) -> None:
        """Take the keyboard when the window gets it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.take_focus()
