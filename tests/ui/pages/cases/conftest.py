"""The case page over the real services of a real database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from ruko_desk.clock import FixedClock
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.office import Office
from tests.fakes.context import NoDrafts
from tests.services.casework import give

# pytest finds fixtures by their names in this module
from tests.services.conftest import (  # noqa: F401
    as_user,
    clock,
    database,
    empty_vault,
    office,
    shipped,
    staff,
    todays,
    uid,
)
from tests.services.desk import AsUser, Staff
from tests.ui.pages.cases.edit_desk import EditDesk

OpenDesk = Callable[..., EditDesk]


@pytest.fixture
def open_desk(
    qtbot: QtBot,
    office: Office,  # noqa: F811 - the fixture
    clock: FixedClock,  # noqa: F811 - the fixture
    staff: Staff,  # noqa: F811 - the fixture
    as_user: AsUser,  # noqa: F811 - the fixture
) -> OpenDesk:
    """Return a function that seats somebody before a case: its companion unless told."""

    def seat(case_uid: str, actor: Actor | None = None, drafts: NoDrafts | None = None) -> EditDesk:
        who = actor or staff.pendamping
        if actor is None:
            give(office, case_uid, owner=who)
        as_user(who)
        return EditDesk(qtbot, office, clock, who, case_uid, drafts)

    return seat
