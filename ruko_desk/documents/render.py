"""Pages of a PDF as pictures, for the preview and for the printer (PDFium, one thread only)."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2

from ruko_desk.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

_POINTS_PER_INCH = 72.0
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """A drawn page: `rgb` holds rows of `stride` bytes, three bytes (red, green, blue) a pixel."""

    width: int
    height: int
    stride: int
    rgb: bytes = field(repr=False)


def page_count(pdf: bytes) -> int:
    """Return the number of pages.

    Raises:
        EnvironmentProblem: the bytes are not a readable PDF.
    """
    with _opened(pdf) as document:
        return len(document)


def page_size_mm(pdf: bytes, page: int = 0) -> tuple[float, float]:
    """Return width and height of a page (counted from 0) in millimetres.

    Raises:
        EnvironmentProblem: the bytes are not a readable PDF.
        IndexError: there is no such page.
    """
    with _opened(pdf) as document:
        width, height = document.get_page_size(_checked(document, page))
        scale = _MM_PER_INCH / _POINTS_PER_INCH
        return width * scale, height * scale


def page_labels(pdf: bytes) -> tuple[str, ...]:
    """Return the label of each page, such as `Surat-1`; empty where a page has none.

    Raises:
        EnvironmentProblem: the bytes are not a readable PDF.
    """
    with _opened(pdf) as document:
        return tuple(document.get_page_label(page) for page in range(len(document)))


def render_page(
    pdf: bytes, page: int, *, dpi: float | None = None, width_px: int | None = None
) -> PageImage:
    """Draw one page (counted from 0), either at a resolution or at a width in pixels.

    Raises:
        EnvironmentProblem: the bytes are not a readable PDF.
        IndexError: there is no such page.
        ValueError: not exactly one of `dpi` and `width_px`, or not above zero.
    """
    given = [value for value in (dpi, width_px) if value is not None]
    if len(given) != 1 or given[0] <= 0:
        msg = "give dpi or width_px, above zero"
        raise ValueError(msg)
    with _opened(pdf) as document:
        sheet = document[_checked(document, page)]
        scale = dpi / _POINTS_PER_INCH if dpi else given[0] / sheet.get_width()
        bitmap = sheet.render(
            scale=scale, rev_byteorder=True, optimize_mode="print" if dpi else None
        )
        try:
            return PageImage(
                width=bitmap.width,
                height=bitmap.height,
                stride=bitmap.stride,
                rgb=bytes(bitmap.buffer),
            )
        finally:
            bitmap.close()
            sheet.close()


def _checked(document: pypdfium2.PdfDocument, page: int) -> int:
    if not 0 <= page < len(document):
        msg = f"page {page} of {len(document)}"
        raise IndexError(msg)
    return page


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise EnvironmentProblem(
            "Berkas PDF ini rusak atau bersandi, sehingga tidak dapat ditampilkan. "
            "Buka dari cadangan terakhir atau buat ulang.",
            code="pdf_rusak",
        ) from error
    try:
        yield document
    finally:
        document.close()
