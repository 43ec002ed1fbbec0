"""Nilai ulang risiko: the level follows the ticks, another one needs a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ruko_desk.domain.dto.cases import AssessRisk
from ruko_desk.errors import FieldErrors, StaleError
from tests.ui.pages.cases.case_desk import Desk, assessed, badges, detail, is_open, opened, words
from ui.pages.cases.risk_dialog import RiskDialog


def assess(desk: Desk) -> RiskDialog:
    QTest.keyClick(desk.page.header.risk, Qt.Key.Key_Space)
    return opened(RiskDialog)


def sent(desk: Desk) -> AssessRisk:
    data = desk.cases.did("assess_risk")[-1][0]
    assert isinstance(data, AssessRisk)
    return data


def test_the_level_follows_the_ticks(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(risk="")).enter()
    dialog = assess(desk)
    form = dialog.form
    assert form.level.value() == "rendah"
    QTest.keyClick(form.boxes["hamil"], Qt.Key.Key_Space)
    QTest.keyClick(form.boxes["serumah"], Qt.Key.Key_Space)
    assert form.level.value() == "sedang"
    assert "Sedang karena 2 hal memberatkan" in words(dialog)
    QTest.keyClick(form.boxes["luka"], Qt.Key.Key_Space)
    assert form.level.value() == "tinggi"
    assert not form.get("reason").isVisible()
    QTest.keyClick(form.boxes["luka"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent(desk) == AssessRisk(
        case_uid="c1", version=1, items=("luka", "hamil", "serumah"), level="", reason=""
    )
    assert not is_open(RiskDialog)


def test_another_level_by_hand_asks_for_a_reason_and_outlives_further_ticks(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    dialog = assess(desk)
    form = dialog.form
    form.boxes["luka"].click()
    form.level.button("darurat").click()
    assert form.get("reason").isVisible()
    form.boxes["hamil"].click()
    assert form.level.value() == "darurat"
    desk.cases.refusals.append(FieldErrors({"reason": "Tulis alasan"}))
    dialog.accept()
    assert form.errors() == {"reason": "Tulis alasan"}
    assert form.items() == ("luka", "hamil")
    form.reason.set_value("Terlapor di luar")
    dialog.accept()
    assert (sent(desk).level, sent(desk).reason) == ("darurat", "Terlapor di luar")


def test_a_level_taken_back_to_that_of_the_list_needs_no_reason(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter()
    dialog = assess(desk)
    form = dialog.form
    form.level.button("tinggi").click()
    form.reason.set_value("Firasat")
    form.boxes["luka"].click()
    assert not form.get("reason").isVisible()
    dialog.accept()
    assert (sent(desk).level, sent(desk).reason) == ("", "")


def test_history_tells_who_when_and_why(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail())
    desk.cases.history = (
        assessed("r2", "sedang", computed="tinggi", reason="Sudah aman", user="Maya"),
        assessed("r1", "", items=(), computed=""),
    )
    dialog = assess(desk.enter())
    assert dialog.form.items() == ("luka",)
    told = words(dialog)
    assert "26-11-2026 12.00 · Maya" in told
    assert "Hasil daftar periksa tinggi, diubah: Sudah aman" in told
    assert "Hasilnya tidak ditampilkan untuk peran Anda." in told


def test_when_somebody_else_saved_meanwhile_the_ticks_stay_and_can_be_sent_anew(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot, detail()).enter()
    dialog = assess(desk)
    dialog.form.boxes["luka"].click()
    desk.cases.refusals.append(StaleError("Kasus ini sudah diubah Siti R. pukul 10.31"))
    desk.cases.detail = detail(version=2, status="asesmen")
    dialog.accept()
    assert "Siti R. pukul 10.31" in words(dialog)
    assert "Asesmen" in badges(desk.page)
    dialog.accept()
    assert (sent(desk).version, sent(desk).items) == (2, ("luka",))


def test_the_badge_is_no_button_for_who_may_not_assess(qtbot: QtBot) -> None:
    case = detail()
    desk = Desk(qtbot, case)
    desk.answers(may_edit=frozenset())
    desk.enter()
    QTest.keyClick(desk.page.header.risk, Qt.Key.Key_Space)
    QTest.mouseClick(desk.page.header.risk, Qt.MouseButton.LeftButton)
    assert not is_open(RiskDialog)
