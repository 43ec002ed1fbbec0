"""What the search index holds of a case: its code, and names and numbers of its people.

Alleged perpetrators are left out: a search for one must not lead to the survivor who named him.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.db import search
from ruko_desk.db.tables.cases import CaseFile, CaseParty
from ruko_desk.db.tables.people import Person, SafeContactRule
from ruko_desk.domain.names import search_texts
from ruko_desk.domain.phone import phone_digits

PERPETRATOR = "terlapor"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPerson:
    """What of one person can be searched."""

    names: tuple[str, ...]
    nik: str = ""
    family_card: str = ""
    phones: tuple[str, ...] = ()


def search_parts(code: str, people: Iterable[SearchPerson]) -> tuple[str, ...]:
    """Return the texts of one case for the index, each once."""
    parts = [code.lower()]
    for person in people:
        for name in person.names:
            parts += search_texts(name)
        parts += [person.nik, person.family_card]
        parts += [phone_digits(phone) for phone in person.phones]
    return tuple(dict.fromkeys(part for part in parts if part))


def index_case(session: Session, case_id: int) -> None:
    """Write the index row of a case anew out of what the session holds now."""
    session.flush()
    code = session.execute(select(CaseFile.code).where(CaseFile.id == case_id)).scalar_one()
    rows = session.execute(
        select(
            Person.call_name,
            Person.full_name,
            Person.alias,
            Person.nik,
            Person.family_card,
            Person.phone,
            SafeContactRule.phone,
        )
        .join(CaseParty, CaseParty.person_id == Person.id)
        .outerjoin(SafeContactRule, SafeContactRule.person_id == Person.id)
        .where(CaseParty.case_id == case_id, CaseParty.role != PERPETRATOR)
        .order_by(CaseParty.id)
    )
    people = [
        SearchPerson(
            names=(call_name, full_name, alias),
            nik=nik,
            family_card=card,
            phones=(phone, safe or ""),
        )
        for call_name, full_name, alias, nik, card, phone, safe in rows
    ]
    search.put(session, case_id, search_parts(code, people))
