"""How each service looks: a letter, an icon, a colour and a stripe pattern.

The tints of the services cannot be told apart by everybody (screens.md 3.1), so wherever the colour
stands, the letter or the pattern stands too. Printed charts use the same patterns as hatching.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme.icon_names import IconName
from ui.theme.theme import theme


class Pattern(StrEnum):
    """Filling of a stripe."""

    SOLID = "solid"
    DIAGONAL = "diagonal"
    DOTS = "dots"
    OUTLINE = "outline"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class ServiceLook:
    """Letter on badges, colour role (its tint is `<role>_tint`), icon and stripe pattern."""

    letter: str
    role: str
    icon: IconName
    pattern: Pattern


#: By the service codes of the domain.
SERVICES: dict[str, ServiceLook] = {
    "hukum": ServiceLook("H", "legal", "scale", Pattern.SOLID),
    "psikologi": ServiceLook("P", "psychology", "brain", Pattern.DIAGONAL),
    "kesehatan": ServiceLook("K", "health", "heart-pulse", Pattern.DOTS),
    "rumah_aman": ServiceLook("R", "shelter", "bed-double", Pattern.OUTLINE),
    "penjangkauan": ServiceLook("L", "outreach", "megaphone", Pattern.LINES),
}

_NEUTRAL = ServiceLook("\u2013", "low", "circle-question-mark", Pattern.OUTLINE)


def service_look(code: str) -> ServiceLook:
    """Return the look of a service; an unknown or empty code gets a neutral one."""
    return SERVICES.get(code, _NEUTRAL)


def paint_stripe(painter: QPainter, rect: QRectF, code: str) -> None:
    """Fill `rect` (about 5 px wide) with the colour and pattern of a service."""
    look = service_look(code)
    colours = theme().colours
    colour = QColor(colours.get(look.role))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect)
    if look.pattern is Pattern.SOLID:
        painter.fillRect(rect, colour)
    else:
        painter.fillRect(rect, QColor(colours.get(f"{look.role}_tint")))
        _paint_pattern(painter, rect, look.pattern, colour)
    painter.restore()


def _paint_pattern(painter: QPainter, rect: QRectF, pattern: Pattern, colour: QColor) -> None:
    step = 6.0
    painter.setPen(QPen(colour, 2))
    if pattern is Pattern.OUTLINE:
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
        return
    y = rect.top() - rect.width()
    while y < rect.bottom() + rect.width():
        if pattern is Pattern.DIAGONAL:
            painter.drawLine(QPointF(rect.left(), y + rect.width()), QPointF(rect.right(), y))
        elif pattern is Pattern.LINES:
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            radius = rect.width() * 0.32
            painter.drawEllipse(QPointF(rect.center().x(), y), radius, radius)
        y += step
