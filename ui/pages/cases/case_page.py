"""Kasus: what is known of one case, with the ways to an appointment and a letter."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ruko_desk.changes import ChangeSet
from ruko_desk.domain.dto.cases import CaseDetail
from ruko_desk.errors import RuKoError
from ui.context import UiContext, run_query
from ui.pages.cases.facts import DATA, OVERVIEW, Facts, sections_of
from ui.pages.cases.list_page import moment
from ui.shell.page import Page
from ui.shell.routes import CaseListRoute, CaseRoute, ComposerRoute, Route, ScheduleRoute
from ui.theme.tokens import L, M, S
from ui.widgets.badge import Badge, risk_badge
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.segmented import Segmented
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll
from ui.widgets.timeline import Timeline, TimelineEntry

NEEDS_REASON = "perlu_alasan"
_READS = ("case", "appointment", "consent", "referral", "letter", "contact", "person")


class CasePage(Page):
    """Header that never scrolls away, the sections of the case, and its timeline.

    Opening is on record. A case that is not hers opens with a written reason only.
    """

    title = str(QT_TRANSLATE_NOOP("CasePage", "Kasus"))

    def __init__(self, ctx: UiContext) -> None:
        """Build the page, empty."""
        super().__init__(ctx)
        self._uid = ""
        self._reason = ""
        self._detail: CaseDetail | None = None
        self._head = ElidedLabel("", "title")
        self._badges = QHBoxLayout()
        self._badges.setSpacing(S)
        self._contact = ElidedLabel("", "muted")
        self.book = primary(self.tr("Buat janji"), "calendar-plus")
        self.book.setObjectName("book")
        self.refer = secondary(self.tr("Rujuk"), "send")
        self.refer.setObjectName("refer")
        works = (ctx.may("identitas", "W") or ctx.may("rekam_terbatas", "W")) and not ctx.read_only
        self.book.setEnabled(works)
        self.refer.setEnabled(works)
        self.tabs = Segmented(((OVERVIEW, self.tr("Ringkasan")), (DATA, self.tr("Data kasus"))))
        self.tabs.setObjectName("tabs")
        self.tabs.setAccessibleName(self.tr("Bagian kasus"))
        self.tabs.set_value(OVERVIEW)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, S, 0)
        self._body.setSpacing(M)
        self.timeline = Timeline(self.tr("Lini masa"))
        self._refusal = Label("", "body", wrap=True)
        self.reason = LineEdit(self.tr("Alasan membuka kasus ini"), max_length=200)
        self.reason.setObjectName("reason")
        self.reason.setAccessibleName(self.tr("Alasan membuka kasus ini"))
        self.open_button = primary(self.tr("Buka dengan alasan"))
        self.open_button.setObjectName("open_with_reason")
        self.list_button = secondary(self.tr("Ke daftar kasus"))
        self._faces = QStackedLayout(self)
        self._faces.addWidget(QWidget())
        self._faces.addWidget(self._workspace())
        self._faces.addWidget(self._closed_door())
        self.tabs.edited.connect(self._show_sections)
        self.book.clicked.connect(lambda _checked=False: self.handle("book"))
        self.refer.clicked.connect(lambda _checked=False: self.handle("refer"))
        self.open_button.clicked.connect(lambda _checked=False: self._open_with_reason())
        self.reason.returnPressed.connect(self._open_with_reason)
        self.list_button.clicked.connect(lambda _checked=False: self.ctx.navigate(CaseListRoute()))

    def enter(self, route: Route) -> None:
        """Open the case of the route."""
        uid = route.case_uid if isinstance(route, CaseRoute) else ""
        if uid != self._uid:
            self._uid, self._reason, self._detail = uid, "", None
            self._faces.setCurrentIndex(0)
        named = isinstance(route, CaseRoute) and route.tab == DATA
        self.tabs.set_value(DATA if named else OVERVIEW)
        self._read(arriving=True)

    def place(self) -> dict[str, object]:
        """Return the tab."""
        return {"tab": self.tabs.value()}

    def back_to(self, place: dict[str, object]) -> None:
        """Go back to the tab."""
        self._show_tab(DATA if place.get("tab") == DATA else OVERVIEW)

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when something of a case changed."""
        if changes.touches(*_READS) and self._detail is not None:
            self._read(arriving=False)

    def first_focus(self) -> QWidget | None:
        """Start at the first thing that may be done."""
        if self._faces.currentIndex() == 1:
            return self.book if self.book.isEnabled() else self.timeline
        return self.reason if self.reason.isVisible() else self.list_button

    def handle(self, action: str) -> bool:
        """Book, refer, turn to a tab with Ctrl+1 and Ctrl+2, read again."""
        if self._detail is not None and action == "book" and self.book.isEnabled():
            self.ctx.navigate(ScheduleRoute(case_uid=self._uid))
        elif self._detail is not None and action == "refer" and self.refer.isEnabled():
            self.ctx.navigate(ComposerRoute(case_uid=self._uid))
        elif action in {"tab1", "tab2"}:
            self._show_tab(OVERVIEW if action == "tab1" else DATA)
        elif action == "reload":
            self._read(arriving=False)
        else:
            return super().handle(action)
        return True

    def _read(self, *, arriving: bool) -> None:
        uid, reason = self._uid, self._reason

        def show(detail: CaseDetail) -> None:
            self._show(detail)
            if arriving:
                self.ready()

        def refused(error: RuKoError) -> None:
            self._refuse(error)
            if arriving:
                self.ready()

        run_query(
            self.ctx,
            self,
            lambda services, actor: services.cases.open(actor, uid, reason),
            show,
            err=refused,
            key="case",
        )

    def _refuse(self, error: RuKoError) -> None:
        self._detail = None
        self._refusal.setText(error.message)
        for widget in (self.reason, self.open_button):
            widget.setVisible(error.code == NEEDS_REASON)
        self._faces.setCurrentIndex(2)

    def _open_with_reason(self) -> None:
        if self.reason.value().strip():
            self._reason = self.reason.value().strip()
            self.reason.clear()
            self._read(arriving=True)

    def _show(self, detail: CaseDetail) -> None:
        self._detail = detail
        header, codes = detail.header, self.ctx.codes
        who = [header.sex] if header.sex else []
        who += [] if header.age is None else [self.tr("%n th", "", header.age)]
        about = f" ({', '.join(who)})" if who else ""
        self._head.setText(f"{header.code} · {header.initials}{about}")
        self._clear(self._badges)
        if header.risk:
            self._badges.addWidget(risk_badge(header.risk, codes.label("risiko", header.risk)))
        self._badges.addWidget(Badge(codes.label("status_kasus", header.status)))
        told = [header.safe_contact_line, header.owner, self.ctx.regions.name(header.district)]
        self._contact.setText(" · ".join(part for part in told if part))
        self._show_sections()
        self.timeline.set_entries(
            [
                TimelineEntry(key=str(number), when=moment(entry.when), text=entry.text)
                for number, entry in enumerate(detail.timeline)
            ]
        )
        self._faces.setCurrentIndex(1)

    def _show_tab(self, tab: str) -> None:
        self.tabs.set_value(tab)
        self._show_sections()

    def _show_sections(self) -> None:
        self._clear(self._body)
        if self._detail is None:
            return
        tab = str(self.tabs.value() or OVERVIEW)
        filled = list(sections_of(self._detail, self.ctx.codes, self.ctx.regions, tab))
        for title, facts in filled:
            self._body.addWidget(self._card(title, facts))
        if not filled:
            self._body.addWidget(Label(self.tr("Belum ada yang tercatat di sini."), "muted"))
        self._body.addStretch(1)

    def _card(self, title: str, facts: Iterable[Facts]) -> Card:
        card = Card(title)
        for group in facts:
            grid = QGridLayout()
            grid.setHorizontalSpacing(L)
            grid.setVerticalSpacing(S)
            grid.setColumnStretch(1, 1)
            for row, (name, value) in enumerate(group):
                grid.addWidget(Label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(Label(value, "body", wrap=True), row, 1)
            card.add(grid)
        return card

    def _clear(self, layout: QHBoxLayout | QVBoxLayout) -> None:
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _workspace(self) -> QWidget:
        first = QHBoxLayout()
        first.setSpacing(M)
        first.addWidget(self._head, 1)
        first.addLayout(self._badges)
        first.addWidget(self.book)
        first.addWidget(self.refer)
        facts = QWidget()
        facts.setLayout(self._body)
        history = Card(self.tr("Lini masa"), flush=True)
        history.add(self.timeline, 1)
        sides = QHBoxLayout()
        sides.setSpacing(M)
        sides.addWidget(Scroll(facts), 62)
        sides.addWidget(history, 38)
        face = QWidget()
        layout = QVBoxLayout(face)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addLayout(first)
        layout.addWidget(self._contact)
        layout.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(sides, 1)
        return face

    def _closed_door(self) -> QWidget:
        card = Card(self.tr("Kasus ini belum terbuka"))
        card.add(self._refusal)
        row = QHBoxLayout()
        row.setSpacing(M)
        row.addWidget(self.reason, 1)
        row.addWidget(self.open_button)
        row.addWidget(self.list_button)
        card.add(row)
        face = QWidget()
        layout = QVBoxLayout(face)
        layout.setContentsMargins(L, M, L, M)
        layout.addWidget(card)
        layout.addStretch(1)
        return face
