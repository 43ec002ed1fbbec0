"""Consent: recording answers, taking them back, and what that stops (UU 27/2022 art. 20-25, 40)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ruko_desk.clock import local, today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile, CaseParty, Consent, PartyRelation
from ruko_desk.db.tables.letters import Letter, Partner, Referral
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.codes import (
    CodeLists,
    ConsentAnswer,
    ConsentPurpose,
    LetterState,
    ReferralState,
)
from ruko_desk.domain.consent import (
    NOT_SHARING,
    SELF,
    ConsentRecord,
    ShareField,
    check_signer,
    purpose_for,
)
from ruko_desk.domain.dto.cases import ConsentView, RecordConsent
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotFoundError, UserError
from ruko_desk.services.case_events import add_event
from ruko_desk.services.indexing import PERPETRATOR
from ruko_desk.services.people import birth_info, join_codes, split_codes

WORDING = "2026-1"
"""Version of the consent form's text; stands with each answer."""

SHARED_BY_DEFAULT = (
    ShareField.CODE,
    ShareField.AGE_SEX,
    ShareField.FULL_NAME,
    ShareField.NIK,
    ShareField.ADDRESS,
)
"""What a plain yes at the desk covers. Phone number, what happened and the level of risk are asked
for one by one when the consent is recorded in the case."""

BASIS_CONSENT = "persetujuan"
_NOT_OUT = frozenset({ReferralState.DRAFT, ReferralState.ISSUED})


def add_answers(
    work: Work,
    actor: Actor,
    case: CaseFile,
    person: Person,
    answers: Mapping[ConsentPurpose, ConsentAnswer],
    *,
    visitor: str,
) -> None:
    """Keep what was answered at the desk, one row per purpose.

    A child's yes is kept as her own agreement, and the answer as `nanti`: it counts once a parent
    or guardian has signed (UU 27/2022 art. 25).
    """
    child = visitor.startswith("anak") or _is_child(person, today(work.clock)) is True
    for purpose, answer in answers.items():
        waits = child and answer is ConsentAnswer.YES
        shares = answer is ConsentAnswer.YES and not waits and purpose not in NOT_SHARING
        given = RecordConsent(
            case_uid=case.uid,
            purpose=purpose,
            answer=ConsentAnswer.LATER if waits else answer,
            fields=SHARED_BY_DEFAULT if shares else (),
            signer_relation=SELF,
            child_agrees=True if waits else None,
        )
        work.session.add(_row(work, actor, case, person, given))
    if answers:
        work.audit("catat persetujuan", "case", case.uid, tujuan=sorted(answers))


def record(
    work: Work,
    actor: Actor,
    case: CaseFile,
    person: Person,
    given: RecordConsent,
    codes: CodeLists,
) -> None:
    """Keep one answer with its scope and signer; it replaces earlier ones to the same purpose.

    Raises:
        FieldErrors: by field: purpose, answer, fields, legal_basis, signer_relation, signer_name,
            expires_on. A signer may be neither an alleged perpetrator nor a child alone.
    """
    day = today(work.clock)
    wrong = _unknown_codes(codes, given)
    if given.expires_on is not None and given.expires_on < day:
        wrong["expires_on"] = "Tanggal berakhir tidak boleh sebelum hari ini"
    if given.legal_basis == BASIS_CONSENT and given.answer == ConsentAnswer.YES:
        try:
            check_signer(
                relation=given.signer_relation,
                name=given.signer_name,
                is_child=_is_child(person, day),
                perpetrators=_perpetrators(work.session, case),
            )
        except UserError as error:
            field = "signer_relation" if given.signer_relation == SELF else "signer_name"
            wrong[field] = error.message
    if wrong:
        raise FieldErrors(wrong)
    work.session.add(_row(work, actor, case, person, given))


def withdraw(work: Work, case: CaseFile, consent_uid: str) -> tuple[ConsentPurpose, int, int]:
    """Take a yes back and stop what rests on it.

    Referrals to that kind of receiver that have not left are withdrawn and their numbers voided.
    Letters already out are named in the timeline, so that the house can ask the receivers to stop
    (art. 40: within three times 24 hours).

    Returns:
        The purpose, how many referrals were stopped, and how many letters are out.

    Raises:
        NotFoundError: no such answer in this case.
        UserError: it was no yes, or was taken back before.
    """
    given = work.session.execute(
        select(Consent).where(Consent.uid == consent_uid, Consent.case_id == case.id)
    ).scalar_one_or_none()
    if given is None:
        raise NotFoundError("Persetujuan ini tidak ditemukan. Muat ulang kasus, lalu coba lagi.")
    if given.answer != ConsentAnswer.YES or given.withdrawn_at is not None:
        raise UserError("Persetujuan ini sudah tidak berlaku; tidak ada yang perlu ditarik.")
    same = select(Consent).where(
        Consent.case_id == case.id,
        Consent.purpose == given.purpose,
        Consent.answer == ConsentAnswer.YES,
        Consent.withdrawn_at.is_(None),
    )
    for row in work.session.execute(same).scalars():
        row.withdrawn_at = work.clock.now()
    purpose = ConsentPurpose(given.purpose)
    stopped, out = _stop_referrals(work, case, purpose)
    if stopped:
        add_event(work, case, "rujukan", f"{stopped} rujukan yang belum diserahkan dicabut")
    for number in out:
        text = f"Surat {number} sudah keluar sebelum persetujuan ditarik; hubungi penerimanya"
        add_event(work, case, "persetujuan", text)
    return purpose, stopped, len(out)


