"""Sheets that go with a referral letter: closed annex, reply slip, client's copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer

from ruko_desk.documents.flowables import (
    CutLine,
    Text,
    TickLine,
    WriteLine,
    blank_rows,
    headed,
)
from ruko_desk.documents.letterhead import LetterheadBlock
from ruko_desk.documents.page import LETTER_MARGINS, Section
from ruko_desk.documents.rows import field_rows, numbered
from ruko_desk.documents.text import plain
from ruko_desk.domain.indonesian import day_text
from ruko_desk.domain.letters import FACE_FIELDS

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from ruko_desk.documents.style import Style
    from ruko_desk.domain.letters import LetterClient, ReferralLetter

CLIENT_LABELS: Final = {
    "code": "Kode klien",
    "initials": "Inisial",
    "full_name": "Nama lengkap",
    "nik": "NIK",
    "birth": "Tempat, tanggal lahir",
    "age_text": "Usia",
    "sex": "Jenis kelamin",
    "religion": "Agama",
    "education": "Pendidikan",
    "occupation": "Pekerjaan",
    "marital": "Status perkawinan",
    "accommodation": "Kebutuhan khusus",
    "address": "Alamat",
    "phone": "Telepon",
    "guardian": "Orang tua/wali",
    "guardian_phone": "Telepon orang tua/wali",
}
"""Printed label of each field of `LetterClient`, in printed order."""


def client_fields(client: LetterClient, style: Style, *, face_only: bool) -> list[Flowable]:
    """Return the client's fields that hold a value; with `face_only` only the face's."""
    pairs = (
        (label, getattr(client, name))
        for name, label in CLIENT_LABELS.items()
        if not face_only or name in FACE_FIELDS
    )
    return field_rows(pairs, style.plain)


def annex_section(letter: ReferralLetter, style: Style, foot: str) -> Section:
    """Return the sheet with the full identity, for a closed envelope."""
    story: list[Flowable] = [
        *_belongs_to(letter, style, "Lampiran Surat"),
        Spacer(0, 18),
        Text("IDENTITAS KLIEN", style.title),
        Text("RAHASIA \u2013 dalam sampul tertutup", style.subtitle),
        Spacer(0, 6),
        *client_fields(letter.client, style, face_only=False),
        Spacer(0, 14),
        Text(
            "Lembar ini hanya dibuka oleh petugas yang menangani klien, tidak digandakan, dan "
            "disimpan terpisah dari berkas umum.",
            style.body,
        ),
    ]
    return Section(label="Lampiran", story=story, foot=foot)


def reply_section(letter: ReferralLetter, style: Style, foot: str) -> Section:
    """Return the reply slip: how to send it back above the tear line, the slip below it."""
    head = letter.letterhead
    house = plain(head.unit) or plain(head.office)
    width = 46 * mm
    answers = (
        "Diterima dan ditangani",
        "Diterima, dirujuk lagi ke: ..........................................................",
        "Belum dapat ditangani, karena: ...............................................",
    )
    right = ParagraphStyle("reply_signer", parent=style.plain, leftIndent=LETTER_MARGINS.left * 2.7)
    story: list[Flowable] = [
        Text(
            "Mohon lembar di bawah ini diisi setelah klien diterima, lalu dikirim kembali dalam "
            "sampul tertutup. Cukup tulis kode klien; nama klien tidak perlu ditulis.",
            style.body,
        ),
        CutLine("sobek di sini"),
        Text("LEMBAR BALASAN RUJUKAN", style.title),
        Spacer(0, 10),
        *field_rows(
            (
                ("Kepada", house),
                ("Alamat", head.address),
                ("Telepon", head.phone),
                ("Pos-el", head.email),
                ("Membalas surat nomor", _number(letter)),
                ("Tanggal surat", day_text(letter.day) if letter.day else ""),
                ("Kode klien", letter.client.code or letter.register_code),
            ),
            style.plain,
            label_width=width,
        ),
        Spacer(0, 6),
        *blank_rows(
            ("Diterima tanggal", "Petugas penerima", "Jabatan, unit", "Telepon petugas"),
            style.plain,
            width,
        ),
        Spacer(0, 10),
        *headed("Hasil", [*(TickLine(answer, style.plain) for answer in answers)], style),
        Spacer(0, 6),
        *headed("Layanan yang diberikan", [*(WriteLine(style.plain) for _ in range(3))], style),
        Spacer(0, 6),
        *headed("Saran dan tindak lanjut", [*(WriteLine(style.plain) for _ in range(3))], style),
        Spacer(0, 12),
        KeepTogether(
            [
                Text("......................, ..............................", right),
                Text("Petugas,", right),
                Spacer(0, 16 * mm),
                Text("(..........................................................)", right),
            ]
        ),
    ]
    return Section(label="Balasan", story=story, foot=foot)


def client_section(letter: ReferralLetter, style: Style) -> Section:
    """Return the client's own sheet: where to go, when, with whom; no fact of the case.

    Neither subject nor services nor purpose stand on it, and the foot is empty: the sheet may be
    found by anyone.
    """
    neutral = letter.neutral_client_copy
    story: list[Flowable] = [] if neutral else [LetterheadBlock(letter.letterhead)]
    companion = ", telepon ".join(
        part for part in (plain(letter.companion_name), plain(letter.companion_phone)) if part
    )
    story += [
        Text("SURAT PENGANTAR \u2013 LEMBAR UNTUK ANDA", style.title),
        Spacer(0, 12),
        *field_rows(
            (
                ("Nomor surat", _number(letter)),
                ("Tanggal surat", day_text(letter.day) if letter.day else ""),
                ("Kode", letter.client.code),
                ("Tujuan", letter.receiver_name),
                ("Alamat", letter.receiver_address),
                ("Telepon tujuan", letter.receiver_phone),
                ("Paling lambat", day_text(letter.deadline) if letter.deadline else ""),
                ("Pendamping Anda", companion),
            ),
            style.plain,
        ),
        Spacer(0, 10),
    ]
    papers = numbered(letter.papers_wanted, style.item)
    if papers:
        heading = Text("Bila ada, bawalah:", style.plain)
        story += [heading, *papers]
    story.append(
        Text(
            "Tunjukkan nomor surat ini kepada petugas. Anda tidak perlu mengulang cerita Anda. "
            "Anda boleh bertanya, boleh meminta ditemani, dan boleh berhenti kapan saja.",
            style.body,
        )
    )
    return Section(label="Klien", story=story, counted=False)


def _number(letter: ReferralLetter) -> str:
    return plain(letter.number) or "(nomor saat terbit)" * letter.draft


def _belongs_to(letter: ReferralLetter, style: Style, heading: str) -> list[Flowable]:
    rows = (
        ("Nomor", _number(letter)),
        ("Tanggal", day_text(letter.day) if letter.day else ""),
    )
    return [Text(heading, style.plain), *field_rows(rows, style.plain)]
