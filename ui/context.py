"""What every page is given: the session, the worker threads, and the ways to speak to a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from ruko_desk.changes import Outcome
from ruko_desk.clock import Clock
from ruko_desk.errors import EnvironmentProblem, RuKoError
from ui.actions.registry import ActionBook
from ui.jobs.bus import ChangeBus
from ui.jobs.busy import Busy
from ui.jobs.runner import DB, DOCS, Runner
from ui.printing import Printer
from ui.prompts import Prompts
from ui.shell.clipboard import ClipboardGuard
from ui.shell.routes import Route
from ui.theme.theme import Theme

if TYPE_CHECKING:
    from ruko_desk.domain.codes import CodeLists
    from ruko_desk.domain.dto.settings import UserPreferences, VaultSettings
    from ruko_desk.domain.dto.users import Actor
    from ruko_desk.domain.regions import Regions
    from ruko_desk.services.press import Press
    from ruko_desk.services.registry import Services
    from ruko_desk.services.session import Session

T = TypeVar("T")


class LockedOutError(RuntimeError):
    """Code asked for the session while the program was locked: a bug, pages die with the lock."""


class Toasts(Protocol):
    """Short messages at the bottom of the window."""

    def show(self, text: str, *, undo: Callable[[], object] | None = None) -> None:
        """Show a message for six seconds, with 'Urungkan' when it can be undone."""
        ...

    def error(self, text: str) -> None:
        """Show what went wrong; it stays until the person closes it."""
        ...


class Navigator(Protocol):
    """The shell, as far as pages need it."""

    def go(self, route: Route) -> None:
        """Show the page of this route."""
        ...

    def back(self) -> None:
        """Go back to the route before."""
        ...


class Nowhere:
    """The navigator while the program is locked."""

    def go(self, route: Route) -> None:
        """Go nowhere: pages die with the lock.

        Raises:
            LockedOutError: always.
        """
        raise LockedOutError

    def back(self) -> None:
        """Go nowhere.

        Raises:
            LockedOutError: always.
        """
        raise LockedOutError


class NamesShown(QObject):
    """Whether 'Tampilkan nama' is on at this moment."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with names hidden."""
        super().__init__(parent)
        self.shown = False

    def set_shown(self, shown: bool) -> None:
        """Show or hide names everywhere."""
        if shown != self.shown:
            self.shown = shown
            self.changed.emit(shown)


@dataclass(eq=False, kw_only=True)
class UiContext:
    """Everything a page may use; the session comes with unlocking and goes with the lock."""

    runner: Runner
    bus: ChangeBus
    prompts: Prompts
    printer: Printer
    clock: Clock
    theme: Theme
    toasts: Toasts
    clipboard: ClipboardGuard
    actions: ActionBook
    navigator: Navigator
    make_press: Callable[[], Press]
    names: NamesShown = field(default_factory=NamesShown)
    session: Session | None = None
    own_settings: VaultSettings | None = None
    own_preferences: UserPreferences | None = None
    _press: Press | None = None

    @property
    def _open(self) -> Session:
        if self.session is None:
            raise LockedOutError
        return self.session

    @property
    def services(self) -> Services:
        """The services of the open session; call them on the database thread only."""
        return self._open.services

    @property
    def actor(self) -> Actor:
        """The user who has unlocked."""
        return self._open.actor

    @property
    def read_only(self) -> bool:
        """Whether the vault may only be looked at, after a failed health check."""
        return self._open.read_only

    @property
    def practice(self) -> bool:
        """Whether this is a practice vault of invented people."""
        return self._open.practice

    @property
    def settings(self) -> VaultSettings:
        """Settings of the house, as they stand in the vault now."""
        if self.own_settings is None:
            raise LockedOutError
        return self.own_settings

    @property
    def preferences(self) -> UserPreferences:
        """What this user has set for herself."""
        if self.own_preferences is None:
            raise LockedOutError
        return self.own_preferences

    @property
    def codes(self) -> CodeLists:
        """Code lists with their labels."""
        return self.services.codes

    @property
    def regions(self) -> Regions:
        """Provinces down to kelurahan."""
        return self.services.regions

    @property
    def names_shown(self) -> bool:
        """Whether 'Tampilkan nama' is on."""
        return self.names.shown

    @property
    def names_changed(self) -> SignalInstance:
        """Signal `bool`: 'Tampilkan nama' went on or off."""
        return self.names.changed

    def close_session(self) -> None:
        """Let go of everything that belongs to the user who leaves."""
        self.names.set_shown(False)
        self.session = None
        self.own_settings = None
        self.own_preferences = None
        self.navigator = Nowhere()

    def may(self, data_class: str, action: str) -> bool:
        """Tell whether the actor's roles hold this right; the services decide again."""
        return self.services.rights.may(self.actor, data_class, action)

    def navigate(self, route: Route) -> None:
        """Show the page of this route."""
        self.navigator.go(route)

    def navigate_back(self) -> None:
        """Go back to the route before."""
        self.navigator.back()

    def press(self) -> Press:
        """The maker of papers; only on the document thread."""
        if self._press is None:
            self._press = self.make_press()
        return self._press


