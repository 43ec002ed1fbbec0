"""Badges: a symbol or letter and a word on a tint; colour alone never speaks."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.services import service_look
from ui.theme.symbols import Symbol, paint_symbol
from ui.theme.theme import theme
from ui.theme.tokens import BADGE_RADIUS, S

BadgeRole = Literal[
    "legal",
    "psychology",
    "health",
    "shelter",
    "outreach",
    "emergency",
    "high",
    "medium",
    "low",
    "done",
    "primary",
    "link",
]

#: Risk code of the domain -> symbol and colour role.
RISKS: dict[str, tuple[Symbol, BadgeRole]] = {
    "darurat": (Symbol.SQUARE, "emergency"),
    "tinggi": (Symbol.TRIANGLE, "high"),
    "sedang": (Symbol.DIAMOND, "medium"),
    "rendah": (Symbol.FULL, "low"),
}


class Badge(QWidget):
    """A word with a symbol (or a letter) before it."""

    def __init__(
        self,
        text: str,
        role: str = "low",
        symbol: Symbol | None = None,
        *,
        letter: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._role, self._symbol, self._letter = text, role, symbol, letter
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text or letter)

    def set(self, text: str, role: str, symbol: Symbol | None = None, letter: str = "") -> None:
        """Show something else."""
        self._text, self._role, self._symbol, self._letter = text, role, symbol, letter
        self.setAccessibleName(text or letter)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the word."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the room of symbol and word."""
        metrics = theme().metrics
        width = 2 * S + QFontMetrics(self._font()).horizontalAdvance(self._text)
        if self._symbol is not None:
            width += metrics.px(10)
        if self._letter:
            width += QFontMetrics(self._letter_font()).horizontalAdvance(self._letter)
        if self._text and (self._symbol is not None or self._letter):
            width += 6
        return QSize(width, metrics.px(22))

    def minimumSizeHint(self) -> QSize:
        """Return the same as the hint: a status is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colours of the present theme."""
        colours, metrics = theme().colours, theme().metrics
        colour = QColor(colours.get(self._role))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.get(f"{self._role}_tint")))
            painter.drawRoundedRect(QRectF(self.rect()), BADGE_RADIUS, BADGE_RADIUS)
            x = float(S)
            if self._symbol is not None:
                side = metrics.px(10)
                box = QRectF(x, (self.height() - side) / 2, side, side)
                paint_symbol(painter, box, self._symbol, colour)
                x += side + 6
            painter.setPen(colour)
            for text, font in ((self._letter, self._letter_font()), (self._text, self._font())):
                if text:
                    painter.setFont(font)
                    room = QRectF(x, 0, self.width() - x, self.height())
                    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
                    x += QFontMetrics(font).horizontalAdvance(text) + 6

    def _font(self) -> QFont:
        return theme().font(12, strong=True)

    def _letter_font(self) -> QFont:
        font = theme().font(12)
        font.setWeight(QFont.Weight.Bold)
        return font


def risk_badge(code: str, text: str) -> Badge:
    """Return the badge of a risk level; an unknown or missing level gets a dash."""
    symbol, role = RISKS.get(code, (Symbol.DASH, "low"))
    return Badge(text, role, symbol)


def service_badge(code: str, text: str = "") -> Badge:
    """Return the badge of a service: its letter, and its name unless there is no room for it."""
    look = service_look(code)
    badge = Badge(text, look.role, letter=look.letter)
    badge.setAccessibleName(text or code)
    return badge


def status_badge(symbol: Symbol, text: str, role: BadgeRole = "low") -> Badge:
    """Return the badge of a state."""
    return Badge(text, role, symbol)
