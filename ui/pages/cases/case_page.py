"""Kasus: one case, read and written, with the ways to an appointment and a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import local
from ruko_desk.domain.dto.cases import CaseDetail
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.indonesian import time_text
from ruko_desk.errors import EnvironmentProblem, RuKoError
from ui.context import UiContext, run_query, tell
from ui.pages.cases.acts import ACTS
from ui.pages.cases.closed_door import ClosedDoor
from ui.pages.cases.data_tab import DataTab
from ui.pages.cases.header import CaseHeader
from ui.pages.cases.scene import Scene
from ui.pages.cases.section import CasePart
from ui.pages.cases.sections import SECTIONS
from ui.pages.cases.side import SidedCase
from ui.pages.cases.tabs import DATA, OVERVIEW, TABS
from ui.shell.page import Page
from ui.shell.routes import CaseListRoute, CaseRoute, ComposerRoute, Route, ScheduleRoute
from ui.theme.symbols import Symbol
from ui.theme.tokens import L, M, S
from ui.widgets.editors.segmented import Segmented

if TYPE_CHECKING:
    from ruko_desk.services.registry import Services

_READS = ("case", "appointment", "consent", "referral", "letter", "contact", "person")
_NOTHING, _CASE, _DOOR = 0, 1, 2


class CasePage(Page):
    """Header that never scrolls away, tabs, and the timeline beside them.

    Opening is on record. A case that is not hers opens with a written reason only.
    """

    title = str(QT_TRANSLATE_NOOP("CasePage", "Kasus"))
    draft_form = "kasus"

    def __init__(self, ctx: UiContext) -> None:
        """Build the page, empty."""
        super().__init__(ctx)
        self._uid = ""
        self._reason = ""
        self._section = ""
        self._detail: CaseDetail | None = None
        self._works = not ctx.read_only and (
            ctx.may("identitas", "W") or ctx.may("rekam_terbatas", "W")
        )
        self.header = CaseHeader(ctx)
        self.header.book.setEnabled(self._works)
        self.header.refer.setEnabled(self._works)
        offered = [spec for spec in TABS if not spec.right or ctx.may(spec.right, "R")]
        self.tabs = Segmented([(spec.key, spec.words()) for spec in offered])
        self.tabs.setObjectName("tabs")
        self.tabs.setAccessibleName(self.tr("Bagian kasus"))
        self._parts: dict[str, CasePart] = {spec.key: spec.build(ctx) for spec in offered}
        self.data = next(part for part in self._parts.values() if isinstance(part, DataTab))
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
            part.saved.connect(self._show)
            part.outdated.connect(lambda: self._read(arriving=False))
        self.side = SidedCase(self._stack)
        self.door = ClosedDoor()
        self._faces = QStackedLayout(self)
        for face in (QWidget(), self._workspace(), self.door):
            self._faces.addWidget(face)
        self._show_tab(OVERVIEW)
        self.header.wanted.connect(self._do)
        self.tabs.edited.connect(self._tab_chosen)
        self.data.edited.connect(self._typed)
        self.data.grown.connect(self._mend_tab_order)
        self.door.reason_given.connect(self._open_with_reason)
        self.door.again.connect(lambda: self._read(arriving=True))
        self.door.left.connect(lambda: self.ctx.navigate(CaseListRoute()))

    def enter(self, route: Route) -> None:
        """Open the case of the route, at its tab or section."""
        uid = route.case_uid if isinstance(route, CaseRoute) else ""
        if uid != self._uid:
            self._uid, self._reason, self._detail = uid, "", None
            self.data.discard()
            self._faces.setCurrentIndex(_NOTHING)
        named = route.tab if isinstance(route, CaseRoute) else ""
        self._section = named if named in {spec.key for spec in SECTIONS} else ""
        self._show_tab(DATA if self._section else named if named in self._parts else OVERVIEW)
        self._read(arriving=True)

    def place(self) -> dict[str, object]:
        """Return tab and section."""
        return {"tab": self.tabs.value(), "section": self.data.sections.current_key()}

    def back_to(self, place: dict[str, object]) -> None:
        """Go back to tab and section."""
        tab = str(place.get("tab") or "")
        self._show_tab(tab if tab in self._parts else OVERVIEW)
        self.data.show_section(str(place.get("section") or ""))

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when something of a case changed."""
        if changes.touches(*_READS) and self._detail is not None:
            self._read(arriving=False)

    def first_focus(self) -> QWidget | None:
        """Start at the first thing that may be done, or where a draft has put the cursor."""
        at = QApplication.focusWidget()
        if at is not None and self.data.isAncestorOf(at) and self.data.isVisible():
            return at
        if self._faces.currentIndex() == _DOOR:
            return self.door.first_focus()
        if self.tabs.value() != OVERVIEW:
            return self._parts[str(self.tabs.value())].first_focus()
        return self.header.book if self._works else self.tabs

    def draft_key(self) -> str:
        """Return the case."""
        return self._uid

    def draft(self) -> dict[str, object] | None:
        """Return what was typed into the sections."""
        return self.data.draft() if self._detail is not None else None

    def restore(self, payload: dict[str, object]) -> None:
        """Put a draft back; what still stands typed is newer.

        The tab stays: whoever opens a case does not expect names on the screen.
        """
        if not self.data.dirty():
            self.data.restore(payload)

    def drop_draft(self) -> None:
        """Forget the draft, and with it what is typed."""
        self.data.discard()
        super().drop_draft()

    def handle(self, action: str) -> bool:
        """Book, refer, save, throw away, turn to a tab with Ctrl+1 and on, read again."""
        wish = action.removeprefix("tab")
        if action in {"book", "refer"} and self._detail is not None and self._works:
            self._do(action)
        elif action in {"save", "submit"} and (self.data.dirty() or self.tabs.value() == DATA):
            self._show_tab(DATA)
            self.data.save()
        elif action.startswith("tab") and wish.isdigit() and int(wish) <= len(self._parts):
            self._turn_to(list(self._parts)[int(wish) - 1])
        elif action == "reload":
            self._read(arriving=self._detail is None)
        else:
            return super().handle(action)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the timeline room only where there is some."""
        super().resizeEvent(event)
        self.side.fit(self.window().width())

    def _do(self, wish: str) -> None:
        if self._detail is None:
            return
        if wish == "book":
            self.ctx.navigate(ScheduleRoute(case_uid=self._uid))
        elif wish == "refer":
            self.ctx.navigate(ComposerRoute(case_uid=self._uid))
        elif self.header.offers(wish):
            act = next(act for act in ACTS if act.key == wish)
            act.run(Scene(ctx=self.ctx, page=self, detail=self._detail, saved=self._show))

    def _read(self, *, arriving: bool) -> None:
        """Open the case, which is on record, or only look at it again during the same visit."""
        uid, reason = self._uid, self._reason

        def read(services: Services, actor: Actor) -> CaseDetail:
            if arriving:
                return services.cases.open(actor, uid, reason)
            return services.cases.read_again(actor, uid)

        def show(detail: CaseDetail) -> None:
            self._show(detail)
            if arriving:
                self.ready()

        def refused(error: RuKoError) -> None:
            if not arriving and isinstance(error, EnvironmentProblem):
                tell(self.ctx, self, error)  # what is shown and typed stays
                return
            self._refuse(error)
            if arriving:
                self._arrive()

        run_query(
            self.ctx,
            self,
            read,
            show,
            err=refused,
            key="case",
        )

    def _refuse(self, error: RuKoError) -> None:
        self.keep_draft()
        self._detail = None
        self.door.refuse(error)
        self._faces.setCurrentIndex(_DOOR)

    def _open_with_reason(self, reason: str) -> None:
        self._reason = reason
        self._read(arriving=True)

    def _show(self, detail: CaseDetail) -> None:
        if detail.header.uid != self._uid:
            return
        self._detail = detail
        self.header.show_case(detail)
        for part in self._parts.values():
            part.show_case(detail)
        self.side.show_case(detail)
        if self._section:
            self.data.show_section(self._section)
            self._section = ""
        self._faces.setCurrentIndex(_CASE)

    def _turn_to(self, tab: str) -> None:
        """Show a tab, and lead the keyboard there."""
        self._show_tab(tab)
        target = self.first_focus()
        if self._detail is not None and target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_tab(self, tab: str) -> None:
        self.tabs.set_value(tab)
        self._tab_chosen()

    def _tab_chosen(self) -> None:
        tab = str(self.tabs.value() or "")
        if tab not in self._parts:  # Delete takes an answer back; a tab stays
            shown = self._stack.currentIndex()
            self._show_tab(list(self._parts)[shown])
            return
        self._stack.setCurrentWidget(self._parts[tab])
        self.header.book.set_kind("primary" if tab == OVERVIEW else "secondary")

    def _mend_tab_order(self) -> None:
        """Lead Tab from what was added last to the buttons below it, then to the timeline."""
        last = self.window().previousInFocusChain()
        while last is not None and not last.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = last.previousInFocusChain()  # Qt passes over those without the keyboard
        if last is None:
            return
        for widget in (self.data.cancel_button, self.data.save_button, self.side.timeline):
            QWidget.setTabOrder(last, widget)
            last = widget

    def _typed(self) -> None:
        self._mark_data_tab()
        if self.data.dirty():
            self.touch()
        elif self._kept:
            super().drop_draft()

    def _mark_data_tab(self) -> None:
        """Say on the tab that something in it is not saved."""
        tab, words = self.tabs.button(DATA), next(s.words() for s in TABS if s.key == DATA)
        dirty = bool(self.data.dirty())
        tab.setText(f"{words} •" if dirty else words)
        unsaved = self.tr("{tab}, ada yang belum disimpan").replace("{tab}", words)
        tab.setAccessibleName(unsaved if dirty else words)

    def _draft_kept(self) -> None:
        super()._draft_kept()
        now = time_text(local(self.ctx.clock.now()))
        words = self.tr("Draf tersimpan {time}")
        self.data.set_note(f"{Symbol.CHECK.value} {words.replace('{time}', now)}")

    def _workspace(self) -> QWidget:
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.side.button)
        face = QWidget()
        layout = QVBoxLayout(face)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addWidget(self.header)
        layout.addLayout(row)
        layout.addSpacing(M - S)
        layout.addWidget(self.side, 1)
        face.setAccessibleName(self.tr("Kasus"))
        return face
