"""Search before create: earlier cases of people who may be the guest at the desk.

Candidates come out of the search index, at most the newest 200 of each way to look: the end of the
phone number, the name as it sounds; where that gives little, halves of it (of two halves one
survives a slip of the pen) and cases that know only one of its words. Names are compared here and never leave: a row shows code and initials.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db import search
from ruko_desk.db.quick import QuickReader
from ruko_desk.domain.dto.desk import MatchQuery, MatchRow
from ruko_desk.domain.names import fold, fold_compact, search_texts
from ruko_desk.domain.phone import phone_digits
from ruko_desk.services.case_scope import day_bounds
from ruko_desk.services.found import Found, load_found, next_starts, queued_case_ids
from ruko_desk.services.office import Office

MOST = 6
"""Rows in the panel; more would not be read."""

_SAME, _PART_OF_NAME, _CALL_NAME_ONLY = 100.0, 96.0, 86.0
_SIMILAR = 80.0
"""Of 100: one slip in a word of five letters still counts."""

_ENOUGH = 40
_READ = 80
"""Cases whose clients are read and compared by age, out of those whose names fit."""

_YEARS = 3
_SHORTEST_HALF = 3
_SHORTEST_TAIL = 4
_TAIL = 7
_PHONE_BONUS, _AGE_BONUS = 60.0, 8.0


def find_matches(office: Office, session: Session, query: MatchQuery) -> tuple[MatchRow, ...]:
    """Return possible earlier cases, best first; each client once, with her newest case."""
    day = today(office.clock)
    name, tail = fold(query.call_name), _tail(query.phone)
    likely = _likely(_candidates(session, query.call_name, tail, day), name, tail)
    scored: list[tuple[float, Found, tuple[str, ...]]] = []
    for found in load_found(QuickReader(office.database), likely.keys()):
        score, reasons = _compare(found, likely[found.id], query.age, day)
        if reasons:
            scored.append((score, found, reasons))
    scored.sort(key=lambda entry: (-entry[0], -entry[1].id))
    rows: dict[int, MatchRow] = {}
    for _, found, reasons in scored:
        if found.client_id not in rows:
            rows[found.client_id] = MatchRow(
                case_uid=found.uid,
                case_code=found.code,
                initials=found.initials,
                age=found.age(day),
                district=office.regions.name(found.district),
                last_seen=found.last_activity,
                closed=found.closed,
                reasons=reasons,
            )
        if len(rows) == MOST:
            break
    return tuple(rows.values())


def _candidates(session: Session, typed: str, tail: str, day: date) -> dict[int, str]:
    """Return id and text of cases worth comparing."""
    words = fold(typed).split()
    forms = (fold_compact(typed),) if len(words) > 1 else search_texts(typed)
    bodies = dict(search.find_texts(session, [(tail,)])) if tail else {}
    bodies |= search.find_texts(session, [(form,) for form in forms])
    # A rarer way to look is taken only where the plainer one gave little.
    for alternatives in (
        _halves(fold_compact(typed)),
        [(search.whole(word),) for word in words if len(words) > 1],
    ):
        if len(bodies) < _ENOUGH:
            bodies |= search.find_texts(session, alternatives)
    if forms and all(len(form) < search.MIN_CHARS for form in forms):
        bodies |= search.texts(session, sorted(_todays(session, day)))
    return bodies


def _todays(session: Session, day: date) -> set[int]:
    begin, end = day_bounds(day)
    starts = next_starts(session, begin)
    booked = {case_id for case_id, start in starts.items() if start < end}
    return booked | queued_case_ids(session, day)


def _halves(name: str) -> list[tuple[str, ...]]:
    middle = len(name) // 2
    parts = (name[:middle], name[middle:])
    return [(part,) for part in parts if len(part) >= _SHORTEST_HALF]


def _tail(phone: str) -> str:
    digits = phone_digits(phone)
    return digits[-_TAIL:] if len(digits) >= _SHORTEST_TAIL else ""


class _Likely(NamedTuple):
    """How a case compares with what was typed, told by its text alone."""

    likeness: float
    sounds_alike: bool
    same_phone: bool


def _likely(bodies: dict[int, str], name: str, tail: str) -> dict[int, _Likely]:
    """Return the candidates that deserve to be read: the phone fits, or the name is close."""
    compared = {}
    for case_id, body in bodies.items():
        phone = tail != "" and any(part.endswith(tail) for part in search.parts_of(body))
        likeness, sounds_alike = _likeness(name, body)
        if phone or likeness >= _SIMILAR:
            compared[case_id] = _Likely(likeness, sounds_alike, phone)
    best = sorted(
        compared, key=lambda key: (-compared[key].same_phone, -compared[key].likeness, -key)
    )
    return {case_id: compared[case_id] for case_id in best[:_READ]}


def _compare(
    found: Found, likely: _Likely, age: int | None, day: date
) -> tuple[float, tuple[str, ...]]:
    """Return score and reasons; no reasons means that this is somebody else."""
    known_age = found.age(day)
    years = None if age is None or known_age is None else abs(age - known_age)
    if not likely.same_phone and years is not None and years > _YEARS:
        return 0.0, ()
    score, reasons = likely.likeness, []
    if likely.likeness >= _SIMILAR:
        reasons.append("nama berbunyi sama" if likely.sounds_alike else "nama mirip")
    if years is not None and years <= _YEARS:
        reasons.append(f"sekitar {known_age} tahun")
        score += _AGE_BONUS - years
    if likely.same_phone:
        reasons.append("akhir nomor telepon sama")
        score += _PHONE_BONUS
    return score, tuple(reasons)


def _likeness(name: str, body: str) -> tuple[float, bool]:
    """Compare a folded name with the texts of a case: 0 to 100, and whether it sounds the same."""
    if not name:
        return 0.0, False
    from rapidfuzz import fuzz

    stored = [part for part in search.parts_of(body) if not part[:1].isdigit()]
    if name in stored or name.replace(" ", "") in stored:
        return _SAME, True
    typed = set(name.split())
    if any(typed <= set(part.split()) for part in stored):
        return _PART_OF_NAME, True
    best = max((fuzz.ratio(name, part, score_cutoff=_SIMILAR) for part in stored), default=0.0)
    if any(typed >= set(part.split()) for part in stored):
        best = max(best, _CALL_NAME_ONLY)
    words = {word for part in stored for word in part.split()}
    for word in typed if len(typed) == 1 else ():
        best = max([best, *(fuzz.ratio(word, other, score_cutoff=_SIMILAR) for other in words)])
    return best, False
