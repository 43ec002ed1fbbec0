"""Colleagues: adding, roles, passphrases, leaving; each one's own PIN and preferences.

The database says who she is and what roles she has; the key file says what she can open. Both
are changed inside one unit of work: the key file is written last before the commit, and a slot
without a user (power cut between the two) is swept at the next manager's unlock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from ruko_desk.changes import Outcome
from ruko_desk.crypto import keyfile_notes, keyfile_staff, pin
from ruko_desk.crypto.kdf import KdfPolicy
from ruko_desk.crypto.keyfile import fold_name
from ruko_desk.crypto.keyfile_staff import Access
from ruko_desk.db.database import Work
from ruko_desk.db.tables.house import User, UserPreference, UserRole
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.settings import UserPreferences
from ruko_desk.domain.dto.users import Actor, Colleague, NewUser, UpdateUser, UserRow
from ruko_desk.errors import FieldErrors, NotFoundError, StaleError, UserError
from ruko_desk.ids import new_uid
from ruko_desk.services import passphrases
from ruko_desk.services.cabinet import KeyCabinet
from ruko_desk.services.case_scope import IDENTITY, may_hold_cases
from ruko_desk.services.office import READ, WRITE, Office
from ruko_desk.services.settings import guessable_names

SHELTER_ROLES = frozenset({Role.SHELTER_KEEPER, Role.MANAGER})
NOTE_ROLES = frozenset({Role.PSYCHOLOGIST, Role.LEGAL_COMPANION, Role.HEALTH_COMPANION})


class Users:
    """The list of colleagues and what each may do about herself."""

    def __init__(self, office: Office, cabinet: KeyCabinet, policy: KdfPolicy) -> None:
        self._office = office
        self._policy = policy
        self._cabinet = cabinet

    def list(self, actor: Actor) -> tuple[UserRow, ...]:
        """Return all users, active ones first."""
        self._office.require(actor, "kelola", READ)
        with self._office.database.read() as session:
            users = session.execute(
                select(User).order_by(User.active.desc(), User.display_name)
            ).scalars()
            names = {user.id: user for user in users}
            return tuple(_row(user, names) for user in names.values())

    def own(self, actor: Actor) -> UserRow:
        """Return the acting user's own record."""
        with self._office.database.read() as session:
            user = _load(session, actor.uid)
            second = session.get(User, user.second_person_id) if user.second_person_id else None
            return _row(user, {second.id: second} if second else {})

    def colleagues(self, actor: Actor) -> tuple[tuple[str, str], ...]:
        """Return uid and name of the other active users; for choosing a second person."""
        with self._office.database.read() as session:
            rows = session.execute(
                select(User.uid, User.display_name)
                .where(User.active.is_(True), User.id != actor.id)
                .order_by(User.display_name)
            )
            return tuple((uid, name) for uid, name in rows)

    def case_holders(self, actor: Actor) -> tuple[Colleague, ...]:
        """Return the active users who may be responsible for a case, the actor among them.

        Raises:
            NotAllowedError: the actor sees no cases.
        """
        self._office.require(actor, IDENTITY, READ)
        with self._office.database.read() as session:
            users = session.execute(
                select(User).where(User.active.is_(True)).order_by(User.display_name)
            ).scalars()
            everybody = (
                Colleague(
                    uid=user.uid,
                    display_name=user.display_name,
                    roles=frozenset(Role(entry.role) for entry in user.roles),
                )
                for user in users
            )
            return tuple(one for one in everybody if may_hold_cases(self._office, one.roles))

    def add(self, actor: Actor, new: NewUser) -> Outcome[UserRow]:
        """Add a colleague with a one-time code that she must change at her first login.

        Raises:
            NotAllowedError: the actor may not manage users.
            FieldErrors: a name is missing or taken, no role, or the code is too weak.
        """
        self._office.require(actor, "kelola", WRITE)
        check_new_user(new)
        with self._office.database.write() as work:
            _require_free_name(work.session, new.login_name)
            names = (new.display_name, *guessable_names(work.session))
            _require_strong(new.one_time_code, new.login_name, "one_time_code", names)
            user = make_user(work, new)
            work.audit("tambah petugas", "user", user.uid, peran=sorted(new.roles))
            work.changed(("user", user.uid))
            row = _row(user, {user.id: user})
            access = Access(
                user_uid=user.uid,
                name=new.login_name,
                passphrase=new.one_time_code,
                shelter=bool(new.roles & SHELTER_ROLES),
                must_change=True,
            )
            cabinet = self._cabinet
            cabinet.save(keyfile_staff.add_user(cabinet.file, cabinet.ring, access))
        return Outcome(row, work.changes)

    def update(self, actor: Actor, data: UpdateUser) -> Outcome[UserRow]:
        """Change names, licences and roles; the shelter key follows the roles.

        Raises:
            NotAllowedError, FieldErrors, StaleError: as named.
            UserError: the last manager would lose her role.
        """
        self._office.require(actor, "kelola", WRITE)
        if not data.display_name.strip():
            raise FieldErrors({"display_name": "Isi nama petugas"})
        if not data.roles:
            raise FieldErrors({"roles": "Pilih sedikitnya satu peran"})
        with self._office.database.write() as work:
            user = _load(work.session, data.uid)
            if user.version != data.version:
                raise StaleError("Data petugas ini sudah diubah. Muat ulang, lalu ubah lagi.")
            had = {Role(entry.role) for entry in user.roles}
            if Role.MANAGER in had - data.roles:
                _require_other_manager(work.session, user)
            user.display_name = data.display_name.strip()
            user.title = data.title.strip()
            user.str_number = data.str_number.strip()
            user.silp_number = data.silp_number.strip()
            user.licence_until = data.licence_until
            user.roles = [UserRole(role=role) for role in sorted(data.roles)]
            flag_modified(user, "display_name")  # roles alone would leave the version as it is
            work.session.flush()
            work.audit("ubah petugas", "user", user.uid, peran=sorted(data.roles))
            work.changed(("user", user.uid))
            row = _row(user, {user.id: user})
            wants = bool(data.roles & SHELTER_ROLES)
            if wants != bool(had & SHELTER_ROLES):
                cabinet = self._cabinet
                cabinet.save(
                    keyfile_staff.set_shelter_access(
                        cabinet.file, cabinet.ring, user.uid, allowed=wants
                    )
                )
        return Outcome(row, work.changes)

    def reset(self, actor: Actor, uid: str, one_time_code: str) -> Outcome[UserRow]:
        """Give a colleague who forgot her passphrase a new key pair and a one-time code.

        A professional's session notes come back only through the second person she named or a
        recovery sheet: no manager holds a note key.

        Raises:
            NotAllowedError: the actor may not manage users.
            FieldErrors: the code is too weak.
        """
        self._office.require(actor, "kelola", WRITE)
        with self._office.database.write() as work:
            user = _load(work.session, uid)
            names = guessable_names(work.session)
            _require_strong(one_time_code, user.login_name, "one_time_code", names)
            user.must_change = True
            user.pin_verifier = None
            work.audit("setel ulang sandi", "user", uid)
            work.changed(("user", uid))
            row = _row(user, {user.id: user})
            cabinet = self._cabinet
            cabinet.save(keyfile_staff.reset_user(cabinet.file, cabinet.ring, uid, one_time_code))
        return Outcome(row, work.changes)

    def deactivate(self, actor: Actor, uid: str) -> Outcome[UserRow]:
        """Take away a colleague's way in; her name stays with what she did.

        Raises:
            NotAllowedError: the actor may not manage users.
            UserError: it is the actor herself or the last manager.
        """
        self._office.require(actor, "kelola", WRITE)
        if uid == actor.uid:
            raise UserError(
                "Anda tidak dapat menonaktifkan diri sendiri. Minta pengelola lain melakukannya."
            )
        with self._office.database.write() as work:
            user = _load(work.session, uid)
            if any(entry.role == Role.MANAGER for entry in user.roles):
                _require_other_manager(work.session, user)
            user.active = False
            user.pin_verifier = None
            work.audit("nonaktifkan petugas", "user", uid)
            work.changed(("user", uid))
            row = _row(user, {user.id: user})
            cabinet = self._cabinet
            cabinet.save(keyfile_staff.deactivate(cabinet.file, cabinet.ring, uid))
        return Outcome(row, work.changes)

    def change_own(self, actor: Actor, old: str, new: str) -> Outcome[Actor]:
        """Change the actor's passphrase; only her slot is encrypted anew.

        Raises:
            WrongPasswordError: `old` is not her passphrase.
            FieldErrors: the new one is too weak or the old one again.
        """
        with self._office.database.write() as work:
            user = _load(work.session, actor.uid)
            _require_strong(new, user.login_name, "new", guessable_names(work.session))
            if new == old:
                raise FieldErrors({"new": "Pilih kata sandi yang berbeda dari yang lama"})
            cabinet = self._cabinet
            file = keyfile_staff.change_passphrase(cabinet.file, cabinet.ring, old, new)
            user.must_change = False
            work.audit("ganti kata sandi", "user", actor.uid)
            cabinet.save(file)
        changed = Actor(
            id=actor.id, uid=actor.uid, display_name=actor.display_name, roles=actor.roles
        )
        return Outcome(changed, work.changes)

    def set_pin(self, actor: Actor, digits: str | None) -> Outcome[bool]:
        """Set or remove the PIN that brings the actor back within minutes of an idle lock.

        Raises:
            FieldErrors: fewer than six digits, or a run of the same or consecutive digits.
            EnvironmentProblem: not enough memory for the hash.
        """
        verifier = None
        if digits is not None:
            verifier = pin.make_verifier(digits, self._cabinet.ring.pin_key(), self._policy)
        with self._office.database.write() as work:
            user = _load(work.session, actor.uid)
            user.pin_verifier = verifier.encode() if verifier else None
            work.audit("hapus PIN" if digits is None else "pasang PIN", "user", actor.uid)
            work.changed(("user", actor.uid))
        return Outcome(digits is not None, work.changes)

    def check_pin(self, actor: Actor, digits: str) -> bool:
        """Tell whether this is the actor's PIN; counting tries is the caller's."""
        with self._office.database.read() as session:
            verifier = session.execute(
                select(User.pin_verifier).where(User.id == actor.id)
            ).scalar_one_or_none()
        if verifier is None:
            return False
        own = self._cabinet.ring.pin_key()
        return pin.check_pin(digits, own, pin.PinVerifier.decode(verifier))

    def name_second_person(self, actor: Actor, user_uid: str | None) -> Outcome[str | None]:
        """Name the colleague who may also open the actor's session notes, or nobody.

        Raises:
            UserError: the actor is no professional, or it is herself.
        """
        if not actor.roles & NOTE_ROLES or user_uid == actor.uid:
            raise UserError(
                "Orang kedua ditunjuk oleh psikolog, pendamping hukum atau tenaga kesehatan, dan "
                "bukan dirinya sendiri."
            )
        with self._office.database.write() as work:
            user = _load(work.session, actor.uid)
            second = _load(work.session, user_uid) if user_uid else None
            user.second_person_id = second.id if second else None
            work.audit("tunjuk orang kedua", "user", actor.uid, orang_kedua=user_uid or "")
            work.changed(("user", actor.uid))
            cabinet = self._cabinet
            cabinet.save(*keyfile_notes.name_second_person(cabinet.file, cabinet.ring, user_uid))
        return Outcome(user_uid, work.changes)

    def preferences(self, actor: Actor) -> UserPreferences:
        """Return what the actor chose for her screen."""
        with self._office.database.read() as session:
            row = session.get(UserPreference, actor.id)
            stored: dict[str, Any] = dict(row.values) if row else {}
        known = {field.name for field in fields(UserPreferences)}
        return UserPreferences(**{key: value for key, value in stored.items() if key in known})

    def save_preferences(self, actor: Actor, preferences: UserPreferences) -> None:
        """Keep what the actor chose for her screen; not audited, it concerns nobody else."""
        with self._office.database.write() as work:
            work.session.merge(UserPreference(user_id=actor.id, values=asdict(preferences)))

    @staticmethod
    def suggest_passphrase() -> str:
        """Return a fresh passphrase of Indonesian words."""
        return passphrases.suggest()


