"""The sample table and form of the gallery. All people are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ui.models.rows import Column, RowTableModel
from ui.theme.symbols import Symbol
from ui.theme.tokens import L, S
from ui.widgets.buttons import danger, link, primary, secondary
from ui.widgets.card import Card
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.nik_edit import NikEdit
from ui.widgets.editors.number_edit import NumberEdit
from ui.widgets.editors.phone_edit import PhoneEdit
from ui.widgets.editors.segmented import Segmented
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.editors.time_edit import TimeEdit
from ui.widgets.form import Form
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll

TODAY = date(2026, 11, 26)

FORMS = (
    ("fisik", "KDRT: fisik"),
    ("psikis", "KDRT: psikis"),
    ("seksual", "Kekerasan seksual"),
    ("daring", "Kekerasan berbasis gender online"),
)
NEEDS = (
    ("hukum", "Hukum"),
    ("psikologi", "Psikologi"),
    ("kesehatan", "Kesehatan"),
    ("aman", "Tempat aman"),
    ("belum", "Belum tahu"),
)
ARRIVALS = (
    ("sendiri", "Sendiri"),
    ("keluarga", "Diantar keluarga"),
    ("dirujuk", "Dirujuk lembaga"),
    ("polisi", "Bersama polisi"),
)
ANSWERS = (("ya", "Ya"), ("tidak", "Tidak"), ("nanti", "Nanti"))


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEntry:
    """A row of the sample table."""

    number: str
    client: str
    service: str
    service_name: str
    minutes: int | None
    state: str


QUEUE = (
    QueueEntry(
        number="A-04",
        client="RK-26-0412 · A.",
        service="psikologi",
        service_name="Psikologi",
        minutes=48,
        state="Menunggu",
    ),
    QueueEntry(
        number="A-05",
        client="RK-26-0418 · S. +1 anak",
        service="hukum",
        service_name="Hukum",
        minutes=22,
        state="Menunggu",
    ),
    QueueEntry(
        number="A-06",
        client="Tamu baru, belum didaftar",
        service="",
        service_name="\u2013",
        minutes=9,
        state="Menunggu",
    ),
    QueueEntry(
        number="A-02",
        client="RK-26-0390 · N.",
        service="kesehatan",
        service_name="Kesehatan",
        minutes=None,
        state="Dilayani",
    ),
)


def parse_day(text: str) -> date:
    """Read d/m/yyyy; stands in for the rule that a page would give."""
    parts = text.split("/")
    if len(parts) != 3:
        raise ValueError("Tulis tanggal seperti 27/3/2026, atau bulan dan tahun saja")
    return date(int(parts[2]), int(parts[1]), int(parts[0]))


def waiting(row: QueueEntry) -> tuple[Symbol, str] | None:
    """Mark a long wait."""
    if row.minutes is None or row.minutes < 30:
        return None
    return (Symbol.TRIANGLE, "high") if row.minutes >= 45 else (Symbol.DIAMOND, "medium")


def queue_model() -> RowTableModel[QueueEntry]:
    """Return the model of the sample table."""
    columns: tuple[Column[QueueEntry], ...] = (
        Column(key="number", title="No.", text=lambda row: row.number, strong=True),
        Column(key="client", title="Klien", text=lambda row: row.client, stretch=True),
        Column(
            key="service",
            title="Layanan",
            text=lambda row: row.service_name,
            service=lambda row: row.service,
        ),
        Column(
            key="waiting",
            title="Menunggu",
            text=lambda row: "" if row.minutes is None else f"{row.minutes} mnt",
            sort=lambda row: row.minutes,
            symbol=waiting,
            align="right",
        ),
        Column(
            key="state",
            title="Status",
            text=lambda row: row.state,
            symbol=lambda row: (
                (Symbol.EMPTY, "muted") if row.state == "Menunggu" else (Symbol.FULL, "primary")
            ),
        ),
    )
    model = RowTableModel(columns, key=lambda row: row.number)
    model.set_rows(QUEUE)
    return model


def sample_form(*, with_errors: bool) -> Form:
    """Return a form with every editor."""
    form = Form()
    name = form.field(
        "nama", "Nama panggilan atau inisial", LineEdit(max_length=80), hint="Boleh nama samaran."
    )
    age = form.field("usia", "Usia (perkiraan)", NumberEdit(0, 120), hint="Tahun, boleh kosong.")
    form.add_row(name, age, stretch=(2, 1))
    needs = ChipGroup(NEEDS, multi=True)
    for code, icon, role in (
        ("hukum", "scale", "legal"),
        ("psikologi", "brain", "psychology"),
        ("kesehatan", "heart-pulse", "health"),
    ):
        needs.set_chip_icon(code, icon, role)  # type: ignore[arg-type]  # the loop hides the literal
    form.add_row(
        form.field("perlu", "Yang dibutuhkan hari ini", needs, hint="Boleh lebih dari satu.")
    )
    form.add_row(form.field("datang", "Datang", ChipGroup(ARRIVALS)))
    day = form.field(
        "tanggal",
        "Tanggal kejadian",
        DateEdit(parse_day, today=TODAY),
        hint="Contoh 27/3/2026; boleh bulan dan tahun saja.",
    )
    kind = form.field("bentuk", "Bentuk kekerasan", ChoiceCombo(FORMS), hint="Pilih yang utama.")
    form.add_row(day, kind)
    form.add_row(
        form.field("telepon", "Nomor telepon yang aman", PhoneEdit(), optional=True),
        form.field("nik", "NIK", NikEdit(), optional=True),
        form.field("jam", "Jam aman", TimeEdit(), optional=True),
        stretch=(2, 2, 1),
    )
    form.add_row(form.field("izin", "Boleh menyebut nama lembaga?", Segmented(ANSWERS)))
    form.add_row(
        form.field(
            "cerita",
            "Ringkasan kejadian",
            TextEdit(rows=3),
            hint="Cukup yang klien ingin ceritakan hari ini.",
            optional=True,
        )
    )
    form.set_values(
        {
            "nama": "Ama",
            "usia": 31,
            "perlu": ("psikologi", "aman"),
            "datang": "keluarga",
            "tanggal": "26/11/2026",
            "bentuk": "fisik",
            "telepon": "0812 3456 7890",
            "izin": "tidak",
        }
    )
    if with_errors:
        form.set_values({"nama": "", "tanggal": "31/12/2026", "nik": "3604 0112 0390 001"})
        form.show_errors(
            {
                "nama": "Isi nama panggilan, inisial, atau ciri tamu",
                "tanggal": "Tanggal kejadian tidak boleh setelah hari ini",
                "nik": "NIK terdiri dari 16 angka. Yang ditulis baru 15",
            }
        )
        form.get("telepon").set_warning("Nomor ini juga tercatat pada RK-25-0188.")
    return form


def in_scroll(widget: QWidget) -> Scroll:
    """Return a scroll area around a form, as pages have it."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, S, 0)
    layout.addWidget(widget)
    layout.addStretch(1)
    return Scroll(holder)


def form_page(*, with_errors: bool) -> QWidget:
    """Return a form with a side panel, as intake has it."""
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(L, L, L, L)
    layout.setSpacing(L)
    card = Card("Terima tamu", danger("Keadaan darurat", "siren"))
    card.add(in_scroll(sample_form(with_errors=with_errors)), 1)
    buttons = QHBoxLayout()
    buttons.addWidget(Label("Esc: batal, draf disimpan", "small"))
    buttons.addStretch(1)
    buttons.addWidget(secondary("Simpan dan isi nanti"))
    buttons.addWidget(primary("Simpan dan masuk antrean", "check"))
    card.add(buttons)
    layout.addWidget(card, 1)
    side = Card("Mungkin sudah pernah datang")
    side.setFixedWidth(300)
    side.add(Label("Cocok dengan “Ama”, sekitar 31 tahun. Tanyakan dahulu.", "muted", wrap=True))
    side.add(link("RK-25-0188 · A. · 32 th · Taktakan"))
    side.add(link("RK-26-0044 · A. · 30 th · Cipocok Jaya"))
    side.body.addStretch(1)
    side.add(secondary("Ini orangnya, buka kasus"))
    side.add(secondary("Bukan, lanjut klien baru"))
    layout.addWidget(side)
    return page
