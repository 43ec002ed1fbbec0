"""What can be done with a case besides typing; one line adds an act to the header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from ruko_desk.domain.dto.cases import CaseDetail
from ui.context import UiContext

RISK = "risiko"
"""Key of the act that the risk badge opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What an act works on: the case, the page to open dialogs over, and where a saved case goes."""

    ctx: UiContext
    page: QWidget
    detail: CaseDetail
    saved: Callable[[CaseDetail], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAct:
    """An entry of the menu Lainnya; offered while its key is in `CaseDetail.may_edit`."""

    key: str
    label: str
    run: Callable[[Scene], object]

    def words(self) -> str:
        """Return the entry in the language of the screen."""
        return QCoreApplication.translate("CaseActs", self.label)


def _n(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("CaseActs", text))


ACTS: tuple[CaseAct, ...] = ()
