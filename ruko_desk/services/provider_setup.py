"""Providers with their weekly hours, and rooms: what those who manage the house set up."""

from __future__ import annotations

from itertools import pairwise

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from ruko_desk.changes import Outcome
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.schedule import ProviderHours, ProviderRecord, RoomRecord
from ruko_desk.domain.codes import Sex
from ruko_desk.domain.dto.schedule import Provider, Room, WorkSpan
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotFoundError, StaleError
from ruko_desk.services.booking import find_room
from ruko_desk.services.desk_rights import MANAGE
from ruko_desk.services.office import WRITE, Office
from ruko_desk.services.schedule_read import SERVICES, load_providers

_WEEKDAYS = range(7)


def save_provider(office: Office, actor: Actor, wanted: Provider) -> Outcome[Provider]:
    """Add a provider (empty uid) or store a changed one with the weekly hours.

    Raises:
        NotAllowedError: only those who manage the house may.
        FieldErrors: name, service, sex, account or hours cannot be.
        StaleError: somebody else changed it meanwhile.
    """
    office.require(actor, MANAGE, WRITE)
    _check(office, wanted)
    with office.database.write() as work:
        session = work.session
        row = _find(session, wanted) if wanted.uid else ProviderRecord()
        row.name = wanted.name.strip()
        row.service = wanted.service
        row.sex = wanted.sex
        row.active = wanted.active
        row.room_id = find_room(session, wanted.room_uid)
        row.user_id = _user_id(session, wanted.user_uid)
        session.add(row)
        # New hours alone change no column of the row; the version must rise all the same.
        flag_modified(row, "name")
        session.flush()
        session.execute(delete(ProviderHours).where(ProviderHours.provider_id == row.id))
        session.add_all(
            ProviderHours(provider_id=row.id, weekday=span.weekday, start=span.start, end=span.end)
            for span in wanted.hours
        )
        session.flush()
        work.audit("ubah petugas layanan", "provider", row.uid, jam=len(wanted.hours))
        work.changed(("provider", row.uid))
        entries = load_providers(office, session, active_only=False)
        view = next(entry.view for entry in entries if entry.id == row.id)
    return Outcome(view, work.changes)


def save_room(office: Office, actor: Actor, room: Room) -> Outcome[Room]:
    """Add a room (empty uid) or rename one.

    Raises:
        NotAllowedError: only those who manage the house may.
        FieldErrors: the name is missing or taken.
        NotFoundError: there is no such room.
    """
    office.require(actor, MANAGE, WRITE)
    name = room.name.strip()
    if not name:
        raise FieldErrors({"name": "Isi nama ruang"})
    with office.database.write() as work:
        key = find_room(work.session, room.uid)
        taken = work.session.execute(
            select(RoomRecord.id).where(RoomRecord.name == name, RoomRecord.active.is_(True))
        ).scalar_one_or_none()
        if taken is not None and taken != key:
            raise FieldErrors({"name": "Ruang dengan nama ini sudah ada"})
        row = work.session.get_one(RoomRecord, key) if key is not None else RoomRecord()
        row.name = name
        work.session.add(row)
        work.session.flush()
        work.audit("ubah ruang", "room", row.uid)
        work.changed(("provider", ""))
        saved = Room(uid=row.uid, name=row.name)
    return Outcome(saved, work.changes)


def _find(session: Session, wanted: Provider) -> ProviderRecord:
    found = session.execute(
        select(ProviderRecord).where(ProviderRecord.uid == wanted.uid)
    ).scalar_one_or_none()
    if found is None:
        raise NotFoundError("Petugas layanan ini tidak ditemukan. Muat ulang daftar.")
    if found.version != wanted.version:
        raise StaleError("Data petugas ini sudah diubah. Muat ulang, lalu ubah lagi.")
    return found


def _user_id(session: Session, uid: str | None) -> int | None:
    if not uid:
        return None
    key = session.execute(select(User.id).where(User.uid == uid)).scalar_one_or_none()
    if key is None:
        raise FieldErrors({"user_uid": "Akun petugas ini tidak ditemukan"})
    return key


def _check(office: Office, wanted: Provider) -> None:
    wrong: dict[str, str] = {}
    if not wanted.name.strip():
        wrong["name"] = "Isi nama petugas layanan"
    if wanted.service not in {code.code for code in office.codes.get(SERVICES)}:
        wrong["service"] = "Pilih layanan"
    if wanted.sex not in {"", *Sex}:
        wrong["sex"] = "Pilih perempuan atau laki-laki"
    if any(span.start >= span.end for span in wanted.hours):
        wrong["hours"] = "Jam selesai harus sesudah jam mulai"
    elif _overlap(wanted.hours) or any(span.weekday not in _WEEKDAYS for span in wanted.hours):
        wrong["hours"] = "Jam kerja pada satu hari tidak boleh bertumpuk"
    if wrong:
        raise FieldErrors(wrong)


def _overlap(hours: tuple[WorkSpan, ...]) -> bool:
    ordered = sorted(hours, key=lambda span: (span.weekday, span.start))
    return any(
        one.weekday == other.weekday and other.start < one.end for one, other in pairwise(ordered)
    )
