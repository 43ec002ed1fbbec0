"""Status, responsibility, closing and reopening, out of the menu of the header."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pytestqt.qtbot import QtBot

from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.cases import CaseAppointment, CloseCase
from ruko_desk.errors import FieldErrors, StaleError
from tests.fakes.context import MORNING
from tests.ui.pages.cases.case_desk import Desk, badges, detail, is_open, opened, words
from ui.pages.cases.close_dialog import CloseDialog


def ahead() -> CaseAppointment:
    start = MORNING + timedelta(days=1)
    return CaseAppointment(
        uid="j1",
        version=1,
        start=start,
        end=start + timedelta(hours=1),
        service="hukum",
        kind_label="Konsultasi",
        provider_name="Hendra",
        state="terjadwal",
    )


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
    desk.answers(may_edit=frozenset({"status"}))
    desk.page.handle("reload")
    assert desk.offered() == ["Buka kembali…"]


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
    desk.prompts.answers += [None, None]
    desk.act("status")
    desk.act("serah")
    assert desk.cases.did("set_status") == desk.cases.did("assign") == []


def test_a_case_is_handed_to_a_colleague_known_by_name_and_roles(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(owner_uid="u1")).enter()
    desk.prompts.answers.append("u3")
    desk.answers(header=replace(desk.cases.detail.header, owner="Maya", owner_uid="u3"))
    desk.act("serah")
    assert desk.prompts.asked[-1].text == "Petugas sekarang: Nurul"
    assert desk.prompts.asked[-1].options == (
        ("u2", "Ratna · Pengelola"),
        ("u3", "Maya · Pendamping / manajer kasus, Psikolog"),
    )
    assert desk.cases.did("assign") == [("c1", 1, "u3")]
    assert desk.toasts.shown == ["Kasus diserahkan kepada Maya"]


def test_what_somebody_else_changed_is_told_and_shown(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    desk.cases.refusals.append(StaleError("Kasus ini sudah diubah Siti R. pukul 10.31"))
    desk.prompts.answers.append("dipantau")
    desk.cases.detail = detail(version=2, status="ditangani")
    desk.act("status")
    assert desk.toasts.errors == ["Kasus ini sudah diubah Siti R. pukul 10.31"]
    assert "Dalam penanganan" in badges(desk.page)


def test_closing_asks_why_and_who_agreed_and_tells_what_is_open(qtbot: QtBot) -> None:
    desk = Desk(qtbot, replace(detail(), appointments=(ahead(),))).enter()
    desk.act("tutup")
    dialog = opened(CloseDialog)
    assert "Masih ada 1 janji mendatang. Penutupan tidak membatalkannya." in words(dialog)
    assert [dialog.agreed_by.itemText(n) for n in range(dialog.agreed_by.count())] == ["Ratna"]
    desk.cases.refusals.append(FieldErrors({"agreed_by": "Pilih pengelola"}))
    dialog.reason.set_value("pindah")
    dialog.accept()
    assert dialog.form.errors() == {"agreed_by": "Pilih pengelola"}
    assert dialog.reason.value() == "pindah"
    dialog.agreed_by.set_value("u2")
    dialog.accept()
    assert desk.cases.did("close") == [
        (CloseCase(case_uid="c1", version=1, reason="pindah", agreed_by="u2"),)
    ]
    assert not is_open(CloseDialog)


def test_a_manager_agrees_by_closing(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(), Role.MANAGER).enter()
    desk.act("tutup")
    dialog = opened(CloseDialog)
    assert dialog.form.keys() == ("reason",)
    dialog.reason.set_value("tujuan_tercapai")
    dialog.accept()
    assert desk.cases.did("close") == [
        (CloseCase(case_uid="c1", version=1, reason="tujuan_tercapai"),)
    ]


def test_a_closed_case_is_reopened_after_a_question(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(status="ditutup")).enter()
    desk.prompts.answers += [False, True]
    desk.act("buka")
    assert desk.cases.did("set_status") == []
    desk.act("buka")
    assert desk.cases.did("set_status") == [("c1", 1, "dibuka_kembali")]


def test_one_visit_opens_the_case_once(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    desk.prompts.answers.append("dipantau")
    desk.act("status")
    desk.page.handle("reload")
    assert len(desk.cases.did("open")) == 1
    assert len(desk.cases.did("read_again")) == 1
    desk.enter()
    assert len(desk.cases.did("open")) == 2
