"""Shows the pages of a paper as pictures; whoever makes the pictures sits on a worker thread."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui.theme.theme import theme
from ui.theme.tokens import XS, S
from ui.widgets.buttons import IconButton, quiet
from ui.widgets.labels import Label

_GAP = 16
#: Logical pixels of 210 mm, the width of A4, at 96 dots per inch: what 100 % means.
_FULL_WIDTH = 794
_STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class Zoom(Enum):
    """How large pages are shown."""

    WIDTH = auto()
    PAGE = auto()
    STEP = auto()


class _Paper(QWidget):
    """Draws the pages one below the other, always white, each scaled once per size."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: tuple[QImage, ...] = ()
        self._scaled: dict[int, QPixmap] = {}
        self._width = 0

    def set_pages(self, pages: Sequence[QImage]) -> None:
        self._pages = tuple(pages)
        self._scaled.clear()
        self.update()

    def lay_out(self, page_width: int, room: QSize) -> None:
        """Show every page `page_width` wide in the middle of `room`."""
        if page_width != self._width:
            self._width = page_width
            self._scaled.clear()
        bottom = self.page_rect(len(self._pages) - 1).bottom() + _GAP if self._pages else 0
        self.resize(max(room.width(), page_width + 2 * _GAP), max(room.height(), bottom))
        self.update()

    def page_rect(self, place: int) -> QRect:
        """Return where a page lies."""
        y = _GAP
        for page in self._pages[:place]:
            y += self._height(page) + _GAP
        x = max((self.width() - self._width) // 2, _GAP)
        return QRect(x, y, self._width, self._height(self._pages[place]))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(QPen(QColor(theme().colours.border), 1))
            for place in range(len(self._pages)):
                rect = self.page_rect(place)
                if rect.intersects(event.rect()):
                    painter.drawPixmap(rect, self._picture(place, rect))
                    painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _height(self, page: QImage) -> int:
        return round(self._width * page.height() / max(page.width(), 1))

    def _picture(self, place: int, rect: QRect) -> QPixmap:
        if place not in self._scaled:
            ratio = self.devicePixelRatioF()
            scaled = self._pages[place].scaled(
                round(rect.width() * ratio),
                round(rect.height() * ratio),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._scaled[place] = QPixmap.fromImage(scaled)
            self._scaled[place].setDevicePixelRatio(ratio)
        return self._scaled[place]


class PdfView(QWidget):
    """Pages with zoom and page count.

    Signals:
        width_wanted: device pixels per page width that would be sharp; the owner may make new
            pictures of that width and call `set_pages`, which keeps place and zoom.
    """

    width_wanted = Signal(int)

    def __init__(self, name: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name or self.tr("Pratinjau")
        self._pages: tuple[QImage, ...] = ()
        self._zoom = Zoom.WIDTH
        self._step = 1.0
        self._asked = 0
        self._paper = _Paper()
        self._area = QScrollArea(self)
        self._area.setWidget(self._paper)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.verticalScrollBar().valueChanged.connect(self._show_place)
        self._message = Label("", "muted", wrap=True, parent=self)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._message)
        self._place = Label("", "muted", parent=self)
        self._sharpen = QTimer(self)
        self._sharpen.setSingleShot(True)
        self._sharpen.setInterval(200)
        self._sharpen.timeout.connect(self._ask_for_width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addLayout(self._stack, 1)
        layout.addLayout(self._make_bar())
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._area)
        self.zoom_fit_width()
        self.set_message(self.tr("Belum ada yang ditampilkan."))

    def set_pages(self, pages: Sequence[QImage]) -> None:
        """Show these pages; place and zoom stay, so that a live preview does not jump."""
        scrolled = self._area.verticalScrollBar().value()
        self._pages = tuple(pages)
        self._paper.set_pages(self._pages)
        if self._pages:
            self._stack.setCurrentWidget(self._area)
            self._lay_out()
            self._area.verticalScrollBar().setValue(scrolled)
        self._show_place()

    def set_message(self, text: str) -> None:
        """Show a sentence in place of pages, for example why there is no preview."""
        self._message.setText(text)
        self._stack.setCurrentWidget(self._message)
        self._pages = ()
        self._paper.set_pages(())
        self._show_place()

    def page_count(self) -> int:
        """Return the number of pages shown."""
        return len(self._pages)

    def current_page(self) -> int:
        """Return the number, from 1, of the page in the middle of the view; 0 without pages."""
        middle = self._area.verticalScrollBar().value() + self._area.viewport().height() // 2
        for place in range(len(self._pages)):
            if middle <= self._paper.page_rect(place).bottom() + _GAP:
                return place + 1
        return len(self._pages)

    def zoom_fit_width(self) -> None:
        """Make a page as wide as the view."""
        self._set_zoom(Zoom.WIDTH)

    def zoom_whole_page(self) -> None:
        """Make a whole page fit into the view."""
        self._set_zoom(Zoom.PAGE)

    def zoom_in(self) -> None:
        """Make pages larger by one step."""
        self._zoom_by(1)

    def zoom_out(self) -> None:
        """Make pages smaller by one step."""
        self._zoom_by(-1)

    def page_width(self) -> int:
        """Return the logical pixels that a page is wide at the present zoom."""
        room = self._room() - QSize(2 * _GAP, 2 * _GAP)
        if not self._pages:
            return 0
        page = self._pages[0]
        if self._zoom is Zoom.WIDTH:
            return max(room.width(), 80)
        if self._zoom is Zoom.PAGE:
            by_height = room.height() * page.width() // max(page.height(), 1)
            return max(min(room.width(), by_height), 80)
        return round(self._step * _FULL_WIDTH)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in which a page can be made out."""
        return QSize(280, 220)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with Ctrl and plus, minus or zero."""
        steps = {Qt.Key.Key_Plus: self.zoom_in, Qt.Key.Key_Equal: self.zoom_in}
        steps |= {Qt.Key.Key_Minus: self.zoom_out, Qt.Key.Key_0: self.zoom_fit_width}
        action = steps.get(Qt.Key(event.key()))
        if action is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            action()
        else:
            super().keyPressEvent(event)

    def _make_bar(self) -> QHBoxLayout:
        out = IconButton("zoom-out", self.tr("Perkecil"), parent=self)
        out.clicked.connect(self.zoom_out)
        into = IconButton("zoom-in", self.tr("Perbesar"), parent=self)
        into.clicked.connect(self.zoom_in)
        self._width_button = quiet(self.tr("Lebar"))
        self._page_button = quiet(self.tr("Satu halaman"))
        for button, action in (
            (self._width_button, self.zoom_fit_width),
            (self._page_button, self.zoom_whole_page),
        ):
            button.setCheckable(True)
            button.clicked.connect(action)
        bar = QHBoxLayout()
        bar.setContentsMargins(S, 0, S, XS)
        bar.setSpacing(XS)
        bar.addWidget(self._place)
        bar.addStretch(1)
        for widget in (out, self._width_button, self._page_button, into):
            bar.addWidget(widget)
        return bar

    def _set_zoom(self, zoom: Zoom) -> None:
        self._zoom = zoom
        sideways = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if zoom is not Zoom.STEP:
            sideways = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._area.setHorizontalScrollBarPolicy(sideways)
        self._width_button.setChecked(zoom is Zoom.WIDTH)
        self._page_button.setChecked(zoom is Zoom.PAGE)
        self._lay_out()

    def _zoom_by(self, direction: int) -> None:
        if not self._pages:
            return
        now = self.page_width() / _FULL_WIDTH
        if direction > 0:
            self._step = next((step for step in _STEPS if step > now + 0.01), _STEPS[-1])
        else:
            self._step = next((s for s in reversed(_STEPS) if s < now - 0.01), _STEPS[0])
        self._set_zoom(Zoom.STEP)

    def _lay_out(self) -> None:
        if self._pages:
            self._paper.lay_out(self.page_width(), self._room())
            self._sharpen.start()
        self._show_place()

    def _room(self) -> QSize:
        bar = self._area.verticalScrollBar().sizeHint().width()
        return self._area.maximumViewportSize() - QSize(bar, 0)

    def _ask_for_width(self) -> None:
        wanted = round(self.page_width() * self.devicePixelRatioF())
        if self._pages and wanted > self._pages[0].width() and wanted != self._asked:
            self._asked = wanted
            self.width_wanted.emit(wanted)

    def _show_place(self) -> None:
        if self._pages:
            text = self.tr("Hal {page}/{count}").format(
                page=self.current_page(), count=len(self._pages)
            )
            self._area.setAccessibleName(f"{self._name}, {text}")
        else:
            text = ""
            self._area.setAccessibleName(self._name)
        self._place.setText(text)
