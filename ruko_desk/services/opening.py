"""Opening a vault whose keys are open: connection, checks in their order, the acting user."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from sqlalchemy import select, update

from ruko_desk.clock import Clock
from ruko_desk.crypto import keyfile_notes, keyfile_staff
from ruko_desk.crypto.anchor import Anchor, Verdict, judge
from ruko_desk.crypto.kdf import KdfPolicy
from ruko_desk.crypto.keyfile_store import KeyFileStore, Unlocked
from ruko_desk.crypto.keyring import DB, KeyRing
from ruko_desk.db import connection, migrate
from ruko_desk.db.audit import mac_of
from ruko_desk.db.database import Database
from ruko_desk.db.tables.house import User
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import EnvironmentProblem, VaultProblem, WrongPasswordError
from ruko_desk.services import health
from ruko_desk.services.cabinet import KeyCabinet
from ruko_desk.services.folder import VaultFolder
from ruko_desk.services.office import InlinePress, Press
from ruko_desk.services.registry import build_services
from ruko_desk.services.session import Session
from ruko_desk.services.users import NOTE_ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a vault lies and what it is opened with."""

    folder: VaultFolder
    clock: Clock
    policy: KdfPolicy
    press: Press | None

    @property
    def store(self) -> KeyFileStore:
        """The key file of this folder."""
        return KeyFileStore(self.folder.root, self.policy)


def open_vault(
    place: Place,
    unlocked: Unlocked,
    *,
    read_only: bool,
    recovered: bool,
    settle_tries: Callable[[], int],
) -> Session:
    """Open the database with the unlocked keys and run the checks of the start.

    Raises:
        VaultProblem: a check failed; with `read_only` only what makes reading impossible.
        WrongPasswordError: the key file knows a person whom the house has deactivated.
        EnvironmentProblem: disk, memory or another program stands in the way.
    """
    findings = [finding.message for finding in unlocked.findings]
    folder = place.folder
    cabinet = KeyCabinet(store=place.store, file=unlocked.file, ring=unlocked.ring)
    if read_only:
        health.check_content(folder.database)
    else:
        health.check_size(folder.database)
    raw, generation = _connect(folder, unlocked.ring, read_only=read_only)
    with ExitStack() as undo, connection.opening_errors(folder.database):
        undo.callback(unlocked.ring.wipe)
        undo.callback(raw.close)
        if not read_only:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            health.check_pages(folder.database, raw)
            engine = connection.make_engine(raw)
            migrate.upgrade(engine, copy_to=folder.before_migration)
        anchor, note = _anchor(folder, unlocked, generation, read_only=read_only)
        findings += note
        if anchor is not None:
            undo.callback(anchor.close)
        database = Database(
            folder.database,
            raw,
            place.clock,
            unlocked.ring.audit_key(generation),
            anchor.write if anchor is not None else _no_commit,
        )
        database.read_only = read_only
        if anchor is not None and not read_only:
            _check_anchor(database, anchor)
            health.check_tail(database)
        warning = health.clock_warning(database, place.clock)
        if warning:
            findings.append(warning)
        session = start_session(place, database, anchor, cabinet, tuple(findings))
        if not read_only:
            _log_in(session, settle_tries(), recovered=recovered)
        undo.pop_all()
    return session


def start_session(
    place: Place,
    database: Database,
    anchor: Anchor | None,
    cabinet: KeyCabinet,
    findings: tuple[str, ...] = (),
) -> Session:
    """Put services and acting user together on an open, checked database."""
    actor = load_actor(database, cabinet.ring)
    practice = place.folder.practice() is not None
    services = build_services(
        folder=place.folder,
        database=database,
        cabinet=cabinet,
        policy=place.policy,
        press=place.press or InlinePress(),
        practice=practice,
    )
    rights = services.rights_table.for_roles(actor.roles)
    database.act_as(
        actor.id,
        actor.uid,
        unreadable=rights.denied_columns(),
        unwritable=rights.unwritable_columns(),
    )
    return Session(
        actor=actor,
        services=services,
        read_only=database.read_only,
        findings=findings,
        practice=practice,
        database=database,
        anchor=anchor,
        cabinet=cabinet,
    )


