"""Aligned rows, `label : value` or `1. text`, drawn as one piece.

A letter has some forty of them; one paragraph each would take half of the time of the letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from ruko_desk.documents.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlab.lib.styles import ParagraphStyle

_COLON_ROOM = 7.0
_LABEL_GAP = 8.0
_NUMBER_ROOM = 18.0
_NUMBER_GAP = 5.0


class Rows(Flowable):
    """Rows of a label and a text; texts wrap under themselves and run on to the next page."""

    def __init__(
        self,
        rows: Sequence[tuple[str, str]],
        style: ParagraphStyle,
        *,
        text_left: float,
        right: float = 0,
        colon: bool = False,
    ) -> None:
        super().__init__()
        self._rows = rows
        self._style = style
        self._text_left = text_left
        self._right = right
        self._colon = colon
        self._lines: list[tuple[str, str]] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        """Break the texts for the given width and return the size in points."""
        self.width = aW
        style = self._style
        room = aW - self._text_left - self._right
        self._lines = [
            (label if index == 0 else "", line)
            for label, text in self._rows
            for index, line in enumerate(
                break_lines(text, style.fontName, style.fontSize, room) if label else [text]
            )
        ]
        self.height = len(self._lines) * style.leading
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """Cut between two lines, as many on this page as its height allows."""
        self.wrap(aW, aH)
        fitting = int(aH / self._style.leading)
        if not 0 < fitting < len(self._lines):
            return []
        return [self._part(self._lines[:fitting]), self._part(self._lines[fitting:])]

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        """Return the room below in points."""
        return float(self._style.spaceAfter)

    def draw(self) -> None:
        """Draw the rows in reading order."""
        style = self._style
        text = self.canv.beginText()
        text.setFont(style.fontName, style.fontSize)
        y = self.height - style.fontSize
        for label, line in self._lines:
            if label:
                text.setTextOrigin(style.bulletIndent, y)
                text.textOut(label)
                if self._colon:
                    text.setTextOrigin(self._text_left - _COLON_ROOM, y)
                    text.textOut(":")
            text.setTextOrigin(self._text_left, y)
            text.textOut(line)
            y -= style.leading
        self.canv.drawText(text)

    def _part(self, lines: list[tuple[str, str]]) -> Rows:
        # A line without a label goes on where the page ended; it is already broken.
        return Rows(
            lines, self._style, text_left=self._text_left, right=self._right, colon=self._colon
        )


def field_rows(
    pairs: Iterable[tuple[str, str]],
    style: ParagraphStyle,
    *,
    label_width: float | None = None,
    right: float = 0,
) -> list[Flowable]:
    """Return `label : value` rows with their colons in one column; empty values leave no line.

    Widths are in points; without `label_width` the longest label decides.
    """
    filled = [(label, text) for label, value in pairs if (text := plain(value))]
    if not filled:
        return []
    if label_width is None:
        widths = (stringWidth(label, style.fontName, style.fontSize) for label, _ in filled)
        label_width = _LABEL_GAP + max(widths)
    left = label_width + _COLON_ROOM
    return [Rows(filled, style, text_left=left, right=right, colon=True)]


def numbered(items: Iterable[str], style: ParagraphStyle) -> list[Flowable]:
    """Return a list with Arabic numbers; items that are empty are left out."""
    filled = [text for item in items if (text := plain(item))]
    if not filled:
        return []
    rows = [(f"{number}.", text) for number, text in enumerate(filled, 1)]
    widest = stringWidth(rows[-1][0], style.fontName, style.fontSize)
    left = max(_NUMBER_ROOM, style.bulletIndent + widest + _NUMBER_GAP)
    return [Rows(rows, style, text_left=left)]


def break_lines(text: str, font: str, size: float, width: float) -> list[str]:
    """Break clean text into lines no wider than `width` points; longer words are cut."""
    lines: list[str] = []
    for line in simpleSplit(text, font, size, width):
        rest = line
        while stringWidth(rest, font, size) > width:
            fitting = max(1, int(len(rest) * width / stringWidth(rest, font, size)))
            while fitting > 1 and stringWidth(rest[:fitting], font, size) > width:
                fitting -= 1
            lines.append(rest[:fitting])
            rest = rest[fitting:]
        lines.append(rest)
    return lines
