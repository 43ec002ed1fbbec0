"""The list Klien & Kasus: filter chips, text filter, pages by keyset, newest case first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, bindparam, select, true
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db import search
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.access import Scope
from ruko_desk.domain.codes import CaseStatus, RiskLevel
from ruko_desk.domain.dto.cases import CaseFilter, CaseRow
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.names import search_texts
from ruko_desk.domain.phone import phone_digits
from ruko_desk.errors import UserError
from ruko_desk.services.case_scope import IDENTITY, own_case_ids
from ruko_desk.services.desk_rights import own_cases, visible_cases
from ruko_desk.services.found import next_starts
from ruko_desk.services.office import READ, Office
from ruko_desk.services.people import age_on, initials_of, split_codes

OPEN = tuple(status for status in CaseStatus if status is not CaseStatus.CLOSED)
SILENT_DAYS = 30
"""After so many days without any activity an open case stands under `lama`."""

_MOST = 200
_OWN_DEPTH = 2000
"""How many of the newest hits of a text are looked through for one's own cases."""
_MINE = "kasus_saya"
WIDE = frozenset({Scope.ALL, Scope.OWN_AND_TEAM})
"""Scopes under which most cases are visible, so that the list need not start from her own."""


def list_cases(office: Office, actor: Actor, wanted: CaseFilter) -> tuple[CaseRow, ...]:
    """Return one page of the list; people who see their own cases only get those.

    Raises:
        NotAllowedError: the actor sees no clients.
        UserError: the chip is not known.
    """
    grant = office.require(actor, IDENTITY, READ)
    limit = min(max(wanted.limit, 1), _MOST)
    with office.database.read() as session:
        starts = next_starts(session, office.clock.now())
        own = wanted.chip == _MINE or not grant.scopes & WIDE
        page = Page(
            before=_id_of(session, wanted.before_code),
            limit=limit,
            only=_ids_by_text(session, wanted.text, own=own) if wanted.text.strip() else None,
            visible=own_cases(session, actor) if own else visible_cases(office, session, actor),
        )
        chip = _chip(wanted.chip, office, starts)
        if own and page.only is None and chip == Chip():
            ids = own_case_ids(session, actor, before=page.before, limit=limit)
        else:
            ids = _page(session, page, chip)
        return _case_rows(session, ids, starts, today(office.clock))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """What a chip lets through: the values of indexed columns, and a condition on the rest."""

    statuses: tuple[CaseStatus, ...] = ()
    risks: tuple[RiskLevel, ...] = ()
    rest: ColumnElement[bool] | None = None

    def condition(self) -> ColumnElement[bool]:
        """Return the chip as one condition."""
        parts: list[ColumnElement[bool]] = [true()]
        if self.statuses:
            parts.append(CaseFile.status.in_(self.statuses))
        if self.risks:
            parts.append(CaseFile.risk.in_(self.risks))
        if self.rest is not None:
            parts.append(self.rest)
        return and_(*parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which part of the list is asked for, and of which cases at all."""

    before: int | None
    limit: int
    only: list[int] | None
    visible: ColumnElement[bool]

    def cut(self, query: Select[int]) -> Select[int]:
        """Return the query for the newest cases of this page."""
        if self.before is not None:
            query = query.where(CaseFile.id < self.before)
        if self.only is not None:
            query = query.where(CaseFile.id.in_(self.only))
        return query.where(self.visible).order_by(CaseFile.id.desc()).limit(self.limit)


def _page(session: Session, page: Page, chip: Chip) -> list[int]:
    """Return the newest cases of a chip.

    Each status is read by itself in the order of its index: together the database would sort all
    cases of the chip for one page.
    """
    if page.only is not None or not chip.statuses:
        query = select(CaseFile.id).where(chip.condition())
        return list(session.execute(page.cut(query)).scalars())
    newest: list[int] = []
    for status in chip.statuses:
        part = replace(chip, statuses=(status,)).condition()
        newest += session.execute(page.cut(select(CaseFile.id).where(part))).scalars()
    return sorted(newest, reverse=True)[: page.limit]


def _chip(chip: str, office: Office, starts: Mapping[int, datetime]) -> Chip:
    match chip:
        case "semua" | "kasus_saya":
            return Chip()
        case "risiko_tinggi":
            return Chip(statuses=OPEN, risks=(RiskLevel.EMERGENCY, RiskLevel.HIGH))
        case "tanpa_janji":
            return Chip(statuses=OPEN, rest=CaseFile.id.not_in(list(starts)))
        case "lama":
            since = today(office.clock) - timedelta(days=SILENT_DAYS)
            return Chip(statuses=OPEN, rest=CaseFile.last_activity < since)
        case "ditutup":
            return Chip(statuses=(CaseStatus.CLOSED,))
    raise UserError("Saringan ini tidak dikenal. Pilih salah satu yang tertera.")


_ROWS = (
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
    .where(CaseFile.id.in_(bindparam("ids", expanding=True)))
    .order_by(CaseFile.id.desc())
)


def _case_rows(
    session: Session, ids: list[int], starts: Mapping[int, datetime], day: date
) -> tuple[CaseRow, ...]:
    rows = session.connection().execute(_ROWS, {"ids": ids})
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


def _id_of(session: Session, code: str) -> int | None:
    if not code:
        return None
    return session.execute(select(CaseFile.id).where(CaseFile.code == code)).scalar_one_or_none()


def _ids_by_text(session: Session, typed: str, *, own: bool) -> list[int]:
    forms = {*search_texts(typed), typed.strip().lower(), phone_digits(typed)}
    depth = _OWN_DEPTH if own else search.MAX_HITS
    return search.find(session, [(form,) for form in sorted(forms)], depth)
