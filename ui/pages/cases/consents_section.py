"""Persetujuan: what the client agreed to, recording an answer, taking one back."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ruko_desk.clock import today
from ruko_desk.domain.codes import ConsentPurpose
from ruko_desk.domain.dto.cases import CaseDetail, ConsentView
from ui.context import UiContext, run_command
from ui.pages.cases.consent_form import ConsentDialog
from ui.pages.cases.consent_row import ConsentRow, paragraph, told_of
from ui.pages.cases.scene import Scene
from ui.pages.cases.section import CaseSection
from ui.theme.tokens import XS, M
from ui.widgets.buttons import link, primary
from ui.widgets.card import Card

_KEY = "persetujuan"


class ConsentsSection(CaseSection):
    """The answer that counts per purpose, those before it, and the two acts."""

    def __init__(self, ctx: UiContext) -> None:
        """Begin empty."""
        super().__init__(ctx)
        self._detail: CaseDetail | None = None
        self._is_past_shown = False
        self.record_button = primary(self.tr("Catat persetujuan"), "plus")
        self.record_button.setObjectName("record_consent")
        self.record_button.clicked.connect(lambda _checked=False: self.record())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(M)
        self._not_asked = paragraph("")
        self._not_asked.setObjectName("not_asked")
        self.past_button = link("")
        self.past_button.setObjectName("past_consents")
        self.past_button.clicked.connect(lambda _checked=False: self._turn_past())
        self._past = QVBoxLayout()
        self._past.setSpacing(XS)
        card = Card(self.tr("Persetujuan"), self.record_button)
        card.add(self._rows)
        card.add(self._not_asked)
        card.add(self.past_button)
        card.add(self._past)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        layout.addStretch(1)

    def show_case(self, detail: CaseDetail) -> None:
        """Show what was answered."""
        self._detail = detail
        may = _KEY in detail.may_edit
        self.record_button.setVisible(may)
        codes, day = self.ctx.codes, today(self.ctx.clock)
        newest: dict[str, ConsentView] = {}
        for row in detail.consents:
            newest.setdefault(row.purpose, row)
        _empty(self._rows)
        for purpose in ConsentPurpose:
            if purpose in newest:
                self._rows.addWidget(self._row(newest[purpose], day, may=may))
        unasked = [each for each in ConsentPurpose if each not in newest]
        names = "; ".join(codes.label("tujuan_persetujuan", each) for each in unasked)
        self._not_asked.setText(
            self.tr("Belum ditanyakan: {names}.").replace("{names}", names) if unasked else ""
        )
        self._not_asked.setVisible(bool(unasked))
        self._show_past([row for row in detail.consents if row not in newest.values()])

    def first_focus(self) -> QWidget | None:
        """Start at recording an answer."""
        return self.record_button if not self.record_button.isHidden() else None

    def record(self, purpose: str = "") -> None:
        """Open the form for an answer."""
        if self._detail is not None and _KEY in self._detail.may_edit:
            ConsentDialog(self._scene(self._detail), purpose).open()

    def withdraw(self, row: ConsentView) -> None:
        """Say what follows, and take the consent back."""
        detail = self._detail
        if detail is None:
            return

        def answered(yes: bool) -> None:
            if yes:
                self._send_withdrawal(row)

        purpose = self.ctx.codes.label("tujuan_persetujuan", row.purpose)
        self.ctx.prompts.confirm(
            self,
            self.tr("Tarik persetujuan: {purpose}?").replace("{purpose}", purpose),
            self._what_follows(row.purpose),
            answered,
            yes=self.tr("Tarik persetujuan"),
            danger=True,
        )

    def _send_withdrawal(self, row: ConsentView) -> None:
        detail = self._detail
        if detail is None:
            return
        uid, before = detail.header.uid, set(detail.timeline)

        def done(changed: CaseDetail) -> None:
            told = [
                entry.text
                for entry in changed.timeline
                if entry not in before and entry.uid != row.uid
            ]
            self.saved.emit(changed)
            if told:
                self.ctx.prompts.inform(
                    self, self.tr("Persetujuan ditarik"), ".\n".join(told) + "."
                )
            else:
                self.ctx.toasts.show(self.tr("Persetujuan ditarik"))

        run_command(
            self.ctx,
            self,
            lambda services, actor: services.cases.withdraw_consent(actor, uid, row.uid),
            done,
        )

    def _what_follows(self, purpose: str) -> str:
        if purpose == ConsentPurpose.STATISTICS:
            return self.tr("Kasus ini tidak lagi boleh dihitung dalam laporan tanpa nama.")
        letters = self.tr(
            "rujukan yang belum diserahkan dicabut dan nomor suratnya batal. Surat yang sudah "
            "keluar tidak kembali sendiri: minta penerimanya berhenti memakai data itu dalam "
            "3 x 24 jam (UU 27/2022 pasal 40)."
        )
        if purpose == ConsentPurpose.SERVICE:
            start = self.tr("Klien tidak lagi menyetujui layanan dan pencatatan. Semua ")
        else:
            start = self.tr("Mulai sekarang tidak ada data yang dibagikan untuk tujuan ini: ")
        return start + letters

    def _row(self, row: ConsentView, day: date, *, may: bool) -> ConsentRow:
        shown = ConsentRow(row, self.ctx.codes, day, may=may)
        shown.withdrawn.connect(lambda: self.withdraw(row))
        shown.asked_again.connect(lambda: self.record(row.purpose))
        return shown

    def _show_past(self, rows: list[ConsentView]) -> None:
        _empty(self._past)
        words = self.tr("Sembunyikan riwayat") if self._is_past_shown else self.tr("Riwayat ({n})")
        self.past_button.setText(words.replace("{n}", str(len(rows))))
        self.past_button.setVisible(bool(rows))
        for row in rows if self._is_past_shown else ():
            purpose = self.ctx.codes.label("tujuan_persetujuan", row.purpose)
            told = f"{purpose}: {' · '.join(told_of(row, self.ctx.codes))}"
            self._past.addWidget(paragraph(told))

    def _turn_past(self) -> None:
        self._is_past_shown = not self._is_past_shown
        if self._detail is not None:
            self.show_case(self._detail)

    def _scene(self, detail: CaseDetail) -> Scene:
        return Scene(ctx=self.ctx, page=self, detail=detail, saved=self.saved.emit)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
