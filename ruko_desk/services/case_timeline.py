"""The timeline of a case, out of everything that bears a date; its texts hold no client's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ruko_desk.db.tables.cases import CaseEvent, CaseFile, Consent, RiskAssessment
from ruko_desk.db.tables.desk import Contact
from ruko_desk.db.tables.letters import Letter, Partner, Referral
from ruko_desk.domain.dto.cases import CaseAppointment, TimelineEntry
from ruko_desk.services.office import Office

OUTGOING = "keluar"


def timeline(
    office: Office,
    session: Session,
    case: CaseFile,
    answers: Sequence[Consent],
    appointments: Sequence[CaseAppointment],
) -> tuple[TimelineEntry, ...]:
    """Return what happened and will happen, newest first."""
    sources: tuple[Iterable[TimelineEntry], ...] = (
        _contacts(office, session, case),
        _events(session, case),
        _consents(office, answers),
        _appointments(office, appointments),
        _risks(office, session, case),
        _referrals(office, session, case),
    )
    entries = [entry for source in sources for entry in source]
    return tuple(sorted(entries, key=lambda entry: entry.when, reverse=True))


def _contacts(office: Office, session: Session, case: CaseFile) -> Iterator[TimelineEntry]:
    rows = session.execute(
        select(
            Contact.uid,
            Contact.received_at,
            Contact.direction,
            Contact.channel,
            Contact.answered_by,
            Contact.outcome,
        ).where(Contact.case_id == case.id)
    )
    for uid, when, direction, channel, answered_by, outcome in rows:
        text = office.codes.label("saluran", channel)
        if direction == OUTGOING:
            told = [office.codes.label("hasil_kontak", outcome).lower()]
            if answered_by:
                told.insert(0, office.codes.label("penjawab", answered_by).lower())
            text = f"{text} keluar: {', '.join(told)}"
        yield TimelineEntry(when=when, kind="kontak", text=text, uid=uid)


def _events(session: Session, case: CaseFile) -> Iterator[TimelineEntry]:
    rows = session.execute(
        select(CaseEvent.happened_at, CaseEvent.kind, CaseEvent.text).where(
            CaseEvent.case_id == case.id
        )
    )
    for when, kind, text in rows:
        yield TimelineEntry(when=when, kind=kind, text=text)


def _consents(office: Office, answers: Sequence[Consent]) -> Iterator[TimelineEntry]:
    for row in answers:
        purpose = office.codes.label("tujuan_persetujuan", row.purpose)
        answer = office.codes.label("jawaban_persetujuan", row.answer).lower()
        told = f"{purpose}: {answer}"
        if row.child_agrees:
            told += " (anak setuju)"
        yield TimelineEntry(when=row.recorded_at, kind="persetujuan", text=told, uid=row.uid)
        if row.withdrawn_at is not None:
            text = f"{purpose}: persetujuan ditarik"
            yield TimelineEntry(when=row.withdrawn_at, kind="persetujuan", text=text, uid=row.uid)


def _appointments(
    office: Office, appointments: Sequence[CaseAppointment]
) -> Iterator[TimelineEntry]:
    for one in appointments:
        state = office.codes.label("status_janji", one.state).lower()
        text = f"{one.kind_label}, {one.provider_name}: {state}"
        yield TimelineEntry(when=one.start, kind="janji", text=text, uid=one.uid)


def _risks(office: Office, session: Session, case: CaseFile) -> Iterator[TimelineEntry]:
    """Tell the level to those who may read it; others see that an assessment was made."""
    rows = session.execute(
        select(RiskAssessment.uid, RiskAssessment.assessed_at, RiskAssessment.level).where(
            RiskAssessment.case_id == case.id
        )
    )
    for uid, when, level in rows:
        text = (
            f"Risiko dinilai: {office.codes.label('risiko', level)}" if level else "Risiko dinilai"
        )
        yield TimelineEntry(when=when, kind="risiko", text=text, uid=uid)


def _referrals(office: Office, session: Session, case: CaseFile) -> Iterator[TimelineEntry]:
    rows = session.execute(
        select(
            Referral.uid,
            Referral.state,
            func.coalesce(Letter.issued_at, Referral.created_at),
            Partner.name,
            Letter.number,
        )
        .outerjoin(Partner, Partner.id == Referral.partner_id)
        .outerjoin(Letter, Letter.id == Referral.letter_id)
        .where(Referral.case_id == case.id)
    )
    for uid, state, when, partner, number in rows:
        label = office.codes.label("status_rujukan", state).lower()
        text = f"Rujukan {partner}: {label}" if partner else f"Rujukan: {label}"
        if number:
            text += f", surat {number}"
        yield TimelineEntry(when=when, kind="rujukan", text=text, uid=uid)
