"""The press: papers as bytes, bytes as pictures, and nothing heavy before the first paper."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PasswordType, PdfReader

from ruko_desk.domain.letters import LetterClient, Letterhead, PaperSize, ReferralLetter, Signer
from ruko_desk.domain.papers import (
    AppointmentCard,
    ConsentForm,
    LetterRegister,
    LetterRegisterRow,
    RecoverySheet,
)
from ruko_desk.errors import EnvironmentProblem
from ruko_desk.services.press import Press

HEAD = Letterhead(government="PEMERINTAH KOTA SERANG", office="Dinas Contoh", city="Serang")
LETTER = ReferralLetter(
    letterhead=HEAD,
    signer=Signer(title="Kepala", name="Ratna Contoh"),
    number="400.2.4/001/CONTOH/XI/2026",
    day=date(2026, 11, 26),
    subject="Rujukan layanan kesehatan",
    addressee=("Direktur RS Contoh",),
    receiver_kind="kesehatan_rs",
    receiver_name="RS Contoh",
    client=LetterClient(code="RK-26-0412", initials="A."),
    services_asked=("Pemeriksaan dan penanganan kesehatan",),
    client_copy=True,
)
PASSWORD = "lima kata yang dibuat acak"


def text_of(pdf: bytes, password: str | None = None) -> str:
    return "\n".join(
        page.extract_text() for page in PdfReader(BytesIO(pdf), password=password).pages
    )


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.fixture(scope="module")
def letter(press: Press) -> bytes:
    return press.referral_pdf(LETTER)


def test_importing_the_press_loads_no_document_library() -> None:
    heavy = "('reportlab', 'pypdfium2', 'pypdf', 'xlsxwriter', 'PIL')"
    code = (
        "import sys; import ruko_desk.services.press; "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_letter_holds_what_it_was_given(letter: bytes) -> None:
    assert "400.2.4/001/CONTOH/XI/2026" in text_of(letter)
    assert "RK-26-0412" in text_of(letter)


def test_every_page_becomes_a_picture_of_the_asked_width(press: Press, letter: bytes) -> None:
    images = press.page_images(letter, 333)
    assert len(images) == press.page_count(letter) == 2
    assert {image.width for image in images} == {333}
    assert all(len(image.rgb) == image.stride * image.height for image in images)
    assert press.page_image(letter, 1, 333).rgb == images[1].rgb


def test_a_copy_is_marked_and_the_stored_bytes_stay(press: Press, letter: bytes) -> None:
    before = bytes(letter)
    copy = press.copy_marked(letter, foot="Dicetak Nurul, 27 Nov 2026 pukul 10.30")
    assert letter == before
    assert press.page_image(copy, 0, 200).rgb != press.page_image(letter, 0, 200).rgb
    assert "Dicetak Nurul" in text_of(copy)


def test_a_protected_file_opens_with_its_password_only(press: Press, letter: bytes) -> None:
    sealed = press.protected(letter, PASSWORD)
    reader = PdfReader(BytesIO(sealed))
    assert reader.is_encrypted
    assert reader.decrypt("bukan kata sandinya") is PasswordType.NOT_DECRYPTED
    assert b"RK-26-0412" not in sealed
    assert "RK-26-0412" in text_of(sealed, PASSWORD)
    assert len(PdfReader(BytesIO(sealed), password=PASSWORD).pages) == 1, "the client's copy stays"


def test_a_damaged_file_is_named_in_a_sentence(press: Press) -> None:
    with pytest.raises(EnvironmentProblem, match="rusak"):
        press.page_count(b"bukan pdf")


def test_the_other_papers_are_made(press: Press) -> None:
    sheet = RecoverySheet(
        code_lines=("ABCD EFGH", "JKLM NPQR"),
        qr_code="ABCDEFGHJKLMNPQR",
        made_on=date(2026, 11, 26),
        key_id="ABCD-1234",
    )
    card = AppointmentCard(day=date(2026, 11, 27), starts_at=time(9, 0), ask_for="Ibu Rina")
    assert "ABCD" in text_of(press.recovery_sheet(sheet))
    assert "PERSETUJUAN" in text_of(press.consent_form(ConsentForm(letterhead=HEAD, house="Rumah")))
    assert "Ibu Rina" in text_of(press.appointment_card(card))
    for paper in PaperSize:
        page = PdfReader(BytesIO(press.test_page(paper))).pages[0]
        assert round(float(page.mediabox.height) / 72 * 25.4) == paper.height_mm


def test_the_register_is_made_as_paper_and_as_sheet(press: Press) -> None:
    row = LetterRegisterRow(
        number="400.2.4/001/CONTOH/XI/2026",
        day=date(2026, 11, 26),
        receiver="RS Contoh",
        case_code="RK-26-0412",
    )
    register = LetterRegister(title="Register surat", period="2026", rows=(row,), letterhead=HEAD)
    assert "RS Contoh" in text_of(press.register_pdf(register))
    sheet = load_workbook(BytesIO(press.register_xlsx(register))).worksheets[0]
    cells = [cell.value for line in sheet.iter_rows() for cell in line]
    assert "RS Contoh" in cells
