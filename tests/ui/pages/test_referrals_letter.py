"""From the draft to the frozen letter: number, printing, handing over, saving, voiding."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from ruko_desk.errors import StaleError
from tests.ui.pages.composer_desk import NEW, ComposerDesk
from tests.ui.pages.letter_office import CASE, COMPLETE, NEXT_NUMBER, TAKEN
from ui.pages.referrals.issue_dialog import IssueDialog
from ui.pages.referrals.letter_steps import write_file
from ui.pages.referrals.sealed_dialog import SealedDialog
from ui.shell.routes import CaseRoute, ComposerRoute
from ui.widgets.labels import Label

ONE = ComposerRoute(case_uid=CASE, referral_uid="r1")
FROZEN = b"%PDF beku"


@pytest.fixture
def desk(qtbot: QtBot) -> ComposerDesk:
    """A composer with a complete draft in it."""
    desk = ComposerDesk(qtbot)
    desk.referrals.put("r1", content=COMPLETE)
    desk.enter(ONE)
    return desk


@pytest.fixture
def issued(qtbot: QtBot) -> ComposerDesk:
    """A composer with an issued letter in it."""
    desk = ComposerDesk(qtbot)
    desk.referrals.put("r1", state="terbit", content=COMPLETE, number="015", pdf=FROZEN)
    desk.enter(ONE)
    return desk


def dialog_of(desk: ComposerDesk) -> IssueDialog:
    found = [one for one in desk.page.findChildren(IssueDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def button(desk: ComposerDesk, name: str) -> QAbstractButton:
    found = desk.page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def test_the_number_that_comes_next_is_shown_and_taken(desk: ComposerDesk) -> None:
    QTest.keyClick(
        desk.page.form.get("reason").focus_target(),
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier,
    )
    shown = dialog_of(desk).findChild(Label, "next_number")
    assert isinstance(shown, Label)
    assert shown.text() == NEXT_NUMBER
    dialog_of(desk).accept()
    assert [one.number for one in desk.referrals.issued] == [""]
    assert desk.toasts.shown[0] == f"Surat terbit dengan nomor {NEXT_NUMBER}."
    assert desk.page.referral is not None
    assert desk.page.referral.state == "terbit"
    assert QApplication.focusWidget() is button(desk, "print")


def test_a_new_letter_is_saved_before_it_is_issued(qtbot: QtBot) -> None:
    desk = ComposerDesk(qtbot)
    desk.enter(NEW)
    desk.pick("rs")
    desk.tick("service_0").click()
    desk.page.handle("submit")
    dialog_of(desk).accept()
    assert [one.uid for one in desk.referrals.issued] == ["r1"]
    assert desk.drafts.kept == {}


def test_a_number_that_is_taken_is_mended_in_the_dialog(desk: ComposerDesk) -> None:
    desk.page.handle("submit")
    dialog = dialog_of(desk)
    dialog.number.setText(TAKEN)
    dialog.accept()
    assert dialog_of(desk) is dialog
    assert desk.referrals.issued == []
    dialog.number.setText("400.2.4/015.a/DP3AKB/XI/2026")
    dialog.accept()
    assert [one.number for one in desk.referrals.issued] == ["400.2.4/015.a/DP3AKB/XI/2026"]


def test_a_typed_number_that_cannot_be_is_told_at_once(desk: ComposerDesk) -> None:
    desk.page.handle("submit")
    dialog = dialog_of(desk)
    dialog.number.setText("015#2026")
    dialog.accept()
    assert dialog.isVisible()
    assert desk.referrals.issued == []


def test_cancelling_takes_no_number(desk: ComposerDesk) -> None:
    desk.page.handle("submit")
    dialog_of(desk).reject()
    assert desk.referrals.issued == []
    assert desk.page.editable


def test_a_letter_that_changed_behind_the_dialog_is_not_issued(desk: ComposerDesk) -> None:
    desk.page.handle("submit")
    dialog = dialog_of(desk)
    desk.referrals.save(desk.ctx.actor, desk.page.data())
    dialog.accept()
    assert desk.referrals.issued == []
    assert not dialog.isVisible()
    assert desk.prompts.asked[-1].title == "Rujukan ini sudah diubah petugas lain"


def test_what_is_shown_stored_and_printed_are_the_same_bytes(desk: ComposerDesk) -> None:
    desk.page.handle("submit")
    dialog_of(desk).accept()
    stored = desk.referrals.rows["r1"].pdf
    assert desk.page.preview.pdf == stored
    desk.page.handle("print")
    assert desk.printer.jobs == [(stored, "A4")]
    assert desk.office.letters.prints == [("surat-r1", 1)]


def test_the_issued_form_can_be_read_but_not_changed(desk: ComposerDesk) -> None:
    desk.page.handle("submit")
    dialog_of(desk).accept()
    desk.write("reason", "tambahan")
    assert desk.page.form.content("A4").reason == COMPLETE.reason
    assert not desk.tick("service_0").isEnabled()
    assert not desk.page.preview.paper_size.isEnabled()
    assert desk.page.draft() is None
    assert desk.page.notice.text().startswith("Terbit ")


def test_ticks_of_an_issued_letter_outlive_the_consent(issued: ComposerDesk) -> None:
    issued.referrals.consented.clear()
    shared = ("kode", "usia_jk", "nama")
    stored = issued.referrals.rows["r1"].view.content
    issued.referrals.put(
        "r1",
        state="terbit",
        content=type(stored)(partner_uid="rs", ticked=shared),
        pdf=FROZEN,
    )
    issued.enter(ONE)
    assert issued.tick("tick_nama").isChecked()


def test_after_printing_it_asks_whether_the_letter_is_handed_over(issued: ComposerDesk) -> None:
    assert issued.page.hand_over.isHidden()
    issued.page.handle("print")
    assert not issued.page.hand_over.isHidden()
    assert QApplication.focusWidget() is issued.page.hand_over.to_client
    issued.page.hand_over.not_yet.click()
    assert issued.page.hand_over.isHidden()
    assert issued.referrals.rows["r1"].view.state == "terbit"


def test_nothing_printed_asks_nothing(issued: ComposerDesk) -> None:
    issued.printer.works = False
    issued.page.handle("print")
    assert issued.page.hand_over.isHidden()
    assert issued.office.letters.prints == []


def test_after_handing_over_prints_and_files_are_marked(
    issued: ComposerDesk, tmp_path: Path
) -> None:
    issued.page.handle("print")
    issued.page.hand_over.to_partner.click()
    assert "ke mitra" in issued.page.notice.text()
    assert QApplication.focusWidget() is button(issued, "print")
    assert issued.page.preview.pdf == FROZEN
    issued.page.handle("print")
    issued.prompts.answers.append(tmp_path / "surat.pdf")
    button(issued, "pdf").click()
    marked = b"SALINAN Disalin oleh Nurul, 26-11-2026 pukul 10.36 WIB" + FROZEN
    assert [pdf for pdf, _paper in issued.printer.jobs] == [FROZEN, marked]
    assert (tmp_path / "surat.pdf").read_bytes() == marked
    assert issued.page.hand_over.isHidden()


def test_a_pdf_is_saved_under_a_neutral_name_and_recorded(
    issued: ComposerDesk, tmp_path: Path
) -> None:
    issued.prompts.answers.append(tmp_path / "surat.pdf")
    button(issued, "pdf").click()
    assert issued.prompts.asked[-1].text == "RK-26-0412-surat.pdf"
    assert (tmp_path / "surat.pdf").read_bytes() == FROZEN
    assert issued.office.letters.exports == [("surat-r1", "pdf")]


def test_choosing_no_place_saves_nothing(issued: ComposerDesk) -> None:
    issued.prompts.answers += [None, None]
    button(issued, "pdf").click()
    button(issued, "sealed").click()
    assert issued.office.letters.exports == []


def test_a_sealed_pdf_shows_its_five_words_once(issued: ComposerDesk, tmp_path: Path) -> None:
    issued.prompts.answers.append(tmp_path / "surat.pdf")
    button(issued, "sealed").click()
    dialog = issued.page.findChild(SealedDialog)
    assert isinstance(dialog, SealedDialog)
    words = dialog.findChild(Label, "words")
    assert isinstance(words, Label)
    assert len(words.text().replace("-", " ").split()) == 5
    saved = (tmp_path / "surat.pdf").read_bytes()
    assert saved == f"sandi {words.text()} ".encode() + FROZEN
    assert issued.office.letters.exports == [("surat-r1", "pdf_bersandi")]
    assert words.text() not in " ".join(issued.toasts.shown)


def test_half_a_file_is_taken_away(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="map"):
        write_file(tmp_path / "map" / "surat.pdf", b"isi")
    write_file(tmp_path / "surat.pdf", b"isi")
    assert (tmp_path / "surat.pdf").read_bytes() == b"isi"


def test_voiding_asks_why_and_offers_to_write_it_anew(issued: ComposerDesk) -> None:
    assert issued.page.head.is_offered("void")
    issued.prompts.answers.append("Salah isi")
    issued.page.head.wanted.emit("void")
    assert issued.office.letters.voids == [("surat-r1", "Salah isi")]
    assert not issued.page.head.is_offered("print")
    assert QApplication.focusWidget() is issued.page.head.more
    issued.page.handle("print")
    assert issued.printer.jobs == []
    issued.page.head.wanted.emit("again")
    assert issued.navigator.routes == [ComposerRoute(case_uid=CASE)]
    issued.enter(ComposerRoute(case_uid=CASE))
    content = issued.page.form.content("A4")
    assert (content.partner_uid, content.reason) == ("rs", COMPLETE.reason)
    assert issued.page.draft() is not None


def test_without_a_reason_nothing_is_voided(issued: ComposerDesk) -> None:
    issued.prompts.answers.append(None)
    issued.page.head.wanted.emit("void")
    assert issued.office.letters.voids == []


def test_a_letter_without_stored_bytes_says_so(issued: ComposerDesk) -> None:
    issued.referrals.put("r2", state="diserahkan", number="001")
    issued.enter(ComposerRoute(case_uid=CASE, referral_uid="r2"))
    assert not issued.page.head.is_offered("print")
    assert issued.page.preview.pdf == b""


def test_the_menu_holds_what_has_no_button(issued: ComposerDesk) -> None:
    names = [action.objectName() for action in issued.page.head.menu().actions()]
    assert names == ["menu_hand_over", "menu_void", "menu_again", "menu_case"]
    issued.page.head.menu().actions()[3].trigger()
    assert issued.navigator.routes == [CaseRoute(case_uid=CASE)]


def test_a_draft_that_somebody_else_issued_is_shown_as_issued(desk: ComposerDesk) -> None:
    desk.write("reason", "!")
    stored = desk.referrals.rows["r1"].view
    desk.referrals.put("r1", state="terbit", content=stored.content, number="015", pdf=FROZEN)
    desk.referrals.refusal_on_save = StaleError("Rujukan ini sudah diubah petugas lain.")
    desk.page.handle("save")
    assert desk.prompts.asked[-1].title == "Surat sudah terbit"
    assert not desk.page.editable
    assert desk.page.preview.pdf == FROZEN
