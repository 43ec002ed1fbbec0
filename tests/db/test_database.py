"""Units of work: all or nothing, with their audit rows, and never over somebody else's save."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from ruko_desk.db.base import UtcDateTime
from ruko_desk.db.database import Database
from ruko_desk.db.tables.house import AuditEntry, Setting
from ruko_desk.db.tables.letters import Partner
from ruko_desk.errors import EnvironmentProblem, StaleError


def partner(database: Database, name: str = "RSUD Contoh") -> int:
    with database.write() as work:
        row = Partner(name=name, kind="kesehatan_rs")
        work.session.add(row)
        work.session.flush()
        return row.id


def test_a_write_commits_with_its_audit_row_and_moves_the_anchor(
    database: Database, commits: list[tuple[int, bytes]]
) -> None:
    with database.write() as work:
        work.session.add(Setting(name="coba", value={"a": 1}, version=1))
        work.audit("ubah pengaturan", "settings", isian=["a"])
        work.changed(("settings", ""))
    assert work.changes.touches("settings")
    assert [seq for seq, _ in commits] == [1]
    with database.read() as session:
        row = session.execute(select(AuditEntry)).scalar_one()
        assert (row.seq, row.action, row.detail) == (1, "ubah pengaturan", '{"isian": ["a"]}')
        assert database.trail.check(session) is None


def test_a_failed_write_leaves_neither_row_nor_audit_nor_anchor(
    database: Database, commits: list[tuple[int, bytes]]
) -> None:
    def fail() -> None:
        with database.write() as work:
            work.session.add(Setting(name="coba", value={}, version=1))
            work.audit("ubah pengaturan")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert commits == []
    with database.read() as session:
        assert session.get(Setting, "coba") is None
        assert session.execute(select(AuditEntry)).first() is None
    with database.write() as work:
        work.audit("masuk")
    with database.read() as session:
        assert database.trail.check(session) is None
    assert database.trail.seq == 1


def test_an_older_version_never_overwrites_a_newer_one(database: Database) -> None:
    key = partner(database)
    with database.read() as session:
        stale = session.get_one(Partner, key)
    with database.write() as work:
        work.session.get_one(Partner, key).note = "baru"
    stale.note = "lama"
    with pytest.raises(StaleError), database.write() as work:
        work.session.add(stale)
    with database.read() as session:
        assert session.get_one(Partner, key).note == "baru"


def test_instants_come_back_aware_and_naive_ones_are_a_bug(database: Database) -> None:
    column = UtcDateTime()
    moment = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
    dialect = database.engine.dialect
    stored = column.process_bind_param(moment, dialect)
    assert column.process_result_value(stored, dialect) == moment
    with pytest.raises(ValueError, match="naive"):
        column.process_bind_param(moment.replace(tzinfo=None), dialect)


def test_columns_without_the_right_read_as_nothing(database: Database) -> None:
    key = partner(database)
    query = select(Partner.name, Partner.kind).where(Partner.id == key)
    hidden = frozenset({("partner", "name")})
    database.act_as(None, "", unreadable=hidden)
    with database.read() as session:
        assert session.execute(query).one() == (None, "kesehatan_rs")
    database.act_as(None, "")
    with database.read() as session:
        assert session.execute(query).one() == ("RSUD Contoh", "kesehatan_rs")


def test_columns_without_the_right_cannot_be_changed(database: Database) -> None:
    key = partner(database)
    database.act_as(None, "", unwritable=frozenset({("partner", "note")}))
    with pytest.raises(DatabaseError), database.write() as work:
        work.session.get_one(Partner, key).note = "terlarang"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'lain'",
        "DELETE FROM audit_entry",
        "DROP TABLE audit_entry",
        "ATTACH DATABASE ':memory:' AS lain",
        "SELECT load_extension('x')",
    ],
)
def test_the_connection_refuses_what_would_hide_or_leak(database: Database, statement: str) -> None:
    with database.write() as work:
        work.audit("masuk")
    with pytest.raises(DatabaseError), database.write() as work:
        work.session.execute(text(statement))
    with database.read() as session:
        assert session.execute(select(AuditEntry.action)).scalar_one() == "masuk"


def test_the_triggers_guard_the_audit_even_without_the_authorizer(database: Database) -> None:
    with database.write() as work:
        work.audit("masuk")
    database.raw.set_authorizer(None)
    with pytest.raises(DatabaseError), database.write() as work:
        work.session.execute(text("DELETE FROM audit_entry"))


def test_a_changed_audit_row_is_found(database: Database) -> None:
    for action in ("masuk", "buka kasus", "keluar"):
        with database.write() as work:
            work.audit(action)
    with database.read() as session:
        assert database.trail.check(session) is None
        assert database.trail.check_tail(session, 2) is None
    database.raw.set_authorizer(None)
    database.raw.execute("DROP TRIGGER audit_entry_no_update")
    database.raw.execute("UPDATE audit_entry SET action = 'lihat' WHERE seq = 2")
    with database.read() as session:
        assert database.trail.check(session) == 2
        assert database.trail.check_tail(session, 2) == 2


def test_a_read_only_database_takes_no_write(database: Database) -> None:
    database.read_only = True
    with pytest.raises(EnvironmentProblem) as caught, database.write():
        pass
    assert caught.value.code == "hanya_baca"
