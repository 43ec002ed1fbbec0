"""Lembar persetujuan: what the client is told, what she allows, and her signature.

Signed by the person, not by the office, so the paper has a title in the middle and no addressee.
What it must say follows UU 27/2022 art. 20 to 26 and 40 (explicit and recorded consent, guardian
for a child, stopping within 3 x 24 hours) and UU 12/2022 art. 41 (report to the police).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer

from ruko_desk.documents.flowables import (
    SignatureRow,
    Text,
    WriteLine,
    YesNoLine,
    blank_rows,
    headed,
)
from ruko_desk.documents.letterhead import LetterheadBlock
from ruko_desk.documents.page import FORM_MARGINS, Marks, Section, make_pdf
from ruko_desk.documents.rows import field_rows, numbered
from ruko_desk.documents.text import plain
from ruko_desk.domain.indonesian import day_text
from ruko_desk.domain.papers import ConsentSigner

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from ruko_desk.documents.style import Style
    from ruko_desk.domain.papers import ConsentForm

_LABEL_WIDTH: Final = 48 * mm
_EMPTY_RECIPIENTS: Final = 3


def consent_form_pdf(form: ConsentForm, style: Style) -> bytes:
    """Return the form; what is not known yet is a line or box for a pen."""
    guardian = form.signer_kind is ConsentSigner.GUARDIAN
    title = "LEMBAR PERSETUJUAN ORANG TUA ATAU WALI" if guardian else "LEMBAR PERSETUJUAN"
    story: list[Flowable] = [
        LetterheadBlock(form.letterhead),
        Text(title, style.title),
        Text("Pencatatan data, layanan, dan berbagi keterangan", style.subtitle),
        *_told(form, style, guardian=guardian),
        *_recipients(form, style),
        *_answers(form, style, guardian=guardian),
        *_persons(form, style, guardian=guardian),
        *_signatures(form, style, guardian=guardian),
    ]
    section = Section(label="Persetujuan", story=story, foot=plain(form.register_code))
    marks = Marks(practice=form.practice)
    return make_pdf([section], paper=form.paper, marks=marks, margins=FORM_MARGINS)


def _told(form: ConsentForm, style: Style, *, guardian: bool) -> list[Flowable]:
    house = plain(form.house) or "lembaga ini"
    whose = "anak" if guardian else "Anda"
    kept = plain(form.retention) or "sesuai jadwal retensi arsip, lalu dimusnahkan"
    points = (
        f"Kami petugas {house}. Persetujuan ini diberikan dengan "
        "bebas; menolak sebagian tidak menghentikan layanan yang lain.",
        f"Yang dicatat: identitas {whose}, cara menghubungi dengan aman, kejadian, kebutuhan, dan "
        "layanan yang diberikan. Gunanya hanya untuk menolong, merujuk, dan melaporkan jumlah "
        "tanpa nama.",
        "Yang boleh membaca: petugas yang menangani. Catatan sesi psikologi, hukum, dan kesehatan "
        "hanya dibaca pembuatnya dan satu orang kedua yang ditunjuknya.",
        "Batas kerahasiaan: bila ada bahaya bagi nyawa, bila undang-undang mewajibkan laporan "
        "kekerasan seksual kepada kepolisian, atau bila ada perintah pengadilan.",
        f"Data disimpan {kept}. Salinannya boleh diminta; pembetulan dan penghentian boleh diminta "
        "kapan saja dan dijalankan paling lambat 3 x 24 jam.",
    )
    return headed("Yang perlu diketahui", numbered(points, style.item), style)


def _recipients(form: ConsentForm, style: Style) -> list[Flowable]:
    lines: list[Flowable] = []
    for recipient in form.recipients:
        data = plain(recipient.data)
        text = plain(recipient.name) + (f" \u2013 {data}" if data else "")
        lines.append(YesNoLine(text, style.plain, answer=recipient.agreed))
    if not lines:
        lines = [YesNoLine("." * 86, style.plain, answer=None) for _ in range(_EMPTY_RECIPIENTS)]
    return headed("Keterangan boleh disampaikan kepada", lines, style)


def _answers(form: ConsentForm, style: Style, *, guardian: bool) -> list[Flowable]:
    lines: list[Flowable] = [
        YesNoLine("Percakapan boleh direkam suara", style.plain, answer=form.recording),
        YesNoLine("Luka atau bukti boleh difoto", style.plain, answer=form.photo),
    ]
    if guardian:
        asked = "Anak sudah diberi penjelasan sesuai usianya dan menyatakan setuju"
        lines.append(YesNoLine(asked, style.plain, answer=form.child_agrees))
    contact = plain(form.safe_contact)
    story = [*headed("Persetujuan lain", lines, style), Spacer(0, 2)]
    content: list[Flowable] = (
        [Text(contact, style.body)] if contact else [WriteLine(style.plain), WriteLine(style.plain)]
    )
    return [*story, *headed("Cara menghubungi yang aman", content, style), Spacer(0, 6)]


def _persons(form: ConsentForm, style: Style, *, guardian: bool) -> list[Flowable]:
    pairs = [
        ("Kode register", form.register_code),
        ("Nama anak" if guardian else "Nama", form.person),
    ]
    wanted = {"Nama anak" if guardian else "Nama"}
    if guardian:
        pairs += [
            ("Nama orang tua/wali", form.signer_name),
            ("Hubungan dengan anak", form.signer_relation),
        ]
        wanted |= {"Nama orang tua/wali", "Hubungan dengan anak"}
    pairs.append(("Penerjemah/pendamping", form.interpreter))
    story: list[Flowable] = []
    for label, value in pairs:
        if plain(value):
            story.append(Spacer(0, 3))
            story += field_rows([(label, value)], style.plain, label_width=_LABEL_WIDTH)
        elif label in wanted:
            story += blank_rows([label], style.plain, _LABEL_WIDTH)
    if guardian:
        said = (
            "Penanda tangan menyatakan bukan terduga pelaku dan berhak mewakili anak. Bila orang tua "
            "atau wali adalah terduga pelaku, dasar pemrosesan lain dicatat dan lembar ini tidak dipakai."
        )
        story += [Spacer(0, 6), Text(said, style.body)]
    return [*story, Spacer(0, 4)]


def _signatures(form: ConsentForm, style: Style, *, guardian: bool) -> list[Flowable]:
    day = day_text(form.day) if form.day else "........................................"
    city = plain(form.letterhead.city) or "...................."
    signer = plain(form.signer_name) if guardian else plain(form.signer_name) or plain(form.person)
    columns: list[tuple[str, str]] = [
        ("Yang menjelaskan,", form.officer),
        ("Orang tua/wali," if guardian else "Yang menyetujui,", signer),
    ]
    if plain(form.interpreter):
        columns.insert(1, ("Penerjemah/pendamping,", form.interpreter))
    agreed = (
        "Isi lembar ini sudah dibacakan dan dijelaskan dalam bahasa yang dipahami, dan pertanyaan "
        "sudah dijawab."
    )
    return [
        KeepTogether(
            [Text(agreed, style.body), SignatureRow(columns, style.plain, above=f"{city}, {day}")]
        )
    ]
