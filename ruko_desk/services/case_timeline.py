"""The timeline of a case, out of everything that bears a date."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import local
from ruko_desk.db.tables.cases import CaseEvent, CaseFile, RiskAssessment
from ruko_desk.db.tables.desk import Contact
from ruko_desk.db.tables.letters import Letter
from ruko_desk.domain.dto.cases import CaseAppointment, TimelineEntry


def timeline(
    session: Session, case: CaseFile, appointments: tuple[CaseAppointment, ...]
) -> tuple[TimelineEntry, ...]:
    """Return what happened and will happen, newest first; texts hold no name."""
    entries = [
        TimelineEntry(
            when=one.start,
            kind="janji",
            text=f"Janji {one.kind_label.lower()}, {one.provider_name}: {one.state}",
            uid=one.uid,
        )
        for one in appointments
    ]
    entries += [
        TimelineEntry(when=when, kind=kind, text=text)
        for when, kind, text in session.execute(
            select(CaseEvent.happened_at, CaseEvent.kind, CaseEvent.text).where(
                CaseEvent.case_id == case.id
            )
        )
    ]
    entries += [
        TimelineEntry(when=when, kind="kontak", text=f"Kontak lewat {channel.replace('_', ' ')}")
        for when, channel in session.execute(
            select(Contact.received_at, Contact.channel).where(Contact.case_id == case.id)
        )
    ]
    entries += [
        TimelineEntry(when=when, kind="risiko", text=f"Risiko dinilai: {level}")
        for when, level in session.execute(
            select(RiskAssessment.assessed_at, RiskAssessment.level).where(
                RiskAssessment.case_id == case.id
            )
        )
        if level
    ]
    entries += [
        TimelineEntry(when=issued, kind="surat", text=f"Surat {number} ke {receiver}")
        for issued, number, receiver in session.execute(
            select(Letter.issued_at, Letter.number, Letter.receiver).where(
                Letter.case_id == case.id
            )
        )
    ]
    return tuple(sorted(entries, key=_newest_first))


def _newest_first(entry: TimelineEntry) -> float:
    moment: datetime = local(entry.when)
    return -moment.timestamp()
