"""Rujukan keluar: composing, previewing and issuing a referral with its letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import local, today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.letters import Letter, Partner, Referral
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.codes import LetterState, ReferralState
from ruko_desk.domain.dto.referrals import (
    ComposerView,
    IssueReferral,
    LetterField,
    ReferralContent,
    ReferralRow,
    ReferralView,
    SaveReferral,
    StoredLetter,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.letter_texts import SERVICES, letter_problems
from ruko_desk.domain.letters import ReferralLetter
from ruko_desk.errors import FieldErrors, NotFoundError, StaleError, UserError
from ruko_desk.services import letter_book
from ruko_desk.services.case_scope import IDENTITY, admit, reading, writing
from ruko_desk.services.desk_rights import need_desk_work, visible_cases
from ruko_desk.services.letters import stored_letter
from ruko_desk.services.office import READ, Office
from ruko_desk.services.partners import load_partners
from ruko_desk.services.people import initials_of
from ruko_desk.services.press import Press
from ruko_desk.services.referral_content import (
    from_json,
    join_services,
    split_services,
    to_json,
)
from ruko_desk.services.referral_letter import (
    TEMPLATE,
    Numbered,
    build_letter,
    check_code,
    consent_line,
    letter_fields,
)

_MOST = 300
_WAITING = (ReferralState.ISSUED, ReferralState.HANDED_OVER, ReferralState.RECEIVED)
_TABS = {"keluar", "menunggu"}


class Referrals:
    """Referrals to partners."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._press = Press()

    def list(self, actor: Actor, tab: str = "keluar", text: str = "") -> tuple[ReferralRow, ...]:
        """Return referrals the actor may see, newest first; tab `menunggu` is those unanswered.

        Raises:
            NotAllowedError: the actor sees no clients.
            UserError: the tab is not known.
        """
        if tab not in _TABS:
            raise UserError("Bagian ini tidak dikenal. Pilih salah satu yang tertera.")
        self._office.require(actor, IDENTITY, READ)
        now = self._office.clock.now()
        with self._office.database.read() as session:
            query = (
                select(
                    Referral.uid,
                    CaseFile.uid,
                    CaseFile.code,
                    Person.call_name,
                    Person.full_name,
                    Partner.name,
                    Referral.services,
                    Referral.state,
                    Letter.number,
                    Referral.created_at,
                    Referral.issued_at,
                )
                .join(CaseFile, CaseFile.id == Referral.case_id)
                .join(Person, Person.id == CaseFile.client_id)
                .outerjoin(Partner, Partner.id == Referral.partner_id)
                .outerjoin(Letter, Letter.id == Referral.letter_id)
                .where(visible_cases(self._office, session, actor))
                .order_by(Referral.id.desc())
                .limit(_MOST)
            )
            if tab == "menunggu":
                query = query.where(Referral.state.in_(_WAITING))
            if text.strip():
                part = f"%{text.strip()}%"
                query = query.where(Partner.name.ilike(part) | CaseFile.code.ilike(part))
            return tuple(
                ReferralRow(
                    uid=uid,
                    case_uid=case_uid,
                    case_code=code,
                    initials=initials_of(call_name or "", full_name or ""),
                    partner=partner or "",
                    services=split_services(services),
                    state=state,
                    number=number or "",
                    day=local(issued or created).date(),
                    waiting_days=_days(issued, now) if state in _WAITING else None,
                )
                for (
                    uid,
                    case_uid,
                    code,
                    call_name,
                    full_name,
                    partner,
                    services,
                    state,
                    number,
                    created,
                    issued,
                ) in session.execute(query)
            )

    def compose(self, actor: Actor, case_uid: str, uid: str = "") -> ComposerView:
        """Return what the composer needs; without a uid a new referral that is not saved yet.

        Raises:
            NotAllowedError: the case is not open to the actor.
            NotFoundError: there is no such case or referral.
        """
        with reading(self._office, actor) as session:
            case = self._office.case(session, case_uid)
            admit(self._office, session, actor, case)
            row = _find(session, case, uid) if uid else None
            partner = session.get(Partner, row.partner_id) if row and row.partner_id else None
            view = _view(session, case, row, self._office.clock.now())
            return ComposerView(
                referral=view,
                partners=load_partners(session, archived=False),
                fields=letter_fields(self._office, session, case, partner),
                services=tuple((kind, text) for kind, texts in SERVICES.items() for text in texts),
                consent_line=consent_line(self._office, session, case),
                gaps=self._gaps(session, case, partner, view.content),
            )

    def fields_for(self, actor: Actor, case_uid: str, partner_uid: str) -> tuple[LetterField, ...]:
        """Return the fields with what consent says for this partner; errors as in `compose`."""
        with reading(self._office, actor) as session:
            case = self._office.case(session, case_uid)
            admit(self._office, session, actor, case)
            partner = _partner(session, partner_uid)
            return letter_fields(self._office, session, case, partner)

    def preview(self, actor: Actor, data: SaveReferral) -> ReferralLetter:
        """Return the draft letter for the preview.

        Raises:
            NotAllowedError: the case is not open to the actor.
            UserError: `persetujuan`, a ticked field is not covered.
            FieldErrors: no partner is chosen yet.
        """
        with reading(self._office, actor) as session:
            case = self._office.case(session, data.case_uid)
            admit(self._office, session, actor, case)
            partner = _partner(session, data.content.partner_uid)
            return build_letter(self._office, session, case, partner, data.content)

    def save(self, actor: Actor, data: SaveReferral) -> Outcome[ReferralView]:
        """Keep the composer's content as a draft.

        Raises:
            NotAllowedError: she writes no letters for this case.
            StaleError: somebody else saved it meanwhile.
            UserError: it is issued already.
        """
        with writing(self._office, actor) as work:
            case = self._office.case(work.session, data.case_uid)
            need_desk_work(self._office, work.session, actor, case)
            if data.uid:
                row = _find(work.session, case, data.uid)
                if row.version != data.version:
                    raise StaleError("Rujukan ini sudah diubah petugas lain. Muat ulang.")
                if row.state != ReferralState.DRAFT:
                    raise UserError("Surat yang sudah terbit tidak dapat diubah.")
            else:
                row = Referral(
                    case_id=case.id,
                    state=ReferralState.DRAFT,
                    created_at=work.clock.now(),
                    created_by_id=actor.id,
                )
                work.session.add(row)
            partner = _partner(work.session, data.content.partner_uid)
            row.partner_id = partner.id if partner else None
            row.content = to_json(replace(data.content, partner_uid=""))
            row.services = join_services(data.content.services_asked)
            work.session.flush()
            work.audit("simpan rujukan", "referral", row.uid)
            work.changed(("referral", row.uid), ("case", case.uid))
            view = _view(work.session, case, row, work.clock.now())
        return Outcome(view, work.changes)

    def issue(self, actor: Actor, data: IssueReferral) -> Outcome[StoredLetter]:
        """Take a number, make the final bytes and keep them encrypted with the case.

        Raises:
            NotAllowedError: she writes no letters for this case.
            FieldErrors: something that the letter must have is missing, or the number is taken.
            UserError: consent does not cover it, or it is issued already.
            StaleError: somebody else saved it meanwhile.
        """
        with writing(self._office, actor) as work:
            row = work.session.execute(
                select(Referral).where(Referral.uid == data.uid)
            ).scalar_one_or_none()
            if row is None:
                raise NotFoundError("Rujukan ini tidak ditemukan. Muat ulang daftar.")
            case = work.session.get_one(CaseFile, row.case_id)
            need_desk_work(self._office, work.session, actor, case)
            if row.version != data.version:
                raise StaleError("Rujukan ini sudah diubah petugas lain. Muat ulang.")
            if row.state != ReferralState.DRAFT:
                raise UserError("Surat ini sudah terbit atau rujukannya dicabut.")
            partner = work.session.get(Partner, row.partner_id) if row.partner_id else None
            content = from_json(row.content)
            day = data.letter_date or today(self._office.clock)
            draft = build_letter(self._office, work.session, case, partner, content)
            problems = letter_problems(replace(draft, day=day))
            if problems:
                raise FieldErrors(problems)
            number = letter_book.take(work.session, day, data.number)
            numbered = Numbered(number=number, day=day, check_code=check_code(number, case.code))
            final = build_letter(self._office, work.session, case, partner, content, numbered)
            pdf = self._office.press.run(lambda: self._press.referral_pdf(final))
            letter = self._freeze(work, actor, case, final, pdf)
            row.state = ReferralState.ISSUED
            row.letter_id = letter.id
            row.issued_at = letter.issued_at
            case.last_activity = today(work.clock)
            work.session.flush()
            work.audit("terbitkan surat", "letter", letter.uid, isian=sorted(content.ticked))
            work.changed(("referral", row.uid), ("letter", letter.uid), ("case", case.uid))
            stored = stored_letter(self._office, work.session, letter, case)
        return Outcome(stored, work.changes)

    def _freeze(
        self, work: Work, actor: Actor, case: CaseFile, letter: ReferralLetter, pdf: bytes
    ) -> Letter:
        now = work.clock.now()
        attachment = self._office.files.add(
            work.session, pdf, kind="surat", label=f"{case.code} surat", when=now, case_id=case.id
        )
        if letter.day is None:
            msg = "an issued letter has a date"
            raise RuntimeError(msg)
        row = Letter(
            direction=letter_book.OUT,
            kind=letter_book.KIND,
            number=letter.number,
            year=letter.day.year,
            letter_date=letter.day,
            state=LetterState.ISSUED,
            receiver=letter.receiver_name,
            subject=f"{letter.subject} {case.code}",
            case_id=case.id,
            attachment_id=attachment.id,
            template=TEMPLATE,
            issued_at=now,
            issued_by_id=actor.id,
        )
        work.session.add(row)
        work.session.flush()
        return row

    def _gaps(
        self, session: Session, case: CaseFile, partner: Partner | None, content: ReferralContent
    ) -> tuple[str, ...]:
        try:
            letter = build_letter(self._office, session, case, partner, content)
        except FieldErrors as error:
            return tuple(error.fields.values())
        except UserError as error:
            return (error.message,)
        return tuple(letter_problems(letter).values())


