"""The forms of Terima tamu: the card of the first minute, and how she may be reached."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.context import UiContext
from ui.pages.intake.values import named
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.number_edit import NumberEdit
from ui.widgets.editors.phone_edit import PhoneEdit
from ui.widgets.editors.segmented import Segmented
from ui.widgets.form import Form


def card_form(ctx: UiContext) -> Form:
    """Return step 1; only a call name or a description is needed."""
    form = Form()
    form.add_row(
        form.field(
            "call_name",
            _tr("Nama panggilan atau inisial"),
            named(LineEdit(max_length=80), "call_name"),
            hint=_tr("Boleh nama samaran."),
        ),
        form.field(
            "age",
            _tr("Usia (perkiraan)"),
            named(NumberEdit(minimum=0, maximum=120), "age"),
            hint=_tr("Tahun, boleh kosong."),
            optional=True,
        ),
    )
    form.add_row(
        form.field(
            "description",
            _tr("Ciri tamu"),
            named(LineEdit(max_length=120), "description"),
            hint=_tr("Bila belum mau menyebut nama, misalnya: ibu baju hijau, dengan bayi."),
            optional=True,
        )
    )
    for key, label, listed, multi in (
        ("visitor", _tr("Yang datang"), "pengunjung", False),
        ("arrival", _tr("Datang"), "kedatangan", False),
        ("needs", _tr("Yang dibutuhkan hari ini"), "kebutuhan", True),
    ):
        chips = named(ChipGroup(_codes(ctx, listed), multi=multi), key)
        form.add_row(form.field(key, label, chips, optional=True))
    yes_no = (("ya", _tr("Ya")), ("tidak", _tr("Perlu ruang lain")))
    form.add_row(
        form.field(
            "phone",
            _tr("Nomor telepon yang aman"),
            named(PhoneEdit(), "phone"),
            optional=True,
        ),
        form.field(
            "waits_safely",
            _tr("Aman menunggu di sini?"),
            named(Segmented(yes_no), "waits_safely"),
            optional=True,
        ),
    )
    return form


def safety_form(ctx: UiContext) -> Form:
    """Return step 2: when and how to call, who must not know, and what she agrees to."""
    form = Form()
    yes_no = (("ya", _tr("Ya")), ("tidak", _tr("Tidak")))
    form.add_row(
        form.field(
            "hours",
            _tr("Jam aman dihubungi"),
            named(LineEdit(max_length=80), "hours"),
            optional=True,
        ),
        form.field(
            "may_name_house",
            _tr("Boleh menyebut nama lembaga?"),
            named(Segmented(yes_no), "may_name_house"),
            optional=True,
        ),
    )
    form.add_row(
        form.field(
            "must_not_know",
            _tr("Siapa yang tidak boleh tahu"),
            named(LineEdit(max_length=160), "must_not_know"),
            optional=True,
        )
    )
    answers = _codes(ctx, "jawaban_persetujuan")
    purposes = _codes(ctx, "tujuan_persetujuan")
    fields = [
        form.field(
            f"consent_{code}",
            label,
            named(Segmented(answers), f"consent_{code}"),
            optional=True,
        )
        for code, label in purposes
    ]
    for left, right in zip(fields[::2], fields[1::2], strict=True):
        form.add_row(left, right)
    return form


def _codes(ctx: UiContext, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((code.code, code.label_id) for code in ctx.codes.get(name))


def _tr(text: str) -> str:
    return QCoreApplication.translate("IntakeForms", text)
