"""Closing with another person's approval, reopening, and handing a case over."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.care import AskClosure, ClosureView
from ruko_desk.errors import FieldErrors, StaleError
from tests.fakes.context import FakeNavigator
from tests.look.cut_off import cut_off_texts
from tests.ui.pages.cases.case_desk import (
    COLLEAGUES,
    EVERYTHING,
    Desk,
    badges,
    detail,
    is_open,
    opened,
    words,
)
from tests.ui.pages.cases.case_house import NOON
from ui.pages.cases.close_dialog import CloseDialog
from ui.pages.cases.decide_dialog import DecideDialog
from ui.pages.cases.owner_dialogs import HandOverDialog, ReopenDialog
from ui.shell.routes import CaseListRoute

REQUEST = ClosureView(
    uid="t1",
    reason="pindah",
    checked=("risiko_ditinjau",),
    note="Klien pindah ke Cilegon",
    asked_at=NOON,
    asked_by="Maya",
    decision="menunggu",
)


@pytest.fixture
def waiting(qtbot: QtBot) -> Desk:
    """A case whose end was asked for, before a manager."""
    desk = Desk(qtbot, detail(closing_uid="t1"), Role.MANAGER)
    desk.care.closures = (replace(REQUEST, uid="t0", decision="ditolak"), REQUEST)
    return desk.enter()


def test_the_end_is_asked_for_with_reason_checklist_and_note(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail())
    desk.care.ends = ("1 janji belum terlaksana",)
    desk.enter().act("tutup")
    dialog = opened(CloseDialog)
    assert "Masih terbuka: 1 janji belum terlaksana." in words(dialog)
    assert dialog.form.keys() == ("reason", "note")
    desk.cases.refusals.append(FieldErrors({"note": "Tulis mengapa kasus tetap ditutup"}))
    dialog.reason.set_value("pindah")
    QTest.keyClick(dialog.boxes["risiko_ditinjau"], Qt.Key.Key_Space)
    dialog.accept()
    assert dialog.form.errors() == {"note": "Tulis mengapa kasus tetap ditutup"}
    assert dialog.boxes["risiko_ditinjau"].value()
    dialog.note.set_value("Klien pindah")
    desk.answers(header=replace(desk.cases.detail.header, closing_uid="t1"))
    QTest.keyClick(dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.cases.did("ask_closure") == [
        (
            AskClosure(
                case_uid="c1",
                version=1,
                reason="pindah",
                checked=("risiko_ditinjau",),
                note="Klien pindah",
            ),
        )
    ]
    assert not is_open(CloseDialog)
    assert desk.toasts.shown == ["Penutupan diminta; menunggu persetujuan pengelola"]
    assert "Penutupan diminta" in badges(desk.page)
    assert not desk.page.header.offers("tutup")
    assert not desk.page.header.offers("putuskan"), "she is no manager"


def test_the_only_manager_says_why_nobody_else_approves(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(), Role.MANAGER)
    desk.services.users.case_holders = lambda _actor: COLLEAGUES[:1]
    desk.care.status = "ditutup"
    desk.enter().act("tutup")
    dialog = opened(CloseDialog)
    dialog.reason.set_value("tujuan_tercapai")
    dialog.alone.set_value("Hanya ada satu pengelola")
    dialog.accept()
    asked = desk.cases.did("ask_closure")[0][0]
    assert isinstance(asked, AskClosure)
    assert asked.alone_because == "Hanya ada satu pengelola"
    assert desk.toasts.shown == ["Kasus ditutup tanpa persetujuan kedua"]


def test_a_manager_sees_what_was_asked_and_approves(waiting: Desk) -> None:
    waiting.act("putuskan")
    dialog = opened(DecideDialog)
    told = words(dialog)
    assert "Diminta Maya, 26-11-2026 12.00." in told
    assert "Alasan: Klien pindah ke daerah lain" in told
    assert "✓ Risiko dinilai ulang" in told
    assert "○ Rencana layanan selesai" in told
    assert "Catatan: Klien pindah ke Cilegon" in told
    assert cut_off_texts(dialog) == []
    dialog.accept()
    assert dialog.form.errors() == {"decision": "Pilih keputusannya"}
    assert waiting.cases.did("decide_closure") == []
    dialog.decision.set_value("setuju")
    dialog.accept()
    assert waiting.cases.did("decide_closure") == [("c1", "t1", True, "")]
    assert waiting.toasts.shown == ["Kasus ditutup"]


def test_a_request_is_sent_back_with_what_is_still_to_do(waiting: Desk) -> None:
    waiting.act("putuskan")
    dialog = opened(DecideDialog)
    waiting.cases.refusals.append(FieldErrors({"because": "Tulis apa yang masih harus dilakukan"}))
    dialog.decision.set_value("kembali")
    dialog.accept()
    assert list(dialog.form.errors()) == ["because"]
    dialog.because.set_value("Nilai ulang risiko dahulu")
    dialog.accept()
    assert waiting.cases.did("decide_closure") == [("c1", "t1", False, "Nilai ulang risiko dahulu")]
    assert not is_open(DecideDialog)


def test_a_closed_case_is_reopened_with_a_reason(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(status="ditutup")).enter()
    desk.act("buka")
    dialog = opened(ReopenDialog)
    desk.cases.refusals.append(StaleError("Kasus ini sudah diubah Siti R. pukul 10.31"))
    dialog.reason.set_value("Klien datang lagi")
    desk.cases.detail = detail(status="ditutup", version=2)
    dialog.accept()
    assert "Siti R. pukul 10.31" in words(dialog)
    dialog.accept()
    assert desk.cases.did("reopen") == [("c1", 2, "Klien datang lagi")]
    assert desk.toasts.shown == ["Kasus dibuka kembali"]


def test_a_case_is_handed_to_a_colleague_known_by_name_and_roles(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(owner_uid="u1")).enter()
    desk.act("serah")
    dialog = opened(HandOverDialog)
    assert "Petugas sekarang: Nurul" in words(dialog)
    assert [dialog.colleague.itemText(n) for n in range(dialog.colleague.count())] == [
        "Ratna · Pengelola",
        "Maya · Pendamping / manajer kasus, Psikolog",
    ]
    dialog.accept()
    assert dialog.form.errors() == {"colleague": "Pilih petugas yang melanjutkan"}
    dialog.colleague.set_value("u3")
    dialog.points.set_value("Sidang 3 Desember")
    dialog.accept()
    assert desk.cases.did("hand_over") == [("c1", 1, "u3", "Sidang 3 Desember")]
    assert desk.toasts.shown == ["Kasus diserahkan kepada Maya"]


def test_the_front_desk_only_says_who_takes_the_case(qtbot: QtBot) -> None:
    desk = Desk(qtbot, replace(detail(), may_edit=EVERYTHING - {"penutupan"})).enter()
    desk.act("serah")
    dialog = opened(HandOverDialog)
    assert dialog.form.keys() == ("colleague",)
    dialog.colleague.set_value("u3")
    dialog.accept()
    assert desk.cases.did("assign") == [("c1", 1, "u3")]


def test_a_case_that_is_no_longer_hers_is_left(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    desk.act("serah")
    dialog = opened(HandOverDialog)
    dialog.colleague.set_value("u3")
    dialog.points.set_value("Tidak ada")
    desk.cases.is_gone = True
    dialog.accept()
    assert cast("FakeNavigator", desk.ctx.navigator).routes == [CaseListRoute()]
    assert desk.toasts.shown == ["Kasus diserahkan kepada Maya"]


def test_escape_asks_for_nothing(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    for act, kind in (("tutup", CloseDialog), ("serah", HandOverDialog)):
        desk.act(act)
        QTest.keyClick(opened(kind), Qt.Key.Key_Escape)
        assert not is_open(kind)
    assert desk.cases.did("ask_closure") == desk.cases.did("hand_over") == []