def check_new_user(new: NewUser) -> None:
    """Check a new colleague's values.

    Raises:
        FieldErrors: sentences by field name.
    """
    wrong: dict[str, str] = {}
    if not fold_name(new.login_name):
        wrong["login_name"] = "Isi nama masuk, misalnya nama panggilan"
    if not new.display_name.strip():
        wrong["display_name"] = "Isi nama petugas"
    if not new.roles:
        wrong["roles"] = "Pilih sedikitnya satu peran"
    problem = passphrases.problem(new.one_time_code, login_name=new.login_name)
    if problem:
        wrong["one_time_code"] = problem
    if wrong:
        raise FieldErrors(wrong)


def make_user(
    work: Work, new: NewUser, *, uid: str | None = None, must_change: bool = True
) -> User:
    """Add the database row of a new colleague to the open transaction."""
    user = User(
        uid=uid or new_uid(),
        login_name=fold_name(new.login_name),
        display_name=new.display_name.strip(),
        title=new.title.strip(),
        str_number=new.str_number.strip(),
        silp_number=new.silp_number.strip(),
        licence_until=new.licence_until,
        must_change=must_change,
        created_at=work.clock.now(),
        roles=[UserRole(role=role) for role in sorted(new.roles)],
    )
    work.session.add(user)
    work.session.flush()
    return user


