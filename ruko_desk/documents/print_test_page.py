"""Halaman uji cetak: shows whether this printer and paper keep sizes, edges, lines and greys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from ruko_desk.documents.flowables import Text
from ruko_desk.documents.page import Margins, Section, make_pdf
from ruko_desk.documents.rows import numbered
from ruko_desk.documents.style import REGULAR

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from ruko_desk.documents.style import Style
    from ruko_desk.domain.letters import PaperSize

_EDGE_MM: Final = 10
"""No paper of the program prints nearer to the edge than this."""
_MARGINS: Final = Margins(left=10 * mm, right=10 * mm, top=10 * mm, bottom=10 * mm)
_INSET: Final = 14 * mm
_CORNER: Final = 12 * mm
"""Near the lower corners the figures of two rulers would touch."""
_LINE_WIDTHS: Final = (0.5, 0.75, 1.0, 2.25)
_GREYS_PERCENT: Final = (15, 30, 50, 100)
_SAMPLE: Final = "Abcdefghijkl MNOPQRSTUVWXYZ 0123456789 (gq) \u2013 Rp1.234,50"
_SAMPLE_SIZES: Final = (8.0, 9.0, 10.5, 13.0)


def print_test_page_pdf(paper: PaperSize, style: Style) -> bytes:
    """Return one page with rulers along all four edges, a 100 mm line, thin lines and greys."""
    width = paper.width_mm * mm - _MARGINS.left - _MARGINS.right
    height = paper.height_mm * mm - _MARGINS.top - _MARGINS.bottom
    checks = (
        "Bingkai terluar terlihat utuh di keempat sisi (jaraknya 10 mm dari tepi kertas).",
        "Garis ukur sepanjang 100 mm benar-benar 100 mm. Bila tidak, matikan penyesuaian ukuran "
        "(fit to page) pada pencetak.",
        "Garis yang paling tipis terlihat tanpa putus.",
        "Kotak abu-abu 15 % masih terlihat, dan tulisan terkecil terbaca.",
    )
    size = f"{paper.width_mm:g} x {paper.height_mm:g} mm"
    story: list[Flowable] = [
        _Frame(width, height),
        Spacer(0, 0.08 * height),
        Text("HALAMAN UJI CETAK", style.title),
        Text(f"Kertas {paper} \u2013 {size}", style.subtitle),
        Spacer(0, 12),
        _Inset(_Samples()),
        Spacer(0, 12),
        _Inset(Text("Periksa dengan penggaris:", style.plain)),
        *(_Inset(rows) for rows in numbered(checks, style.item)),
    ]
    section = Section(label="Uji", story=story, counted=False)
    return make_pdf([section], paper=paper, margins=_MARGINS)


class _Inset(Flowable):
    """Another flowable, moved in from both sides of the frame."""

    def __init__(self, inner: Flowable) -> None:
        super().__init__()
        self._inner = inner

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Return the full width and the inner height."""
        self.width = aW
        _, self.height = self._inner.wrapOn(self.canv, aW - 2 * _INSET, aH)
        return aW, self.height

    def draw(self) -> None:
        """Draw the inner flowable."""
        self._inner.drawOn(self.canv, _INSET, 0)


class _Frame(Flowable):
    """The frame 10 mm from the edges with a millimetre ruler on each side."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self._size = (width, height)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        """Take no room: the frame lies round everything else."""
        return aW, 0

    def draw(self) -> None:
        """Draw frame, ticks every 5 mm and figures every 20 mm, counted from the paper's edge."""
        canvas = self.canv
        width, height = self._size
        canvas.setLineWidth(0.75)
        canvas.rect(0, -height, width, height)
        for horizontal, length in ((True, width), (False, height)):
            for step in range(5, int(length / mm), 5):
                _ticks(canvas, step, horizontal=horizontal, size=self._size)


def _ticks(canvas: Canvas, step: int, *, horizontal: bool, size: tuple[float, float]) -> None:
    width, height = size
    at = step * mm
    long = 4 * mm if step % 10 == 0 else 2.5 * mm
    label = str(step + _EDGE_MM) if step % 20 == _EDGE_MM else ""
    canvas.setLineWidth(0.5)
    canvas.setFont(REGULAR, 7)
    if horizontal:
        canvas.line(at, 0, at, -long)
        canvas.line(at, -height, at, -height + long)
        canvas.drawCentredString(at, -long - 7, label)
        canvas.drawCentredString(at, -height + long + 2, label)
    else:
        if height - at < _CORNER:
            label = ""
        canvas.line(0, -at, long, -at)
        canvas.line(width, -at, width - long, -at)
        canvas.drawString(long + 2, -at - 2.5, label)
        canvas.drawRightString(width - long - 2, -at - 2.5, label)


class _Samples(Flowable):
    """The 100 mm line, line widths, greys and type sizes."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        """Return the size of the block."""
        self.width, self.height = aW, 82 * mm
        return aW, self.height

    def draw(self) -> None:
        """Draw the samples from top to bottom."""
        canvas = self.canv
        y = self.height - 8
        canvas.setFont(REGULAR, 9)
        canvas.drawString(0, y, "100 mm")
        y -= 10
        canvas.setLineWidth(0.75)
        canvas.line(0, y, 100 * mm, y)
        for x in (0.0, 100 * mm):
            canvas.line(x, y - 4, x, y + 4)
        y -= 24
        for line_width in _LINE_WIDTHS:
            canvas.drawString(0, y - 3, f"{line_width:g} pt".replace(".", ","))
            canvas.setLineWidth(line_width)
            canvas.line(22 * mm, y, 100 * mm, y)
            y -= 15
        y -= 36
        for place, percent in enumerate(_GREYS_PERCENT):
            x = place * 26 * mm
            canvas.setLineWidth(_LINE_WIDTHS[0])
            canvas.setFillGray(1 - percent / 100)
            canvas.rect(x, y, 22 * mm, 10 * mm, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(x, y - 11, f"{percent} %")
        y -= 34
        for size in _SAMPLE_SIZES:
            canvas.setFont(REGULAR, size)
            canvas.drawString(0, y, f"{size:g} pt  ".replace(".", ",") + _SAMPLE)
            y -= size + 6
