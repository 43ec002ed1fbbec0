"""Chips: a few choices that are all in view, one or several of which may hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.focus import paint_focus_ring
from ui.theme.icon_names import IconName
from ui.theme.icons import pixmap
from ui.theme.symbols import Symbol, paint_symbol
from ui.theme.theme import theme
from ui.theme.tokens import RADIUS, M, S
from ui.widgets.editors.option_group import Choice, OptionGroup
from ui.widgets.flow_layout import FlowLayout


class Chip(QPushButton):
    """A choice that stays pressed; chosen: tint, thick edge, tick and semi-bold words."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._label = text
        self._icon_name: IconName | None = None
        self._icon_role = "text"
        self.setCheckable(True)
        self.setAutoDefault(False)

    def set_icon_name(self, name: IconName, role: str) -> None:
        """Show an icon before the words."""
        self._icon_name, self._icon_role = name, role
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the semi-bold words and the tick, so that nothing moves when chosen."""
        metrics = theme().metrics
        width = 2 * M + self._content_width(chosen=True)
        return QSize(width, metrics.control_height)

    def minimumSizeHint(self) -> QSize:
        """Return the same as the hint: words of a choice are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrow keys to the group."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip in the colours of the present theme."""
        colours, metrics = theme().colours, theme().metrics
        chosen, enabled = self.isChecked(), self.isEnabled()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_frame(painter)
            painter.setFont(self._font(chosen=chosen))
            x = (self.width() - self._content_width(chosen=chosen)) / 2
            middle = self.height() / 2
            text_colour = colours.text if enabled else colours.disabled
            if chosen:
                side = metrics.px(12)
                rect = QRectF(x, middle - side / 2, side, side)
                colour = colours.primary if enabled else colours.disabled
                paint_symbol(painter, rect, Symbol.CHECK, colour)
                x += side + S
            if self._icon_name is not None:
                side = metrics.icon
                role = self._icon_role if enabled else "disabled"
                painter.drawPixmap(
                    round(x), round(middle - side / 2), pixmap(self._icon_name, role, side)
                )
                x += side + S
            painter.setPen(QColor(text_colour))
            room = QRectF(x, 0, self.width() - x, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._label)
            if self.hasFocus():
                paint_focus_ring(painter, QRectF(self.rect()))

    def _paint_frame(self, painter: QPainter) -> None:
        colours = theme().colours
        chosen = self.isChecked() and self.isEnabled()
        edge = colours.primary if chosen else colours.border_in
        fill = colours.primary_tint if chosen else colours.surface
        if self.property("invalid") == "true":
            edge = colours.danger
        elif not self.isEnabled():
            edge, fill = colours.border, colours.bg
        elif self.underMouse() and not chosen:
            fill = colours.surface2
        width = 2 if chosen or self.property("invalid") == "true" else 1
        inset = width / 2
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS
        )

    def _font(self, *, chosen: bool) -> QFont:
        return theme().font(strong=chosen)

    def _content_width(self, *, chosen: bool) -> int:
        metrics = theme().metrics
        width = QFontMetrics(self._font(chosen=chosen)).horizontalAdvance(self._label)
        if self._icon_name is not None:
            width += metrics.icon + S
        if chosen:
            width += metrics.px(12) + S
        return width


class ChipGroup(OptionGroup):
    """Chips in as many lines as the width needs.

    Args:
        choices: codes and words, in the order of the code list.
        multi: several may be chosen; otherwise choosing one releases the other, and choosing it
            again leaves none.
        parent: the owning widget.
    """

    def __init__(
        self, choices: Sequence[Choice], *, multi: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(multi=multi, parent=parent)
        layout = FlowLayout(self, spacing=S)
        self._chips: dict[str, Chip] = {}
        for code, text in choices:
            chip = Chip(text, self)
            self._chips[code] = chip
            layout.addWidget(chip)
            self.adopt(code, chip)
            chip.setAccessibleName(text)

    def set_chip_icon(self, code: str, icon: IconName, role: str = "text") -> None:
        """Show an icon before the words of a choice."""
        self._chips[code].set_icon_name(icon, role)

    def value(self) -> str | tuple[str, ...] | None:
        """Return the chosen code or None; with `multi` the tuple of chosen codes."""
        chosen = self.chosen()
        if self.multi:
            return chosen
        return chosen[0] if chosen else None
