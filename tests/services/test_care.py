"""What is done for a client: saved, checked, refused, counted for the stage, seen by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ruko_desk.domain.dto.care import (
    LegalStepView,
    NeedsView,
    PlanItemView,
    SafetyPlanView,
    ServiceView,
)
from ruko_desk.domain.dto.cases import AllegedPerpetratorView, SaveAllegedPerpetrator, SaveIncident
from ruko_desk.errors import FieldErrors, NotAllowedError, NotFoundError, StaleError, UserError
from ruko_desk.services.care import Care
from ruko_desk.services.cases import Cases
from ruko_desk.services.office import Office
from tests.services.casework import STORY, give
from tests.services.desk import AsUser, Staff

TODAY = date(2026, 11, 26)
ITEM = PlanItemView(need="kesehatan", action="Periksa luka di RSUD", due_on=date(2026, 12, 1))


@pytest.fixture
def care(office: Office) -> Care:
    return Care(office)


@pytest.fixture
def hers(office: Office, staff: Staff, as_user: AsUser, uid: str) -> str:
    """The case of two days ago in the hands of the companion, who acts."""
    give(office, uid, owner=staff.pendamping)
    as_user(staff.pendamping)
    return uid


def test_stage_follows_from_what_is_recorded(
    care: Care, cases: Cases, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    assert care.open(actor, hers).stage.status == "baru"
    view = care.save_needs(actor, hers, NeedsView(physical="Lebam di lengan")).value
    assert (view.stage.status, view.stage.because) == (
        "asesmen",
        "Asesmen: asesmen sudah dimulai",
    )
    view = care.save_plan_item(actor, hers, ITEM).value
    assert view.stage.because == "Dalam penanganan: 1 butir rencana"
    version = cases.open(actor, hers).header.version
    view = care.set_follow_up(actor, hers, version, date(2026, 12, 10)).value
    assert view.stage.status == "ditangani", "an open item of the plan comes before following up"
    item = (view.plan or ())[0]
    view = care.save_plan_item(actor, hers, replace(item, state="selesai")).value
    assert view.stage.status == "dipantau"
    assert (view.plan or ())[0].settled_on == TODAY


def test_assessment_keeps_its_parts_its_author_and_its_versions(
    care: Care, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    view = care.save_needs(actor, hers, NeedsView(hopes=" Ingin aman ", social="Jauh")).value
    saved = (view.assessments or ())[0]
    assert (saved.hopes, saved.assessed_on, saved.assessed_by) == ("Ingin aman", TODAY, "Siti R.")
    care.save_needs(actor, hers, replace(saved, economic="Tidak berpenghasilan"))
    with pytest.raises(StaleError):
        care.save_needs(actor, hers, replace(saved, economic="Lain"))
    with pytest.raises(FieldErrors) as caught:
        care.save_needs(actor, hers, NeedsView(assessed_on=date(2026, 11, 27)))
    assert set(caught.value.fields) == {"physical", "assessed_on"}


def test_plan_names_every_wrong_field(care: Care, hers: str, staff: Staff) -> None:
    with pytest.raises(FieldErrors) as caught:
        care.save_plan_item(
            staff.pendamping,
            hers,
            PlanItemView(
                need="",
                state="entah",
                user_uid="x",
                partner_uid="y",
                due_on=date(2026, 11, 25),
            ),
        )
    assert set(caught.value.fields) == {
        "need",
        "action",
        "state",
        "user_uid",
        "partner_uid",
        "due_on",
    }
    with pytest.raises(NotFoundError):
        care.save_plan_item(staff.pendamping, hers, replace(ITEM, uid="0" * 32))


def test_services_count_those_declined_and_those_nobody_could_give(
    care: Care, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    for outcome in ("diberikan", "ditolak_klien", "tidak_tersedia"):
        given = ServiceView(kind="kesehatan", outcome=outcome, minutes=30, user_uid=actor.uid)
        care.save_service(actor, hers, given)
    services = care.open(actor, hers).services or ()
    assert [one.outcome for one in services] == ["tidak_tersedia", "ditolak_klien", "diberikan"]
    assert {one.user_name for one in services} == {"Siti R."}
    with pytest.raises(FieldErrors) as caught:
        care.save_service(actor, hers, ServiceView(minutes=0, given_on=date(2027, 1, 1)))
    assert set(caught.value.fields) == {"kind", "outcome", "minutes", "given_on"}


def test_mediation_is_closed_where_sexual_violence_is_recorded(
    care: Care, cases: Cases, hers: str, staff: Staff, as_user: AsUser
) -> None:
    mediation = ServiceView(kind="mediasi", outcome="diberikan")
    care.save_service(staff.pendamping, hers, mediation)
    story = replace(STORY, forms=("seksual",), main_form="seksual")
    cases.save_incident(staff.pendamping, SaveIncident(case_uid=hers, incident=story))
    for attempt in (mediation, replace(mediation, mediation_reason="Terlapor anak")):
        with pytest.raises(UserError) as caught:
            care.save_service(staff.pendamping, hers, attempt)
        assert caught.value.code == "mediasi"
    with pytest.raises(UserError):
        care.save_plan_item(
            staff.pendamping, hers, PlanItemView(need="mediasi", action="Bertemu keluarga")
        )


def test_legal_steps_stand_in_their_order_against_one_perpetrator(
    care: Care, cases: Cases, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    named = AllegedPerpetratorView(uid="", version=0, relation="suami")
    detail = cases.save_perpetrator(
        actor, SaveAllegedPerpetrator(case_uid=hers, perpetrator=named)
    ).value
    he = (detail.perpetrators or ())[0].uid
    care.save_legal_step(actor, hers, LegalStepView(step="penyidikan", happened="2026-11-20"))
    view = care.save_legal_step(
        actor, hers, LegalStepView(step="pelaporan", happened="2026-11", perpetrator_uid=he)
    ).value
    steps = view.legal_steps or ()
    assert [(one.step, one.perpetrator_uid) for one in steps] == [
        ("pelaporan", he),
        ("penyidikan", ""),
    ]
    with pytest.raises(FieldErrors) as caught:
        care.save_legal_step(
            actor, hers, LegalStepView(step="", happened="2027", perpetrator_uid="z")
        )
    assert set(caught.value.fields) == {"step", "happened", "perpetrator_uid"}


def test_safety_plan_is_one_per_case_and_reviewed_when_saved(
    care: Care, hers: str, staff: Staff
) -> None:
    plan = SafetyPlanView(code_word="mangga", bag=("ktp", "obat"), paper_is_safe=False)
    view = care.save_safety(staff.pendamping, hers, plan).value
    assert view.safety is not None
    assert (view.safety.bag, view.safety.reviewed_on) == (("ktp", "obat"), TODAY)
    with pytest.raises(StaleError):
        care.save_safety(staff.pendamping, hers, plan)
    with pytest.raises(FieldErrors):
        care.save_safety(staff.pendamping, hers, replace(view.safety, bag=("emas",)))


def test_warnings_are_lowered_with_a_reason_and_stay_readable(
    care: Care, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    view = care.raise_flag(actor, hers, "terlapor_dekat", "Menunggu di warung").value
    flag = view.flags[0]
    with pytest.raises(UserError):
        care.raise_flag(actor, hers, "terlapor_dekat", "lagi")
    with pytest.raises(FieldErrors):
        care.lower_flag(actor, hers, flag.uid, " ")
    view = care.lower_flag(actor, hers, flag.uid, "Sudah pergi").value
    assert (view.flags[0].lowered_by, view.flags[0].lowered_because) == ("Siti R.", "Sudah pergi")
    with pytest.raises(NotFoundError):
        care.lower_flag(actor, hers, flag.uid, "lagi")
    with pytest.raises(FieldErrors) as caught:
        care.raise_flag(actor, hers, "entah", "")
    assert set(caught.value.fields) == {"kind", "reason"}


def test_linked_cases_know_each_other_until_the_link_is_taken_away(
    care: Care, hers: str, todays: str, staff: Staff, as_user: AsUser, office: Office
) -> None:
    give(office, todays, owner=staff.pendamping)
    actor = as_user(staff.pendamping)
    view = care.link(actor, hers, "rk-26-0002", "serumah", "Ibu dan anak").value
    assert [one.case_uid for one in view.links] == [todays]
    assert [one.case_code for one in care.open(actor, todays).links] == ["RK-26-0001"]
    for code in ("RK-26-0002", "RK-26-0001", "RK-99-0001"):
        with pytest.raises(FieldErrors):
            care.link(actor, hers, code, "serumah", "")
    view = care.unlink(actor, todays, view.links[0].uid).value
    assert view.links == ()
    assert care.open(actor, hers).links == ()


def test_handing_over_needs_the_open_points_and_is_kept(
    care: Care, cases: Cases, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    version = cases.open(actor, hers).header.version
    with pytest.raises(FieldErrors):
        care.hand_over(actor, hers, version, staff.pendamping2.uid, "")
    view = care.hand_over(
        actor, hers, version, staff.pendamping2.uid, "Visum Senin, telepon malam"
    ).value
    last = view.handovers[0]
    assert (last.from_name, last.to_name, last.given_by) == ("Siti R.", "Yanti", "Siti R.")


def test_each_role_sees_and_changes_what_the_table_says(
    care: Care, hers: str, staff: Staff, as_user: AsUser, office: Office
) -> None:
    care.save_needs(staff.pendamping, hers, NeedsView(physical="Lebam"))
    care.save_plan_item(staff.pendamping, hers, ITEM)
    for member in (staff.petugas, staff.psikolog, staff.hukum, staff.penjaga):
        if member is not staff.petugas:
            give(office, hers, member=member)
    seen = {}
    for name in ("petugas", "pendamping", "psikolog", "hukum", "penjaga"):
        view = care.open(as_user(getattr(staff, name)), hers)
        seen[name] = (
            view.assessments is not None,
            view.plan is not None,
            view.safety is not None,
            tuple(sorted(view.may_edit)),
        )
    assert seen == {
        "petugas": (False, True, True, ("keselamatan",)),
        "pendamping": (True, True, True, ("asesmen", "keselamatan", "penanganan", "penutupan")),
        "psikolog": (True, True, True, ("asesmen", "keselamatan", "penanganan", "penutupan")),
        "hukum": (True, True, True, ("keselamatan", "penanganan", "penutupan")),
        "penjaga": (False, False, True, ()),
    }
    with pytest.raises(NotAllowedError):
        care.save_plan_item(as_user(staff.petugas), hers, ITEM)
    with pytest.raises(NotAllowedError):
        care.save_needs(as_user(staff.hukum), hers, NeedsView(physical="x"))
    with pytest.raises(NotAllowedError):
        care.open(as_user(staff.admin), hers)
