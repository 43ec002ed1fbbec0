"""Pages as pictures: zoom, place, sharpness."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from ui.widgets.labels import Label
from ui.widgets.pdf_view import PdfView


def sheets(count: int, width: int = 1240) -> list[QImage]:
    image = QImage(width, round(width * 1.414), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return [image] * count


@pytest.fixture
def view(qtbot: QtBot) -> PdfView:
    view = PdfView("Surat rujukan")
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    return view


def area_of(view: PdfView) -> QScrollArea:
    return view.findChildren(QScrollArea)[0]


def place_text(view: PdfView) -> str:
    return next(label.text() for label in view.findChildren(Label) if "/" in label.text())


def test_width_and_whole_page(view: PdfView) -> None:
    view.set_pages(sheets(2))
    area = area_of(view)
    assert 0 <= area.viewport().width() - view.page_width() - 32 <= 12
    assert not area.horizontalScrollBar().isVisible()
    view.zoom_whole_page()
    assert view.page_width() * 1.414 <= area.viewport().height()


def test_zoom_goes_by_steps_and_stops(view: PdfView) -> None:
    view.set_pages(sheets(1))
    before = view.page_width()
    view.zoom_in()
    assert view.page_width() > before
    for _ in range(12):
        view.zoom_in()
    assert view.page_width() == 3 * 794
    for _ in range(12):
        view.zoom_out()
    assert view.page_width() == 397
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.page_width() == before
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.page_width() > before


def test_the_page_in_view_is_told(view: PdfView) -> None:
    view.set_pages(sheets(3))
    assert place_text(view) == "Hal 1/3"
    bar = area_of(view).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert place_text(view) == "Hal 3/3"
    assert view.current_page() == 3
    assert area_of(view).accessibleName() == "Surat rujukan, Hal 3/3"


def test_new_pages_do_not_jump(view: PdfView) -> None:
    view.set_pages(sheets(3))
    view.zoom_in()
    bar = area_of(view).verticalScrollBar()
    bar.setValue(321)
    width = view.page_width()
    view.set_pages(sheets(3, 1600))
    assert bar.value() == 321
    assert view.page_width() == width


def test_sharper_pictures_are_asked_for_once(view: PdfView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.width_wanted) as wanted:
        view.set_pages(sheets(1, 300))
    assert wanted.args == [view.page_width()]
    view.set_pages(sheets(1, view.page_width()))
    with qtbot.assertNotEmitted(view.width_wanted, wait=250):
        view.set_pages(sheets(1, view.page_width()))


def test_a_message_takes_the_place_of_pages(view: PdfView) -> None:
    view.set_pages(sheets(2))
    view.set_message("Pilih mitra dahulu.")
    assert view.page_count() == 0
    assert view.current_page() == 0
    shown = [label.text() for label in view.findChildren(Label) if label.isVisible()]
    assert "Pilih mitra dahulu." in shown
    view.set_pages(sheets(1))
    assert view.page_count() == 1
    assert area_of(view).isVisible()


def test_paper_stays_white_in_every_theme(view: PdfView) -> None:
    view.set_pages(sheets(1))
    image = area_of(view).viewport().grab().toImage()
    assert image.pixelColor(image.width() // 2, 60).name() == "#ffffff"
