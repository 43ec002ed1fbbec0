"""Akses: who opened or changed the case, and when."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.cases import AccessRow, CaseDetail
from ui.context import UiContext, run_query
from ui.models.rows import Column, RowTableModel
from ui.pages.cases.list_page import moment
from ui.pages.cases.section import CasePart
from ui.theme.tokens import M, S
from ui.widgets.buttons import secondary
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label

PAGE = 100


class AccessTab(CasePart):
    """The trail of the case, a page at a time; read only while it is looked at."""

    def __init__(self, ctx: UiContext) -> None:
        """Begin empty."""
        super().__init__(ctx)
        self._uid = ""
        self._read_uid = ""
        self._whose = Label("", "muted", wrap=True)
        model: RowTableModel[AccessRow] = RowTableModel(self._columns(), key=lambda row: row.seq)
        self.table: DataTable[AccessRow] = DataTable(
            model,
            self.tr("Akses kasus"),
            empty=EmptyState(self.tr("Belum ada yang tercatat."), icon="history"),
        )
        self.table.setObjectName("access")
        self.count = Label("", "muted")
        self.more = secondary(self.tr("Tampilkan yang lebih lama"))
        self.more.setObjectName("more_access")
        self.more.hide()
        self.more.clicked.connect(lambda _checked=False: self._read_on())
        foot = QHBoxLayout()
        foot.setSpacing(M)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self._whose)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def show_case(self, detail: CaseDetail) -> None:
        """Read the trail of this case, now or when the tab is turned to."""
        actor = self.ctx.actor
        everybody = Role.MANAGER in actor.roles or detail.header.owner_uid == actor.uid
        self._whose.setText(
            self.tr("Siapa membuka dan mengubah kasus ini, terbaru di atas.")
            if everybody
            else self.tr("Yang Anda lakukan pada kasus ini; pengelola melihat semuanya.")
        )
        if detail.header.uid != self._uid:
            self._uid = detail.header.uid
            self._fill((), more=False)
        self._read_uid = ""
        if self.isVisible():
            self._read()

    def first_focus(self) -> QWidget:
        """Start in the list."""
        return self.table

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is not read yet."""
        super().showEvent(event)
        if event.type() is QEvent.Type.Show and self._uid and self._read_uid != self._uid:
            self._read()

    def _read(self) -> None:
        self._ask((), 0)

    def _read_on(self) -> None:
        rows = self.table.rows_model.rows()
        if rows:
            self._ask(tuple(rows), min(row.seq for row in rows))

    def _ask(self, before: tuple[AccessRow, ...], seq: int) -> None:
        uid = self._uid
        self._read_uid = uid

        def show(rows: tuple[AccessRow, ...]) -> None:
            self._fill((*before, *rows), more=len(rows) == PAGE)

        run_query(
            self.ctx,
            self,
            lambda services, actor: services.cases.access(actor, uid, before=seq, limit=PAGE),
            show,
            key="access",
        )

    def _fill(self, rows: tuple[AccessRow, ...], *, more: bool) -> None:
        self.table.rows_model.set_rows(rows)
        self.more.setVisible(more)
        self.count.setText(self.tr("{n} baris").replace("{n}", str(len(rows))) if rows else "")

    def _columns(self) -> tuple[Column[AccessRow], ...]:
        return (
            Column(
                key="when",
                title=self.tr("Waktu"),
                text=lambda row: moment(row.when),
                sort=lambda row: row.seq,
            ),
            Column(key="user", title=self.tr("Petugas"), text=lambda row: row.user, width=200),
            Column(
                key="action",
                title=self.tr("Yang dilakukan"),
                text=lambda row: row.action[:1].upper() + row.action[1:],
                tooltip=lambda row: row.action,
                stretch=True,
            ),
        )
