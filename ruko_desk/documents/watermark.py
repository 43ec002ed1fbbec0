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


def draw_watermark(canvas: Canvas, words: Sequence[str], width: float, height: float) -> None:
    """Draw the words one below the other along the page's rising diagonal.

    `width` and `height` are those of the page in points. Nothing is drawn for no words.
    """
    if not words:
        return
    diagonal = math.hypot(width, height)
    longest = max(stringWidth(word, BOLD, 1) for word in words)
    size = min(_LARGEST, 0.7 * diagonal / longest)
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    canvas.setFillGray(_GREY)
    canvas.setFont(BOLD, size)
    first = (len(words) - 1) * size * 0.6 - size * 0.36
    for line, word in enumerate(words):
        canvas.drawCentredString(0, first - line * size * 1.2, word)
    canvas.restoreState()
