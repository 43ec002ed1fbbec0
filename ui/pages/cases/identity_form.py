"""Identitas: who the client is, as far as she wants to say."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ruko_desk.changes import Outcome
from ruko_desk.domain.dates import PartialDate
from ruko_desk.domain.dto.cases import CaseDetail, PersonView, SavePerson
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.phone import format_phone, parse_phone
from ruko_desk.services.registry import Services
from ui.context import UiContext
from ui.pages.cases import facts
from ui.pages.cases.address_edit import AddressEdit
from ui.pages.cases.facts import Facts
from ui.pages.cases.record_form import RecordForm
from ui.pages.cases.record_section import RecordSection
from ui.pages.cases.section import CaseSection
from ui.shell.routes import CaseListRoute
from ui.widgets.buttons import link
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.nik_edit import NikEdit
from ui.widgets.editors.number_edit import NumberEdit
from ui.widgets.editors.phone_edit import PhoneEdit
from ui.widgets.editors.segmented import Segmented

KEY = "identitas"
_CODES = (
    "sex",
    "education",
    "occupation",
    "marital",
    "religion",
    "nationality",
    "disability",
    "counsellor_sex",
)


class IdentityForm(RecordForm[PersonView]):
    """Fields named after `PersonView`."""

    def __init__(self, ctx: UiContext) -> None:
        """Build the fields empty."""
        super().__init__(ctx, KEY)
        self._add_names()
        self._add_birth()
        self._add_papers()
        self._add_addresses()
        self._add_background()

    def as_values(self, record: PersonView) -> dict[str, object]:
        """Return the person as the fields show her."""
        values: dict[str, object] = {key: getattr(record, key) for key in self.keys()}
        values["birth"] = PartialDate.from_iso(record.birth).typed() if record.birth else ""
        values["phone"] = format_phone(record.phone)
        return values

    def typed(self, record: PersonView) -> PersonView:
        """Return the person with what is typed."""
        values = self.values()
        values |= {key: values[key] or "" for key in _CODES}
        values["birth"] = self.date_iso("birth")
        return replace(record, **values)

    def show_record(self, record: PersonView) -> None:
        """Show a person, with what does not fit about her number."""
        super().show_record(record)
        self.get("nik").set_warning("\n".join(record.warnings))
        self._matches.setVisible(bool(record.warnings))

    def send(
        self, services: Services, actor: Actor, case_uid: str, record: PersonView
    ) -> Outcome[CaseDetail]:
        """Save the person."""
        return services.cases.save_person(actor, SavePerson(case_uid=case_uid, person=record))

    def facts(self, record: PersonView) -> Facts:
        """Return the person to be read."""
        return facts.identity(record, self.ctx.codes, self.ctx.regions)

    def _add_names(self) -> None:
        self.add_row(
            self.named(
                "call_name",
                self.tr("Nama panggilan atau inisial"),
                LineEdit(max_length=120),
                hint=self.tr("Boleh nama samaran."),
                optional=False,
            ),
            self.named(
                "full_name",
                self.tr("Nama lengkap"),
                LineEdit(max_length=120),
                hint=self.tr("Seperti pada KTP atau KK."),
            ),
        )
        self.add_row(
            self.named("alias", self.tr("Nama lain"), LineEdit(max_length=120)),
            self.named(
                "description",
                self.tr("Ciri"),
                LineEdit(max_length=120),
            ),
        )

    def _add_birth(self) -> None:
        self.add_row(
            self.named("sex", self.tr("Jenis kelamin"), Segmented(self.choices("jenis_kelamin"))),
            self.named(
                "counsellor_sex",
                self.tr("Pendamping yang diinginkan"),
                Segmented(self.choices("jenis_kelamin")),
            ),
        )
        self.add_row(
            self.named("birth_place", self.tr("Tempat lahir"), LineEdit(max_length=120)),
            self.date_field(
                "birth",
                self.tr("Tanggal lahir"),
                birth=True,
                hint=self.tr("Contoh 27/3/1995; boleh tahun saja."),
            ),
            self.named(
                "stated_age",
                self.tr("Usia (perkiraan)"),
                NumberEdit(minimum=0, maximum=120),
                hint=self.tr("Bila tanggal lahir tidak diketahui."),
            ),
        )

    def _add_papers(self) -> None:
        self.add_row(
            self.named(
                "nik", self.tr("NIK"), NikEdit(), hint=self.tr("16 angka; spasi dan titik boleh.")
            ),
            self.named("family_card", self.tr("Nomor KK"), LineEdit(max_length=40)),
        )
        self._matches = link(self.tr("Lihat kecocokan"))
        self._matches.setObjectName(f"{KEY}_matches")
        self._matches.clicked.connect(lambda _checked=False: self._show_matches())
        self.add_widget(self._matches)
        self.add_row(
            self.named(
                "papers_seen",
                self.tr("Dokumen yang sudah dilihat"),
                ChipGroup(facts.papers_to_see(), multi=True),
                hint=self.tr("Layanan tidak menunggu dokumen."),
            )
        )

    def _add_addresses(self) -> None:
        regions = self.ctx.regions
        self.add_widget(self.named("home_address", self.tr("Alamat tinggal"), AddressEdit(regions)))
        self.add_widget(self.named("identity_address", self.tr("Alamat KTP"), AddressEdit(regions)))
        same = link(self.tr("Sama dengan alamat tinggal"))
        same.setObjectName(f"{KEY}_same_address")
        same.clicked.connect(lambda _checked=False: self._same_address())
        row = QHBoxLayout()
        row.addWidget(same)
        row.addStretch(1)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.add_widget(holder)

    def _add_background(self) -> None:
        self.add_row(
            self.named(
                "phone",
                self.tr("Telepon"),
                PhoneEdit(parse_phone),
                hint=self.tr("Untuk menghubungi, pakai Kontak aman."),
            ),
            self.named(
                "accommodation",
                self.tr("Kebutuhan khusus"),
                LineEdit(max_length=200),
                hint=self.tr("Misalnya kursi roda, juru bahasa isyarat, penerjemah."),
            ),
        )
        self.add_row(
            self.combo("education", self.tr("Pendidikan"), "pendidikan"),
            self.combo("occupation", self.tr("Pekerjaan"), "pekerjaan"),
            self.combo("marital", self.tr("Status perkawinan"), "perkawinan"),
        )
        self.add_row(
            self.combo("religion", self.tr("Agama"), "agama"),
            self.combo("disability", self.tr("Disabilitas"), "disabilitas"),
            self.named(
                "nationality",
                self.tr("Kewarganegaraan"),
                Segmented(self.choices("kewarganegaraan")),
            ),
        )

    def _same_address(self) -> None:
        home = self.get("home_address").editor.value()
        self.get("identity_address").editor.set_value(home)

    def _show_matches(self) -> None:
        if self.record is not None:
            self.ctx.navigate(CaseListRoute(text=self.record.nik))


def identity_section(ctx: UiContext) -> CaseSection:
    """Return the section of the identity."""
    form = IdentityForm(ctx)
    return RecordSection(ctx, KEY, form.tr("Identitas"), form, lambda d: d.client)
