"""Mitra layanan: the list at the left, the chosen partner at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.changes import ChangeSet, Outcome
from ruko_desk.clock import today
from ruko_desk.domain.dto.cases import QuickHit
from ruko_desk.domain.dto.referrals import PartnerView, ReferralView, SaveReferral
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.indonesian import short_date
from ruko_desk.errors import FieldErrors, RuKoError
from ui.context import UiContext, run_command, run_query, tell
from ui.models.rows import Column, RowTableModel
from ui.pages.partners.partner_card import PartnerCard, is_stale
from ui.pages.partners.partner_form import PartnerDialog
from ui.shell.page import Page
from ui.shell.routes import ComposerRoute, PartnersRoute, Route
from ui.theme.symbols import Symbol
from ui.theme.theme import theme
from ui.theme.tokens import L, M, S
from ui.widgets.buttons import primary
from ui.widgets.data_table import DataTable
from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.search_box import SearchBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ruko_desk.services.registry import Services

_SEARCH_WIDTH = 260


class PartnersPage(Page):
    """The directory; entries are archived, never deleted."""

    title = str(QT_TRANSLATE_NOOP("PartnersPage", "Mitra layanan"))

    def __init__(self, ctx: UiContext) -> None:
        """Build the page, empty."""
        super().__init__(ctx)
        refers = ctx.may("identitas", "W") or ctx.may("rekam_terbatas", "W")
        self._may_refer = refers and not ctx.read_only
        self._may_write = (refers or ctx.may("kelola", "W")) and not ctx.read_only
        self._wanted_uid = ""
        self._dialog: PartnerDialog | None = None
        self.search = SearchBox(self.tr("Cari nama, jenis, layanan"))
        self.search.setObjectName("search")
        self.search.setAccessibleName(self.tr("Cari mitra"))
        self.search.setFixedWidth(theme().metrics.px(_SEARCH_WIDTH))
        self.archived = CheckBox(self.tr("Dengan arsip"))
        self.archived.setObjectName("with_archived")
        self.add_button = primary(self.tr("Tambah mitra"), "plus")
        self.add_button.setObjectName("add_partner")
        self.add_button.setVisible(False)
        self._empty = EmptyState("", icon="building-2")
        self.table: DataTable[PartnerView] = DataTable(
            RowTableModel(self._columns(), key=lambda row: row.uid),
            self.tr("Mitra layanan"),
            empty=self._empty,
        )
        self.table.setObjectName("partners")
        self.card = PartnerCard(ctx.codes, lambda: today(ctx.clock))
        self._lay_out()
        self.add_button.setVisible(self._may_write)
        self._connect()

    def enter(self, route: Route) -> None:
        """Read the directory, and stand on the partner that the route names."""
        self._wanted_uid = route.partner_uid if isinstance(route, PartnersRoute) else ""
        self._read(arriving=True)

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when the directory changed."""
        if changes.touches("partner"):
            self.reload()

    def first_focus(self) -> QWidget:
        """Start in the list."""
        return self.table

    def place(self) -> dict[str, object]:
        """Return filter and selected partner."""
        row = self.table.current_row()
        return {
            "text": self.search.text(),
            "archived": self.archived.value(),
            "row": row.uid if row else "",
        }

    def back_to(self, place: dict[str, object]) -> None:
        """Go back to filter and partner."""
        self._wanted_uid = str(place.get("row") or "")
        self.archived.set_value(place.get("archived") is True)
        self.search.setText(str(place.get("text") or ""))
        self.reload()

    def handle(self, action: str) -> bool:
        """Refer to the chosen partner with Ctrl+U; read again with F5."""
        if action == "refer" and self._may_refer and self.table.current_row() is not None:
            self._refer()
            return True
        if action == "reload":
            self.reload()
            return True
        return super().handle(action)

    def reload(self) -> None:
        """Read the directory again; the selected partner stays."""
        self._read(arriving=False)

    def _read(self, *, arriving: bool) -> None:
        text, archived = self.search.text().strip(), self.archived.value()

        def show(rows: tuple[PartnerView, ...]) -> None:
            self._fill(rows, text)
            if arriving:
                self.ready()

        run_query(
            self.ctx,
            self,
            lambda services, actor: services.partners.list(actor, text=text, archived=archived),
            show,
            key="list",
        )

    def _fill(self, rows: tuple[PartnerView, ...], text: str) -> None:
        if text:
            words = self.tr("Tidak ada mitra yang cocok dengan “{text}”.").replace("{text}", text)
            self._empty.set_text(words, self.tr("Hapus saringan"))
        else:
            self._empty.set_text(
                self.tr("Belum ada mitra. Mulai dari rumah sakit dan LBH terdekat."),
                self.tr("Tambah mitra") if self._may_write else "",
            )
        chosen = self.table.current_row()
        self.table.rows_model.set_rows(rows)
        uid = self._wanted_uid or (chosen.uid if chosen else "")
        self._wanted_uid = ""
        if not self.table.select_key(uid) and rows:
            self.table.select_key(self.table.rows_model.rows()[0].uid)
        self._show(self.table.current_row())

    def _show(self, partner: PartnerView | None) -> None:
        self.card.show_partner(partner, may_write=self._may_write, may_refer=self._may_refer)

    def _columns(self) -> tuple[Column[PartnerView], ...]:
        codes, day = self.ctx.codes, today(self.ctx.clock)

        def checked(row: PartnerView) -> str:
            return short_date(row.checked_on) if row.checked_on else self.tr("belum")

        def mark(row: PartnerView) -> tuple[Symbol, str] | None:
            if not row.active:
                return (Symbol.CROSS, "low")
            return (Symbol.TRIANGLE, "high") if is_stale(row.checked_on, day) else None

        def state(row: PartnerView) -> str:
            return checked(row) if row.active else self.tr("arsip")

        return (
            Column(
                key="name",
                title=self.tr("Nama"),
                text=lambda row: row.name,
                tooltip=lambda row: row.name,
                strong=True,
                stretch=True,
            ),
            Column(
                key="kind",
                title=self.tr("Jenis"),
                text=lambda row: codes.label("jenis_mitra", row.kind),
                width=170,
            ),
            Column(
                key="checked",
                title=self.tr("Dicek"),
                text=state,
                sort=lambda row: row.checked_on,
                symbol=mark,
                spoken=lambda row: self._spoken(row, state(row)),
            ),
        )

    def _spoken(self, row: PartnerView, words: str) -> str:
        stale = row.active and is_stale(row.checked_on, today(self.ctx.clock))
        return self.tr("{words}, perlu dicek lagi").replace("{words}", words) if stale else words

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(Label(self.tr("Mitra layanan"), "title"))
        head.addStretch(1)
        head.addWidget(self.archived)
        head.addWidget(self.search)
        head.addWidget(self.add_button)
        sides = QHBoxLayout()
        sides.setSpacing(M)
        sides.addWidget(self.table, 58)
        sides.addWidget(self.card, 42)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addLayout(head)
        layout.addLayout(sides, 1)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.reload())
        self.search.down_pressed.connect(self.table.setFocus)
        self.archived.edited.connect(self.reload)
        self.add_button.clicked.connect(lambda _checked=False: self._open_form(None))
        self._empty.activated.connect(self._leave_empty)
        self.table.row_selected.connect(self._show)
        self.table.activated_row.connect(self._open_form)
        self.card.wanted.connect(self._do)

    def _leave_empty(self) -> None:
        if self.search.text():
            self.search.clear()
            self.reload()
        else:
            self._open_form(None)

    def _do(self, action: str) -> None:
        partner = self.table.current_row()
        if partner is None:
            return
        match action:
            case "refer":
                self._refer()
            case "phone":
                self.ctx.clipboard.copy(partner.phone or partner.whatsapp)
                self.ctx.toasts.show(self.tr("Telepon disalin."))
            case "edit":
                self._open_form(partner)
            case "checked":
                self._save(replace(partner, checked_on=today(self.ctx.clock)))
            case "archive":
                self._ask_archive(partner)

    # -- changing --

    def _open_form(self, partner: PartnerView | None) -> None:
        if not self._may_write:
            return
        entry = partner or PartnerView(uid="", version=0, name="", kind="")
        dialog = PartnerDialog(self, entry, self.ctx.codes, lambda: today(self.ctx.clock))
        dialog.finished.connect(dialog.deleteLater)
        dialog.wanted.connect(self._save_form)
        self._dialog = dialog
        dialog.open()

    def _save_form(self, partner: PartnerView) -> None:
        dialog = self._dialog
        if dialog is None:
            return

        def saved(stored: PartnerView) -> None:
            dialog.finish()
            self._saved(stored)

        def failed(error: RuKoError) -> None:
            if isinstance(error, FieldErrors):
                dialog.form.show_errors(error.fields)
            else:
                dialog.form.show_errors({error.code: error.message})

        run_command(
            self.ctx,
            self,
            lambda services, actor: services.partners.save(actor, partner),
            saved,
            button=dialog.yes_button,
            err=failed,
        )

    def _save(self, partner: PartnerView) -> None:
        run_command(
            self.ctx,
            self,
            lambda services, actor: services.partners.save(actor, partner),
            self._saved,
        )

    def _saved(self, partner: PartnerView) -> None:
        self._wanted_uid = partner.uid
        self.ctx.toasts.show(self.tr("{name} tersimpan.").replace("{name}", partner.name))
        self.reload()

    def _ask_archive(self, partner: PartnerView) -> None:
        def archive(yes: bool) -> None:
            if yes:
                run_command(
                    self.ctx,
                    self,
                    lambda services, actor: services.partners.archive(
                        actor, partner.uid, partner.version
                    ),
                    lambda _stored: self.reload(),
                )

        self.ctx.prompts.confirm(
            self,
            self.tr("Arsipkan mitra ini?"),
            self.tr(
                "{name} tidak ditawarkan lagi saat menulis surat. Surat lama dan datanya tetap ada."
            ).replace("{name}", partner.name),
            archive,
            yes=self.tr("Arsipkan"),
        )

    # -- referring --

    def _refer(self) -> None:
        """Let a case be chosen among those opened last, then begin its letter."""
        partner = self.table.current_row()
        if partner is None:
            return

        def chosen(case_uid: str | None) -> None:
            if case_uid is not None:
                self._begin(case_uid, partner)

        def offer(hits: tuple[QuickHit, ...]) -> None:
            open_cases = [hit for hit in hits if not hit.closed]
            if not open_cases:
                self.ctx.prompts.inform(
                    self,
                    self.tr("Kasus mana?"),
                    self.tr("Buka dahulu kasus klien, lalu pilih Rujuk di sana."),
                )
                return
            self.ctx.prompts.choose(
                self,
                self.tr("Rujuk siapa ke {name}?").replace("{name}", partner.name),
                self.tr("Kasus yang terakhir dibuka:"),
                [(hit.case_uid, f"{hit.code} · {hit.initials}") for hit in open_cases],
                chosen,
                yes=self.tr("Tulis surat"),
            )

        run_query(
            self.ctx,
            self,
            lambda services, actor: services.search.recent(actor),
            offer,
            key="recent",
        )

    def _begin(self, case_uid: str, partner: PartnerView) -> None:
        paper = self.ctx.settings.numbering.paper

        def begin(services: Services, actor: Actor) -> Outcome[ReferralView]:
            fresh = services.referrals.compose(actor, case_uid).referral.content
            content = replace(fresh, partner_uid=partner.uid, paper=paper)
            command = SaveReferral(case_uid=case_uid, uid="", version=0, content=content)
            return services.referrals.save(actor, command)

        def begun(referral: ReferralView) -> None:
            self.ctx.navigate(ComposerRoute(case_uid=case_uid, referral_uid=referral.uid))

        run_command(
            self.ctx,
            self,
            begin,
            begun,
            button=self.card.buttons["refer"],
            err=lambda error: tell(self.ctx, self, error),
        )
