"""The list Klien & Kasus: filter chips, text filter, pages by keyset, newest case first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db import search
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.people import Person
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.access import Scope
from ruko_desk.domain.codes import CaseStatus, RiskLevel
from ruko_desk.domain.dto.cases import CaseFilter, CaseRow
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.names import search_texts
from ruko_desk.domain.phone import phone_digits
from ruko_desk.errors import UserError
from ruko_desk.services.case_scope import own_case_ids
from ruko_desk.services.desk_rights import visible_cases
from ruko_desk.services.found import PLANNED, next_starts
from ruko_desk.services.office import READ, Office
from ruko_desk.services.people import age_on, initials_of, split_codes

OPEN = tuple(status for status in CaseStatus if status is not CaseStatus.CLOSED)
SILENT_DAYS = 30
"""After so many days without any activity an open case stands under `lama`."""

_MOST = 200
_MINE = "kasus_saya"
_WIDE = frozenset({Scope.ALL, Scope.OWN_AND_TEAM})
"""Scopes under which most cases are visible, so that the list need not start from her own."""


def list_cases(office: Office, actor: Actor, wanted: CaseFilter) -> tuple[CaseRow, ...]:
    """Return one page of the list; people who see their own cases only get those.

    Raises:
        NotAllowedError: the actor sees no clients.
        UserError: the chip is not known.
    """
    grant = office.require(actor, "identitas", READ)
    day = today(office.clock)
    limit = min(max(wanted.limit, 1), _MOST)
    with office.database.read() as session:
        before = _id_of(session, wanted.before_code)
        query = _rows().order_by(CaseFile.id.desc()).limit(limit)
        if before is not None:
            query = query.where(CaseFile.id < before)
        condition = _chip(wanted.chip, day, office)
        if condition is not None:
            query = query.where(condition)
        if wanted.text.strip():
            query = query.where(CaseFile.id.in_(_ids_by_text(session, wanted.text)))
        query = query.where(visible_cases(office, session, actor))
        if wanted.chip == _MINE or not grant.scopes & _WIDE:
            # Without a further condition the page is among the newest of each source.
            depth = limit if condition is None and not wanted.text.strip() else None
            own = own_case_ids(session, actor, before=before, limit=depth)
            query = query.where(CaseFile.id.in_(select(own.c.id)))
        rows = session.execute(query).all()
        starts = next_starts(session, [row.id for row in rows], office.clock.now())
        return tuple(
            CaseRow(
                uid=row.uid,
                code=row.code,
                initials=initials_of(row.call_name, row.full_name),
                age=age_on(day, row.birth, row.stated_age, row.stated_on),
                services=split_codes(row.services),
                status=row.status,
                risk=row.risk,
                owner=row.display_name or "",
                last_activity=row.last_activity,
                next_appointment=starts.get(row.id),
            )
            for row in rows
        )


def without_appointment(office: Office) -> ColumnElement[bool]:
    """Tell in SQL that a case has no session ahead."""
    return ~exists().where(
        Appointment.case_id == CaseFile.id,
        Appointment.start_at >= office.clock.now(),
        Appointment.state.in_(PLANNED),
    )


def _chip(chip: str, day: date, office: Office) -> ColumnElement[bool] | None:
    is_open = CaseFile.status.in_(OPEN)
    match chip:
        case "semua" | "kasus_saya":
            return None
        case "risiko_tinggi":
            return CaseFile.risk.in_((RiskLevel.EMERGENCY, RiskLevel.HIGH)) & is_open
        case "tanpa_janji":
            return is_open & without_appointment(office)
        case "lama":
            return is_open & (CaseFile.last_activity < day - timedelta(days=SILENT_DAYS))
        case "ditutup":
            return CaseFile.status == CaseStatus.CLOSED
    raise UserError("Saringan ini tidak dikenal. Pilih salah satu yang tertera.")


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            CaseFile.id,
            CaseFile.uid,
            CaseFile.code,
            CaseFile.services,
            CaseFile.status,
            CaseFile.risk,
            CaseFile.last_activity,
            Person.call_name,
            Person.full_name,
            Person.birth,
            Person.stated_age,
            Person.stated_on,
            User.display_name,
        )
        .join(Person, Person.id == CaseFile.client_id)
        .outerjoin(User, User.id == CaseFile.owner_id)
    )


def _id_of(session: Session, code: str) -> int | None:
    if not code:
        return None
    return session.execute(select(CaseFile.id).where(CaseFile.code == code)).scalar_one_or_none()


def _ids_by_text(session: Session, typed: str) -> list[int]:
    forms = {*search_texts(typed), typed.strip().lower(), phone_digits(typed)}
    return [case_id for case_id, _ in search.find_any(session, [(form,) for form in sorted(forms)])]
