"""What is laid over a stored paper at printing; the stored bytes themselves never change."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from pypdf import PdfReader, PdfWriter
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ruko_desk.documents.style import REGULAR
from ruko_desk.documents.text import plain
from ruko_desk.documents.watermark import draw_outline

if TYPE_CHECKING:
    from pypdf import PageObject

_FOOT_BASELINE: Final = 16.5 * mm
_FOOT_SIZE: Final = 7.5


def lay_over(pdf: bytes, *, word: str = "SALINAN", foot: str = "") -> bytes:
    """Return a copy for the printer with a word across every page and a line above the foot.

    An empty `word` lays no word over; `foot` says who printed and when. The words are outlines, so
    that everything under them stays readable. The fonts must be loaded (`load_style`).
    """
    reader = PdfReader(BytesIO(pdf))
    writer = PdfWriter(clone_from=reader)
    layers: dict[tuple[float, float], PageObject] = {}
    for page in writer.pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        if size not in layers:
            layers[size] = PdfReader(BytesIO(_layer(size, word, foot))).pages[0]
        page.merge_page(layers[size])
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _layer(size: tuple[float, float], word: str, foot: str) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1, initialFontName=REGULAR)  # type: ignore[arg-type]  # the stub takes the name for a number
    if word:
        draw_outline(canvas, word, *size)
    if plain(foot):
        canvas.setFont(REGULAR, _FOOT_SIZE)
        canvas.drawCentredString(size[0] / 2, _FOOT_BASELINE, plain(foot))
    canvas.save()
    return target.getvalue()
