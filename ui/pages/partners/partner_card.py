"""One partner as a card: what it does, how to reach it, when somebody looked last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from ruko_desk.domain.dto.referrals import PartnerView
from ruko_desk.domain.indonesian import day_text
from ui.theme.symbols import Symbol
from ui.theme.tokens import XS, M, S
from ui.widgets.badge import Badge
from ui.widgets.buttons import Button, primary, secondary
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from ruko_desk.domain.codes import CodeLists

_STALE_MONTHS = 6


def is_stale(checked_on: date | None, today: date) -> bool:
    """Tell whether an entry was never looked at, or not for more than six months."""
    if checked_on is None:
        return True
    months = (today.year - checked_on.year) * 12 + today.month - checked_on.month
    return (months, today.day) > (_STALE_MONTHS, checked_on.day)


class PartnerCard(Card):
    """The right side of the page.

    Signals:
        wanted: what was asked for: refer, phone, edit, archive, checked.
    """

    wanted = Signal(str)

    def __init__(self, codes: CodeLists, today: Callable[[], date]) -> None:
        """Show no partner."""
        super().__init__()
        self._codes = codes
        self._today = today
        self._name = Label("", "section", wrap=True)
        self._kind = Badge("")
        self._checked = Badge("")
        self._lines = QFormLayout()
        self._lines.setVerticalSpacing(XS)
        self._lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.buttons: dict[str, Button] = {
            "refer": primary(self.tr("Rujuk ke sini"), "send"),
            "phone": secondary(self.tr("Salin telepon"), "copy"),
            "checked": secondary(self.tr("Sudah dicek"), "check"),
            "edit": secondary(self.tr("Ubah"), "pencil"),
            "archive": secondary(self.tr("Arsipkan"), "archive"),
        }
        self._content = QWidget()
        self._nothing = EmptyState(self.tr("Pilih mitra di daftar."), icon="building-2")
        self._lay_out()
        self.show_partner(None, may_write=False, may_refer=False)

    def show_partner(
        self, partner: PartnerView | None, *, may_write: bool, may_refer: bool
    ) -> None:
        """Show a partner, or that none is chosen."""
        self._content.setVisible(partner is not None)
        self._nothing.setVisible(partner is None)
        if partner is None:
            return
        self._name.setText(partner.name)
        self._kind.set(self._codes.label("jenis_mitra", partner.kind), "low")
        self._show_checked(partner)
        self._show_lines(partner)
        shown = {
            "refer": may_refer and partner.active,
            "phone": bool(partner.phone or partner.whatsapp),
            "checked": may_write and partner.checked_on != self._today(),
            "edit": may_write,
            "archive": may_write and partner.active,
        }
        for action, button in self.buttons.items():
            button.setVisible(shown[action])

    def _show_checked(self, partner: PartnerView) -> None:
        if not partner.active:
            self._checked.set(self.tr("Diarsipkan"), "low", Symbol.CROSS)
        elif partner.checked_on is None:
            self._checked.set(self.tr("Belum pernah dicek"), "high", Symbol.TRIANGLE)
        else:
            stale = is_stale(partner.checked_on, self._today())
            words = self.tr("Terakhir dicek {day}").replace("{day}", day_text(partner.checked_on))
            look = ("high", Symbol.TRIANGLE) if stale else ("done", Symbol.CHECK)
            self._checked.set(words, *look)

    def _show_lines(self, partner: PartnerView) -> None:
        while self._lines.rowCount():
            self._lines.removeRow(0)
        for label, value in (
            (self.tr("Layanan"), partner.services),
            (self.tr("Alamat"), partner.address),
            (self.tr("Jam layanan"), partner.hours),
            (self.tr("Telepon"), partner.phone),
            (self.tr("WhatsApp"), partner.whatsapp),
            (self.tr("Pos-el"), partner.email),
            (self.tr("Narahubung"), partner.contact_person),
            (self.tr("Surat ditujukan kepada"), partner.addressee),
            (self.tr("Cara merujuk"), partner.how_to_refer),
            (self.tr("Biaya"), partner.cost),
            (self.tr("Catatan pengalaman"), partner.note),
        ):
            if value:
                self._lines.addRow(Label(label, "small"), Label(value, wrap=True))

    def _lay_out(self) -> None:
        facts = QWidget()
        facts_layout = QVBoxLayout(facts)
        facts_layout.setContentsMargins(0, 0, S, 0)
        facts_layout.addLayout(self._lines)
        facts_layout.addStretch(1)
        badges = QWidget()
        flow = FlowLayout(badges)
        flow.addWidget(self._kind)
        flow.addWidget(self._checked)
        deeds = QWidget()
        deeds_flow = FlowLayout(deeds)
        for action, button in self.buttons.items():
            button.setObjectName(action)
            button.clicked.connect(lambda _checked=False, action=action: self.wanted.emit(action))
            deeds_flow.addWidget(button)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self._name)
        column.addWidget(badges)
        column.addWidget(Scroll(facts), 1)
        column.addWidget(deeds)
        self.add(self._content, 1)
        self.add(self._nothing, 1)
