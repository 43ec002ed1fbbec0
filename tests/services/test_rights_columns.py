"""The column layer: what `columns.csv` closes is closed on the connection itself."""

from __future__ import annotations

import csv

import pytest

from ruko_desk.db.tables.all import Base
from ruko_desk.db.tables.cases import CaseFile, CaseParty, Incident, RiskAssessment
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.access import Holder
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.users import Actor
from ruko_desk.paths import resource
from ruko_desk.services.indexing import index_case
from ruko_desk.services.office import Office
from tests.services.desk import MORNING, AsUser, Staff

with resource("rights", "columns.csv").open(encoding="utf-8", newline="") as _file:
    COLUMNS = list(csv.DictReader(_file))

INDEX_COLUMNS = {
    "case_search": {"body", "case_search"},
    "case_search_content": {"c0"},
    "case_search_data": {"block"},
}


@pytest.fixture
def filled(office: Office) -> Office:
    """One case with a client, an incident and a risk assessment, known to the index."""
    with office.database.write() as work:
        client = Person(call_name="Melati", nik="3673014708950001", phone="+6281234567890")
        work.session.add(client)
        work.session.flush()
        case = CaseFile(
            code="RK-26-0001",
            year=2026,
            seq=1,
            case_kind="ktp",
            status="baru",
            risk="tinggi",
            channel="datang_langsung",
            opened_on=MORNING.date(),
            opened_at=MORNING,
            client_id=client.id,
            last_activity=MORNING.date(),
        )
        work.session.add(case)
        work.session.flush()
        work.session.add_all(
            [
                CaseParty(case_id=case.id, person_id=client.id, role="penyintas"),
                Incident(case_id=case.id, place_kind="rumah_tangga", narrative="Dipukul di dapur"),
                RiskAssessment(
                    case_id=case.id, assessed_at=MORNING, items="luka", level="tinggi", reason="x"
                ),
            ]
        )
        index_case(work.session, case.id)
        work.audit("buat kasus", "case", case.uid)
    return office


def test_every_mapped_column_exists() -> None:
    for row in COLUMNS:
        known = (
            INDEX_COLUMNS[row["table"]]
            if row["table"] in INDEX_COLUMNS
            else set(Base.metadata.tables[row["table"]].columns.keys())
        )
        assert row["column"] in known, row


def test_every_column_with_a_persons_data_is_mapped() -> None:
    mapped = {(row["table"], row["column"]) for row in COLUMNS}
    structural = {"id", "uid", "version", "person_id"}
    for table in ("person", "safe_contact"):
        for column in Base.metadata.tables[table].columns:
            assert column.name in structural or (table, column.name) in mapped


@pytest.mark.parametrize("role", list(Role))
def test_connection_reads_exactly_what_the_column_cells_allow(
    filled: Office, role: Role, as_user: AsUser
) -> None:
    columns = [(row["table"], row["column"]) for row in COLUMNS]
    stored = {pair: value for pair in columns if (value := _first(filled, *pair)) is not None}
    assert {"person", "incident", "risk_assessment", "audit_entry"} <= {pair[0] for pair in stored}
    as_user(Actor(id=1, uid="x", display_name="x", roles=frozenset({role})))
    for row in COLUMNS:
        if (row["table"], row["column"]) not in stored:
            continue
        cell = filled.rights.cell(row["data_class"], role)
        reads = [part for part in cell.parts if part.action == "R"]
        if reads:
            closed = not any(part.fields is None or row["field"] in part.fields for part in reads)
        else:
            closed = Holder.COLUMN in cell.holders
        hidden = _first(filled, row["table"], row["column"]) in (None, b"", "")
        assert hidden is closed or stored[row["table"], row["column"]] == "", (role, row)


@pytest.mark.parametrize(
    ("login", "column", "visible"),
    [
        ("petugas", "person.call_name", True),
        ("pengelola", "person.call_name", True),
        ("penjaga", "person.call_name", True),
        ("admin", "person.call_name", False),
        ("admin", "person.nik", False),
        ("pendamping", "incident.narrative", True),
        ("penjaga", "incident.narrative", False),
        ("penjaga", "incident.place_kind", False),
        ("admin", "incident.narrative", False),
        ("pendamping", "risk_assessment.items", True),
        ("penjaga", "risk_assessment.items", True),
        ("petugas", "risk_assessment.items", False),
        ("petugas", "audit_entry.action", False),
        ("pengelola", "audit_entry.action", True),
    ],
)
def test_column_as_each_colleague_reads_it(
    filled: Office, staff: Staff, as_user: AsUser, login: str, column: str, visible: bool
) -> None:
    as_user(getattr(staff, login))
    table, name = column.split(".")
    assert (_first(filled, table, name) is not None) is visible


def test_two_roles_read_the_union_of_their_columns(filled: Office, as_user: AsUser) -> None:
    both = frozenset({Role.SHELTER_KEEPER, Role.COMPANION})
    as_user(Actor(id=1, uid="x", display_name="x", roles=both))
    assert _first(filled, "incident", "narrative") == "Dipukul di dapur"


def test_admin_cannot_use_the_search_index(filled: Office, staff: Staff, as_user: AsUser) -> None:
    query = "SELECT rowid FROM case_search WHERE case_search MATCH '\"melati\"'"
    as_user(staff.petugas)
    assert filled.database.raw.execute(query).fetchall() == [(1,)]
    as_user(staff.admin)
    with pytest.raises(Exception, match="unable to use function MATCH"):
        filled.database.raw.execute(query)
    content = filled.database.raw.execute("SELECT c0 FROM case_search_content").fetchall()
    assert content == [(None,)]


def test_manager_cannot_update_an_identity_whatever_sql_is_used(
    filled: Office, staff: Staff, as_user: AsUser
) -> None:
    as_user(staff.pengelola)
    with pytest.raises(Exception, match=r"not authorized|prohibited"):
        filled.database.raw.execute("UPDATE person SET call_name = 'Lain'")
    as_user(staff.petugas)
    filled.database.raw.execute("UPDATE person SET call_name = 'Mawar'")
    assert _first(filled, "person", "call_name") == "Mawar"


def test_audit_cannot_be_changed_by_anybody(filled: Office, staff: Staff, as_user: AsUser) -> None:
    as_user(staff.pengelola)
    for statement in ("UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(Exception, match=r"not authorized|prohibited|append-only"):
            filled.database.raw.execute(statement)


def _first(office: Office, table: str, column: str) -> object:
    row = office.database.raw.execute(f'SELECT "{column}" FROM "{table}" LIMIT 1').fetchone()  # noqa: S608 - names out of our own table
    return row[0] if row else None
