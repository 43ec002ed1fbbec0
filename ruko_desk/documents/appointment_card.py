"""Kartu janji: a card that tells its holder when and where, and a finder nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from ruko_desk.documents.flowables import Text, paragraphs
from ruko_desk.documents.page import FORM_MARGINS, Marks, Section, make_pdf
from ruko_desk.documents.rows import field_rows
from ruko_desk.documents.style import BOLD, REGULAR
from ruko_desk.documents.text import plain
from ruko_desk.domain.indonesian import long_date, span_text, time_text

if TYPE_CHECKING:
    from ruko_desk.documents.style import Style
    from ruko_desk.domain.papers import AppointmentCard

_CARD_WIDTH: Final = 105 * mm
_PADDING: Final = 6 * mm


def appointment_card_pdf(card: AppointmentCard, style: Style) -> bytes:
    """Return a sheet with one card to cut out; `papers.card_problems` says what may not stand on it."""
    table = Table([[_content(card, style)]], colWidths=[_CARD_WIDTH], hAlign="LEFT", splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                ("BOX", (0, 0), (-1, -1), 0.75, "black", None, (4, 3)),
                ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
                ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
                ("TOPPADDING", (0, 0), (-1, -1), _PADDING),
                ("BOTTOMPADDING", (0, 0), (-1, -1), _PADDING),
            ]
        )
    )
    section = Section(label="Kartu", story=[table], counted=False)
    marks = Marks(practice=card.practice)
    return make_pdf([section], paper=card.paper, marks=marks, margins=FORM_MARGINS)


def _content(card: AppointmentCard, style: Style) -> list[Flowable]:
    large = ParagraphStyle("card_day", parent=style.plain, fontName=BOLD, fontSize=13, leading=17)
    hours = span_text(card.starts_at, card.ends_at) if card.ends_at else time_text(card.starts_at)
    story: list[Flowable] = []
    if not card.hide_house:
        story += paragraphs(card.house, style.plain)
    story += [
        Text("KARTU JANJI" + " \u2013 LATIHAN" * card.practice, style.plain),
        Spacer(0, 6),
        Text(long_date(card.day), large),
        Text(f"Pukul {hours} WIB", large),
        Spacer(0, 6),
        *field_rows(
            (
                ("Bertemu", card.ask_for),
                ("Tempat", card.place),
                ("Telepon", card.phone),
                ("Kode", card.card_code),
            ),
            style.plain,
        ),
        Spacer(0, 6),
        *paragraphs(card.note, style.plain),
    ]
    if plain(card.phone):
        story.append(Text("Bila berhalangan, kabari lewat nomor di atas.", style.small))
    return story
