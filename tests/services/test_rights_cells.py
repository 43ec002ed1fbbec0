"""The rights table cell by cell through the real services: role x class of data x action.

What is expected comes out of the table itself; each class and action has an exercise here, so a
new row, a new action or a new role without one fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from ruko_desk.domain.access import Rights, Scope
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.care import NeedsView, PlanItemView, SafetyPlanView
from ruko_desk.domain.dto.cases import AssessRisk, PersonView, SaveIncident, SavePerson
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import NotAllowedError
from ruko_desk.paths import resource
from ruko_desk.services.audit import Audit
from ruko_desk.services.care import Care
from ruko_desk.services.cases import Cases
from ruko_desk.services.office import Office
from ruko_desk.services.settings import Settings
from tests.services.casework import STORY, client, give
from tests.services.desk import AsUser, Staff

RIGHTS = Rights.from_csv(resource("rights", "rights.csv").read_text(encoding="utf-8"))
REASON = "Menggantikan rekan yang sakit"
OF_OWN = {
    Scope.OWN,
    Scope.OWN_AND_TEAM,
    Scope.TODAY_AND_OWN,
    Scope.RESIDENTS,
    Scope.WITH_REASON,
}
OF_OTHERS = {Scope.WITH_REASON}
WHO = {
    Role.FRONT_DESK: "petugas2",
    Role.COMPANION: "pendamping",
    Role.PSYCHOLOGIST: "psikolog",
    Role.LEGAL_COMPANION: "hukum",
    Role.HEALTH_COMPANION: "kesehatan",
    Role.SHELTER_KEEPER: "penjaga",
    Role.MANAGER: "pengelola",
    Role.ADMIN: "admin",
}
# Rights that no service of a case asks for: the list of staff, and two that everybody holds.
ELSEWHERE = {
    ("kelola", "R"): "tests/services/test_users.py",
    ("kelola", "kunci"): "tests/ui/shell/test_flow.py",
    ("kelola", "cadangan"): "tests/services/test_backup.py",
}
# Classes whose records no service makes in this release; the columns test holds their cells.
NO_RECORDS = {
    "catatan_psikologi",
    "catatan_hukum_kesehatan",
    "berkas_medis",
    "rumah_aman",
    "kasus_tersegel",
    "statistik",
}


@dataclass
class Bench:
    """One case, and the services that show and change it."""

    cases: Cases
    care: Care
    uid: str
    person: PersonView
    version: Callable[[], int]


Exercise = Callable[[Bench, Actor], bool]


def writes(save: Callable[[Bench, Actor], object]) -> Exercise:
    """Return an exercise that is done when the save went through."""

    def run(bench: Bench, actor: Actor) -> bool:
        save(bench, actor)
        return True

    return run


EXERCISES: dict[tuple[str, str], Exercise] = {
    ("identitas", "R"): lambda b, a: b.cases.open(a, b.uid).client is not None,
    ("identitas", "W"): writes(
        lambda b, a: b.cases.save_person(
            a, SavePerson(case_uid=b.uid, person=replace(b.person, alias="Nama lain"))
        )
    ),
    ("fakta_awal", "R"): lambda b, a: bool(b.cases.open(a, b.uid).incidents),
    ("fakta_awal", "W"): writes(
        lambda b, a: b.cases.save_incident(
            a, SaveIncident(case_uid=b.uid, incident=replace(STORY, narrative=""))
        )
    ),
    ("kronologi", "R"): lambda b, a: any(
        each.narrative for each in b.cases.open(a, b.uid).incidents or ()
    ),
    ("kronologi", "W"): writes(
        lambda b, a: b.cases.save_incident(a, SaveIncident(case_uid=b.uid, incident=STORY))
    ),
    ("rekam_terbatas", "R"): lambda b, a: any(each.level for each in b.cases.risks(a, b.uid)),
    ("rekam_terbatas", "W"): writes(
        lambda b, a: b.cases.assess_risk(
            a, AssessRisk(case_uid=b.uid, version=b.version(), items=("luka",))
        )
    ),
    ("asesmen", "R"): lambda b, a: b.care.open(a, b.uid).assessments is not None,
    ("asesmen", "W"): writes(lambda b, a: b.care.save_needs(a, b.uid, NeedsView(physical="Lebam"))),
    ("penanganan", "R"): lambda b, a: b.care.open(a, b.uid).plan is not None,
    ("penanganan", "W"): writes(
        lambda b, a: b.care.save_plan_item(
            a, b.uid, PlanItemView(need="kesehatan", action="Periksa luka")
        )
    ),
    ("keselamatan", "R"): lambda b, a: b.care.open(a, b.uid).safety is not None,
    ("keselamatan", "W"): writes(
        lambda b, a: b.care.save_safety(
            a, b.uid, SafetyPlanView(version=1, safe_places="Rumah bibi")
        )
    ),
    ("penutupan", "R"): writes(lambda b, a: b.care.open_ends(a, b.uid)),
    ("penutupan", "W"): lambda b, a: "penutupan" in b.care.open(a, b.uid).may_edit,
}


# The check of risk belongs to the intake: who may write its facts may assess it as well.
ALSO_BY = {("rekam_terbatas", "W"): "fakta_awal"}


def allowed(role: Role, data_class: str, action: str, met: set[Scope]) -> bool:
    """Return what the table says of this cell for a record with these scopes."""
    also = ALSO_BY.get((data_class, action))
    if also is not None and allowed(role, also, action, met):
        return True
    mine = RIGHTS.for_roles([role])
    identity, grant = mine.may("identitas", "R"), mine.may(data_class, action)
    if identity is None or not identity.covers(met) or grant is None or not grant.covers(met):
        return False
    fields = grant.fields(met)
    return fields is None or data_class != "rekam_terbatas" or "risk_level" in fields


HOUSE: dict[tuple[str, str], Callable[[Office, Actor], object]] = {
    ("jejak", "R"): lambda office, actor: Audit(office).recent(actor),
    ("kelola", "W"): lambda office, actor: Settings(office).save(
        actor, Settings(office).read(actor)
    ),
}


def test_every_class_action_and_role_has_an_exercise() -> None:
    assert set(WHO) == set(Role)
    there = {
        (data_class, part.action)
        for data_class in RIGHTS.data_classes
        for role in Role
        for part in RIGHTS.cell(data_class, role).parts
        if data_class not in NO_RECORDS
    }
    assert there == {*EXERCISES, *HOUSE, *ELSEWHERE}
    assert set(RIGHTS.data_classes) >= NO_RECORDS


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("cell", HOUSE)
def test_cells_of_the_house(
    office: Office,
    staff: Staff,
    as_user: AsUser,
    audited: Callable[[], list[str]],
    role: Role,
    cell: tuple[str, str],
) -> None:
    actor = as_user(getattr(staff, WHO[role]))
    try:
        HOUSE[cell](office, actor)
        done = True
    except NotAllowedError:
        done = False
    assert done is (RIGHTS.for_roles([role]).may(*cell) is not None)
    assert ("ditolak" in audited()) is not done


@pytest.fixture
def bench(office: Office, staff: Staff, as_user: AsUser, uid: str) -> Bench:
    """A case with a story, a risk and a safety plan, written by its companion."""
    cases, care = Cases(office), Care(office)
    give(office, uid, owner=staff.pendamping2)
    her = as_user(staff.pendamping2)
    cases.save_incident(her, SaveIncident(case_uid=uid, incident=STORY))
    care.save_safety(her, uid, SafetyPlanView(safe_places="Rumah kakak"))
    version = cases.open(her, uid).header.version
    cases.assess_risk(her, AssessRisk(case_uid=uid, version=version, items=("luka",)))
    person = client(cases.open(her, uid))

    def version_now() -> int:
        with office.database.read() as session:
            return office.case(session, uid).version

    return Bench(cases, care, uid, person, version_now)


@pytest.mark.parametrize("own", [True, False], ids=["own", "others"])
@pytest.mark.parametrize("role", list(Role))
def test_cells_of_a_role(
    office: Office,
    staff: Staff,
    as_user: AsUser,
    audited: Callable[[], list[str]],
    bench: Bench,
    role: Role,
    own: bool,
) -> None:
    actor: Actor = getattr(staff, WHO[role])
    if own:
        give(office, bench.uid, member=actor)
    else:  # in the hands of somebody who is on no team with her
        give(office, bench.uid, owner=staff.hukum if actor == staff.psikolog else staff.psikolog)
    met = OF_OWN if own else OF_OTHERS
    found: dict[tuple[str, str], bool] = {}
    for cell, exercise in EXERCISES.items():
        before = len(audited())
        as_user(actor)
        try:
            bench.cases.open(actor, bench.uid, "" if own else REASON)
            found[cell] = exercise(bench, actor)
        except NotAllowedError:
            found[cell] = False
            assert "ditolak" in audited()[before:], cell
    assert found == {cell: allowed(role, *cell, met) for cell in EXERCISES}


def test_the_front_desk_writes_an_account_once_on_the_day_of_the_intake(
    office: Office, staff: Staff, as_user: AsUser, todays: str, audited: Callable[[], list[str]]
) -> None:
    cases, desk = Cases(office), as_user(staff.petugas)
    cases.open(desk, todays)
    cases.save_incident(desk, SaveIncident(case_uid=todays, incident=STORY))
    (told,) = cases.open(desk, todays).incidents or ()
    assert told.narrative is None, "she wrote it and may not read it again"
    changed = replace(told, narrative="Lain")
    with pytest.raises(NotAllowedError):
        cases.save_incident(desk, SaveIncident(case_uid=todays, incident=changed))
    assert audited()[-1] == "ditolak"
