"""The way into a vault: is there one, make one, open one; nothing here needs an open database.

Importing this module is cheap: SQLAlchemy, the services and the keys are loaded when a vault is
opened, so that the unlock window is on screen long before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ruko_desk.clock import Clock
from ruko_desk.crypto.machine import installed_memory
from ruko_desk.domain.dto.settings import BackupSettings, HouseSettings, NumberingSettings
from ruko_desk.errors import FieldErrors, UserError, VaultProblem, WrongPasswordError
from ruko_desk.services import passphrases
from ruko_desk.services.folder import PracticeNote, VaultFolder

if TYPE_CHECKING:
    from ruko_desk.crypto.kdf import KdfPolicy
    from ruko_desk.crypto.keyfile_store import KeyFileStore, Unlocked
    from ruko_desk.crypto.recovery import RecoveryCode
    from ruko_desk.crypto.throttle import Throttle
    from ruko_desk.services.office import Press
    from ruko_desk.services.opening import Place
    from ruko_desk.services.session import Session

_FIRST = "(pengelola pertama)"


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultStatus:
    """What stands in the chosen folder: `kind` is baru, siap or masalah."""

    kind: str
    message: str = ""
    code: str = ""
    choices: tuple[str, ...] = ()
    practice: PracticeNote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVault:
    """What the first-run wizard asked."""

    house: HouseSettings
    login_name: str
    display_name: str
    passphrase: str = field(repr=False)
    numbering: NumberingSettings = field(default_factory=NumberingSettings)
    backup: BackupSettings = field(default_factory=BackupSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedVault:
    """The open new vault and the code for its two recovery sheets."""

    session: Session
    recovery: RecoveryCode = field(repr=False)


class VaultGate:
    """One vault folder, closed.

    Args:
        folder: where the vault lies or shall lie.
        clock: what time it is.
        policy: limits of the key derivation; production's by default.
        press: runs document work on its own thread; inline by default.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock,
        policy: KdfPolicy | None = None,
        press: Press | None = None,
    ) -> None:
        self.folder = VaultFolder(folder)
        self._clock = clock
        self._given_policy = policy
        self._press = press
        self._throttle: Throttle | None = None

    def inspect(self) -> VaultStatus:
        """Tell what stands in the folder, in words for the unlock page."""
        try:
            kind = self.folder.state()
        except VaultProblem as problem:
            return VaultStatus(
                kind="masalah",
                message=problem.message,
                code=problem.code,
                choices=problem.choices,
            )
        except OSError:
            return VaultStatus(
                kind="masalah",
                message="Map data tidak dapat dibaca. Periksa izin map, atau pilih map lain.",
                code="tidak_terbaca",
                choices=("pilih_map", "tutup"),
            )
        return VaultStatus(kind=kind, practice=self.folder.practice())

    def create(self, new: NewVault) -> CreatedVault:
        """Make a vault with its first manager; the recovery code exists only in the result.

        Raises:
            FieldErrors: a name is missing or the passphrase is too weak.
            VaultProblem: there is a vault already, or the folder holds other files.
            EnvironmentProblem: the place cannot be written, or memory is short.
        """
        from ruko_desk.crypto.kdf import calibrate
        from ruko_desk.crypto.recovery import RecoveryCode
        from ruko_desk.services import creation

        check_first_manager(new)
        if self.folder.state() != "baru":
            raise VaultProblem(
                "Di map ini sudah ada data. Buka data itu, atau pilih map kosong.",
                code="sudah_ada",
                choices=("pilih_map", "tutup"),
            )
        cost = calibrate(memory_bytes=installed_memory(), policy=self._policy)
        recovery = RecoveryCode.generate()
        session = creation.create(self._place(), new, recovery, cost)
        return CreatedVault(session=session, recovery=recovery)

    def wait_seconds(self, name: str) -> int:
        """Return how long this name must wait after wrong tries."""
        return self._tries().wait(name)

    def unlock(self, name: str | None, passphrase: str, *, read_only: bool = False) -> Session:
        """Open the vault for the person with this name.

        Args:
            name: login name; case and spaces do not count; None for the first manager.
            passphrase: hers.
            read_only: open although a check failed, without writing anything.

        Raises:
            WrongPasswordError: they do not belong together.
            UserError: `tunggu`, too many wrong tries.
            VaultProblem: a check at start failed; its `choices` say how to go on.
            EnvironmentProblem: memory, disk or another program stands in the way.
        """
        known_as = name or _FIRST
        self._require_vault()
        self._require_patience(known_as)
        store = self._store()
        try:
            unlocked = store.unlock(name, passphrase)
        except WrongPasswordError:
            self._tries().wrong(known_as)
            raise
        return self._open(unlocked, known_as, read_only=read_only)

    def unlock_with_recovery(self, code: str, name: str, new_passphrase: str) -> Session:
        """Open the vault with a recovery sheet and give the named person a new passphrase.

        Raises:
            UserError: the code is mistyped (the group is named), or nobody has this name.
            FieldErrors: the new passphrase is too weak.
            WrongPasswordError: the sheet is not of this vault.
        """
        from ruko_desk.crypto import keyfile_staff
        from ruko_desk.crypto.recovery import RecoveryCode

        self._require_vault()
        self._require_patience(name)
        problem = passphrases.problem(new_passphrase, login_name=name)
        if problem:
            raise FieldErrors({"new_passphrase": problem})
        store = self._store()
        opened = store.unlock_with_recovery(RecoveryCode.parse(code))
        slot = opened.file.slot_named(name)
        if slot is None:
            self._tries().wrong(name)
            raise UserError("Nama ini tidak ada di data ini. Tulis nama masuk seperti biasanya.")
        changed = keyfile_staff.reset_user(
            opened.file, opened.ring, slot.user_uid, new_passphrase, must_change=False
        )
        store.write(changed)
        opened.ring.wipe()
        return self._open(store.unlock(name, new_passphrase), name, recovered=True)

    def _open(
        self, unlocked: Unlocked, name: str, *, read_only: bool = False, recovered: bool = False
    ) -> Session:
        from ruko_desk.services import opening

        return opening.open_vault(
            self._place(),
            unlocked,
            read_only=read_only,
            recovered=recovered,
            settle_tries=lambda: self._tries().right(name),
        )

    def _place(self) -> Place:
        from ruko_desk.services.opening import Place  # (loads SQLAlchemy)

        return Place(folder=self.folder, clock=self._clock, policy=self._policy, press=self._press)

    def _require_vault(self) -> None:
        """Say what is wrong with the folder before anybody's passphrase is doubted."""
        status = self.inspect()
        if status.kind == "masalah":
            raise VaultProblem(status.message, code=status.code, choices=status.choices)
        if status.kind == "baru":
            raise VaultProblem(
                "Di map ini belum ada data Ru-Ko Desk. Pilih map yang benar, atau mulai data baru "
                "dari jendela Ru-Ko Desk.",
                code="kosong",
                choices=("pilih_map", "tutup"),
            )

    def _require_patience(self, name: str) -> None:
        seconds = self.wait_seconds(name)
        if seconds:
            raise UserError(
                f"Terlalu banyak percobaan. Coba lagi dalam {seconds} detik", code="tunggu"
            )

    @property
    def _policy(self) -> KdfPolicy:
        from ruko_desk.crypto.kdf import PRODUCTION

        return self._given_policy or PRODUCTION

    def _store(self) -> KeyFileStore:
        from ruko_desk.crypto.keyfile_store import KeyFileStore

        return KeyFileStore(self.folder.root, self._policy)

    def _tries(self) -> Throttle:
        if self._throttle is None:
            from ruko_desk.crypto.throttle import Throttle

            self._throttle = Throttle(self.folder.throttle, self._clock)
        return self._throttle


def check_first_manager(new: NewVault) -> None:
    """Check what the wizard asked about the first manager.

    Raises:
        FieldErrors: sentences by field name.
    """
    wrong: dict[str, str] = {}
    if not new.login_name.strip():
        wrong["login_name"] = "Isi nama masuk, misalnya nama panggilan"
    if not new.display_name.strip():
        wrong["display_name"] = "Isi nama lengkap pengelola"
    if not new.house.house_name.strip():
        wrong["house_name"] = "Isi nama lembaga seperti pada papan nama"
    names = (new.display_name, new.house.house_name)
    problem = passphrases.problem(new.passphrase, login_name=new.login_name, names=names)
    if problem:
        wrong["passphrase"] = problem
    if wrong:
        raise FieldErrors(wrong)
