"""Paper: choosing a printer and drawing the pages of a PDF on it, with no file in between.

What is printed are the stored bytes themselves, drawn page by page at 300 dots per inch on the
document thread (QPainter may paint on a printer from any thread), so the window stays quick and
only one page is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtWidgets import QWidget

from ruko_desk.errors import EnvironmentProblem

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
MM_PER_INCH = 25.4
JOB_NAME = "Dokumen"  # the queue of a shared printer can be read by everybody
PAPER_MM = {"A4": (210.0, 297.0), "F4": (215.0, 330.0)}
NO_PRINTER = "Printer tidak ditemukan. Periksa kabel dan daya, atau simpan sebagai PDF dahulu."
# Printers that write a file: exporting has its own button, which asks and leaves a trace.
_FILE_PRINTERS = re.compile(r"pdf|xps|onenote|fax|postscript file", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintResult:
    """Whether anything went to the printer, and how many copies."""

    printed: bool
    copies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintChoice:
    """What the person chose in the print dialog."""

    printer: str
    copies: int


class Printer(Protocol):
    """Prints PDFs; tests keep the bytes."""

    def print_pdf(
        self,
        owner: QWidget,
        pdf: bytes,
        then: Callable[[PrintResult], object],
        *,
        paper: str = "A4",
        title: str = "Cetak",
    ) -> None:
        """Ask for printer and copies, print, and tell `then`; never blocks."""
        ...


def real_printers() -> list[str]:
    """List printers that put ink on paper, the default one first."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = [name for name in QPrinterInfo.availablePrinterNames() if not writes_file(name)]
    default = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: (name != default, name.casefold()))


def writes_file(printer: str) -> bool:
    """Tell whether a printer's name says that it makes a file instead of a sheet."""
    return bool(_FILE_PRINTERS.search(printer))


def page_layout(paper: str) -> QPageLayout:
    """Return the whole sheet in portrait, without margins: the PDF has its own.

    Qt takes F4 for the Folio sheet that printers know (215.9 x 330.2 mm), less than 1 mm larger.
    """
    width, height = PAPER_MM[paper]
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, paper)
    return QPageLayout(
        size, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter
    )


def new_device(choice: PrintChoice, paper: str) -> QPrinter:
    """Make the paint device for a chosen printer.

    Raises:
        EnvironmentProblem: the printer has gone since it was chosen.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(choice.printer)
    if info.isNull():
        raise EnvironmentProblem(NO_PRINTER, code="printer")
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    device.setResolution(DPI)
    device.setDocName(JOB_NAME)
    device.setCreator("Ru-Ko Desk")
    device.setFullPage(True)
    device.setPageLayout(page_layout(paper))
    device.setCopyCount(choice.copies)
    return device


def upright(image: QImage) -> QImage:
    """Turn a page that lies on its side by a quarter, so that it fills the upright sheet."""
    if image.width() <= image.height():
        return image
    return image.transformed(QTransform().rotate(90))


def draw(device: QPrinter, paper: str, pages: int, page: Callable[[int], QImage]) -> None:
    """Paint all pages, one at a time, in their true size.

    Args:
        device: an unopened printer.
        paper: A4 or F4, the size of the pages.
        pages: number of pages.
        page: returns a page's picture by its index.

    Raises:
        EnvironmentProblem: the printer did not take the job.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise EnvironmentProblem(
            "Surat belum tercetak: printer tidak menerima pekerjaan. Periksa printer, lalu "
            "coba lagi, atau simpan sebagai PDF dahulu.",
            code="printer",
        )
    try:
        width = PAPER_MM[paper][0] / MM_PER_INCH * device.resolution()
        for index in range(pages):
            if index and not device.newPage():
                raise EnvironmentProblem(
                    "Printer berhenti di tengah pekerjaan. Periksa kertas, lalu cetak lagi.",
                    code="printer",
                )
            image = upright(page(index))
            painter.drawImage(QRectF(0, 0, width, width * image.height() / image.width()), image)
    finally:
        painter.end()
