"""Running a case: risk, status, hand-over, access, and failures that leave no trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from ruko_desk.clock import FixedClock
from ruko_desk.db.tables.cases import Incident
from ruko_desk.domain.dto.cases import (
    AccessRow,
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
from tests.services.casework import STORY, close, give
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


def test_status_is_set_by_hand_in_steps_and_never_in_a_closed_case(
    office: Office, cases: Cases, todays: str, staff: Staff
) -> None:
    actor = staff.petugas
    header = cases.open(actor, todays).header
    for status in ("dibuka_kembali", "bulan", "ditutup", "baru"):
        with pytest.raises(UserError):
            cases.set_status(actor, todays, header.version, status)
    header = cases.set_status(actor, todays, header.version, "asesmen").value.header
    assert header.status == "asesmen"
    with pytest.raises(StaleError):
        cases.set_status(actor, todays, header.version - 1, "dipantau")
    close(office, todays)
    version = cases.read_again(actor, todays).header.version
    for status in ("asesmen", "dibuka_kembali"):
        with pytest.raises(UserError, match="sudah ditutup"):
            cases.set_status(actor, todays, version, status)


def test_history_of_risk_tells_who_and_the_level_to_those_who_may_read_it(
    office: Office, cases: Cases, todays: str, staff: Staff, as_user: AsUser
) -> None:
    actor = as_user(staff.petugas)
    version = cases.open(actor, todays).header.version
    command = AssessRisk(case_uid=todays, version=version, items=("hamil", "luka"))
    version = cases.assess_risk(actor, command).value.header.version
    lower = replace(command, version=version, level="sedang", reason="Sudah diobati")
    cases.assess_risk(actor, lower)
    hidden = cases.risks(actor, todays)
    assert [(row.user, row.level, row.items, row.reason) for row in hidden] == [
        ("Nurul", "", (), ""),
        ("Nurul", "", (), ""),
    ]
    give(office, todays, owner=staff.pendamping)
    companion = as_user(staff.pendamping)
    with pytest.raises(NotAllowedError, match="belum dibuka"):
        cases.risks(companion, todays)
    cases.open(companion, todays)
    newest, first = cases.risks(companion, todays)
    assert (newest.computed, newest.level, newest.reason) == ("tinggi", "sedang", "Sudah diobati")
    assert (first.level, first.items) == ("tinggi", ("luka", "hamil"))


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


def test_access_is_read_page_by_page(cases: Cases, uid: str, staff: Staff, as_user: AsUser) -> None:
    for _ in range(4):
        cases.open(as_user(staff.petugas), uid)
    cases.open(as_user(staff.pengelola), uid, "pemeriksaan")
    everything = cases.access(staff.pengelola, uid)
    paged: list[AccessRow] = []
    before = 0
    while page := cases.access(staff.pengelola, uid, before=before, limit=2):
        paged += page
        before = page[-1].seq
    assert tuple(paged) == everything
    assert len(everything) == 6


def test_one_visit_is_one_opening_on_record(
    cases: Cases, todays: str, staff: Staff, as_user: AsUser, audited: Callable[[], list[str]]
) -> None:
    actor = as_user(staff.petugas)
    with pytest.raises(NotAllowedError) as caught:
        cases.read_again(actor, todays)
    assert caught.value.code == "belum_dibuka"
    opened = cases.open(actor, todays)
    assert cases.read_again(actor, todays) == opened
    changed = cases.set_status(actor, todays, opened.header.version, "asesmen").value
    assert cases.read_again(actor, todays) == changed
    with pytest.raises(NotAllowedError):
        cases.read_again(as_user(staff.petugas2), todays)
    assert audited().count("buka kasus") == 1


def test_a_reason_of_yesterday_reads_no_further(
    cases: Cases, uid: str, staff: Staff, as_user: AsUser, clock: FixedClock
) -> None:
    actor = as_user(staff.petugas2)
    cases.open(actor, uid, "klien menelepon")
    assert cases.read_again(actor, uid).header.uid == uid
    clock.advance(days=1)
    with pytest.raises(NotAllowedError) as caught:
        cases.read_again(actor, uid)
    assert caught.value.code == "perlu_alasan"


def test_revealing_the_name_is_on_record(
    cases: Cases, uid: str, staff: Staff, audited: Callable[[], list[str]]
) -> None:
    assert cases.initials_to_name(staff.petugas, uid) == "Ama"
    assert audited()[-1] == "tampilkan nama"


def test_a_vault_for_looking_only_shows_case_and_name(
    office: Office, cases: Cases, uid: str, staff: Staff
) -> None:
    office.database.read_only = True
    assert cases.open(staff.petugas, uid) == cases.read_again(staff.petugas, uid)
    assert cases.initials_to_name(staff.petugas, uid) == "Ama"


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
