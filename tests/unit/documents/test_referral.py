from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ruko_desk.documents.referral import referral_pdf
from ruko_desk.documents.referral_sheets import CLIENT_LABELS
from ruko_desk.documents.render import page_size_mm
from ruko_desk.documents.style import Style
from ruko_desk.domain.letters import LetterClient, Letterhead, PaperSize, ReferralLetter, Signer
from ruko_desk.paths import resource
from tests.unit.documents.papers import (
    CLIENT,
    characters,
    letter,
    letterhead,
    logo,
    sheets,
    text_of,
)

MM = 72 / 25.4


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(ticked=st.sets(st.sampled_from(sorted(set(CLIENT) - {"code"}))))
def test_holds_exactly_the_ticked_values(style: Style, ticked: set[str]) -> None:
    client = LetterClient(**{name: CLIENT[name] for name in ticked})
    text = text_of(referral_pdf(letter(client=client, register_code=""), style))
    shown = {name for name, value in CLIENT.items() if value in text}
    assert shown == ticked
    labelled = {name for name in CLIENT if f"{CLIENT_LABELS[name]} : {CLIENT[name]}" in text}
    assert labelled == ticked


def test_every_client_field_has_a_label() -> None:
    assert set(CLIENT_LABELS) == {field.name for field in fields(LetterClient)}


@pytest.mark.parametrize(
    ("field", "empty", "traces"),
    [
        ("reason", "", ["Alasan rujukan", "sulit tidur"]),
        ("summary", "", ["Ringkasan kejadian", "kejadian terakhir"]),
        ("condition", "", ["Kondisi dan risiko", "memar"]),
        ("services_given", "", ["Layanan yang sudah diberikan", "Konseling"]),
        ("services_asked", (), ["Layanan yang dimohon", "Pendampingan visum", "Visum et repertum"]),
        ("consent", "", ["Persetujuan", "Disetujui tertulis"]),
        ("deadline", None, ["Tenggat", "30 November 2026"]),
        ("copies_to", (), ["Tembusan", "Kepala Dinas Contoh"]),
        ("check_code", "", ["Kode cek", "7K3M-9QXT"]),
        ("subject", "", ["Hal :", "Rujukan Layanan Kesehatan"]),
        ("legal_bases", (), ["Berdasarkan", "Undang-Undang Contoh"]),
        ("register_code", "", ["nomor register"]),
        ("ask_feedback", False, ["umpan balik"]),
    ],
)
def test_an_empty_part_leaves_no_trace(
    style: Style, field: str, empty: object, traces: list[str]
) -> None:
    full = text_of(referral_pdf(letter(), style))
    without = text_of(referral_pdf(letter(**{field: empty}), style))
    for trace in traces:
        assert trace in full
        assert trace not in without


def test_companion_needs_neither_name_nor_phone(style: Style) -> None:
    only_phone = text_of(referral_pdf(letter(companion_name=""), style))
    assert "Pendamping : 0815-5550-0999" in only_phone
    neither = text_of(referral_pdf(letter(companion_name="", companion_phone=""), style))
    assert "Pendamping :" not in neither


def test_the_barest_letter_prints(style: Style) -> None:
    bare = ReferralLetter(letterhead=Letterhead(), signer=Signer())
    text = text_of(referral_pdf(bare, style))
    assert "Dengan hormat" in text
    assert "NIP" not in text
    assert "Nomor" not in text


