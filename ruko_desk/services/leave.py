"""Leave of providers: who manages the house adds it and takes it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import at, today
from ruko_desk.db.tables.schedule import Appointment, ProviderAbsence, ProviderRecord
from ruko_desk.domain.appointment_states import rank
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.schedule import AddLeave, Leave
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotFoundError
from ruko_desk.services.desk_rights import MANAGE
from ruko_desk.services.office import WRITE, Office
from ruko_desk.services.schedule_read import during

_LONGEST: Final = timedelta(days=366)
_LONGEST_REASON: Final = 60
_TO_BE_MOVED: Final = tuple(
    state for state in AppointmentState if rank(state) <= rank(AppointmentState.CONFIRMED)
)


def read(office: Office, actor: Actor) -> tuple[Leave, ...]:
    """Return leave that is not over, the nearest first, with the sessions that stand in it."""
    del actor  # when colleagues are away is no secret among staff
    begin = at(today(office.clock), 0)
    with office.database.read() as session:
        rows = session.execute(
            select(ProviderAbsence, ProviderRecord)
            .join(ProviderRecord, ProviderRecord.id == ProviderAbsence.provider_id)
            .where(ProviderAbsence.end_at > begin)
            .order_by(ProviderAbsence.start_at, ProviderAbsence.id)
        ).all()
        return tuple(_leave(session, row, provider) for row, provider in rows)


def add(office: Office, actor: Actor, wanted: AddLeave) -> Outcome[Leave]:
    """Add leave; sessions that stand in it stay and are counted.

    Raises:
        NotAllowedError: only those who manage the house may.
        FieldErrors: days or hours cannot be, or it meets other leave of hers.
        NotFoundError: there is no such provider.
    """
    office.require(actor, MANAGE, WRITE)
    _check(wanted)
    if wanted.from_time is not None and wanted.to_time is not None:
        start = at(wanted.first, wanted.from_time.hour, wanted.from_time.minute)
        end = at(wanted.first, wanted.to_time.hour, wanted.to_time.minute)
    else:
        start, end = at(wanted.first, 0), at(wanted.last + timedelta(days=1), 0)
    with office.database.write() as work:
        provider = work.session.execute(
            select(ProviderRecord).where(ProviderRecord.uid == wanted.provider_uid)
        ).scalar_one_or_none()
        if provider is None:
            raise NotFoundError("Petugas layanan ini tidak ditemukan. Muat ulang daftar.")
        met = work.session.execute(
            select(ProviderAbsence.id).where(
                ProviderAbsence.provider_id == provider.id,
                ProviderAbsence.start_at < end,
                ProviderAbsence.end_at > start,
            )
        ).first()
        if met is not None:
            raise FieldErrors({"first": "Petugas ini sudah tercatat tidak bertugas pada waktu itu"})
        row = ProviderAbsence(
            provider_id=provider.id, start_at=start, end_at=end, reason=wanted.reason.strip()
        )
        work.session.add(row)
        work.session.flush()
        work.audit("catat cuti petugas", "provider", provider.uid)
        work.changed(("provider", provider.uid))
        leave = _leave(work.session, row, provider)
    return Outcome(leave, work.changes)


def remove(office: Office, actor: Actor, key: int) -> Outcome[str]:
    """Take leave back and return whose it was.

    Raises:
        NotAllowedError: only those who manage the house may.
        NotFoundError: it is gone already.
    """
    office.require(actor, MANAGE, WRITE)
    with office.database.write() as work:
        row = work.session.get(ProviderAbsence, key)
        if row is None:
            raise NotFoundError("Catatan cuti ini sudah tidak ada. Muat ulang daftar.")
        provider = work.session.get_one(ProviderRecord, row.provider_id)
        work.session.delete(row)
        work.audit("hapus cuti petugas", "provider", provider.uid)
        work.changed(("provider", provider.uid))
        name = provider.name
    return Outcome(name, work.changes)


def _check(wanted: AddLeave) -> None:
    wrong: dict[str, str] = {}
    if not wanted.first <= wanted.last <= wanted.first + _LONGEST:
        wrong["last"] = "Tanggal akhir tidak boleh sebelum tanggal awal, paling lama satu tahun"
    if (wanted.from_time is None) != (wanted.to_time is None):
        wrong["to_time"] = "Isi kedua jam, atau kosongkan keduanya untuk sehari penuh"
    elif wanted.from_time is not None and wanted.to_time is not None:
        if wanted.first != wanted.last:
            wrong["to_time"] = "Jam hanya untuk satu hari. Kosongkan jam untuk beberapa hari"
        elif wanted.from_time >= wanted.to_time:
            wrong["to_time"] = "Jam selesai harus sesudah jam mulai"
    if len(wanted.reason.strip()) > _LONGEST_REASON:
        wrong["reason"] = f"Keterangan paling banyak {_LONGEST_REASON} huruf"
    if wrong:
        raise FieldErrors(wrong)


def _leave(session: Session, row: ProviderAbsence, provider: ProviderRecord) -> Leave:
    meets = session.execute(
        select(func.count())
        .select_from(Appointment)
        .where(
            Appointment.provider_id == provider.id,
            Appointment.state.in_(_TO_BE_MOVED),
            during((row.start_at, row.end_at)),
        )
    ).scalar_one()
    return Leave(
        key=row.id,
        provider_uid=provider.uid,
        provider_name=provider.name,
        start=row.start_at,
        end=row.end_at,
        reason=row.reason,
        meets=meets,
    )
