from __future__ import annotations

from pathlib import Path

import pytest

from ruko_desk.domain.access import Grant, Holder, Rights, Scope
from ruko_desk.domain.codes import Role

COLUMNS = """data_class,table,column,field
identitas,person,full_name,
kronologi,incident,narrative,
rekam_terbatas,limited_record,attended,attended
rekam_terbatas,limited_record,risk_level,risk_level
catatan_psikologi,note,body,
"""

# The design's table, read by hand: per class the words of each role, holder last.
TABLE = """
identitas | RW column | RW own_and_team row | R own row | R own row | R residents row | R column | - column
fakta_awal | W all R today_and_own row | RW column | R own row | R own row | - column | R column | - column
kronologi | W once row | RW column | R own row | R own row | - column | R with_reason row | - column
catatan_psikologi | - key | - key | RW own R second key | - key | - key | - key | - key
catatan_hukum_kesehatan | - key | - key | - key | RW own R second key | - key | - key | - key
rekam_terbatas | R column | R column | RW own R others_if_consented row | RW own R others_if_consented row | R column | R column | - column
berkas_medis | - column | R own_and_team row | R own row | RW own row | - column | R with_reason row | - column
rumah_aman | - key | R assigned key | - key | - key | RW key | R key | - key
kasus_tersegel | - key | RW named key | RW named key | RW named key | RW named key | RW named key | - key
statistik | A column | A column | A column | A column | A column | A column | - column
jejak | - column | R own row | R own row | R own row | R own row | R column | R without_case_content column
asesmen | - column | RW column | RW own row | R own row | - column | R with_reason row | - column
penanganan | R today_and_own row | RW column | RW own row | RW own row | - column | R column | - column
penutupan | - column | RW column | RW own row | RW own row | - column | RW column | - column
keselamatan | R all W today_and_own row | RW column | RW own row | RW own row | R residents row | R column | - column
"""
COLUMN_ROLES = (
    (Role.FRONT_DESK,),
    (Role.COMPANION,),
    (Role.PSYCHOLOGIST,),
    (Role.LEGAL_COMPANION, Role.HEALTH_COMPANION),
    (Role.SHELTER_KEEPER,),
    (Role.MANAGER,),
    (Role.ADMIN,),
)


@pytest.fixture(scope="module")
def rights(resources: Path) -> Rights:
    text = (resources / "rights" / "rights.csv").read_text(encoding="utf-8")
    return Rights.from_csv(text, COLUMNS)


def expected() -> list[tuple[str, Role, set[tuple[str, str]], str]]:
    cells = []
    for line in TABLE.strip().splitlines():
        data_class, *columns = (part.strip() for part in line.split("|"))
        for roles, text in zip(COLUMN_ROLES, columns, strict=True):
            *words, holder = text.split()
            rights: set[tuple[str, str]] = set()
            actions = ""
            for word in [*words, ""]:
                if word and set(word) <= set("RWA"):
                    if actions:
                        rights |= {(action, "all") for action in actions}
                    actions = word
                elif word and word != "-":
                    rights |= {(action, word) for action in actions}
                    actions = ""
            rights |= {(action, "all") for action in actions}
            cells += [(data_class, role, rights, holder) for role in roles]
    return cells


@pytest.mark.parametrize(("data_class", "role", "allowed", "holder"), expected())
def test_every_cell_is_the_designs(
    rights: Rights, data_class: str, role: Role, allowed: set[tuple[str, str]], holder: str
) -> None:
    cell = rights.cell(data_class, role)
    assert {(part.action, part.scope.value) for part in cell.parts} == allowed
    assert cell.holders == {Holder(holder)}
    mine = rights.for_roles([role])
    for action in "RWA":
        grant = mine.may(data_class, action)
        scopes = {scope for name, scope in allowed if name == action}
        assert (grant.scopes if grant else set()) == scopes


def test_the_table_has_no_other_rows(rights: Rights) -> None:
    assert set(rights.data_classes) == {cell[0] for cell in expected()} | {"kelola"}


def test_only_managers_and_the_admin_change_settings(rights: Rights) -> None:
    for role in Role:
        mine = rights.for_roles([role])
        assert mine.may("kelola", "kunci") is not None
        assert mine.may("kelola", "cadangan") is not None
        assert (mine.may("kelola", "W") is not None) == (role in {Role.MANAGER, Role.ADMIN})
    admin = rights.for_roles([Role.ADMIN]).may("kelola", "W")
    assert admin is not None
    assert admin.scope is Scope.WITHOUT_CASE_KEYS
    assert admin.holders == {Holder.ROW, Holder.KEY}


