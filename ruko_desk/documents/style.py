"""Fonts, sizes and paragraph styles shared by all papers, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from ruko_desk.errors import EnvironmentProblem

REGULAR: Final = "RuKo"
BOLD: Final = "RuKo-Bold"
ITALIC: Final = "RuKo-Italic"
BOLD_ITALIC: Final = "RuKo-BoldItalic"

_FILES: Final = {
    REGULAR: "LiberationSans-Regular.ttf",
    BOLD: "LiberationSans-Bold.ttf",
    ITALIC: "LiberationSans-Italic.ttf",
    BOLD_ITALIC: "LiberationSans-BoldItalic.ttf",
}

BODY_SIZE: Final = 10.5
BODY_LEADING: Final = 13.8
SMALL_SIZE: Final = 9.0
TITLE_SIZE: Final = 13.0
THIN: Final = 0.5
"""Thinnest line in points that a cheap laser printer still draws whole."""


class _Font(TTFont):
    """A TrueType font that measures text quickly; reportlab's own way takes a third of a letter.

    Widths are kept per character, never per word: no word of a letter stays in memory.
    """

    def __init__(self, name: str, file_name: str) -> None:
        super().__init__(name, file_name, asciiReadable=False)
        self._per_size = _Widths(self.face.charWidths, self.face.defaultWidth)

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf-8") -> float:  # noqa: N802 - reportlab's name
        """Return the width of `text` in points at `size` points."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        return 0.001 * size * sum(map(self._per_size.__getitem__, text))


class _Widths(dict[str, float]):
    """Width per character in thousandths of the size, looked up in the font once."""

    def __init__(self, by_code: dict[int, float], default: float) -> None:
        super().__init__()
        self._by_code = by_code
        self._default = default

    def __missing__(self, character: str) -> float:
        width = self[character] = self._by_code.get(ord(character), self._default)
        return width


@dataclass(frozen=True, slots=True)
class Style:
    """Paragraph styles of the papers; made by `load_style`."""

    body: ParagraphStyle
    plain: ParagraphStyle
    heading: ParagraphStyle
    title: ParagraphStyle
    subtitle: ParagraphStyle
    item: ParagraphStyle
    small: ParagraphStyle
    small_center: ParagraphStyle
    cell: ParagraphStyle
    cell_right: ParagraphStyle
    cell_head: ParagraphStyle


@lru_cache(maxsize=2)
def load_style(font_folder: Path) -> Style:
    """Register the fonts of this folder and return the styles that use them.

    Reading the four files costs some 50 ms, once per process.

    Raises:
        EnvironmentProblem: a font file is missing or damaged.
    """
    # Binary streams are smaller and need no pure-Python encoding of every font subset.
    rl_config.useA85 = 0
    for name, file_name in _FILES.items():
        try:
            pdfmetrics.registerFont(_Font(name, str(font_folder / file_name)))
        except (OSError, TTFError) as error:
            msg = f"Berkas huruf {file_name} tidak dapat dibaca. Pasang ulang program ini."
            raise EnvironmentProblem(msg, code="huruf") from error
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC
    )
    plain = ParagraphStyle(
        "plain",
        fontName=REGULAR,
        fontSize=BODY_SIZE,
        leading=BODY_LEADING,
        allowWidows=0,
        allowOrphans=0,
        bulletFontName=REGULAR,
        bulletFontSize=BODY_SIZE,
    )
    small = ParagraphStyle("small", parent=plain, fontSize=SMALL_SIZE, leading=11.5)
    cell = ParagraphStyle("cell", parent=plain, fontSize=SMALL_SIZE, leading=11)
    return Style(
        body=ParagraphStyle("body", parent=plain, alignment=TA_JUSTIFY, spaceAfter=6),
        plain=plain,
        heading=ParagraphStyle("heading", parent=plain, fontName=BOLD, spaceBefore=4, spaceAfter=1),
        title=ParagraphStyle(
            "title",
            parent=plain,
            fontName=BOLD,
            fontSize=TITLE_SIZE,
            leading=17,
            alignment=TA_CENTER,
            keepWithNext=1,
        ),
        subtitle=ParagraphStyle("subtitle", parent=plain, alignment=TA_CENTER, spaceAfter=8),
        item=ParagraphStyle("item", parent=plain, bulletIndent=2, spaceAfter=6),
        small=small,
        small_center=ParagraphStyle("small_center", parent=small, alignment=TA_CENTER),
        cell=cell,
        cell_right=ParagraphStyle("cell_right", parent=cell, alignment=TA_RIGHT),
        cell_head=ParagraphStyle("cell_head", parent=cell, fontName=BOLD),
    )
