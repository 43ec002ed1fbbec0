from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ruko_desk.domain.codes import Role
from tests.fakes.context import make_actor, make_context
from tests.ui.pages.house.desk import House
from ui.context import UiContext
from ui.shell.page import Page


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def ctx(qtbot: QtBot, house: House) -> UiContext:
    press = SimpleNamespace(test_page=lambda size: f"%PDF {size}".encode())
    return make_context(house, make_actor(Role.MANAGER, name="Ratna"), press=press)


@pytest.fixture
def pages(qtbot: QtBot) -> Iterator[list[Page]]:
    made: list[Page] = []
    yield made
    for page in made:
        delete(page)
