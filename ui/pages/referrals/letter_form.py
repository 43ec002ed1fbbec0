"""The composer's form: everything that the referral letter says, beside what the record gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout

from ruko_desk.domain.dates import Precision, parse_date
from ruko_desk.domain.dto.referrals import (
    ComposerView,
    LetterField,
    PartnerView,
    ReferralContent,
)
from ruko_desk.domain.names import plain
from ruko_desk.domain.phone import parse_phone
from ruko_desk.errors import UserError
from ui.pages.referrals.field_ticks import FieldTicks
from ui.pages.referrals.services_box import ServicesBox
from ui.theme.tokens import XS
from ui.widgets.buttons import link
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.phone_edit import PhoneEdit
from ui.widgets.editors.segmented import Segmented
from ui.widgets.editors.suggest_box import SuggestBox, SuggestRow
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.form import Form
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ruko_desk.domain.codes import CodeLists

SUMMARY = "ringkasan"
RISK = "risiko"
_MOST_OFFERS = 40
SHEETS = ("annex", "client_copy", "reply_slip")


class LetterForm(Form):
    """Fields named after `ReferralContent`, with its three sheets in one; the preview has the paper.

    Signals:
        partner_changed: uid of the partner that is chosen now, or an empty text.
        consent_wanted: somebody wants to record consent.
    """

    partner_changed = Signal(str)
    consent_wanted = Signal()

    def __init__(self, codes: CodeLists, today: Callable[[], date]) -> None:
        """Build the fields empty.

        Args:
            codes: labels of kinds of partner and of fields.
            today: the house's calendar day.
        """
        super().__init__()
        self._codes = codes
        self._today = today
        self._partners: dict[str, PartnerView] = {}
        self._offers: tuple[tuple[str, str], ...] = ()
        self._partner_uid = ""
        self._ticked: set[str] = set()
        self.partner = SuggestBox(self.tr("Ketik nama lembaga"), delay_ms=120)
        self.services = ServicesBox()
        fields = [(code.code, code.label_id) for code in codes.get("isian_surat")]
        self.ticks = FieldTicks(fields)
        self.summary_text = TextEdit(rows=4)
        self.condition_text = TextEdit(rows=2)
        self.partner_note = Label("", "small", wrap=True)
        self.partner_note.hide()
        self.copy_facts = link(self.tr("Salin dari data kejadian"))
        self._build()
        self._name_fields()
        self.partner.searched.connect(self._search)
        self.partner.edited.connect(self._on_partner)
        self.ticks.edited.connect(self._on_ticks)
        self.ticks.consent_wanted.connect(self.consent_wanted)
        self.copy_facts.clicked.connect(self._copy_facts)
        self.changed.connect(self._warn)
        self._on_ticks()
        self._warn()

    # -- reading and showing --

    def set_choices(
        self, partners: Sequence[PartnerView], services: Sequence[tuple[str, str]]
    ) -> None:
        """Offer these partners, and per kind of partner these wordings of services."""
        self._partners = {partner.uid: partner for partner in partners}
        self._offers = tuple(services)
        if not self.partner.hasFocus():  # rows that come while somebody types would open the list
            self._search("")

    def set_fields(self, fields: Sequence[LetterField]) -> None:
        """Show what may be shared with the chosen partner."""
        self.ticks.set_fields(fields, recordable=bool(self.partner_uid()))
        self._on_ticks()

    def partner_uid(self) -> str:
        """Return the chosen partner's uid, or an empty text."""
        return self.partner.value() or ""

    def content(self, paper: str) -> ReferralContent:
        """Return what is written, for this paper; an unreadable date is left out."""
        values = self.values()
        deadline = self.deadline.parsed()
        return ReferralContent(
            partner_uid=self.partner_uid(),
            services_asked=self.services.value(),
            urgency=values["urgency"] or "biasa",
            security=values["security"] or "rahasia",
            ticked=self.ticks.value(),
            reason=values["reason"],
            summary=values["summary"],
            condition=values["condition"],
            services_given=values["services_given"],
            companion_name=values["companion_name"],
            companion_phone=values["companion_phone"],
            deadline=deadline if isinstance(deadline, date) else None,
            copies_to=tuple(
                line.strip() for line in values["copies_to"].splitlines() if line.strip()
            ),
            annex="annex" in values["sheets"],
            client_copy="client_copy" in values["sheets"],
            reply_slip="reply_slip" in values["sheets"],
            paper=paper,
        )

    def show_content(self, content: ReferralContent) -> None:
        """Show a stored referral, which is not a change."""
        partner = self._partners.get(content.partner_uid)
        self.partner.set_value((partner.uid, partner.name) if partner else None)
        self._on_partner()
        self.load(
            {
                "services_asked": content.services_asked,
                "urgency": content.urgency,
                "security": content.security,
                "ticked": content.ticked,
                "reason": content.reason,
                "summary": content.summary,
                "condition": content.condition,
                "services_given": content.services_given,
                "companion_name": content.companion_name,
                "companion_phone": content.companion_phone,
                "deadline": content.deadline,
                "copies_to": "\n".join(content.copies_to),
                "sheets": [sheet for sheet in SHEETS if getattr(content, sheet)],
            }
        )
        self._on_ticks()

    def show_view(
        self, view: ComposerView, content: ReferralContent, *, editable: bool, carried: bool
    ) -> None:
        """Show a referral with its choices.

        Args:
            view: partners, services, and what may be shared.
            content: what the fields show.
            editable: it is a draft of somebody who may write it.
            carried: the content comes from another referral; what may be shared with its partner
                is not known yet.
        """
        self.set_read_only(False)
        self.set_choices(view.partners, view.services)
        self.get("ticked").set_hint(view.consent_line if editable else "")
        fields = view.fields
        if not editable:  # the letter says what was shared then, not what may be shared now
            fields = tuple(replace(field, blocked="") for field in fields)
        if carried:
            self.set_fields(fields)
            self.show_content(content)
        else:
            self.show_content(content)
            self.set_fields(fields)
        self.mark_clean()
        self.set_read_only(not editable)

    def set_read_only(self, read_only: bool) -> None:
        """Show an issued letter: its texts can be read and copied, nothing can be changed."""
        for key in self.keys():
            widget = self.get(key).widget
            if isinstance(widget, FieldTicks | ServicesBox):
                widget.set_read_only(read_only)
            elif isinstance(widget, DateEdit):
                widget.setEnabled(not read_only)
            elif isinstance(widget, QLineEdit | QPlainTextEdit):
                widget.setReadOnly(read_only)
            else:
                widget.setEnabled(not read_only)
        self._on_ticks()
        self._warn()

    # -- building --

    def _build(self) -> None:
        to = QVBoxLayout()
        to.setSpacing(XS)
        to.addWidget(self.field("partner_uid", self.tr("Tujuan (mitra)"), self.partner))
        to.addWidget(self.partner_note)
        self.body.addLayout(to)
        self.add_widget(
            self.field("services_asked", self.tr("Layanan yang diminta"), self.services)
        )
        urgency = Segmented(
            [
                ("biasa", self.tr("Biasa")),
                ("segera", self.tr("Segera")),
                ("amat_segera", self.tr("Darurat")),
            ]
        )
        urgency.button("amat_segera").setToolTip(self.tr("Tercetak: Amat Segera"))
        self.add_widget(self.field("urgency", self.tr("Sifat"), urgency))
        self.add_widget(self.field("ticked", self.tr("Data klien yang dicantumkan"), self.ticks))
        self.add_widget(
            self.field("reason", self.tr("Alasan rujukan"), TextEdit(rows=3), optional=True)
        )
        self.add_widget(
            self.field(
                "summary",
                self.tr("Ringkasan kejadian"),
                self.summary_text,
                hint=self.tr("Tiga sampai lima baris; tidak lebih dari yang perlu."),
            )
        )
        self.add_widget(self.copy_facts)
        self.add_widget(self.field("condition", self.tr("Kondisi dan risiko"), self.condition_text))
        self.add_widget(
            self.field(
                "services_given",
                self.tr("Layanan yang sudah diberikan"),
                TextEdit(rows=2),
                optional=True,
            )
        )
        self.add_row(
            self.field(
                "companion_name",
                self.tr("Nama pendamping"),
                LineEdit(max_length=120),
                optional=True,
            ),
            self.field("companion_phone", self.tr("Telepon"), PhoneEdit(parse_phone)),
        )
        self.deadline = DateEdit(self._read_day, today=self._today())
        self.add_row(
            self.field("deadline", self.tr("Balasan sebelum"), self.deadline, optional=True),
            self.field(
                "security",
                self.tr("Keamanan surat"),
                ChoiceCombo(
                    [
                        ("rahasia", self.tr("Rahasia")),
                        ("sangat_rahasia", self.tr("Sangat Rahasia")),
                        ("terbatas", self.tr("Terbatas")),
                        ("biasa", self.tr("Biasa")),
                    ]
                ),
            ),
        )
        self.add_widget(
            self.field(
                "copies_to",
                self.tr("Tembusan"),
                TextEdit(rows=2),
                hint=self.tr("Satu baris satu penerima."),
                optional=True,
            )
        )
        sheets = ChipGroup(
            [
                ("annex", self.tr("Identitas di lampiran tertutup")),
                ("reply_slip", self.tr("Lembar balasan")),
                ("client_copy", self.tr("Lembar untuk klien")),
            ],
            multi=True,
        )
        self.add_widget(self.field("sheets", self.tr("Lembar tambahan"), sheets, optional=True))

    def _name_fields(self) -> None:
        for key in self.keys():
            self.get(key).widget.setObjectName(key)
        self.copy_facts.setObjectName("copy_facts")

    # -- behaviour --

    def _search(self, text: str) -> None:
        words = plain(text).split()
        rows = [
            SuggestRow(key=partner.uid, text=partner.name, detail=self._about(partner))
            for partner in self._partners.values()
            if all(word in plain(f"{partner.name} {self._about(partner)}") for word in words)
        ]
        self.partner.set_rows(rows[:_MOST_OFFERS])

    def _about(self, partner: PartnerView) -> str:
        kind = self._codes.label("jenis_mitra", partner.kind)
        return " · ".join(part for part in (kind, partner.addressee or partner.address) if part)

    def _on_partner(self) -> None:
        uid = self.partner_uid()
        if uid == self._partner_uid:
            return
        self._partner_uid = uid
        partner = self._partners.get(uid)
        kind = partner.kind if partner else ""
        offers = [text for code, text in self._offers if code == kind]
        self.services.set_offers(offers, after=self.partner)
        self.partner_note.setText(self._note(partner) if partner else "")
        self.partner_note.setVisible(bool(self.partner_note.text()))
        self.partner_changed.emit(uid)

    def _note(self, partner: PartnerView) -> str:
        kind = self._codes.label("jenis_mitra", partner.kind)
        return " · ".join(part for part in (kind, partner.phone, partner.how_to_refer) if part)

    def _on_ticks(self) -> None:
        ticked = set(self.ticks.value())
        new, self._ticked = ticked - self._ticked, ticked
        editable = not self.summary_text.isReadOnly()
        self.get("summary").setVisible(SUMMARY in ticked)
        self.copy_facts.setVisible(
            SUMMARY in ticked and editable and bool(self.ticks.given(SUMMARY))
        )
        self.get("condition").setVisible(RISK in ticked)
        level = self.ticks.given(RISK)
        if RISK in new and level and not self.condition_text.value():
            words = self.tr("Tingkat risiko: {level}.").replace("{level}", level.lower())
            self.condition_text.set_value(words)

    def _warn(self) -> None:
        """Say beside a ticked field that its words are still missing, so it is not printed."""
        missing = self.tr("Belum ditulis; bagian ini tidak tercetak")
        for key, editor in (("summary", self.summary_text), ("condition", self.condition_text)):
            empty = not editor.value() and not editor.isReadOnly()
            self.get(key).set_warning(missing if empty else None)

    def _copy_facts(self) -> None:
        facts, written = self.ticks.given(SUMMARY), self.summary_text.value()
        if facts not in written:
            self.summary_text.set_value(f"{written}\n{facts}" if written else facts)
        self.focus_field("summary")

    def _read_day(self, text: str) -> date:
        parsed = parse_date(text, today=self._today())
        if parsed.precision is not Precision.DAY:
            raise UserError(self.tr("Tulis tanggal lengkap seperti 27/3/2026"))
        return parsed.earliest()
