from __future__ import annotations

from datetime import date, time
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps
from pypdf import PdfReader
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from ruko_desk.documents.appointment_card import appointment_card_pdf
from ruko_desk.documents.consent_form import consent_form_pdf
from ruko_desk.documents.letterhead import prepare_logo
from ruko_desk.documents.print_test_page import print_test_page_pdf
from ruko_desk.documents.recovery_sheet import recovery_sheet_pdf
from ruko_desk.documents.render import page_count, render_page
from ruko_desk.documents.style import Style, load_style
from ruko_desk.domain.letters import Letterhead, PaperSize
from ruko_desk.domain.papers import (
    AppointmentCard,
    ConsentForm,
    ConsentRecipient,
    ConsentSigner,
    RecoverySheet,
)
from ruko_desk.errors import EnvironmentProblem, UserError
from tests.unit.documents.papers import letterhead, logo, text_of

CODE_LINES = ("8F3K 2MXQ W7RT4 9CD", "P5NA HJ6Y Z1BV0 E8G")
CODE = " ".join(CODE_LINES)


def recovery_sheet(**changes: Any) -> RecoverySheet:
    values: dict[str, Any] = {
        "code_lines": CODE_LINES,
        "qr_code": CODE,
        "made_on": date(2026, 11, 23),
        "key_id": "K-7F3A",
        "house": "Rumah Contoh",
    }
    return RecoverySheet(**{**values, **changes})


def test_recovery_sheet_holds_code_date_key_and_place(style: Style) -> None:
    text = text_of(recovery_sheet_pdf(recovery_sheet(keep_at="Brankas lantai 2"), style))
    assert [text.index(group) for group in CODE.split()] == sorted(map(text.index, CODE.split()))
    for part in (
        "23 November 2026",
        "K-7F3A",
        "Brankas lantai 2",
        "Rumah Contoh",
        "Lembar 1 dari 2",
    ):
        assert part in text


def test_the_second_copy_says_so_and_leaves_the_place_to_a_pen(style: Style) -> None:
    text = text_of(recovery_sheet_pdf(recovery_sheet(copy_number=2), style))
    assert "Lembar 2 dari 2" in text
    assert "Lembar ini disimpan di" in text


def test_recovery_code_is_kept_out_of_the_repr() -> None:
    assert "8F3K" not in repr(recovery_sheet())


def test_printed_qr_is_that_of_the_code_alone(style: Style) -> None:
    expected: Any = QRCode(None, QRErrorCorrectLevel.M)
    expected.addData(CODE)
    expected.make()
    count = expected.getModuleCount()
    image = render_page(recovery_sheet_pdf(recovery_sheet(), style), 0, dpi=150)
    picture = Image.frombuffer(
        "RGB", (image.width, image.height), image.rgb, "raw", "RGB", image.stride, 1
    ).convert("L")
    left, top, right, bottom = _qr_box(picture)
    across, down = (right - left) / count, (bottom - top) / count
    assert across == pytest.approx(down, rel=0.02)
    printed = [
        [
            _dark(picture, int(left + (x + 0.5) * across), int(top + (y + 0.5) * down))
            for x in range(count)
        ]
        for y in range(count)
    ]
    assert printed == [[bool(expected.isDark(y, x)) for x in range(count)] for y in range(count)]


def _dark(picture: Image.Image, x: int, y: int) -> bool:
    return picture.crop((x, y, x + 1, y + 1)).tobytes()[0] < 128


