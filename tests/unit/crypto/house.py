"""A house with invented people and a cheap key derivation."""

from __future__ import annotations

from dataclasses import dataclass

from ruko_desk.crypto.kdf import KdfCost, KdfPolicy
from ruko_desk.crypto.keyfile import KeyFile
from ruko_desk.crypto.keyfile_notes import ensure_note_key
from ruko_desk.crypto.keyfile_open import open_by_passphrase, open_by_recovery
from ruko_desk.crypto.keyfile_staff import Access, add_user, create
from ruko_desk.crypto.keyring import KeyRing
from ruko_desk.crypto.recovery import RecoveryCode

CHEAP = KdfPolicy(floor=KdfCost(memory_kib=8 * 1024, iterations=1, lanes=1))

PEOPLE = {
    "pengelola": True,
    "pengelola2": True,
    "penjaga": True,
    "petugas": False,
    "psikolog": False,
    "psikolog2": False,
    "hukum": False,
}
"""Login name, and whether she holds the shelter key. The user uid is `uid-<name>`."""

PROFESSIONALS = ("psikolog", "psikolog2", "hukum")


def uid(name: str) -> str:
    return f"uid-{name}"


def passphrase(name: str) -> str:
    return f"kalimat sandi milik {name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A key file with its people, before it is written anywhere."""

    file: KeyFile
    code: RecoveryCode

    def ring(self, name: str) -> KeyRing:
        return open_by_passphrase(self.file, name, passphrase(name))

    def recovery_ring(self) -> KeyRing:
        return open_by_recovery(self.file, self.code.private_key())


def make_house() -> House:
    """Everybody has been at work once: professionals hold their note keys."""
    code = RecoveryCode.generate()
    file, ring = create(_access("pengelola"), code.private_key().public(), CHEAP.floor)
    for name in PEOPLE:
        if name != "pengelola":
            file = add_user(file, ring, _access(name))
    for name in PROFESSIONALS:
        file, _ = ensure_note_key(file, open_by_passphrase(file, name, passphrase(name)))
    return House(file=file, code=code)


def _access(name: str) -> Access:
    return Access(user_uid=uid(name), name=name, passphrase=passphrase(name), shelter=PEOPLE[name])
