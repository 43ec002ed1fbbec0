"""Kejadian: what happened, as much of it as the client wants to tell today."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from ruko_desk.changes import Outcome
from ruko_desk.domain.dates import PartialDate
from ruko_desk.domain.dto.cases import CaseDetail, IncidentView, SaveIncident
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.registry import Services
from ui.context import UiContext
from ui.pages.cases import facts
from ui.pages.cases.address_edit import AddressEdit
from ui.pages.cases.facts import Facts, day_first
from ui.pages.cases.record_form import RecordForm
from ui.pages.cases.record_list import Kind, RecordListSection
from ui.pages.cases.section import CaseSection
from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.editors.time_edit import TimeEdit, format_time, parse_time

KEY = "kejadian"
_STORY = "kronologi"
_FORMS = "bentuk_kekerasan"


class IncidentForm(RecordForm[IncidentView]):
    """Fields named after `IncidentView`."""

    def __init__(self, ctx: UiContext, name: str) -> None:
        """Build the fields empty."""
        super().__init__(ctx, name)
        self.forms = ChipGroup(self.choices(_FORMS), multi=True)
        self.main_form = ChoiceCombo()
        self.story = TextEdit(rows=5)
        self.add_row(
            self.date_field(
                "date",
                self.tr("Tanggal kejadian"),
                hint=self.tr("Contoh 27/3/2026; boleh bulan saja."),
            ),
            self.named(
                "time_of_day",
                self.tr("Jam"),
                TimeEdit(),
                hint=self.tr("Perkiraan, misalnya 21.30."),
            ),
            self.combo("place_kind", self.tr("Tempat"), "tempat_kejadian"),
            stretch=(4, 3, 4),
        )
        self.add_widget(self.named("address", self.tr("Alamat kejadian"), AddressEdit(ctx.regions)))
        self.add_row(
            self.named(
                "forms",
                self.tr("Bentuk kekerasan"),
                self.forms,
                hint=self.tr("Boleh lebih dari satu."),
            )
        )
        self.add_row(
            self.named("main_form", self.tr("Bentuk yang utama"), self.main_form),
            self.combo("local_kind", self.tr("Jenis kasus"), "jenis_kasus"),
        )
        self.add_row(
            self.named(
                "domestic",
                self.tr("Lingkup"),
                CheckBox(self.tr("Terjadi dalam rumah tangga (KDRT)")),
            ),
            self.named("weapon", self.tr("Senjata atau alat"), LineEdit(max_length=120)),
        )
        self.add_widget(
            self.named(
                "narrative",
                self.tr("Ringkasan kejadian"),
                self.story,
                hint=self.tr("Cukup yang klien ingin ceritakan hari ini."),
            )
        )
        self.add_widget(
            self.named(
                "is_main",
                self.tr("Kejadian utama"),
                CheckBox(self.tr("Ini kejadian utama kasus; dipakai pada rekap dan surat")),
            )
        )
        self.forms.edited.connect(self._offer_main)
        self._offer_main()

    def as_values(self, record: IncidentView) -> dict[str, object]:
        """Return the incident as the fields show it."""
        values: dict[str, object] = {key: getattr(record, key) for key in self.keys()}
        values["date"] = PartialDate.from_iso(record.date).typed() if record.date else ""
        values["time_of_day"] = parse_time(record.time_of_day)
        values["main_form"] = record.main_form or None
        values["narrative"] = record.narrative or ""
        return values

    def typed(self, record: IncidentView) -> IncidentView:
        """Return the incident with what is typed; an account that was not seen stays untouched."""
        values = self.values()
        values |= {key: values[key] or "" for key in ("place_kind", "local_kind")}
        values["date"] = self.date_iso("date")
        values["time_of_day"] = format_time(values["time_of_day"]) if values["time_of_day"] else ""
        several = len(values["forms"]) > 1
        values["main_form"] = (values["main_form"] or "") if several else ""
        if record.narrative is None and not values["narrative"]:
            values["narrative"] = None
        return replace(record, **values)

    def show_record(self, record: IncidentView) -> None:
        """Show an incident; its main form is offered among its forms."""
        self.forms.set_value(record.forms)
        self._offer_main()
        super().show_record(record)

    def suit(self, detail: CaseDetail) -> None:
        """Close the account for those who may not write it; offer to make another the main one."""
        told = self.record.narrative if self.record is not None else None
        writes = _STORY in detail.may_edit
        field = self.get("narrative")
        field.setVisible(writes or bool(told))
        self.story.setReadOnly(not writes)
        field.set_hint(
            self.tr("Cukup yang klien ingin ceritakan hari ini.")
            if writes
            else self.tr("Ringkasan ini sudah dicatat dan tidak dapat diubah oleh akun Anda.")
        )
        main = self.record is not None and self.record.is_main
        self.get("is_main").setVisible(not main and bool(detail.incidents))

    def send(
        self, services: Services, actor: Actor, case_uid: str, record: IncidentView
    ) -> Outcome[CaseDetail]:
        """Save the incident."""
        return services.cases.save_incident(actor, SaveIncident(case_uid=case_uid, incident=record))

    def facts(self, record: IncidentView) -> Facts:
        """Return the incident to be read."""
        return facts.incident(record, self.ctx.codes, self.ctx.regions)

    def _offer_main(self) -> None:
        """Ask for the main form only where there are several."""
        chosen = self.forms.chosen()
        self.main_form.set_choices(
            [choice for choice in self.choices(_FORMS) if choice[0] in chosen]
        )
        self.get("main_form").setVisible(len(chosen) > 1)


def incident_section(ctx: UiContext) -> CaseSection:
    """Return the section of the incidents."""
    codes = ctx.codes

    def told(record: IncidentView) -> str:
        forms = ", ".join(codes.label(_FORMS, form) for form in record.forms)
        return " · ".join(part for part in (day_first(record.date), forms) if part)

    return RecordListSection(
        ctx,
        Kind(
            key=KEY,
            title=_tr("Kejadian"),
            one=_tr("Kejadian {n}"),
            add=_tr("Tambah kejadian"),
            none=_tr("Belum ada kejadian yang dicatat."),
            pick=lambda detail: detail.incidents,
            blank=lambda: IncidentView(uid="", version=0),
            form=lambda name: IncidentForm(ctx, name),
            summary=told,
            is_full=lambda record: bool(record.date and record.forms),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("IncidentForm", text)
