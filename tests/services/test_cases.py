"""The case file: who may open it, and what each colleague sees of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from ruko_desk.clock import FixedClock
from ruko_desk.db.tables.house import AuditEntry
from ruko_desk.domain.dto.cases import (
    AssessRisk,
    SaveIncident,
    SavePerson,
)
from ruko_desk.errors import (
    EnvironmentProblem,
    NotAllowedError,
    NotFoundError,
)
from ruko_desk.services.cases import Cases
from ruko_desk.services.office import Office
from tests.services.casework import STORY, book, client, give
from tests.services.desk import AsUser, Staff


def test_opener_opens_her_case_without_a_reason(
    cases: Cases, uid: str, staff: Staff, audited: Callable[[], list[str]]
) -> None:
    detail = cases.open(staff.petugas, uid)
    assert (detail.header.code, detail.header.initials, detail.header.age) == (
        "RK-26-0001",
        "A.",
        31,
    )
    assert audited()[-1] == "buka kasus"


@pytest.mark.parametrize("login", ["petugas2", "pendamping", "pengelola"])
def test_other_peoples_case_opens_with_a_reason_that_holds_for_the_day(
    office: Office,
    cases: Cases,
    uid: str,
    staff: Staff,
    as_user: AsUser,
    clock: FixedClock,
    login: str,
) -> None:
    actor = as_user(getattr(staff, login))
    with pytest.raises(NotAllowedError) as caught:
        cases.open(actor, uid)
    assert caught.value.code == "perlu_alasan"
    with pytest.raises(NotAllowedError):
        cases.open(actor, uid, "   ")
    cases.open(actor, uid, "klien menelepon")
    assert cases.open(actor, uid).header.uid == uid
    clock.advance(days=1)
    with pytest.raises(NotAllowedError):
        cases.open(actor, uid)
    office.database.act_as(None, "")
    with office.database.read() as session:
        details = session.execute(
            select(AuditEntry.detail).where(AuditEntry.action == "buka kasus")
        ).scalars()
        assert list(details) == ['{"alasan": "klien menelepon"}', ""]


@pytest.mark.parametrize("login", ["psikolog", "hukum", "kesehatan", "penjaga", "admin"])
def test_no_reason_opens_a_case_to_those_who_see_only_their_own(
    cases: Cases,
    uid: str,
    staff: Staff,
    as_user: AsUser,
    audited: Callable[[], list[str]],
    login: str,
) -> None:
    actor = as_user(getattr(staff, login))
    with pytest.raises(NotAllowedError) as caught:
        cases.open(actor, uid, "ingin tahu")
    assert caught.value.code == "tidak_berwenang"
    assert audited()[-1] == "ditolak"


def test_team_of_companions_does_not_reach_a_psychologists_case(
    office: Office, cases: Cases, uid: str, staff: Staff, as_user: AsUser
) -> None:
    give(office, uid, owner=staff.pendamping2)
    cases.open(as_user(staff.pendamping), uid, "menggantikan Yanti")
    give(office, uid, owner=staff.psikolog)
    with pytest.raises(NotAllowedError) as caught:
        cases.open(staff.pendamping, uid, "menggantikan")
    assert caught.value.code == "tidak_berwenang"


def test_case_is_hers_by_ownership_by_membership_and_by_a_session(
    office: Office, cases: Cases, uid: str, staff: Staff, as_user: AsUser
) -> None:
    give(office, uid, owner=staff.psikolog, member=staff.hukum)
    book(office, uid, staff.kesehatan, "terjadwal", date(2026, 12, 1))
    for actor in (staff.psikolog, staff.hukum, staff.kesehatan):
        assert cases.open(as_user(actor), uid).header.uid == uid


def test_cancelled_session_makes_a_case_nobodys_own(
    office: Office, cases: Cases, uid: str, staff: Staff, as_user: AsUser
) -> None:
    book(office, uid, staff.psikolog, "batal_klien", date(2026, 12, 1))
    with pytest.raises(NotAllowedError):
        cases.open(as_user(staff.psikolog), uid)


def test_front_desk_opens_todays_cases_without_a_reason(
    office: Office, cases: Cases, uid: str, todays: str, staff: Staff, as_user: AsUser
) -> None:
    cases.open(as_user(staff.petugas2), todays)
    book(office, uid, staff.psikolog, "terjadwal", date(2026, 11, 26))
    assert cases.open(staff.petugas2, uid).header.uid == uid


def test_missing_case_is_said_in_words(cases: Cases, staff: Staff, as_user: AsUser) -> None:
    with pytest.raises(NotFoundError, match="tidak ditemukan"):
        cases.open(as_user(staff.petugas), "0" * 32)


def test_read_only_vault_opens_and_offers_no_change(
    office: Office, cases: Cases, uid: str, staff: Staff
) -> None:
    office.database.read_only = True
    detail = cases.open(staff.petugas, uid)
    assert detail.may_edit == frozenset()
    with pytest.raises(EnvironmentProblem):
        cases.save_person(staff.petugas, SavePerson(case_uid=uid, person=client(detail)))


# --- what each sees -------------------------------------------------------------------------------


def test_sections_follow_the_rights_table(
    office: Office, cases: Cases, todays: str, staff: Staff, as_user: AsUser
) -> None:
    cases.save_incident(as_user(staff.petugas), SaveIncident(case_uid=todays, incident=STORY))
    give(office, todays, owner=staff.pendamping, member=staff.psikolog)
    give(office, todays, member=staff.penjaga)
    book(office, todays, staff.hukum, "terjadwal", date(2026, 11, 27))
    seen = {}
    for login in ("petugas", "pendamping", "psikolog", "penjaga", "pengelola"):
        detail = cases.open(as_user(getattr(staff, login)), todays, "perlu")
        incidents = detail.incidents
        seen[login] = (
            incidents is not None,
            bool(incidents and incidents[0].narrative),
            bool(detail.appointments),
        )
    assert seen == {
        "petugas": (True, False, True),
        "pendamping": (True, True, True),
        "psikolog": (True, True, True),
        "penjaga": (False, False, False),
        "pengelola": (True, True, True),
    }


def test_front_desk_loses_sight_of_facts_of_other_days(
    cases: Cases, uid: str, staff: Staff, as_user: AsUser
) -> None:
    assert cases.open(staff.petugas, uid).incidents == ()
    detail = cases.open(as_user(staff.petugas2), uid, "klien menelepon")
    assert (detail.incidents, detail.perpetrators) == (None, None)
    assert client(detail).call_name == "Ama"


def test_what_may_be_edited_is_told(
    office: Office, cases: Cases, todays: str, staff: Staff, as_user: AsUser
) -> None:
    front = cases.open(as_user(staff.petugas), todays).may_edit
    assert {"identitas", "kontak_aman", "kejadian", "kronologi", "persetujuan"} <= front
    cases.save_incident(staff.petugas, SaveIncident(case_uid=todays, incident=STORY))
    assert "kronologi" not in cases.open(staff.petugas, todays).may_edit
    give(office, todays, member=staff.psikolog)
    assert cases.open(as_user(staff.psikolog), todays).may_edit == {
        "risiko",
        "status",
        "penugasan",
        "penutupan",
    }
    manager = cases.open(as_user(staff.pengelola), todays, "laporan").may_edit
    assert manager == {"status", "penugasan", "penutupan"}


def test_timeline_tells_everything_newest_first_without_names(
    office: Office, cases: Cases, todays: str, staff: Staff, as_user: AsUser, clock: FixedClock
) -> None:
    actor = as_user(staff.petugas)
    clock.advance(hours=1)
    version = cases.open(actor, todays).header.version
    version = cases.assess_risk(
        actor, AssessRisk(case_uid=todays, version=version, items=("luka",))
    ).value.header.version
    clock.advance(hours=1)
    cases.set_status(actor, todays, version, "asesmen")
    book(office, todays, staff.psikolog, "terjadwal", date(2026, 11, 27))
    entries = cases.open(actor, todays).timeline
    assert [(entry.kind, entry.text) for entry in entries] == [
        ("janji", "konseling_individu, Dr. Maya: terjadwal"),
        ("status", "Status: Asesmen"),
        ("risiko", "Risiko dinilai"),
        ("kontak", "Datang langsung"),
    ]
    give(office, todays, owner=staff.pendamping)
    seen = cases.open(as_user(staff.pendamping), todays).timeline
    assert "Risiko dinilai: Tinggi" in [entry.text for entry in seen]
    assert not any("Bunga" in entry.text for entry in seen)
