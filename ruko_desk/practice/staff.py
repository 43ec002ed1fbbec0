"""The invented staff of the practice house: users of every role, providers, rooms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session as OrmSession

from ruko_desk.crypto import keyfile_staff
from ruko_desk.crypto.keyfile_staff import Access
from ruko_desk.db.database import Database
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.schedule import ProviderHours, ProviderRecord, RoomRecord
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.settings import HouseSettings
from ruko_desk.domain.dto.users import Actor, NewUser
from ruko_desk.services.session import Session
from ruko_desk.services.users import SHELTER_ROLES, make_user

MANAGER = ("pengelola", "Ratna Permata")

HOUSE = HouseSettings(
    office_line="DINAS PEMBERDAYAAN PEREMPUAN, PERLINDUNGAN ANAK DAN KELUARGA BERENCANA",
    unit_line="RUMAH KOLABORASI (RU-KO) SALING SAPA",
    address="Jl. Contoh Latihan No. 1, Kota Serang",
    phone="(0254) 000000",
    email="latihan@contoh.invalid",
    signer_title="Kepala Bidang Perlindungan Perempuan dan Anak",
    signer_name="Hj. Rahmawati Contoh, S.Sos., M.Si.",
    signer_rank="Pembina (IV/a)",
    signer_nip="000000000000000000",
)


class Colleague(NamedTuple):
    """One invented user."""

    login: str
    name: str
    role: Role
    title: str = ""
    str_number: str = ""
    silp_number: str = ""


COLLEAGUES = (
    Colleague("petugas", "Nurul Hasanah", Role.FRONT_DESK),
    Colleague("pendamping", "Siti Rohmah", Role.COMPANION),
    Colleague(
        "psikolog",
        "Maya Anggraini",
        Role.PSYCHOLOGIST,
        "Maya Anggraini, M.Psi., Psikolog",
        "STR-LATIHAN-0001",
        "SILP-LATIHAN-0001",
    ),
    Colleague(
        "psikolog2",
        "Rina Kartika",
        Role.PSYCHOLOGIST,
        "Rina Kartika, M.Psi., Psikolog",
        "STR-LATIHAN-0002",
        "SILP-LATIHAN-0002",
    ),
    Colleague("hukum", "Hendra Wijaya", Role.LEGAL_COMPANION, "Hendra Wijaya, S.H."),
    Colleague("kesehatan", "Lestari Mulyani", Role.HEALTH_COMPANION, "Bdn. Lestari Mulyani"),
    Colleague("penjaga", "Tati Suhartini", Role.SHELTER_KEEPER),
    Colleague("pengelola2", "Dedi Firmansyah", Role.MANAGER),
    Colleague("admin", "Bayu Nugraha", Role.ADMIN),
)
ROLE_LABELS = {
    Role.FRONT_DESK: "Petugas depan",
    Role.COMPANION: "Pendamping",
    Role.PSYCHOLOGIST: "Psikolog",
    Role.LEGAL_COMPANION: "Pendamping hukum",
    Role.HEALTH_COMPANION: "Tenaga kesehatan",
    Role.SHELTER_KEEPER: "Penjaga rumah aman",
    Role.MANAGER: "Pengelola",
    Role.ADMIN: "Admin teknis",
}
_PROVIDERS = (
    ("Hendra Wijaya, S.H.", "hukum", "L", "hukum"),
    ("Siti Rohmah, S.H.", "hukum", "P", "pendamping"),
    ("Maya Anggraini", "psikologi", "P", "psikolog"),
    ("Rina Kartika", "psikologi", "P", "psikolog2"),
    ("Bdn. Lestari", "kesehatan", "P", "kesehatan"),
    ("dr. Yusuf Hidayat", "kesehatan", "L", None),
)
_ROOMS = ("Ruang Melati", "Ruang Cempaka", "Ruang Seroja")


def logins() -> tuple[tuple[str, str], ...]:
    """Return login names with the words for their roles, as the unlock page shows them."""
    people = [(c.login, ROLE_LABELS[c.role]) for c in COLLEAGUES]
    people.insert(-2, (MANAGER[0], ROLE_LABELS[Role.MANAGER]))
    return tuple(people)


def hire(session: Session, password: str) -> None:
    """Add all colleagues with the one password, which they need not change."""
    cabinet = session.cabinet
    file = cabinet.file
    with session.database.write() as work:
        for colleague in COLLEAGUES:
            user = make_user(
                work,
                NewUser(
                    login_name=colleague.login,
                    display_name=colleague.name,
                    roles=frozenset({colleague.role}),
                    one_time_code=password,
                    title=colleague.title,
                    str_number=colleague.str_number,
                    silp_number=colleague.silp_number,
                    licence_until=date(2030, 12, 31) if colleague.str_number else None,
                ),
                must_change=False,
            )
            access = Access(
                user_uid=user.uid,
                name=colleague.login,
                passphrase=password,
                shelter=colleague.role in SHELTER_ROLES,
            )
            file = keyfile_staff.add_user(file, cabinet.ring, access)
        cabinet.save(file)


def furnish(session: OrmSession) -> dict[str, list[int]]:
    """Add rooms, providers and their hours; return provider keys by service."""
    rooms = [RoomRecord(name=name) for name in _ROOMS]
    session.add_all(rooms)
    session.flush()
    users = dict(session.execute(select(User.login_name, User.id)).all())
    found: dict[str, list[int]] = {}
    for number, (name, service, sex, login) in enumerate(_PROVIDERS):
        provider = ProviderRecord(
            name=name,
            service=service,
            sex=sex,
            user_id=users.get(login or ""),
            room_id=rooms[number // 2].id if number % 2 == 0 else None,
        )
        session.add(provider)
        session.flush()
        session.add_all(_week(provider.id))
        found.setdefault(service, []).append(provider.id)
    return found


def _week(provider_id: int) -> Sequence[ProviderHours]:
    spans = []
    for weekday in range(5):
        noon = (time(11, 30), time(13, 30)) if weekday == 4 else (time(12), time(13))
        spans += [(weekday, time(8), noon[0]), (weekday, noon[1], time(16))]
    return [
        ProviderHours(provider_id=provider_id, weekday=day, start=start, end=end)
        for day, start, end in spans
    ]


def signed_in(users: OrmSession, when: datetime) -> dict[str, int]:
    """Give every user the same last login and return keys by login name."""
    found = {}
    for user in users.execute(select(User)).scalars():
        user.last_login_at = when
        found[user.login_name] = user.id
    return found


def actor_of(database: Database, login: str) -> Actor:
    """Let this colleague act on the database, and return her."""
    with database.read() as session:
        user = session.execute(select(User).where(User.login_name == login)).scalar_one()
        roles = frozenset(Role(entry.role) for entry in user.roles)
    database.act_as(user.id, user.uid)
    return Actor(id=user.id, uid=user.uid, display_name=user.display_name, roles=roles)
