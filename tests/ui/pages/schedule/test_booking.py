"""Booking on Jadwal over a fake service."""

from __future__ import annotations

from datetime import date, time
from typing import cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from ruko_desk.clock import at
from tests.fakes.runner import SyncRunner
from tests.ui.pages.schedule.desk import BOTH, FRIDAY, KEY, Desk
from tests.ui.views.days import DAY, busy_day
from tests.ui.views.schedule_service import FakeSchedule, conflict, free_time
from ui.shell.routes import ScheduleRoute
from ui.widgets.editors.line_edit import LineEdit


def test_an_empty_slot_is_booked_in_three_actions(desk: Desk, qtbot: QtBot) -> None:
    desk.page.views.grid.go_to(3, 9 * 60)
    desk.press(KEY.Key_Return)  # 1
    form = desk.page.side.form
    assert desk.page.side.shows_form
    assert (form.provider.value(), form.kind.value(), form.minutes.value()) == (
        "p2",
        "konseling",
        60,
    )
    with qtbot.waitSignal(form.client.searched):
        QTest.keyClicks(form.client, "ama")
    offers = QApplication.activePopupWidget()
    assert isinstance(offers, QListView)
    QTest.keyClick(offers, KEY.Key_Return)  # 2: the first hit; the closed case is not offered
    assert form.client.value() == "c0412"
    QTest.keyClick(form.client, KEY.Key_Return)  # 3
    (wish,) = desk.schedule.booked
    assert (wish.case_uid, wish.provider_uid, wish.start, wish.minutes) == (
        "c0412",
        "p2",
        at(DAY, 9),
        60,
    )
    assert desk.toasts.shown == ["Janji 0777 · A. dibuat: Kamis 26 Nov 09.00, Rina Kartika"]
    assert desk.page.side.isHidden()
    current = desk.page.views.current()
    assert current is not None
    assert current.uid == "0777"


def test_a_booking_can_be_taken_back(desk: Desk) -> None:
    desk.page.views.grid.slot_chosen.emit("p2", at(DAY, 9), 0)
    desk.page.side.form.client.set_value(("c0412", "RK-26-0412 · A."))
    desk.page.side.form.save()
    desk.toasts.undo()
    assert desk.schedule.states[-1].state == "batal_lembaga"
    assert desk.schedule.states[-1].reason


def test_from_a_case_two_actions_book_the_nearest_free_time(desk: Desk) -> None:
    desk.schedule.free = (free_time("h1", 9, FRIDAY), free_time("h2", 10, FRIDAY))
    desk.enter(ScheduleRoute(case_uid="c0412"))  # 1: Ctrl+J in the case
    free = desk.page.side.free
    assert desk.page.side.shows_free
    assert free.client.value() == "c0412"
    assert free.list.count() == 2
    assert free.list.hasFocus()
    assert desk.schedule.days[-1] == FRIDAY  # the day of the time under the keyboard is in view
    desk.press(KEY.Key_Return, at_=free.list)  # 2
    (wish,) = desk.schedule.booked
    assert (wish.case_uid, wish.provider_uid, wish.start) == ("c0412", "h1", at(FRIDAY, 9))
    assert wish.room_uid == "r1"
    assert wish.kind == "konsultasi_hukum"


def test_filters_ask_again(desk: Desk) -> None:
    desk.schedule.free = (free_time("h1", 9, FRIDAY),)
    desk.enter(ScheduleRoute(case_uid="c0412"))
    free = desk.page.side.free
    free.service.set_value("psikologi")
    free.kind.set_value("asesmen_psikologi")
    free.sex.set_value("P")
    free.provider.set_value("p2")
    free.from_day.set_value("1/12/2026")
    query = desk.schedule.asked[-1]
    assert (query.service, query.minutes, query.counsellor_sex) == ("psikologi", 90, "P")
    assert (query.provider_uid, query.from_day) == ("p2", date(2026, 12, 1))
    free.provider.set_value("sama")
    free.weekdays.set_value(("1", "4"))
    free.part.set_value("siang")
    query = desk.schedule.asked[-1]
    assert (query.provider_uid, query.same_as_before) == (None, True)
    assert (query.weekdays, query.from_time) == (frozenset({1, 4}), time(12))


def test_no_free_time_is_said_with_a_way_on(desk: Desk) -> None:
    desk.enter(ScheduleRoute(case_uid="c0412"))
    free = desk.page.side.free
    free.sex.set_value("L")
    assert "60 hari" in free.empty.text()
    free.clear_filters()
    assert desk.schedule.asked[-1].counsellor_sex == ""


def test_a_free_time_that_was_taken_meanwhile_offers_others(desk: Desk) -> None:
    desk.schedule.free = (free_time("h1", 9, FRIDAY),)
    desk.enter(ScheduleRoute(case_uid="c0412"))
    free = desk.page.side.free
    desk.schedule.refuse = [conflict(BOTH, suggestions=[free_time("h1", 10, FRIDAY)])]
    desk.press(KEY.Key_Return, at_=free.list)
    assert free.conflict.isVisible()
    assert free.list.isVisible()
    free.conflict.buttons()[0].click()
    assert desk.schedule.booked[-1].start == at(FRIDAY, 10)
    assert {wish.request_uid for wish in desk.schedule.booked} == {
        desk.schedule.booked[0].request_uid
    }


