"""Colours, fonts and fillings of the day, made once per theme and text size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPixmap

from ui.theme.theme import Theme
from ui.theme.tokens import Colours
from ui.views.calendar.geometry import Box

Key = TypeVar("Key")
Value = TypeVar("Value")

_MOST_KEPT = 2_000


@dataclass(eq=False)
class Ink:
    """What the painters of the day draw with.

    Measuring and cutting text costs more than drawing it, and the same words come again on most
    cards, so what was measured once is kept.
    """

    colours: Colours
    small: QFont
    small_strong: QFont
    strong: QFont
    letter: QFont

    def __post_init__(self) -> None:
        self.line = QFontMetrics(self.small).height()
        self._metrics = {True: QFontMetrics(self.small_strong), False: QFontMetrics(self.small)}
        self._widths: dict[tuple[str, bool], int] = {}
        self._cuts: dict[tuple[str, int, bool], str] = {}
        self._colours: dict[tuple[str, int], QColor] = {}
        self.pictures: dict[tuple[object, ...], QPixmap] = {}

    @classmethod
    def of(cls, source: Theme) -> Ink:
        """Return the ink of the theme in force."""
        key = (source.colours, source.metrics.text_scale)
        if key not in _inks:
            letter = source.font(12)
            letter.setWeight(QFont.Weight.Bold)
            _inks[key] = cls(
                colours=source.colours,
                small=source.font(12),
                small_strong=source.font(12, strong=True),
                strong=source.font(strong=True),
                letter=letter,
            )
        return _inks[key]

    def colour(self, role: str, alpha: int = 255) -> QColor:
        """Return a colour of the theme."""
        kept = self._colours.get((role, alpha))
        if kept is None:
            kept = QColor(self.colours.get(role))
            kept.setAlpha(alpha)
            self._colours[role, alpha] = kept
        return kept

    def hatch(self, role: str) -> QBrush:
        """Return a diagonal hatching."""
        return QBrush(self.colour(role), Qt.BrushStyle.BDiagPattern)

    def width(self, text: str, *, strong: bool = False) -> int:
        """Return the width of a small text."""
        key = (text, strong)
        if key not in self._widths:
            _make_room(self._widths)
            self._widths[key] = self._metrics[strong].horizontalAdvance(text)
        return self._widths[key]

    def cut(self, text: str, width: float, *, strong: bool = False) -> str:
        """Return a small text with an ellipsis where it does not fit."""
        if self.width(text, strong=strong) <= width:
            return text
        key = (text, int(width), strong)
        if key not in self._cuts:
            _make_room(self._cuts)
            self._cuts[key] = self._metrics[strong].elidedText(
                text, Qt.TextElideMode.ElideRight, max(0, int(width))
            )
        return self._cuts[key]

    def picture(
        self, key: tuple[object, ...], size: QSizeF, ratio: float, draw: Callable[[QPainter], None]
    ) -> QPixmap:
        """Return a small picture that is drawn once and then kept under its key."""
        whole = (*key, size.width(), size.height(), ratio)
        kept = self.pictures.get(whole)
        if kept is None:
            _make_room(self.pictures)
            kept = QPixmap(
                max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))
            )
            kept.setDevicePixelRatio(ratio)
            kept.fill(Qt.GlobalColor.transparent)
            with QPainter(kept) as painter:
                draw(painter)
            self.pictures[whole] = kept
        return kept


_inks: dict[tuple[Colours, int], Ink] = {}


def _make_room(kept: dict[Key, Value]) -> None:
    """Begin anew before a store grows without end."""
    if len(kept) >= _MOST_KEPT:
        kept.clear()


def qrect(box: Box, dx: float = 0, dy: float = 0) -> QRectF:
    """Return a box as Qt's rectangle, moved."""
    return QRectF(box.x + dx, box.y + dy, box.width, box.height)
