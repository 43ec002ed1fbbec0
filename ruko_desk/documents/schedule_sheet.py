"""Jadwal on paper: a day of everybody or a week of one provider; case codes, never names.

The sheet carries no letterhead: it lies on a desk, and whoever sees it learns no house from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruko_desk.documents.tables import Align, Column, Table, made_line, table_pdf

if TYPE_CHECKING:
    from ruko_desk.documents.style import Style
    from ruko_desk.domain.papers import ScheduleSheet

_COLUMNS = (
    Column(head="No.", share=0.5, align=Align.RIGHT),
    Column(head="Tanggal", share=1.35),
    Column(head="Jam", share=1.4),
    Column(head="Kode kasus", share=1.6),
    Column(head="Sesi", share=2.4),
    Column(head="Petugas", share=2.4),
    Column(head="Ruang", share=1.8),
    Column(head="Status", share=1.6),
    Column(head="Catatan", share=2.2),
)


def schedule_sheet_pdf(sheet: ScheduleSheet, style: Style) -> bytes:
    """Return a sheet of the schedule as a PDF in landscape, with an empty column to write in."""
    rows = tuple(
        (
            number,
            row.day,
            row.time,
            row.case_code,
            row.session,
            row.provider,
            row.room,
            row.state,
            "",
        )
        for number, row in enumerate(sheet.rows, 1)
    )
    lines = [sheet.period, "LATIHAN, bukan dokumen resmi" * sheet.practice]
    table = Table(
        title=sheet.title,
        columns=_COLUMNS,
        rows=rows,
        lines=tuple(line for line in lines if line),
        notes=(f"Jumlah: {len(rows)} janji",),
    )
    return table_pdf(
        table,
        style,
        paper=sheet.paper,
        foot=made_line(sheet.made_by, sheet.made_on),
        practice=sheet.practice,
    )