def _row(user: User, users: dict[int, User]) -> UserRow:
    second = users.get(user.second_person_id) if user.second_person_id else None
    return UserRow(
        uid=user.uid,
        version=user.version,
        login_name=user.login_name,
        display_name=user.display_name,
        roles=frozenset(Role(entry.role) for entry in user.roles),
        active=user.active,
        last_login_at=user.last_login_at,
        title=user.title,
        str_number=user.str_number,
        silp_number=user.silp_number,
        licence_until=user.licence_until,
        has_pin=user.pin_verifier is not None,
        second_person_uid=second.uid if second else None,
    )


def _load(session: Session, uid: str) -> User:
    user = session.execute(
        select(User).where(User.uid == uid, User.active.is_(True))
    ).scalar_one_or_none()
    if user is None:
        raise NotFoundError("Petugas ini tidak ditemukan atau sudah nonaktif. Muat ulang daftar.")
    return user


def _require_free_name(session: Session, login_name: str) -> None:
    taken = session.execute(select(User.id).where(User.login_name == fold_name(login_name))).first()
    if taken:
        raise FieldErrors({"login_name": "Nama masuk ini sudah dipakai. Pilih nama lain"})


def _require_other_manager(session: Session, user: User) -> None:
    others = session.execute(
        select(func.count())
        .select_from(UserRole)
        .join(User, User.id == UserRole.user_id)
        .where(UserRole.role == Role.MANAGER, User.active.is_(True), User.id != user.id)
    ).scalar_one()
    if not others:
        raise UserError(
            "Ini pengelola terakhir. Tambahkan pengelola lain lebih dulu.",
            code="pengelola_terakhir",
        )


def _require_strong(text: str, login_name: str, field: str, names: Iterable[str]) -> None:
    problem = passphrases.problem(text, login_name=login_name, names=names)
    if problem:
        raise FieldErrors({field: problem})
