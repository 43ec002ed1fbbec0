"""Consent: recording answers, taking them back, and what that stops (UU 27/2022 art. 20 to 25, 40)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import local, today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseEvent, CaseFile, CaseParty, Consent, PartyRelation
from ruko_desk.db.tables.letters import Partner, Referral
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.codes import ConsentAnswer, ConsentPurpose, ReferralState
from ruko_desk.domain.consent import ConsentRecord, ShareField, check_signer, purpose_for
from ruko_desk.domain.dto.cases import ConsentView, RecordConsent
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotFoundError, UserError
from ruko_desk.services.people import birth_info, join_codes, split_codes

WORDING = "2026-1"
"""Version of the consent form's text; stands with each answer."""

BASIS_CONSENT = "persetujuan"
_STOPPED = (ReferralState.DRAFT, ReferralState.ISSUED)
_GUARDIAN = "wali"


def add_answers(
    work: Work,
    actor: Actor,
    case: CaseFile,
    person: Person,
    answers: Mapping[ConsentPurpose, ConsentAnswer],
    *,
    visitor: str,
) -> None:
    """Keep what was answered at the desk; a child's answers count as given by who came with her."""
    child = visitor.startswith("anak")
    for purpose, answer in answers.items():
        work.session.add(
            _row(
                work,
                actor,
                case,
                person,
                RecordConsent(
                    case_uid=case.uid,
                    purpose=purpose,
                    answer=answer,
                    fields=tuple(ShareField) if answer is ConsentAnswer.YES else (),
                    signer_relation=_GUARDIAN if child else "diri_sendiri",
                ),
            )
        )
    if answers:
        work.audit("catat persetujuan", "case", case.uid, tujuan=sorted(answers))


def record(work: Work, actor: Actor, case: CaseFile, person: Person, given: RecordConsent) -> None:
    """Keep one answer with its scope and signer.

    Raises:
        FieldErrors: purpose, answer or date of expiry cannot be.
        UserError: the signer may not sign: an alleged perpetrator, or a child alone.
    """
    day = today(work.clock)
    wrong: dict[str, str] = {}
    if given.purpose not in set(ConsentPurpose):
        wrong["purpose"] = "Pilih untuk apa persetujuan ini"
    if given.answer not in set(ConsentAnswer):
        wrong["answer"] = "Pilih Ya, Tidak, atau Nanti"
    if given.expires_on is not None and given.expires_on < day:
        wrong["expires_on"] = "Tanggal berakhir tidak boleh sebelum hari ini"
    if wrong:
        raise FieldErrors(wrong)
    if given.legal_basis == BASIS_CONSENT and given.answer == ConsentAnswer.YES:
        child = birth_info(person.birth, person.stated_age, person.stated_on).is_child_on(day)
        check_signer(
            relation=given.signer_relation,
            name=given.signer_name,
            is_child=child,
            perpetrators=_perpetrators(work.session, case),
        )
    work.session.add(_row(work, actor, case, person, given))
    work.audit("catat persetujuan", "case", case.uid, tujuan=given.purpose, jawaban=given.answer)


def withdraw(work: Work, case: CaseFile, consent_uid: str) -> None:
    """Take back an answer and stop the referrals that rest on it.

    Drafts and letters not yet handed over are stopped; those already out are named in the
    timeline, so that the house can call them back.

    Raises:
        NotFoundError: no such answer in this case.
        UserError: it was taken back before.
    """
    row = work.session.execute(
        select(Consent).where(Consent.uid == consent_uid, Consent.case_id == case.id)
    ).scalar_one_or_none()
    if row is None:
        raise NotFoundError("Persetujuan ini tidak ditemukan. Muat ulang kasus, lalu coba lagi.")
    if row.withdrawn_at is not None:
        raise UserError("Persetujuan ini sudah ditarik sebelumnya.")
    row.withdrawn_at = work.clock.now()
    stopped, out = 0, 0
    for referral, kind in work.session.execute(
        select(Referral, Partner.kind)
        .join(Partner, Partner.id == Referral.partner_id)
        .where(Referral.case_id == case.id)
    ):
        if purpose_for(kind) != row.purpose and row.purpose != ConsentPurpose.SERVICE:
            continue
        if referral.state in _STOPPED:
            referral.state = ReferralState.WITHDRAWN
            work.changed(("referral", referral.uid))
            stopped += 1
        elif referral.state not in {ReferralState.WITHDRAWN, ReferralState.NUMBER_VOID}:
            out += 1
    text = "Persetujuan ditarik"
    if stopped:
        text += f"; {stopped} rujukan dihentikan"
    if out:
        text += f"; {out} surat sudah keluar, hubungi penerimanya"
    work.session.add(
        CaseEvent(case_id=case.id, happened_at=work.clock.now(), kind="persetujuan", text=text)
    )
    work.audit("tarik persetujuan", "case", case.uid, tujuan=row.purpose, dihentikan=stopped)


def views(session: Session, case_id: int) -> tuple[ConsentView, ...]:
    """Return all answers of a case, newest first."""
    rows = session.execute(
        select(Consent).where(Consent.case_id == case_id).order_by(Consent.id.desc())
    ).scalars()
    return tuple(
        ConsentView(
            uid=row.uid,
            purpose=row.purpose,
            answer=row.answer,
            fields=split_codes(row.fields),
            legal_basis=row.legal_basis,
            signer_name=row.signer_name,
            signer_relation=row.signer_relation,
            child_agrees=row.child_agrees,
            given_on=row.given_on,
            expires_on=row.expires_on,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows
    )


def records(session: Session, case_id: int) -> tuple[ConsentRecord, ...]:
    """Return the answers of a case as the consent rules read them."""
    rows = session.execute(
        select(
            Consent.id,
            Consent.purpose,
            Consent.answer,
            Consent.fields,
            Consent.given_on,
            Consent.expires_on,
            Consent.withdrawn_at,
        ).where(Consent.case_id == case_id)
    )
    return tuple(
        ConsentRecord(
            purpose=ConsentPurpose(purpose),
            answer=ConsentAnswer(answer),
            given_on=given_on,
            fields=frozenset(split_codes(fields)),
            expires_on=expires_on,
            withdrawn_on=_day(withdrawn_at),
            sequence=key,
        )
        for key, purpose, answer, fields, given_on, expires_on, withdrawn_at in rows
    )


def _day(instant: datetime | None) -> date | None:
    return local(instant).date() if instant is not None else None


def _row(work: Work, actor: Actor, case: CaseFile, person: Person, given: RecordConsent) -> Consent:
    return Consent(
        case_id=case.id,
        person_id=person.id,
        purpose=given.purpose,
        answer=given.answer,
        fields=join_codes(given.fields),
        legal_basis=given.legal_basis,
        signer_name=given.signer_name.strip(),
        signer_relation=given.signer_relation,
        child_agrees=given.child_agrees,
        wording=WORDING,
        given_on=today(work.clock),
        expires_on=given.expires_on,
        recorded_at=work.clock.now(),
        recorded_by_id=actor.id,
    )


def _perpetrators(session: Session, case: CaseFile) -> list[tuple[str, str]]:
    """Return name and relation of every alleged perpetrator of the case."""
    return list(
        session.execute(
            select(Person.full_name, PartyRelation.relation)
            .join(CaseParty, CaseParty.person_id == Person.id)
            .join(PartyRelation, PartyRelation.perpetrator_id == CaseParty.id)
            .where(CaseParty.case_id == case.id, CaseParty.role == "terlapor")
        ).all()
    )