def test_several_roles_are_the_union(rights: Rights) -> None:
    both = rights.for_roles([Role.PSYCHOLOGIST, Role.FRONT_DESK])
    read = both.may("identitas", "R")
    assert read is not None
    assert read.scopes == {Scope.ALL, Scope.OWN}
    assert read.scope is Scope.ALL
    assert both.may("catatan_psikologi", "W") is not None
    assert both.may("catatan_hukum_kesehatan", "R") is None


def test_no_role_no_right(rights: Rights) -> None:
    nobody = rights.for_roles([])
    assert all(
        nobody.may(data_class, action) is None
        for data_class in rights.data_classes
        for action in ("R", "W", "A", "kunci", "cadangan")
    )
    assert rights.may("identitas", "R") is None
    assert ("person", "full_name") in nobody.denied_columns()


def test_a_grant_reaches_the_records_of_its_scopes(rights: Rights) -> None:
    own = rights.for_roles([Role.PSYCHOLOGIST]).may("identitas", "R")
    assert own is not None
    assert own.covers({Scope.OWN})
    assert not own.covers({Scope.WITH_REASON})
    assert not own.covers()
    everything = rights.for_roles([Role.MANAGER]).may("identitas", "R")
    assert everything is not None
    assert everything.covers()


def test_parts_of_the_limited_record(rights: Rights) -> None:
    def read(*roles: Role) -> Grant:
        grant = rights.for_roles(roles).may("rekam_terbatas", "R")
        assert grant is not None
        return grant

    assert read(Role.FRONT_DESK).fields() == frozenset({"attended", "next_date"})
    assert read(Role.SHELTER_KEEPER).fields() == frozenset({"risk_level", "safety_step"})
    assert read(Role.COMPANION).fields() is None
    both = read(Role.FRONT_DESK, Role.PSYCHOLOGIST)
    assert both.fields() == frozenset({"attended", "next_date"})
    assert both.fields({Scope.OWN}) is None


def test_the_connection_closes_what_columns_hold(rights: Rights) -> None:
    def denied(*roles: Role) -> set[tuple[str, str]]:
        return set(rights.for_roles(roles).denied_columns())

    name, narrative = ("person", "full_name"), ("incident", "narrative")
    attended, risk = ("limited_record", "attended"), ("limited_record", "risk_level")
    assert denied(Role.ADMIN) == {name, narrative, attended, risk}
    assert denied(Role.SHELTER_KEEPER) == {narrative, attended}
    assert denied(Role.FRONT_DESK) == {risk}, "who may write a column once is held by its row"
    assert denied(Role.COMPANION) == set()
    assert denied(Role.ADMIN, Role.COMPANION) == set()
    assert denied(Role.SHELTER_KEEPER, Role.FRONT_DESK) == {narrative}


def test_notes_are_held_by_keys_not_by_the_connection(rights: Rights) -> None:
    for role in Role:
        assert ("note", "body") not in rights.for_roles([role]).denied_columns()


def test_the_connection_refuses_updates_where_nothing_may_be_written(rights: Rights) -> None:
    assert ("person", "full_name") in rights.for_roles([Role.MANAGER]).unwritable_columns()
    assert ("person", "full_name") not in rights.for_roles([Role.FRONT_DESK]).unwritable_columns()


def test_an_unknown_class_is_a_bug(rights: Rights) -> None:
    with pytest.raises(KeyError):
        rights.may("tiada", "R")


@pytest.mark.parametrize(
    "cell",
    ["R all", "R @row", "X all @row", "R semua @row", "R all a b @row", "R all @nowhere", ""],
)
def test_a_cell_that_cannot_be_read_stops_the_start(cell: str) -> None:
    header = "data_class," + ",".join(Role)
    row = "x," + ",".join([cell] + ["- @row"] * (len(Role) - 1))
    with pytest.raises(ValueError):  # noqa: PT011 - the value itself is the message
        Rights.from_csv(f"{header}\n{row}\n")


def test_a_table_without_a_role_or_with_a_stray_column_stops_the_start(resources: Path) -> None:
    with pytest.raises(ValueError, match="admin"):
        Rights.from_csv("data_class,petugas\nx,- @row\n")
    text = (resources / "rights" / "rights.csv").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="tiada"):
        Rights.from_csv(text, "data_class,table,column\ntiada,person,nik\n")
