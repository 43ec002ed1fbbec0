"""The schema: models equal head, upgrades keep data, down and up again, newer vaults refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData, Table, insert, select, text

from ruko_desk.db import connection, migrate
from ruko_desk.db.tables.all import Base
from ruko_desk.errors import VaultProblem

KEY = bytes(range(32))
_SOME: dict[type, object] = {
    int: 0,
    bool: False,
    date: date(2026, 11, 1),
    datetime: datetime(2026, 11, 1, tzinfo=UTC),
}


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return connection.make_engine(connection.open_raw(tmp_path / "data.ruko", KEY))


def test_the_newest_revision_equals_the_tables(engine: Engine) -> None:
    migrate.upgrade(engine, copy_to=None)
    with engine.connect() as bind:
        context = MigrationContext.configure(
            bind,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _parent: (
                    kind != "table" or not str(name).startswith("case_search")
                ),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_up_down_up_leaves_the_same_schema(engine: Engine) -> None:
    query = text("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    migrate.upgrade(engine, copy_to=None)
    with engine.connect() as bind:
        first = bind.execute(query).all()
    with engine.execution_options(ruko_write=True).begin() as bind:
        migrate.downgrade(bind, "base")
    with engine.connect() as bind:
        assert {row.name for row in bind.execute(query)} <= {
            "alembic_version",
            "sqlite_autoindex_alembic_version_1",
        }
    migrate.upgrade(engine, copy_to=None)
    with engine.connect() as bind:
        assert bind.execute(query).all() == first


def test_nothing_is_done_twice(engine: Engine) -> None:
    assert migrate.upgrade(engine, copy_to=None)
    assert not migrate.upgrade(engine, copy_to=None)


def test_a_newer_vault_is_refused_and_left_alone(engine: Engine) -> None:
    migrate.upgrade(engine, copy_to=None)
    with engine.begin() as bind:
        bind.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(VaultProblem) as caught:
        migrate.upgrade(engine, copy_to=None)
    assert caught.value.code == "lebih_baru"
    assert migrate.current(engine) == "9999"


def test_an_encrypted_copy_stands_before_an_existing_schema_changes(
    engine: Engine, tmp_path: Path
) -> None:
    with engine.begin() as bind:
        bind.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        bind.execute(text("CREATE TABLE lama (nama TEXT)"))
        bind.execute(text("INSERT INTO lama VALUES ('Wulandari')"))
    copy = tmp_path / "salinan.ruko"
    migrate.copy_database(engine, copy)
    assert b"Wulandari" not in copy.read_bytes()
    raw = connection.open_raw(copy, KEY, read_only=True)
    assert raw.execute("SELECT nama FROM lama").fetchall() == [("Wulandari",)]
    raw.close()


def test_rows_of_the_first_release_survive_every_later_revision(engine: Engine) -> None:
    with engine.execution_options(ruko_write=True).begin() as bind:
        migrate.upgrade_to(bind, "0001")
    filled = {
        "person": {"id": 1, "uid": "p", "call_name": "Ama"},
        "case_file": {"id": 1, "uid": "c", "code": "RK-26-0001", "client_id": 1},
        "case_party": {"id": 1, "uid": "cp", "case_id": 1, "person_id": 1, "role": "penyintas"},
        "incident": {"id": 1, "uid": "i", "case_id": 1, "narrative": "Dipukul"},
        "contact": {"id": 1, "uid": "k", "channel": "telepon", "case_id": 1},
    }
    metadata = MetaData()
    metadata.reflect(engine, only=list(filled))
    with engine.begin() as bind:
        for name, values in filled.items():
            _insert(bind, metadata.tables[name], values)
    assert migrate.upgrade(engine, copy_to=None)
    with engine.connect() as bind:
        for name, values in filled.items():
            row = bind.execute(select(metadata.tables[name])).mappings().one()
            assert {column: row[column] for column in values} == values
        assert bind.execute(text("SELECT direction FROM contact")).scalar_one() == "masuk"
        assert bind.execute(text("PRAGMA foreign_key_check")).all() == []


def _insert(bind: Connection, table: Table, values: dict[str, object]) -> None:
    """Insert a row; columns that may not be empty and are not given get a value of their type."""
    row = dict(values)
    for column in table.columns:
        if column.name not in row and not column.nullable:
            row[column.name] = _SOME.get(column.type.python_type, "")
    bind.execute(insert(table).values(row))


def test_appointments_of_before_belong_to_no_series(engine: Engine) -> None:
    with engine.execution_options(ruko_write=True).begin() as bind:
        migrate.upgrade_to(bind, "0002")
    metadata = MetaData()
    metadata.reflect(engine, only=["appointment", "person", "case_file", "provider"])
    keys = {"person_id": 1, "case_id": 1, "provider_id": 1}
    with engine.begin() as bind:
        _insert(bind, metadata.tables["person"], {"id": 1, "uid": "p"})
        _insert(bind, metadata.tables["case_file"], {"id": 1, "uid": "c", "client_id": 1})
        _insert(bind, metadata.tables["provider"], {"id": 1, "uid": "v"})
        row = {"id": 7, "uid": "a", "request_uid": "r", **keys}
        _insert(bind, metadata.tables["appointment"], row)
    with engine.execution_options(ruko_write=True).begin() as bind:
        migrate.upgrade_to(bind, "0003")
    with engine.connect() as bind:
        found = bind.execute(text("SELECT uid, case_id, series_id FROM appointment")).all()
        assert found == [("a", 1, None)]
    with engine.execution_options(ruko_write=True).begin() as bind:
        migrate.downgrade(bind, "0002")
    with engine.connect() as bind:
        assert bind.execute(text("SELECT uid FROM appointment")).all() == [("a",)]
