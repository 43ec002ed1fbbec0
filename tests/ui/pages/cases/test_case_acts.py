"""What the menu of the header offers, the status set by hand, and one opening per visit."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ruko_desk.errors import StaleError
from tests.ui.pages.cases.case_desk import Desk, badges, detail


def test_the_menu_offers_what_the_state_of_the_case_allows(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    assert desk.offered() == [
        "Nilai ulang risiko…",
        "Ubah status…",
        "Serah terima…",
        "Tutup kasus…",
    ]
    desk.cases.detail = detail(status="ditutup")
    desk.page.handle("reload")
    assert desk.offered() == ["Nilai ulang risiko…", "Serah terima…", "Buka kembali…"]
    desk.answers(may_edit=frozenset({"penugasan"}))
    desk.page.handle("reload")
    assert desk.offered() == ["Serah terima…"]


def test_only_the_steps_from_the_present_status_are_offered(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(status="asesmen")).enter()
    desk.prompts.answers.append("dipantau")
    desk.act("status")
    asked = desk.prompts.asked[-1]
    assert asked.text == "Sekarang: Asesmen"
    assert asked.options == (("ditangani", "Dalam penanganan"), ("dipantau", "Dipantau"))
    assert desk.cases.did("set_status") == [("c1", 1, "dipantau")]
    assert desk.toasts.shown == ["Status kasus: Dipantau"]


def test_choosing_nothing_changes_nothing(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    desk.prompts.answers.append(None)
    desk.act("status")
    assert desk.cases.did("set_status") == []


def test_what_somebody_else_changed_is_told_and_shown(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    desk.cases.refusals.append(StaleError("Kasus ini sudah diubah Siti R. pukul 10.31"))
    desk.prompts.answers.append("dipantau")
    desk.cases.detail = detail(version=2, status="ditangani")
    desk.act("status")
    assert desk.toasts.errors == ["Kasus ini sudah diubah Siti R. pukul 10.31"]
    assert "Dalam penanganan" in badges(desk.page)


def test_one_visit_opens_the_case_once(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    desk.prompts.answers.append("dipantau")
    desk.act("status")
    desk.page.handle("reload")
    assert len(desk.cases.did("open")) == 1
    assert len(desk.cases.did("read_again")) == 1
    desk.enter()
    assert len(desk.cases.did("open")) == 2
