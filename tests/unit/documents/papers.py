"""Invented letters, and ways to read a finished PDF back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image
from pypdf import PdfReader

from ruko_desk.domain.letters import LetterClient, Letterhead, ReferralLetter, Signer


def logo(size: tuple[int, int] = (300, 360)) -> bytes:
    target = BytesIO()
    Image.new("RGBA", size, (0, 90, 160, 255)).save(target, "PNG")
    return target.getvalue()


def letterhead(**changes: Any) -> Letterhead:
    values: dict[str, Any] = {
        "government": "PEMERINTAH KOTA SERANG",
        "office": "DINAS CONTOH PEREMPUAN DAN ANAK",
        "unit": "RUMAH KOLABORASI CONTOH",
        "address": "Jalan Contoh Nomor 5, Kota Serang 42118",
        "phone": "(0254) 5550123",
        "email": "kantor@contoh.example",
        "site": "contoh.example",
        "city": "Serang",
    }
    return Letterhead(**{**values, **changes})


CLIENT = {
    "code": "RK-26-0412",
    "initials": "A.W.",
    "full_name": "Anindya Wulansari",
    "nik": "3673014107100003",
    "birth": "Pandeglang, 1 Juli 2010",
    "age_text": "16 tahun 4 bulan",
    "sex": "Perempuan",
    "religion": "Katolik",
    "education": "SLTA",
    "occupation": "Pelajar",
    "marital": "Belum menikah",
    "accommodation": "Kursi roda",
    "address": "Kp. Mawar RT 001/RW 002",
    "phone": "0812-5550-0123",
    "guardian": "Sartika Melati",
    "guardian_phone": "0813-5550-0456",
}


def letter(**changes: Any) -> ReferralLetter:
    values: dict[str, Any] = {
        "letterhead": letterhead(),
        "signer": Signer(
            title="Plt. Kepala Dinas",
            name="Dra. Contoh Utami, M.Si.",
            rank="Pembina Tingkat I",
            nip="19700101 199503 2 001",
        ),
        "number": "400.2.4/015/CONTOH/XI/2026",
        "day": date(2026, 11, 23),
        "urgency": "Segera",
        "subject": "Rujukan Layanan Kesehatan",
        "addressee": ("Direktur RSUD Contoh", "di", "Tempat"),
        "receiver_kind": "kesehatan_rs",
        "receiver_name": "RSUD Contoh, Poli Kesatu",
        "receiver_address": "Jalan Melur Nomor 9",
        "receiver_phone": "(0254) 5550199",
        "papers_wanted": ("KTP atau KK",),
        "legal_bases": ("Undang-Undang Contoh",),
        "register_code": "RK-26-0412",
        "client": LetterClient(**CLIENT),
        "reason": "Alasan: sulit tidur.",
        "summary": "Ringkasan: kejadian terakhir bulan ini.",
        "condition": "Kondisi: memar di lengan.",
        "services_given": "Konseling dua kali.",
        "services_asked": ("Pemeriksaan dan penanganan kesehatan", "Pendampingan visum"),
        "companion_name": "Nurul Contoh",
        "companion_phone": "0815-5550-0999",
        "consent": "Disetujui tertulis pada 21 November 2026.",
        "deadline": date(2026, 11, 30),
        "copies_to": ("Kepala Dinas Contoh",),
        "check_code": "7K3M9QXT",
    }
    return ReferralLetter(**{**values, **changes})


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def sheets(pdf: bytes) -> dict[str, str]:
    """Map each sheet ('Surat', 'Lampiran', ...) to its text, blanks made single."""
    reader = PdfReader(BytesIO(pdf))
    found: dict[str, str] = {}
    for label, page in zip(reader.page_labels, reader.pages, strict=True):
        name = label.rpartition("-")[0]
        found[name] = " ".join((found.get(name, "") + " " + page.extract_text()).split())
    return found


@dataclass(frozen=True)
class Character:
    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float


def characters(pdf: bytes) -> list[Character]:
    """Every visible character with its box in points, as PDFium sees it."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        text_page = page.get_textpage()
        for index in range(text_page.count_chars()):
            text = text_page.get_text_range(index, 1)
            if text.strip():
                left, bottom, right, top = text_page.get_charbox(index)
                found.append(Character(number, text, left, bottom, right, top))
        text_page.close()
        page.close()
    document.close()
    return found
