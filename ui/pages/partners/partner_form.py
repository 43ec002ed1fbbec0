"""Adding or changing a partner: a dialog that stays open until the entry is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ruko_desk.domain.dates import Precision, parse_date
from ruko_desk.domain.dto.referrals import PartnerView
from ruko_desk.errors import UserError
from ui.dialogs.ask import Question
from ui.theme.theme import theme
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.form import Form
from ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from ruko_desk.domain.codes import CodeLists

_WIDTH, _HEIGHT = 640, 470


class PartnerForm(Form):
    """Fields named after `PartnerView`."""

    def __init__(self, codes: CodeLists, today: Callable[[], date]) -> None:
        """Build the fields empty."""
        super().__init__()
        self._today = today
        kinds = [(code.code, code.label_id) for code in codes.get("jenis_mitra")]
        line = LineEdit
        self.checked = DateEdit(self._read_day, today=today())
        self.add_row(
            self.field("name", self.tr("Nama lembaga"), line(max_length=200)),
            self.field("kind", self.tr("Jenis"), ChoiceCombo(kinds)),
            stretch=(3, 2),
        )
        self.add_row(
            self._optional(
                "addressee",
                self.tr("Surat ditujukan kepada"),
                line(max_length=200),
                hint=self.tr("Jabatan, misalnya Direktur RSUD."),
            ),
            self._optional("address", self.tr("Alamat"), line(max_length=300)),
        )
        self.add_row(
            self._optional("phone", self.tr("Telepon"), line(max_length=60)),
            self._optional("whatsapp", self.tr("WhatsApp"), line(max_length=60)),
            self._optional("email", self.tr("Pos-el"), line(max_length=120)),
        )
        self.add_row(
            self._optional("contact_person", self.tr("Narahubung"), line(max_length=120)),
            self._optional("hours", self.tr("Jam layanan"), line(max_length=200)),
        )
        self.add_widget(self._optional("services", self.tr("Layanan"), TextEdit(rows=2)))
        self.add_widget(self._optional("how_to_refer", self.tr("Cara merujuk"), TextEdit(rows=2)))
        self.add_row(
            self._optional("cost", self.tr("Biaya"), line(max_length=200)),
            self._optional("checked_on", self.tr("Terakhir dicek"), self.checked),
        )
        self.add_widget(self._optional("note", self.tr("Catatan pengalaman"), TextEdit(rows=2)))
        for key in self.keys():
            self.get(key).widget.setObjectName(key)

    def show_partner(self, partner: PartnerView) -> None:
        """Show a stored entry."""
        self.load({key: getattr(partner, key) for key in self.keys()})

    def partner(self, stored: PartnerView) -> PartnerView:
        """Return the entry with what is written."""
        values = self.values()
        checked = self.checked.parsed()
        values["checked_on"] = checked if isinstance(checked, date) else None
        values["kind"] = values["kind"] or ""
        return replace(stored, **values)

    def _optional(
        self,
        key: str,
        label: str,
        editor: LineEdit | TextEdit | DateEdit,
        *,
        hint: str = "",
    ) -> QWidget:
        return self.field(key, label, editor, hint=hint, optional=True)

    def _read_day(self, text: str) -> date:
        parsed = parse_date(text, today=self._today())
        if parsed.precision is not Precision.DAY:
            raise UserError(self.tr("Tulis tanggal lengkap seperti 27/3/2026"))
        return parsed.earliest()


class PartnerDialog(Question):
    """The form with its two buttons.

    Signals:
        wanted: the PartnerView to be stored.
    """

    wanted = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        partner: PartnerView,
        codes: CodeLists,
        today: Callable[[], date],
    ) -> None:
        """Show `partner`; one without uid is new."""
        is_new = not partner.uid
        super().__init__(
            parent,
            self.tr("Tambah mitra") if is_new else self.tr("Ubah mitra"),
            "",
            yes=self.tr("Simpan mitra"),
            no=self.tr("Batal"),
        )
        self._stored = partner
        self.form = PartnerForm(codes, today)
        self.form.show_partner(partner)
        self.form.submitted.connect(self.accept)
        self.body.addWidget(Scroll(self.form), 1)
        metrics = theme().metrics
        room = self.screen().availableGeometry()
        self.resize(
            min(metrics.px(_WIDTH), room.width() - 40), min(metrics.px(_HEIGHT), room.height() - 40)
        )
        self.start_at(self.form.get("name").focus_target())

    def accept(self) -> None:
        """Ask for the entry to be stored, unless something cannot be read."""
        if self.form.check():
            self.wanted.emit(self.form.partner(self._stored))

    def finish(self) -> None:
        """Close: the entry is stored."""
        super().accept()
