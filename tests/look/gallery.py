"""Paints every widget of the kit: `python tests/look/gallery.py FOLDER` leaves one PNG per page.

Set QT_SCALE_FACTOR=1.25 to see them as on a screen at 125 %. All people are invented.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from tests.look.gallery_form import FORMS, TODAY, form_page, queue_model
from ui.strings import standard
from ui.theme.symbols import Symbol
from ui.theme.theme import Scheme, theme
from ui.theme.tokens import L, M, S
from ui.widgets.badge import risk_badge, service_badge, status_badge
from ui.widgets.banner import Banner, PracticeStripe
from ui.widgets.buttons import Button, IconButton, danger, link, primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.password_edit import PasswordEdit
from ui.widgets.editors.search_box import SearchBox
from ui.widgets.editors.suggest_box import SuggestBox
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.month_grid import CalendarPanel
from ui.widgets.pdf_view import PdfView
from ui.widgets.scroll import Scroll
from ui.widgets.section_list import Section, SectionList
from ui.widgets.timeline import Timeline, TimelineEntry
from ui.widgets.toast import ToastHost


def buttons_card() -> Card:
    """Return every kind of button."""
    card = Card("Tombol")
    for row in (
        (
            primary("Simpan dan masuk antrean", "check"),
            secondary("Batal"),
            danger("Hapus permanen"),
        ),
        (secondary("Cetak", "printer"), quiet("Muat ulang", "refresh-cw"), link("Lihat kecocokan")),
        (
            IconButton("eye", "Tampilkan nama"),
            IconButton("printer", "Cetak", framed=True),
            IconButton("lock", "Kunci"),
            Button("Beranda", "nav", icon="house"),
        ),
    ):
        line = FlowLayout()
        for button in row:
            line.addWidget(button)
        card.add(line)
    line = FlowLayout()
    for button in (primary("Simpan"), secondary("Cetak", "printer"), IconButton("x", "Tutup")):
        button.setEnabled(False)
        line.addWidget(button)
    card.add(line)
    return card


def badges_card() -> Card:
    """Return every badge."""
    card = Card("Tanda")
    rows = (
        [
            risk_badge(code, text)
            for code, text in (
                ("darurat", "Darurat"),
                ("tinggi", "Tinggi"),
                ("sedang", "Sedang"),
                ("rendah", "Rendah"),
                ("", "Belum dinilai"),
            )
        ],
        [
            service_badge(code, text)
            for code, text in (
                ("hukum", "Hukum"),
                ("psikologi", "Psikologi"),
                ("kesehatan", "Kesehatan"),
                ("rumah_aman", "Rumah aman"),
                ("penjangkauan", "Penjangkauan"),
            )
        ],
        [
            status_badge(Symbol.EMPTY, "Terjadwal"),
            status_badge(Symbol.HALF, "Sudah datang", "link"),
            status_badge(Symbol.FULL, "Berlangsung", "primary"),
            status_badge(Symbol.CHECK, "Selesai", "done"),
            status_badge(Symbol.CROSS, "Tidak hadir", "high"),
            service_badge("hukum"),
            service_badge("psikologi"),
        ],
    )
    for row in rows:
        line = FlowLayout()
        for badge in row:
            line.addWidget(badge)
        card.add(line)
    return card


def pieces_page() -> QWidget:
    """Return buttons, badges, table, lists and messages together."""
    page = QWidget()
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(PracticeStripe("LATIHAN · semua orang di sini rekaan"))
    body = QHBoxLayout()
    body.setContentsMargins(L, L, L, L)
    body.setSpacing(M)
    outer.addLayout(body, 1)

    left = QVBoxLayout()
    left.setSpacing(M)
    left.addWidget(Label("Kamis, 26 November 2026", "title"))
    table = DataTable(queue_model(), "Antrean")
    table.setProperty("card", "flat")
    table.select_key("A-05")
    table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    queue = Card("Antrean", primary("Panggil berikutnya"), flush=True)
    queue.add(table)
    left.addWidget(queue, 2)
    nothing = Card("Agenda hari ini", quiet("Semua"))
    nothing.add(EmptyState("Tidak ada janji hari ini.", "Buka jadwal", icon="calendar-days"))
    left.addWidget(nothing, 1)
    body.addLayout(left, 4)

    middle = QVBoxLayout()
    middle.setSpacing(M)
    middle.addWidget(buttons_card())
    middle.addWidget(badges_card())
    middle.addWidget(Banner("Draf 26 Nov 10.36 dikembalikan.", "info", "Buang draf"))
    middle.addWidget(
        Banner("Data belum pernah dicadangkan. Sambungkan flash disk.", "warning", dismissable=True)
    )
    middle.addWidget(Banner("Perubahan belum tersimpan. Isian Anda masih ada di layar.", "danger"))
    tabs = QTabBar()
    for text in ("Ringkasan", "Data kasus", "Sesi (6)", "Rujukan (2)"):
        tabs.addTab(text)
    middle.addWidget(tabs)
    middle.addStretch(1)
    holder = QWidget()
    middle.setContentsMargins(0, 0, S, 0)
    holder.setLayout(middle)
    body.addWidget(Scroll(holder), 3)

    right = QVBoxLayout()
    sections = Card("Data kasus")
    sections.add(sample_sections())
    right.addWidget(sections)
    history = Card("Lini masa")
    history.add(sample_timeline())
    right.addWidget(history, 1)
    body.addLayout(right, 2)
    return page


def sample_sections() -> SectionList:
    """Return a list of parts in every state."""
    sections = SectionList()
    sections.set_sections(
        [
            Section("identitas", "Identitas", "done"),
            Section("kontak", "Kontak aman", "done"),
            Section("kejadian", "Kejadian", "active"),
            Section("terlapor", "Terlapor"),
        ]
    )
    sections.set_current("kejadian")
    return sections


def sample_timeline() -> Timeline:
    """Return a short history."""
    timeline = Timeline()
    timeline.set_entries(
        [
            TimelineEntry(key="1", when="26 Nov", text="Janji 10.30", service="psikologi"),
            TimelineEntry(
                key="2", when="21 Nov", text="Rujukan ke RSUD", detail="Menunggu balasan"
            ),
            TimelineEntry(
                key="3",
                when="18 Nov",
                text="Konsultasi hukum tentang hak asuh dan tempat tinggal sementara",
                service="hukum",
                symbol=Symbol.CHECK,
                symbol_role="done",
            ),
            TimelineEntry(key="4", when="14 Nov", text="Pemeriksaan", service="kesehatan"),
            TimelineEntry(
                key="5",
                when="10 Nov",
                text="Risiko naik",
                symbol=Symbol.TRIANGLE,
                symbol_role="high",
            ),
        ]
    )
    return timeline


def paper(pages: int = 2) -> list[QImage]:
    """Return drawn sheets of paper."""
    images = []
    for page in range(pages):
        image = QImage(1240, 1754, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            painter.setPen(Qt.GlobalColor.black)
            font = theme().font(34, strong=True)
            painter.setFont(font)
            painter.drawText(
                QRect(0, 110, 1240, 60), Qt.AlignmentFlag.AlignCenter, f"SURAT CONTOH {page + 1}"
            )
            for line in range(18):
                painter.drawLine(150, 260 + line * 60, 1090, 260 + line * 60)
        images.append(image)
    return images


def tools_page() -> QWidget:
    """Return search, secrets, calendar and the view of papers."""
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(L, L, L, L)
    layout.setSpacing(L)
    left = QVBoxLayout()
    left.setSpacing(M)
    search = SearchBox("Cari nama, NIK, telepon, no. kasus")
    search.setText("081")
    left.addWidget(search)
    secret = PasswordEdit()
    secret.set_value("melati perahu sembilan")
    left.addWidget(secret)
    left.addWidget(SuggestBox("Nama mitra"))
    left.addWidget(CheckBox("Kode dan inisial"))
    ticked = CheckBox("Klien memahami bahwa data tanpa nama dipakai untuk laporan bulanan lembaga.")
    ticked.set_value(True)
    left.addWidget(ticked)
    bound = CheckBox("NIK (klien belum menyetujui)")
    bound.setEnabled(False)
    left.addWidget(bound)
    combo = ChoiceCombo(FORMS)
    left.addWidget(combo)
    locked = ChoiceCombo(FORMS)
    locked.setEnabled(False)
    left.addWidget(locked)
    left.addWidget(Label("12", "metric"))
    left.addWidget(
        ElidedLabel("Telepon aman: malam saja, jangan sebut lembaga, berbagi: kesehatan dan hukum")
    )
    calendar = Card()
    panel = CalendarPanel(TODAY, date(2026, 11, 12))
    panel.grid.set_marks({date(2026, 11, 18), date(2026, 11, 27)})
    calendar.add(panel)
    left.addWidget(calendar)
    left.addStretch(1)
    layout.addLayout(left, 2)
    view = PdfView("Surat contoh")
    view.set_pages(paper())
    card = Card("Pratinjau", flush=True)
    card.add(view, 1)
    layout.addWidget(card, 3)
    menu = QMenu()
    menu.addAction("Buka kasus")
    menu.addAction("Panggil")
    menu.addSeparator()
    menu.addAction("Batalkan…").setEnabled(False)
    holder = Card("Menu")
    holder.add(menu)
    holder.body.addStretch(1)
    menu.setWindowFlags(Qt.WindowType.Widget)
    menu.show()
    layout.addWidget(holder, 1)
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "isian": lambda: form_page(with_errors=False),
    "isian-salah": lambda: form_page(with_errors=True),
    "bagian": pieces_page,
    "alat": tools_page,
}


def grab(name: str, folder: Path, *, scheme: Scheme, text_scale: int = 100) -> Path:
    """Paint one page at the size of the usual screen and return the picture's path."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme().apply(app, scheme, text_scale)
    page = PAGES[name]()
    ratio = page.devicePixelRatioF()
    page.resize(round(1366 / ratio), round(768 / ratio))
    page.show()
    QTest.qWaitForWindowActive(page)
    for button in page.findChildren(Button)[:1]:
        button.setFocus()
    toasts = ToastHost(page)
    if name == "bagian":
        toasts.show_message("Janji 0412 dipindah ke Jumat 27 Nov 09.00.", "Urungkan")
    file = folder / f"{name}-{scheme.value}-{text_scale}-{ratio:g}.png"
    page.grab().save(str(file))
    page.close()
    page.deleteLater()
    return file


def main(arguments: list[str]) -> int:
    """Paint all pages in light and dark into the folder that is named."""
    if len(arguments) != 1:
        sys.stderr.write("Pemakaian: python tests/look/gallery.py FOLDER\n")
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    standard.install(app)
    for name in PAGES:
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            sys.stdout.write(f"{grab(name, folder, scheme=scheme)}\n")
        sys.stdout.write(f"{grab(name, folder, scheme=Scheme.LIGHT, text_scale=130)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
