"""Lists as spreadsheets in which no cell can ever be a formula or a link."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

import xlsxwriter

from ruko_desk.documents.page import NEUTRAL_TITLE
from ruko_desk.documents.text import plain

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from ruko_desk.documents.tables import Cell, Table

_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark, not a time
_LONGEST_CELL: Final = 32_767
"""Characters that a cell of the format can hold."""
_RISKY: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters by which a program may take a text for a formula; the last four are full-width."""
_WIDTH_PER_SHARE: Final = 12.0


def table_xlsx(table: Table) -> bytes:
    """Return the list as an XLSX file; texts stay texts whatever they begin with.

    The file names no author, program or time; the same list gives the same bytes.
    """
    target = BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"title": NEUTRAL_TITLE, "author": "", "created": _MADE})
    sheet = book.add_worksheet("Daftar")
    forms = {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "line": book.add_format({}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "risky": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
        "date": book.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"}),
        "number": book.add_format({"valign": "top"}),
    }
    row = 0
    for text, form in ((table.title, "title"), *((line, "line") for line in table.lines)):
        _text(sheet, (row, 0), text, forms, form)
        row += 1
    row += 1
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, _WIDTH_PER_SHARE * column.share)
        _text(sheet, (row, index), column.head, forms, "head")
    sheet.freeze_panes(row + 1, 0)
    for cells in table.rows:
        row += 1
        for index, cell in enumerate(cells):
            _cell(sheet, (row, index), cell, forms)
    for note in table.notes:
        row += 1
        _text(sheet, (row + 1, 0), note, forms, "line")
    book.close()
    return target.getvalue()


def _cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, forms: dict[str, Format]) -> None:
    match cell:
        case None:
            return
        case date():
            sheet.write_datetime(*place, cell, forms["date"])
        case int():
            sheet.write_number(*place, cell, forms["number"])
        case str():
            _text(sheet, place, cell, forms, "text")


def _text(
    sheet: Worksheet, place: tuple[int, int], text: str, forms: dict[str, Format], form: str
) -> None:
    """Write a string cell; one that looks like a formula also gets the quote mark of the format.

    The mark keeps it a text when somebody edits the cell or saves it as CSV with quoting.
    """
    text = plain(text)[:_LONGEST_CELL]
    if text:
        sheet.write_string(*place, text, forms["risky" if text.startswith(_RISKY) else form])
