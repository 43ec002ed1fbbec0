"""Settings of the house: names, letterhead, numbering, lock, backup place."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.db.tables.house import Setting, SettingImage, User
from ruko_desk.domain.dto.settings import (
    BackupSettings,
    HouseSettings,
    NumberingSettings,
    SafetySettings,
    VaultSettings,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.letter_number import check_template
from ruko_desk.errors import FieldErrors, StaleError, UserError
from ruko_desk.services.office import WRITE, Office

_LOGO = "logo"
_GROUPS = {
    "house": HouseSettings,
    "numbering": NumberingSettings,
    "safety": SafetySettings,
    "backup": BackupSettings,
}
_IDLE = range(1, 16)
_GRACE = range(61)

G = TypeVar("G", HouseSettings, NumberingSettings, SafetySettings, BackupSettings)


def load_group(session: Session, group: type[G]) -> G:
    """Read one group of settings; values that an older program did not know keep their default."""
    name = next(key for key, value in _GROUPS.items() if value is group)
    stored: dict[str, Any] = dict(
        session.execute(select(Setting.value).where(Setting.name == name)).scalar_one_or_none()
        or {}
    )
    known = {field.name for field in fields(group)}
    if group is HouseSettings:
        stored["logo_png"] = session.execute(
            select(SettingImage.png).where(SettingImage.name == _LOGO)
        ).scalar_one_or_none()
    return group(**{key: value for key, value in stored.items() if key in known})


def load_settings(session: Session, *, practice: bool) -> VaultSettings:
    """Read all settings of the vault."""
    version = session.execute(
        select(Setting.version).where(Setting.name == "house")
    ).scalar_one_or_none()
    return VaultSettings(
        version=version or 0,
        house=load_group(session, HouseSettings),
        numbering=load_group(session, NumberingSettings),
        safety=load_group(session, SafetySettings),
        backup=load_group(session, BackupSettings),
        practice=practice,
    )


def store_settings(session: Session, settings: VaultSettings) -> list[str]:
    """Write all groups with the next version; return the names of the fields that changed."""
    before = load_settings(session, practice=settings.practice)
    changed = []
    for name, group in _GROUPS.items():
        old, new = asdict(getattr(before, name)), asdict(getattr(settings, name))
        changed += [f"{name}.{key}" for key in new if new[key] != old[key]]
        logo = new.pop("logo_png", None)
        if group is HouseSettings:
            _store_logo(session, logo)
        session.merge(Setting(name=name, value=new, version=settings.version + 1))
    return changed


def _store_logo(session: Session, png: bytes | None) -> None:
    if png is not None:
        session.merge(SettingImage(name=_LOGO, png=png))
        return
    row = session.get(SettingImage, _LOGO)
    if row is not None:
        session.delete(row)


def guessable_names(session: Session) -> tuple[str, ...]:
    """Return what house and colleagues are called, of which no passphrase may consist."""
    rows = session.execute(select(User.login_name, User.display_name))
    house = load_settings(session, practice=False).house.house_name
    return (house, *(name for row in rows for name in row))


def check_settings(settings: VaultSettings) -> None:
    """Refuse settings that would break numbering or the lock.

    Raises:
        FieldErrors: sentences by field name.
    """
    wrong: dict[str, str] = {}
    for name in ("case_template", "letter_template"):
        try:
            check_template(getattr(settings.numbering, name))
        except UserError as error:
            wrong[name] = error.message
    if not settings.house.house_name.strip():
        wrong["house_name"] = "Isi nama lembaga seperti pada papan nama"
    if settings.safety.idle_minutes not in _IDLE:
        wrong["idle_minutes"] = "Kunci otomatis antara 1 dan 15 menit"
    if settings.safety.hide_grace_seconds not in _GRACE:
        wrong["hide_grace_seconds"] = "Tenggang Layar aman antara 0 dan 60 detik"
    if wrong:
        raise FieldErrors(wrong)


class Settings:
    """Reading is for everybody, changing for those who hold the right."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def read(self, actor: Actor) -> VaultSettings:
        """Return all settings."""
        del actor  # names on the letterhead are no secret among staff
        with self._office.database.read() as session:
            return load_settings(session, practice=self._office.practice)

    def save(self, actor: Actor, settings: VaultSettings) -> Outcome[VaultSettings]:
        """Store changed settings.

        Raises:
            NotAllowedError: only managers and the technical admin may.
            FieldErrors: a template or a limit is wrong.
            StaleError: somebody else saved settings meanwhile.
        """
        self._office.require(actor, "kelola", WRITE)
        check_settings(settings)
        with self._office.database.write() as work:
            now = load_settings(work.session, practice=settings.practice)
            if now.version != settings.version:
                raise StaleError(
                    "Pengaturan sudah diubah petugas lain. Muat ulang, lalu ubah lagi."
                )
            names = store_settings(work.session, settings)
            work.audit("ubah pengaturan", "settings", isian=names)
            work.changed(("settings", ""))
        return Outcome(replace(settings, version=settings.version + 1), work.changes)
