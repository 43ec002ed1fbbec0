"""States, cancelling and moving on Jadwal over a fake service."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ruko_desk.clock import at
from ruko_desk.errors import StaleError
from tests.ui.pages.schedule.desk import BOTH, FRIDAY, KEY, Desk
from tests.ui.views.days import DAY
from tests.ui.views.schedule_service import conflict, free_time
from ui.pages.schedule.conflict_box import ConflictDialog
from ui.shell.routes import CaseRoute


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


def test_missed_asks_whether_the_person_is_safe_and_leads_to_the_case(desk: Desk) -> None:
    one = desk.page.views.appointment("0047")
    assert one is not None
    desk.prompts.answers = [None, "Sudah dihubungi, aman"]
    desk.menu(one)["Tidak hadir"]()
    assert desk.schedule.states == []
    desk.menu(one)["Tidak hadir"]()
    assert (desk.schedule.states[-1].state, desk.schedule.states[-1].reason) == (
        "tidak_hadir",
        "Sudah dihubungi, aman",
    )
    assert desk.navigator.routes == []
    other = desk.page.views.appointment("0262")
    assert other is not None
    desk.prompts.answers = ["Dihubungi, tidak tersambung", True]
    desk.menu(other)["Tidak hadir"]()
    assert desk.schedule.states[-1].reason == "Dihubungi, tidak tersambung"
    assert desk.navigator.routes == [CaseRoute(case_uid="c0262")]
