"""Rujukan keluar: composing, previewing and issuing a referral with its letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import local, today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.letters import Letter, Partner, Referral
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.codes import LetterState, ReferralState, RiskLevel
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
from ruko_desk.domain.dto.settings import HouseSettings, NumberingSettings
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.letter_texts import SERVICES, letter_problems
from ruko_desk.domain.letters import ReferralLetter
from ruko_desk.errors import FieldErrors, NotFoundError, StaleError, UserError
from ruko_desk.services import letter_book
from ruko_desk.services.booking_steps import note_activity
from ruko_desk.services.case_scope import IDENTITY, NARRATIVE, Reach, reading, writing
from ruko_desk.services.desk_rights import need_case_writing, need_letters, visible_cases
from ruko_desk.services.letters import stored_letter
from ruko_desk.services.office import READ, Office
from ruko_desk.services.partners import find_partner, load_partners
from ruko_desk.services.people import initials_of
from ruko_desk.services.press import Press
from ruko_desk.services.referral_consent import CaseConsents
from ruko_desk.services.referral_content import (
    from_json,
    join_services,
    split_services,
    to_json,
)
from ruko_desk.services.referral_letter import (
    TEMPLATE,
    build_letter,
    final_letter,
    letter_fields,
    register_subject,
)
from ruko_desk.services.settings import load_group

_MOST: Final = 300
_WAITING: Final = (ReferralState.ISSUED, ReferralState.HANDED_OVER, ReferralState.RECEIVED)
_TABS: Final = {
    "keluar": tuple(ReferralState),
    "draf": (ReferralState.DRAFT,),
    "menunggu": _WAITING,
    "selesai": (ReferralState.ANSWERED, ReferralState.DONE, ReferralState.REJECTED),
}
_URGENT: Final[dict[str, str]] = {RiskLevel.EMERGENCY: "amat_segera", RiskLevel.HIGH: "segera"}


class Referrals:
    """Referrals to partners."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._press = Press()

    def list(self, actor: Actor, tab: str = "keluar", text: str = "") -> tuple[ReferralRow, ...]:
        """Return referrals the actor may see, newest first.

        Tabs: `keluar` is all of them, `draf`, `menunggu` (no answer yet) and `selesai` some.

        Raises:
            NotAllowedError: the actor sees no clients.
            UserError: the tab is not known.
        """
        if tab not in _TABS:
            raise UserError("Bagian ini tidak dikenal. Pilih salah satu yang tertera.")
        self._office.require(actor, IDENTITY, READ)
        with self._office.database.read() as session:
            query = (
                select(
                    Referral.uid,
                    CaseFile.uid.label("case_uid"),
                    CaseFile.code,
                    Person.call_name,
                    Person.full_name,
                    Partner.name.label("partner"),
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
            if tab != "keluar":
                query = query.where(Referral.state.in_(_TABS[tab]))
            if part := text.strip():
                query = query.where(
                    Partner.name.icontains(part, autoescape=True)
                    | CaseFile.code.icontains(part, autoescape=True)
                    | Letter.number.icontains(part, autoescape=True)
                )
            rows = session.execute(query).all()
        day = today(self._office.clock)
        return tuple(
            ReferralRow(
                uid=row.uid,
                case_uid=row.case_uid,
                case_code=row.code,
                initials=initials_of(row.call_name, row.full_name),
                partner=row.partner or "",
                services=split_services(row.services),
                state=row.state,
                number=row.number or "",
                day=local(row.issued_at or row.created_at).date(),
                waiting_days=(day - local(row.issued_at).date()).days
                if row.state in _WAITING and row.issued_at
                else None,
            )
            for row in rows
        )

    def compose(self, actor: Actor, case_uid: str, uid: str = "") -> ComposerView:
        """Return what the composer needs; without a uid a new referral that is not saved yet.

        Raises:
            NotAllowedError: the case is not open to the actor.
            NotFoundError: there is no such case or referral.
        """
        with reading(self._office, actor) as session:
            case = self._office.case(session, case_uid)
            reach = need_letters(self._office, session, actor, case)
            if uid:
                view = _view(session, case, _find(session, case, uid))
            else:
                view = self._new(session, case, actor)
            content = view.content
            partner = _partner(session, content.partner_uid)
            return ComposerView(
                referral=view,
                partners=load_partners(session, archived=False),
                fields=self._fields(session, reach, case, partner),
                services=tuple((kind, text) for kind, texts in SERVICES.items() for text in texts),
                consent_line=CaseConsents(self._office, session, case).line(),
                gaps=self._gaps(session, case, partner, content),
            )

    def fields_for(self, actor: Actor, case_uid: str, partner_uid: str) -> tuple[LetterField, ...]:
        """Return the fields with what consent says for this partner; errors as in `compose`."""
        with reading(self._office, actor) as session:
            case = self._office.case(session, case_uid)
            reach = need_letters(self._office, session, actor, case)
            return self._fields(session, reach, case, _partner(session, partner_uid))

    def preview(self, actor: Actor, data: SaveReferral) -> ReferralLetter:
        """Return the draft letter for the preview.

        Raises:
            NotAllowedError: the case is not open to the actor.
            UserError: `persetujuan`, a ticked field is not covered.
            FieldErrors: no partner is chosen yet.
        """
        with reading(self._office, actor) as session:
            case = self._office.case(session, data.case_uid)
            need_letters(self._office, session, actor, case)
            partner = _partner(session, data.content.partner_uid)
            return build_letter(self._office, session, case, partner, data.content)

    def save(self, actor: Actor, data: SaveReferral) -> Outcome[ReferralView]:
        """Keep the composer's content as a draft, whole or not.

        Raises:
            NotAllowedError: she writes no letters for this case, or has to open it first.
            StaleError: somebody else saved it meanwhile.
            UserError: it is issued already.
        """
        with writing(self._office, actor) as work:
            case = self._office.case(work.session, data.case_uid)
            need_case_writing(self._office, work.session, actor, case)
            if data.uid:
                row = _draft(_find(work.session, case, data.uid), data.version)
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
            work.audit("simpan rujukan", "referral", row.uid, isian=sorted(data.content.ticked))
            work.changed(("referral", row.uid), ("case", case.uid))
            return Outcome(_view(work.session, case, row), work.changes)

    def issue(self, actor: Actor, data: IssueReferral) -> Outcome[StoredLetter]:
        """Take a number, make the final bytes and keep them encrypted with the case.

        Number, bytes and register are one transaction: if anything fails, no number is used up.

        Raises:
            NotAllowedError: she writes no letters for this case, or has to open it first.
            FieldErrors: something that the letter must have is missing, or the number is taken.
            UserError: consent does not cover it, or it is issued already.
            StaleError: somebody else saved it meanwhile.
        """
        with writing(self._office, actor) as work:
            session = work.session
            row = session.execute(
                select(Referral).where(Referral.uid == data.uid)
            ).scalar_one_or_none()
            if row is None:
                raise NotFoundError("Rujukan ini tidak ditemukan. Muat ulang daftar.")
            case = session.get_one(CaseFile, row.case_id)
            need_case_writing(self._office, session, actor, case)
            _draft(row, data.version)
            partner = session.get(Partner, row.partner_id) if row.partner_id else None
            content = from_json(row.content)
            draft = build_letter(self._office, session, case, partner, content)
            CaseConsents(self._office, session, case).check_issue(content, draft.receiver_kind)
            day = self._letter_day(data.letter_date)
            problems = letter_problems(replace(draft, day=day))
            if problems:
                raise FieldErrors(problems)
            number = letter_book.take(session, day, data.number)
            final = final_letter(draft, number, day, case.code)
            pdf = self._office.press.run(lambda: self._press.referral_pdf(final))
            letter = self._freeze(work, actor, case, final, day, pdf)
            row.state = ReferralState.ISSUED
            row.letter_id = letter.id
            row.issued_at = letter.issued_at
            session.flush()
            note_activity(work, case)
            work.audit(
                "terbitkan surat",
                "letter",
                letter.uid,
                isian=sorted(content.ticked),
                nomor_diketik=bool(data.number.strip()),
            )
            work.changed(("referral", row.uid), ("letter", letter.uid), ("case", case.uid))
            return Outcome(stored_letter(self._office, session, letter, case), work.changes)

    def _fields(
        self, session: Session, reach: Reach, case: CaseFile, partner: Partner | None
    ) -> tuple[LetterField, ...]:
        readable = reach.may(NARRATIVE, READ)
        return letter_fields(self._office, session, case, partner, with_narrative=readable)

    def _letter_day(self, wanted: date | None) -> date:
        day = today(self._office.clock)
        if wanted is not None and wanted > day:
            raise FieldErrors({"letter_date": "Tanggal surat tidak boleh setelah hari ini"})
        return wanted or day

    def _freeze(
        self,
        work: Work,
        actor: Actor,
        case: CaseFile,
        letter: ReferralLetter,
        day: date,
        pdf: bytes,
    ) -> Letter:
        now = work.clock.now()
        attachment = self._office.files.add(
            work.session, pdf, kind="surat", label=f"{case.code} surat", when=now, case_id=case.id
        )
        row = Letter(
            direction=letter_book.OUT,
            kind=letter_book.KIND,
            number=letter.number,
            year=day.year,
            letter_date=day,
            state=LetterState.ISSUED,
            receiver=letter.receiver_name,
            subject=register_subject(letter.receiver_kind),
            case_id=case.id,
            attachment_id=attachment.id,
            template=TEMPLATE,
            issued_at=now,
            issued_by_id=actor.id,
        )
        work.session.add(row)
        work.session.flush()
        return row

    def _new(self, session: Session, case: CaseFile, actor: Actor) -> ReferralView:
        """Return a referral that is not saved yet, with what the house knows already."""
        owner = session.get(User, case.owner_id) if case.owner_id is not None else None
        return ReferralView(
            uid="",
            version=0,
            case_uid=case.uid,
            case_code=case.code,
            state=ReferralState.DRAFT,
            letter_uid=None,
            number="",
            content=ReferralContent(
                urgency=_URGENT.get(case.risk, "biasa"),
                companion_name=owner.display_name if owner else actor.display_name,
                companion_phone=load_group(session, HouseSettings).phone,
                paper=load_group(session, NumberingSettings).paper,
            ),
            created_at=self._office.clock.now(),
            issued_at=None,
            handed_at=None,
            handed_to="",
        )

    def _gaps(
        self, session: Session, case: CaseFile, partner: Partner | None, content: ReferralContent
    ) -> tuple[str, ...]:
        """Return what still keeps the letter from being issued."""
        try:
            letter = build_letter(self._office, session, case, partner, content)
            CaseConsents(self._office, session, case).check_issue(content, letter.receiver_kind)
        except FieldErrors as error:
            return tuple(error.fields.values())
        except UserError as error:
            return (error.message,)
        return tuple(letter_problems(letter).values())


def _draft(row: Referral, version: int) -> Referral:
    if row.version != version:
        raise StaleError("Rujukan ini sudah diubah petugas lain. Muat ulang, lalu coba lagi.")
    if row.state != ReferralState.DRAFT:
        raise UserError("Surat ini sudah terbit atau rujukannya dicabut. Buat rujukan baru.")
    return row


def _find(session: Session, case: CaseFile, uid: str) -> Referral:
    row = session.execute(
        select(Referral).where(Referral.uid == uid, Referral.case_id == case.id)
    ).scalar_one_or_none()
    if row is None:
        raise NotFoundError("Rujukan ini tidak ditemukan. Muat ulang daftar.")
    return row


def _partner(session: Session, uid: str) -> Partner | None:
    return find_partner(session, uid) if uid else None


def _view(session: Session, case: CaseFile, row: Referral) -> ReferralView:
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
