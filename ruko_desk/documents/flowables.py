"""The pieces that papers are built from: aligned fields, boxes to tick, lines to write on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from ruko_desk.documents.style import BOLD, REGULAR, THIN
from ruko_desk.documents.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus.paraparser import ParaFrag

    from ruko_desk.documents.style import Style
    from ruko_desk.domain.letters import Signer

_BOX: Final = 9.0
_YES_NO_WIDTH: Final = 94.0


class Text(Paragraph):
    """A paragraph of plain text: nothing in it is read as a tag, line ends stay."""

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        bulletText: str | None = None,  # noqa: N803 - reportlab splits paragraphs by this name
        frags: list[ParaFrag] | None = None,
    ) -> None:
        if frags is None:
            word, line_end = _fragments(style)
            frags = []
            for line in plain(text or "").split("\n"):
                frags += [word.clone(text=line), line_end]
            frags.pop()
        super().__init__("", style, bulletText=bulletText, frags=frags)


@lru_cache(maxsize=64)
def _fragments(style: ParagraphStyle) -> tuple[ParaFrag, ParaFrag]:
    """Return what reportlab's parser makes of a word and of a line end in this style."""
    word, line_end, _ = Paragraph("x<br/>x", style).frags
    return word, line_end


def blank_rows(labels: Iterable[str], style: ParagraphStyle, label_width: float) -> list[Flowable]:
    """Return `label : ......` lines to be filled in by hand."""
    return [WriteLine(style, label=label, label_width=label_width) for label in labels]


def paragraphs(text: str, style: ParagraphStyle) -> list[Flowable]:
    """Return typed text as paragraphs, split at line ends; nothing for empty text."""
    return [Text(line, style) for line in plain(text).split("\n") if line.strip()]


def headed(heading: str, content: list[Flowable], style: Style) -> list[Flowable]:
    """Return a heading and its content; a page break never parts it from its first lines.

    Long content still runs over the page's end instead of leaving the rest of the page empty.
    """
    if not content:
        return []
    room = style.heading.leading + style.heading.spaceBefore + 3 * style.plain.leading
    return [CondPageBreak(room), Text(heading, style.heading), *content]


class RightNote(Flowable):
    """Text at the right end of the line that follows; takes no height of its own."""

    def __init__(self, text: str, style: ParagraphStyle) -> None:
        super().__init__()
        self._text = text
        self._style = style

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        """Return the full width and no height."""
        self.width = aW
        return aW, 0

    def draw(self) -> None:
        """Draw the text on the first baseline below."""
        style = self._style
        self.canv.setFont(style.fontName, style.fontSize)
        self.canv.drawRightString(self.width, -style.fontSize, self._text)


class WriteLine(Flowable):
    """A dotted line to write on, with an optional label and colon before it."""

    def __init__(
        self, style: ParagraphStyle, *, label: str = "", label_width: float = 0, height: float = 21
    ) -> None:
        super().__init__()
        self._style = style
        self._label = label
        self._label_width = label_width
        self.height = height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        """Return the full width and the height that handwriting needs."""
        self.width = aW
        return aW, self.height

    def draw(self) -> None:
        """Draw label, colon and dots."""
        canvas, style = self.canv, self._style
        left = 0.0
        if self._label:
            canvas.setFont(style.fontName, style.fontSize)
            canvas.drawString(0, 4, self._label)
            canvas.drawString(self._label_width, 4, ":")
            left = self._label_width + 8
        canvas.setLineWidth(THIN)
        canvas.setDash(1, 2)
        canvas.line(left, 3, self.width, 3)


class TickLine(Text):
    """A box before a text, to be ticked by hand."""

    def __init__(self, text: str, style: ParagraphStyle) -> None:
        super().__init__(text, _tick_style(style))

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803, ARG002 - reportlab's names
        """Never split: the box and its text belong together."""
        return []

    def draw(self) -> None:
        """Draw box and text."""
        super().draw()
        _draw_box(self.canv, 2, self.height - self.style.fontSize - 0.5, ticked=False)


