"""Painting the day: head, ruler, working hours, breaks, the line of now, cursor and ghosts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from ruko_desk.domain.indonesian import WEEKDAYS
from ui.theme.focus import paint_focus_ring
from ui.theme.icons import pixmap
from ui.theme.services import paint_stripe, service_look
from ui.theme.theme import theme
from ui.theme.tokens import RADIUS, S
from ui.views.calendar.cursor import Carried
from ui.views.calendar.geometry import Geometry, Sizes
from ui.views.calendar.ink import Ink, qrect
from ui.views.calendar.looks import day_words, minute_text, minutes_text, short_label
from ui.views.calendar.paint_cards import CardPainter
from ui.views.calendar.plan import ColumnPlan, DayPlan

_BAND = 4
_CENTER = int(Qt.AlignmentFlag.AlignCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
_WRAP = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)


translate = QCoreApplication.translate


def away_words(plan: DayPlan, column: ColumnPlan) -> str:
    """Say that a provider does not work this day; the head says why."""
    return translate("DayGrid", "{name} tidak bertugas {day} ini.").format(
        name=column.provider.name, day=WEEKDAYS[plan.day.weekday()]
    )


class DayPainter:
    """Draws one day in one geometry; everything in content pixels but head and ruler.

    Args:
        geometry: where things are.
        sizes: sizes of head and ruler.
        ink: colours and fonts.
        cards: draws the appointments.
        holiday: its name on a holiday, when nobody works; the page says so above the day.
    """

    def __init__(
        self, geometry: Geometry, sizes: Sizes, ink: Ink, cards: CardPainter, holiday: str
    ) -> None:
        self._at = geometry
        self._plan = geometry.plan
        self._sizes = sizes
        self._ink = ink
        self._cards = cards
        self._holiday = holiday

    # -- what stays --

    def paint_ground(self, painter: QPainter) -> None:
        """Draw hours, breaks and cards of the whole day."""
        for place, column in enumerate(self._plan.columns):
            self._paint_column(painter, place, column)
        self._paint_lines(painter)
        if any(column.opened for column in self._plan.columns):
            for place, column in enumerate(self._plan.columns):
                if not column.opened:
                    self._paint_away(painter, place, column)
        for card in self._plan.cards:
            self._cards.paint(painter, qrect(self._at.card_box(card)), card)
        for more in self._plan.more:
            rect = qrect(self._at.more_box(more))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ink.colour("text"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            painter.setPen(self._ink.colour("surface"))
            painter.setFont(self._ink.small_strong)
            painter.drawText(
                rect, _CENTER, translate("DayGrid", "+{count} lagi").format(count=more.count)
            )

    def _paint_column(self, painter: QPainter, place: int, column: ColumnPlan) -> None:
        ink, box = self._ink, self._at.span_box
        day = qrect(box(place, (self._plan.first, self._plan.last)))
        if not column.opened:
            painter.fillRect(day, ink.hatch("border"))
            return
        for span in column.opened:
            painter.fillRect(qrect(box(place, span)), ink.colour("surface"))
        before = self._plan.columns[place - 1].breaks if place else ()
        for span in column.breaks:
            rect = qrect(box(place, span))
            painter.fillRect(rect, ink.hatch("border"))
            if span not in before and rect.height() > ink.line:
                self._patch(painter, rect, translate("DayGrid", "Istirahat"))

    def _patch(self, painter: QPainter, rect: QRectF, text: str) -> None:
        """Write on a calm patch in the middle of a hatched place."""
        width = self._ink.width(text) + 12
        patch = QRectF(0, 0, min(width, rect.width() - 8), self._ink.line)
        patch.moveCenter(rect.center())
        painter.fillRect(patch, self._ink.colour("surface2"))
        painter.setFont(self._ink.small)
        painter.setPen(self._ink.colour("muted"))
        painter.drawText(patch, _CENTER, text)

    def _paint_away(self, painter: QPainter, place: int, column: ColumnPlan) -> None:
        whole = qrect(self._at.span_box(place, (self._plan.first, self._plan.last)))
        text = away_words(self._plan, column)
        room = whole.adjusted(10, 10, -14, -10)
        painter.setFont(self._ink.small)
        needed = painter.boundingRect(room, _WRAP, text)
        painter.fillRect(needed.adjusted(-6, -4, 6, 4), self._ink.colour("surface2"))
        painter.setPen(self._ink.colour("muted"))
        painter.drawText(room, _WRAP, text)

    def _paint_lines(self, painter: QPainter) -> None:
        for minute in range(self._plan.first, self._plan.last + 1, 30):
            line = QRectF(0, round(self._at.y(minute)), self._at.width, 1)
            painter.fillRect(line, self._ink.colour("border", 255 if minute % 60 == 0 else 90))
        for place in range(1, len(self._plan.columns)):
            line = QRectF(round(self._at.x(place)), 0, 1, self._at.height)
            painter.fillRect(line, self._edge(place))

    def _edge(self, place: int) -> QColor:
        """Return the line left of a column, stronger where another service begins."""
        columns = self._plan.columns
        same = columns[place - 1].provider.service == columns[place].provider.service
        return self._ink.colour("border" if same else "border_in")

    def paint_head(self, painter: QPainter) -> None:
        """Draw the names over all columns."""
        height = self._sizes.head
        for place, column in enumerate(self._plan.columns):
            x = self._at.x(place)
            self._paint_name(painter, QRectF(x, 0, self._at.column, height), column)
            if place:
                painter.fillRect(QRectF(round(x), 0, 1, height), self._edge(place))
        painter.fillRect(QRectF(0, height - 1, self._at.width, 1), self._ink.colour("border_in"))

    def _paint_name(self, painter: QPainter, rect: QRectF, column: ColumnPlan) -> None:
        ink, look = self._ink, service_look(column.provider.service)
        band = QRectF(rect.left() + 2, rect.top(), rect.width() - 4, _BAND)
        # The pattern is made for upright stripes: turned, so that it runs along the band.
        painter.save()
        painter.translate(band.bottomLeft())
        painter.rotate(-90)
        paint_stripe(painter, QRectF(0, 0, band.height(), band.width()), column.provider.service)
        painter.restore()
        px = theme().metrics.px
        side = px(18)
        top = rect.top() + _BAND + 3
        badge = QRectF(rect.left() + S, top + 1, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink.colour(look.role), 1))
        painter.setBrush(ink.colour(f"{look.role}_tint"))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setFont(ink.letter)
        painter.setPen(ink.colour(look.role))
        painter.drawText(badge, _CENTER, look.letter)
        left = badge.right() + 5
        if rect.width() >= px(150):
            painter.drawPixmap(QPointF(left, top + 2), pixmap(look.icon, look.role, px(16)))
            left += px(16) + 5
        name = QRectF(left, top, rect.right() - left - 4, px(20))
        painter.setFont(ink.strong)
        painter.setPen(ink.colour("text"))
        painter.drawText(name, _MIDDLE, _cut(painter, column.provider.name, name))
        below = QRectF(rect.left() + S, name.bottom(), rect.width() - S - 4, ink.line)
        painter.setFont(ink.small)
        painter.setPen(ink.colour("muted"))
        painter.drawText(below, _MIDDLE, _cut(painter, self._hours(column), below))

    def _hours(self, column: ColumnPlan) -> str:
        if column.opened:
            hours = minutes_text(column.opened[0][0], column.opened[-1][1])
            return f"{hours} · {column.absence}" if column.absence else hours
        if self._holiday:
            return translate("DayGrid", "Libur")
        return column.absence or translate("DayGrid", "Tidak bertugas")

    def paint_ruler(self, painter: QPainter, room: QRectF, scroll: int, now: int | None) -> None:
        """Draw the hours at the left; `room` lies below the head."""
        ink = self._ink
        painter.save()
        painter.fillRect(room, ink.colour("surface2"))
        painter.setClipRect(room)
        painter.setFont(ink.small)
        for minute in range(self._plan.first, self._plan.last, 60):
            y = room.top() + self._at.y(minute) - scroll
            painter.setPen(ink.colour("muted"))
            text = QRectF(0, y + 1, room.width() - 6, ink.line)
            painter.drawText(text, int(Qt.AlignmentFlag.AlignRight), minute_text(minute))
            painter.setPen(QPen(ink.colour("border"), 1))
            line = round(y) + 0.5
            painter.drawLine(QPointF(room.right() - 4, line), QPointF(room.right(), line))
        if now is not None and self._plan.first <= now <= self._plan.last:
            y = room.top() + self._at.y(now) - scroll
            pill = QRectF(2, y - ink.line / 2, room.width() - 4, ink.line)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.colour("danger"))
            painter.drawRoundedRect(pill, RADIUS, RADIUS)
            painter.setPen(ink.colour("on_danger"))
            painter.setFont(ink.small_strong)
            painter.drawText(pill, _CENTER, minute_text(now))
        painter.restore()

    # -- what moves --

    def paint_now(self, painter: QPainter, now: int) -> None:
        """Draw the line of the present time; it passes behind the cards, whose words it would cross."""
        if not self._plan.first <= now <= self._plan.last:
            return
        y = round(self._at.y(now))
        line = QRegion(0, y - 1, round(self._at.width), 2)
        for card in self._plan.cards:
            if card.start <= now < card.end:
                line -= QRegion(qrect(self._at.card_box(card)).toAlignedRect())
        painter.save()
        painter.setClipRegion(line, Qt.ClipOperation.IntersectClip)
        painter.fillRect(line.boundingRect(), self._ink.colour("danger"))
        painter.restore()

    def paint_slot(
        self, painter: QPainter, column: int, start: int, end: int, *words: str, ring: bool = False
    ) -> None:
        """Draw a marked time with as many lines of words as fit: the cursor, or a coming session."""
        ink = self._ink
        rect = qrect(self._at.span_box(column, (start, end))).adjusted(2, 0, -6, 0)
        rect.setHeight(max(rect.height(), ink.line + 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if ring else QPen(ink.colour("primary"), 2))
        painter.setBrush(ink.colour("primary_tint"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        painter.setFont(ink.small_strong)
        painter.setPen(ink.colour("text"))
        room = QRectF(rect.left() + 8, rect.top() + 1, rect.width() - 12, ink.line)
        for line in words:
            if room.bottom() <= rect.bottom():
                painter.drawText(room, _MIDDLE, ink.cut(line, room.width(), strong=True))
                room.moveTop(room.bottom())
        if ring:
            paint_focus_ring(painter, rect, 4)

    def paint_ring(self, painter: QPainter, uid: str) -> None:
        """Draw the ring of the keyboard round a card."""
        card = self._plan.card(uid)
        if card is not None:
            paint_focus_ring(painter, qrect(self._at.card_box(card)).adjusted(-2, -2, 2, 2), 5)

    def paint_faded(self, painter: QPainter, uid: str) -> None:
        """Lighten a card that is being carried elsewhere."""
        card = self._plan.card(uid)
        if card is not None:
            rect = qrect(self._at.card_box(card))
            painter.fillRect(rect, self._ink.colour("surface", 170))

    def paint_ghost(self, painter: QPainter, carried: Carried, label: str, seen: QRectF) -> None:
        """Draw where a carried appointment would stand, with day and time in words."""
        column = self._plan.column_of(carried.provider_uid)
        if column < 0:
            return
        ink = self._ink
        role = "primary" if carried.free else "danger"
        span = (carried.minute, carried.minute + carried.minutes)
        rect = qrect(self._at.span_box(column, span)).adjusted(2, 0, -6, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink.colour(role), 2, Qt.PenStyle.DashLine))
        painter.setBrush(ink.colour("surface", 225))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        painter.setFont(ink.small_strong)
        painter.setPen(ink.colour("text"))
        inner = rect.adjusted(8, 2, -4, -2)
        inner.setHeight(min(inner.height(), ink.line))
        painter.drawText(inner, _MIDDLE, _cut(painter, short_label(label), inner))
        self._bubble(painter, rect, seen, ghost_words(self._plan, carried), role)

    def _bubble(self, painter: QPainter, rect: QRectF, seen: QRectF, words: str, role: str) -> None:
        """Write the words above the ghost, kept in view."""
        ink = self._ink
        width = ink.width(words, strong=True) + 16
        bubble = QRectF(rect.left(), rect.top() - ink.line - 8, width, ink.line + 6)
        if bubble.top() < seen.top():
            bubble.moveTop(rect.bottom() + 2)
        if bubble.bottom() > seen.bottom():
            bubble.moveBottom(seen.bottom() - 2)
        bubble.moveLeft(max(seen.left() + 2, min(bubble.left(), seen.right() - width - 2)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.colour(role))
        painter.drawRoundedRect(bubble, RADIUS, RADIUS)
        painter.setPen(ink.colour(f"on_{role}"))
        painter.setFont(ink.small_strong)
        painter.drawText(bubble, _CENTER, words)


def ghost_words(plan: DayPlan, carried: Carried) -> str:
    """Say where a carried appointment would stand: `Kamis 26 Nov 09.00-10.00 · Dr. Maya`."""
    column = plan.column_of(carried.provider_uid)
    name = plan.columns[column].provider.name if column >= 0 else ""
    if not carried.free:
        return translate("DayGrid", "{name} tidak memberi layanan ini").format(name=name)
    times = minutes_text(carried.minute, carried.minute + carried.minutes)
    return f"{day_words(plan.day)} {times} · {name}"


def _cut(painter: QPainter, text: str, room: QRectF) -> str:
    return painter.fontMetrics().elidedText(
        text, Qt.TextElideMode.ElideRight, max(0, int(room.width()))
    )
