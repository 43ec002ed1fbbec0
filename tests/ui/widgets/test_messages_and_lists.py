"""Toasts, banners, empty lists, parts of a form, what happened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,  # noqa: TID251 - the stock dialog is what is looked at
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.theme.services import SERVICES, service_look
from ui.theme.symbols import Symbol
from ui.theme.theme import Scheme, theme
from ui.widgets.badge import Badge, risk_badge, service_badge, status_badge
from ui.widgets.banner import Banner, PracticeStripe
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_dialog import dress_file_dialog
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.section_list import Section, SectionList
from ui.widgets.timeline import Timeline, TimelineEntry
from ui.widgets.toast import ToastHost


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 400)
    window.show()
    return window


def test_a_toast_offers_the_way_back_once(window: QWidget) -> None:
    host = ToastHost(window)
    undone: list[str] = []
    host.show_message("Janji 0412 dipindah.", "Urungkan", lambda: undone.append("0412"))
    toast = host.toast
    assert toast.isVisible()
    assert abs(toast.geometry().center().x() - 400) <= 1
    assert toast.geometry().bottom() < 400
    QTest.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert undone == ["0412"]
    assert not toast.isVisible()
    toast.action.click()
    assert undone == ["0412"]


def test_a_toast_goes_by_itself(window: QWidget, qtbot: QtBot) -> None:
    host = ToastHost(window)
    host.show_message("Tersimpan 10.36", stay_ms=5)
    assert not host.toast.action.isVisible()
    qtbot.waitUntil(lambda: not host.toast.isVisible())


def test_a_toast_stays_while_its_button_has_the_focus(window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    host = ToastHost(window)
    host.show_message("Tersimpan", "Urungkan", stay_ms=1)
    host.toast.action.setFocus()
    with qtbot.waitSignal(host.toast.waited):
        pass
    assert host.toast.isVisible()


def test_a_new_toast_replaces_the_old_way_back(window: QWidget) -> None:
    host = ToastHost(window)
    undone: list[str] = []
    host.show_message("Satu", "Urungkan", lambda: undone.append("satu"))
    host.show_message("Dua", "Urungkan", lambda: undone.append("dua"))
    host.toast.action.click()
    assert undone == ["dua"]


def test_a_toast_keeps_its_place_and_wraps_in_a_narrow_window(window: QWidget) -> None:
    host = ToastHost(window)
    host.show_message(
        "Janji RK-26-0412 dipindah ke Jumat 27 November 2026 pukul 09.00.", "Urungkan"
    )
    window.resize(420, 300)
    frame = host.toast.geometry()
    assert window.rect().contains(frame)
    label = host.toast.label
    assert label.height() >= label.heightForWidth(label.width())


def test_hiding_a_toast_forgets_it(window: QWidget) -> None:
    host = ToastHost(window)
    undone: list[str] = []
    host.show_message("Satu", "Urungkan", lambda: undone.append("satu"))
    host.hide()
    host.toast.action.click()
    assert undone == []


def test_a_banner_is_dismissed_by_hand_only(qtbot: QtBot) -> None:
    banner = Banner("Perubahan belum tersimpan.", "danger", "Coba lagi", dismissable=True)
    qtbot.addWidget(banner)
    banner.show()
    with qtbot.waitSignal(banner.activated):
        banner.action.click()
    close = banner.findChildren(QToolButton)[0]
    with qtbot.waitSignal(banner.dismissed):
        close.click()
    assert banner.isHidden()
    banner.set_message("Draf dikembalikan.", "info")
    assert banner.property("card") == "info"
    assert banner.accessibleName() == "Draf dikembalikan."


def test_the_practice_stripe_has_a_name(qtbot: QtBot) -> None:
    stripe = PracticeStripe("LATIHAN")
    qtbot.addWidget(stripe)
    assert stripe.accessibleName() == "LATIHAN"


def test_an_empty_list_leads_on(qtbot: QtBot) -> None:
    empty = EmptyState("Belum ada kasus.", "Terima tamu")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.activated):
        empty.button.click()
    empty.set_text("Tidak ada yang cocok.", "")
    assert empty.text() == "Tidak ada yang cocok."
    assert empty.button.isHidden()


def test_sections_tell_their_state_in_words(qtbot: QtBot) -> None:
    sections = SectionList("Bagian kasus")
    qtbot.addWidget(sections)
    chosen: list[str] = []
    sections.selected.connect(chosen.append)
    sections.set_sections([Section("a", "Identitas", "done"), Section("b", "Kejadian")])
    assert chosen == ["a"]
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    assert sections.item(0).data(role) == "Identitas, lengkap"
    assert sections.item(1).data(role) == "Kejadian, kosong"
    QTest.keyClick(sections, Qt.Key.Key_Down)
    assert chosen == ["a", "b"]
    sections.set_state("b", "active")
    assert sections.item(1).data(role) == "Kejadian, sedang diisi"
    sections.set_sections([Section("b", "Kejadian"), Section("c", "Anak")])
    assert sections.current_key() == "b"
    sections.set_current("tidak ada")
    assert sections.current_key() == "b"


def test_the_timeline_opens_an_entry_and_grows_with_its_text(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(200, 400)
    timeline.show()
    timeline.set_entries(
        [
            TimelineEntry(key="1", when="26 Nov", text="Janji", service="psikologi"),
            TimelineEntry(key="2", when="21 Nov", text="Konsultasi tentang tempat tinggal " * 3),
        ]
    )
    short = timeline.visualItemRect(timeline.item(0)).height()
    long = timeline.visualItemRect(timeline.item(1)).height()
    assert long > short + 2 * timeline.fontMetrics().height()
    timeline.setCurrentRow(1)
    with qtbot.waitSignal(timeline.opened) as opened:
        QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert opened.args == ["2"]
    spoken = timeline.item(0).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "26 Nov. psikologi. Janji"


def test_a_scroll_bar_does_not_make_entries_overlap(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(200, 900)
    timeline.show()
    words = "Konsultasi hukum tentang hak asuh dan tempat tinggal sementara"
    entries = [TimelineEntry(key=str(n), when="18 Nov", text=words[: 40 + n]) for n in range(9)]
    timeline.set_entries(entries)
    before = [timeline.visualItemRect(timeline.item(n)).height() for n in range(9)]
    assert not timeline.verticalScrollBar().isVisible()
    timeline.resize(200, 300)
    qtbot.waitUntil(timeline.verticalScrollBar().isVisible)
    assert [timeline.visualItemRect(timeline.item(n)).height() for n in range(9)] == before


def test_badges_never_rely_on_colour(qtbot: QtBot) -> None:
    letters = {service_look(code).letter for code in SERVICES}
    patterns = {service_look(code).pattern for code in SERVICES}
    assert len(letters) == len(patterns) == len(SERVICES)
    plain = Badge("Tinggi", "high")
    badges = (
        risk_badge("tinggi", "Tinggi"),
        service_badge("hukum", "Hukum"),
        status_badge(Symbol.CHECK, "Selesai"),
        risk_badge("", "Belum dinilai"),
    )
    for badge in (plain, *badges):
        qtbot.addWidget(badge)
        assert badge.accessibleName()
    assert badges[0].sizeHint().width() > plain.sizeHint().width()
    only_letter = service_badge("psikologi")
    qtbot.addWidget(only_letter)
    assert only_letter.accessibleName() == "psikologi"
    badges[0].set("Rendah", "low", Symbol.FULL)
    assert badges[0].accessibleName() == "Rendah"


def test_unknown_services_get_a_neutral_look() -> None:
    assert service_look("apa saja").role == "low"


def test_an_elided_label_offers_the_rest_as_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("Telepon aman: malam saja, jangan sebut lembaga")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 80


def test_a_long_link_ends_in_an_ellipsis_with_tooltip(qtbot: QtBot) -> None:
    link = Button("RK-26-0044 · A. · 30 th · Cipocok Jaya", "link")
    qtbot.addWidget(link)
    link.resize(100, 24)
    link.show()
    link.grab()
    assert link.toolTip() == link.text()
    link.resize(500, 24)
    link.grab()
    assert link.toolTip() == ""


def test_the_flow_breaks_lines_and_passes_over_hidden_widgets(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(page, spacing=8)
    buttons = [QPushButton(f"Tombol {place}") for place in range(6)]
    for button in buttons:
        flow.addWidget(button)
    width = buttons[0].sizeHint().width()
    page.resize(2 * width + 20, 400)
    page.show()
    assert buttons[1].y() == buttons[0].y() < buttons[2].y()
    assert flow.heightForWidth(2 * width + 20) > 2 * flow.heightForWidth(10_000)
    buttons[0].hide()
    flow.activate()
    assert buttons[1].x() == 0
    assert flow.count() == 6
    assert flow.itemAt(9) is None
    assert flow.minimumSize().width() == width


def test_icon_buttons_have_names_and_size(qtbot: QtBot) -> None:
    button = IconButton("printer", "Cetak")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Cetak", "Cetak")
    assert button.sizeHint().width() >= 32
    button.set_name("Cetak ulang")
    assert button.accessibleName() == "Cetak ulang"


def test_changing_kind_recolours_the_icon(qtbot: QtBot) -> None:
    button = Button("Simpan", "primary", icon="check")
    qtbot.addWidget(button)
    before = button.icon().pixmap(button.iconSize()).toImage()
    button.set_kind("secondary")
    assert button.property("kind") == "secondary"
    assert button.icon().pixmap(button.iconSize()).toImage() != before


def test_a_card_elides_its_title_instead_of_widening(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    card = Card("Mungkin sudah pernah datang ke rumah ini sebelumnya", Button("Buka"))
    layout.addWidget(card)
    assert card.minimumSizeHint().width() < 220
    card.set_title("Antrean")
    assert card.accessibleName() == "Antrean"


def test_the_file_dialog_gets_icons_that_follow_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dress_file_dialog(dialog)
    up = dialog.findChild(QToolButton, "toParentButton")
    assert isinstance(up, QToolButton)
    light = up.icon().pixmap(16, 16).toImage()
    theme().apply(qapp, Scheme.DARK)
    assert up.icon().pixmap(16, 16).toImage() != light
