"""Quick find: code, part of a name, or digits of NIK or phone, while somebody types.

Looking is not written to the audit, opening a hit is: a write per keystroke would wait for the disk
each time and say nothing that the opening does not say better.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import local, today
from ruko_desk.db import search as index
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import RecentCase
from ruko_desk.domain.access import Scope
from ruko_desk.domain.codes import CaseStatus
from ruko_desk.domain.dto.cases import QuickHit
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.indonesian import day_month, time_text
from ruko_desk.domain.mask import DOTS, mask_nik, mask_phone
from ruko_desk.domain.names import search_texts
from ruko_desk.domain.phone import phone_digits
from ruko_desk.services.case_scope import IDENTITY, day_bounds
from ruko_desk.services.desk_rights import visible_cases
from ruko_desk.services.found import (
    Found,
    load_found,
    next_starts,
    queued_case_ids,
)
from ruko_desk.services.office import READ, Office

MOST = 20
RECENT = 10
_DEPTH = 2000
"""How many of the newest hits are looked through for those who do not see every case."""

_YEARS_BACK = 10
_SHORTEST_NUMBER = 4
_NUMBER = re.compile(r"(?:[^\d]*(\d{2}|\d{4})\D)?0*(\d{1,6})")
_EXACT, _TODAY, _BEGINS, _WITHIN, _CLOSED = range(5)


class Search:
    """Finding a case from any screen."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def quick(self, actor: Actor, text: str) -> tuple[QuickHit, ...]:
        """Return hits for what has been typed, best first; for nothing typed the recent cases.

        The order is: exact code, today's people, beginnings of names and numbers, parts of them
        that sound alike, closed cases. Under three characters only codes and today's people are looked at. Names never come back,
        and of numbers only what was typed.

        Raises:
            NotAllowedError: the actor sees no clients.
        """
        typed = " ".join(text.split())
        if not typed:
            return self.recent(actor)
        grant = self._office.require(actor, IDENTITY, READ)
        restricted = not grant.covers((Scope.ALL,))
        day = today(self._office.clock)
        with self._office.database.read() as session:
            exact = _by_code(session, typed, day)
            starts = next_starts(session, day_bounds(day)[0])
            booked = {key for key, start in starts.items() if local(start).date() == day}
            bodies = _bodies(session, typed, _DEPTH if restricted else index.MAX_HITS)
            wanted = _fragments(typed)
            todays = (booked | queued_case_ids(session, day)) - bodies.keys()
            bodies |= {
                case_id: body
                for case_id, body in index.texts(session, sorted(todays))
                if any(fragment in body for fragment in wanted)
            }
            ids = list(exact | bodies.keys())
            if restricted:
                ids = self._visible(session, actor, ids)
            closed = _closed_among(session, ids)

            def rank(case_id: int) -> tuple[int, int]:
                if case_id in exact:
                    return _EXACT, -case_id
                if case_id in closed:
                    return _CLOSED, -case_id
                if case_id in booked:
                    return _TODAY, -case_id
                begins = any(f" {fragment}" in bodies[case_id] for fragment in wanted)
                return _BEGINS if begins else _WITHIN, -case_id

            # Only what the screen shows is read in full.
            return _hits(session, sorted(ids, key=rank)[:MOST], starts, typed, day)

    def recent(self, actor: Actor) -> tuple[QuickHit, ...]:
        """Return the last ten cases that the actor opened, those with a session today first.

        Raises:
            NotAllowedError: the actor sees no clients.
        """
        self._office.require(actor, IDENTITY, READ)
        day = today(self._office.clock)
        with self._office.database.read() as session:
            ids = list(
                session.execute(
                    select(RecentCase.case_id)
                    .where(RecentCase.user_id == actor.id)
                    .order_by(RecentCase.opened_at.desc())
                    .limit(RECENT)
                ).scalars()
            )
            starts = next_starts(session, day_bounds(day)[0])
            ids.sort(key=lambda key: key not in starts or local(starts[key]).date() != day)
            return _hits(session, ids, starts, "", day)

    def _visible(self, session: Session, actor: Actor, ids: list[int]) -> list[int]:
        query = (
            select(CaseFile.id)
            .where(CaseFile.id.in_(ids), visible_cases(self._office, session, actor))
            .order_by(CaseFile.id.desc())
            .limit(index.MAX_HITS)
        )
        return list(session.execute(query).scalars())