def run_query(
    ctx: UiContext,
    owner: QObject,
    fn: Callable[[Services, Actor], T],
    ok: Callable[[T], object],
    *,
    err: Callable[[RuKoError], object] | None = None,
    key: str = "",
) -> None:
    """Read on the database thread; with a `key` only the newest call of this owner answers.

    A locked program reads nothing: a timer of a page that is about to go may still call this.
    """
    if ctx.session is None:
        return
    services, actor = ctx.services, ctx.actor
    if key:
        ctx.runner.latest(key, lambda: fn(services, actor), ok, owner=owner, err=err, thread=DB)
    else:
        ctx.runner.db(lambda: fn(services, actor), ok, owner=owner, err=err)


def run_command(
    ctx: UiContext,
    owner: QWidget,
    fn: Callable[[Services, Actor], Outcome[T]],
    ok: Callable[[T], object],
    *,
    button: QAbstractButton | None = None,
    err: Callable[[RuKoError], object] | None = None,
) -> None:
    """Write on the database thread, then tell `ok` the value and every page what changed.

    The button is disabled meanwhile. The change is announced even when `owner` was closed before
    the answer came: the record did change.
    """
    if ctx.session is None:
        return
    services, actor = ctx.services, ctx.actor
    busy = Busy(owner, button)

    def done(outcome: Outcome[T]) -> None:
        if isValid(owner):
            ok(outcome.value)
        ctx.bus.announce(outcome.changes, owner)

    def failed(error: RuKoError) -> None:
        if err is not None and isValid(owner):
            err(error)
        else:
            tell(ctx, owner, error)

    def end() -> None:
        if isValid(busy):
            busy.finish()

    ctx.runner.db(lambda: fn(services, actor), done, owner=ctx.bus, err=failed, end=end)


def run_document(
    ctx: UiContext,
    owner: QObject,
    fn: Callable[[Press], T],
    ok: Callable[[T], object],
    *,
    err: Callable[[RuKoError], object] | None = None,
    key: str = "",
) -> None:
    """Make or draw a paper on the document thread; `key` as in `run_query`."""
    if key:
        ctx.runner.latest(key, lambda: fn(ctx.press()), ok, owner=owner, err=err, thread=DOCS)
    else:
        ctx.runner.docs(lambda: fn(ctx.press()), ok, owner=owner, err=err)


def tell(ctx: UiContext, owner: QObject | None, error: RuKoError) -> None:
    """Tell a problem that no form shows beside its field."""
    if isinstance(error, EnvironmentProblem):
        parent = owner if isinstance(owner, QWidget) and isValid(owner) else None
        ctx.prompts.error(parent, ctx.prompts.problem_title, error.message)
    else:
        ctx.toasts.error(error.message)
