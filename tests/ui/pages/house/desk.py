"""A manager's pages over fake services, for their tests."""

from __future__ import annotations

from typing import TypeVar, cast

from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from ruko_desk import paths
from ruko_desk.domain.access import Rights
from ruko_desk.domain.codes import Role
from tests.fakes.context import MORNING, FakeToasts, NoDrafts
from tests.fakes.gate import Codes, FakeBackup, FakeSettings, FakeUsers, make_row
from tests.fakes.prompts import FakePrompts
from ui.context import UiContext
from ui.shell.page import Page

NEW = "lima kata yang mudah diingat"
P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=QDialog)


class House:
    """Fake services of one house."""

    def __init__(self) -> None:
        self.users = FakeUsers(
            [
                make_row("u1", "Ratna", Role.MANAGER),
                make_row("u2", "Siti", Role.PSYCHOLOGIST, last_login_at=MORNING),
                make_row("u3", "Tuti", Role.FRONT_DESK, active=False),
            ]
        )
        self.settings = FakeSettings()
        self.backup = FakeBackup()
        self.drafts = NoDrafts()
        self.codes = Codes()
        self.rights_table = Rights.from_csv(
            paths.resource("rights", "rights.csv").read_text(encoding="utf-8")
        )


def show(page: P, pages: list[Page]) -> P:
    pages.append(page)
    page.resize(900, 500)
    page.show()
    return page


def opened(kind: type[D]) -> D:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def button(widget: QWidget, name: str) -> QAbstractButton:
    found = widget.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel))


def toasts(ctx: UiContext) -> FakeToasts:
    return cast("FakeToasts", ctx.toasts)


def prompts(ctx: UiContext) -> FakePrompts:
    return cast("FakePrompts", ctx.prompts)
