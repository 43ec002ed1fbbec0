"""Lembar Pemulihan: the recovery code on paper, for a sealed place outside the computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Spacer

from ruko_desk.documents.flowables import Text, WriteLine, blank_rows, headed
from ruko_desk.documents.page import FORM_MARGINS, Marks, Section, make_pdf
from ruko_desk.documents.rows import field_rows, numbered
from ruko_desk.documents.style import BOLD, REGULAR
from ruko_desk.documents.text import plain
from ruko_desk.domain.indonesian import day_text

if TYPE_CHECKING:
    from ruko_desk.documents.style import Style
    from ruko_desk.domain.papers import RecoverySheet

_CODE_SIZE: Final = 19.0
_QR_SIDE: Final = 42 * mm
_LABEL_WIDTH: Final = 44 * mm

_WHAT_IT_IS: Final = (
    "Kode di bawah ini membuka data bila semua kata sandi hilang atau berkas kunci rusak. Siapa pun "
    "yang memegang lembar ini dan salinan data dapat membaca seluruh isinya. Simpan tersegel, "
    "jangan difoto, jangan digandakan, jangan disimpan bersama cadangan data."
)
_HOW_TO_READ: Final = (
    "Kode hanya memakai angka dan huruf besar tanpa I, L, O, dan U. Lingkaran selalu berarti angka "
    "nol, garis tegak selalu berarti angka satu. Kelompok terakhir tiap baris adalah kelompok cek: "
    "ikut diketik, agar salah ketik langsung ketahuan."
)
_HOW_TO_USE: Final = (
    "Pasang Ru-Ko Desk dan salin folder data atau cadangannya ke komputer.",
    "Pada halaman buka data pilih pemulihan, lalu ketik kode ini atau pindai kode QR-nya.",
    "Buat kata sandi baru. Kode ini lalu tidak berlaku lagi dan dua lembar baru dibuat.",
    "Musnahkan kedua lembar lama dan catat siapa yang melakukannya.",
)


def recovery_sheet_pdf(sheet: RecoverySheet, style: Style) -> bytes:
    """Return one copy of the recovery sheet; the QR holds the code and nothing else."""
    copy = f"Lembar {sheet.copy_number} dari {sheet.copies}"
    story: list[Flowable] = [
        Text("LEMBAR PEMULIHAN", style.title),
        Text(f"RAHASIA \u2013 {copy}", style.subtitle),
        Text(_WHAT_IT_IS, style.body),
        Spacer(0, 8),
        _CodeBlock(sheet.code_lines, sheet.qr_code),
        Spacer(0, 10),
        Text(_HOW_TO_READ, style.body),
        Spacer(0, 4),
        *field_rows(
            (
                ("Lembaga", sheet.house),
                ("Kode dibuat pada", day_text(sheet.made_on)),
                ("Nomor kunci", sheet.key_id),
                ("Lembar ini disimpan di", sheet.keep_at),
            ),
            style.plain,
            label_width=_LABEL_WIDTH,
        ),
    ]
    if not plain(sheet.keep_at):
        story += blank_rows(("Lembar ini disimpan di",), style.plain, _LABEL_WIDTH)
    story += [
        Spacer(0, 12),
        *headed("Cara memakai", numbered(_HOW_TO_USE, style.item), style),
        Spacer(0, 6),
        *headed(
            "Penyegelan amplop",
            [
                *blank_rows(
                    ("Disegel tanggal", "Disegel oleh", "Saksi"), style.plain, _LABEL_WIDTH
                ),
                WriteLine(style.plain, label="Tanda tangan", label_width=_LABEL_WIDTH, height=38),
            ],
            style,
        ),
    ]
    section = Section(label="Pemulihan", story=story, foot=f"{copy} \u00b7 Kunci {sheet.key_id}")
    marks = Marks(practice=sheet.practice)
    return make_pdf([section], paper=sheet.paper, marks=marks, margins=FORM_MARGINS)


class _CodeBlock(Flowable):
    """The code in large groups, the check group of each line framed, and the QR beside them."""

    def __init__(self, lines: tuple[str, ...], qr_code: str) -> None:
        super().__init__()
        self._lines = [plain(line).split() for line in lines]
        self._qr = QrCode(
            qr_code, width=_QR_SIDE, height=_QR_SIDE, qrLevel="M", qrBorder=2, barFillColor="black"
        )
        self.height = max(_QR_SIDE, len(self._lines) * 2.4 * _CODE_SIZE) + 16

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        """Return the full width and the height of code or QR."""
        self.width = aW
        return aW, self.height

    def draw(self) -> None:
        """Draw frame, groups and QR."""
        canvas = self.canv
        canvas.setLineWidth(1)
        canvas.rect(0, 0, self.width, self.height)
        self._qr.drawOn(canvas, self.width - _QR_SIDE - 8, (self.height - _QR_SIDE) / 2)
        room = self.width - _QR_SIDE - 24
        step = self.height / (len(self._lines) + 1)
        for row, groups in enumerate(self._lines, 1):
            widths = [stringWidth(group, BOLD, _CODE_SIZE) for group in groups]
            gap = min(22.0, (room - sum(widths) - 14) / max(1, len(groups) - 1))
            x, y = 14.0, self.height - row * step - _CODE_SIZE * 0.36
            for group, width in zip(groups, widths, strict=True):
                canvas.setFont(BOLD, _CODE_SIZE)
                canvas.drawString(x, y, group)
                if group is groups[-1]:
                    canvas.setLineWidth(0.75)
                    canvas.rect(x - 5, y - 6, width + 10, _CODE_SIZE + 8)
                    canvas.setFont(REGULAR, 7)
                    canvas.drawCentredString(x + width / 2, y - 14, "cek")
                x += width + gap
