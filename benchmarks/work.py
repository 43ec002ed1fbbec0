"""The steps a person waits for, through the services, each beside the bare library."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from benchmarks.measure import Figure, Target, figure, repeat
from benchmarks.vaults import COMPANION, DESK, SECRET, UNTIL
from ruko_desk.bootstrap import vault_gate
from ruko_desk.clock import FixedClock, at
from ruko_desk.domain.dto.cases import SavePerson
from ruko_desk.domain.dto.desk import MatchQuery
from ruko_desk.domain.dto.schedule import BookAppointment, FreeTimesQuery
from ruko_desk.ids import new_uid
from ruko_desk.practice.make import QUICK
from ruko_desk.services.session import Session

_RUNS = 100
_GROWTH_FLOOR = 1.0
_STEP = Target(p95=20)


def steps(vault: Path, cases: int) -> list[Figure]:
    """Measure every interactive step on a copy of the vault."""
    figures: list[Figure] = []
    for login, parts in ((COMPANION, (_find, _cases, _booking)), (DESK, (_desk,))):
        # A copy each: the bare figures write past the audit, which the next opening would notice.
        with tempfile.TemporaryDirectory(prefix="rukodesk-bench-") as scratch:
            copy = Path(scratch) / "brankas"
            shutil.copytree(vault, copy)
            session = _open(copy, login)
            try:
                for part in parts:
                    figures += part(session, cases)
            finally:
                session.close()
    return figures


def growth(small: Sequence[Figure], big: Sequence[Figure]) -> list[Figure]:
    """Compare the medians of the large file with those of the small one.

    Steps under a millisecond are compared with a millisecond: below that the clock and the cache
    of the machine are measured, not the program.
    """
    before = {f.name: f for f in small}
    grown = []
    for now in big:
        bare = max(before[now.name].median, _GROWTH_FLOOR)
        factor = now.median / bare
        grown.append(
            Figure(
                name=f"growth: {now.name}",
                unit="x",
                median=round(factor, 2),
                p95=round(factor, 2),
                limit=round(bare, 3),
                ratio=round(factor, 2),
                target="<= 2 x the small file",
                ok=factor <= 2,
                n=now.n,
            )
        )
    return grown


def _open(folder: Path, login: str) -> Session:
    gate = vault_gate(folder, clock=FixedClock(at(UNTIL, 9)), policy=QUICK)
    return gate.unlock(login, SECRET)


def _find(session: Session, cases: int) -> list[Figure]:
    fragments = _fragments(session)
    search, actor = session.services.search, session.actor
    bare = _plain_copy(session)
    runs = repeat(lambda n: search.quick(actor, fragments[n % len(fragments)]), _RUNS * 2)
    limit = repeat(lambda n: _plain_find(bare, fragments[n % len(fragments)]), _RUNS * 2)
    bare.close()
    target = Target(ratio=2, p95=20)
    return [figure("find a person while typing", runs, target, n=cases, limit=limit)]


def _fragments(session: Session) -> list[str]:
    """Pieces as people type them: parts of names, four digits of a number, a case number."""
    with session.database.read() as reader:
        rows = reader.execute(
            text(
                "SELECT p.full_name, p.nik, p.phone, c.code FROM case_file c "
                "JOIN person p ON p.id = c.client_id ORDER BY (c.id * 7919) % 100003 LIMIT 60"
            )
        ).all()
    found = []
    for name, nik, phone, code in rows:
        word = (name or "Lestari").split()[-1].lower()
        found += [word[:3], word[1:5], word, code]
        found += [nik[5:9]] if nik else []
        found += [phone[-4:]] if phone else []
    return [fragment for fragment in found if len(fragment) >= 3]


def _plain_copy(session: Session) -> sqlcipher.Connection:
    """Put the same index and rows into a database of the same library without a key."""
    plain = sqlcipher.connect(":memory:", isolation_level=None)
    plain.execute("CREATE VIRTUAL TABLE case_search USING fts5(body, tokenize='trigram')")
    plain.execute(
        "CREATE TABLE shown (id INTEGER PRIMARY KEY, code, name, age, phone, nik, status)"
    )
    with session.database.read() as reader:
        index = reader.execute(text("SELECT rowid, body FROM case_search")).tuples().all()
        rows = (
            reader.execute(
                text(
                    "SELECT c.id, c.code, p.full_name, p.stated_age, p.phone, p.nik, c.status "
                    "FROM case_file c JOIN person p ON p.id = c.client_id"
                )
            )
            .tuples()
            .all()
        )
    plain.execute("BEGIN")
    plain.executemany(
        "INSERT INTO case_search(rowid, body) VALUES (?, ?)", [tuple(r) for r in index]
    )
    plain.executemany("INSERT INTO shown VALUES (?, ?, ?, ?, ?, ?, ?)", [tuple(r) for r in rows])
    plain.execute("COMMIT")
    return plain


def _plain_find(plain: sqlcipher.Connection, fragment: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = plain.execute(
        "SELECT s.* FROM (SELECT rowid FROM case_search WHERE case_search MATCH ? "
        "ORDER BY rowid DESC LIMIT 200) f JOIN shown s ON s.id = f.rowid",
        (f'"{fragment.lower()}"',),
    ).fetchall()
    return found


def _cases(session: Session, cases: int) -> list[Figure]:
    uids = _case_uids(session, 40)
    service, actor = session.services.cases, session.actor

    def open_one(number: int) -> object:
        return service.open(actor, uids[number % len(uids)], "ukur")

    opened = repeat(open_one, _RUNS)
    detail = service.open(actor, uids[0], "ukur")

    def save(number: int) -> None:
        nonlocal detail
        if detail.client is None:
            msg = "the measured user may not see the client"
            raise RuntimeError(msg)
        person = replace(detail.client, alias=f"Alias {number}")
        detail = service.save_person(actor, SavePerson(case_uid=uids[0], person=person)).value

    saved = repeat(save, _RUNS)
    bare = repeat(_bare_save(session), _RUNS)
    return [
        figure("open a case", opened, _STEP, n=cases),
        figure("save a case", saved, Target(ratio=4, p95=20), n=cases, limit=bare),
        figure(
            "list of cases, first page",
            repeat(lambda _n: _list(session), _RUNS),
            _STEP,
            n=cases,
        ),
    ]


def _list(session: Session) -> object:
    from ruko_desk.domain.dto.cases import CaseFilter

    return session.services.cases.list(session.actor, CaseFilter())


def _bare_save(session: Session) -> Callable[[int], None]:
    """Return the same rows, an audit row and the anchor as one raw SQLCipher commit."""
    raw, anchor = session.database.raw, session.anchor
    with session.database.read() as reader:
        person, case = reader.execute(
            text("SELECT client_id, id FROM case_file ORDER BY id DESC LIMIT 1")
        ).one()
    seq = session.database.trail.seq + 1_000_000

    def save(number: int) -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(
            "UPDATE person SET alias = ?, version = version + 1 WHERE id = ?",
            (f"Bare {number}", person),
        )
        raw.execute("UPDATE case_file SET last_activity = ? WHERE id = ?", ("2026-11-26", case))
        raw.execute("DELETE FROM case_search WHERE rowid = ?", (case,))
        raw.execute(
            "INSERT INTO case_search(rowid, body) VALUES (?, ?)", (case, f"rk-26 | bare {number}")
        )
        raw.execute(
            "INSERT INTO audit_entry (seq, ts_utc, user_uid, action, object_kind, object_uid, "
            "detail, mac) VALUES (?, '2026-11-26T02:00:00', '', 'ukur', 'case', '', '', ?)",
            (seq + number, bytes(32)),
        )
        raw.execute("COMMIT")
        if anchor is not None:
            anchor.write(seq + number, bytes(32))

    return save


def _case_uids(session: Session, count: int) -> list[str]:
    with session.database.read() as reader:
        return list(
            reader.execute(
                text(
                    "SELECT uid FROM case_file WHERE status <> 'ditutup' "
                    "ORDER BY (id * 7919) % 100003 LIMIT :count"
                ),
                {"count": count},
            ).scalars()
        )


def _booking(session: Session, cases: int) -> list[Figure]:
    uids = _case_uids(session, 40)
    schedule, actor = session.services.schedule, session.actor
    providers = [p for p in schedule.providers(actor) if p.service == "psikologi"]

    def free(number: int) -> object:
        return schedule.free_times(
            actor, FreeTimesQuery(case_uid=uids[number % len(uids)], service="psikologi")
        )

    start = at(UNTIL + timedelta(days=200), 8)

    def book(number: int) -> object:
        # A day of its own for each run: always free, always checked against all the others.
        day = start + timedelta(days=7 * (number + 1))
        while day.weekday() > 3:
            day += timedelta(days=1)
        return schedule.book(
            actor,
            BookAppointment(
                request_uid=new_uid(),
                case_uid=uids[number % len(uids)],
                provider_uid=providers[0].uid,
                kind="konseling",
                start=day,
                minutes=60,
                override_reason="ukur",
            ),
        )

    return [
        figure(
            "day view of the schedule",
            repeat(lambda _n: schedule.day(actor, UNTIL), _RUNS),
            _STEP,
            n=cases,
        ),
        figure("nearest free times", repeat(free, _RUNS), _STEP, n=cases),
        figure("book with conflict check", repeat(book, _RUNS), _STEP, n=cases),
    ]


def _desk(session: Session, cases: int) -> list[Figure]:
    services, actor = session.services, session.actor
    names = ("Lestari", "Wulandari", "Ama", "Rahayu", "Hasanah", "Siti Nur", "Yuni")

    def match(number: int) -> object:
        name = names[number % len(names)]
        return services.intake.matches(actor, MatchQuery(call_name=name, age=20 + number % 30))

    return [
        figure("Beranda", repeat(lambda _n: services.home.read(actor), _RUNS), _STEP, n=cases),
        figure("match panel of the intake", repeat(match, _RUNS), _STEP, n=cases),
    ]