def load_actor(database: Database, ring: KeyRing) -> Actor:
    """Return the user whose passphrase opened the ring.

    Raises:
        WrongPasswordError: she is not in the database, or deactivated.
    """
    with database.read() as session:
        user = session.execute(
            select(User).where(User.uid == ring.user_uid, User.active.is_(True))
        ).scalar_one_or_none()
        if user is None:
            raise WrongPasswordError(
                "Petugas ini sudah tidak aktif. Minta pengelola mengaktifkannya lagi."
            )
        return Actor(
            id=user.id,
            uid=user.uid,
            display_name=user.display_name,
            roles=frozenset(Role(entry.role) for entry in user.roles),
            must_change_passphrase=user.must_change or ring.must_change,
        )


def _connect(
    folder: VaultFolder, ring: KeyRing, *, read_only: bool
) -> tuple[connection.RawConnection, int]:
    """Try the newest key first; while a rotation was cut short there are two."""
    problem: VaultProblem | None = None
    for generation in ring.generations(DB):
        try:
            key = bytes(ring.db_key(generation))
            return connection.open_raw(folder.database, key, read_only=read_only), generation
        except VaultProblem as error:
            problem = error
    if problem is None:
        msg = "ring without a database key"
        raise RuntimeError(msg)
    raise problem


def _anchor(
    folder: VaultFolder, unlocked: Unlocked, generation: int, *, read_only: bool
) -> tuple[Anchor | None, list[str]]:
    """Open the anchor; a vault that is only read may do without, with a finding."""
    try:
        anchor = Anchor.open(
            folder.anchor,
            vault_id=unlocked.file.vault_id,
            keys=unlocked.ring.anchor_keys(),
            generation=generation,
        )
    except EnvironmentProblem as problem:
        if read_only:
            return None, [problem.message]
        raise VaultProblem(
            problem.message, code=problem.code, choices=("pulihkan", "hanya_baca", "tutup")
        ) from problem
    return anchor, []


def _no_commit(_seq: int, _mac: bytes) -> None:
    msg = "commit in a vault that was opened to be read only"
    raise RuntimeError(msg)


def _check_anchor(database: Database, anchor: Anchor) -> None:
    record = anchor.record
    with database.read() as session:
        there = mac_of(session, record.audit_seq)
    verdict = judge(record, database.trail.seq, there)
    if verdict in {Verdict.SAME, Verdict.AHEAD}:
        return
    raise VaultProblem(
        "Data mundur: isi berkas data lebih lama daripada simpanan terakhir di PC ini. Mungkin "
        "berkas diganti atau sebagian hilang saat listrik padam. Pulihkan cadangan terakhir, atau "
        "buka hanya-baca untuk memeriksa.",
        code="data_mundur",
        choices=("pulihkan", "hanya_baca"),
    )


def _log_in(session: Session, wrong_tries: int, *, recovered: bool) -> None:
    """Record the login; give a professional her note key; drop slots without a user."""
    cabinet = session.cabinet
    with session.database.write() as work:
        user = work.session.get_one(User, session.actor.id)
        # By statement, not by attribute: a login must not make an open user form stale.
        work.session.execute(
            update(User).where(User.id == user.id).values(last_login_at=work.clock.now())
        )
        if wrong_tries:
            work.audit("percobaan masuk gagal", "user", "", jumlah=wrong_tries)
        if recovered:
            work.audit("masuk dengan lembar pemulihan", "user", user.uid)
        work.audit("masuk", "user", user.uid)
        known = set(work.session.execute(select(User.uid).where(User.active.is_(True))).scalars())
    if Role.MANAGER in session.actor.roles:
        for slot in cabinet.file.slots:
            if slot.user_uid not in known:
                cabinet.save(keyfile_staff.deactivate(cabinet.file, cabinet.ring, slot.user_uid))
    if session.actor.roles & NOTE_ROLES:
        file, ring = keyfile_notes.ensure_note_key(cabinet.file, cabinet.ring)
        if file is not cabinet.file:
            cabinet.save(file, ring)
    if recovered:
        session.findings += (
            "Data dibuka dengan Lembar Pemulihan. Buat lembar baru dan beri tahu semua pengelola.",
        )
