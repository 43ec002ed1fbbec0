"""The stack of pages: built when first shown, entered again whenever shown, with back and forward."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import local
from ruko_desk.domain.indonesian import day_month, time_text
from ui.context import UiContext
from ui.pages.registry import BY_ROUTE
from ui.shell.page import KeptDraft, Page
from ui.shell.routes import HomeRoute, Route, from_place, to_place
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from ruko_desk.services.drafts import Draft

MOST_STEPS = 50
PageMaker = Callable[[type[Route], UiContext], Page]


def registered_page(kind: type[Route], ctx: UiContext) -> Page:
    """Build the page that the registry names for a route."""
    return BY_ROUTE[kind].build(ctx)


class PageFrame(QWidget):
    """A page with the bar above it that says when a draft came back."""

    def __init__(self, page: Page) -> None:
        """Put `page` into its frame."""
        super().__init__()
        self.page = page
        self._bar: Banner | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(page, 1)
        page.draft_restored.connect(self._offer)
        page.draft_gone.connect(self.clear)

    def clear(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.deleteLater()
            self._bar = None

    def _offer(self, draft: Draft) -> None:
        self.clear()
        saved = local(draft.saved_at)
        when = f"{day_month(saved.date())} {time_text(saved)}"
        self._bar = Banner(
            self.tr("Draf {when} dikembalikan.").replace("{when}", when),
            "info",
            self.tr("Buang draf"),
            dismissable=True,
        )
        self._bar.activated.connect(self._discard)
        self._bar.dismissed.connect(self.clear)
        self._layout.insertWidget(0, self._bar)

    def _discard(self) -> None:
        self.page.drop_draft()
        self.page.show_route(self.page.route)


class Navigation(QObject):
    """Shows pages by route.

    Signals:
        shown: another route is on screen; carries the route.
    """

    shown = Signal(object)

    def __init__(
        self, ctx: UiContext, stack: QStackedWidget, make: PageMaker = registered_page
    ) -> None:
        """Begin with no page; `make` builds one."""
        super().__init__(stack)
        self._ctx = ctx
        self._stack = stack
        self._make = make
        self._frames: dict[type[Route], PageFrame] = {}
        self._past: list[Route] = []
        self._future: list[Route] = []
        self._route: Route | None = None
        ctx.bus.changed.connect(self._changed)

    @property
    def page(self) -> Page | None:
        """The page on screen."""
        frame = self._stack.currentWidget()
        return frame.page if isinstance(frame, PageFrame) else None

    @property
    def route(self) -> Route | None:
        """The route on screen."""
        return self._route

    def go(self, route: Route, coming_back: dict[str, object] | None = None) -> None:
        """Show a route; the one on screen can be gone back to."""
        if self._route is not None and self._route != route:
            self._past = [*self._past[1 - MOST_STEPS :], self._route]
            self._future.clear()
        self._show(route, coming_back)

    def back(self) -> None:
        """Go back one step; from the first page to Beranda."""
        if self._past and self._route is not None:
            self._future.append(self._route)
            self._show(self._past.pop(), None)
        elif self._route != HomeRoute():
            self._show(HomeRoute(), None)

    def forward(self) -> None:
        """Undo one `back`."""
        if self._future and self._route is not None:
            self._past.append(self._route)
            self._show(self._future.pop(), None)

    def place(self) -> dict[str, object] | None:
        """Write down route, field and cursor."""
        if self._route is None or self.page is None:
            return None
        return {"route": to_place(self._route), **self.page.here()}

    def return_to(self, place: dict[str, object]) -> None:
        """Go back to what `place` wrote down."""
        words = place.get("route")
        route = from_place(words) if isinstance(words, dict) else HomeRoute()
        self.go(route, place)

    def unsaved(self) -> list[KeptDraft]:
        """Take from all pages what must be kept before they go."""
        kept = (frame.page.take_draft() for frame in self._frames.values())
        return [draft for draft in kept if draft is not None]

    def _show(self, route: Route, coming_back: dict[str, object] | None) -> None:
        before = self.page
        frame = self._frames.get(type(route))
        if before is not None and self._route is not None:
            before.leave()
            before.keep_draft()
        if frame is None:
            frame = PageFrame(self._make(type(route), self._ctx))
            frame.page.setAccessibleName(page_title(frame.page))
            self._frames[type(route)] = frame
            self._stack.addWidget(frame)
        frame.clear()
        self._route = route
        self._stack.setCurrentWidget(frame)
        frame.page.setFocus(Qt.FocusReason.OtherFocusReason)
        frame.page.show_route(route, coming_back)
        self.shown.emit(route)

    def _changed(self, changes: ChangeSet, initiator: QObject | None) -> None:
        page = self.page
        if page is None or _is_within(initiator, page):
            return
        page.on_changes(changes)


def _is_within(initiator: QObject | None, page: Page) -> bool:
    """Tell whether a change was made by this page or something in it."""
    return (
        isinstance(initiator, QWidget)
        and isValid(initiator)
        and (initiator is page or page.isAncestorOf(initiator))
    )


def page_title(page: Page) -> str:
    """Return the page's title in the language of the screen."""
    return QCoreApplication.translate(type(page).__name__, page.title)
