"""Quick find: code, part of a name, or digits of NIK or phone, while somebody types.

Looking is not written to the audit, opening a hit is: a write per keystroke would wait for the disk
each time and say nothing that the opening does not say better.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from ruko_desk.clock import local, today
from ruko_desk.db import search as index
from ruko_desk.db.quick import QuickReader
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import RecentCase, UserRole
from ruko_desk.domain.access import Grant, Scope
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.cases import QuickHit
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.indonesian import day_month, time_text
from ruko_desk.domain.mask import DOTS, mask_nik, mask_phone
from ruko_desk.domain.names import fold, fold_compact, search_texts
from ruko_desk.domain.phone import phone_digits
from ruko_desk.services.case_list import OPEN, WIDE
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
_DEPTH = 600
"""How many of the newest hits are looked through for those who see their own cases only."""

_YEARS_BACK = 10
_SHORTEST_NUMBER = 4
_NUMBER = re.compile(r"(?:[^\d]*(\d{2}|\d{4})\D)?0*(\d{1,6})")
_EXACT, _TODAY, _BEGINS, _WITHIN, _CLOSED = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Today:
    """What every keystroke needs of the day; read again only after something was written.

    `texts` are those of cases in the queue or on the schedule today, `open_ids` all open cases,
    `companions` the users of that role.
    """

    seq: int
    day: date
    starts: Mapping[int, datetime]
    booked: frozenset[int]
    texts: tuple[tuple[int, str], ...]
    open_ids: frozenset[int]
    companions: frozenset[int]


class Search:
    """Finding a case from any screen."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._quick = QuickReader(office.database)
        self._kept: _Today | None = None

    def quick(self, actor: Actor, text: str) -> tuple[QuickHit, ...]:
        """Return hits for what has been typed, best first; for nothing typed the recent cases.

        The order is: exact code, today's people, beginnings of names and numbers, parts of them
        that sound alike, closed cases. Under three characters only codes and today's people are
        looked at. Names never come back, and of numbers only what was typed.

        Raises:
            NotAllowedError: the actor sees no clients.
        """
        typed = " ".join(text.split())
        if not typed:
            return self.recent(actor)
        grant = self._office.require(actor, IDENTITY, READ)
        depth = index.MAX_HITS if grant.scopes & WIDE else _DEPTH
        now = self._today()
        fragments = _fragments(typed)
        long = _long_enough(typed, fragments)
        with self._quick.errors():
            exact = self._by_code(typed, now.day)
            begins = self._beginning(typed, long, depth)
            within: set[int] = set()
            # Enough open cases begin so: those that hold it somewhere would stand behind them.
            if len(begins & now.open_ids) < MOST:
                within.update(self._within(typed, long, depth))
            within.update(key for key, body in now.texts if any(part in body for part in fragments))
            ids: Collection[int] = exact | begins | within
            if not grant.covers((Scope.ALL,)):
                ids = self._visible(actor, grant, now, ids)

            def rank(case_id: int) -> tuple[int, int]:
                if case_id in exact:
                    return _EXACT, -case_id
                if case_id not in now.open_ids:
                    return _CLOSED, -case_id
                if case_id in now.booked:
                    return _TODAY, -case_id
                return _BEGINS if case_id in begins else _WITHIN, -case_id

            # Only what the screen shows is read in full.
            return self._hits(sorted(ids, key=rank)[:MOST], now, typed)

    def recent(self, actor: Actor) -> tuple[QuickHit, ...]:
        """Return the last ten cases that the actor opened, those with a session today first.

        Raises:
            NotAllowedError: the actor sees no clients.
        """
        self._office.require(actor, IDENTITY, READ)
        now = self._today()
        with self._office.database.read() as session:
            opened = session.execute(
                select(RecentCase.case_id)
                .where(RecentCase.user_id == actor.id)
                .order_by(RecentCase.opened_at.desc())
                .limit(RECENT)
            ).scalars()
            ids = sorted(opened, key=lambda key: key not in now.booked)
        with self._quick.errors():
            return self._hits(ids, now, "")

    def _today(self) -> _Today:
        """Return the day's part of a search; every write moves the audit and so renews it."""
        seq, day = self._office.database.trail.seq, today(self._office.clock)
        kept = self._kept
        if kept is not None and (kept.seq, kept.day) == (seq, day):
            return kept
        begin, end = day_bounds(day)
        with self._office.database.read() as session:
            starts = next_starts(session, begin)
            booked = frozenset(key for key, start in starts.items() if start < end)
            here = sorted(booked | queued_case_ids(session, day))
            still_open = select(CaseFile.id).where(CaseFile.status.in_(OPEN))
            companions = select(UserRole.user_id).where(UserRole.role == Role.COMPANION)
            self._kept = _Today(
                seq=seq,
                day=day,
                starts=starts,
                booked=booked,
                texts=tuple(index.texts(session, here)),
                open_ids=frozenset(session.execute(still_open).scalars()),
                companions=frozenset(session.execute(companions).scalars()),
            )
        return self._kept

    def _visible(
        self, actor: Actor, grant: Grant, now: _Today, ids: Collection[int]
    ) -> Collection[int]:
        """Return the cases that the actor may see in a list, as `visible_cases` tells it."""
        clear: set[int] = set()
        if grant.scopes & WIDE:
            team = {None, *now.companions}
            owners = self._quick.owners(list(ids))
            clear = {case_id for case_id, owner_id in owners if owner_id in team}
        others = set(ids) - clear
        if not others:
            return clear
        with self._office.database.read() as session:
            query = select(CaseFile.id).where(
                CaseFile.id.in_(others), visible_cases(self._office, session, actor)
            )
            return clear.union(session.execute(query).scalars())

    def _by_code(self, typed: str, day: date) -> set[int]:
        """Return cases whose code is what was typed, or whose running number is."""
        if not any(sign.isdigit() for sign in typed):
            return set()
        ids = set(self._quick.by_code(typed.upper()))
        number = _NUMBER.fullmatch(typed)
        if number:
            year, seq = number.groups()
            years = (
                [int(year) % 100 + day.year // 100 * 100]
                if year
                else range(day.year, day.year - _YEARS_BACK, -1)
            )
            for each in years:
                ids.update(self._quick.by_number(each, int(seq)))
        return ids

    def _beginning(self, typed: str, fragments: list[str], limit: int) -> set[int]:
        """Return the cases in which a name begins with what was typed; numbers all count alike."""
        if _digits(typed):
            return set()
        return set(self._quick.find([(f" {part}",) for part in fragments], limit))

    def _within(self, typed: str, fragments: list[str], limit: int) -> list[int]:
        """Return the cases that hold what was typed.

        Words in another order, or with others between them, are looked for only where the text
        as typed gives less than a screen.
        """
        ids = self._quick.find([(part,) for part in fragments], limit)
        words = fold(typed).split()
        apart = len(words) > 1 and all(len(word) >= index.MIN_CHARS for word in words)
        return ids + self._quick.find([words], limit) if apart and len(ids) < MOST else ids

    def _hits(self, ids: Sequence[int], now: _Today, typed: str) -> tuple[QuickHit, ...]:
        """Return the rows of the screen for some cases, in their order."""
        found = {row.id: row for row in load_found(self._quick, ids)}
        return tuple(_hit(found[key], now.starts.get(key), typed, now.day) for key in ids)


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


def _fragments(typed: str) -> list[str]:
    """Return the forms in which the typed text can stand in the index.

    Several words are looked for without their blanks, as every name stands there too.
    """
    digits = _digits(typed)
    if digits:
        # A leading zero may be that of a phone number, which begins with 62 in the index.
        phone = f" {phone_digits(digits)}" if digits.startswith("0") else digits
        return list(dict.fromkeys((digits, phone)))
    if " " in typed:
        return [fold_compact(typed)]
    return list(dict.fromkeys((*search_texts(typed), typed.lower())))


def _long_enough(typed: str, fragments: list[str]) -> list[str]:
    """Return the forms to look for in the whole index; a number needs four digits."""
    shortest = _SHORTEST_NUMBER if _digits(typed) else index.MIN_CHARS
    return [part for part in fragments if len(part.strip()) >= shortest]


def _digits(typed: str) -> str:
    """Return the digits if nothing but a number was typed, in any habit of grouping."""
    bare = re.sub(r"[\s.\-+()/]+", "", typed)
    return bare if bare.isascii() and bare.isdigit() else ""


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
