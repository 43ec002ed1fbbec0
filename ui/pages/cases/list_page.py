"""Klien & Kasus: filter chips above the list of cases, newest first, by code and initials."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import local
from ruko_desk.domain.dto.cases import CaseFilter, CaseRow
from ruko_desk.domain.indonesian import short_date, time_text
from ui.context import UiContext, run_query
from ui.models.rows import Column, RowTableModel
from ui.shell.page import Page
from ui.shell.routes import CaseListRoute, CaseRoute, ComposerRoute, Route, ScheduleRoute
from ui.theme.services import service_look
from ui.theme.symbols import Symbol
from ui.theme.theme import theme
from ui.theme.tokens import L, M, S
from ui.widgets.badge import RISKS
from ui.widgets.buttons import secondary
from ui.widgets.data_table import DataTable
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.search_box import SearchBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label

ALL = "semua"
PAGE = 200
_READS = ("case", "appointment", "contact")
_SEARCH_WIDTH = 260


def moment(when: datetime) -> str:
    """Return day and time in Serang, as '26-11-2026 10.30'."""
    there = local(when)
    return f"{short_date(there.date())} {time_text(there)}"


class CaseListPage(Page):
    """The list; Enter opens a case, Ctrl+J books for it, Ctrl+U refers."""

    title = str(QT_TRANSLATE_NOOP("CaseListPage", "Klien & Kasus"))

    def __init__(self, ctx: UiContext) -> None:
        """Build the page, empty."""
        super().__init__(ctx)
        self._wanted_uid = ""
        self._oldest = ""
        self.search = SearchBox(self.tr("Cari nama, NIK, kode"))
        self.search.setObjectName("search")
        self.search.setAccessibleName(self.tr("Cari kasus"))
        self.search.setFixedWidth(theme().metrics.px(_SEARCH_WIDTH))
        self.chips = ChipGroup(
            (
                (ALL, self.tr("Semua")),
                ("kasus_saya", self.tr("Kasus saya")),
                ("risiko_tinggi", self.tr("Risiko tinggi")),
                ("tanpa_janji", self.tr("Tanpa janji berikut")),
                ("lama", self.tr("Lama tidak dihubungi")),
                ("ditutup", self.tr("Ditutup")),
            )
        )
        self.chips.setObjectName("chips")
        self.chips.setAccessibleName(self.tr("Saringan"))
        self.chips.set_value(ALL)
        self._empty = EmptyState("", icon="users")
        self.table: DataTable[CaseRow] = DataTable(
            RowTableModel(self._columns(), key=lambda row: row.uid),
            self.tr("Daftar kasus"),
            empty=self._empty,
        )
        self.table.setObjectName("cases")
        self.count = Label("", "muted")
        self.more = secondary(self.tr("Tampilkan 200 berikutnya"))
        self.more.setObjectName("more")
        self._lay_out()
        self._connect()

    def enter(self, route: Route) -> None:
        """Read the first page of the list."""
        if isinstance(route, CaseListRoute) and route.text:
            self.search.setText(route.text)
        self._read(arriving=True)

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a case or an appointment changed."""
        if changes.touches(*_READS):
            self.reload()

    def first_focus(self) -> QWidget:
        """Start in the list."""
        return self.table

    def place(self) -> dict[str, object]:
        """Return filter and selected case; what was searched for stays nowhere."""
        row = self.table.current_row()
        return {"chip": self.chips.value(), "row": row.uid if row else ""}

    def back_to(self, place: dict[str, object]) -> None:
        """Go back to filter and case."""
        self._wanted_uid = str(place.get("row") or "")
        self.chips.set_value(str(place.get("chip") or ALL))
        self.reload()

    def handle(self, action: str) -> bool:
        """Book or refer for the chosen case, read again, or take the filter away."""
        row = self.table.current_row()
        if action == "book" and row is not None:
            self.ctx.navigate(ScheduleRoute(case_uid=row.uid))
        elif action == "refer" and row is not None:
            self.ctx.navigate(ComposerRoute(case_uid=row.uid))
        elif action == "reload":
            self.reload()
        elif action == "cancel" and self._is_filtered():
            self._clear()
        else:
            return super().handle(action)
        return True

    def reload(self) -> None:
        """Read the first page again; the selected case stays."""
        self._read(arriving=False)

    def _read(self, *, arriving: bool) -> None:
        wanted = CaseFilter(
            chip=str(self.chips.value() or ALL), text=self.search.text().strip(), limit=PAGE
        )

        def show(rows: tuple[CaseRow, ...]) -> None:
            self._fill(rows)
            if arriving:
                self.ready()

        run_query(
            self.ctx,
            self,
            lambda services, actor: services.cases.list(actor, wanted),
            show,
            key="list",
        )

    def _read_on(self) -> None:
        rows = self.table.rows_model.rows()
        wanted = CaseFilter(
            chip=str(self.chips.value() or ALL),
            text=self.search.text().strip(),
            before_code=self._oldest,
            limit=PAGE,
        )
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.cases.list(actor, wanted),
            lambda further: self._fill((*rows, *further), more=len(further) == PAGE),
            key="list",
        )

    def _fill(self, rows: tuple[CaseRow, ...], *, more: bool | None = None) -> None:
        if self._is_filtered():
            self._empty.set_text(
                self.tr("Tidak ada kasus yang cocok dengan saringan ini."),
                self.tr("Hapus saringan"),
            )
        else:
            self._empty.set_text(self.tr("Belum ada kasus. Kasus dibuka dari Terima tamu."), "")
        chosen = self.table.current_row()
        self._oldest = rows[-1].code if rows else ""
        self.table.rows_model.set_rows(rows)
        uid = self._wanted_uid or (chosen.uid if chosen else "")
        self._wanted_uid = ""
        if not self.table.select_key(uid) and rows:
            self.table.select_key(self.table.rows_model.rows()[0].uid)
        self.more.setVisible(len(rows) == PAGE if more is None else more)
        self.count.setText(self.tr("{n} kasus ditampilkan").replace("{n}", str(len(rows))))

    def _is_filtered(self) -> bool:
        return bool(self.search.text().strip()) or self.chips.value() not in {ALL, None}

    def _clear(self) -> None:
        self.search.clear()
        self.chips.set_value(ALL)
        self.reload()

    def _columns(self) -> tuple[Column[CaseRow], ...]:
        codes = self.ctx.codes

        def risk(row: CaseRow) -> tuple[Symbol, str] | None:
            return RISKS.get(row.risk)

        def services(row: CaseRow) -> str:
            return " ".join(service_look(code).letter for code in row.services)

        def spoken(row: CaseRow) -> str:
            return ", ".join(codes.label("layanan_sesi", code) for code in row.services)

        return (
            Column(key="code", title=self.tr("Kode"), text=lambda row: row.code, strong=True),
            Column(key="initials", title=self.tr("Inisial"), text=lambda row: row.initials),
            Column(
                key="age",
                title=self.tr("Usia"),
                text=lambda row: "" if row.age is None else self.tr("%n th", "", row.age),
                sort=lambda row: row.age,
                align="right",
            ),
            Column(
                key="services",
                title=self.tr("Layanan"),
                text=services,
                spoken=spoken,
                tooltip=spoken,
            ),
            Column(
                key="status",
                title=self.tr("Status"),
                text=lambda row: codes.label("status_kasus", row.status),
                width=150,
            ),
            Column(
                key="risk",
                title=self.tr("Risiko"),
                text=lambda row: codes.label("risiko", row.risk) if row.risk else "",
                symbol=risk,
            ),
            Column(
                key="owner",
                title=self.tr("Penanggung jawab"),
                text=lambda row: row.owner,
                tooltip=lambda row: row.owner,
                stretch=True,
            ),
            Column(
                key="last",
                title=self.tr("Terakhir"),
                text=lambda row: short_date(row.last_activity),
                sort=lambda row: row.last_activity,
            ),
            Column(
                key="next",
                title=self.tr("Janji berikut"),
                text=lambda row: moment(row.next_appointment) if row.next_appointment else "",
                sort=lambda row: row.next_appointment,
                width=150,
            ),
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(Label(self.tr("Klien & Kasus"), "title"))
        head.addStretch(1)
        head.addWidget(self.search)
        foot = QHBoxLayout()
        foot.setSpacing(M)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addLayout(head)
        layout.addWidget(self.chips)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.more.hide()

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.reload())
        self.search.down_pressed.connect(self.table.setFocus)
        self.chips.edited.connect(self.reload)
        self.more.clicked.connect(lambda _checked=False: self._read_on())
        self._empty.activated.connect(self._clear)
        self.table.activated_row.connect(lambda row: self.ctx.navigate(CaseRoute(case_uid=row.uid)))
