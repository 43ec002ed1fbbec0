"""The people of a case: a mother with two children, an unnamed reporter, several survivors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruko_desk.domain.dto.cases import (
    AllegedPerpetratorView,
    CaseFilter,
    SaveAllegedPerpetrator,
    SaveIncident,
    SavePerson,
)
from ruko_desk.domain.dto.parties import (
    PartyView,
    SaveParty,
    SaveRelation,
    SaveSurvivorAtIncident,
    SurvivorAtIncident,
)
from ruko_desk.errors import FieldErrors, NotFoundError, StaleError
from ruko_desk.services.case_people import People
from ruko_desk.services.cases import Cases
from ruko_desk.services.office import Office
from tests.services.casework import STORY, client, give
from tests.services.desk import AsUser, Staff

CHILD = PartyView(role="anak", call_name="Rara", sex="P", birth="2018-05", relation="anak_kandung")


@pytest.fixture
def people(office: Office) -> People:
    return People(office)


@pytest.fixture
def hers(office: Office, staff: Staff, as_user: AsUser, uid: str) -> str:
    give(office, uid, owner=staff.pendamping)
    as_user(staff.pendamping)
    return uid


def test_children_are_people_of_their_own_and_found_by_name(
    people: People, cases: Cases, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    child = replace(CHILD, relation="", groups=("kekerasan",), in_law="saksi")
    people.save_party(actor, SaveParty(case_uid=hers, party=child))
    second = replace(child, call_name="Bagas", sex="L", birth="", stated_age=4, groups=())
    view = people.save_party(actor, SaveParty(case_uid=hers, party=second)).value
    assert [(one.call_name, one.age) for one in view.parties] == [("Rara", 8), ("Bagas", 4)]
    assert view.parties[0].groups == ("kekerasan",)
    assert cases.open(actor, hers).header.children == 2
    assert [row.code for row in cases.list(actor, CaseFilter(text="Bagas"))] == ["RK-26-0001"]
    changed = replace(view.parties[0], call_name="Rara N.", lives_with_client=True)
    people.save_party(actor, SaveParty(case_uid=hers, party=changed))
    with pytest.raises(StaleError):
        people.save_party(actor, SaveParty(case_uid=hers, party=changed))


def test_a_reporter_may_stay_unnamed_and_nobody_else(
    people: People, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    unnamed = PartyView(role="pelapor", call_name="Pak Udin", relation="teman", unnamed=True)
    view = people.save_party(actor, SaveParty(case_uid=hers, party=unnamed)).value
    assert (view.parties[0].unnamed, view.parties[0].call_name) == (True, "")
    for wrong, fields in (
        (replace(unnamed, role="keluarga", relation=""), {"unnamed"}),
        (PartyView(role="terlapor", call_name="X"), {"role"}),
        (PartyView(role="keluarga"), {"call_name"}),
        (
            replace(CHILD, relation="entah", groups=("x",), phone="1"),
            {"relation", "groups", "phone"},
        ),
    ):
        with pytest.raises(FieldErrors) as caught:
            people.save_party(actor, SaveParty(case_uid=hers, party=wrong))
        assert set(caught.value.fields) == fields


def test_each_survivor_keeps_forms_relation_and_age_at_the_time(
    people: People, cases: Cases, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    person = replace(client(cases.open(actor, hers)), stated_age=None, birth="1995-08-07")
    cases.save_person(
        actor, SavePerson(case_uid=hers, person=replace(person, marital="kawin_tercatat"))
    )
    story = replace(STORY, date="2020-01-15")
    detail = cases.save_incident(actor, SaveIncident(case_uid=hers, incident=story)).value
    incident = (detail.incidents or ())[0].uid
    he = AllegedPerpetratorView(uid="", version=0, relation="suami", name="Tono")
    detail = cases.save_perpetrator(
        actor, SaveAllegedPerpetrator(case_uid=hers, perpetrator=he)
    ).value
    tono = (detail.perpetrators or ())[0].uid
    daughter = replace(CHILD, role="penyintas", relation="")
    view = people.save_party(actor, SaveParty(case_uid=hers, party=daughter)).value
    child = view.parties[0].uid
    people.save_survivor(
        actor,
        SaveSurvivorAtIncident(
            case_uid=hers,
            incident_uid=incident,
            survivor=SurvivorAtIncident(
                survivor_uid=child, forms=("psikis", "fisik"), main_form="psikis"
            ),
        ),
    )
    people.save_relation(
        actor,
        SaveRelation(
            case_uid=hers, perpetrator_uid=tono, survivor_uid=child, relation="ayah_kandung"
        ),
    )
    view = people.save_kinds(actor, hers, incident, [("tpks", "fisik"), ("tpks", "fisik")]).value
    mother, girl = (view.incidents or ())[0].survivors
    assert (mother.survivor_uid, mother.age) == (view.client_uid, 24)
    assert (girl.forms, girl.main_form, girl.age) == (("psikis", "fisik"), "psikis", 1)
    assert (view.incidents or ())[0].kinds == (("tpks", "fisik"),)
    assert {(one.survivor_uid, one.relation) for one in view.relations or ()} == {
        (view.client_uid, "suami"),
        (child, "ayah_kandung"),
    }
    cases.save_person(
        actor,
        SavePerson(
            case_uid=hers,
            person=replace(
                client(cases.open(actor, hers)), birth="1990-01-01", marital="cerai_hidup"
            ),
        ),
    )
    kept = (people.open(actor, hers).incidents or ())[0].survivors[0]
    assert (kept.age, kept.marital) == (24, "kawin_tercatat"), "what was true then does not change"


def test_wrong_survivor_incident_and_kinds_are_named(
    people: People, cases: Cases, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    detail = cases.save_incident(actor, SaveIncident(case_uid=hers, incident=STORY)).value
    incident = (detail.incidents or ())[0].uid
    wrong = SurvivorAtIncident(survivor_uid="x", forms=("fisik",), main_form="psikis", age=200)
    with pytest.raises(FieldErrors) as caught:
        people.save_survivor(
            actor, SaveSurvivorAtIncident(case_uid=hers, incident_uid=incident, survivor=wrong)
        )
    assert set(caught.value.fields) == {"survivor_uid", "main_form", "age"}
    with pytest.raises(FieldErrors):
        people.save_kinds(actor, hers, incident, [("tppo", "organ")])
    with pytest.raises(NotFoundError):
        people.save_kinds(actor, hers, "0" * 32, [])
    with pytest.raises(FieldErrors) as caught:
        people.save_relation(
            actor,
            SaveRelation(case_uid=hers, perpetrator_uid="x", survivor_uid="y", relation="z"),
        )
    assert set(caught.value.fields) == {"perpetrator_uid", "survivor_uid", "relation"}
