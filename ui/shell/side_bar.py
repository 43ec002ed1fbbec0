"""The side bar: one button per screen; icons only where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.actions.registry import BY_ID, ActionSpec
from ui.shell.bars import Bar
from ui.theme.theme import theme
from ui.theme.tokens import L, M, S
from ui.widgets.buttons import Button

WIDE = 168
NARROW = 56


class NavButton(Button):
    """One line of the side bar, with its key at the right."""

    def __init__(self, spec: ActionSpec) -> None:
        """Show icon, words and key of an action."""
        words = spec.label.replace("&", "&&")
        super().__init__(words, "nav", icon=spec.icon)
        self._words = words
        self._key = spec.shortcut
        self.setObjectName(f"nav_{spec.id}")
        self.setCheckable(True)
        self.setAccessibleName(spec.label)
        tip = f"{spec.label} ({spec.shortcut})" if spec.shortcut else spec.label
        self.setToolTip(tip)

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        self.setText("" if narrow else f"  {self._words}")

    def nextCheckState(self) -> None:
        """Stay as the shell says: a click navigates, it does not toggle."""

    def minimumSizeHint(self) -> QSize:
        """Let the bar decide the width."""
        return QSize(NARROW, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key in quiet type when there is room for it."""
        super().paintEvent(event)
        if not self._key or not self.text():
            return
        words = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        taken = M + self.iconSize().width() + S + words
        font = theme().font(12)
        with QPainter(self) as painter:
            painter.setFont(font)
            width = painter.fontMetrics().horizontalAdvance(self._key)
            if taken + S + width + M > self.width():
                return
            painter.setPen(QColor(theme().colours.muted))
            place = QRect(self.width() - width - M, 0, width, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._key)


class SideBar(Bar):
    """The screens, those of the work above and those of the house below.

    Signals:
        chosen: the id of the action whose line was activated.
    """

    chosen = Signal(str)

    def __init__(self, top: Sequence[str], bottom: Sequence[str]) -> None:
        """Show these actions."""
        super().__init__(Qt.Edge.RightEdge)
        self.setAccessibleName(self.tr("Layar"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, S, 1, L)
        layout.setSpacing(2)
        self._buttons: dict[str, NavButton] = {}
        for group in (top, bottom):
            for action in group:
                layout.addWidget(self._make(action))
            if group is top:
                layout.addStretch(1)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Leave room for the page where the window is small."""
        scale = theme().metrics
        self.setFixedWidth(scale.px(NARROW) if narrow else scale.px(WIDE))
        for button in self._buttons.values():
            button.set_narrow(narrow)

    def mark(self, action: str) -> None:
        """Mark the screen that is shown."""
        for name, button in self._buttons.items():
            button.setChecked(name == action)

    def _make(self, action: str) -> QWidget:
        button = NavButton(BY_ID[action])
        button.clicked.connect(lambda _checked=False: self.chosen.emit(action))
        self._buttons[action] = button
        return button