def _qr_box(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of what is dark in the right third of the framed block."""
    lines = [
        y
        for y in range(picture.height // 2)
        if sum(picture.crop((0, y, picture.width, y + 1)).histogram()[:200]) > 0.75 * picture.width
    ]
    top, bottom = next((y, below) for y, below in pairwise(lines) if below - y > 2)
    block = picture.crop((0, top, picture.width, top + 1))
    frame = ImageOps.invert(block).getbbox()
    assert frame is not None
    left, right = frame[0] + 2 * (frame[2] - frame[0]) // 3, frame[2] - 4
    dark = picture.crop((left, top + 2, right, bottom - 2)).point(lambda value: 255 * (value < 128))
    box = dark.getbbox()
    assert box is not None
    return box[0] + left, box[1] + top + 2, box[2] + left, box[3] + top + 2


def consent_form(**changes: Any) -> ConsentForm:
    values: dict[str, Any] = {"letterhead": letterhead(), "house": "Rumah Contoh"}
    return ConsentForm(**{**values, **changes})


def test_consent_form_tells_what_the_law_asks_for(style: Style) -> None:
    text = text_of(
        consent_form_pdf(
            consent_form(
                recipients=(
                    ConsentRecipient(name="RSUD Contoh", data="kode dan usia", agreed=True),
                    ConsentRecipient(name="LBH Contoh"),
                ),
                person="Anindya Wulansari",
                safe_contact="WA setelah pukul 09.00",
                officer="Nurul Contoh",
                interpreter="Juru Bahasa Contoh",
                day=date(2026, 11, 21),
            ),
            style,
        )
    )
    for part in (
        "Kami petugas Rumah Contoh",
        "Yang dicatat",
        "Yang boleh membaca",
        "Batas kerahasiaan: bila ada bahaya bagi nyawa",
        "laporan kekerasan seksual",
        "perintah pengadilan",
        "penghentian boleh diminta kapan saja",
        "3 x 24 jam",
        "RSUD Contoh \u2013 kode dan usia",
        "LBH Contoh",
        "direkam",
        "difoto",
        "WA setelah pukul 09.00",
        "(Anindya Wulansari)",
        "(Nurul Contoh)",
        "(Juru Bahasa Contoh)",
        "Serang, 21 November 2026",
    ):
        assert part in text
    assert "wali" not in text


def test_consent_for_a_child_asks_guardian_and_child(style: Style) -> None:
    text = text_of(
        consent_form_pdf(
            consent_form(
                signer_kind=ConsentSigner.GUARDIAN,
                person="Anak Contoh",
                signer_name="Sartika Melati",
                signer_relation="Bibi",
            ),
            style,
        )
    )
    assert "LEMBAR PERSETUJUAN ORANG TUA ATAU WALI" in text
    assert "Nama anak : Anak Contoh" in text
    assert "Hubungan dengan anak : Bibi" in text
    assert "Anak sudah diberi penjelasan sesuai usianya" in text
    assert "bukan terduga pelaku" in text
    assert "(Sartika Melati)" in text


@pytest.mark.parametrize("kind", list(ConsentSigner))
def test_an_empty_consent_form_fits_on_one_sheet_of_f4(style: Style, kind: ConsentSigner) -> None:
    assert (
        page_count(consent_form_pdf(consent_form(signer_kind=kind, paper=PaperSize.F4), style)) == 1
    )


def test_boxes_are_crossed_only_for_a_recorded_answer(style: Style) -> None:
    pictures = {
        answer: render_page(consent_form_pdf(consent_form(photo=answer), style), 0, dpi=72).rgb
        for answer in (None, True, False)
    }
    assert len(set(pictures.values())) == 3


def appointment_card(**changes: Any) -> AppointmentCard:
    values: dict[str, Any] = {
        "day": date(2026, 11, 26),
        "starts_at": time(9, 30),
        "house": "Rumah Kolaborasi",
        "ask_for": "Ibu Dewi",
        "phone": "0812-5550-0123",
    }
    return AppointmentCard(**{**values, **changes})


def test_card_tells_when_and_whom_and_hides_the_house(style: Style) -> None:
    text = text_of(appointment_card_pdf(appointment_card(), style))
    assert "Kamis, 26 November 2026" in text
    assert "Pukul 09.30 WIB" in text
    assert "Bertemu : Ibu Dewi" in text
    assert "Rumah Kolaborasi" not in text
    assert "Tempat" not in text


def test_card_names_the_house_only_when_allowed(style: Style) -> None:
    text = text_of(
        appointment_card_pdf(appointment_card(hide_house=False, ends_at=time(10, 30)), style)
    )
    assert "Rumah Kolaborasi" in text
    assert "Pukul 09.30\u201310.30 WIB" in text


def test_practice_card_still_says_so_when_cut_out(style: Style) -> None:
    text = text_of(appointment_card_pdf(appointment_card(practice=True), style))
    assert "KARTU JANJI \u2013 LATIHAN" in text


def test_a_very_long_note_does_not_stop_the_card(style: Style) -> None:
    text = text_of(appointment_card_pdf(appointment_card(note="catatan " * 1500), style))
    assert text.count("catatan") == 1500


@pytest.mark.parametrize("paper", list(PaperSize))
def test_test_page_names_its_paper_and_fits_on_it(style: Style, paper: PaperSize) -> None:
    pdf = print_test_page_pdf(paper, style)
    assert page_count(pdf) == 1
    assert f"{paper.width_mm:g} x {paper.height_mm:g} mm" in text_of(pdf)


def test_test_page_line_is_100_mm_long(style: Style) -> None:
    image = render_page(print_test_page_pdf(PaperSize.A4, style), 0, dpi=254)
    dark = [
        _longest_run(image.rgb[y * image.stride : y * image.stride + 3 * image.width : 3])
        for y in range(image.height)
    ]
    frame = (210 - 20) * 10
    inner = max(run for run in dark if run < frame - 20)
    assert inner == pytest.approx(1000, abs=6)


def _longest_run(row: bytes) -> int:
    return max(len(part) for part in bytes(value < 128 for value in row).split(b"\0"))


def test_logo_is_made_small_and_keeps_its_shape() -> None:
    data, ratio = prepare_logo(logo((2000, 1000)))
    with Image.open(BytesIO(data)) as image:
        assert image.mode == "L"
        assert image.height <= 360
    assert ratio == pytest.approx(2.0)


@pytest.mark.parametrize("damaged", [b"", b"not a picture", logo()[:200]])
def test_a_damaged_logo_is_told_in_words(damaged: bytes) -> None:
    with pytest.raises(UserError, match="logo"):
        prepare_logo(damaged)


def test_an_empty_letterhead_leaves_no_lines(style: Style) -> None:
    empty = consent_form_pdf(consent_form(letterhead=Letterhead()), style)
    assert text_of(empty).startswith("Halaman 1 dari 1 LEMBAR PERSETUJUAN")


def test_missing_fonts_are_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="LiberationSans-Regular"):
        load_style(tmp_path)


def test_a_long_address_breaks_behind_a_comma(style: Style) -> None:
    parts = (
        "Jalan Jenderal Contoh Nomor 5",
        "Kelurahan Contoh Mawar Melati",
        "Kecamatan Contoh Raya",
    )
    address = ", ".join((*parts, "Kota Contoh Sari Indah 42118"))
    pdf = consent_form_pdf(consent_form(letterhead=letterhead(address=address, logo=logo())), style)
    lines = [line.strip() for line in PdfReader(BytesIO(pdf)).pages[0].extract_text().splitlines()]
    assert f"{parts[0]}, {parts[1]}," in lines
    assert f"{parts[2]}, Kota Contoh Sari Indah 42118" in lines
