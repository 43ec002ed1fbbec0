"""The printer of the running program: asks, then prints on the document thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget

from ruko_desk.errors import RuKoError
from ui import printing
from ui.dialogs.print_dialog import PrintDialog
from ui.jobs.runner import Runner
from ui.printing import DPI, MM_PER_INCH, NO_PRINTER, PAPER_MM, PrintChoice, PrintResult
from ui.prompts import Prompts

if TYPE_CHECKING:
    from ruko_desk.services.press import Press


class PaperPrinter:
    """Prints on paper; writes no file and keeps no picture."""

    def __init__(self, runner: Runner, prompts: Prompts, press: Callable[[], Press]) -> None:
        """Print through the document thread of `runner`, where `press()` draws the pages."""
        self._runner = runner
        self._prompts = prompts
        self._press = press

    def print_pdf(
        self,
        owner: QWidget,
        pdf: bytes,
        then: Callable[[PrintResult], object],
        *,
        paper: str = "A4",
        title: str = "Cetak",
    ) -> None:
        """Ask for printer and copies, print, and tell `then`."""
        printers = printing.real_printers()
        if not printers:
            self._failed(owner, NO_PRINTER, then)
            return
        dialog = PrintDialog(owner, title, printers, paper)

        def answered(result: int) -> None:
            dialog.deleteLater()
            if result == QDialog.DialogCode.Accepted:
                self._start(owner, pdf, paper, dialog.choice(), then)
            else:
                then(PrintResult(printed=False))

        dialog.finished.connect(answered)
        dialog.open()

    def _start(
        self,
        owner: QWidget,
        pdf: bytes,
        paper: str,
        choice: PrintChoice,
        then: Callable[[PrintResult], object],
    ) -> None:
        def work() -> int:
            press = self._press()
            across, along = (round(mm / MM_PER_INCH * DPI) for mm in PAPER_MM[paper])

            def page(index: int) -> QImage:
                drawn = press.page_image(pdf, index, across)
                if drawn.width > drawn.height:  # it lies on its side: as sharp as the others
                    drawn = press.page_image(pdf, index, along)
                return QImage(
                    drawn.rgb,
                    drawn.width,
                    drawn.height,
                    drawn.stride,
                    QImage.Format.Format_RGB888,
                )

            device = printing.new_device(choice, paper)
            printing.draw(device, paper, press.page_count(pdf), page)
            return choice.copies

        def failed(error: RuKoError) -> None:
            self._failed(owner, error.message, then)

        self._runner.docs(
            work,
            lambda copies: then(PrintResult(printed=True, copies=copies)),
            owner=owner,
            err=failed,
        )

    def _failed(self, owner: QWidget, sentence: str, then: Callable[[PrintResult], object]) -> None:
        title = QCoreApplication.translate("PaperPrinter", "Belum tercetak")
        self._prompts.error(owner, title, sentence, lambda: then(PrintResult(printed=False)))