def test_stands_in_the_shape_of_correspondence(style: Style) -> None:
    text = text_of(referral_pdf(letter(), style))
    order = [
        "PEMERINTAH KOTA SERANG",
        "DINAS CONTOH PEREMPUAN DAN ANAK",
        "Serang, 23 November 2026",
        "Nomor : 400.2.4/015/CONTOH/XI/2026",
        "Sifat : Rahasia / Segera",
        "Lampiran : -",
        "Hal : Rujukan Layanan Kesehatan",
        "Yth. Direktur RSUD Contoh di Tempat",
        "Berdasarkan Undang-Undang Contoh, bersama ini",
        "pemeriksaan dan penanganan kesehatan.",
        "1. Pemeriksaan dan penanganan kesehatan 2. Pendampingan visum",
        "terima kasih.",
        "Plt. Kepala Dinas,",
        "Dra. Contoh Utami, M.Si.",
        "NIP. 19700101 199503 2 001",
        "Tembusan: 1. Kepala Dinas Contoh",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_date_stands_at_the_right_on_the_line_of_the_number(style: Style) -> None:
    boxes = characters(referral_pdf(letter(subject="Rujukan yang panjang " * 9), style))
    line = "".join(box.text for box in boxes)
    date_at = line.index("Serang,23November2026")
    number_at = line.index("Nomor:400")
    assert boxes[date_at].bottom == pytest.approx(boxes[number_at].bottom, abs=1)
    last = boxes[date_at + len("Serang,23November2026") - 1]
    assert last.right == pytest.approx((210 - 20) * MM, abs=2)
    subject_at = line.index("Hal:Rujukan")
    below = boxes[subject_at + 4 : line.index("Yth.")]
    assert max(box.right for box in below) < boxes[date_at].left


def test_colons_stand_in_one_column(style: Style) -> None:
    boxes = characters(referral_pdf(letter(), style))
    line = "".join(box.text for box in boxes)
    starts = [
        line.index(label) + len(label) - 1 for label in ("Nomor:", "Sifat:", "Lampiran:", "Hal:")
    ]
    assert {boxes[start].text for start in starts} == {":"}
    assert len({round(boxes[start].left, 1) for start in starts}) == 1


@pytest.mark.parametrize("paper", list(PaperSize))
def test_paper_has_its_true_size(style: Style, paper: PaperSize) -> None:
    size = page_size_mm(referral_pdf(letter(paper=paper), style))
    assert size == pytest.approx((paper.width_mm, paper.height_mm), abs=0.01)


def test_same_letter_same_bytes(style: Style) -> None:
    wanted = letter(identity_annex=True, reply_slip=True, letterhead=letterhead(logo=logo()))
    assert referral_pdf(wanted, style) == referral_pdf(wanted, style)


def test_same_letter_same_bytes_in_another_process(style: Style) -> None:
    program = (
        "import hashlib\n"
        "from ruko_desk.documents.referral import referral_pdf\n"
        "from ruko_desk.documents.style import load_style\n"
        "from ruko_desk.paths import resource\n"
        "from tests.unit.documents.papers import letter\n"
        "pdf = referral_pdf(letter(reply_slip=True), load_style(resource('fonts')))\n"
        "print(hashlib.sha256(pdf).hexdigest())\n"
    )
    import hashlib

    here = hashlib.sha256(referral_pdf(letter(reply_slip=True), style)).hexdigest()
    root = resource().parent
    there = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == here


def test_a_draft_says_so_on_every_page_and_holds_no_number_or_date(style: Style) -> None:
    draft = letter(
        draft=True, number="", day=None, check_code="", identity_annex=True, reply_slip=True
    )
    pdf = referral_pdf(draft, style)
    assert "Nomor : (nomor saat terbit)" in text_of(pdf)
    assert "Serang, (tanggal saat terbit)" in text_of(pdf)
    assert all("DRAF" in page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_an_issued_letter_is_not_marked(style: Style) -> None:
    text = text_of(referral_pdf(letter(reply_slip=True, client_copy=True), style))
    assert "DRAF" not in text
    assert "LATIHAN" not in text
    assert "saat terbit" not in text


def test_practice_is_marked_on_every_page(style: Style) -> None:
    practice = letter(practice=True, identity_annex=True, reply_slip=True, client_copy=True)
    pages = PdfReader(BytesIO(referral_pdf(practice, style))).pages
    assert len(pages) >= 4
    for page in pages:
        assert page.extract_text().count("LATIHAN") == 2


@pytest.mark.parametrize(
    ("flags", "wanted"),
    [
        ({}, {"Surat"}),
        ({"identity_annex": True}, {"Surat", "Lampiran"}),
        ({"reply_slip": True}, {"Surat", "Balasan"}),
        ({"client_copy": True}, {"Surat", "Klien"}),
        (
            {"identity_annex": True, "reply_slip": True, "client_copy": True},
            {"Surat", "Lampiran", "Balasan", "Klien"},
        ),
    ],
)
def test_sheets_are_there_when_asked_for(
    style: Style, flags: dict[str, bool], wanted: set[str]
) -> None:
    assert set(sheets(referral_pdf(letter(**flags), style))) == wanted


def test_with_an_annex_the_face_keeps_only_code_initials_age_and_sex(style: Style) -> None:
    pages = sheets(referral_pdf(letter(identity_annex=True, reply_slip=True), style))
    face = {"code", "initials", "age_text", "sex"}
    assert {name for name, value in CLIENT.items() if value in pages["Surat"]} == face
    assert {name for name, value in CLIENT.items() if value in pages["Lampiran"]} == set(CLIENT)
    assert {name for name, value in CLIENT.items() if value in pages["Balasan"]} == {"code"}
    assert "Lampiran : 1 (satu) berkas" in pages["Surat"]


def test_no_annex_when_there_is_nothing_to_put_in_it(style: Style) -> None:
    client = LetterClient(code="RK-26-0412", initials="A.W.")
    pages = sheets(referral_pdf(letter(identity_annex=True, client=client), style))
    assert set(pages) == {"Surat"}
    assert "Lampiran : -" in pages["Surat"]


def test_clients_copy_holds_no_fact_of_the_case(style: Style) -> None:
    wanted = letter(client_copy=True, letterhead=letterhead(office="KANTOR CONTOH"))
    copy = sheets(referral_pdf(wanted, style))["Klien"]
    assert "RSUD Contoh, Poli Kesatu" in copy
    assert "Nurul Contoh, telepon 0815-5550-0999" in copy
    assert "Paling lambat : 30 November 2026" in copy
    assert "KTP atau KK" in copy
    for fact in (
        *(value for name, value in CLIENT.items() if name != "code"),
        *(wanted.reason, wanted.summary, wanted.condition, wanted.services_given, wanted.subject),
        *wanted.services_asked,
        *("korban", "kekerasan", "Rahasia", "7K3M", "Undang-Undang", wanted.consent),
    ):
        assert fact.casefold() not in copy.casefold()


def test_a_neutral_clients_copy_does_not_name_the_house(style: Style) -> None:
    pages = sheets(referral_pdf(letter(client_copy=True, neutral_client_copy=True), style))
    for name in ("PEMERINTAH", "DINAS CONTOH", "RUMAH KOLABORASI", "contoh.example"):
        assert name in pages["Surat"]
        assert name not in pages["Klien"]


def test_reply_slip_says_which_letter_and_where_to_send_it(style: Style) -> None:
    slip = sheets(referral_pdf(letter(reply_slip=True), style))["Balasan"]
    assert "sobek di sini LEMBAR BALASAN RUJUKAN" in slip
    assert "RUMAH KOLABORASI CONTOH" in slip
    assert "Membalas surat nomor : 400.2.4/015/CONTOH/XI/2026" in slip


@pytest.mark.parametrize("lines", range(0, 44, 4))
def test_the_signature_never_stands_alone_and_never_comes_apart(style: Style, lines: int) -> None:
    long = letter(reason="\n".join(f"Baris {n}" for n in range(lines)))
    pages = [page.extract_text() for page in PdfReader(BytesIO(referral_pdf(long, style))).pages]
    (holder,) = [page for page in pages if "Dra. Contoh Utami" in page]
    assert "terima kasih." in holder
    assert "Plt. Kepala Dinas," in holder
    assert "NIP." in holder
    assert "Tembusan" in holder


@pytest.mark.parametrize("paper", list(PaperSize))
def test_long_text_flows_inside_the_margins_and_loses_nothing(
    style: Style, paper: PaperSize
) -> None:
    words = [f"kata{n}" for n in range(1500)]
    long = letter(paper=paper, reason=" ".join(words), client_copy=True, reply_slip=True)
    pdf = referral_pdf(long, style)
    text = sheets(pdf)["Surat"].split()
    assert [word for word in text if word.startswith("kata")] == words
    width, height = paper.width_mm * MM, paper.height_mm * MM
    for box in characters(pdf):
        assert box.left >= 30 * MM - 1
        assert box.right <= width - 20 * MM + 1
        assert box.bottom >= 10 * MM
        assert box.top <= height - 20 * MM + 4


def test_an_endless_word_and_an_endless_address_still_fit(style: Style) -> None:
    client = LetterClient(code="RK-26-0412", address="Jalan " * 900, full_name="N" * 400)
    pdf = referral_pdf(letter(client=client, reason="A" * 3000), style)
    boxes = characters(pdf)
    assert sum(box.text == "A" for box in boxes) >= 3000
    assert max(box.right for box in boxes) <= (210 - 20) * MM + 1


def test_a_heading_does_not_end_a_page(style: Style) -> None:
    headings = ("Alasan rujukan", "Ringkasan kejadian", "Kondisi dan risiko saat ini")
    for lines in range(20, 34):
        long = letter(reason="\n".join(["Baris"] * lines), summary="Isi " * 200)
        for page in PdfReader(BytesIO(referral_pdf(long, style))).pages:
            body = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
            assert body[-1] not in headings


def test_typed_markup_and_hidden_characters_are_only_text(style: Style) -> None:
    reason = "<b>tebal</b> & <font size=40>besar</font>\x00\x07 &lt; a\u202etxet\u202c <br/> akhir"
    text = text_of(referral_pdf(letter(reason=reason), style))
    assert "<b>tebal</b> & <font size=40>besar</font> &lt; atxet <br/> akhir" in text


def test_characters_outside_the_font_do_not_stop_a_letter(style: Style) -> None:
    assert "sebelum" in text_of(referral_pdf(letter(reason="sebelum \U0001f600 汉字 عربي"), style))


def test_each_section_counts_its_own_pages(style: Style) -> None:
    long = letter(reason="Baris\n" * 60, identity_annex=True, reply_slip=True, client_copy=True)
    pages = sheets(referral_pdf(long, style))
    assert "Halaman 1 dari 3" in pages["Surat"]
    assert "Halaman 3 dari 3" in pages["Surat"]
    assert "Halaman 1 dari 1" in pages["Lampiran"]
    assert "Halaman" not in pages["Klien"]
    assert "RK-26-0412 \u00b7 Kode cek 7K3M-9QXT" in pages["Balasan"]


def test_health_letters_explain_who_asks_for_a_visum(style: Style) -> None:
    assert "dimintakan oleh penyidik" in text_of(referral_pdf(letter(), style))
    other = letter(receiver_kind="hukum", services_asked=("Bantuan hukum",))
    assert "penyidik" not in text_of(referral_pdf(other, style))


def test_many_laws_become_a_list(style: Style) -> None:
    text = text_of(referral_pdf(letter(legal_bases=("Hukum A", "Hukum B", "Hukum C")), style))
    assert "Berdasarkan: 1. Hukum A 2. Hukum B 3. Hukum C bersama ini" in text


def test_many_copies_run_on_after_the_signature(style: Style) -> None:
    text = text_of(referral_pdf(letter(copies_to=tuple(f"Kantor {n}" for n in range(70))), style))
    assert "70. Kantor 69" in text


def test_a_deadline_and_a_date_without_letterhead_city(style: Style) -> None:
    text = text_of(
        referral_pdf(letter(letterhead=letterhead(city=""), day=date(2026, 1, 2)), style)
    )
    assert "2 Januari 2026 Nomor" in text
