"""Buttons: verb and object, at most one primary on a screen."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from ui.theme.icon_names import IconName
from ui.theme.icons import set_icon
from ui.theme.theme import theme
from ui.theme.tokens import RADIUS, XS
from ui.widgets.restyle import restyle

Kind = Literal["secondary", "primary", "danger", "quiet", "link", "toast", "nav"]

#: Pixels between icon and words beside the style's own.
_GAP = 4

_ICON_ROLE: dict[Kind, str] = {
    "primary": "on_primary",
    "danger": "on_danger",
    "link": "link",
    "toast": "surface",
}


class Button(QPushButton):
    """A push button of one of the kinds that the style sheet knows."""

    def __init__(
        self,
        text: str,
        kind: Kind = "secondary",
        *,
        icon: IconName | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._icon: IconName | None = None
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if icon is not None:
            self.set_icon_name(icon)

    def set_icon_name(self, name: IconName, role: str | None = None) -> None:
        """Show another icon; `role` defaults to the colour of the button's text."""
        self._icon = name
        set_icon(self, name, role or _ICON_ROLE.get(self._kind, "text"), _GAP)

    def set_kind(self, kind: Kind) -> None:
        """Change the weight of the button, for example when it becomes the main one."""
        self._kind = kind
        restyle(self, "kind", kind)
        if self._icon is not None:
            self.set_icon_name(self._icon)

    def setIcon(self, icon: QIcon | object) -> None:
        """Show `icon` at the present text size."""
        side = theme().metrics.icon
        self.setIconSize(QSize(side + _GAP, side))
        super().setIcon(icon if isinstance(icon, QIcon) else QIcon())

    def minimumSizeHint(self) -> QSize:
        """Return room for all words; a link may be shorter and ends in an ellipsis."""
        hint = super().minimumSizeHint()
        if self._kind == "link":
            hint.setWidth(min(hint.width(), theme().metrics.px(96)))
        return hint

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Shorten the words of a link to what fits; the tooltip has them all."""
        super().initStyleOption(option)
        if self._kind == "link":
            fits = self.fontMetrics().elidedText(
                self.text(),
                Qt.TextElideMode.ElideRight,
                self.width() - 2 * XS,
                int(Qt.TextFlag.TextShowMnemonic),
            )
            self.setToolTip("" if fits == self.text() else self.text())
            option.text = fits

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave a gap inside the focus ring of a filled button, where the ring would not show."""
        super().paintEvent(event)
        if self.hasFocus() and self._kind in {"primary", "danger"}:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(QColor(theme().colours.surface), 2))
                painter.drawRoundedRect(
                    QRectF(self.rect()).adjusted(3, 3, -3, -3), RADIUS - 2, RADIUS - 2
                )


def primary(text: str, icon: IconName | None = None) -> Button:
    """Return the main button of a screen or dialog."""
    return Button(text, "primary", icon=icon)


def secondary(text: str, icon: IconName | None = None) -> Button:
    """Return an ordinary button."""
    return Button(text, "secondary", icon=icon)


def danger(text: str, icon: IconName | None = None) -> Button:
    """Return a button that takes something away for good."""
    return Button(text, "danger", icon=icon)


def quiet(text: str, icon: IconName | None = None) -> Button:
    """Return a button without a frame, for tool bars and card heads."""
    return Button(text, "quiet", icon=icon)


def link(text: str) -> Button:
    """Return a button that reads as part of the text."""
    return Button(text, "link")


class IconButton(QToolButton):
    """A square button with an icon; its name is spoken and shown as tooltip."""

    def __init__(
        self,
        icon: IconName,
        name: str,
        *,
        role: str = "text",
        framed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if not framed:
            self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_name(name)
        self.set_icon_name(icon, role)

    def set_name(self, name: str) -> None:
        """Say something else about what the button does."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon_name(self, name: IconName, role: str = "text") -> None:
        """Show another icon."""
        set_icon(self, name, role)

    def sizeHint(self) -> QSize:
        """Return a square as high as the other controls."""
        side = theme().metrics.control_height
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Never smaller: this is the smallest target."""
        return self.sizeHint()

    def setIcon(self, icon: QIcon | object) -> None:
        """Show `icon` at the present text size."""
        side = theme().metrics.icon
        self.setIconSize(QSize(side, side))
        super().setIcon(icon if isinstance(icon, QIcon) else QIcon())
