"""Fonts and icons are whole, are found, and carry their licences."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QIcon, QImage, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ruko_desk import paths
from ui.theme.icon_names import IconName
from ui.theme.icons import icon, pixmap
from ui.theme.symbols import Symbol
from ui.theme.theme import FAMILIES, FONT_FILES, Scheme, theme
from ui.widgets.buttons import Button, IconButton

# Letters of Indonesian and of names, signs of the screens, arrows and status symbols.
NEEDED = (
    "ABCXYZabcxyz0189é“”—·•…≤≥→←↑↓Rp%"
    "\N{RIGHT SINGLE QUOTATION MARK}\N{EN DASH}\N{MULTIPLICATION SIGN}" + "".join(Symbol)
)


def test_screen_fonts_are_loaded_with_their_weights() -> None:
    assert {"Regular", "SemiBold", "Bold"} <= set(QFontDatabase.styles("Noto Sans"))
    for strong, weight in ((False, 400), (True, 600)):
        info = QFontInfo(theme().font(strong=strong))
        assert (info.family(), info.weight()) == ("Noto Sans", weight)


def test_paper_fonts_are_liberation_2() -> None:
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        raw = QRawFont(str(paths.resource("fonts", f"LiberationSans-{style}.ttf")), 12)
        assert raw.isValid()
        # Version 1 stands under another licence; its name table says so.
        assert "SIL Open Font License".encode("utf-16-be") in raw.fontTable("name").data()


def test_bundled_fonts_hold_every_sign_that_screens_use() -> None:
    fonts = [QRawFont(str(paths.resource("fonts", name)), 14) for name in FONT_FILES]
    missing = [sign for sign in NEEDED if not any(f.supportsCharacter(ord(sign)) for f in fonts)]
    assert missing == []
    assert list(FAMILIES[:3]) == ["Noto Sans", "Noto Sans Symbols2", "Liberation Sans"]


def test_digits_are_equally_wide() -> None:
    raw = QRawFont(str(paths.resource("fonts", "NotoSans-Regular.ttf")), 14)
    widths = {
        round(p.x(), 2)
        for p in raw.advancesForGlyphIndexes(raw.glyphIndexesForString("0123456789"))
    }
    assert len(widths) == 1


@pytest.mark.parametrize(
    "name", ["NotoSans-OFL.txt", "NotoSansSymbols2-OFL.txt", "LiberationSans-OFL.txt"]
)
def test_fonts_carry_the_open_font_licence(name: str) -> None:
    text = paths.resource("licenses", name).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Copyright" in text.splitlines()[0] or "copyright" in text.splitlines()[0]


def test_icon_names_and_files_agree() -> None:
    files = {file.stem for file in paths.resource("icons").glob("*.svg")}
    assert set(get_args(IconName)) == files
    assert "ISC License" in paths.resource("licenses", "Lucide-ISC.txt").read_text(encoding="utf-8")


def inked(image: QImage) -> set[str]:
    """Return the colours of the fully covered pixels."""
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", get_args(IconName))
def test_every_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot, name: IconName) -> None:
    wanted = QColor(theme().colours.psychology)
    found = [QColor(colour) for colour in inked(pixmap(name, "psychology", 96).toImage())]
    assert wanted in found
    # Where two strokes meet, rounding may shift a channel by one.
    assert all(abs(c.red() - wanted.red()) + abs(c.blue() - wanted.blue()) < 3 for c in found)


def test_icons_follow_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    button, small = Button("Cetak", icon="printer"), IconButton("lock", "Kunci")
    for widget in (button, small):
        qtbot.addWidget(widget)
    theme().apply(qapp, Scheme.DARK)
    for widget in (button, small):
        size = widget.iconSize()
        found = inked(widget.icon().pixmap(size).toImage())
        assert theme().colours.text in found
        assert QColor("#1B2829").name().upper() not in found


def test_a_disabled_icon_looks_disabled(qtbot: QtBot) -> None:
    grey = icon("printer").pixmap(24, 24, QIcon.Mode.Disabled).toImage()
    assert theme().colours.disabled in inked(grey)
