"""The head of official papers (kop surat): logo, names, address, thick and thin line."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from ruko_desk.documents.style import BOLD, REGULAR, THIN
from ruko_desk.documents.text import plain
from ruko_desk.errors import UserError

if TYPE_CHECKING:
    from ruko_desk.domain.letters import Letterhead

_LOGO_HEIGHT: Final = 22 * mm
_LOGO_WIDTH: Final = 24 * mm
_LOGO_GAP: Final = 4 * mm
_LOGO_PIXELS: Final = 360
_MOST_PIXELS: Final = 40_000_000
_GOVERNMENT_SIZE: Final = 12.0
_OFFICE_SIZES: Final = (16.0, 14.0, 12.5, 11.0)
_UNIT_SIZE: Final = 12.0
_ADDRESS_SIZE: Final = 9.0
_THICK: Final = 2.25
_LINE_GAP: Final = 2.2
_CUT_INSIDE: Final = 1.2
"""How much longer a line may be so that the cut falls behind a comma."""


@lru_cache(maxsize=4)
def prepare_logo(logo: bytes) -> tuple[bytes, float]:
    """Return the logo as a small grey JPEG and its width divided by its height.

    Papers are black only, and a JPEG goes into the PDF as it is, so the work is done once.

    Raises:
        UserError: not a picture, damaged, or above 40 megapixels.
    """
    try:
        with Image.open(BytesIO(logo), formats=("PNG", "JPEG", "WEBP")) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise UserError("Gambar logo terlalu besar. Perkecil dahulu, lalu pilih lagi.")
            image.thumbnail((2 * _LOGO_PIXELS, _LOGO_PIXELS))
            coloured = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UserError(
            "Gambar logo tidak dapat dibaca. Pilih berkas PNG, JPEG, atau WEBP yang lain."
        ) from error
    white = Image.new("RGBA", coloured.size, "white")
    grey = Image.alpha_composite(white, coloured).convert("L")
    target = BytesIO()
    grey.save(target, "JPEG", quality=90)
    return target.getvalue(), grey.width / grey.height


class LetterheadBlock(Flowable):
    """The letterhead across the width of the frame; lines that are empty take no room."""

    def __init__(self, head: Letterhead) -> None:
        super().__init__()
        self._head = head
        self._logo = prepare_logo(head.logo) if head.logo else None
        self._lines: list[tuple[str, str, float]] = []
        self._text_left = 0.0
        self._text_width = 0.0
        self._rows_height = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        """Return the size in points that the head takes in the given width."""
        self.width = aW
        self._text_left = _LOGO_WIDTH + _LOGO_GAP if self._logo else 0.0
        # The text stands in the middle of what the logo leaves, so that long names stay large.
        self._text_width = aW - self._text_left
        self._lines = self._break_lines()
        self._rows_height = sum(size * 1.22 for _, _, size in self._lines)
        if self._logo:
            self._rows_height = max(self._rows_height, _LOGO_HEIGHT)
        if not self._rows_height:
            self.height = 0
            return aW, 0
        self.height = self._rows_height + 4 + _THICK + _LINE_GAP + THIN + 10
        return aW, self.height

    def draw(self) -> None:
        """Draw logo, lines of text and the double line; nothing for an empty letterhead."""
        if not self.height:
            return
        canvas = self.canv
        top = self.height
        if self._logo:
            data, ratio = self._logo
            width = min(_LOGO_WIDTH, _LOGO_HEIGHT * ratio)
            height = width / ratio
            x = (_LOGO_WIDTH - width) / 2
            y = top - (self._rows_height + height) / 2
            canvas.drawImage(ImageReader(BytesIO(data)), x, y, width, height)
        text_height = sum(size * 1.22 for _, _, size in self._lines)
        y = top - (self._rows_height - text_height) / 2
        centre = self._text_left + self._text_width / 2
        for text, font, size in self._lines:
            y -= size * 1.22
            canvas.setFont(font, size)
            canvas.drawCentredString(centre, y + size * 0.28, text)
        y = top - self._rows_height - 4
        canvas.setLineWidth(_THICK)
        canvas.line(0, y - _THICK / 2, self.width, y - _THICK / 2)
        y -= _THICK + _LINE_GAP
        canvas.setLineWidth(THIN)
        canvas.line(0, y, self.width, y)

    def _break_lines(self) -> list[tuple[str, str, float]]:
        head, width = self._head, self._text_width
        lines = _fit(head.government, REGULAR, (_GOVERNMENT_SIZE, 10.5), width)
        lines += _fit(head.office, BOLD, _OFFICE_SIZES, width)
        lines += _fit(head.unit, BOLD, (_UNIT_SIZE, 10.5), width)
        reach = (("Telepon", head.phone), ("Pos-el", head.email), ("Laman", head.site))
        contact = ", ".join(f"{label} {plain(value)}" for label, value in reach if plain(value))
        for text in (head.address, contact):
            lines += _fit(text, REGULAR, (_ADDRESS_SIZE,), width)
        return lines


def _fit(
    text: str, font: str, sizes: tuple[float, ...], width: float
) -> list[tuple[str, str, float]]:
    """Break a text over one line or two balanced ones, in the largest size that allows it."""
    text = plain(text)
    for size in sizes:
        lines = (
            [text] if stringWidth(text, font, size) <= width else _halves(text, font, size, width)
        )
        if lines:
            return [(line, font, size) for line in lines if line]
    return [(line, font, sizes[-1]) for line in simpleSplit(text, font, sizes[-1], width)]


def _halves(text: str, font: str, size: float, width: float) -> list[str]:
    """Cut a text into two lines, best behind a comma; nothing if they do not fit."""
    words = text.split()
    cuts = [[" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words))]

    def longest(lines: list[str]) -> float:
        return max(stringWidth(line, font, size) for line in lines)

    def ugliness(lines: list[str]) -> float:
        return longest(lines) * (1.0 if lines[0].endswith(",") else _CUT_INSIDE)

    cuts = [cut for cut in cuts if longest(cut) <= width]
    return min(cuts, key=ugliness, default=[])
