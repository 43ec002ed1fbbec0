"""The referral letter in the shape of office correspondence, with the sheets that go with it.

Order of parts: letterhead, date at the right beside the number, Nomor / Sifat / Lampiran / Hal,
addressee, body, signature at the right, copies (Permendagri 1/2023, "korespondensi").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer

from ruko_desk.documents.flowables import RightNote, Text, headed, paragraphs, signature
from ruko_desk.documents.letterhead import LetterheadBlock
from ruko_desk.documents.page import LETTER_MARGINS, Marks, Section, make_pdf
from ruko_desk.documents.referral_sheets import (
    annex_section,
    client_fields,
    client_section,
    reply_section,
)
from ruko_desk.documents.rows import field_rows, numbered
from ruko_desk.documents.text import plain
from ruko_desk.domain.indonesian import counted, day_text
from ruko_desk.domain.letter_texts import HEALTH_KINDS, purpose

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from ruko_desk.documents.style import Style
    from ruko_desk.domain.letters import ReferralLetter

_FEW_BASES: Final = 2
"""Laws that are cited in the sentence itself; more become a list."""
_FEW_COPIES: Final = 6
"""Copies that still move to the next page together with the signature."""


def referral_pdf(letter: ReferralLetter, style: Style) -> bytes:
    """Return the letter with its annex, reply slip and client's copy, as far as they are asked for.

    Page labels tell the sheets apart: `Surat-1`, `Lampiran-1`, `Balasan-1`, `Klien-1`.
    """
    foot = letter_foot(letter)
    width = letter.paper.width_mm * mm - LETTER_MARGINS.left - LETTER_MARGINS.right
    sections = [Section(label="Surat", story=_face(letter, style, width), foot=foot)]
    if letter.has_annex:
        sections.append(annex_section(letter, style, foot))
    if letter.reply_slip:
        sections.append(reply_section(letter, style, foot))
    if letter.client_copy:
        sections.append(client_section(letter, style))
    marks = Marks(draft=letter.draft, practice=letter.practice)
    return make_pdf(sections, paper=letter.paper, marks=marks)


def letter_foot(letter: ReferralLetter) -> str:
    """Return what ties a loose page to its letter: case code and check code."""
    code = plain(letter.check_code)
    half = len(code) // 2
    shown = f"Kode cek {code[:half]}-{code[half:]}" if code else ""
    return " \u00b7 ".join(part for part in (plain(letter.register_code), shown) if part)


def _face(letter: ReferralLetter, style: Style, width: float) -> list[Flowable]:
    story: list[Flowable] = [LetterheadBlock(letter.letterhead)]
    story += _opening_lines(letter, style)
    story += _addressee(letter, style)
    story += _introduction(letter, style)
    story += _client(letter, style)
    story += _body(letter, style)
    closing = Text(
        "Atas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih.",
        style.body,
    )
    end = [closing, *signature(letter.signer, style.plain, width)]
    copies = _copies(letter, style)
    if len(letter.copies_to) <= _FEW_COPIES:
        story.append(KeepTogether([*end, *copies]))
    else:
        story += [KeepTogether(end), *copies]
    return story


def _opening_lines(letter: ReferralLetter, style: Style) -> list[Flowable]:
    number = plain(letter.number)
    if letter.draft and not number:
        number = "(nomor saat terbit)"
    day = day_text(letter.day) if letter.day else "(tanggal saat terbit)" * letter.draft
    dateline = ", ".join(part for part in (plain(letter.letterhead.city), day) if part)
    urgency = plain(letter.urgency)
    grade = [plain(letter.security), urgency if urgency.casefold() != "biasa" else ""]
    attachment = plain(letter.attachment) or (counted(1, "berkas") if letter.has_annex else "-")
    rows = (
        ("Nomor", number),
        ("Sifat", " / ".join(part for part in grade if part)),
        ("Lampiran", attachment),
        ("Hal", letter.subject),
    )
    return [
        RightNote(dateline, style.plain),
        *field_rows(rows, style.plain, right=56 * mm),
        Spacer(0, 9),
    ]


def _addressee(letter: ReferralLetter, style: Style) -> list[Flowable]:
    lines = [line for line in map(plain, letter.addressee) if line]
    if not lines:
        return []
    return [Text("Yth. " + "\n".join(lines), style.plain), Spacer(0, 9)]


def _introduction(letter: ReferralLetter, style: Style) -> list[Flowable]:
    code = plain(letter.register_code)
    register = f" yang tercatat dengan nomor register {code}" if code else ""
    request = (
        f"bersama ini kami merujuk klien{register} kepada Bapak/Ibu untuk memperoleh "
        f"{purpose(letter.receiver_kind)}."
    )
    story: list[Flowable] = [Text("Dengan hormat,", style.body)]
    bases = [base for base in letter.legal_bases if plain(base)]
    if 0 < len(bases) <= _FEW_BASES:
        cited = " dan ".join(bases)
        story.append(Text(f"Berdasarkan {cited}, {request}", style.body))
    elif bases:
        story.append(Text("Berdasarkan:", style.body))
        story += [*numbered(bases, style.item), Text(request, style.body)]
    else:
        story.append(Text(request[0].upper() + request[1:], style.body))
    return story


def _client(letter: ReferralLetter, style: Style) -> list[Flowable]:
    story = client_fields(letter.client, style, face_only=letter.has_annex)
    if story:
        story.append(Spacer(0, 6))
    if letter.has_annex:
        note = "Identitas lengkap kami sampaikan dalam lampiran bersampul tertutup."
        story.append(Text(note, style.body))
    return story


def _body(letter: ReferralLetter, style: Style) -> list[Flowable]:
    story: list[Flowable] = []
    for heading, text in (
        ("Alasan rujukan", letter.reason),
        ("Ringkasan kejadian", letter.summary),
        ("Kondisi dan risiko saat ini", letter.condition),
        ("Layanan yang sudah diberikan", letter.services_given),
    ):
        story += headed(heading, paragraphs(text, style.body), style)
    asked = numbered(letter.services_asked, style.item)
    story += headed("Layanan yang dimohon", asked, style)
    if (
        letter.receiver_kind in HEALTH_KINDS
        and "visum" in " ".join(letter.services_asked).casefold()
    ):
        note = (
            "Visum et repertum, bila diperlukan, dimintakan oleh penyidik; pemeriksaan dan "
            "penanganan kesehatan mohon tetap diberikan tanpa menunggu surat permintaan itu."
        )
        story.append(Text(note, style.body))
    companion = ", telepon ".join(
        part for part in (plain(letter.companion_name), plain(letter.companion_phone)) if part
    )
    rows = field_rows(
        (
            ("Pendamping", companion),
            ("Persetujuan", letter.consent),
            ("Tenggat", day_text(letter.deadline) if letter.deadline else ""),
        ),
        style.plain,
    )
    if rows:
        story += [*rows, Spacer(0, 6)]
    how = "dengan mengisi lembar balasan terlampir" if letter.reply_slip else "secara tertulis"
    feedback = f"Mohon Bapak/Ibu berkenan memberi umpan balik {how}. " * letter.ask_feedback
    secrecy = "Seluruh isi surat ini rahasia dan hanya untuk keperluan pelayanan kepada klien."
    return [*story, Text(feedback + secrecy, style.body)]


def _copies(letter: ReferralLetter, style: Style) -> list[Flowable]:
    rows = numbered(letter.copies_to, style.item)
    if not rows:
        return []
    return [Spacer(0, 14), Text("Tembusan:", style.plain), *rows]
