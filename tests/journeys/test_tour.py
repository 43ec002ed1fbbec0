"""The tour: the whole main job in the real window, and nothing of it readable in the files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from ui.showcase.tour import NAME, PHONE, run_tour


@pytest.mark.timeout(180)
def test_the_main_job_is_done_and_found_again_after_a_restart(
    tmp_path: Path, qapp: QApplication
) -> None:
    lines: list[str] = []
    assert run_tour(lines.append, tmp_path) == 0, lines[-1]
    assert lines[-1] == f"Selesai. Gambar dan PDF ada di {tmp_path}\n"
    steps = [re.sub(r"^ *[0-9.]+ s +", "", line).strip() for line in lines[:-1]]
    assert steps[0] == "Membuat data latihan"
    assert "Menerbitkan surat" in steps
    assert steps[-1] == "Mencari yang diketik di semua berkas data"
    text = "\n".join(
        page.extract_text() for page in PdfReader(tmp_path / "surat-rujukan.pdf").pages
    )
    assert NAME in text
    assert PHONE not in text
    assert "31 tahun" in text
    pictures = sorted(path.name for path in tmp_path.glob("*.png"))
    assert len(pictures) >= 15


def test_a_tour_that_cannot_go_on_says_where(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.showcase.tour.PASSWORD", "bukan kata sandi latihan itu")
    monkeypatch.setattr("ui.showcase.tour.PATIENCE_MS", 1_500)
    lines: list[str] = []
    assert run_tour(lines.append, tmp_path) == 1
    assert lines[-1].startswith("Tur berhenti pada langkah: Membuka data.")
    assert len(list(tmp_path.glob("*berhenti-di-sini.png"))) == 1
