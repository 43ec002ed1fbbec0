"""The letter register (buku agenda surat), on paper and as a sheet; case codes, never names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruko_desk.documents.tables import Align, Column, Table, made_line, table_pdf

if TYPE_CHECKING:
    from ruko_desk.documents.style import Style
    from ruko_desk.domain.papers import LetterRegister

_COLUMNS = (
    Column(head="No.", share=0.5, align=Align.RIGHT),
    Column(head="Nomor surat", share=3.0),
    Column(head="Tanggal", share=1.35),
    Column(head="Arah", share=0.8),
    Column(head="Dari/kepada", share=2.4),
    Column(head="Hal", share=2.5),
    Column(head="Kode kasus", share=1.4),
    Column(head="Status", share=1.3),
    Column(head="Diserahkan", share=1.4),
    Column(head="Kepada", share=0.9),
    Column(head="Keterangan", share=1.8),
)


def register_pdf(register: LetterRegister, style: Style) -> bytes:
    """Return the register as a PDF in landscape."""
    return table_pdf(
        _table(register),
        style,
        paper=register.paper,
        letterhead=register.letterhead,
        foot=made_line(register.made_by, register.made_on),
        practice=register.practice,
    )


def register_xlsx(register: LetterRegister) -> bytes:
    """Return the register as an XLSX file."""
    from ruko_desk.documents.sheets import table_xlsx

    return table_xlsx(_table(register))


def _table(register: LetterRegister) -> Table:
    rows = tuple(
        (
            number,
            row.number,
            row.day,
            row.direction,
            row.receiver,
            row.subject,
            row.case_code,
            row.state,
            row.handed_on,
            row.handed_to,
            row.remark,
        )
        for number, row in enumerate(register.rows, 1)
    )
    lines = [register.period, "LATIHAN, bukan dokumen resmi" * register.practice]
    return Table(
        title=register.title,
        columns=_COLUMNS,
        rows=rows,
        lines=tuple(line for line in lines if line),
        notes=(f"Jumlah: {len(rows)} surat",),
    )
