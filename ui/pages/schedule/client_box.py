"""Choosing a client by three letters of the name, digits, or the case code; no name comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ruko_desk.domain.dto.cases import QuickHit
from ruko_desk.domain.dto.users import Actor
from ui.context import UiContext, run_query
from ui.widgets.editors.suggest_box import SuggestBox, SuggestRow

if TYPE_CHECKING:
    from ruko_desk.services.registry import Services

LEAST = 3
"""Letters before names are looked up; a shorter text may still be a case number."""


class ClientBox(SuggestBox):
    """A line whose value is the uid of a case."""

    def __init__(self, ctx: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.setPlaceholderText(self.tr("3 huruf nama, atau nomor kasus"))
        self._ctx = ctx
        self.searched.connect(self._search)

    def choose(self, case_uid: str) -> None:
        """Choose a case of which only the uid is known."""
        run_query(
            self._ctx,
            self,
            lambda services, actor: _label(services, actor, case_uid),
            lambda label: self._chosen(case_uid, label),
            key="label",
        )

    def _chosen(self, case_uid: str, label: str) -> None:
        self.set_value((case_uid, label))
        self.picked.emit(case_uid)

    def _search(self, text: str) -> None:
        if len(text) < LEAST and not text.isdigit():
            self.set_rows(())
            return
        run_query(
            self._ctx,
            self,
            lambda services, actor: services.search.quick(actor, text),
            self._offer,
            key="search",
        )

    def _offer(self, hits: tuple[QuickHit, ...]) -> None:
        self.set_rows([self._row(hit) for hit in hits if not hit.closed])

    def _row(self, hit: QuickHit) -> SuggestRow:
        parts = []
        if hit.age is not None:
            parts.append(self.tr("{age} tahun").format(age=hit.age))
        if hit.detail:
            parts.append(hit.detail)
        return SuggestRow(
            key=hit.case_uid, text=_named(hit.code, hit.initials), detail=" · ".join(parts)
        )


def _named(code: str, initials: str) -> str:
    return f"{code} · {initials}" if initials else code


def _label(services: Services, actor: Actor, case_uid: str) -> str:
    """Return code and initials: of a case opened lately, else by opening it, which is audited."""
    for hit in services.search.recent(actor):
        if hit.case_uid == case_uid:
            return _named(hit.code, hit.initials)
    header = services.cases.open(actor, case_uid).header
    return _named(header.code, header.initials)
