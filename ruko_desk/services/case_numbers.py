"""Case codes: one running number per year, given when the case is saved, never given twice."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.letters import LetterCounter
from ruko_desk.domain.dto.settings import NumberingSettings
from ruko_desk.domain.letter_number import NumberParts, render, with_device
from ruko_desk.services.settings import load_group

_KIND = "kasus"


def take_number(session: Session, day: date) -> tuple[str, int]:
    """Return the next case code of the year and its running number, inside the open transaction.

    The counter outlives its cases: the number of a case that was destroyed is not given again.
    """
    counter = session.get(LetterCounter, (_KIND, day.year))
    if counter is None:
        newest = session.execute(
            select(func.max(CaseFile.seq)).where(CaseFile.year == day.year)
        ).scalar_one()
        counter = LetterCounter(kind=_KIND, year=day.year, last=newest or 0)
        session.add(counter)
    counter.last += 1
    numbering = load_group(session, NumberingSettings)
    code = render(numbering.case_template, NumberParts(number=counter.last, day=day))
    return with_device(code, numbering.device_letter), counter.last
