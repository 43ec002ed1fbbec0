"""Running a case: risk, status, hand-over, access, and failures that leave no trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from ruko_desk.db.tables.cases import Incident
from ruko_desk.domain.dto.cases import (
    AssessRisk,
    SaveIncident,
)
from ruko_desk.errors import (
    FieldErrors,
    NotAllowedError,
    NotFoundError,
    StaleError,
    UserError,
)
from ruko_desk.services.cases import Cases
from ruko_desk.services.office import Office
from tests.services.casework import STORY, give
from tests.services.desk import AsUser, Staff


def test_risk_follows_the_checklist_and_by_hand_needs_a_reason(
    office: Office, cases: Cases, todays: str, staff: Staff
) -> None:
    actor = staff.petugas
    version = cases.open(actor, todays).header.version
    command = AssessRisk(case_uid=todays, version=version, items=("hamil", "serumah"))
    detail = cases.assess_risk(actor, command).value
    assert detail.header.risk == "sedang"
    by_hand = replace(command, version=detail.header.version, level="darurat")
    with pytest.raises(FieldErrors) as caught:
        cases.assess_risk(actor, by_hand)
    assert set(caught.value.fields) == {"reason"}
    detail = cases.assess_risk(actor, replace(by_hand, reason="Terlapor di luar")).value
    assert detail.header.risk == "darurat"
    assert [entry.kind for entry in detail.timeline].count("risiko") == 2
    with pytest.raises(StaleError):
        cases.assess_risk(actor, by_hand)
    with pytest.raises(FieldErrors):
        cases.assess_risk(actor, replace(command, version=detail.header.version, items=("hujan",)))


def test_closed_case_can_only_be_reopened(cases: Cases, todays: str, staff: Staff) -> None:
    actor = staff.petugas
    header = cases.open(actor, todays).header
    for status, possible in (
        ("dibuka_kembali", False),
        ("bulan", False),
        ("ditutup", True),
        ("asesmen", False),
        ("dibuka_kembali", True),
        ("ditangani", True),
    ):
        if possible:
            header = cases.set_status(actor, todays, header.version, status).value.header
            assert header.status == status
        else:
            with pytest.raises(UserError):
                cases.set_status(actor, todays, header.version, status)
    with pytest.raises(StaleError):
        cases.set_status(actor, todays, header.version - 1, "dipantau")


def test_manager_hands_a_case_to_a_colleague(
    cases: Cases, uid: str, staff: Staff, as_user: AsUser
) -> None:
    actor = as_user(staff.pengelola)
    version = cases.open(actor, uid, "membagi kasus").header.version
    detail = cases.assign(actor, uid, version, staff.psikolog.uid).value
    assert detail.header.owner == "Dr. Maya"
    assert "Ditangani oleh Dr. Maya" in [entry.text for entry in detail.timeline]
    assert cases.open(as_user(staff.psikolog), uid).header.uid == uid
    with pytest.raises(UserError, match="tidak dapat memegang kasus"):
        cases.assign(as_user(staff.pengelola), uid, detail.header.version, staff.admin.uid)


def test_access_tells_managers_all_others_their_own_and_the_desk_nothing(
    office: Office, cases: Cases, uid: str, staff: Staff, as_user: AsUser
) -> None:
    give(office, uid, member=staff.pendamping2)
    cases.open(as_user(staff.petugas), uid)
    cases.open(as_user(staff.pendamping2), uid)
    cases.open(as_user(staff.pengelola), uid, "pemeriksaan berkala")
    rows = cases.access(staff.pengelola, uid)
    assert [(row.user, row.action) for row in rows] == [
        ("Ratna", "buka kasus (pemeriksaan berkala)"),
        ("Yanti", "buka kasus"),
        ("Nurul", "buka kasus"),
        ("Nurul", "buat kasus"),
    ]
    assert {row.user for row in cases.access(as_user(staff.pendamping2), uid)} == {"Yanti"}
    with pytest.raises(NotAllowedError):
        cases.access(as_user(staff.petugas), uid)


def test_revealing_the_name_is_on_record(
    cases: Cases, uid: str, staff: Staff, audited: Callable[[], list[str]]
) -> None:
    assert cases.initials_to_name(staff.petugas, uid) == "Ama"
    assert audited()[-1] == "tampilkan nama"


def test_failed_save_leaves_no_trace(
    office: Office, cases: Cases, todays: str, staff: Staff, audited: Callable[[], list[str]]
) -> None:
    view = replace(STORY, uid="0" * 32)
    with pytest.raises(NotFoundError):
        cases.save_incident(staff.petugas, SaveIncident(case_uid=todays, incident=view))
    assert "ubah kejadian" not in audited()
    with office.database.read() as session:
        assert session.execute(select(Incident)).first() is None
        assert office.database.trail.check(session) is None