def _days(issued: datetime | None, now: datetime) -> int:
    return (now - issued).days if issued is not None else 0


def _find(session: Session, case: CaseFile, uid: str) -> Referral:
    row = session.execute(
        select(Referral).where(Referral.uid == uid, Referral.case_id == case.id)
    ).scalar_one_or_none()
    if row is None:
        raise NotFoundError("Rujukan ini tidak ditemukan. Muat ulang daftar.")
    return row


def _partner(session: Session, uid: str) -> Partner | None:
    if not uid:
        return None
    return session.execute(select(Partner).where(Partner.uid == uid)).scalar_one_or_none()


def _view(session: Session, case: CaseFile, row: Referral | None, now: datetime) -> ReferralView:
    if row is None:
        return ReferralView(
            uid="",
            version=0,
            case_uid=case.uid,
            case_code=case.code,
            state=ReferralState.DRAFT,
            letter_uid=None,
            number="",
            content=ReferralContent(),
            created_at=now,
            issued_at=None,
            handed_at=None,
            handed_to="",
        )
    partner = session.get(Partner, row.partner_id) if row.partner_id is not None else None
    letter = session.get(Letter, row.letter_id) if row.letter_id is not None else None
    return ReferralView(
        uid=row.uid,
        version=row.version,
        case_uid=case.uid,
        case_code=case.code,
        state=row.state,
        letter_uid=letter.uid if letter is not None else None,
        number=letter.number if letter is not None else "",
        content=replace(from_json(row.content), partner_uid=partner.uid if partner else ""),
        created_at=row.created_at,
        issued_at=row.issued_at,
        handed_at=letter.handed_at if letter is not None else None,
        handed_to=letter.handed_to if letter is not None else "",
    )
