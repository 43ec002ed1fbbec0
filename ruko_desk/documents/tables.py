"""Lists on paper: a title, columns with repeated heads, page numbers, who made it and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, LongTable, Spacer, TableStyle

from ruko_desk.documents.flowables import Text
from ruko_desk.documents.letterhead import LetterheadBlock
from ruko_desk.documents.page import Margins, Marks, Section, make_pdf
from ruko_desk.documents.style import REGULAR, THIN
from ruko_desk.documents.text import plain
from ruko_desk.domain.indonesian import day_text, short_date
from ruko_desk.domain.letters import Letterhead, PaperSize

if TYPE_CHECKING:
    from ruko_desk.documents.style import Style

Cell = str | int | date | None
"""What a cell may hold; a number stands at the right, a date is written day-month-year."""

TABLE_MARGINS: Final = Margins(left=15 * mm, right=15 * mm, top=18 * mm, bottom=20 * mm)
_EMPTY: Final = "Tidak ada data."


class Align(StrEnum):
    """Where the texts of a column stand."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its head, its share of the width beside the others, and its alignment."""

    head: str
    share: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list to print or to save as a sheet; every row has one cell per column.

    `lines` stand under the title, such as the period; `notes` under the table.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def table_pdf(
    table: Table,
    style: Style,
    *,
    paper: PaperSize = PaperSize.A4,
    landscape: bool = True,
    letterhead: Letterhead | None = None,
    foot: str = "",
    practice: bool = False,
) -> bytes:
    """Return the list as a PDF; its head stands again on every page."""
    width = (paper.height_mm if landscape else paper.width_mm) * mm
    width -= TABLE_MARGINS.left + TABLE_MARGINS.right
    story: list[Flowable] = [LetterheadBlock(letterhead)] if letterhead else []
    story.append(Text(table.title, style.title))
    story += [Text(line, style.small_center) for line in table.lines if plain(line)]
    story += [Spacer(0, 8), _grid(table, style, width) if table.rows else Text(_EMPTY, style.plain)]
    story += [Spacer(0, 6), *(Text(note, style.small) for note in table.notes if plain(note))]
    section = Section(label="Daftar", story=story, foot=plain(foot))
    return make_pdf(
        [section],
        paper=paper,
        marks=Marks(practice=practice),
        margins=TABLE_MARGINS,
        landscape=landscape,
    )


def made_line(made_by: str, made_on: date | None) -> str:
    """Return who made a list and when, as it stands in its foot."""
    by = f"oleh {plain(made_by)}" if plain(made_by) else ""
    on = f"pada {day_text(made_on)}" if made_on else ""
    said = " ".join(part for part in (by, on) if part)
    return f"Dicetak {said}" if said else ""


def _grid(table: Table, style: Style, width: float) -> Flowable:
    shares = sum(column.share for column in table.columns)
    widths = [width * column.share / shares for column in table.columns]
    heads = [Text(column.head, style.cell_head) for column in table.columns]
    styles = [
        style.cell_right if column.align is Align.RIGHT else style.cell for column in table.columns
    ]
    body = [
        [Text(cell_text(cell), own) for cell, own in zip(row, styles, strict=True)]
        for row in table.rows
    ]
    grid = LongTable([heads, *body], colWidths=widths, repeatRows=1, splitInRow=1)
    grid.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                ("GRID", (0, 0), (-1, -1), THIN, "black"),
                ("LINEBELOW", (0, 0), (-1, 0), 1.25, "black"),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return grid


def cell_text(cell: Cell) -> str:
    """Return a cell as it is written on paper."""
    if cell is None:
        return ""
    return short_date(cell) if isinstance(cell, date) else str(cell)
