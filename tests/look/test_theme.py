"""The theme dresses the whole application and takes it back."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.theme.theme import Scheme, theme
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.labels import Label


def test_dark_and_light_change_palette_and_tell(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(theme().changed):
        theme().apply(qapp, Scheme.DARK)
    assert theme().dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.bg
    theme().apply(qapp, Scheme.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.bg


def test_following_the_system_falls_back_to_light(qtbot: QtBot, qapp: QApplication) -> None:
    theme().apply(qapp, Scheme.SYSTEM)  # offscreen knows no scheme
    assert not theme().dark


@pytest.mark.parametrize(("scale", "title"), [(100, 20), (115, 23), (130, 26)])
def test_text_size_reaches_every_label_and_control(
    qtbot: QtBot, qapp: QApplication, scale: int, title: int
) -> None:
    theme().apply(qapp, Scheme.LIGHT, scale)
    label, line, button = Label("Beranda", "title"), QLineEdit(), QPushButton("Simpan")
    for widget in (label, line, button):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    assert label.font().pixelSize() == title
    assert line.font().pixelSize() == round(14 * scale / 100)
    assert button.sizeHint().height() >= round(32 * scale / 100)
    assert line.sizeHint().height() == button.sizeHint().height()


def test_a_label_takes_nobody_s_text_for_markup(qtbot: QtBot) -> None:
    label = Label("<b>Hukum</b> & Psikologi")
    qtbot.addWidget(label)
    plain = Label("Hukum")
    qtbot.addWidget(plain)
    assert label.sizeHint().width() > 2 * plain.sizeHint().width()