def _hits(
    session: Session,
    ids: Sequence[int],
    starts: Mapping[int, datetime],
    typed: str,
    day: date,
) -> tuple[QuickHit, ...]:
    """Return the rows of the screen for some cases, in their order."""
    found = {row.id: row for row in load_found(session, ids)}
    return tuple(_hit(found[key], starts.get(key), typed, day) for key in ids)


def _hit(found: Found, start: datetime | None, typed: str, day: date) -> QuickHit:
    parts = [_matching_number(found, typed)]
    if found.closed:
        parts.append("kasus ditutup")
    elif start is not None and local(start).date() == day:
        parts.append(f"janji hari ini {time_text(local(start))}")
    else:
        parts.append(f"terakhir {day_month(found.last_activity)}")
    return QuickHit(
        case_uid=found.uid,
        code=found.code,
        initials=found.initials,
        age=found.age(day),
        detail=" · ".join(part for part in parts if part),
        closed=found.closed,
        next_appointment=start,
    )


def _by_code(session: Session, typed: str, day: date) -> set[int]:
    """Return cases whose code is what was typed, or whose running number is."""
    query = select(CaseFile.id).where(CaseFile.code == typed.upper())
    ids = set(session.execute(query).scalars())
    number = _NUMBER.fullmatch(typed)
    if number:
        year, seq = number.groups()
        years = (
            [int(year) % 100 + day.year // 100 * 100]
            if year
            else list(range(day.year, day.year - _YEARS_BACK, -1))
        )
        query = select(CaseFile.id).where(CaseFile.year.in_(years), CaseFile.seq == int(seq))
        ids.update(session.execute(query).scalars())
    return ids


def _fragments(typed: str) -> list[str]:
    """Return the forms in which the typed text can stand in the index."""
    digits = _digits(typed)
    if digits:
        return list(dict.fromkeys((digits, phone_digits(digits), typed.lower())))
    return list(dict.fromkeys((*search_texts(typed), typed.lower())))


def _bodies(session: Session, typed: str, limit: int) -> dict[int, str]:
    """Return id and text of the cases that hold what was typed.

    Words in another order, or with others between them, are looked for only where the text as
    typed gives less than a screen.
    """
    fragments = _fragments(typed)
    if _digits(typed):
        numbers = [(f,) for f in fragments if len(f) >= _SHORTEST_NUMBER]
        return dict(index.find_any(session, numbers, limit))
    bodies = dict(index.find_any(session, [(fragment,) for fragment in fragments], limit))
    words = [word for word in fragments[0].split() if len(word) >= index.MIN_CHARS]
    if len(words) > 1 and len(bodies) < MOST:
        bodies |= index.find_any(session, [words], limit)
    return bodies


def _digits(typed: str) -> str:
    """Return the digits if nothing but a number was typed, in any habit of grouping."""
    bare = re.sub(r"[\s.\-+()/]+", "", typed)
    return bare if bare.isascii() and bare.isdigit() else ""


def _closed_among(session: Session, ids: Sequence[int]) -> set[int]:
    # The status is compared here: in the condition it would tempt the planner to its index.
    rows = session.execute(select(CaseFile.id, CaseFile.status).where(CaseFile.id.in_(ids)))
    return {row.id for row in rows if row.status == CaseStatus.CLOSED}


def _matching_number(found: Found, typed: str) -> str:
    digits = _digits(typed)
    if len(digits) < index.MIN_CHARS:
        return ""
    for phone in (found.safe_phone or "", found.phone):
        if phone and (digits in phone or phone_digits(digits) in phone):
            return f"telp {mask_phone(phone, digits)}"
    if digits in found.nik:
        return f"NIK {mask_nik(found.nik, digits)}"
    return "" if digits in found.code else f"nomor {DOTS}{digits}{DOTS}"
