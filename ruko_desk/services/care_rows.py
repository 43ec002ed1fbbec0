"""Small steps that every record of care shares: find the row, resolve who did it, keep changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.db.tables.care import LegalStep, NeedsAssessment, PlanItem, ServiceGiven
from ruko_desk.db.tables.cases import CaseParty
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.letters import Partner
from ruko_desk.errors import NotFoundError
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.indexing import PERPETRATOR
from ruko_desk.services.person_form import CHOOSE, check_text

LONG = 4000
"""Letters of a free text about a case."""

LATER_THAN_TODAY = "Tanggal ini tidak boleh setelah hari ini"


R = TypeVar("R", NeedsAssessment, PlanItem, ServiceGiven, LegalStep)


def find_row(edit: CaseEdit, table: type[R], uid: str, version: int) -> R | None:
    """Return the row of this case that is being changed; None for a new one.

    Raises:
        NotFoundError: the case has no such row.
        StaleError: somebody else saved it after it was read.
    """
    if not uid:
        return None
    row = edit.work.session.execute(
        select(table).where(table.uid == uid, table.case_id == edit.case.id)
    ).scalar_one_or_none()
    if row is None:
        raise NotFoundError("Catatan ini tidak ditemukan. Muat ulang kasus, lalu coba lagi.")
    edit.check_version(version, row.version)
    return row


def keep(row: object, new: Mapping[str, object]) -> list[str]:
    """Write what differs; return the names of the columns that changed."""
    names = [name for name, value in new.items() if getattr(row, name) != value]
    for name in names:
        setattr(row, name, new[name])
    return names


def check_texts(wrong: dict[str, str], view: object, names: tuple[str, ...]) -> dict[str, object]:
    """Return free texts without outer blanks, or note which are too long."""
    return {name: check_text(wrong, name, getattr(view, name), LONG) for name in names}


def check_day(wrong: dict[str, str], field: str, day: date | None, today: date) -> date:
    """Return a day that is not ahead, today if none was given."""
    if day is not None and day > today:
        wrong[field] = LATER_THAN_TODAY
    return day or today


def user_key(wrong: dict[str, str], session: Session, uid: str) -> int | None:
    """Return the key of a colleague, or note under `user_uid` that she is unknown."""
    if not uid:
        return None
    key = session.execute(select(User.id).where(User.uid == uid)).scalar_one_or_none()
    if key is None:
        wrong["user_uid"] = CHOOSE
    return key


def partner_key(wrong: dict[str, str], session: Session, uid: str) -> int | None:
    """Return the key of a partner, or note under `partner_uid` that it is unknown."""
    if not uid:
        return None
    key = session.execute(select(Partner.id).where(Partner.uid == uid)).scalar_one_or_none()
    if key is None:
        wrong["partner_uid"] = CHOOSE
    return key


def party_key(
    wrong: dict[str, str], edit: CaseEdit, field: str, uid: str, *, perpetrator: bool
) -> int | None:
    """Return the key of a party of this case, or note that it is none of the wanted kind."""
    query = select(CaseParty.id).where(CaseParty.uid == uid, CaseParty.case_id == edit.case.id)
    role = CaseParty.role == PERPETRATOR
    key = edit.work.session.execute(query.where(role if perpetrator else ~role))
    found = key.scalar_one_or_none()
    if found is None:
        wrong[field] = CHOOSE
    return found
