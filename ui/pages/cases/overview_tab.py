"""Ringkasan: appointments, letters and consents; nothing that names a person or a place."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ruko_desk.domain.dto.cases import CaseDetail
from ui.context import UiContext
from ui.pages.cases.facts import overview
from ui.pages.cases.facts_view import FactsView
from ui.pages.cases.section import CasePart
from ui.widgets.scroll import Scroll


class OverviewTab(CasePart):
    """The first tab, which may be seen by whoever stands behind the chair."""

    def __init__(self, ctx: UiContext) -> None:
        """Begin empty."""
        super().__init__(ctx)
        self._view = FactsView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(self._view))

    def show_case(self, detail: CaseDetail) -> None:
        """Show what was agreed and sent."""
        self._view.show_facts(overview(detail, self.ctx.codes))
