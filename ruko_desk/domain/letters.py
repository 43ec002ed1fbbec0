"""What a referral letter holds: plain values, already filtered by consent.

A value that is empty here is nowhere in the file: no label, no blank line, no hidden text. Whoever
fills these classes decides what the client agreed to share; the printing side adds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum


class PaperSize(StrEnum):
    """Paper of Indonesian offices; F4 is the folio that is sold as 215 x 330 mm."""

    A4 = "A4"
    F4 = "F4"

    @property
    def width_mm(self) -> float:
        """Width of the upright sheet in millimetres."""
        return 210.0 if self is PaperSize.A4 else 215.0

    @property
    def height_mm(self) -> float:
        """Height of the upright sheet in millimetres."""
        return 297.0 if self is PaperSize.A4 else 330.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Head of every official paper, line by line; all of it comes from the settings.

    `logo` is a PNG, JPEG or WEBP image as bytes; `city` stands before the date of a letter.
    """

    government: str = ""
    office: str = ""
    unit: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    city: str = ""
    logo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs; `title` carries `a.n.`, `u.b.`, `Plt.` or `Plh.` and may have several lines."""

    title: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterClient:
    """The client as far as the letter may show her; every field is optional.

    `age_text`, `sex` and `birth` are words as printed ("7 tahun 2 bulan", "Perempuan",
    "Serang, 27 Maret 2001").
    """

    code: str = ""
    initials: str = ""
    full_name: str = ""
    nik: str = ""
    birth: str = ""
    age_text: str = ""
    sex: str = ""
    religion: str = ""
    education: str = ""
    occupation: str = ""
    marital: str = ""
    accommodation: str = ""
    address: str = ""
    phone: str = ""
    guardian: str = ""
    guardian_phone: str = ""

    @property
    def has_identity(self) -> bool:
        """Tell whether more is given than what may stand on the face beside a closed annex."""
        return any(
            getattr(self, item.name).strip()
            for item in fields(self)
            if item.name not in FACE_FIELDS
        )


FACE_FIELDS = frozenset({"code", "initials", "age_text", "sex"})
"""Fields of `LetterClient` that stay on the face of a letter whose identity lies in an annex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLetter:
    """One referral letter with the sheets that go with it.

    Attributes:
        draft: previewed before it is issued: marked DRAF, number and date still open.
        practice: marked LATIHAN on every page.
        number: letter number; on a draft "(nomor saat terbit)" is shown while it is empty.
        day: date of the letter; on a draft "(tanggal saat terbit)" while it is None.
        security: word after "Sifat": Sangat Rahasia, Rahasia, Terbatas, Biasa.
        urgency: second word after "Sifat": Amat Segera, Segera; Biasa is not printed.
        attachment: text after "Lampiran"; empty = worked out from the sheets.
        addressee: lines after "Yth.", the first of them on the same line.
        receiver_kind: code of the partner's kind (`letter_texts.PURPOSES`).
        receiver_name, receiver_address, receiver_phone: for the client's copy.
        register_code: case code; also stands in the foot. Empty = nowhere.
        consent: sentence on consent or on the other legal basis.
        identity_annex: full identity on an own sheet for a closed envelope; the face keeps code,
            initials, age and sex.
        client_copy: add a sheet for the client without any fact of the case.
        neutral_client_copy: that sheet names neither the house nor its letterhead.
        check_code: eight characters for the foot of an issued letter, made outside.
    """

    letterhead: Letterhead
    signer: Signer
    paper: PaperSize = PaperSize.A4
    draft: bool = False
    practice: bool = False
    number: str = ""
    day: date | None = None
    security: str = "Rahasia"
    urgency: str = ""
    attachment: str = ""
    subject: str = ""
    addressee: tuple[str, ...] = ()
    receiver_kind: str = ""
    receiver_name: str = ""
    receiver_address: str = ""
    receiver_phone: str = ""
    papers_wanted: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    register_code: str = ""
    client: LetterClient = LetterClient()
    reason: str = ""
    summary: str = ""
    condition: str = ""
    services_given: str = ""
    services_asked: tuple[str, ...] = ()
    companion_name: str = ""
    companion_phone: str = ""
    consent: str = ""
    deadline: date | None = None
    ask_feedback: bool = True
    copies_to: tuple[str, ...] = ()
    identity_annex: bool = False
    reply_slip: bool = False
    client_copy: bool = False
    neutral_client_copy: bool = False
    check_code: str = ""

    @property
    def has_annex(self) -> bool:
        """Tell whether an annex is printed: asked for, and there is something to put in it."""
        return self.identity_annex and self.client.has_identity
