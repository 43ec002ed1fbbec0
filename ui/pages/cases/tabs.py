"""The tabs of a case from left to right; one line adds a tab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ui.context import UiContext
from ui.pages.cases.access_tab import AccessTab
from ui.pages.cases.data_tab import DataTab
from ui.pages.cases.overview_tab import OverviewTab
from ui.pages.cases.section import CasePart

OVERVIEW, DATA = "ringkasan", "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class TabSpec:
    """A tab: key in routes, name, class; `right` is the class of data one must be let read."""

    key: str
    label: str
    build: Callable[[UiContext], CasePart]
    right: str = ""

    def words(self) -> str:
        """Return the name in the language of the screen."""
        return QCoreApplication.translate("CaseTabs", self.label)


def _n(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("CaseTabs", text))


TABS: tuple[TabSpec, ...] = (
    TabSpec(key=OVERVIEW, label=_n("Ringkasan"), build=OverviewTab),
    TabSpec(key=DATA, label=_n("Data kasus"), build=DataTab),
    TabSpec(key="akses", label=_n("Akses"), build=AccessTab, right="jejak"),
)
"""The first may be seen by whoever stands behind the chair: what names or places a person stands
on the others only."""
