"""Consent, risk and the end of a case over real services; one visit is one opening on record."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from ruko_desk.db.tables.house import AuditEntry
from ruko_desk.services.care import Care
from ruko_desk.services.office import Office
from tests.fakes.prompts import FakePrompts
from tests.services.desk import Staff
from tests.ui.pages.cases.case_desk import COLLEAGUES, badges, button, is_open, opened, words
from tests.ui.pages.cases.conftest import OpenDesk
from tests.ui.pages.cases.edit_desk import EditDesk
from ui.pages.cases.close_dialog import CloseDialog
from ui.pages.cases.consent_form import ConsentDialog
from ui.pages.cases.decide_dialog import DecideDialog
from ui.pages.cases.risk_dialog import RiskDialog
from ui.widgets.badge import Badge

CONTROL = Qt.KeyboardModifier.ControlModifier


def acts_on_record(office: Office) -> list[str]:
    office.database.act_as(None, "")
    with office.database.read() as session:
        query = select(AuditEntry.action).order_by(AuditEntry.seq)
        return list(session.execute(query).scalars())


def seated(open_desk: OpenDesk, office: Office, uid: str) -> EditDesk:
    desk = open_desk(uid)
    desk.services.care = Care(office)
    desk.services.users = type("Names", (), {"case_holders": lambda _self, _actor: COLLEAGUES})()
    return desk


def test_a_visit_with_many_acts_is_one_opening(
    open_desk: OpenDesk, office: Office, uid: str
) -> None:
    desk = seated(open_desk, office, uid)
    before = acts_on_record(office).count("buka kasus")
    page = desk.page
    page.data.show_section("persetujuan")
    section = page.data.section("persetujuan")

    button(section, "record_consent").click()
    form = opened(ConsentDialog).form
    form.purpose.set_value("hukum")
    form.answer.set_value("ya")
    form.fields.set_value(("nama",))
    form.relation.set_value("wali")
    QTest.keyClick(form, Qt.Key.Key_Return, CONTROL)
    assert form.errors() == {"signer_name": "Isi nama penandatangan persetujuan"}
    form.signer.set_value("Sari")
    QTest.keyClick(form, Qt.Key.Key_Return, CONTROL)
    assert not is_open(ConsentDialog)
    assert "ditandatangani Sari (wali)" in words(section)

    cast("FakePrompts", desk.ctx.prompts).answers.append(True)
    button(section, "withdraw_hukum").click()
    assert "Ditarik" in [badge.text() for badge in section.findChildren(Badge)]

    QTest.keyClick(page.header.risk, Qt.Key.Key_Space)
    risk = opened(RiskDialog)
    risk.form.boxes["luka"].click()
    risk.form.level.button("darurat").click()
    risk.accept()
    assert list(risk.form.errors()) == ["reason"]
    risk.form.reason.set_value("Terlapor di luar")
    risk.accept()
    assert "Darurat" in badges(page)

    page.header.wanted.emit("tutup")
    end = opened(CloseDialog)
    end.reason.set_value("pindah")
    end.accept()
    assert list(end.form.errors()) == ["note"]
    end.note.set_value("Klien pindah")
    end.accept()
    assert "Penutupan diminta" in badges(page)
    page.handle("reload")

    record = acts_on_record(office)
    assert record.count("buka kasus") == before
    assert record[-4:] == [
        "catat persetujuan",
        "tarik persetujuan",
        "nilai risiko",
        "minta penutupan",
    ]


def test_a_manager_decides_what_another_asked_for(
    open_desk: OpenDesk, office: Office, uid: str, staff: Staff
) -> None:
    desk = seated(open_desk, office, uid)
    desk.page.header.wanted.emit("tutup")
    end = opened(CloseDialog)
    end.reason.set_value("pindah")
    end.note.set_value("Klien pindah")
    end.accept()
    theirs = open_desk(uid, staff.pengelola)
    theirs.services.care = Care(office)
    theirs.page.header.wanted.emit("putuskan")
    dialog = opened(DecideDialog)
    dialog.decision.set_value("setuju")
    dialog.accept()
    assert "Ditutup" in badges(theirs.page)
    assert not theirs.page.header.offers("putuskan")
    assert theirs.page.header.offers("buka")
