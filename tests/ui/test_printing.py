from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.errors import EnvironmentProblem
from tests.fakes.prompts import FakePrompts
from tests.fakes.runner import SyncRunner
from ui import printing
from ui.printing import PrintChoice, PrintResult
from ui.shell.paper_printer import PaperPrinter


def paper(path: Path, size: str) -> QPrinter:
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(path))
    device.setResolution(printing.DPI)
    device.setFullPage(True)
    device.setPageLayout(printing.page_layout(size))
    return device


@pytest.mark.parametrize(("size", "millimetres"), [("A4", (210, 297)), ("F4", (215, 330))])
def test_pages_are_drawn_one_by_one_on_the_whole_sheet(
    qtbot: QtBot, tmp_path: Path, size: str, millimetres: tuple[int, int]
) -> None:
    from ruko_desk.documents.render import page_count, page_size_mm

    asked: list[int] = []

    def page(index: int) -> QImage:
        asked.append(index)
        image = QImage(248, 351, QImage.Format.Format_RGB888)
        image.fill(QColor("white"))
        return image

    file = tmp_path / "x.pdf"
    printing.draw(paper(file, size), size, 3, page)
    pdf = file.read_bytes()
    assert asked == [0, 1, 2]
    assert page_count(pdf) == 3
    width, height = page_size_mm(pdf)
    assert (width, height) == pytest.approx(millimetres, abs=1)


def test_a_printer_that_writes_files_is_not_offered() -> None:
    names = ("Microsoft Print to PDF", "OneNote (Desktop)", "Fax", "Microsoft XPS Document Writer")
    assert all(printing.writes_file(name) for name in names)
    assert not printing.writes_file("Epson L3210")


def test_a_printer_that_was_unplugged_is_told_in_words(qtbot: QtBot) -> None:
    with pytest.raises(EnvironmentProblem, match="Printer tidak ditemukan"):
        printing.new_device(PrintChoice(printer="Epson L3210", copies=1), "A4")


def test_without_any_printer_the_sentence_says_what_to_do(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    prompts = FakePrompts()
    printer = PaperPrinter(SyncRunner(), prompts, lambda: cast("Any", None))
    results: list[PrintResult] = []
    printer.print_pdf(owner, b"%PDF", results.append)
    assert [asked.text for asked in prompts.asked] == [printing.NO_PRINTER]
    assert results == [PrintResult(printed=False)]


def test_a_page_that_lies_on_its_side_is_turned_to_fill_the_sheet() -> None:
    lying = QImage(60, 40, QImage.Format.Format_RGB888)
    lying.fill(QColor("white"))
    lying.setPixelColor(0, 0, QColor("red"))
    turned = printing.upright(lying)
    assert (turned.width(), turned.height()) == (40, 60)
    assert turned.pixelColor(39, 0) == QColor("red")
    assert printing.upright(turned) == turned
