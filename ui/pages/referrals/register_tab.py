"""Buku surat: the letter register of a year, to look at, to print, or as a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.clock import local, today
from ruko_desk.domain.dto.cases import LetterRow
from ruko_desk.domain.indonesian import short_date
from ruko_desk.domain.letters import PaperSize
from ruko_desk.domain.papers import LetterRegister, LetterRegisterRow
from ruko_desk.services.referral_letter import letterhead_of
from ui.context import UiContext, run_document, run_query
from ui.models.rows import Column, RowTableModel
from ui.pages.referrals.letter_steps import write_file
from ui.pages.referrals.looks import referral_look
from ui.printing import PrintResult
from ui.shell.routes import ComposerRoute
from ui.theme.tokens import S
from ui.widgets.buttons import secondary
from ui.widgets.data_table import DataTable
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label

_YEARS = 10


class RegisterTab(QWidget):
    """Every letter of a year with its number, voided ones too; codes, never names."""

    def __init__(self, ctx: UiContext) -> None:
        """Build the tab, empty."""
        super().__init__()
        self.ctx = ctx
        this_year = today(ctx.clock).year
        years = [str(year) for year in range(this_year, this_year - _YEARS, -1)]
        self._text = ""
        self.years = ChoiceCombo([(year, year) for year in years])
        self.years.setObjectName("year")
        self.years.setAccessibleName(self.tr("Tahun"))
        self.years.set_value(str(this_year))
        self.years.setMaximumWidth(self.years.sizeHint().width())
        self.print_button = secondary(self.tr("Cetak"), "printer")
        self.print_button.setObjectName("print_register")
        self.sheet_button = secondary(self.tr("Simpan Excel"), "download")
        self.sheet_button.setObjectName("save_register")
        self._empty = EmptyState("", icon="file-text")
        self.table: DataTable[LetterRow] = DataTable(
            RowTableModel(self._columns(), key=lambda row: row.uid),
            self.tr("Buku surat"),
            empty=self._empty,
        )
        self.table.setObjectName("register")
        self._lay_out()
        self.years.edited.connect(lambda: self.read(self._text))
        self.print_button.clicked.connect(lambda _checked=False: self.print_paper())
        self.sheet_button.clicked.connect(lambda _checked=False: self.save_sheet())
        self.table.activated_row.connect(self._open)

    def year(self) -> int:
        """Return the year in view."""
        return int(self.years.value() or today(self.ctx.clock).year)

    def set_year(self, year: int) -> None:
        """Show another year."""
        self.years.set_value(str(year))

    def read(self, text: str, *, then: Callable[[], object] | None = None) -> None:
        """Read the letters of the year that hold a text."""
        self._text = text
        year = self.year()

        def show(rows: tuple[LetterRow, ...]) -> None:
            words = (
                self.tr("Tidak ada yang cocok dengan “{text}”.").replace("{text}", text)
                if text
                else self.tr("Belum ada surat pada {year}.").replace("{year}", str(year))
            )
            self._empty.set_text(words)
            self.table.rows_model.set_rows(rows)
            for button in (self.print_button, self.sheet_button):
                button.setEnabled(bool(rows))
            if then is not None:
                then()

        run_query(
            self.ctx,
            self,
            lambda services, actor: services.letters.register(actor, year, text=text),
            show,
            key="register",
        )

    def paper(self) -> LetterRegister:
        """Return what is in view as a paper, the oldest letter first."""
        codes = self.ctx.codes
        rows = tuple(
            LetterRegisterRow(
                number=row.number,
                day=row.letter_date,
                direction=row.direction.capitalize(),
                receiver=row.receiver,
                subject=row.subject,
                case_code=row.case_code,
                state=codes.label("status_surat", row.state),
                handed_on=local(row.handed_at).date() if row.handed_at else None,
                handed_to=row.handed_to,
                remark=row.void_reason,
            )
            for row in sorted(
                self.table.rows_model.rows(), key=lambda row: (row.letter_date or date.min, row.uid)
            )
        )
        period = f"Tahun {self.year()}"
        return LetterRegister(
            title="Buku Agenda Surat",
            period=f"{period}, disaring: {self._text}" if self._text else period,
            rows=rows,
            letterhead=letterhead_of(self.ctx.settings.house),
            made_by=self.ctx.actor.display_name,
            made_on=today(self.ctx.clock),
            paper=PaperSize(self.ctx.settings.numbering.paper),
            practice=self.ctx.practice,
        )

    def print_paper(self) -> None:
        """Print the register as it is in view."""
        register = self.paper()
        if not register.rows:
            return

        def printed(result: PrintResult) -> None:
            if result.printed:
                self.ctx.toasts.show(self.tr("Buku surat dikirim ke printer"))

        run_document(
            self.ctx,
            self,
            lambda press: press.register_pdf(register),
            lambda pdf: self.ctx.printer.print_pdf(
                self, pdf, printed, paper=register.paper.value, title=self.tr("Cetak buku surat")
            ),
        )

    def save_sheet(self) -> None:
        """Save the register as a sheet where the person says."""
        register = replace(self.paper(), letterhead=None)

        def chosen(path: Path | None) -> None:
            if path is not None:
                run_document(
                    self.ctx,
                    self,
                    lambda press: write_file(path, press.register_xlsx(register)),
                    lambda _none: self.ctx.toasts.show(
                        self.tr("{file} tersimpan.").replace("{file}", path.name)
                    ),
                )

        self.ctx.prompts.ask_save(
            self,
            self.tr("Simpan buku surat"),
            f"buku-surat-{self.year()}.xlsx",
            "Excel (*.xlsx)",
            chosen,
        )

    def _columns(self) -> tuple[Column[LetterRow], ...]:
        codes = self.ctx.codes
        return (
            Column(key="number", title=self.tr("Nomor"), text=lambda row: row.number, strong=True),
            Column(
                key="day",
                title=self.tr("Tanggal"),
                text=lambda row: short_date(row.letter_date) if row.letter_date else "",
                sort=lambda row: row.letter_date,
            ),
            Column(
                key="receiver",
                title=self.tr("Kepada"),
                text=lambda row: row.receiver,
                stretch=True,
            ),
            Column(key="subject", title=self.tr("Hal"), text=lambda row: row.subject, width=220),
            Column(key="case", title=self.tr("Kasus"), text=lambda row: row.case_code, hidden=True),
            Column(
                key="state",
                title=self.tr("Status"),
                text=lambda row: codes.label("status_surat", row.state),
                symbol=lambda row: referral_look(row.state),
                tooltip=lambda row: row.void_reason,
            ),
            Column(
                key="handed",
                title=self.tr("Diserahkan"),
                text=self._handed,
                sort=lambda row: row.handed_at,
            ),
        )

    def _handed(self, row: LetterRow) -> str:
        if row.handed_at is None:
            return ""
        return f"{short_date(local(row.handed_at).date())}, {row.handed_to}"

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(S)
        bar.addWidget(Label(self.tr("Tahun")))
        bar.addWidget(self.years)
        bar.addStretch(1)
        bar.addWidget(self.sheet_button)
        bar.addWidget(self.print_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)

    def _open(self, row: LetterRow) -> None:
        if row.case_uid is not None and row.referral_uid is not None:
            self.ctx.navigate(ComposerRoute(case_uid=row.case_uid, referral_uid=row.referral_uid))
