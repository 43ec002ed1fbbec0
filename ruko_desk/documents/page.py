"""Sheets of paper: margins, sections that count their own pages, marks, and clean metadata."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, cast

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak
from reportlab.platypus.doctemplate import PageTemplate

from ruko_desk.documents.style import BOLD, REGULAR
from ruko_desk.documents.watermark import draw_watermark

if TYPE_CHECKING:
    from ruko_desk.domain.letters import PaperSize

NEUTRAL_TITLE: Final = "Dokumen"
_FOOT_BASELINE: Final = 12 * mm
_FOOT_SIZE: Final = 8.0
_MARK_SIZE: Final = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Margins in points; the defaults are those of Indonesian office letters."""

    left: float = 30 * mm
    right: float = 20 * mm
    top: float = 20 * mm
    bottom: float = 25 * mm


LETTER_MARGINS: Final = Margins()
FORM_MARGINS: Final = Margins(left=20 * mm, right=20 * mm, top=18 * mm, bottom=20 * mm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What every page must admit to being."""

    draft: bool = False
    practice: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Words of the watermark."""
        return ("DRAF",) * self.draft + ("LATIHAN",) * self.practice

    @property
    def sentence(self) -> str:
        """The same in the top margin, for printers that lose the grey."""
        said = ("DRAF, belum berlaku",) * self.draft + (
            "LATIHAN, bukan dokumen resmi",
        ) * self.practice
        return " \u2013 ".join(said)


_NO_MARKS: Final = Marks()


@dataclass(slots=True, kw_only=True)
class Section:
    """Sheets that belong together and count their pages by themselves.

    `label` becomes the prefix of the page labels (`Surat-1`), by which a later step knows which
    page belongs to which sheet. `foot` stands left in the foot, the page count right.
    """

    label: str
    story: list[Flowable] = field(default_factory=list)
    foot: str = ""
    counted: bool = True


class _Sheet(Canvas):
    """A canvas that writes each page's foot once the count of its section is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._feet: list[tuple[Section, int, float, float]] = []

    def reserve_foot(self, section: Section, number: int, left: float, right: float) -> None:
        """Leave room for the foot of the current page between two x positions in points."""
        self._feet.append((section, number, left, right))
        self.doForm(f"foot{len(self._feet)}")

    def save(self) -> None:
        """Write the feet, empty the metadata and finish the file."""
        self.setTitle(NEUTRAL_TITLE)
        for set_nothing in (
            self.setAuthor, self.setSubject, self.setCreator, self.setProducer, self.setKeywords,
        ):  # fmt: skip
            set_nothing("")
        totals = Counter(section.label for section, *_ in self._feet)
        for index, (section, number, left, right) in enumerate(self._feet, 1):
            self.beginForm(f"foot{index}", 0, 0, right, 2 * _FOOT_BASELINE)
            self.setFont(REGULAR, _FOOT_SIZE)
            self.drawString(left, _FOOT_BASELINE, section.foot)
            if section.counted:
                count = f"Halaman {number} dari {totals[section.label]}"
                self.drawRightString(right, _FOOT_BASELINE, count)
            self.endForm()
        super().save()


class _SectionTemplate(PageTemplate):
    """The pages of one section: watermark and marks under the text, foot below it."""

    def __init__(
        self, name: str, frame: Frame, section: Section, marks: Marks, margins: Margins
    ) -> None:
        super().__init__(name, [frame])
        self._section = section
        self._marks = marks
        self._margins = margins
        self._pages = 0

    def beforeDrawPage(self, canv: Canvas, doc: BaseDocTemplate) -> None:  # noqa: N802 - reportlab's name
        """Draw what lies under the text of a fresh page."""
        width, height = doc.pagesize
        self._pages += 1
        if self._pages == 1:
            canv.addPageLabel(
                canv.getPageNumber() - 1, style="ARABIC", start=1, prefix=f"{self._section.label}-"
            )
        draw_watermark(canv, self._marks.words, width, height)
        if self._marks.sentence:
            canv.setFont(BOLD, _MARK_SIZE)
            canv.drawCentredString(width / 2, height - 13 * mm, self._marks.sentence)
        right = width - self._margins.right
        cast("_Sheet", canv).reserve_foot(self._section, self._pages, self._margins.left, right)


def make_pdf(
    sections: Sequence[Section],
    *,
    paper: PaperSize,
    marks: Marks = _NO_MARKS,
    margins: Margins = LETTER_MARGINS,
    landscape: bool = False,
) -> bytes:
    """Lay the sections out, each from a fresh page, and return the file.

    The same input gives the same bytes: no time of making, no name, no random id.
    """
    size = (paper.width_mm * mm, paper.height_mm * mm)
    width, height = size[::-1] if landscape else size
    frame_width = width - margins.left - margins.right
    frame_height = height - margins.top - margins.bottom

    templates = list[PageTemplate]()
    story = list[Flowable]()
    for index, section in enumerate(sections):
        frame = Frame(
            margins.left, margins.bottom, frame_width, frame_height,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        templates.append(_SectionTemplate(str(index), frame, section, marks, margins))
        if index:
            story += [NextPageTemplate(str(index)), PageBreak()]
        story += section.story
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=(width, height),
        pageTemplates=templates,
        lang="id",
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
    )
    document.build(story, canvasmaker=_Sheet)
    return target.getvalue()
