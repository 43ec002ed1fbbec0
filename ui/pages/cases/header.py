"""The head of a case, which never scrolls away: which case, how urgent, how to reach her, acts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ruko_desk.domain.codes import ConsentPurpose
from ruko_desk.domain.consent import receiver_of
from ruko_desk.domain.dto.cases import CaseDetail
from ui.context import UiContext
from ui.pages.cases.acts import ACTS, RISK
from ui.pages.cases.shown_name import ShownName
from ui.theme.focus import paint_focus_ring
from ui.theme.symbols import Symbol
from ui.theme.tokens import M, S
from ui.widgets.badge import RISKS, Badge
from ui.widgets.buttons import IconButton, secondary
from ui.widgets.elided_label import ElidedLabel


class CaseHeader(QWidget):
    """Code, initials, badges, safe contact and buttons.

    Signals:
        wanted: what was asked for: book, refer, or the key of one of `ACTS`.
    """

    wanted = Signal(str)

    def __init__(self, ctx: UiContext) -> None:
        """Begin empty."""
        super().__init__()
        self._ctx = ctx
        self._offered: frozenset[str] = frozenset()
        self._detail: CaseDetail | None = None
        self._title = ElidedLabel("", "title")
        self._contact = ElidedLabel("", "muted")
        self.risk = RiskBadge()
        self.risk.setObjectName("risk")
        self._status = Badge("")
        self._closing = Badge(self.tr("Penutupan diminta"), "medium")
        self._children = Badge("")
        self.book = secondary(self.tr("Buat janji"), "calendar-plus")
        self.book.setObjectName("book")
        self.refer = secondary(self.tr("Rujuk"), "send")
        self.refer.setObjectName("refer")
        self.eye = IconButton("eye", self.tr("Tampilkan nama 10 detik (Ctrl+Shift+N)"))
        self.eye.setObjectName("show_name")
        self.eye.clicked.connect(lambda _checked=False: ctx.actions.trigger("show_names"))
        self._name = ShownName(ctx, self, self._show_title)
        self.more = IconButton("ellipsis", self.tr("Tindakan lain"), framed=True)
        self.more.setObjectName("more")
        self.risk.clicked.connect(lambda: self.wanted.emit(RISK))
        for button, wish in ((self.book, "book"), (self.refer, "refer")):
            button.clicked.connect(lambda _checked=False, wish=wish: self.wanted.emit(wish))
        self.more.clicked.connect(lambda _checked=False: self._open_menu())
        first = QHBoxLayout()
        first.setSpacing(S)
        first.addWidget(self._title)
        first.addWidget(self.eye)
        first.addStretch(1)
        for badge in (self.risk, self._status, self._closing, self._children):
            first.addWidget(badge)
        first.addSpacing(M - S)
        for widget in (self.book, self.refer, self.more):
            first.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addLayout(first)
        layout.addWidget(self._contact)

    def show_case(self, detail: CaseDetail) -> None:
        """Show the head of a case and offer what may be done with it."""
        self._detail = detail
        self._name.watch(detail.header.uid)
        header, codes = detail.header, self._ctx.codes
        self._offered = frozenset(
            act.key for act in ACTS if act.is_offered(detail, self._ctx.actor)
        )
        symbol, role = RISKS.get(header.risk, (Symbol.DASH, "low"))
        risk = codes.label("risiko", header.risk) if header.risk else self.tr("Belum dinilai")
        self.risk.set(risk, role, symbol)
        self.risk.set_live(RISK in self._offered)
        self._status.set(codes.label("status_kasus", header.status), "low")
        self._closing.setVisible(bool(header.closing_uid))
        self._children.set(self.tr("Anak: {n}").replace("{n}", str(header.children)), "low")
        self._children.setVisible(header.children > 0)
        self.more.setVisible(bool(self._offered))
        sharing = ", ".join(receiver_of(ConsentPurpose(one)) for one in header.sharing)
        told = (
            header.safe_contact_line,
            self.tr("Berbagi: {for_what}").replace("{for_what}", sharing) if sharing else "",
            self.tr("Kec. {name}").replace("{name}", header.district) if header.district else "",
            header.owner,
        )
        self._contact.setText(" · ".join(part for part in told if part))

    def _show_title(self, name: str) -> None:
        """Show code and initials, or the client's name in their place."""
        if self._detail is None:
            return
        header = self._detail.header
        who = [header.sex] if header.sex else []
        who += [] if header.age is None else [self.tr("%n th", "", header.age)]
        about = f" ({', '.join(who)})" if who else ""
        self._title.setText(f"{header.code} · {name or header.initials}{about}")

    def contact_line(self) -> str:
        """Return the line about reaching the client."""
        return self._contact.text()

    def offers(self, act: str) -> bool:
        """Tell whether an act may be done with the case that is shown."""
        return act in self._offered

    def menu(self) -> QMenu:
        """Return the menu of the acts that are offered."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in ACTS:
            if act.key in self._offered:
                entry = QAction(act.words(), menu)
                entry.triggered.connect(lambda _on=False, key=act.key: self.wanted.emit(key))
                menu.addAction(entry)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class RiskBadge(Badge):
    """The risk of a case; where it may be assessed anew, a button.

    Signals:
        clicked: by mouse, Space or Enter.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self._live = False

    def set_live(self, live: bool) -> None:
        """Make it a button or a mere word."""
        self._live = live
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if live else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if live else Qt.CursorShape.ArrowCursor)
        words = self.tr("Risiko: {level}. Nilai ulang risiko") if live else "{level}"
        self.setAccessibleName(words.replace("{level}", self.text()))
        self.setToolTip(self.tr("Nilai ulang risiko") if live else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the button when the mouse is let go over it."""
        inside = self.rect().contains(event.position().toPoint())
        if self._live and inside and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button with Space or Enter."""
        keys = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self._live and event.key() in keys and not event.modifiers():
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge, and the ring when it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self) as painter:
                paint_focus_ring(painter, self.rect().toRectF())
