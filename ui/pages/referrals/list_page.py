"""Rujukan: what went out, what waits for an answer, and the letter register."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ruko_desk.changes import ChangeSet
from ruko_desk.domain.dto.referrals import ReferralRow
from ruko_desk.domain.indonesian import short_date
from ui.context import UiContext, run_query
from ui.models.rows import Column, RowTableModel
from ui.pages.referrals.looks import WAITING_DAYS, referral_look
from ui.pages.referrals.register_tab import RegisterTab
from ui.shell.page import Page
from ui.shell.routes import CaseListRoute, CaseRoute, ComposerRoute, Route
from ui.theme.symbols import Symbol
from ui.theme.theme import theme
from ui.theme.tokens import L, M, S
from ui.widgets.data_table import DataTable
from ui.widgets.editors.search_box import SearchBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label

OUT, WAITING, REGISTER = "keluar", "menunggu", "buku"
TABS = (OUT, WAITING, REGISTER)
_SEARCH_WIDTH = 260


class ReferralListPage(Page):
    """Three tabs over one search line; Enter opens the letter."""

    title = str(QT_TRANSLATE_NOOP("ReferralListPage", "Rujukan"))

    def __init__(self, ctx: UiContext) -> None:
        """Build the page, empty."""
        super().__init__(ctx)
        self.tabs = QTabBar()
        self.tabs.setObjectName("tabs")
        self.tabs.setAccessibleName(self.tr("Bagian rujukan"))
        self.tabs.setDrawBase(False)
        for words in (self.tr("Keluar"), self.tr("Menunggu balasan"), self.tr("Buku surat")):
            self.tabs.addTab(words)
        self.search = SearchBox(self.tr("Saring mitra, kasus, nomor"))
        self.search.setObjectName("search")
        self.search.setAccessibleName(self.tr("Saring"))
        self.search.setFixedWidth(theme().metrics.px(_SEARCH_WIDTH))
        self._empty = EmptyState("", icon="send")
        self.table: DataTable[ReferralRow] = DataTable(
            RowTableModel(self._columns(), key=lambda row: row.uid),
            self.tr("Rujukan"),
            empty=self._empty,
        )
        self.table.setObjectName("referrals")
        self.register = RegisterTab(ctx)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.register)
        self._lay_out()
        self.tabs.currentChanged.connect(self._tab_changed)
        self.search.searched.connect(lambda _text: self.reload())
        self.search.down_pressed.connect(lambda: self.first_focus().setFocus())
        self.table.activated_row.connect(self._open)
        self.table.set_menu(self.fill_menu)
        self._empty.activated.connect(self._leave_empty)

    @property
    def tab(self) -> str:
        """The tab in view."""
        return TABS[self.tabs.currentIndex()]

    def enter(self, route: Route) -> None:
        """Read the tab in view."""
        self._read(arriving=True)

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a referral, a letter or a partner changed."""
        if changes.touches("referral", "letter", "partner", "case"):
            self.reload()

    def first_focus(self) -> QWidget:
        """Start in the list."""
        return self.register.table if self.tab == REGISTER else self.table

    def place(self) -> dict[str, object]:
        """Return tab, filter and selected row."""
        row = self.table.current_row()
        return {
            "tab": self.tab,
            "text": self.search.text(),
            "row": row.uid if row else "",
            "year": self.register.year(),
        }

    def back_to(self, place: dict[str, object]) -> None:
        """Go back to tab, filter and row."""
        year = place.get("year")
        if isinstance(year, int):
            self.register.set_year(year)
        self.search.setText(str(place.get("text") or ""))
        tab = place.get("tab")
        if tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(str(tab)))
        self.table.select_key(place.get("row"))

    def handle(self, action: str) -> bool:
        """Change tabs with Ctrl+1 to 3, print the register, go to the filter."""
        match action:
            case "tab1" | "tab2" | "tab3":
                self.tabs.setCurrentIndex(int(action[-1]) - 1)
                self.first_focus().setFocus()
            case "print" if self.tab == REGISTER:
                self.register.print_paper()
            case "reload":
                self.reload()
            case "book" | "refer":
                return self._with_case(action)
            case _:
                return super().handle(action)
        return True

    def reload(self) -> None:
        """Read the tab in view again; the selected row stays."""
        self._read(arriving=False)

    def _read(self, *, arriving: bool) -> None:
        tab, text = self.tab, self.search.text().strip()
        if tab == REGISTER:
            self.register.read(text, then=self.ready if arriving else None)
            return

        def show(rows: tuple[ReferralRow, ...]) -> None:
            self._say_empty(tab, text)
            self.table.rows_model.set_rows(rows)
            if arriving:
                self.ready()

        run_query(
            self.ctx,
            self,
            lambda services, actor: services.referrals.list(actor, tab=tab, text=text),
            show,
            key="list",
        )

    def _say_empty(self, tab: str, text: str) -> None:
        if text:
            words = self.tr("Tidak ada yang cocok dengan “{text}”.").replace("{text}", text)
            self._empty.set_text(words, self.tr("Hapus saringan"))
        elif tab == WAITING:
            self._empty.set_text(self.tr("Tidak ada rujukan yang menunggu balasan."), "")
        else:
            self._empty.set_text(
                self.tr("Belum ada rujukan. Buka kasus klien, lalu pilih Rujuk."),
                self.tr("Buka daftar kasus"),
            )

    def _leave_empty(self) -> None:
        if self.search.text():
            self.search.clear()
            self.reload()
        else:
            self.ctx.navigate(CaseListRoute())

    def _columns(self) -> tuple[Column[ReferralRow], ...]:
        codes = self.ctx.codes

        def waiting(row: ReferralRow) -> str:
            if row.waiting_days is None:
                return ""
            return self.tr("{days} hari").replace("{days}", str(row.waiting_days))

        def mark(row: ReferralRow) -> tuple[Symbol, str] | None:
            late = row.waiting_days is not None and row.waiting_days >= WAITING_DAYS
            return (Symbol.TRIANGLE, "high") if late else None

        return (
            Column(
                key="day",
                title=self.tr("Tanggal"),
                text=lambda row: short_date(row.day),
                sort=lambda row: row.day,
            ),
            Column(
                key="case",
                title=self.tr("Kasus"),
                text=lambda row: f"{row.case_code} · {row.initials}",
                strong=True,
            ),
            Column(
                key="partner", title=self.tr("Mitra"), text=lambda row: row.partner, stretch=True
            ),
            Column(
                key="services",
                title=self.tr("Layanan"),
                text=lambda row: ", ".join(row.services),
                tooltip=lambda row: ", ".join(row.services),
                width=160,
            ),
            Column(
                key="state",
                title=self.tr("Status"),
                text=lambda row: codes.label("status_rujukan", row.state),
                symbol=lambda row: referral_look(row.state),
            ),
            Column(
                key="waiting",
                title=self.tr("Menunggu"),
                text=waiting,
                sort=lambda row: row.waiting_days,
                symbol=mark,
                spoken=lambda row: self._spoken_wait(row, waiting(row)),
            ),
            Column(key="number", title=self.tr("Nomor surat"), text=lambda row: row.number),
        )

    def _spoken_wait(self, row: ReferralRow, words: str) -> str:
        late = row.waiting_days is not None and row.waiting_days >= WAITING_DAYS
        return self.tr("{days}, lama tanpa balasan").replace("{days}", words) if late else words

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(Label(self.tr("Rujukan"), "title"))
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    def _tab_changed(self) -> None:
        self._stack.setCurrentWidget(self.register if self.tab == REGISTER else self.table)
        self.reload()

    def _open(self, row: ReferralRow) -> None:
        self.ctx.navigate(ComposerRoute(case_uid=row.case_uid, referral_uid=row.uid))

    def fill_menu(self, row: ReferralRow, menu: QMenu) -> None:
        """Offer what can be done with a row."""
        for words, route in (
            (self.tr("Buka surat"), ComposerRoute(case_uid=row.case_uid, referral_uid=row.uid)),
            (self.tr("Buka kasus"), CaseRoute(case_uid=row.case_uid)),
            (self.tr("Rujukan baru untuk klien ini"), ComposerRoute(case_uid=row.case_uid)),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, route=route: self.ctx.navigate(route))
            menu.addAction(action)

    def _with_case(self, action: str) -> bool:
        row = self.table.current_row()
        if self.tab == REGISTER or row is None or action != "refer":
            return False
        self.ctx.navigate(ComposerRoute(case_uid=row.case_uid))
        return True
