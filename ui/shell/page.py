"""The base of all pages: entering, drafts, and the way back to field and cursor after a lock."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ruko_desk.changes import ChangeSet
from ruko_desk.errors import RuKoError
from ui.context import UiContext, run_query
from ui.shell.focus_place import FocusPlace, first_focusable
from ui.shell.routes import HomeRoute, Route

if TYPE_CHECKING:
    from ruko_desk.services.drafts import Draft

AUTOSAVE_MS = 2_000
AUTOSAVE_LATEST_MS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """What a page wants kept: the form's name, the record it belongs to, the content."""

    form: str
    key: str
    payload: dict[str, object]


class Page(QWidget):
    """One screen of the program; built once per unlock and gone with the lock.

    Signals:
        draft_restored: a kept draft (with `saved_at`) was put back into the fields.
        draft_gone: there is no draft any more.
    """

    title: ClassVar[str] = ""
    draft_form: ClassVar[str] = ""

    draft_restored = Signal(object)
    draft_gone = Signal()

    def __init__(self, ctx: UiContext) -> None:
        """Build the widgets in the subclass; read nothing here."""
        super().__init__()
        self.ctx = ctx
        self.route: Route = HomeRoute()
        self._coming_back: dict[str, object] | None = None
        self._kept = ""
        self._told_failure = False
        self._soon = QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._latest = QTimer(self, singleShot=True, interval=AUTOSAVE_LATEST_MS)
        self._soon.timeout.connect(self.keep_draft)
        self._latest.timeout.connect(self.keep_draft)

    # What a page may say for itself

    def enter(self, route: Route) -> None:
        """Show the page for this route: start to read, and call `ready` when the data stands."""
        self.ready()

    def leave(self) -> None:
        """Be hidden; the base keeps the draft afterwards."""

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again if one of the changes touches what is shown."""

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard starts."""
        return first_focusable(self)

    def draft_key(self) -> str:
        """Return the uid of the record that the draft belongs to, or an empty text."""
        return ""

    def draft(self) -> dict[str, object] | None:
        """Return what has been typed and not saved, as JSON-able values; None when nothing."""
        return None

    def restore(self, payload: dict[str, object]) -> None:
        """Put a draft back into the fields."""

    def place(self) -> dict[str, object]:
        """Return where in the page the person is, beyond field and cursor, as JSON-able values."""
        return {}

    def back_to(self, place: dict[str, object]) -> None:
        """Go back to a place that `place` returned."""

    def handle(self, action: str) -> bool:
        """Do an action of the keyboard; False when this page has no such thing."""
        if action == "reload":
            self.enter(self.route)
            return True
        return False

    # What the base does

    def show_route(self, route: Route, coming_back: dict[str, object] | None = None) -> None:
        """Enter for a route; with a place, return to it once the data stands."""
        self.route = route
        self._coming_back = coming_back
        self._kept = ""
        self.enter(route)

    def ready(self) -> None:
        """Say that the data of `enter` stands: the draft comes back, then field and cursor."""
        if not self.draft_form:
            self._arrive()
            return
        form, key = self.draft_form, self.draft_key()
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.drafts.load(actor, form, key),
            self._draft_loaded,
            err=lambda _error: self._arrive(),
            key="draft",
        )

    def touch(self) -> None:
        """Say that something was typed: it is kept 2 s later, and every 10 s at the latest."""
        self._soon.start()
        if not self._latest.isActive():
            self._latest.start()

    def keep_draft(self) -> None:
        """Keep what has been typed, if it is not kept already."""
        kept = self.take_draft()
        if kept is None:
            return
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.drafts.save(actor, kept.form, kept.key, kept.payload),
            lambda _none: self._draft_kept(),
            err=self._draft_failed,
        )

    def take_draft(self) -> KeptDraft | None:
        """Return what must be kept now, or None when nothing is unsaved or all is kept."""
        self._soon.stop()
        self._latest.stop()
        if not self.draft_form or self.ctx.session is None or self.ctx.read_only:
            return None
        payload = self.draft()
        words = json.dumps(payload, sort_keys=True, ensure_ascii=False) if payload else ""
        if not payload or words == self._kept:
            return None
        self._kept = words
        return KeptDraft(form=self.draft_form, key=self.draft_key(), payload=payload)

    def drop_draft(self) -> None:
        """Forget the draft: the form was saved or thrown away."""
        self._soon.stop()
        self._latest.stop()
        self._kept = ""
        self.draft_gone.emit()
        if not self.draft_form or self.ctx.session is None or self.ctx.read_only:
            return
        form, key = self.draft_form, self.draft_key()
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.drafts.drop(actor, form, key),
            lambda _none: None,
        )

    def here(self) -> dict[str, object]:
        """Return field, cursor and place, for the return after a lock."""
        return {**FocusPlace.of(self).to_json(), "more": self.place()}

    def _draft_loaded(self, draft: Draft | None) -> None:
        if draft is not None:
            self._kept = json.dumps(draft.payload, sort_keys=True, ensure_ascii=False)
            self.restore(draft.payload)
            self.draft_restored.emit(draft)
        self._arrive()

    def _arrive(self) -> None:
        place, self._coming_back = self._coming_back, None
        if place is not None:
            more = place.get("more")
            if isinstance(more, dict):
                self.back_to(more)
            if FocusPlace.from_json(place).go(self):
                return
        target = self.first_focus()
        if target is not None and self.isVisible():
            target.setFocus()

    def _draft_kept(self) -> None:
        self._told_failure = False

    def _draft_failed(self, error: RuKoError) -> None:
        """Tell it once, and try again at the next touch."""
        self._kept = ""
        if not self._told_failure:
            self._told_failure = True
            self.ctx.toasts.error(error.message)
