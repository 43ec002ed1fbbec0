"""The kit as people see it: nothing cut off, at every text size and on a small screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.look.cut_off import cut_off_texts, outside
from tests.look.gallery import PAGES, grab
from ui.theme.theme import Scheme, theme

# The usual screen, and the same screen when Windows is set to 125 %.
SIZES = ((1366, 690), (1093, 560))


def show(qtbot: QtBot, name: str, size: tuple[int, int]) -> QWidget:
    page = PAGES[name]()
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.mark.parametrize("scale", [100, 115, 130])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["isian", "isian-salah"])
def test_no_text_of_a_form_is_cut_off(
    qtbot: QtBot, qapp: QApplication, name: str, size: tuple[int, int], scale: int
) -> None:
    theme().apply(qapp, Scheme.LIGHT, scale)
    page = show(qtbot, name, size)
    assert cut_off_texts(page) == []
    assert outside(page) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_any_page_is_cut_off(qtbot: QtBot, name: str, size: tuple[int, int]) -> None:
    page = show(qtbot, name, size)
    assert cut_off_texts(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_button_has_a_name_and_is_large_enough(qtbot: QtBot, name: str) -> None:
    page = show(qtbot, name, SIZES[0])
    for button in page.findChildren(QAbstractButton):
        if not button.isVisible() or button.width() == 0:
            continue
        assert button.text() or button.accessibleName()
        least = 16 if isinstance(button.parent(), QLineEdit) else 24
        assert min(button.width(), button.height()) >= least, button.accessibleName()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_pictures_are_made_and_the_schemes_differ(
    qtbot: QtBot, tmp_path: Path, name: str, scheme: Scheme
) -> None:
    image = QImage(str(grab(name, tmp_path, scheme=scheme)))
    corner = image.pixelColor(image.width() - 3, image.height() - 3)
    assert corner.name().upper() == theme().colours.bg
