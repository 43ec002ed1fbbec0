"""Recording an answer: for what, yes or no, which data, who signs, until when."""

from __future__ import annotations

from datetime import date

from ruko_desk.clock import today
from ruko_desk.domain.age import ADULT_AT
from ruko_desk.domain.codes import CodeLists, ConsentAnswer
from ruko_desk.domain.consent import ALWAYS, NOT_SHARING, SELF
from ruko_desk.domain.dates import Precision, parse_date
from ruko_desk.domain.dto.cases import CaseHeader, RecordConsent
from ruko_desk.errors import UserError
from ui.pages.cases.case_dialog import CaseDialog, Command
from ui.pages.cases.consent_row import BASIS_CONSENT
from ui.pages.cases.scene import Scene
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.option_group import Choice
from ui.widgets.editors.segmented import Segmented
from ui.widgets.form import Form

_WIDTH = 680


class ConsentForm(Form):
    """Fields named after `RecordConsent`; those that the answer does not need are not shown."""

    def __init__(self, codes: CodeLists, header: CaseHeader, day: date) -> None:
        """Ask as the client's age needs: for a child an adult signs and the child is asked too."""
        super().__init__()
        self._day = day
        self.is_child = header.age is not None and header.age < ADULT_AT

        def choices(name: str) -> list[Choice]:
            return [(each.code, each.label_id) for each in codes.get(name)]

        self.purpose = ChoiceCombo(choices("tujuan_persetujuan"))
        self.answer = Segmented(choices("jawaban_persetujuan"))
        self.fields = ChipGroup(
            [each for each in choices("isian_surat") if each[0] not in ALWAYS], multi=True
        )
        relations = choices("hubungan_penandatangan")
        self.relation = ChoiceCombo(
            [each for each in relations if not (self.is_child and each[0] == SELF)]
        )
        self.relation.set_value(SELF)
        self.signer = LineEdit(max_length=120)
        self.child = Segmented((("ya", self.tr("Ya")), ("tidak", self.tr("Tidak"))))
        self.expires = DateEdit(self._read_day, today=day)
        self.basis = ChoiceCombo(choices("dasar_pemrosesan"))
        self.basis.set_value(BASIS_CONSENT)
        self._lay_out()
        for key in self.keys():
            self.get(key).widget.setObjectName(f"consent_{key}")
        for editor in (self.purpose, self.answer, self.relation, self.basis):
            editor.edited.connect(self._show_needed)
        self._show_needed()

    def given(self, case_uid: str) -> RecordConsent:
        """Return the answer as it is filled in; what is not shown counts as not said."""
        shown = {key for key in self.keys() if not self.get(key).isHidden()}
        expires = self.expires.parsed()
        relation = self.relation.value() or ""
        return RecordConsent(
            case_uid=case_uid,
            purpose=self.purpose.value() or "",
            answer=self.answer.value() or "",
            fields=(*sorted(ALWAYS), *self.fields.chosen()) if "fields" in shown else (),
            legal_basis=self.basis.value() or "" if "legal_basis" in shown else BASIS_CONSENT,
            signer_name=self.signer.value() if "signer_name" in shown else "",
            signer_relation=relation if "signer_relation" in shown else SELF,
            child_agrees=self._child_agrees() if "child_agrees" in shown else None,
            expires_on=expires if "expires_on" in shown and isinstance(expires, date) else None,
        )

    def _child_agrees(self) -> bool | None:
        return {"ya": True, "tidak": False}.get(self.child.value() or "")

    def _show_needed(self) -> None:
        purpose, answer = self.purpose.value(), self.answer.value()
        yes = answer == ConsentAnswer.YES
        signed = yes and self.basis.value() == BASIS_CONSENT
        relation = self.relation.value()
        needed = {
            "fields": yes and purpose is not None and purpose not in NOT_SHARING,
            "signer_relation": signed,
            "signer_name": signed and relation not in {None, SELF},
            "child_agrees": self.is_child and answer is not None,
            "expires_on": yes,
            "legal_basis": yes,
        }
        for key, is_needed in needed.items():
            self.get(key).setVisible(is_needed)

    def _lay_out(self) -> None:
        self.add_row(
            self.field("purpose", self.tr("Untuk apa"), self.purpose),
            self.field("answer", self.tr("Jawaban klien"), self.answer),
            stretch=(3, 2),
        )
        self.add_widget(
            self.field(
                "fields",
                self.tr("Yang boleh dicantumkan pada surat"),
                self.fields,
                hint=self.tr(
                    "Tanyakan satu per satu. Kode, inisial, usia, dan jenis kelamin selalu boleh."
                ),
            )
        )
        who = self.tr("Klien masih anak: orang tua atau wali, tidak pernah terlapor.")
        self.add_row(
            self.field(
                "signer_relation",
                self.tr("Yang menandatangani"),
                self.relation,
                hint=who if self.is_child else "",
            ),
            self.field("signer_name", self.tr("Nama penandatangan"), self.signer),
        )
        self.add_widget(
            self.field("child_agrees", self.tr("Anak sendiri setuju?"), self.child, optional=True)
        )
        self.add_row(
            self.field("expires_on", self.tr("Berlaku sampai"), self.expires, optional=True),
            self.field("legal_basis", self.tr("Dasar pemrosesan"), self.basis),
        )
        self.body.addStretch(1)

    def _read_day(self, text: str) -> date:
        whole = self.tr("Tulis tanggal lengkap seperti 27/3/2027")
        try:
            parsed = parse_date(text, today=self._day)
        except UserError as error:
            raise UserError(whole) from error
        if parsed.precision is not Precision.DAY:
            raise UserError(whole)
        return parsed.earliest()


class ConsentDialog(CaseDialog):
    """The form with its two buttons."""

    form: ConsentForm

    def __init__(self, scene: Scene, purpose: str = "") -> None:
        """Ask for the answer to a purpose, which may be chosen already."""
        form = ConsentForm(scene.ctx.codes, scene.detail.header, today(scene.ctx.clock))
        super().__init__(
            scene,
            form,
            self.tr("Catat persetujuan"),
            self.tr("Jawaban hari ini menggantikan jawaban sebelumnya untuk tujuan yang sama."),
            self.tr("Simpan persetujuan"),
        )
        self.form = form
        if purpose:
            form.purpose.set_value(purpose)
        self.add_scrolled(form, _WIDTH)
        form.changed.connect(self.fit_soon)
        self.start_at(form.answer if purpose else form.purpose)

    def command(self) -> Command:
        """Return the answer as it is filled in now."""
        given = self.form.given(self.detail.header.uid)
        return lambda services, actor: services.cases.record_consent(actor, given)
