"""Persetujuan: what is in force, recording an answer, taking one back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ruko_desk.domain.dto.cases import RecordConsent
from ruko_desk.errors import FieldErrors
from tests.look.cut_off import cut_off_texts, outside
from tests.ui.pages.cases.case_desk import (
    TOMORROW,
    YESTERDAY,
    Desk,
    button,
    consent,
    detail,
    event,
    is_open,
    opened,
    words,
)
from tests.ui.pages.cases.case_house import NOON
from ui.pages.cases.consent_form import ConsentDialog
from ui.pages.cases.consents_section import ConsentsSection


def section(desk: Desk) -> ConsentsSection:
    shown = desk.page.data.current()
    assert isinstance(shown, ConsentsSection)
    return shown


def asked(desk: Desk) -> ConsentDialog:
    button(section(desk), "record_consent").click()
    return opened(ConsentDialog)


def sent(desk: Desk) -> RecordConsent:
    given = desk.cases.did("record_consent")[-1][0]
    assert isinstance(given, RecordConsent)
    return given


def test_each_purpose_shows_the_answer_that_counts_and_those_never_asked(qtbot: QtBot) -> None:
    rows = (
        consent("k6", "sosial", "nanti"),
        consent("k5", "kesehatan", withdrawn_at=NOON),
        consent("k4", "hukum", expires_on=YESTERDAY),
        consent("k3", "polisi", "tidak"),
        consent("k2", "rumah_aman", expires_on=TOMORROW, signer_name="Sari",
                signer_relation="wali", child_agrees=True),
        consent("k1", "kesehatan"),
    )  # fmt: skip
    desk = Desk(qtbot, replace(detail(), consents=rows)).enter("persetujuan")
    told = words(section(desk))
    assert "ditandatangani Sari (wali) · berlaku sampai 27-11-2026 · anak setuju" in told
    assert "Boleh pada surat: Nama lengkap." in told
    assert "ditarik 26-11-2026 12.00" in told
    assert "Belum ditanyakan: Menerima layanan dan pencatatan; Berbagi dengan sekolah" in told
    offered = [name for name in ("withdraw_rumah_aman", "ask_kesehatan", "ask_hukum", "ask_sosial")
               if button(section(desk), name).isVisible()]  # fmt: skip
    assert len(offered) == 4
    past = button(section(desk), "past_consents")
    assert past.text() == "Riwayat (1)"
    past.click()
    assert "Berbagi dengan layanan kesehatan dan psikologi: Ya, 26-11-2026" in words(section(desk))
    qtbot.waitUntil(lambda: cut_off_texts(desk.page) == [])  # wrapped lines settle a moment later
    assert outside(desk.page) == []


def test_who_may_not_record_is_offered_nothing(qtbot: QtBot) -> None:
    case = replace(detail(), consents=(consent("k1", "hukum"),), may_edit=frozenset())
    desk = Desk(qtbot, case).enter("persetujuan")
    assert not button(section(desk), "record_consent").isVisible()
    assert section(desk).findChild(QAbstractButton, "withdraw_hukum") is None
    section(desk).record()
    assert not is_open(ConsentDialog)


def test_an_answer_is_recorded_by_keyboard_with_what_it_covers(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter("persetujuan")
    form = asked(desk).form
    assert form.get("purpose").focus_target().hasFocus() or not form.isActiveWindow()
    form.purpose.set_value("hukum")
    assert not form.get("fields").isVisible()
    form.answer.set_value("ya")
    form.fields.set_value(("nama", "nik"))
    form.expires.set_value("27/11/2026")
    desk.answers(consents=(consent("k1", "hukum"),))
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(form, Qt.Key.Key_Return, control)
    given = sent(desk)
    assert given.case_uid == "c1"
    assert set(given.fields) == {"kode", "usia_jk", "nama", "nik"}
    assert (given.signer_relation, given.expires_on) == ("diri_sendiri", TOMORROW)
    assert not is_open(ConsentDialog)
    assert "Boleh pada surat" in words(section(desk))


def test_what_is_not_asked_any_more_is_not_sent(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter("persetujuan")
    form = asked(desk).form
    form.purpose.set_value("hukum")
    form.answer.set_value("ya")
    form.fields.set_value(("nama",))
    form.relation.set_value("wali")
    form.signer.set_value("Sari")
    form.expires.set_value("27/11/2026")
    form.answer.set_value("tidak")
    opened(ConsentDialog).accept()
    plain = RecordConsent(case_uid="c1", purpose="hukum", answer="tidak")
    assert sent(desk) == plain


def test_for_a_child_an_adult_signs_and_the_child_is_asked_too(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(age=12)).enter("persetujuan")
    form = asked(desk).form
    form.purpose.set_value("kesehatan")
    form.answer.set_value("ya")
    assert form.relation.value() is None
    assert form.relation.findData("diri_sendiri") == -1
    form.relation.set_value("ibu")
    assert form.get("signer_name").isVisible()
    form.signer.set_value("Sari")
    form.child.set_value("tidak")
    opened(ConsentDialog).accept()
    given = sent(desk)
    assert (given.signer_name, given.signer_relation, given.child_agrees) == ("Sari", "ibu", False)


def test_another_basis_than_consent_needs_no_signature(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail(age=12)).enter("persetujuan")
    form = asked(desk).form
    form.purpose.set_value("polisi")
    form.answer.set_value("ya")
    form.basis.set_value("kewajiban_hukum")
    assert not form.get("signer_relation").isVisible()
    opened(ConsentDialog).accept()
    assert (sent(desk).legal_basis, sent(desk).signer_name) == ("kewajiban_hukum", "")


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter("persetujuan")
    dialog = asked(desk)
    form = dialog.form
    form.purpose.set_value("hukum")
    form.answer.set_value("ya")
    form.relation.set_value("wali")
    form.signer.set_value("Sari")
    form.expires.set_value("besok lusa")
    dialog.accept()
    assert form.errors()["expires_on"] == "Tulis tanggal lengkap seperti 27/3/2027"
    assert desk.cases.did("record_consent") == []
    form.expires.set_value("")
    desk.cases.refusals.append(FieldErrors({"signer_name": "Penandatangan ini terlapor"}))
    dialog.accept()
    assert form.errors() == {"signer_name": "Penandatangan ini terlapor"}
    assert form.signer.value() == "Sari"
    dialog.accept()
    assert sent(desk).signer_name == "Sari"
    assert not is_open(ConsentDialog)


def test_escape_records_nothing(qtbot: QtBot) -> None:
    desk = Desk(qtbot, detail()).enter("persetujuan")
    dialog = asked(desk)
    dialog.form.purpose.set_value("hukum")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not is_open(ConsentDialog)
    assert desk.cases.did("record_consent") == []


def test_taking_back_says_what_follows_and_then_what_was_stopped(qtbot: QtBot) -> None:
    row = consent("k1", "hukum")
    desk = Desk(qtbot, replace(detail(), consents=(row,), timeline=(event("Lama"),)))
    desk.enter("persetujuan")
    desk.prompts.answers += [False, True]
    button(section(desk), "withdraw_hukum").click()
    assert desk.cases.did("withdraw_consent") == []
    assert "rujukan yang belum diserahkan dicabut" in desk.prompts.asked[-1].text
    assert "3 x 24 jam" in desk.prompts.asked[-1].text
    desk.answers(
        consents=(replace(row, withdrawn_at=NOON),),
        timeline=(
            replace(event("Hukum: persetujuan ditarik"), uid="k1"),
            event("Surat 400/1 sudah keluar sebelum persetujuan ditarik; hubungi penerimanya"),
            event("Lama"),
        ),
    )
    button(section(desk), "withdraw_hukum").click()
    assert desk.cases.did("withdraw_consent") == [("c1", "k1")]
    said = desk.prompts.asked[-1]
    assert said.kind == "inform"
    assert said.text == (
        "Surat 400/1 sudah keluar sebelum persetujuan ditarik; hubungi penerimanya."
    )
    assert "ditarik 26-11-2026 12.00" in words(section(desk))
    assert button(section(desk), "ask_hukum").isVisible()


def test_a_purpose_asked_again_is_chosen_already(qtbot: QtBot) -> None:
    case = replace(detail(), consents=(consent("k1", "sosial", "nanti"),))
    desk = Desk(qtbot, case).enter("persetujuan")
    button(section(desk), "ask_sosial").click()
    dialog = opened(ConsentDialog)
    assert dialog.form.purpose.value() == "sosial"
