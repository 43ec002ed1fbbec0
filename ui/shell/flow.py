"""From the first window to the last lock: which face the window shows, and what happens between.

The states are: a door (nobody is in), the desk (a session is open), and the PIN door (the session
is kept open for ten minutes after an idle lock). Everything that touches the vault runs on the
database thread, in the order in which it was asked for.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.pages.registry import BY_ROUTE
from ui.shell.arrival import Arrival, Newcomer, arrive
from ui.shell.doors.door import Door
from ui.shell.doors.pin_page import PinPage
from ui.shell.doors.unlock_page import UnlockPage
from ui.shell.flow_doors import Doors, FlowParts
from ui.shell.leaving import leave
from ui.shell.page import KeptDraft
from ui.shell.routes import Route
from ui.theme.theme import Scheme, theme

if TYPE_CHECKING:
    from ruko_desk.domain.dto.settings import VaultSettings
    from ruko_desk.services.session import Session
    from ui.shell.desk import Desk, DeskCalls

FRESH_AFTER_MS = 10 * 60 * 1000
FRESH_SOON_MS = 1_000
FRESH_RETRY_MS = 10_000
#: Why the program locks, as the audit words it; only an idle lock may be opened with a PIN.
_NOTES = {
    "idle": "kunci otomatis",
    "long": "kunci otomatis",
    "asleep": "kunci otomatis",
    "away": "kunci otomatis",
    "hidden": "kunci dari layar aman",
    "manual": "kunci",
    "switch": "ganti petugas",
    "quit": "keluar",
}


class Flow(Doors):
    """Steers the window from start to end."""

    def __init__(self, parts: FlowParts, folder: Path) -> None:
        """Work on the vault in `folder`; `start` begins."""
        super().__init__(parts, folder)
        self._desk: Desk | None = None
        self._kept: Session | None = None
        self._has_pin = False
        self._half_typed = 0
        self._ending = False
        self._fresh = QTimer(self, singleShot=True)
        self._fresh.timeout.connect(self._start_afresh)
        self._grace = QTimer(self, singleShot=True)
        self._grace.timeout.connect(lambda: self.lock("hidden"))
        parts.watch.touched.connect(parts.idle.touch)
        parts.watch.wanted.connect(self._wanted)
        parts.idle.due.connect(self.lock)
        parts.idle.warned.connect(self._warn)
        parts.window.uncovered.connect(self._uncover)
        parts.window.close_wanted.connect(self.end)

    @property
    def desk(self) -> Desk | None:
        """The open desk."""
        return self._desk

    # The desk

    def _enter(self, arrival: Arrival) -> None:
        if self._ending:
            self._close(arrival.session, "keluar")
            return
        self._fresh.stop()
        self._kept = self._newcomer = None
        ctx = self._ctx
        ctx.session = arrival.session
        ctx.own_settings = arrival.settings
        ctx.own_preferences = arrival.preferences
        self._has_pin = arrival.own.has_pin
        app = QApplication.instance()
        if isinstance(app, QApplication):
            wish = arrival.preferences
            if (theme().scheme, theme().metrics.text_scale) != (wish.theme, wish.text_percent):
                theme().apply(app, Scheme(wish.theme), wish.text_percent)
        from ui.shell.desk import Desk  # (much to load, and first needed now)

        desk = Desk(ctx, self._desk_calls(), self._parts.make_page)
        ctx.navigator = DeskNavigator(desk)
        self._parts.toasts.attach(desk)
        self._desk = desk
        self._window.set_face(desk)
        self._parts.idle.start(arrival.settings.safety.idle_minutes)
        desk.start(arrival.place, arrival.backup)

    def _desk_calls(self) -> DeskCalls:
        from ui.shell.desk import DeskCalls

        return DeskCalls(
            lock=lambda: self.lock("manual"),
            switch_user=lambda: self.lock("switch"),
            hide=self.hide,
            quit=self.end,
            settings_changed=self._take_settings,
            pin_changed=self._take_pin,
            capture=self._parts.capture,
        )

    def _take_settings(self, settings: VaultSettings) -> None:
        self._parts.idle.set_minutes(settings.safety.idle_minutes)

    def _take_pin(self, has_pin: bool) -> None:
        self._has_pin = has_pin

    def _warn(self, seconds: int) -> None:
        if self._desk is not None:
            self._desk.status.lock_in(seconds)

    # Locking

    def lock(self, reason: str = "manual") -> None:
        """Keep drafts and place, drop every page, and show a door; never asks, never waits."""
        session, desk = self._ctx.session, self._desk
        if session is None or desk is None:
            self._lock_door(reason)
            return
        keep = reason == "idle" and self._may_use_pin()
        drafts, place = self._take_along(desk)
        self._forget()
        self._kept = session if keep else None
        if keep:
            self._show_pin()
        else:
            self.show_unlock("" if reason == "switch" else self._name)
        note = _NOTES[reason]
        self._runner.db(
            lambda: leave(session, drafts, place, note=note, close=not keep),
            self._left,
            owner=self,
        )
        self._fresh.start(FRESH_SOON_MS if reason in {"asleep", "away"} else FRESH_AFTER_MS)

    def _lock_door(self, reason: str) -> None:
        """Lock what stays open while nobody is at her desk: a newcomer's door, a PIN door."""
        self._leave_newcomer()
        page = self._window.face
        if reason in {"switch", "away"} and self._kept is not None:
            self._leave_pin_door("")
        elif reason == "switch" and isinstance(page, UnlockPage) and not page.busy:
            self.show_unlock()
        if reason == "away" and self._fresh.isActive():
            self._fresh.start(FRESH_SOON_MS)

    def _take_along(self, desk: Desk) -> tuple[list[KeptDraft], dict[str, object] | None]:
        """Take drafts and place from the pages; a bug in a page must not keep the desk open."""
        try:
            return desk.navigation.unsaved(), desk.navigation.place()
        except Exception as error:
            bug = error

            def tell() -> None:
                raise bug

            QTimer.singleShot(0, self, tell)
            return [], None

    def _may_use_pin(self) -> bool:
        return self._has_pin and self._ctx.settings.safety.pin_after_idle

    def _forget(self) -> None:
        """Drop everything of the user from the window: pages, answers on their way, clipboard."""
        self._parts.idle.stop()
        self._grace.stop()
        self._runner.forget()
        self._ctx.clipboard.clear()
        self._ctx.close_session()
        self._runner.docs(
            self._parts.clear_temp, lambda _none: None, owner=self, err=lambda _error: None
        )
        self._parts.toasts.detach()
        self._desk = None
        for other in QApplication.topLevelWidgets():
            if isinstance(other, QDialog):  # asked over the window, not over a page
                other.hide()
                other.deleteLater()
        QTimer.singleShot(0, gc.collect)

    def _left(self, failed: str) -> None:
        page = self._window.face
        if failed and isinstance(page, UnlockPage):
            page.warn(self.tr("Draf terakhir belum tersimpan. {why}").replace("{why}", failed))

    def _show_pin(self) -> None:
        page = PinPage()
        page.submitted.connect(self._try_pin)
        page.passphrase_wanted.connect(lambda: self._leave_pin_door(self._name))
        page.switch_wanted.connect(lambda: self._leave_pin_door(""))
        self._window.set_face(page)

    def _try_pin(self, digits: str) -> None:
        session = self._kept
        if session is None:
            return

        def work() -> Arrival | Newcomer | None:
            right = session.services.users.check_pin(session.actor, digits)
            return arrive(session) if right else None

        def answered(answer: Arrival | Newcomer | None) -> None:
            page = self._window.face
            if answer is not None:
                self._answered(answer)
            elif isinstance(page, PinPage) and page.refuse() <= 0:
                self._leave_pin_door(self._name)

        self._runner.db(work, answered, owner=self, err=self._refused)

    def _leave_pin_door(self, name: str) -> None:
        session, self._kept = self._kept, None
        if session is not None:
            self._close(session, "kunci")
        self.show_unlock(name)

    def _close(self, session: Session, note: str) -> None:
        self._runner.db(lambda: session.close(note=note), lambda _none: None, owner=self)

    def _start_afresh(self) -> None:
        """Replace the process by a fresh one, unless somebody is just typing a passphrase."""
        if self._ctx.session is not None:
            return
        page = self._window.face
        if isinstance(page, Door) and page.busy:
            self._fresh.start(FRESH_RETRY_MS)
            return
        typed = len(page.passphrase.text()) if isinstance(page, UnlockPage) else 0
        if typed != self._half_typed:
            self._half_typed = typed
            self._fresh.start(FRESH_RETRY_MS)
            return
        session, self._kept = self._kept, None
        if session is not None:
            self._close(session, "kunci")
        # Behind everything that still waits: a backup that runs is finished first.
        self._runner.db(lambda: None, lambda _none: self._parts.fresh_process(), owner=self)

    # Layar aman

    def hide(self) -> None:
        """Show the calendar at once; drafts are kept behind it."""
        if self._window.covered:
            return
        self._window.cover()
        desk = self._desk
        if desk is None or self._ctx.session is None:
            return
        seconds = self._ctx.settings.safety.hide_grace_seconds
        self._grace.start(seconds * 1000)
        QTimer.singleShot(0, self, self._keep_behind)

    def _keep_behind(self) -> None:
        if self._desk is not None:
            self._desk.keep_everything("layar aman")

    def _uncover(self) -> None:
        self._grace.stop()
        self._window.uncover()

    def _wanted(self, wish: str) -> None:
        if wish == "hide":
            if self._window.covered:
                return
            self.hide()
        elif not self._window.covered:
            self.lock("manual" if wish == "lock" else "switch")

    # The end

    def end(self) -> None:
        """Keep drafts and place, close the vault and leave the program."""
        if self._ending:
            return
        self._ending = True
        session, desk = self._ctx.session or self._kept or self._newcomer, self._desk
        if session is not None:
            drafts, place = self._take_along(desk) if desk is not None else ([], None)
            self._forget()
            self._window.set_face(QWidget())
            self._runner.db(
                lambda: leave(session, drafts, place, note="keluar", close=True),
                self._quit,
                owner=self,
            )
        else:
            self._runner.db(lambda: "", self._quit, owner=self)

    def _quit(self, failed: str) -> None:
        if failed:
            words = self.tr("Draf terakhir belum tersimpan. {why}").replace("{why}", failed)
            prompts = self._ctx.prompts
            prompts.error(self._window, prompts.problem_title, words, self._parts.quit)
        else:
            self._parts.quit()


class DeskNavigator:
    """The desk as pages see it."""

    def __init__(self, desk: Desk) -> None:
        """Navigate on `desk`."""
        self._desk = desk

    def go(self, route: Route) -> None:
        """Show the page of this route; one without a page in this release says so."""
        if type(route) in BY_ROUTE:
            self._desk.navigation.go(route)
        else:
            words = QCoreApplication.translate("Desk", "Bagian ini belum ada pada versi ini.")
            self._desk.ctx.toasts.error(words)

    def back(self) -> None:
        """Go back one step."""
        self._desk.navigation.back()
