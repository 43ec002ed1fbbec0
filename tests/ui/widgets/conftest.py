"""Widgets are tested dressed, since the style sheet decides their sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.strings import standard
from ui.theme.theme import Scheme, theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    standard.install(qapp)
    theme().apply(qapp, Scheme.LIGHT, 100)
    yield
    theme().apply(qapp, Scheme.LIGHT, 100)
