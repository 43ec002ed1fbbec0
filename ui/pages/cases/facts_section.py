"""Sections that are only read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from ruko_desk.domain.dto.cases import CaseDetail
from ui.context import UiContext
from ui.pages.cases import facts
from ui.pages.cases.facts import Facts
from ui.pages.cases.facts_view import FactsView
from ui.pages.cases.section import CaseSection

Read = Callable[[CaseDetail, UiContext], tuple[Facts, ...]]


class FactsSection(CaseSection):
    """Groups of facts under a title."""

    def __init__(self, ctx: UiContext, title: str, read: Read) -> None:
        """Show what `read` takes out of the case."""
        super().__init__(ctx)
        self._title, self._read = title, read
        self.view = FactsView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def show_case(self, detail: CaseDetail) -> None:
        """Show the facts."""
        self.view.show_facts([(self._title, self._read(detail, self.ctx))])


def identity(ctx: UiContext) -> CaseSection:
    """Return who the client is."""
    return FactsSection(
        ctx,
        "Identitas",
        lambda d, c: (facts.identity(d.client, c.codes, c.regions),) if d.client else (),
    )


def contact(ctx: UiContext) -> CaseSection:
    """Return how she may be reached."""
    return FactsSection(ctx, "Kontak aman", lambda d, _c: (facts.safe_contact(d.safe_contact),))


def incidents(ctx: UiContext) -> CaseSection:
    """Return what happened."""
    return FactsSection(
        ctx,
        "Kejadian",
        lambda d, c: tuple(facts.incident(one, c.codes, c.regions) for one in d.incidents or ()),
    )


def perpetrators(ctx: UiContext) -> CaseSection:
    """Return who is said to have done it."""
    return FactsSection(
        ctx,
        "Terlapor",
        lambda d, c: tuple(
            facts.perpetrator(one, c.codes, c.regions) for one in d.perpetrators or ()
        ),
    )
