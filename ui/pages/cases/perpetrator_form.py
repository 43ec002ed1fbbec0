"""Terlapor: who is said to have done it; often only a relation or a description is known."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from ruko_desk.changes import Outcome
from ruko_desk.domain.dto.cases import (
    AllegedPerpetratorView,
    CaseDetail,
    SaveAllegedPerpetrator,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.phone import format_phone, parse_phone
from ruko_desk.services.registry import Services
from ui.context import UiContext
from ui.pages.cases import facts
from ui.pages.cases.address_edit import AddressEdit
from ui.pages.cases.facts import Facts
from ui.pages.cases.record_form import RecordForm
from ui.pages.cases.record_list import Kind, RecordListSection
from ui.pages.cases.section import CaseSection
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.number_edit import NumberEdit
from ui.widgets.editors.phone_edit import PhoneEdit
from ui.widgets.editors.segmented import Segmented

KEY = "terlapor"


class PerpetratorForm(RecordForm[AllegedPerpetratorView]):
    """Fields named after `AllegedPerpetratorView`."""

    def __init__(self, ctx: UiContext, name: str) -> None:
        """Build the fields empty."""
        super().__init__(ctx, name)
        self.add_row(
            self.named(
                "name",
                self.tr("Nama"),
                LineEdit(max_length=120),
                hint=self.tr("Isi yang diketahui saja; nama, hubungan, atau ciri sudah cukup."),
            ),
            self.combo("relation", self.tr("Hubungan dengan klien"), "hubungan"),
        )
        self.add_row(
            self.named("sex", self.tr("Jenis kelamin"), Segmented(self.choices("jenis_kelamin"))),
            self.named(
                "stated_age", self.tr("Usia (perkiraan)"), NumberEdit(minimum=0, maximum=120)
            ),
        )
        self.add_row(
            self.combo("occupation", self.tr("Pekerjaan"), "pekerjaan"),
            self.named("phone", self.tr("Telepon"), PhoneEdit(parse_phone)),
        )
        self.add_widget(
            self.named(
                "description",
                self.tr("Ciri"),
                LineEdit(max_length=120),
                hint=self.tr("Misalnya perawakan, pakaian, kendaraan."),
            )
        )
        self.add_widget(self.named("address", self.tr("Alamat"), AddressEdit(ctx.regions)))

    def as_values(self, record: AllegedPerpetratorView) -> dict[str, object]:
        """Return the person as the fields show them."""
        values: dict[str, object] = {key: getattr(record, key) for key in self.keys()}
        values["phone"] = format_phone(record.phone)
        return values

    def typed(self, record: AllegedPerpetratorView) -> AllegedPerpetratorView:
        """Return the person with what is typed."""
        values = self.values()
        values |= {key: values[key] or "" for key in ("relation", "sex", "occupation")}
        return replace(record, **values)

    def send(
        self, services: Services, actor: Actor, case_uid: str, record: AllegedPerpetratorView
    ) -> Outcome[CaseDetail]:
        """Save the person."""
        return services.cases.save_perpetrator(
            actor, SaveAllegedPerpetrator(case_uid=case_uid, perpetrator=record)
        )

    def facts(self, record: AllegedPerpetratorView) -> Facts:
        """Return the person to be read."""
        return facts.perpetrator(record, self.ctx.codes, self.ctx.regions)


def perpetrator_section(ctx: UiContext) -> CaseSection:
    """Return the section of the alleged perpetrators."""
    codes = ctx.codes

    def told(record: AllegedPerpetratorView) -> str:
        return codes.label("hubungan", record.relation) if record.relation else ""

    return RecordListSection(
        ctx,
        Kind(
            key=KEY,
            title=_tr("Terlapor"),
            one=_tr("Terlapor {n}"),
            add=_tr("Tambah terlapor"),
            none=_tr("Belum ada terlapor yang dicatat."),
            pick=lambda detail: detail.perpetrators,
            blank=lambda: AllegedPerpetratorView(uid="", version=0),
            form=lambda name: PerpetratorForm(ctx, name),
            summary=told,
            is_full=lambda record: bool(record.relation),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PerpetratorForm", text)
