"""A framed part of a page with a title and its own buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme.tokens import M, S
from ui.widgets.elided_label import ElidedLabel


class Card(QFrame):
    """Title at the left, actions at the right, content in `body`.

    Args:
        title: shown as section title; without title and actions there is no head.
        actions: widgets at the right of the title.
        flush: the content reaches the edges, as a table does.
        parent: the owning widget.
    """

    def __init__(
        self,
        title: str = "",
        *actions: QWidget,
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._title = ElidedLabel(title, "section", parent=self)
        self._title.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(S)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        if title or actions:
            self._head = QHBoxLayout()
            self._head.setContentsMargins(M, S, S, S if flush else 0)
            self._head.setSpacing(S)
            self._head.addWidget(self._title, 1)
            for action in actions:
                self._head.addWidget(action)
            layout.addLayout(self._head)
        side = 0 if flush else M
        self.body.setContentsMargins(
            side, side if flush else S if title or actions else M, side, side
        )
        layout.addLayout(self.body, 1)
        if title:
            self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Show another title; the card must have been made with a head."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def add(self, content: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout below what is there."""
        if isinstance(content, QWidget):
            self.body.addWidget(content, stretch)
        else:
            self.body.addLayout(content, stretch)
