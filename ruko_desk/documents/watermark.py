"""The big grey words across a page: LATIHAN, DRAF, SALINAN."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from reportlab.pdfbase.pdfmetrics import stringWidth

from ruko_desk.documents.style import BOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

_GREY: Final = 0.84
"""Light enough to read through, dark enough (16 %) for a cheap laser printer."""
_LARGEST: Final = 110.0
_OUTLINE_GREY: Final = 0.5
_STROKE_ONLY: Final = 1
"""PDF text rendering mode: outlines without filling."""


def draw_watermark(canvas: Canvas, words: Sequence[str], width: float, height: float) -> None:
    """Draw grey words one below the other along the page's rising diagonal, under the text.

    `width` and `height` are those of the page in points. Nothing is drawn for no words.
    """
    if not words:
        return
    size = _place(canvas, words, width, height)
    canvas.setFillGray(_GREY)
    canvas.setFont(BOLD, size)
    first = (len(words) - 1) * size * 0.6 - size * 0.36
    for line, word in enumerate(words):
        canvas.drawCentredString(0, first - line * size * 1.2, word)
    canvas.restoreState()


def draw_outline(canvas: Canvas, word: str, width: float, height: float) -> None:
    """Draw the outline of a word along the falling diagonal, over a page that is written already.

    It crosses a grey word of the page instead of covering it.
    """
    size = _place(canvas, [word], width, -height)
    canvas.setStrokeGray(_OUTLINE_GREY)
    canvas.setLineWidth(1)
    canvas.setFont(BOLD, size)
    canvas.drawCentredString(0, -size * 0.36, word, mode=_STROKE_ONLY)
    canvas.restoreState()


def _place(canvas: Canvas, words: Sequence[str], width: float, height: float) -> float:
    """Move to the page's middle, turn along the diagonal and return the size of the words.

    A negative height turns along the falling diagonal.
    """
    diagonal = math.hypot(width, height)
    longest = max(stringWidth(word, BOLD, 1) for word in words)
    canvas.saveState()
    canvas.translate(width / 2, abs(height) / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    return min(_LARGEST, 0.7 * diagonal / longest)
