"""The numbers of the letter register: by template and counter, or typed from the agenda book."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ruko_desk.db.tables.letters import Letter, LetterCounter
from ruko_desk.domain.dto.settings import NumberingSettings
from ruko_desk.domain.letter_number import NumberParts, check_typed, render
from ruko_desk.errors import FieldErrors
from ruko_desk.services.settings import load_group

KIND = "rujukan"
OUT = "keluar"


def upcoming(session: Session, day: date) -> tuple[str, int]:
    """Return the next number of the year that no letter bears yet, and its running number."""
    counter = session.get(LetterCounter, (KIND, day.year))
    running = (counter.last if counter else 0) + 1
    numbering = load_group(session, NumberingSettings)
    while is_taken(session, text := _text(numbering, running, day), day.year):
        running += 1
    return text, running


def take(session: Session, day: date, typed: str = "") -> str:
    """Give out a number inside the open transaction.

    Raises:
        FieldErrors: the typed number cannot be, or another letter of the year bears it.
    """
    if typed.strip():
        number = check_typed(typed)
        if is_taken(session, number, day.year, alike=True):
            raise FieldErrors(
                {"number": f"Nomor {number} sudah dipakai tahun ini. Tulis nomor lain"}
            )
        return number
    number, running = upcoming(session, day)
    counter = session.get(LetterCounter, (KIND, day.year))
    if counter is None:
        session.add(LetterCounter(kind=KIND, year=day.year, last=running))
    else:
        counter.last = running
    return number


def is_taken(session: Session, number: str, year: int, *, alike: bool = False) -> bool:
    """Tell whether a letter of the year bears this number, voided ones too.

    Typed numbers are also compared `alike`, whatever their capitals; that reads the whole year.
    """
    same = func.lower(Letter.number) == number.lower() if alike else Letter.number == number
    query = select(Letter.id).where(Letter.direction == OUT, Letter.year == year, same)
    return session.execute(query.limit(1)).first() is not None


def _text(numbering: NumberingSettings, running: int, day: date) -> str:
    parts = NumberParts(
        number=running, day=day, code=numbering.classification_code, unit=numbering.unit_code
    )
    return render(numbering.letter_template, parts)
