from __future__ import annotations

import re
import zlib
from datetime import date, time
from io import BytesIO
from typing import TYPE_CHECKING, cast

import pytest
from pypdf import PdfReader

from ruko_desk.documents.appointment_card import appointment_card_pdf
from ruko_desk.documents.consent_form import consent_form_pdf
from ruko_desk.documents.print_test_page import print_test_page_pdf
from ruko_desk.documents.recovery_sheet import recovery_sheet_pdf
from ruko_desk.documents.referral import referral_pdf
from ruko_desk.documents.register import register_pdf
from ruko_desk.documents.style import Style
from ruko_desk.domain.letters import PaperSize
from ruko_desk.domain.papers import (
    AppointmentCard,
    ConsentForm,
    LetterRegister,
    LetterRegisterRow,
    RecoverySheet,
)
from tests.unit.documents.papers import characters, letter, letterhead, logo

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

EVERY_PAPER = (
    "surat",
    "pemulihan",
    "persetujuan",
    "kartu",
    "uji",
    "register",
)
MM = 72 / 25.4


def make(kind: str, style: Style, paper: PaperSize = PaperSize.A4) -> bytes:
    head = letterhead(logo=logo())
    match kind:
        case "surat":
            wanted = letter(
                letterhead=head, practice=True, draft=True, reply_slip=True, paper=paper
            )
            return referral_pdf(wanted, style)
        case "pemulihan":
            sheet = RecoverySheet(
                code_lines=("ABCD EFGH JKMN PQR",),
                qr_code="ABCD EFGH JKMN PQR",
                made_on=date(2026, 11, 23),
                key_id="K-1",
                paper=paper,
            )
            return recovery_sheet_pdf(sheet, style)
        case "persetujuan":
            return consent_form_pdf(ConsentForm(letterhead=head, house="Rumah", paper=paper), style)
        case "kartu":
            card = AppointmentCard(day=date(2026, 11, 26), starts_at=time(9, 30), paper=paper)
            return appointment_card_pdf(card, style)
        case "uji":
            return print_test_page_pdf(paper, style)
        case _:
            rows = (LetterRegisterRow(number="1", day=date(2026, 11, 1)),)
            return register_pdf(
                LetterRegister(title="Buku", period="2026", rows=rows, paper=paper), style
            )


@pytest.mark.parametrize("kind", EVERY_PAPER)
def test_metadata_tells_nothing(kind: str, style: Style) -> None:
    reader = PdfReader(BytesIO(make(kind, style)))
    assert reader.metadata is not None
    told = {key: value for key, value in reader.metadata.items() if value}
    assert told.pop("/Title") == "Dokumen"
    assert told.pop("/CreationDate") == told.pop("/ModDate") == "D:20000101000000+00'00'"
    assert told == {"/Trapped": "/False"}
    assert reader.xmp_metadata is None


@pytest.mark.parametrize("kind", EVERY_PAPER)
def test_only_our_fonts_and_only_as_embedded_subsets(kind: str, style: Style) -> None:
    names = set()
    for page in PdfReader(BytesIO(make(kind, style))).pages:
        resources = cast("DictionaryObject", page["/Resources"])
        for font in cast("DictionaryObject", resources.get("/Font", {})).values():
            described = font.get_object()
            names.add(described["/BaseFont"])
            assert "/FontFile2" in described["/FontDescriptor"].get_object()
            assert "/ToUnicode" in described
    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+LiberationSans(-Bold)?", name) for name in names)


@pytest.mark.parametrize("kind", EVERY_PAPER)
def test_no_active_content_and_no_links(kind: str, style: Style) -> None:
    pdf = make(kind, style)
    for word in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/EmbeddedFile", b"/AcroForm"):
        assert word not in pdf
    assert all("/Annots" not in page for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("kind", EVERY_PAPER)
def test_same_input_same_bytes(kind: str, style: Style) -> None:
    assert make(kind, style) == make(kind, style)


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("kind", EVERY_PAPER)
def test_nothing_is_written_within_ten_millimetres_of_the_edge(
    kind: str, paper: PaperSize, style: Style
) -> None:
    pdf = make(kind, style, paper)
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    assert {round(box.width / MM), round(box.height / MM)} == {paper.width_mm, paper.height_mm}
    for character in characters(pdf):
        assert character.left >= 10 * MM
        assert character.bottom >= 10 * MM
        assert character.right <= float(box.width) - 10 * MM
        assert character.top <= float(box.height) - 10 * MM


@pytest.mark.parametrize("kind", EVERY_PAPER)
def test_lines_are_thick_enough_and_nothing_is_coloured(kind: str, style: Style) -> None:
    for page in PdfReader(BytesIO(make(kind, style))).pages:
        content = page.get_contents()
        assert content is not None
        drawn = content.get_data().decode("latin-1")
        widths = [float(width) for width in re.findall(r"(?m)(?:^|\s)([\d.]+) w\b", drawn)]
        assert all(width >= 0.5 for width in widths)
        for colour in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", drawn):
            assert len(set(colour)) == 1


def test_a_coloured_logo_becomes_grey(style: Style) -> None:
    pdf = make("surat", style)
    images = PdfReader(BytesIO(pdf)).pages[0].images
    assert [image.image.mode for image in images if image.image] == ["L"]


def test_no_stream_holds_an_unticked_name(style: Style) -> None:
    pdf = referral_pdf(letter(identity_annex=False), style)
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    unpacked = b"".join(_inflated(stream) for stream in streams)
    assert b"beginbfchar" in unpacked or b"beginbfrange" in unpacked
    assert b"LiberationSans.ttf" not in pdf + unpacked


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream.rstrip(b"\r\n"))
    except zlib.error:
        return stream
