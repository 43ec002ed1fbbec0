"""Line icons, drawn from the bundled SVG files in a colour of the theme and kept per colour.

`set_icon` is what widgets use: the icon follows a change of theme by itself.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ruko_desk import paths
from ui.theme.icon_names import IconName
from ui.theme.theme import theme

#: Sides, in logical pixels, that an icon holds ready; a size between two is drawn from the larger.
_SIZES = (16, 18, 20, 24, 32)


class HasIcon(Protocol):
    """A button, an action, a window: anything that shows a QIcon."""

    def setIcon(self, icon: QIcon) -> None:
        """Show `icon`."""
        ...


def icon(name: IconName, role: str = "text", size: int | None = None, gap: int = 0) -> QIcon:
    """Return the icon in the colour `role` of the present theme, with its disabled look.

    Args:
        name: file stem in resources/icons.
        role: a colour role of `Colours`.
        size: side in logical pixels; default: the usual sizes.
        gap: empty pixels at the right, which keep the icon of a button away from its words.

    Raises:
        KeyError: no such colour role.
        FileNotFoundError: no such icon.
    """
    colours = theme().colours
    result = QIcon()
    for side in _SIZES if size is None else (size,):
        for mode, colour in (
            (QIcon.Mode.Normal, colours.get(role)),
            (QIcon.Mode.Disabled, colours.disabled),
        ):
            result.addPixmap(_draw(name, colour, side, _ratio(), gap), mode)
    return result


def pixmap(name: IconName, role: str = "text", size: int = 18) -> QPixmap:
    """Return one picture of the icon, `size` logical pixels a side."""
    return _draw(name, theme().colours.get(role), size, _ratio())


def set_icon(target: HasIcon, name: IconName, role: str = "text", gap: int = 0) -> None:
    """Give `target` (a QObject) the icon now and again after every change of theme.

    With a `gap` (see `icon`) there is only the size that buttons use.
    """
    if not isinstance(target, QObject):
        msg = "an icon that follows the theme needs a QObject"
        raise TypeError(msg)
    binding = target.findChild(IconBinding, "", Qt.FindChildOption.FindDirectChildrenOnly)
    if not isinstance(binding, IconBinding):
        binding = IconBinding(target)
    binding.show(target, name, role, gap)


class IconBinding(QObject):
    """Lives and dies with the object whose icon it keeps in the colours of the theme."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: tuple[HasIcon, IconName, str, int] | None = None
        theme().changed.connect(self._refresh)

    def show(self, target: HasIcon, name: IconName, role: str, gap: int) -> None:
        """Set the icon and remember it."""
        self._shown = (target, name, role, gap)
        self._refresh()

    def _refresh(self) -> None:
        if self._shown is not None:
            target, name, role, gap = self._shown
            size = theme().metrics.icon if gap else None
            target.setIcon(icon(name, role, size, gap))


def _ratio() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@cache
def _source(name: IconName) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _draw(name: IconName, colour: str, side: int, ratio: float, gap: int = 0) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixels = round(side * ratio)
    image = QImage(pixels + round(gap * ratio), pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    result = QPixmap.fromImage(image)
    result.setDevicePixelRatio(ratio)
    return result