class YesNoLine(Text):
    """A question with the boxes Ya and Tidak at its right; None leaves both for a pen."""

    def __init__(self, text: str, style: ParagraphStyle, *, answer: bool | None) -> None:
        super().__init__(text, _yes_no_style(style))
        self._answer = answer

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803, ARG002 - reportlab's names
        """Never split: the boxes and their question belong together."""
        return []

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Remember the frame's width, where the boxes stand."""
        self._frame_width = availWidth
        size: tuple[float, float] = super().wrap(availWidth, availHeight)
        return size

    def draw(self) -> None:
        """Draw the question and its two boxes."""
        super().draw()
        style = self.style
        baseline = self.height - style.fontSize
        self.canv.setFont(style.fontName, style.fontSize)
        for offset, word, ticked in (
            (_YES_NO_WIDTH, "Ya", self._answer is True),
            (_YES_NO_WIDTH - 40, "Tidak", self._answer is False),
        ):
            x = self._frame_width - offset
            _draw_box(self.canv, x, baseline - 0.5, ticked=ticked)
            self.canv.drawString(x + _BOX + 4, baseline, word)


def _draw_box(canvas: Canvas, x: float, y: float, *, ticked: bool) -> None:
    canvas.setLineWidth(0.75)
    canvas.rect(x, y, _BOX, _BOX)
    if ticked:
        canvas.setLineWidth(1.25)
        canvas.line(x + 1.5, y + 1.5, x + _BOX - 1.5, y + _BOX - 1.5)
        canvas.line(x + 1.5, y + _BOX - 1.5, x + _BOX - 1.5, y + 1.5)


@lru_cache(maxsize=16)
def _tick_style(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle("tick", parent=style, leftIndent=18, spaceAfter=3, alignment=0)


@lru_cache(maxsize=16)
def _yes_no_style(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(
        "yes_no", parent=style, rightIndent=_YES_NO_WIDTH + 8, spaceAfter=4, alignment=0
    )


class CutLine(Flowable):
    """A dashed line across the frame with a word in its middle: cut or tear here."""

    def __init__(self, word: str = "gunting di sini") -> None:
        super().__init__()
        self._word = word

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        """Return the full width and the height of the line with its room."""
        self.width = aW
        self.height = 30.0
        return aW, self.height

    def draw(self) -> None:
        """Draw the line with a gap for the word."""
        canvas = self.canv
        gap = stringWidth(self._word, REGULAR, 8) / 2 + 6
        middle, y = self.width / 2, 15.0
        canvas.setFont(REGULAR, 8)
        canvas.drawCentredString(middle, y - 2.5, self._word)
        canvas.setLineWidth(0.75)
        canvas.setDash(4, 3)
        canvas.line(0, y, middle - gap, y)
        canvas.line(middle + gap, y, self.width, y)


def signature(signer: Signer, style: ParagraphStyle, width: float) -> list[Flowable]:
    """Return the signature in the right half of a frame of this width in points.

    Between title and name is room for ink and stamp or for the visual of an electronic signature
    (some 2 cm). The caller keeps it together with the sentence before it.
    """
    left = ParagraphStyle("signer", parent=style, leftIndent=width * 0.5, alignment=0, spaceAfter=0)
    name = ParagraphStyle("signer_name", parent=left, fontName=BOLD)
    block: list[Flowable] = [Spacer(0, 8)]
    title = plain(signer.title).rstrip(",")
    if title:
        block.append(Text(title + ",", left))
    block.append(Spacer(0, 20 * mm))
    block += paragraphs(signer.name, name) + paragraphs(signer.rank, left)
    if plain(signer.nip):
        block.append(Text(f"NIP. {plain(signer.nip)}", left))
    return block


class SignatureRow(Flowable):
    """Two or three persons who sign by hand, side by side; place and date stand above the last."""

    def __init__(
        self, columns: Sequence[tuple[str, str]], style: ParagraphStyle, *, above: str = ""
    ) -> None:
        super().__init__()
        self._columns = columns
        self._style = style
        self._above = above
        self.height = 3 * style.leading + 22 * mm

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        """Return the full width and the height of the row."""
        self.width = aW
        return aW, self.height

    def draw(self) -> None:
        """Draw titles, room for the pen, and names or dotted lines in brackets."""
        canvas, style = self.canv, self._style
        canvas.setFont(style.fontName, style.fontSize)
        step = self.width / len(self._columns)
        top = self.height - style.leading
        canvas.drawCentredString(self.width - step / 2, top, self._above)
        for index, (title, name) in enumerate(self._columns):
            middle = (index + 0.5) * step
            canvas.drawCentredString(middle, top - style.leading, title)
            shown = plain(name) or "." * 44
            canvas.drawCentredString(middle, 4, f"({shown})")
