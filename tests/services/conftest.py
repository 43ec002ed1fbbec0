"""An open vault database in a temporary folder, with one colleague per role.

`office` is real: SQLCipher file, schema, code lists, regions, rights. `as_user` changes who acts,
with that user's rights on the connection, the way unlocking does. `staff` holds the actors.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from ruko_desk.clock import FixedClock
from ruko_desk.db import connection, sqlite_only
from ruko_desk.db.database import Database
from ruko_desk.db.tables.all import Base
from ruko_desk.db.tables.house import AuditEntry, User, UserRole
from ruko_desk.domain.access import Rights
from ruko_desk.domain.codes import CodeLists, Role
from ruko_desk.domain.dto.desk import IntakeCard
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.regions import Regions
from ruko_desk.paths import resource
from ruko_desk.services.attachments import AttachmentStore
from ruko_desk.services.cases import Cases
from ruko_desk.services.intake import Intake
from ruko_desk.services.office import InlinePress, Office
from tests.services.desk import KEY, LOGINS, MORNING, TRAIL_KEY, AsUser, Staff


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A keyed database with the schema and the users, made once and copied for each test."""
    path = tmp_path_factory.mktemp("vault") / "data.db"
    raw = connection.open_raw(path, KEY)
    engine = connection.make_engine(raw)
    with engine.execution_options(ruko_write=True).begin() as bind:
        Base.metadata.create_all(bind)
        sqlite_only.create(bind)
    database = Database(path, raw, FixedClock(MORNING), TRAIL_KEY, lambda seq, mac: None)
    with database.write() as work:
        for number, (login, (name, role)) in enumerate(LOGINS.items(), start=1):
            work.session.add(
                User(
                    uid=f"{number:032x}",
                    login_name=login,
                    display_name=name,
                    created_at=MORNING,
                    roles=[UserRole(role=role)],
                )
            )
    database.close()
    return path


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture
def database(empty_vault: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Database]:
    path = tmp_path / "data.db"
    shutil.copy(empty_vault, path)
    raw = connection.open_raw(path, KEY)
    database = Database(path, raw, clock, TRAIL_KEY, lambda seq, mac: None)
    yield database
    database.close()


@pytest.fixture(scope="session")
def shipped() -> tuple[CodeLists, Regions, Rights]:
    """Code lists, regions and rights as the program ships them."""

    def read(*parts: str) -> str:
        return resource(*parts).read_text(encoding="utf-8")

    return (
        CodeLists.from_csv(
            *(path.read_text(encoding="utf-8") for path in sorted(resource("codes").glob("*.csv")))
        ),
        Regions.from_csv(
            read("regions", "wilayah_kota_serang.csv"),
            read("regions", "wilayah_provinsi_kabupaten.csv"),
            read("regions", "wilayah_banten_kecamatan.csv"),
            read("regions", "kodepos_kota_serang.csv"),
        ),
        Rights.from_csv(read("rights", "rights.csv"), read("rights", "columns.csv")),
    )


@pytest.fixture
def office(
    database: Database, tmp_path: Path, shipped: tuple[CodeLists, Regions, Rights]
) -> Office:
    codes, regions, rights = shipped
    return Office(
        database=database,
        clock=database.clock,
        codes=codes,
        regions=regions,
        rights=rights,
        files=AttachmentStore(tmp_path / "lampiran"),
        press=InlinePress(),
    )


@pytest.fixture
def staff(office: Office) -> Staff:
    with office.database.read() as session:
        users = session.execute(select(User)).scalars().all()
    actors = {
        user.login_name: Actor(
            id=user.id,
            uid=user.uid,
            display_name=user.display_name,
            roles=frozenset(Role(entry.role) for entry in user.roles),
        )
        for user in users
    }
    return Staff(**actors)


@pytest.fixture
def as_user(office: Office) -> AsUser:
    """Let an actor act: her name behind the writes, her rights on the connection."""

    def switch(actor: Actor) -> Actor:
        rights = office.rights.for_roles(actor.roles)
        office.database.act_as(
            actor.id,
            actor.uid,
            unreadable=rights.denied_columns(),
            unwritable=rights.unwritable_columns(),
        )
        return actor

    return switch


@pytest.fixture
def audited(office: Office) -> Callable[[], list[str]]:
    """Return the actions on record, oldest first, read without anybody's rights."""

    def actions() -> list[str]:
        office.database.act_as(None, "")
        with office.database.read() as session:
            query = select(AuditEntry.action).order_by(AuditEntry.seq)
            return list(session.execute(query).scalars())

    return actions


@pytest.fixture
def cases(office: Office) -> Cases:
    return Cases(office)


@pytest.fixture
def uid(office: Office, staff: Staff, as_user: AsUser, clock: FixedClock) -> str:
    """A case that Nurul of the front desk opened two days ago; nobody holds it yet."""
    clock.advance(days=-2)
    card = IntakeCard(call_name="Ama", age=31, visitor="perempuan", to_queue=False)
    result = Intake(office).receive(as_user(staff.petugas), card).value
    clock.advance(days=2)
    return result.case_uid or ""


@pytest.fixture
def todays(office: Office, staff: Staff, as_user: AsUser) -> str:
    """A case that Nurul opened today."""
    card = IntakeCard(call_name="Bunga", visitor="perempuan", to_queue=False)
    return Intake(office).receive(as_user(staff.petugas), card).value.case_uid or ""
