"""A context for pages under test: inline runner, fake prompts, printer and toasts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ruko_desk.clock import FixedClock
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.settings import (
    BackupSettings,
    HouseSettings,
    NumberingSettings,
    SafetySettings,
    UserPreferences,
    VaultSettings,
)
from ruko_desk.domain.dto.users import Actor
from tests.fakes.printer import FakePrinter
from tests.fakes.prompts import FakePrompts
from tests.fakes.runner import SyncRunner
from ui.actions.registry import ActionBook
from ui.context import UiContext
from ui.jobs.bus import ChangeBus
from ui.shell.clipboard import ClipboardGuard
from ui.shell.routes import Route
from ui.theme.theme import theme

MORNING = datetime(2026, 11, 26, 3, 36, tzinfo=UTC)  # 10.36 in Serang


@dataclass
class FakeToasts:
    """Keeps what was shown; `undo` takes the last thing back."""

    shown: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _undo: Callable[[], object] | None = None

    def show(self, text: str, *, undo: Callable[[], object] | None = None) -> None:
        self.shown.append(text)
        self._undo = undo

    def error(self, text: str) -> None:
        self.errors.append(text)

    def undo(self) -> None:
        assert self._undo is not None
        self._undo()


@dataclass
class FakeNavigator:
    """Keeps where pages wanted to go."""

    routes: list[Route] = field(default_factory=list)
    steps_back: int = 0

    def go(self, route: Route) -> None:
        self.routes.append(route)

    def back(self) -> None:
        self.steps_back += 1


class AllRights:
    """Rights of somebody who may do everything but what `denied` names."""

    def __init__(self, *denied: tuple[str, str]) -> None:
        self._denied = frozenset(denied)

    def may(self, actor: Actor, data_class: str, action: str) -> bool:
        return (data_class, action) not in self._denied


def make_actor(*roles: Role, uid: str = "u1", name: str = "Nurul") -> Actor:
    """Return an acting user; a member of the front desk unless roles are given."""
    return Actor(id=1, uid=uid, display_name=name, roles=frozenset(roles or {Role.FRONT_DESK}))


def make_settings(**safety: int | bool) -> VaultSettings:
    """Return settings as a fresh vault has them."""
    return VaultSettings(
        version=1,
        house=HouseSettings(),
        numbering=NumberingSettings(),
        safety=SafetySettings(**cast("Any", safety)),
        backup=BackupSettings(),
    )


class NoDrafts:
    """A drafts service that keeps everything in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], dict[str, object]] = {}
        self.place: dict[str, object] | None = None
        self.saved_at = MORNING

    def save(self, actor: Actor, form: str, key: str, payload: dict[str, object]) -> None:
        self.kept[form, key] = payload

    def load(self, actor: Actor, form: str, key: str = "") -> object:
        payload = self.kept.get((form, key))
        if payload is None:
            return None
        return SimpleNamespace(payload=payload, saved_at=self.saved_at)

    def drop(self, actor: Actor, form: str, key: str = "") -> None:
        self.kept.pop((form, key), None)

    def save_place(self, actor: Actor, place: dict[str, object]) -> None:
        self.place = place

    def load_place(self, actor: Actor) -> dict[str, object] | None:
        return self.place


def make_context(
    services: object | None = None,
    actor: Actor | None = None,
    *,
    read_only: bool = False,
    practice: bool = False,
    clock: FixedClock | None = None,
    press: object | None = None,
) -> UiContext:
    """Return the context of an open session.

    Args:
        services: an object with the services that the page calls; `rights` and `drafts` are added
            where it has none.
        actor: who is in.
        read_only: the vault was opened for reading only.
        practice: a practice vault.
        clock: 26 November 2026, 10.36 in Serang, unless given.
        press: what `run_document` hands to its work.

    The fakes are found again as `context.prompts`, `.printer`, `.toasts`, `.navigator`, `.runner`.
    """
    given = services if services is not None else SimpleNamespace()
    for name, stand_in in (("rights", AllRights()), ("drafts", NoDrafts())):
        if not hasattr(given, name):
            setattr(given, name, stand_in)
    host = QWidget()
    parent = QObject()
    session = SimpleNamespace(
        actor=actor or make_actor(),
        services=given,
        read_only=read_only,
        findings=(),
        practice=practice,
        rest=lambda: None,
        close=lambda note="keluar": None,
    )
    context = UiContext(
        runner=SyncRunner(),
        bus=ChangeBus(),
        prompts=FakePrompts(),
        printer=FakePrinter(),
        clock=clock or FixedClock(MORNING),
        theme=theme(),
        toasts=FakeToasts(),
        clipboard=ClipboardGuard(parent),
        actions=ActionBook(host, lambda _right: True),
        navigator=FakeNavigator(),
        make_press=lambda: cast("Any", press),
        session=cast("Any", session),
        own_settings=make_settings(),
        own_preferences=UserPreferences(),
    )
    context.keep_alive = (host, parent)  # type: ignore[attr-defined]  # Qt deletes what Python drops
    return context
