"""The composer over fake services: writing, the live preview, drafts, versions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ruko_desk.changes import ChangeSet
from ruko_desk.errors import NotFoundError
from tests.fakes.context import AllRights
from tests.ui.pages.composer_desk import NEW, ComposerDesk
from tests.ui.pages.letter_office import (
    CASE,
    COMPLETE,
    NO_POLICE,
    letter_bytes,
)
from ui.pages.referrals.issue_dialog import IssueDialog
from ui.shell.routes import CaseRoute, ComposerRoute
from ui.widgets.buttons import Button
from ui.widgets.editors.suggest_box import SuggestBox


@pytest.fixture
def desk(qtbot: QtBot) -> ComposerDesk:
    desk = ComposerDesk(qtbot)
    desk.enter()
    return desk


def test_it_starts_at_the_partner_and_says_what_is_missing(desk: ComposerDesk) -> None:
    focused = QApplication.focusWidget()
    assert focused is desk.page.form.partner
    assert desk.page.form_pane.gap_line.gaps() == {"partner_uid": "Pilih mitra tujuan"}
    assert desk.page.preview.pdf == b""
    assert desk.page.form.content("A4").companion_name == "Siti R."


@pytest.mark.parametrize("words", ["kota ser rsud", "rumah sakit", "direktur"])
def test_typing_letters_finds_a_partner_by_name_kind_or_addressee(
    desk: ComposerDesk, qtbot: QtBot, words: str
) -> None:
    box = desk.page.findChild(SuggestBox, "partner_uid")
    assert isinstance(box, SuggestBox)
    box.setFocus()
    with qtbot.waitSignal(box.searched):
        QTest.keyClicks(box, words)
    QTest.keyClick(box.popup(), Qt.Key.Key_Return)
    assert desk.page.form.partner_uid() == "rs"
    assert desk.page.form.services.offers()[0] == "Pemeriksaan dan penanganan kesehatan"


def test_the_services_follow_the_kind_of_partner_and_own_words_stay(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.tick("service_1").click()
    desk.page.form.services.other.setText("Ruang tenang; Juru bahasa isyarat")
    assert desk.page.form.services.value() == (
        "Pendampingan visum",
        "Ruang tenang",
        "Juru bahasa isyarat",
    )
    desk.pick("polisi")
    assert desk.page.form.services.offers()[0] == "Penerimaan laporan"
    assert desk.page.form.services.value() == ("Ruang tenang", "Juru bahasa isyarat")


def test_data_without_consent_cannot_be_ticked_and_says_why(desk: ComposerDesk) -> None:
    desk.pick("polisi")
    assert not desk.tick("tick_nama").isEnabled()
    assert desk.tick("tick_nama").accessibleDescription() == NO_POLICE
    assert desk.tick("tick_kode").isEnabled()
    assert desk.page.form.ticks.reasons().keys() == {NO_POLICE}
    link = desk.page.findChild(Button, "record_consent")
    assert isinstance(link, Button)
    link.click()
    assert desk.navigator.routes == [CaseRoute(case_uid=CASE, tab="persetujuan")]


def test_without_a_partner_there_is_no_consent_to_record(desk: ComposerDesk) -> None:
    assert not desk.tick("tick_nama").isEnabled()
    assert desk.page.findChild(Button, "record_consent") is None


def test_a_tick_does_not_come_back_by_itself_for_another_receiver(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.tick("tick_nama").click()
    assert "nama" in desk.page.form.content("A4").ticked
    desk.pick("polisi")
    assert desk.page.form.content("A4").ticked == ("kode", "usia_jk")
    desk.pick("rs")
    assert desk.page.form.content("A4").ticked == ("kode", "usia_jk")


def test_the_summary_is_asked_only_when_it_may_be_printed(desk: ComposerDesk) -> None:
    desk.pick("rs")
    assert desk.page.form.get("summary").isHidden()
    desk.tick("tick_ringkasan").click()
    field = desk.page.form.get("summary")
    assert not field.isHidden()
    assert field.warning() == "Belum ditulis; bagian ini tidak tercetak"
    desk.page.form.copy_facts.click()
    assert desk.page.form.summary_text.value() == "Dipukul pada Maret 2026."
    assert field.warning() == ""


def test_ticking_the_risk_writes_its_level(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.tick("tick_risiko").click()
    assert desk.page.form.condition_text.value() == "Tingkat risiko: tinggi."


def test_a_pause_in_typing_draws_the_letter_once(desk: ComposerDesk, qtbot: QtBot) -> None:
    desk.pick("rs")
    desk.drawn()
    before = len(desk.referrals.previews)
    with qtbot.waitSignal(desk.page.preview.letter_made) as made:
        desk.write("reason", "Perlu obat")
    assert [one.reason for one in desk.referrals.previews[before:]] == ["Perlu obat"]
    assert desk.page.preview.pdf == letter_bytes(made.args[0])
    assert desk.page.preview.view.page_count() == 1


def test_a_late_picture_of_older_words_is_dropped(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.page.preview.refresh_now()
    drawn = desk.page.preview.pdf

    def hold(_letter: object) -> None:
        desk.runner.held = True

    desk.page.preview.letter_made.connect(hold)
    desk.page.form.get("reason").editor.set_value("kata lama")
    desk.page.preview.refresh_now()
    desk.page.preview.refresh_soon()
    desk.page.preview.letter_made.disconnect(hold)
    desk.runner.release()
    assert desk.page.preview.pdf == drawn
    desk.drawn()
    assert b"kata lama" in desk.page.preview.pdf


def test_issuing_with_gaps_lists_them_with_the_way_to_the_field(desk: ComposerDesk) -> None:
    desk.pick("rs")
    assert desk.page.handle("submit")
    assert desk.page.form.errors().keys() == {"services_asked"}
    assert desk.page.findChild(IssueDialog) is None
    desk.page.form.summary.activated.emit("services_asked")
    assert QApplication.focusWidget() is desk.tick("service_0")


def test_gaps_of_the_settings_are_told_too(desk: ComposerDesk) -> None:
    desk.page.form_pane.gap_line.set_gaps({"signer": "Penanda tangan belum diisi."})
    gaps = desk.page.findChild(Button, "gaps")
    assert isinstance(gaps, Button)
    gaps.click()
    assert desk.page.form.errors() == {"signer": "Penanda tangan belum diisi."}


def test_an_unreadable_date_is_told_and_kept(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.page.form.deadline.set_value("32/1/2027")
    desk.page.handle("save")
    assert "deadline" in desk.page.form.errors()
    assert desk.page.form.deadline.text() == "32/1/2027"
    assert desk.referrals.rows == {}


def test_saving_keeps_a_draft_in_the_case_and_drops_the_autosaved_one(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.write("reason", "Perlu obat")
    desk.page.keep_draft()
    assert list(desk.drafts.kept) == [("surat_rujukan", f"baru-{CASE}")]
    desk.page.handle("save")
    assert desk.referrals.rows["r1"].view.content.reason == "Perlu obat"
    assert desk.drafts.kept == {}
    assert desk.page.route == ComposerRoute(case_uid=CASE, referral_uid="r1")
    desk.write("reason", "!")
    desk.page.handle("save")
    assert desk.referrals.rows["r1"].view.version == 2


def test_words_typed_while_saving_stay_unsaved(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.runner.held = True
    desk.page.handle("save")
    desk.write("reason", "sesudahnya")
    desk.runner.release()
    assert desk.referrals.rows["r1"].view.content.reason == ""
    assert desk.page.draft() is not None


def test_a_draft_comes_back_in_full(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.tick("service_0").click()
    desk.tick("tick_nama").click()
    desk.write("reason", "Perlu obat")
    desk.page.preview.paper_size.set_value("F4")
    desk.page.keep_draft()
    desk.new_page()
    desk.enter()
    content = desk.page.form.content(desk.page.preview.paper_size.value() or "")
    assert content.partner_uid == "rs"
    assert content.services_asked == ("Pemeriksaan dan penanganan kesehatan",)
    assert content.ticked == ("kode", "usia_jk", "nama")
    assert content.reason == "Perlu obat"
    assert content.paper == "F4"


def test_reading_again_keeps_what_was_typed(desk: ComposerDesk) -> None:
    desk.write("reason", "Perlu obat")
    desk.page.handle("reload")
    assert desk.page.form.content("A4").reason == "Perlu obat"


def test_a_draft_does_not_bring_back_a_tick_without_consent(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.tick("tick_nama").click()
    desk.page.keep_draft()
    desk.referrals.consented.clear()
    desk.new_page()
    desk.enter()
    assert desk.page.form.content("A4").ticked == ("kode", "usia_jk")
    assert not desk.tick("tick_nama").isChecked()


def test_nothing_typed_is_no_draft(desk: ComposerDesk) -> None:
    assert desk.page.draft() is None
    assert desk.page.take_draft() is None


def test_a_saved_referral_is_found_again_after_a_lock(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.page.handle("save")
    place: dict[str, object] = {"more": desk.page.place()}
    desk.new_page()
    desk.enter(NEW, place)
    assert desk.page.referral is not None
    assert desk.page.referral.uid == "r1"


def test_going_back_to_the_same_step_goes_on_with_the_saved_referral(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.page.handle("save")
    desk.enter(NEW)
    assert desk.page.referral is not None
    assert desk.page.referral.uid == "r1"
    desk.enter(ComposerRoute(case_uid=CASE))
    assert desk.page.referral.uid == ""


def test_a_newer_version_is_shown_beside_the_own_one(desk: ComposerDesk) -> None:
    desk.pick("rs")
    desk.page.handle("save")
    other = desk.referrals.rows["r1"]
    other.view = replace(
        other.view, version=5, content=replace(other.view.content, reason="Kata rekan")
    )
    desk.write("reason", "Kata saya")
    desk.page.handle("save")
    asked = desk.prompts.asked[-1]
    assert asked.kind == "choose"
    assert "Kata saya" in asked.text
    assert "Kata rekan" in asked.text
    assert desk.page.form.content("A4").reason == "Kata saya"


@pytest.mark.parametrize(("choice", "kept"), [("saya", "Kata saya"), ("tersimpan", "Kata rekan")])
def test_either_version_can_be_chosen(desk: ComposerDesk, choice: str, kept: str) -> None:
    desk.pick("rs")
    desk.page.handle("save")
    other = desk.referrals.rows["r1"]
    other.view = replace(
        other.view, version=5, content=replace(other.view.content, reason="Kata rekan")
    )
    desk.write("reason", "Kata saya")
    desk.prompts.answers.append(choice)
    desk.page.handle("save")
    desk.page.handle("save")
    assert desk.page.form.content("A4").reason == kept
    assert desk.referrals.rows["r1"].view.content.reason == kept


def test_an_old_draft_is_compared_with_what_was_saved_since(desk: ComposerDesk) -> None:
    desk.referrals.put("r1", content=COMPLETE)
    desk.enter(ComposerRoute(case_uid=CASE, referral_uid="r1"))
    desk.write("reason", " saya")
    desk.page.keep_draft()
    stored = desk.referrals.rows["r1"]
    stored.view = replace(stored.view, version=3, content=replace(COMPLETE, reason="Kata rekan"))
    desk.new_page()
    desk.enter(ComposerRoute(case_uid=CASE, referral_uid="r1"))
    assert "Kata rekan" in desk.prompts.asked[-1].text


def test_a_case_of_somebody_else_opens_with_a_reason(desk: ComposerDesk) -> None:
    desk.referrals.needs_reason = True
    desk.prompts.answers.append("Mengganti rekan")
    desk.enter(ComposerRoute(case_uid=CASE))
    assert desk.office.cases.reasons == ["Mengganti rekan"]
    assert desk.page.referral is not None


def test_without_a_reason_it_goes_back(desk: ComposerDesk) -> None:
    desk.referrals.needs_reason = True
    desk.prompts.answers.append(None)
    desk.enter(ComposerRoute(case_uid=CASE))
    assert desk.navigator.steps_back == 1
    assert desk.page.referral is None


def test_a_referral_that_is_gone_leaves_nothing_of_the_one_before(desk: ComposerDesk) -> None:
    desk.referrals.put("r1", content=COMPLETE)
    desk.enter(ComposerRoute(case_uid=CASE, referral_uid="r1"))
    desk.referrals.refusal = NotFoundError("Rujukan ini tidak ditemukan. Muat ulang daftar.")
    desk.enter(ComposerRoute(case_uid=CASE, referral_uid="r2"))
    assert desk.page.notice.text() == "Rujukan ini tidak ditemukan. Muat ulang daftar."
    assert desk.page.form.content("A4").reason == ""
    assert not desk.page.head.is_offered("submit")


def test_who_may_not_write_may_look(qtbot: QtBot) -> None:
    desk = ComposerDesk(qtbot)
    desk.office.rights = AllRights(("identitas", "W"), ("rekam_terbatas", "W"))
    desk.referrals.put("r1", content=COMPLETE)
    desk.new_page()
    desk.enter(ComposerRoute(case_uid=CASE, referral_uid="r1"))
    assert desk.page.notice.text().startswith("Rujukan ini dapat dibaca")
    assert not desk.page.head.is_offered("save")
    assert not desk.tick("tick_nama").isEnabled()
    desk.page.handle("submit")
    assert desk.referrals.issued == []


def test_consent_that_changes_meanwhile_is_seen(desk: ComposerDesk) -> None:
    desk.pick("polisi")
    desk.referrals.consented.add("polisi")
    desk.page.on_changes(ChangeSet.of(("case", CASE)))
    assert desk.tick("tick_nama").isEnabled()


def test_keys_lead_on_with_the_same_case(desk: ComposerDesk) -> None:
    assert desk.page.handle("refer")
    assert desk.navigator.routes == [ComposerRoute(case_uid=CASE)]
    assert desk.toasts.errors == []
