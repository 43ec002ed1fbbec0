"""People who use the program: the acting user, rows of the user list, commands on users."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ruko_desk.domain.codes import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The user on whose behalf a service acts; made by unlocking, never by the window."""

    id: int
    uid: str
    display_name: str
    roles: frozenset[Role]
    must_change_passphrase: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """One line of the user list."""

    uid: str
    version: int
    login_name: str
    display_name: str
    roles: frozenset[Role]
    active: bool
    last_login_at: datetime | None
    title: str = ""
    str_number: str = ""
    silp_number: str = ""
    licence_until: date | None = None
    has_pin: bool = False
    second_person_uid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """What staff know of each other: name and roles."""

    uid: str
    display_name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """A colleague to be added; `one_time_code` is her first passphrase, to be changed at once.

    `title` is the professional name with degrees as printed on papers; STR and SILP are the
    psychologist's registration and practice licence (UU 23/2022).
    """

    login_name: str
    display_name: str
    roles: frozenset[Role]
    one_time_code: str
    title: str = ""
    str_number: str = ""
    silp_number: str = ""
    licence_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateUser:
    """Changed master data and roles of a user."""

    uid: str
    version: int
    display_name: str
    roles: frozenset[Role]
    title: str = ""
    str_number: str = ""
    silp_number: str = ""
    licence_until: date | None = None
