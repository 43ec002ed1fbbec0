"""What an act on a case works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ruko_desk.domain.dto.cases import CaseDetail
from ui.context import UiContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The case, the widget to open dialogs over, and where a saved case goes."""

    ctx: UiContext
    page: QWidget
    detail: CaseDetail
    saved: Callable[[CaseDetail], object]
