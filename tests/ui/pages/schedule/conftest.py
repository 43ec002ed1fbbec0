from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.schedule.desk import Desk
from tests.ui.views.days import busy_day
from tests.ui.views.schedule_service import FakeSchedule


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk(qtbot, FakeSchedule(busy_day()))
    desk.enter()
    return desk
