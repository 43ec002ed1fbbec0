"""Series on Jadwal over a fake service: planning, leaving days out, changing one or more."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ruko_desk.clock import at
from ruko_desk.domain.recurrence import Rhythm, Scope
from tests.ui.pages.schedule.desk import KEY, Desk
from tests.ui.views.days import DAY
from ui.pages.schedule.series_dialog import SeriesDialog

DEC_3, DEC_10 = date(2026, 12, 3), date(2026, 12, 10)


def open_dialog(desk: Desk) -> SeriesDialog:
    desk.page.views.grid.slot_chosen.emit("p1", at(DAY, 10), 0)
    desk.page.side.form.client.set_value(("c0412", "RK-26-0412 · A."))
    desk.page.side.form.repeat_button.click()
    return cast("SeriesDialog", desk.page.side.form.findChild(SeriesDialog))


def test_a_weekly_series_is_planned_from_the_form(desk: Desk) -> None:
    dialog = open_dialog(desk)
    assert dialog.weekdays.value() == ("3",)
    assert dialog.save_button.text() == "Simpan 8 janji"
    dialog.count.set_value(3)
    assert dialog.table.rows_model.rowCount() == 3
    dialog.save()
    (wish,) = desk.schedule.series
    assert (wish.rule.rhythm, wish.rule.count, wish.first.case_uid) == (Rhythm.WEEKLY, 3, "c0412")
    assert desk.toasts.shown[-1] == "3 janji RK-26-s0 · A. dibuat, mulai Kamis 26 Nov 10.00"
    assert desk.page.side.isHidden()
    desk.toasts.undo()
    assert desk.schedule.scopes == [("s0", Scope.ALL)]


def test_taken_days_are_left_out_and_warnings_need_a_reason(desk: Desk) -> None:
    desk.schedule.taken = {
        DEC_3: ("petugas", True, "Maya sudah ada janji"),
        DEC_10: ("ruang", False, "Ruang Melati sudah dipakai. Tetap simpan?"),
    }
    desk.schedule.holidays = {date(2026, 12, 17): "Libur"}
    dialog = open_dialog(desk)
    dialog.count.set_value(4)
    dialog.save()
    assert desk.schedule.series == []
    assert "reason" in dialog.form.errors()
    dialog.reason.set_value("Ruang besar")
    dialog.save()
    (wish,) = desk.schedule.series
    assert (wish.leave_out, wish.first.override_reason) == (frozenset({DEC_3}), "Ruang besar")


def test_space_leaves_a_day_out_and_takes_it_in_again(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_dialog(desk)
    dialog.count.set_value(3)
    dialog.table.selectRow(1)
    QTest.keyClick(dialog.table, KEY.Key_Space)
    assert dialog.save_button.text() == "Simpan 2 janji"
    dialog.save()
    assert desk.schedule.series[0].leave_out == {DEC_3}


def test_a_pattern_that_cannot_be_is_said_beside_the_field(desk: Desk) -> None:
    dialog = open_dialog(desk)
    dialog.weekdays.set_value(())
    assert "weekdays" in dialog.form.errors()
    assert not dialog.save_button.isEnabled()
    dialog.rhythm.set_value(Rhythm.MONTHLY)
    assert dialog.form.errors() == {}
    assert dialog.rule().nth == 4
    dialog.until.set_value("31/3/2027")
    assert (dialog.rule().count, dialog.rule().until) == (0, date(2027, 3, 31))


@pytest.mark.parametrize("scope", [Scope.FROM_HERE, Scope.ALL])
def test_moving_a_session_of_a_series_asks_which(desk: Desk, scope: Scope) -> None:
    dialog = open_dialog(desk)
    dialog.count.set_value(2)
    dialog.save()
    desk.prompts.answers = [None, scope]
    desk.page.views.grid.move_asked.emit("s0", "p1", at(DAY, 14))
    assert desk.schedule.scopes == []
    desk.page.views.grid.move_asked.emit("s0", "p1", at(DAY, 14))
    assert desk.schedule.scopes == [("s0", scope)]
    assert desk.page.handle("undo")
    assert desk.schedule.undone_together == [("s0", "s1")]


def test_cancelling_only_this_one_leaves_the_series(desk: Desk) -> None:
    dialog = open_dialog(desk)
    dialog.count.set_value(2)
    dialog.save()
    one = desk.page.views.appointment("s0")
    assert one is not None
    desk.prompts.answers = [Scope.THIS, "Sakit", Scope.FROM_HERE, "Pindah kota"]
    desk.menu(one)["Batalkan (klien)…"]()
    assert desk.schedule.states[-1].reason == "Sakit"
    desk.menu(one)["Batalkan (klien)…"]()
    assert desk.schedule.scopes == [("s0", Scope.FROM_HERE)]
