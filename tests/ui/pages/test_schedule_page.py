"""Jadwal over a fake service: what the acceptance points 20 to 25, 28 and 29 ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import at
from ruko_desk.domain.dto.schedule import AppointmentView
from ruko_desk.errors import StaleError
from tests.fakes.context import AllRights, FakeNavigator, FakeToasts, NoDrafts, make_context
from tests.fakes.prompts import FakePrompts
from tests.fakes.runner import SyncRunner
from tests.ui.views.days import DAY, appointment, busy_day
from tests.ui.views.schedule_service import FakeSchedule, conflict, free_time, make_services
from ui.context import UiContext
from ui.pages.schedule.conflict_box import ConflictDialog
from ui.pages.schedule.page import SchedulePage
from ui.shell.routes import CaseRoute, ScheduleRoute
from ui.widgets.editors.line_edit import LineEdit

KEY = Qt.Key
FRIDAY = date(2026, 11, 27)
BOTH = ("petugas", True, "Maya Anggraini sudah ada janji 10.00-11.00. Pilih 11.00")


class Desk:
    """The page with its fakes."""

    def __init__(self, qtbot: QtBot, schedule: FakeSchedule, *denied: tuple[str, str]) -> None:
        self.schedule = schedule
        self.services = make_services(schedule)
        self.services.rights = AllRights(*denied)
        self.drafts = NoDrafts()
        self.services.drafts = self.drafts
        self.ctx: UiContext = make_context(self.services)
        self.page = SchedulePage(self.ctx)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 600)
        self.page.show()
        self.page.activateWindow()
        self.toasts = cast("FakeToasts", self.ctx.toasts)
        self.prompts = cast("FakePrompts", self.ctx.prompts)
        self.navigator = cast("FakeNavigator", self.ctx.navigator)

    def enter(self, route: ScheduleRoute | None = None) -> None:
        self.page.show_route(route or ScheduleRoute())

    def press(self, *keys: Qt.Key, at_: QWidget | None = None) -> None:
        for key in keys:
            QTest.keyClick(at_ or self.page.views.focus_target(), key)

    def select(self, uid: str) -> None:
        self.page.views.select(uid)
        self.page.views.focus_view()

    def menu(self, one: AppointmentView) -> dict[str, Callable[[], None]]:
        menu = QMenu(self.page)
        self.page.acts.fill_menu(menu, one)
        return {action.text(): action.trigger for action in menu.actions() if action.text()}


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk(qtbot, FakeSchedule(busy_day()))
    desk.enter()
    return desk


def today_and_cursor(desk: Desk) -> tuple[str, object]:
    slot = desk.page.views.grid.current_slot()
    assert slot is not None
    return slot


def test_it_opens_on_today_behind_the_present_time(desk: Desk) -> None:
    assert desk.schedule.days == [DAY]
    assert today_and_cursor(desk) == ("h1", at(DAY, 10, 45))


def test_days_turn_by_keys_from_both_views(desk: Desk) -> None:
    desk.press(KEY.Key_PageDown, KEY.Key_PageDown, KEY.Key_PageUp)
    assert desk.schedule.days[-1] == FRIDAY
    desk.press(KEY.Key_D)
    assert desk.page.views.shows_list
    desk.press(KEY.Key_PageDown, KEY.Key_T)
    assert desk.schedule.days[-2:] == [date(2026, 11, 28), DAY]
    desk.press(KEY.Key_H)
    assert not desk.page.views.shows_list


def test_the_list_shows_what_has_no_card(desk: Desk) -> None:
    rows = desk.page.views.list.rows_model.rows()
    assert "batal_klien" in {row.state for row in rows}
    assert [row.start for row in rows] == sorted(row.start for row in rows)


def test_reading_again_keeps_the_day_and_the_cursor(desk: Desk) -> None:
    desk.press(KEY.Key_PageDown)
    desk.page.handle("reload")
    desk.enter()
    assert desk.schedule.days == [DAY, FRIDAY, FRIDAY, FRIDAY]


def test_a_change_elsewhere_is_read_only_if_it_touches_the_schedule(desk: Desk) -> None:
    desk.page.on_changes(ChangeSet.of(("letter", "x")))
    assert len(desk.schedule.days) == 1
    desk.page.on_changes(ChangeSet.of(("appointment", "x")))
    assert len(desk.schedule.days) == 2


def test_an_answer_for_a_day_left_behind_is_dropped(desk: Desk) -> None:
    runner = cast("SyncRunner", desk.ctx.runner)
    runner.held = True
    desk.press(KEY.Key_PageDown, KEY.Key_PageDown)
    runner.release()
    assert desk.schedule.days == [DAY, date(2026, 11, 28)]


# -- booking --


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


# -- states, cancelling, moving --


def test_states_go_on_by_menu_and_come_back_by_undo(desk: Desk) -> None:
    one = desk.page.views.appointment("0047")
    assert one is not None
    desk.menu(one)["Tandai sudah datang"]()
    assert desk.schedule.states[-1].state == "datang"
    assert desk.toasts.shown[-1] == "Janji 0047 · A.: Sudah datang"
    assert desk.page.handle("undo")
    assert desk.schedule.undone[-1][0] == "0047"
    assert not desk.page.handle("undo")


def test_the_toast_and_ctrl_z_undo_the_same_step_once(desk: Desk) -> None:
    one = desk.page.views.appointment("0047")
    assert one is not None
    desk.page.acts.set_state(one, "datang")
    from_toast = desk.toasts._undo  # noqa: SLF001 - the toast of the step itself
    assert from_toast is not None
    desk.page.handle("undo")
    from_toast()
    assert len(desk.schedule.undone) == 1


def test_the_menu_follows_the_state(desk: Desk) -> None:
    def texts(uid: str) -> list[str]:
        one = desk.page.views.appointment(uid)
        assert one is not None
        return list(desk.menu(one))

    assert texts("0047") == [
        "Buka kasus",
        "Tandai dikonfirmasi",
        "Tandai sudah datang",
        "Mulai",
        "Selesai",
        "Tidak hadir",
        "Pindahkan (M)",
        "Batalkan (klien)…",
        "Batalkan (lembaga)…",
    ]
    assert "Tidak hadir" not in texts("0325")
    assert texts("0385") == ["Buka kasus"]
    assert texts("0500") == ["Buka kasus"]


@pytest.mark.parametrize(
    ("text", "state"),
    [("Batalkan (klien)…", "batal_klien"), ("Batalkan (lembaga)…", "batal_lembaga")],
)
def test_cancelling_asks_why_and_keeps_who(desk: Desk, text: str, state: str) -> None:
    one = desk.page.views.appointment("0047")
    assert one is not None
    desk.prompts.answers = [None, "Sakit"]
    desk.menu(one)[text]()
    assert desk.schedule.states == []
    desk.menu(one)[text]()
    assert (desk.schedule.states[-1].state, desk.schedule.states[-1].reason) == (state, "Sakit")


def test_space_offers_the_next_states(desk: Desk) -> None:
    desk.select("0047")
    desk.press(KEY.Key_Space)
    (menu,) = [m for m in desk.page.findChildren(QMenu) if m.isVisible()]
    assert "Pindahkan (M)" not in [action.text() for action in menu.actions()]
    assert "Mulai" in [action.text() for action in menu.actions()]
    menu.close()


def test_a_move_tells_the_new_time_and_can_be_undone(desk: Desk) -> None:
    desk.select("0047")
    desk.press(KEY.Key_M, KEY.Key_Up, KEY.Key_Return)
    (wish,) = desk.schedule.moved
    assert (wish.provider_uid, wish.start, wish.minutes) == ("h2", at(DAY, 10, 45), 60)
    assert desk.toasts.shown == ["Janji 0047 · A. dipindah ke Kamis 26 Nov 10.45"]
    desk.toasts.undo()
    assert desk.schedule.undone[-1][0] == "0047b"


def test_a_move_goes_to_another_day_by_keyboard(desk: Desk) -> None:
    desk.select("0047")
    desk.press(KEY.Key_M, KEY.Key_PageDown, KEY.Key_Left, KEY.Key_Return)
    (wish,) = desk.schedule.moved
    assert (wish.uid, wish.provider_uid, wish.start) == ("0047", "h1", at(FRIDAY, 11))
    assert desk.toasts.shown[-1].startswith("Janji 0047 · A. dipindah ke Jumat 27 Nov 11.00")


def test_a_moved_session_takes_the_other_providers_room(desk: Desk) -> None:
    desk.select("0044")  # h1 has a room of her own; the session was held without it
    desk.press(KEY.Key_M, KEY.Key_Right, KEY.Key_Return)
    assert desk.schedule.moved[-1].room_uid is None
    one = desk.page.views.appointment("0253")
    assert one is not None
    desk.page.acts.move(one, "p1", at(DAY, 15))
    assert desk.schedule.moved[-1].room_uid == one.room_uid


def test_m_in_the_list_moves_among_the_columns(desk: Desk) -> None:
    desk.press(KEY.Key_D)
    desk.page.views.list.select_key("0047")
    desk.press(KEY.Key_M)
    assert not desk.page.views.shows_list
    assert desk.page.views.grid.is_carrying
    assert desk.page.handle("cancel")
    assert not desk.page.views.grid.is_carrying


def test_a_move_into_a_conflict_offers_other_times(desk: Desk, qtbot: QtBot) -> None:
    desk.schedule.refuse = [conflict(BOTH, suggestions=[free_time("h2", 14, DAY)])]
    one = desk.page.views.appointment("0047")
    assert one is not None
    desk.page.acts.move(one, "h2", at(DAY, 13))
    (dialog,) = desk.page.findChildren(ConflictDialog)
    dialog.box.buttons()[0].click()
    assert desk.schedule.moved[-1].start == at(DAY, 14)
    assert desk.toasts.shown[-1] == "Janji 0047 · A. dipindah ke Kamis 26 Nov 14.00"


def test_a_stale_appointment_is_told_and_read_again(desk: Desk) -> None:
    desk.schedule.refuse = [StaleError("Janji ini sudah diubah petugas lain. Muat ulang jadwal.")]
    one = desk.page.views.appointment("0047")
    assert one is not None
    desk.page.acts.set_state(one, "datang")
    assert "sudah diubah" in desk.toasts.errors[-1]
    assert desk.schedule.days == [DAY, DAY]


def test_enter_opens_the_case_unless_it_is_none_of_hers(desk: Desk) -> None:
    desk.select("0047")
    desk.press(KEY.Key_Return)
    assert desk.navigator.routes == [CaseRoute(case_uid="c0047")]
    desk.select("0500")
    desk.press(KEY.Key_Return)
    assert len(desk.navigator.routes) == 1


# -- rights, empty states, looks --


def test_who_may_not_book_sees_no_buttons_for_it(qtbot: QtBot) -> None:
    desk = Desk(
        qtbot,
        FakeSchedule(busy_day()),
        ("identitas", "W"),
        ("rekam_terbatas", "W"),
        ("kelola", "W"),
    )
    desk.enter(ScheduleRoute(case_uid="c0412"))
    assert desk.page.side.isHidden()
    assert desk.page.head.new.isHidden()
    assert desk.page.head.setup.isHidden()
    assert not desk.page.handle("book")


@pytest.mark.parametrize(("denied", "shown"), [((), True), ((("kelola", "W"),), False)])
def test_without_providers_the_next_step_is_offered_to_who_may(
    qtbot: QtBot, denied: tuple[tuple[str, str], ...], shown: bool
) -> None:
    desk = Desk(qtbot, FakeSchedule(providers=()), *denied)
    desk.enter()
    nobody = desk.page.views.nobody
    assert nobody.isVisible()
    assert nobody.text() == "Belum ada petugas layanan. Tambahkan di Pengaturan."
    assert nobody.button.isVisible() is shown


def test_a_day_without_work_says_so(desk: Desk) -> None:
    desk.enter(ScheduleRoute(day=date(2026, 11, 29)))
    assert desk.page.views.banner.isVisible()
    assert "Tidak ada petugas yang bertugas" in desk.page.views.banner.text()


def test_it_fits_the_smallest_window(desk: Desk) -> None:
    desk.page.handle("book")
    hint = desk.page.minimumSizeHint()
    assert hint.width() <= 1000 - 56
    assert hint.height() <= 560 - 48 - 22 - 24


def test_no_name_stands_in_the_schedule(desk: Desk) -> None:
    rows = desk.page.views.list.rows_model.rows()
    shown = desk.page.views.list.visible_columns()
    assert rows
    assert "note" not in shown


def test_every_control_has_a_name(desk: Desk) -> None:
    desk.page.handle("book")
    for button in desk.page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text()


def test_place_brings_day_and_view_back(desk: Desk, qtbot: QtBot) -> None:
    desk.press(KEY.Key_PageDown, KEY.Key_D)
    place = desk.page.here()
    again = Desk(qtbot, FakeSchedule([appointment("1001", "h1", (9, 0), day=FRIDAY)]))
    again.page.show_route(ScheduleRoute(), place)
    assert again.schedule.days[-1] == FRIDAY
    assert again.page.views.shows_list


def test_the_tip_of_a_head_says_the_whole_name(desk: Desk) -> None:
    grid = desk.page.views.grid
    point = QPoint(grid.slot_point(1, 8 * 60).x(), 10)
    assert grid.tip_at(point).startswith("Hendra Wijaya, S.H.\n08.00")
