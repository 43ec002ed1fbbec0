"""Installs Indonesian for what Qt itself shows; Qt ships no Indonesian catalogue.

The texts are in resources/i18n/qtbase_id.json, by Qt's context and English text. Names of keys that
are printed on keyboards and names of paper sizes stay as they are.
"""

from __future__ import annotations

import json
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from ruko_desk import paths


class StandardTexts(QTranslator):
    """Looks Qt's own texts up; knows nothing of the program's texts."""

    def __init__(self) -> None:
        super().__init__()
        file = paths.resource("i18n", "qtbase_id.json")
        self._texts: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))

    def isEmpty(self) -> bool:
        """Tell Qt that there is something to look up."""
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return the Indonesian text, or None (Qt's null string) to ask the next translator."""
        texts = self._texts.get(context)
        return texts.get(sourceText) if texts is not None else None


@cache
def _translator() -> StandardTexts:
    return StandardTexts()


def install(app: QCoreApplication) -> None:
    """Make Qt speak Indonesian, and write dates and numbers the Indonesian way."""
    app.removeTranslator(_translator())
    app.installTranslator(_translator())
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))


def remove(app: QCoreApplication) -> None:
    """Let Qt speak English again, with English dates."""
    app.removeTranslator(_translator())
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
