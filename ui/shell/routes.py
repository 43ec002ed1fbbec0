"""Where in the program somebody is: one small value per page, which survives a lock as JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRoute:
    """Beranda."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRoute:
    """Terima tamu: a new card, or a waiting contact that is to be completed."""

    contact_uid: str = ""
    call_name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseListRoute:
    """Klien & Kasus."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRoute:
    """One case, at one of its tabs."""

    case_uid: str
    tab: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRoute:
    """Jadwal of a day (none: today); with a case, to book for it, with a service if one is meant."""

    day: date | None = None
    case_uid: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralListRoute:
    """Rujukan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposerRoute:
    """The referral composer; without a referral it starts a new one."""

    case_uid: str
    referral_uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersRoute:
    """Mitra layanan."""

    partner_uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersRoute:
    """Pengguna."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRoute:
    """Cadangan data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsRoute:
    """Pengaturan, at one of its sections."""

    tab: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRoute:
    """Profil saya: own passphrase and PIN."""


Route = (
    HomeRoute
    | IntakeRoute
    | CaseListRoute
    | CaseRoute
    | ScheduleRoute
    | ReferralListRoute
    | ComposerRoute
    | PartnersRoute
    | UsersRoute
    | BackupRoute
    | SettingsRoute
    | ProfileRoute
)

ROUTES: dict[str, type[Route]] = {
    "beranda": HomeRoute,
    "terima": IntakeRoute,
    "daftar_kasus": CaseListRoute,
    "kasus": CaseRoute,
    "jadwal": ScheduleRoute,
    "rujukan": ReferralListRoute,
    "surat": ComposerRoute,
    "mitra": PartnersRoute,
    "pengguna": UsersRoute,
    "cadangan": BackupRoute,
    "pengaturan": SettingsRoute,
    "profil": ProfileRoute,
}


def to_place(route: Route) -> dict[str, str]:
    """Write a route as JSON-able words."""
    word = next(word for word, kind in ROUTES.items() if kind is type(route))
    place = {"layar": word}
    for each in fields(route):
        value = getattr(route, each.name)
        if value:
            place[each.name] = value.isoformat() if isinstance(value, date) else str(value)
    return place


def from_place(place: dict[str, str]) -> Route:
    """Read a route back; a place that an older version wrote and nobody knows is Beranda."""
    kind = ROUTES.get(place.get("layar", ""))
    if kind is None:
        return HomeRoute()
    values: dict[str, str | date] = {}
    known = {each.name for each in fields(kind)}
    try:
        for name, text in place.items():
            if name in known:
                values[name] = date.fromisoformat(text) if name == "day" else text
        return kind(**values)  # type: ignore[arg-type]  # names and types come from to_place
    except (TypeError, ValueError):
        return HomeRoute()
