"""The one Theme of the process: which colours and sizes hold now, and a signal when they change.

Painted widgets ask `theme().colours` while painting; nothing keeps a colour of its own.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from ruko_desk import paths
from ui.theme.palette import build_palette
from ui.theme.stylesheet import build_stylesheet
from ui.theme.tokens import DARK, LIGHT, Colours, Metrics

#: Screen fonts in the order in which a missing character is looked for. Noto Sans has neither status
#: symbols nor arrows; Liberation Sans, the font of the papers, has the arrows.
FONT_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "LiberationSans-Regular.ttf",
)
FAMILIES = ("Noto Sans", "Noto Sans Symbols2", "Liberation Sans", "Segoe UI", "DejaVu Sans")


class Scheme(StrEnum):
    """Which colours the user wants."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Theme(QObject):
    """Colours and sizes in force.

    Signals:
        changed: colours or sizes are new; icons and painted widgets draw themselves again.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self.metrics = Metrics()
        self.scheme = Scheme.LIGHT
        self._following = False

    @property
    def dark(self) -> bool:
        """Whether the dark table is in force."""
        return self.colours is DARK

    def apply(
        self, app: QApplication, scheme: Scheme = Scheme.LIGHT, text_scale: int = 100
    ) -> None:
        """Dress the whole application; `text_scale` is 100, 115 or 130 per cent."""
        load_fonts()
        hints = QGuiApplication.styleHints()
        if not self._following:
            hints.colorSchemeChanged.connect(self._on_system_scheme_changed)
            self._following = True
        self.scheme = scheme
        self.metrics = Metrics(text_scale)
        wanted = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}
        hints.setColorScheme(wanted.get(scheme, Qt.ColorScheme.Unknown))
        self._dress(app)

    def font(self, base: int = 14, *, strong: bool = False) -> QFont:
        """Return the screen font at `base` logical pixels times the text size."""
        return QFont(_font(self.metrics.px(base), strong=strong))

    def _dress(self, app: QApplication) -> None:
        hints = QGuiApplication.styleHints()
        dark = self.scheme is Scheme.DARK or (
            self.scheme is Scheme.SYSTEM and hints.colorScheme() == Qt.ColorScheme.Dark
        )
        self.colours = DARK if dark else LIGHT
        accessibility = hints.accessibility()  # a chained call would lose the object at once
        strong = accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
        if app.style().objectName() != "fusion":
            app.setStyle("Fusion")
        app.setFont(self.font())
        app.setPalette(build_palette(self.colours))
        app.setStyleSheet(build_stylesheet(self.colours, self.metrics, strong_borders=strong))
        self.changed.emit()

    def _on_system_scheme_changed(self) -> None:
        app = QApplication.instance()
        if self.scheme is Scheme.SYSTEM and isinstance(app, QApplication):
            self._dress(app)


@cache
def _font(pixels: int, *, strong: bool) -> QFont:
    font = QFont(list(FAMILIES))
    font.setPixelSize(pixels)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font


@cache
def theme() -> Theme:
    """Return the theme of this process."""
    return Theme()


@cache
def load_fonts() -> None:
    """Register the bundled fonts with Qt, once.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for name in FONT_FILES:
        file = paths.resource("fonts", name)
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(file)
