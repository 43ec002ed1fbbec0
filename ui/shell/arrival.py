"""What is read right after unlocking, in one go, before the desk is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruko_desk.domain.dto.safekeeping import BackupStatus
    from ruko_desk.domain.dto.settings import UserPreferences, VaultSettings
    from ruko_desk.domain.dto.users import UserRow
    from ruko_desk.services.session import Session
    from ruko_desk.services.vault import VaultGate


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An open session and what the desk needs to stand."""

    session: Session
    settings: VaultSettings
    preferences: UserPreferences
    own: UserRow
    backup: BackupStatus | None
    place: dict[str, object] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """An open session of somebody who must first choose an own passphrase."""

    session: Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A wrong try, and how long the next one must wait."""

    message: str
    seconds: int


def unlock(
    gate: VaultGate, name: str, passphrase: str, *, read_only: bool
) -> Arrival | Newcomer | Refused:
    """Open the vault; runs on the database thread.

    Raises:
        UserError, EnvironmentProblem: everything but a wrong passphrase, as `VaultGate.unlock`.
    """
    from ruko_desk.errors import UserError, WrongPasswordError

    try:
        session = gate.unlock(name, passphrase, read_only=read_only)
    except WrongPasswordError as error:
        return Refused(message=error.message, seconds=gate.wait_seconds(name))
    except UserError as error:
        if error.code != "tunggu":
            raise
        return Refused(message=error.message, seconds=gate.wait_seconds(name))
    return arrive(session)


def arrive(session: Session) -> Arrival | Newcomer:
    """Read what the desk needs; the session is closed when that fails."""
    if session.actor.must_change_passphrase:
        return Newcomer(session=session)
    services, actor = session.services, session.actor
    try:
        return Arrival(
            session=session,
            settings=services.settings.read(actor),
            preferences=services.users.preferences(actor),
            own=services.users.own(actor),
            backup=services.backup.last(actor),
            place=services.drafts.load_place(actor),
        )
    except BaseException:
        session.close()
        raise
