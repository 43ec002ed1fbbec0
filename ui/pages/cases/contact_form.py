"""Kontak aman: how the client may be reached without putting her in danger."""

from __future__ import annotations

from dataclasses import replace

from ruko_desk.changes import Outcome
from ruko_desk.domain.dto.cases import CaseDetail, SafeContact, SaveSafeContact
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.phone import format_phone, parse_phone
from ruko_desk.services.registry import Services
from ui.context import UiContext
from ui.pages.cases import facts
from ui.pages.cases.facts import Facts
from ui.pages.cases.record_form import RecordForm
from ui.pages.cases.record_section import RecordSection
from ui.pages.cases.section import CaseSection
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.phone_edit import PhoneEdit
from ui.widgets.editors.segmented import Segmented
from ui.widgets.editors.text_edit import TextEdit

KEY = "kontak_aman"
_YES, _NO = "boleh", "jangan"


class ContactForm(RecordForm[SafeContact]):
    """Fields named after `SafeContact`."""

    def __init__(self, ctx: UiContext) -> None:
        """Build the fields empty."""
        super().__init__(ctx, KEY)
        naming = ((_YES, self.tr("Boleh")), (_NO, self.tr("Jangan")))
        self.add_row(
            self.named(
                "phone",
                self.tr("Telepon aman"),
                PhoneEdit(parse_phone),
                hint=self.tr("Nomor yang hanya dipegang klien."),
            ),
            self.named(
                "hours",
                self.tr("Jam aman dihubungi"),
                LineEdit(max_length=120),
                hint=self.tr("Misalnya malam setelah pukul 20.00."),
            ),
        )
        self.add_row(
            self.named(
                "may_name_house",
                self.tr("Boleh menyebut nama lembaga?"),
                Segmented(naming),
            )
        )
        self.add_row(
            self.named(
                "must_not_know",
                self.tr("Siapa yang tidak boleh tahu"),
                TextEdit(rows=3),
                hint=self.tr("Orang yang tidak boleh tahu klien datang ke sini."),
            )
        )

    def as_values(self, record: SafeContact) -> dict[str, object]:
        """Return the rule as the fields show it."""
        naming = {True: _YES, False: _NO, None: None}[record.may_name_house]
        return {
            "phone": format_phone(record.phone),
            "hours": record.hours,
            "may_name_house": naming,
            "must_not_know": record.must_not_know,
        }

    def typed(self, record: SafeContact) -> SafeContact:
        """Return the rule with what is typed."""
        values = self.values()
        naming = {_YES: True, _NO: False}.get(str(values["may_name_house"]))
        return replace(record, **values | {"may_name_house": naming})

    def send(
        self, services: Services, actor: Actor, case_uid: str, record: SafeContact
    ) -> Outcome[CaseDetail]:
        """Save the rule."""
        return services.cases.save_safe_contact(
            actor, SaveSafeContact(case_uid=case_uid, contact=record)
        )

    def facts(self, record: SafeContact) -> Facts:
        """Return the rule to be read."""
        return facts.safe_contact(record)


def contact_section(ctx: UiContext) -> CaseSection:
    """Return the section of the safe contact."""
    form = ContactForm(ctx)
    return RecordSection(ctx, KEY, form.tr("Kontak aman"), form, lambda d: d.safe_contact)
