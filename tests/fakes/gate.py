"""A vault gate without a vault: one user, services that remember what they were asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ruko_desk.changes import ChangeSet, Outcome
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.safekeeping import BackupReport, BackupStatus, Progress
from ruko_desk.domain.dto.settings import UserPreferences, VaultSettings
from ruko_desk.domain.dto.users import Actor, NewUser, UpdateUser, UserRow
from ruko_desk.errors import (
    EnvironmentProblem,
    FieldErrors,
    RuKoError,
    UserError,
    WrongPasswordError,
)
from ruko_desk.services.folder import PracticeNote, VaultFolder
from ruko_desk.services.vault import VaultStatus
from tests.fakes.context import MORNING, AllRights, NoDrafts, make_actor, make_settings

PASSPHRASE = "melati perahu sembilan kaca"
PIN = "294716"


def make_row(uid: str = "u1", name: str = "Nurul", *roles: Role, **changes: Any) -> UserRow:
    """Return a line of the user list."""
    row = UserRow(
        uid=uid,
        version=1,
        login_name=name.casefold(),
        display_name=name,
        roles=frozenset(roles or {Role.FRONT_DESK}),
        active=True,
        last_login_at=None,
    )
    return replace(row, **changes)


class Codes:
    """Labels that are the codes themselves."""

    def label(self, _list: str, code: str, language: str = "id") -> str:
        return str(code)


class FakeUsers:
    """Colleagues in a list."""

    def __init__(self, rows: list[UserRow] | None = None) -> None:
        self.rows = rows or [make_row()]
        self.saved_preferences = UserPreferences()
        self.passphrase = PASSPHRASE
        self.pin: str | None = None
        self.second: str | None = None
        self.added: list[NewUser] = []
        self.reset_codes: list[str] = []
        self.refusal: RuKoError | None = None

    def list(self, actor: Actor) -> tuple[UserRow, ...]:
        return tuple(self.rows)

    def own(self, actor: Actor) -> UserRow:
        return replace(self.rows[0], has_pin=self.pin is not None, second_person_uid=self.second)

    def colleagues(self, actor: Actor) -> tuple[tuple[str, str], ...]:
        return tuple((row.uid, row.display_name) for row in self.rows if row.uid != actor.uid)

    def add(self, actor: Actor, new: NewUser) -> Outcome[UserRow]:
        self._refuse()
        if not new.display_name:
            raise FieldErrors({"display_name": "Isi nama petugas"})
        self.added.append(new)
        row = make_row(f"u{len(self.rows) + 1}", new.display_name, *new.roles)
        self.rows.append(row)
        return self._changed(row)

    def update(self, actor: Actor, data: UpdateUser) -> Outcome[UserRow]:
        self._refuse()
        row = next(row for row in self.rows if row.uid == data.uid)
        changed = replace(row, display_name=data.display_name, roles=data.roles)
        self.rows[self.rows.index(row)] = changed
        return self._changed(changed)

    def reset(self, actor: Actor, uid: str, one_time_code: str) -> Outcome[UserRow]:
        self.reset_codes.append(one_time_code)
        return self._changed(next(row for row in self.rows if row.uid == uid))

    def deactivate(self, actor: Actor, uid: str) -> Outcome[UserRow]:
        self._refuse()
        row = next(row for row in self.rows if row.uid == uid)
        self.rows[self.rows.index(row)] = replace(row, active=False)
        return self._changed(replace(row, active=False))

    def change_own(self, actor: Actor, old: str, new: str) -> Outcome[Actor]:
        if old != self.passphrase:
            raise WrongPasswordError("Kata sandi sekarang belum cocok")
        self.passphrase = new
        return Outcome(replace(actor, must_change_passphrase=False), ChangeSet())

    def set_pin(self, actor: Actor, pin: str | None) -> Outcome[bool]:
        if pin is not None and len(pin) < 6:
            raise FieldErrors({"pin": "PIN paling sedikit 6 angka"})
        self.pin = pin
        return Outcome(pin is not None, ChangeSet.of(("user", actor.uid)))

    def check_pin(self, actor: Actor, pin: str) -> bool:
        return self.pin is not None and pin == self.pin

    def name_second_person(self, actor: Actor, user_uid: str | None) -> Outcome[str | None]:
        self.second = user_uid
        return Outcome(user_uid, ChangeSet.of(("user", actor.uid)))

    def preferences(self, actor: Actor) -> UserPreferences:
        return self.saved_preferences

    def save_preferences(self, actor: Actor, preferences: UserPreferences) -> None:
        self.saved_preferences = preferences

    def _refuse(self) -> None:
        if self.refusal is not None:
            raise self.refusal

    @staticmethod
    def _changed(row: UserRow) -> Outcome[UserRow]:
        return Outcome(row, ChangeSet.of(("user", row.uid)))


class FakeSettings:
    """One record of settings."""

    def __init__(self, **safety: int | bool) -> None:
        self.now = make_settings(**safety)
        self.refusal: RuKoError | None = None

    def read(self, actor: Actor) -> VaultSettings:
        return self.now

    def save(self, actor: Actor, settings: VaultSettings) -> Outcome[VaultSettings]:
        if self.refusal is not None:
            raise self.refusal
        self.now = replace(settings, version=settings.version + 1)
        return Outcome(self.now, ChangeSet.of(("settings", "")))


class FakeBackup:
    """Backups that are made at once."""

    def __init__(self, made_at: datetime | None = None) -> None:
        self.status = BackupStatus(made_at=made_at, folder="/stick") if made_at else None
        self.refusal: RuKoError | None = None

    def last(self, actor: Actor) -> BackupStatus | None:
        return self.status

    def run(self, actor: Actor, folder: Path, progress: Progress) -> Outcome[BackupReport]:
        progress("Menyalin data", 0.5)
        if self.refusal is not None:
            raise self.refusal
        self.status = BackupStatus(made_at=MORNING, folder=str(folder))
        report = BackupReport(
            folder=str(folder), made_at=MORNING, rows=90, cases=12, size=3_400_000
        )
        return Outcome(report, ChangeSet.of(("backup", "")))


@dataclass
class FakeVault:
    """What stays when nobody is in: services, and what happened in which order."""

    users: FakeUsers = field(default_factory=FakeUsers)
    settings: FakeSettings = field(default_factory=FakeSettings)
    backup: FakeBackup = field(default_factory=FakeBackup)
    drafts: NoDrafts = field(default_factory=NoDrafts)
    log: list[str] = field(default_factory=list)
    actor: Actor = field(default_factory=lambda: make_actor(Role.FRONT_DESK))
    status: VaultStatus = field(default_factory=lambda: VaultStatus(kind="siap"))
    read_only: bool = False
    findings: tuple[str, ...] = ()
    wait: int = 0
    unlock_error: RuKoError | None = None
    open_sessions: int = 0

    def session(self, *, read_only: bool = False) -> SimpleNamespace:
        """Return an open session."""
        self.open_sessions += 1
        log, drafts = self.log, self.drafts

        def close(*, note: str = "keluar") -> None:
            self.open_sessions -= 1
            log.append(f"close:{note}")

        def save(actor: Actor, form: str, key: str, payload: dict[str, object]) -> None:
            drafts.save(actor, form, key, payload)
            log.append(f"draft:{form}")

        def save_place(actor: Actor, place: dict[str, object]) -> None:
            drafts.save_place(actor, place)
            log.append("place")

        services = SimpleNamespace(
            users=self.users,
            settings=self.settings,
            backup=self.backup,
            rights=AllRights(),
            codes=Codes(),
            audit=SimpleNamespace(note=lambda _actor, action: log.append(f"audit:{action}")),
            drafts=SimpleNamespace(
                save=save,
                save_place=save_place,
                load=drafts.load,
                load_place=drafts.load_place,
                drop=drafts.drop,
            ),
        )
        return SimpleNamespace(
            actor=self.actor,
            services=services,
            read_only=read_only or self.read_only,
            findings=self.findings,
            practice=self.status.practice is not None,
            rest=lambda: None,
            close=close,
        )


class FakeGate:
    """The way into a `FakeVault`."""

    def __init__(self, vault: FakeVault, folder: Path) -> None:
        self.vault = vault
        self.folder = VaultFolder(folder)

    def inspect(self) -> VaultStatus:
        return self.vault.status

    def wait_seconds(self, name: str) -> int:
        return self.vault.wait

    def unlock(self, name: str, passphrase: str, *, read_only: bool = False) -> SimpleNamespace:
        if self.vault.wait:
            raise UserError("tunggu dahulu", code="tunggu")
        if self.vault.unlock_error is not None and not read_only:
            raise self.vault.unlock_error
        if passphrase != self.vault.users.passphrase:
            raise WrongPasswordError("Kata sandi belum cocok. Periksa Caps Lock, lalu coba lagi")
        self.vault.log.append(f"unlock:{name}")
        return self.vault.session(read_only=read_only)

    def unlock_with_recovery(self, code: str, name: str, new_passphrase: str) -> SimpleNamespace:
        if code != "AAAA":
            raise UserError("Kelompok pertama salah tulis")
        self.vault.users.passphrase = new_passphrase
        return self.vault.session()


def disk_full() -> EnvironmentProblem:
    """Return what a full disk says."""
    return EnvironmentProblem("Ruang penyimpanan penuh", code="penuh")


def practice_note() -> PracticeNote:
    """Return the note of a practice vault."""
    return PracticeNote(
        password=PASSPHRASE,
        logins=(("petugas", "Petugas"), ("psikolog", "Psikolog"), ("psikolog2", "Psikolog")),
    )
