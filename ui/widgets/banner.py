"""Strips across a page: what to know, what to mind, and that this is only practice."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme.icon_names import IconName
from ui.theme.theme import theme
from ui.theme.tokens import M, S
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.labels import IconLabel, Label
from ui.widgets.restyle import restyle

BannerKind = Literal["info", "warning", "danger"]

_LOOKS: dict[BannerKind, tuple[IconName, str]] = {
    "info": ("info", "link"),
    "warning": ("triangle-alert", "high"),
    "danger": ("circle-alert", "danger"),
}


class Banner(QFrame):
    """A sentence that stays until it no longer holds or is dismissed.

    Signals:
        activated: its button was pressed.
        dismissed: it was closed by hand; it hides itself.
    """

    activated = Signal()
    dismissed = Signal()

    def __init__(
        self,
        text: str,
        kind: BannerKind = "info",
        action_text: str = "",
        *,
        dismissable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info", "link", 18, self)
        self._label = Label(text, wrap=True, parent=self)
        self.action = secondary(action_text)
        self.action.setParent(self)  # a button without one would flash as a window of its own
        self.action.setVisible(bool(action_text))
        self.action.clicked.connect(self.activated)
        close = IconButton("x", self.tr("Tutup pesan"), parent=self)
        close.setVisible(dismissable)
        close.clicked.connect(self._on_close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, S, S, S)
        layout.setSpacing(S)
        layout.addWidget(self._icon)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.action)
        layout.addWidget(close)
        self.set_message(text, kind)

    def set_message(self, text: str, kind: BannerKind = "info", action_text: str = "") -> None:
        """Say something else; an `action_text` renames the button."""
        icon, role = _LOOKS[kind]
        self._icon.set_icon_name(icon, role)
        self._label.setText(text)
        restyle(self, "card", kind)
        if action_text:
            self.action.setText(action_text)
            self.action.show()
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the sentence."""
        return self._label.text()

    def _on_close(self) -> None:
        self.hide()
        self.dismissed.emit()


class PracticeStripe(QWidget):
    """Marks every page of a practice vault; hatched, so that it shows without colour too."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a thin strip."""
        return QSize(200, theme().metrics.px(24))

    def minimumSizeHint(self) -> QSize:
        """Return a thin strip that may be narrow."""
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw hatching with the words on a calm patch in the middle."""
        colours = theme().colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(colours.medium_tint))
            painter.setPen(QPen(QColor(colours.medium), 3))
            height = self.height()
            for x in range(-height, self.width(), 16):
                painter.drawLine(x, height, x + height, 0)
            painter.setFont(theme().font(12, strong=True))
            words = painter.fontMetrics().horizontalAdvance(self._text) + 2 * M
            patch = QRectF((self.width() - words) / 2, 0, words, height)
            painter.fillRect(patch, QColor(colours.medium_tint))
            painter.setPen(QColor(colours.medium))
            painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, self._text)
