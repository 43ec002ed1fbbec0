"""The key file on disk: two copies side by side, each written whole; the good one mends the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ruko_desk.crypto.kdf import PRODUCTION, KdfPolicy
from ruko_desk.crypto.keyfile import KeyFile
from ruko_desk.crypto.keyfile_codec import MAX_BYTES, decode, encode
from ruko_desk.crypto.keyfile_names import COPY_NAME, MAIN_NAME
from ruko_desk.crypto.keyfile_open import open_by_passphrase, open_by_recovery
from ruko_desk.crypto.keyring import KeyRing
from ruko_desk.crypto.problems import disk_problem
from ruko_desk.crypto.recovery import RecoveryCode
from ruko_desk.crypto.safe_write import write_whole
from ruko_desk.errors import EnvironmentProblem, VaultProblem

_WHAT = "Berkas kunci"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about the key file that the manager should read; `code` is for tests and logs."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """An open vault's key file and key ring, and what was found and mended on the way."""

    file: KeyFile
    ring: KeyRing
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The readable, different versions on disk, newest first, and what is wrong with the rest."""

    versions: tuple[KeyFile, ...]
    findings: tuple[Finding, ...]


class KeyFileStore:
    """The key file of one vault folder.

    Args:
        folder: the vault.
        policy: limits for the KDF parameters in the file.
    """

    def __init__(self, folder: Path, policy: KdfPolicy = PRODUCTION) -> None:
        self._paths = (folder / MAIN_NAME, folder / COPY_NAME)
        self._policy = policy

    def exists(self) -> bool:
        """Return whether either copy is there."""
        return any(path.exists() for path in self._paths)

    def read(self) -> Reading:
        """Return what can be read; nothing is mended yet, since only an unlock proves a version.

        Raises:
            VaultProblem: no copy can be used (`kunci_hilang` or the codes of
                `keyfile_codec.decode`), or one was written by a newer program.
        """
        versions: list[KeyFile] = []
        problems: list[EnvironmentProblem] = []
        for path in self._paths:
            try:
                file = decode(self._bytes(path), self._policy)
            except EnvironmentProblem as problem:
                problems.append(problem)
            else:
                if file not in versions:
                    versions.append(file)
        newer = any(problem.code == "kunci_versi_baru" for problem in problems)
        if newer or not versions:
            raise _worst(problems)
        versions.sort(key=lambda file: file.revision, reverse=True)
        findings = [
            Finding(
                code=problem.code,
                message="Satu dari dua salinan berkas kunci hilang atau rusak.",
            )
            for problem in problems
        ]
        return Reading(versions=tuple(versions), findings=tuple(findings))

    def write(self, file: KeyFile) -> tuple[Finding, ...]:
        """Write both copies, one after the other, each whole, with mode 0600.

        The first copy decides: once it is there the change counts. A second copy that could not be
        written is a finding only; the next unlock mends it.

        Raises:
            EnvironmentProblem: nothing was changed.
        """
        data = encode(file)
        main, copy = self._paths
        try:
            write_whole(main, data, _WHAT)
        except EnvironmentProblem:
            # An error after the rename: the new passphrase is already the true one.
            if not self._same(main, data):
                raise
        try:
            write_whole(copy, data, _WHAT)
        except EnvironmentProblem as problem:
            return (Finding(code="salinan_tidak_diperbaiki", message=problem.message),)
        return ()

    def unlock(self, name: str | None, passphrase: str) -> Unlocked:
        """Open the vault's keys with a login name and passphrase, and mend a damaged copy.

        Without a name the oldest slot is tried: the first manager's.

        Raises:
            WrongPasswordError: name and passphrase do not belong together.
            VaultProblem: as in `read`, or `kunci_diubah`.
            EnvironmentProblem: not enough memory.
        """
        return self._unlock(lambda file: open_by_passphrase(file, name, passphrase))

    def unlock_with_recovery(self, code: RecoveryCode) -> Unlocked:
        """Open the vault's keys with the code on a recovery sheet; errors as in `unlock`."""
        return self._unlock(lambda file: open_by_recovery(file, code.private_key()))

    def _unlock(self, opener: Callable[[KeyFile], KeyRing]) -> Unlocked:
        reading = self.read()
        errors: list[VaultProblem] = []
        for file in reading.versions:
            try:
                ring = opener(file)
            except VaultProblem as error:
                # Only a forged version makes way for the other copy. A wrong passphrase does not:
                # the older copy might still know the one that was just changed.
                errors.append(error)
            else:
                findings = reading.findings + self._mend(file)
                return Unlocked(file=file, ring=ring, findings=findings)
        raise errors[0]

    def _mend(self, good: KeyFile) -> tuple[Finding, ...]:
        """Write the proven version over copies that differ; a read-only vault still opens."""
        data = encode(good)
        findings: list[Finding] = []
        for path in self._paths:
            if self._same(path, data):
                continue
            try:
                write_whole(path, data, _WHAT)
            except EnvironmentProblem as problem:
                findings.append(Finding(code="salinan_tidak_diperbaiki", message=problem.message))
            else:
                message = (
                    f"Salinan berkas kunci {path.name} sudah diperbaiki dari salinan yang baik."
                )
                findings.append(Finding(code="salinan_diperbaiki", message=message))
        return tuple(findings)

    def _same(self, path: Path, data: bytes) -> bool:
        try:
            return self._bytes(path) == data
        except EnvironmentProblem:
            return False

    @staticmethod
    def _bytes(path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except FileNotFoundError as error:
            raise VaultProblem(
                "Berkas kunci brankas hilang, dan tanpa berkas ini isinya tidak dapat dibuka. "
                "Periksa apakah map yang dipilih benar, atau pulihkan kunci.ruko dari cadangan.",
                code="kunci_hilang",
            ) from error
        except OSError as error:
            raise disk_problem(error, _WHAT) from error


def _worst(problems: list[EnvironmentProblem]) -> EnvironmentProblem:
    """Return what to tell: a newer program first, then damage, a missing file last."""
    order = {"kunci_versi_baru": 0, "kunci_hilang": 2}
    return min(problems, key=lambda problem: order.get(problem.code, 1))