def consent_rows(session: Session, case_id: int) -> Sequence[Consent]:
    """Return all answers of a case, newest first."""
    query = select(Consent).where(Consent.case_id == case_id).order_by(Consent.id.desc())
    return session.execute(query).scalars().all()


def records(session: Session, case_id: int) -> tuple[ConsentRecord, ...]:
    """Return the answers of a case as the consent rules read them."""
    return tuple(as_record(row) for row in consent_rows(session, case_id))


def as_record(row: Consent) -> ConsentRecord:
    """Return a stored answer as the consent rules read it."""
    return ConsentRecord(
        purpose=ConsentPurpose(row.purpose),
        answer=ConsentAnswer(row.answer),
        given_on=row.given_on,
        fields=frozenset(split_codes(row.fields)),
        expires_on=row.expires_on,
        withdrawn_on=local(row.withdrawn_at).date() if row.withdrawn_at else None,
        sequence=row.id,
    )


def consent_view(row: Consent) -> ConsentView:
    """Return a stored answer as the case shows it."""
    return ConsentView(
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


def _unknown_codes(codes: CodeLists, given: RecordConsent) -> dict[str, str]:
    asked = [
        ("purpose", "tujuan_persetujuan", given.purpose, "Pilih untuk apa persetujuan ini"),
        ("answer", "jawaban_persetujuan", given.answer, "Pilih Ya, Tidak, atau Nanti"),
        ("legal_basis", "dasar_pemrosesan", given.legal_basis, "Pilih dasar pemrosesan"),
        (
            "signer_relation",
            "hubungan_penandatangan",
            given.signer_relation,
            "Pilih siapa yang menandatangani",
        ),
        *(("fields", "isian_surat", code, "Pilih isian yang tertera") for code in given.fields),
    ]
    return {
        field: sentence for field, name, code, sentence in asked if codes.find(name, code) is None
    }


def _stop_referrals(work: Work, case: CaseFile, purpose: ConsentPurpose) -> tuple[int, list[str]]:
    """Withdraw what has not left; return how many, and the numbers of letters that are out.

    When the consent to being served at all is taken back, every receiver is meant.
    """
    rows = work.session.execute(
        select(Referral, func.coalesce(Partner.kind, ""))
        .outerjoin(Partner, Partner.id == Referral.partner_id)
        .where(Referral.case_id == case.id)
        .order_by(Referral.id)
    ).all()
    stopped = 0
    out: list[str] = []
    for referral, kind in rows:
        letter = work.session.get(Letter, referral.letter_id) if referral.letter_id else None
        if purpose is not ConsentPurpose.SERVICE and purpose_for(kind) is not purpose:
            continue
        if letter is not None and letter.handed_at is not None:
            out.append(letter.number)
        elif referral.state in _NOT_OUT:
            referral.state = ReferralState.WITHDRAWN
            stopped += 1
            work.changed(("referral", referral.uid))
            if letter is not None and letter.state == LetterState.ISSUED:
                letter.state = LetterState.VOIDED
                letter.void_reason = "Persetujuan ditarik klien"
                work.changed(("letter", letter.uid))
    return stopped, out


def _is_child(person: Person, day: date) -> bool | None:
    return birth_info(person.birth, person.stated_age, person.stated_on).is_child_on(day)


def _row(work: Work, actor: Actor, case: CaseFile, person: Person, given: RecordConsent) -> Consent:
    return Consent(
        case_id=case.id,
        person_id=person.id,
        purpose=given.purpose,
        answer=given.answer,
        fields=join_codes(given.fields) if given.answer == ConsentAnswer.YES else "",
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
    rows = session.execute(
        select(Person.full_name, PartyRelation.relation)
        .join(CaseParty, CaseParty.person_id == Person.id)
        .outerjoin(PartyRelation, PartyRelation.perpetrator_id == CaseParty.id)
        .where(CaseParty.case_id == case.id, CaseParty.role == PERPETRATOR)
    )
    return [(name, relation or "") for name, relation in rows]
