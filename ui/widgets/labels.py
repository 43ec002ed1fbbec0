"""Text that is read: plain text only, so that nothing typed by anybody is taken for markup."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.icon_names import IconName
from ui.theme.icons import pixmap
from ui.theme.theme import theme
from ui.widgets.restyle import restyle

Look = Literal[
    "body", "title", "section", "strong", "muted", "small", "metric", "clock", "error", "warning"
]


class Label(QLabel):
    """A line or, with `wrap`, a paragraph; `&` is shown as it is."""

    def __init__(
        self,
        text: str = "",
        look: Look = "body",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setText(text)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            self.setWordWrap(True)  # afterwards: it makes the policy ask for height by width

    def set_look(self, look: Look) -> None:
        """Change the kind of text this is."""
        restyle(self, "look", look)


class IconLabel(QWidget):
    """An icon that is only looked at; the words beside it carry the meaning."""

    def __init__(
        self, name: IconName, role: str = "text", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name: IconName = name
        self._role = role
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon_name(self, name: IconName, role: str) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        """Return the side of the icon at the present text size."""
        side = theme().metrics.px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than the icon."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colours of the present theme."""
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, pixmap(self._name, self._role, self.sizeHint().width()))
