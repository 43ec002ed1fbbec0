from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from ruko_desk.documents.register import register_pdf, register_xlsx
from ruko_desk.documents.render import page_count, page_size_mm
from ruko_desk.documents.sheets import table_xlsx
from ruko_desk.documents.style import Style
from ruko_desk.documents.tables import Column, Table, table_pdf
from ruko_desk.domain.letters import PaperSize
from ruko_desk.domain.papers import LetterRegister, LetterRegisterRow
from tests.unit.documents.papers import characters, letterhead, text_of

PAYLOADS = (
    '=HYPERLINK("http://contoh.example","klik")',
    "=1+1",
    "+62 812 5550 0123",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "http://contoh.example",
    "mailto:a@contoh.example",
    "00123",
)


def register(count: int = 3, **changes: Any) -> LetterRegister:
    rows = tuple(
        LetterRegisterRow(
            number=f"400.2.4/{n:03}/CONTOH/XI/2026",
            day=date(2026, 11, 1 + n % 28),
            direction="Keluar",
            receiver="RSUD Contoh",
            subject="Rujukan Layanan Kesehatan",
            case_code=f"RK-26-{n:04}",
            state="Diserahkan",
            handed_on=date(2026, 11, 24),
            handed_to="Mitra",
        )
        for n in range(1, count + 1)
    )
    values: dict[str, Any] = {
        "title": "Buku Agenda Surat",
        "period": "November 2026",
        "rows": rows,
        "letterhead": letterhead(),
        "made_by": "pengelola",
        "made_on": date(2026, 11, 23),
    }
    return LetterRegister(**{**values, **changes})


def test_register_prints_every_letter_and_repeats_its_head(style: Style) -> None:
    pdf = register_pdf(register(60), style)
    text = text_of(pdf)
    assert all(f"RK-26-{n:04}" in text for n in range(1, 61))
    assert text.count("Nomor surat") == page_count(pdf) > 1
    assert "Dicetak oleh pengelola pada 23 November 2026" in text
    assert "Jumlah: 60 surat" in text
    assert "24-11-2026" in text


@pytest.mark.parametrize("paper", list(PaperSize))
def test_register_lies_on_its_side(style: Style, paper: PaperSize) -> None:
    width, height = page_size_mm(register_pdf(register(paper=paper), style))
    assert (width, height) == pytest.approx((paper.height_mm, paper.width_mm), abs=0.01)


def test_an_empty_register_says_so(style: Style) -> None:
    assert "Tidak ada data." in text_of(register_pdf(register(0), style))


def test_practice_register_says_so(style: Style) -> None:
    assert "LATIHAN" in text_of(register_pdf(register(practice=True), style))
    values = [cell.value for cell in sheet_cells(register_xlsx(register(practice=True)))]
    assert any("LATIHAN" in str(value) for value in values)


def test_a_cell_longer_than_a_page_runs_on(style: Style) -> None:
    table = Table(
        title="Uji", columns=(Column(head="A"), Column(head="B")), rows=(("kata " * 9000, 1),)
    )
    pdf = table_pdf(table, style)
    assert text_of(pdf).count("kata") == 9000
    assert min(box.bottom for box in characters(pdf)) > 28


def sheet_cells(xlsx: bytes) -> list[Any]:
    sheet = load_workbook(BytesIO(xlsx)).active
    assert sheet is not None
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_whatever_a_cell_begins_with_it_stays_text(payload: str) -> None:
    table = Table(
        title=payload, columns=(Column(head=payload),), rows=((payload,),), notes=(payload,)
    )
    cells = sheet_cells(table_xlsx(table))
    assert len(cells) == 4
    for cell in cells:
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.value == payload.strip()
        assert bool(cell.quotePrefix) == (payload.strip()[0] in "=+-@\uff1d")


def test_sheet_file_holds_no_formula_and_no_link() -> None:
    import zipfile

    table = Table(title="Uji", columns=(Column(head="A"),), rows=tuple((p,) for p in PAYLOADS))
    with zipfile.ZipFile(BytesIO(table_xlsx(table))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert "Dokumen" in everything
    assert "2000-01-01" in everything


def test_dates_and_numbers_are_dates_and_numbers() -> None:
    cells = {cell.coordinate: cell for cell in sheet_cells(register_xlsx(register()))}
    header = next(cell for cell in cells.values() if cell.value == "Tanggal")
    below = cells[f"{header.column_letter}{header.row + 1}"]
    assert below.value.date() == date(2026, 11, 2)
    assert cells[f"A{header.row + 1}"].value == 1


def test_same_list_same_sheet() -> None:
    assert register_xlsx(register()) == register_xlsx(register())
