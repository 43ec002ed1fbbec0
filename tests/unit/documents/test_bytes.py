"""What happens to finished papers: pictures, SALINAN at printing, the password for a partner."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, cast

import pytest
from pypdf import PasswordType, PdfReader

from ruko_desk.documents.overlay import lay_over
from ruko_desk.documents.referral import referral_pdf
from ruko_desk.documents.render import (
    page_count,
    page_labels,
    page_size_mm,
    render_page,
)
from ruko_desk.documents.sealed_pdf import seal_pdf
from ruko_desk.documents.style import Style
from ruko_desk.domain.letters import PaperSize
from ruko_desk.errors import EnvironmentProblem
from tests.unit.documents.papers import letter, sheets, text_of

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

PASSWORD = "melati payung sungai kertas gajah"


@pytest.fixture(scope="module")
def stored(style: Style) -> bytes:
    wanted = letter(identity_annex=True, reply_slip=True, client_copy=True)
    return referral_pdf(wanted, style)


def test_pages_have_labels(stored: bytes) -> None:
    labels = page_labels(stored)
    assert len(labels) == page_count(stored)
    assert labels[0] == "Surat-1"
    assert labels[-3:] == ("Lampiran-1", "Balasan-1", "Klien-1")


@pytest.mark.parametrize("paper", list(PaperSize))
def test_a_page_is_drawn_at_a_resolution(style: Style, paper: PaperSize) -> None:
    image = render_page(referral_pdf(letter(paper=paper), style), 0, dpi=150)
    assert image.width == pytest.approx(paper.width_mm / 25.4 * 150, abs=1)
    assert image.height == pytest.approx(paper.height_mm / 25.4 * 150, abs=1)
    assert image.stride >= 3 * image.width
    assert len(image.rgb) == image.stride * image.height


@pytest.mark.parametrize("width", [1, 320, 683, 1366])
def test_a_page_is_drawn_at_a_width(stored: bytes, width: int) -> None:
    image = render_page(stored, 0, width_px=width)
    assert image.width == pytest.approx(width, abs=1)
    assert len(image.rgb) == image.stride * image.height


def test_a_drawn_page_has_black_text_on_white(stored: bytes) -> None:
    image = render_page(stored, 0, dpi=100)
    assert image.rgb[:3] == b"\xff\xff\xff"
    assert min(image.rgb) < 30


def test_two_pictures_of_the_same_page_are_the_same(stored: bytes) -> None:
    assert render_page(stored, 0, dpi=150) == render_page(stored, 0, dpi=150)


@pytest.mark.parametrize("size", [{}, {"dpi": 0}, {"width_px": -1}, {"dpi": 10, "width_px": 10}])
def test_a_page_needs_one_size(stored: bytes, size: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="dpi or width_px"):
        render_page(stored, 0, **size)


@pytest.mark.parametrize("page", [-1, 99])
def test_there_is_no_such_page(stored: bytes, page: int) -> None:
    with pytest.raises(IndexError):
        render_page(stored, page, dpi=72)
    with pytest.raises(IndexError):
        page_size_mm(stored, page)


@pytest.mark.parametrize("damaged", [b"", b"%PDF-1.4", b"x" * 500])
def test_damaged_bytes_are_told_in_words(damaged: bytes) -> None:
    with pytest.raises(EnvironmentProblem, match="rusak"):
        page_count(damaged)


def test_salinan_is_laid_over_every_page_and_the_stored_bytes_stay(stored: bytes) -> None:
    before = hashlib.sha256(stored).hexdigest()
    printed = lay_over(stored, foot="Dicetak 24-11-2026 09.10 WIB, NC")
    assert hashlib.sha256(stored).hexdigest() == before
    assert "SALINAN" not in text_of(stored)
    for page in PdfReader(BytesIO(printed)).pages:
        assert "SALINAN" in page.extract_text()
        assert "Dicetak 24-11-2026 09.10 WIB, NC" in page.extract_text()
    assert page_labels(printed) == page_labels(stored)


def test_salinan_takes_nothing_away(stored: bytes) -> None:
    plain = text_of(stored).split()
    printed = text_of(lay_over(stored)).split()
    assert [word for word in printed if word != "SALINAN"] == plain


def test_salinan_is_seen(stored: bytes) -> None:
    before = render_page(stored, 0, dpi=72)
    after = render_page(lay_over(stored), 0, dpi=72)
    assert (after.width, after.height) == (before.width, before.height)
    changed = sum(a != b for a, b in zip(before.rgb, after.rgb, strict=True))
    assert changed > 3000


def test_a_line_for_the_printer_without_salinan(stored: bytes) -> None:
    printed = text_of(lay_over(stored, word="", foot="Dicetak oleh NC"))
    assert "Dicetak oleh NC" in printed
    assert "SALINAN" not in printed


def test_sealed_file_opens_only_with_the_password(stored: bytes) -> None:
    sealed = seal_pdf(stored, PASSWORD)
    reader = PdfReader(BytesIO(sealed))
    assert reader.is_encrypted
    for wrong in ("", PASSWORD.upper(), PASSWORD[:-1]):
        assert reader.decrypt(wrong) == PasswordType.NOT_DECRYPTED
    assert reader.decrypt(PASSWORD) != PasswordType.NOT_DECRYPTED
    with pytest.raises(EnvironmentProblem):
        page_count(sealed)


def test_sealed_file_is_aes_256_revision_6(stored: bytes) -> None:
    reader = PdfReader(BytesIO(seal_pdf(stored, PASSWORD)))
    encrypt = cast("DictionaryObject", reader.trailer["/Encrypt"].get_object())
    assert [str(encrypt[key]) for key in ("/V", "/R", "/Length")] == ["5", "6", "256"]
    filters = cast("DictionaryObject", encrypt["/CF"])
    assert str(cast("DictionaryObject", filters["/StdCF"])["/CFM"]) == "/AESV3"


def test_sealed_file_keeps_the_clients_copy_at_home(stored: bytes) -> None:
    reader = PdfReader(BytesIO(seal_pdf(stored, PASSWORD)), password=PASSWORD)
    own = sheets(stored)
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert len(reader.pages) == page_count(stored) - 1
    assert "LEMBAR BALASAN RUJUKAN" in text
    assert "LEMBAR UNTUK ANDA" in own["Klien"]
    assert "LEMBAR UNTUK ANDA" not in text


def test_sealed_file_tells_nothing_from_outside(stored: bytes) -> None:
    sealed = seal_pdf(stored, PASSWORD)
    reader = PdfReader(BytesIO(sealed), password=PASSWORD)
    assert not any((reader.metadata or {}).values())
    assert reader.xmp_metadata is None
    for word in (b"Anindya", b"RK-26", b"pypdf", b"ReportLab"):
        assert word not in sealed


def test_a_short_password_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="too short"):
        seal_pdf(stored, "pendek")
