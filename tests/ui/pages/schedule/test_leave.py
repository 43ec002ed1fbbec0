"""Leave in *Petugas layanan dan jam* over a fake service."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from ruko_desk.clock import at
from ruko_desk.domain.dto.schedule import Leave
from ruko_desk.domain.indonesian import EN_DASH
from tests.ui.pages.schedule.desk import FRIDAY, Desk
from ui.pages.schedule.leave_tab import LeaveDialog, LeaveTab, leave_words
from ui.pages.schedule.providers_dialog import ProvidersDialog


def open_tab(desk: Desk) -> LeaveTab:
    desk.page.head.setup.click()
    dialog = cast("ProvidersDialog", desk.page.findChild(ProvidersDialog))
    return dialog.leave


def test_leave_is_added_told_what_it_meets_and_taken_back(desk: Desk) -> None:
    tab = open_tab(desk)
    tab.add_button.click()
    dialog = cast("LeaveDialog", tab.findChild(LeaveDialog))
    dialog.save()
    assert set(dialog.form.errors()) == {"provider", "first"}
    dialog.provider.set_value("p1")
    dialog.first.set_value("27/11/2026")
    dialog.last.set_value("30/11/2026")
    dialog.reason.set_value("Pelatihan")
    dialog.save()
    assert tab.table.rows_model.rowCount() == 1
    assert desk.prompts.asked[-1].text.startswith("2 janji Maya Anggraini")
    tab.table.selectRow(0)
    desk.prompts.answers = [True]
    tab.remove_button.click()
    assert desk.schedule.away == []


def test_leave_is_said_by_days_or_by_hours() -> None:
    leave = Leave(
        key=1,
        provider_uid="p1",
        provider_name="Maya",
        start=at(FRIDAY, 0),
        end=at(FRIDAY + timedelta(days=1), 0),
        reason="",
        meets=0,
    )
    day = leave_words(leave)
    assert day == "27-11-2026"
    hours = Leave(
        key=1,
        provider_uid="p1",
        provider_name="Maya",
        start=at(FRIDAY, 8),
        end=at(FRIDAY, 12),
        reason="",
        meets=0,
    )
    assert leave_words(hours) == f"27-11-2026 08.00{EN_DASH}12.00"
