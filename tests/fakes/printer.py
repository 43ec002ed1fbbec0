"""A printer that keeps the bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from ui.printing import PrintResult


@dataclass
class FakePrinter:
    """Prints at once; `works` False is a printer that is out of paper."""

    works: bool = True
    copies: int = 1
    jobs: list[tuple[bytes, str]] = field(default_factory=list)

    def print_pdf(
        self,
        owner: QWidget,
        pdf: bytes,
        then: Callable[[PrintResult], object],
        *,
        paper: str = "A4",
        title: str = "Cetak",
    ) -> None:
        if self.works:
            self.jobs.append((pdf, paper))
        then(PrintResult(printed=self.works, copies=self.copies if self.works else 0))
