"""A section over one record: identity, safe contact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ruko_desk.domain.dto.cases import CaseDetail
from ui.context import UiContext
from ui.pages.cases.record_form import R, RecordForm
from ui.pages.cases.record_pane import RecordPane
from ui.pages.cases.section import CaseSection
from ui.theme.tokens import S


class RecordSection(CaseSection, Generic[R]):
    """One form over one record of the case.

    Args:
        ctx: the context of the page.
        key: of the section, and of the right to edit it in `CaseDetail.may_edit`.
        title: stands above the facts where they are only read.
        form: over the record.
        pick: takes the record out of the case; None when the actor may not see it.
    """

    def __init__(
        self,
        ctx: UiContext,
        key: str,
        title: str,
        form: RecordForm[R],
        pick: Callable[[CaseDetail], R | None],
    ) -> None:
        """Build the form, empty."""
        super().__init__(ctx)
        self._key, self._pick = key, pick
        self._writes = False
        self.form = form
        self.pane = RecordPane(ctx, form, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, S, 0)
        layout.addWidget(self.pane)
        self.pane.edited.connect(self.edited)
        self.pane.submitted.connect(self.submitted)
        self.pane.saved.connect(self.saved)
        self.pane.refused.connect(self.refused)
        self.pane.outdated.connect(self.outdated)

    def show_case(self, detail: CaseDetail) -> None:
        """Show the record."""
        record = self._pick(detail)
        self._writes = record is not None and self._key in detail.may_edit
        self.pane.setVisible(record is not None)
        if record is not None:
            self.pane.show_record(detail.header.uid, record, editable=self._writes)
            self.form.suit(detail)

    def may_save(self) -> bool:
        """Tell whether the actor may write it."""
        return self._writes

    def is_dirty(self) -> bool:
        """Tell whether something is typed that is not saved."""
        return self._writes and self.pane.is_dirty()

    def save(self) -> None:
        """Save the record."""
        self.pane.save()

    def cancel(self) -> None:
        """Show what is stored."""
        self.pane.cancel()

    def draft(self) -> dict[str, object] | None:
        """Return what is typed."""
        return self.pane.draft() if self.is_dirty() else None

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back, if she may still write here."""
        if self._writes:
            self.pane.restore(draft)

    def first_focus(self) -> QWidget | None:
        """Start at the first field."""
        return self.form.get(self.form.keys()[0]).focus_target()