def test_enter_twice_books_once(desk: Desk) -> None:
    runner = cast("SyncRunner", desk.ctx.runner)
    desk.page.views.grid.slot_chosen.emit("p2", at(DAY, 9), 0)
    form = desk.page.side.form
    form.client.set_value(("c0412", "RK-26-0412 · A."))
    runner.held = True
    QTest.keyClick(form.note, KEY.Key_Return)
    QTest.keyClick(form.note, KEY.Key_Return)
    runner.release()
    assert len(desk.schedule.booked) == 1


def test_the_request_stays_the_same_until_it_is_booked(desk: Desk) -> None:
    desk.schedule.refuse = [conflict(BOTH)]
    desk.page.views.grid.slot_chosen.emit("p1", at(DAY, 10), 0)
    form = desk.page.side.form
    form.client.set_value(("c0412", "RK-26-0412 · A."))
    form.save()
    form.save()
    first, second = desk.schedule.booked
    assert first.request_uid == second.request_uid
    assert form.request_uid != first.request_uid


def test_a_missing_client_is_said_beside_the_field(desk: Desk) -> None:
    desk.page.handle("book")
    form = desk.page.side.form
    form.note.set_value("membawa anak")
    form.save()
    assert "client" in form.form.errors()
    assert form.note.value() == "membawa anak"
    assert desk.schedule.booked == []


def test_a_blocking_conflict_offers_other_times_and_no_way_around(desk: Desk) -> None:
    times = [free_time("p1", hour, DAY) for hour in (11, 13, 14)]
    desk.schedule.refuse = [conflict(BOTH, suggestions=times)]
    desk.page.views.grid.slot_chosen.emit("p1", at(DAY, 10), 0)
    form = desk.page.side.form
    form.client.set_value(("c0412", "RK-26-0412 · A."))
    form.save()
    assert form.conflict.sentences() == (BOTH[2],)
    buttons = form.conflict.buttons()
    assert [button.text() for button in buttons] == [
        "Kamis 26 Nov 11.00",
        "Kamis 26 Nov 13.00",
        "Kamis 26 Nov 14.00",
    ]
    buttons[1].click()
    assert desk.schedule.booked[-1].start == at(DAY, 13)
    assert desk.page.side.isHidden()


def test_a_warning_passes_with_a_reason(desk: Desk) -> None:
    warning = ("jam", False, "Maya Anggraini bertugas 08.00-16.00 pada hari ini. Tetap simpan?")
    desk.schedule.refuse = [conflict(warning)]
    desk.page.views.grid.slot_chosen.emit("p1", at(DAY, 10), 0)
    form = desk.page.side.form
    form.client.set_value(("c0412", "RK-26-0412 · A."))
    form.save()
    reason = form.conflict.findChild(LineEdit, "override_reason")
    assert reason is not None
    QTest.keyClick(reason, KEY.Key_Return)
    assert len(desk.schedule.booked) == 1
    QTest.keyClicks(reason, "Klien hanya bisa sore")
    QTest.keyClick(reason, KEY.Key_Return)
    assert desk.schedule.booked[-1].override_reason == "Klien hanya bisa sore"


def test_another_kind_brings_its_length_and_another_provider_her_kinds(desk: Desk) -> None:
    desk.page.views.grid.slot_chosen.emit("p1", at(DAY, 9), 0)
    form = desk.page.side.form
    assert form.room.value() == "r1"
    form.kind.set_value("asesmen_psikologi")
    assert form.minutes.value() == 90
    form.provider.set_value("k2")
    assert (form.kind.value(), form.minutes.value(), form.room.value()) == (
        "pemeriksaan_awal",
        30,
        None,
    )


def test_a_drawn_length_is_kept(desk: Desk) -> None:
    desk.page.views.grid.slot_chosen.emit("p2", at(DAY, 9), 45)
    assert desk.page.side.form.minutes.value() == 45


def test_esc_closes_the_panel_and_gives_the_day_the_keyboard(desk: Desk) -> None:
    desk.page.handle("book")
    assert desk.page.handle("cancel")
    assert desk.page.side.isHidden()
    assert desk.page.views.grid.hasFocus()
    assert not desk.page.handle("cancel")


def test_what_was_begun_is_kept_as_a_draft(desk: Desk, qtbot: QtBot) -> None:
    desk.page.views.grid.slot_chosen.emit("p2", at(FRIDAY, 14), 0)
    form = desk.page.side.form
    form.client.set_value(("c0412", "RK-26-0412 · A."))
    form.note.set_value("membawa anak")
    desk.page.keep_draft()
    again = Desk(qtbot, FakeSchedule(busy_day()))
    again.services.drafts.kept = desk.drafts.kept
    again.enter()
    other = again.page.side.form
    assert again.page.side.shows_form
    assert (other.client.value(), other.note.value()) == ("c0412", "membawa anak")
    assert (other.provider.value(), other.request_uid) == ("p2", form.request_uid)
    other.save()
    assert again.schedule.booked[-1].start == at(FRIDAY, 14)
    assert again.drafts.kept == {}
