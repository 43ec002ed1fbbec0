"""One referral letter beside the bare canvas that draws as many lines."""

from __future__ import annotations

import io
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Figure, Target, figure, repeat
from ruko_desk.domain.letters import LetterClient, Letterhead, ReferralLetter, Signer
from ruko_desk.services.press import Press

_LINES = 45
_RUNS = 60


def letter() -> list[Figure]:
    """Measure the one-page letter to the institution, without its further sheets."""
    press, content = Press(), _letter()
    runs = repeat(lambda _n: press.referral_pdf(content), _RUNS)
    bare = repeat(lambda _n: _bare(), _RUNS)
    return [figure("referral letter, one page", runs, Target(p95=40), n=1, limit=bare)]


def _bare() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    for line in range(_LINES):
        canvas.drawString(
            85, 780 - 15 * line, "Baris surat rujukan yang panjangnya biasa saja " * 2
        )
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _letter() -> ReferralLetter:
    return ReferralLetter(
        letterhead=Letterhead(
            government="PEMERINTAH KOTA SERANG",
            office="DINAS CONTOH",
            address="Jl. Contoh No. 1",
            city="Serang",
        ),
        number="400.2.4/001/DP3AKB/XI/2026",
        day=date(2026, 11, 26),
        security="Rahasia",
        receiver_kind="kesehatan_rs",
        addressee=("Direktur RSUD Contoh",),
        client=LetterClient(code="RK-26-0412", initials="A.", age_text="31 tahun", sex="Perempuan"),
        reason="Klien memerlukan pemeriksaan lanjutan yang tidak tersedia di tempat kami. " * 3,
        services_asked=("Pemeriksaan dan penanganan kesehatan",),
        signer=Signer(title="Kepala Bidang", name="Contoh, S.Sos."),
    )
