"""The letter register: frozen letters, printing, handing over, voiding."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import Attachment
from ruko_desk.db.tables.letters import Letter, Referral
from ruko_desk.domain.codes import LetterState, ReferralState
from ruko_desk.domain.dto.cases import LetterRow
from ruko_desk.domain.dto.referrals import StoredLetter
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotFoundError, UserError
from ruko_desk.services import letter_book
from ruko_desk.services.case_scope import IDENTITY, writing
from ruko_desk.services.desk_rights import need_desk_work, need_letters, visible_cases
from ruko_desk.services.office import READ, Office, is_manager

_MOST = 1000
_RECEIVERS = frozenset({"klien", "mitra"})
_WAYS = frozenset({"pdf", "pdf_bersandi"})


class Letters:
    """Every letter that left the house, and those whose number was voided."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def register(self, actor: Actor, year: int, text: str = "") -> tuple[LetterRow, ...]:
        """Return the register of a year, newest first, as far as the actor may know the cases.

        Raises:
            NotAllowedError: the actor sees no clients.
        """
        self._office.require(actor, IDENTITY, READ)
        with self._office.database.read() as session:
            visible = visible_cases(self._office, session, actor)
            query = (
                _rows()
                .where(Letter.year == year, visible)
                .order_by(Letter.letter_date.desc(), Letter.id.desc())
                .limit(_MOST)
            )
            if part := text.strip():
                query = query.where(
                    Letter.number.icontains(part, autoescape=True)
                    | Letter.receiver.icontains(part, autoescape=True)
                    | CaseFile.code.icontains(part, autoescape=True)
                )
            return tuple(_row(*row) for row in session.execute(query))

    def next_number(self, actor: Actor) -> str:
        """Return the number that the next letter would get today; it is not taken."""
        del actor  # a number alone tells nothing
        with self._office.database.read() as session:
            return letter_book.upcoming(session, today(self._office.clock))[0]

    def stored(self, actor: Actor, letter_uid: str) -> StoredLetter:
        """Return the frozen bytes of a letter; the opening is on record.

        Raises:
            NotAllowedError: the case is not open to the actor, or she may not know its letters.
            NotFoundError: there is no such letter, or it was issued without a stored file.
            EnvironmentProblem: the stored file is missing or damaged.
        """
        with writing(self._office, actor) as work:
            letter, case = _load(work, letter_uid)
            need_letters(self._office, work.session, actor, case)
            work.audit("buka surat", "letter", letter.uid)
            return stored_letter(self._office, work.session, letter, case)

    def record_print(self, actor: Actor, letter_uid: str, copies: int) -> Outcome[None]:
        """Put on record that copies were printed: unchanged, or SALINAN once it was handed over.

        Raises:
            NotAllowedError: she writes nothing on this case.
            UserError: its number was voided.
        """
        return self._record(actor, letter_uid, "cetak surat", lembar=copies)

    def record_export(self, actor: Actor, letter_uid: str, how: str) -> Outcome[None]:
        """Put on record that a letter left as a file (`pdf` or `pdf_bersandi`).

        Raises:
            NotAllowedError: she writes nothing on this case.
            UserError: its number was voided.
            FieldErrors: another way.
        """
        if how not in _WAYS:
            raise FieldErrors({"how": "Pilih PDF atau PDF bersandi"})
        return self._record(actor, letter_uid, "simpan surat", cara=how)

    def hand_over(self, actor: Actor, letter_uid: str, to: str) -> Outcome[LetterRow]:
        """Mark a letter as handed to the client or the partner; copies are SALINAN from then on.

        Raises:
            NotAllowedError: she writes nothing on this case.
            FieldErrors: handed to somebody else.
            UserError: its number was voided, or it was handed over before.
        """
        if to not in _RECEIVERS:
            raise FieldErrors({"to": "Pilih kepada siapa surat diserahkan"})
        with writing(self._office, actor) as work:
            letter, case = _load(work, letter_uid)
            need_desk_work(self._office, work.session, actor, case)
            if letter.state != LetterState.ISSUED:
                raise UserError("Surat ini sudah diserahkan atau nomornya dibatalkan.")
            letter.state = LetterState.HANDED_OVER
            letter.handed_at = work.clock.now()
            letter.handed_to = to
            self._referral(work, letter, ReferralState.HANDED_OVER)
            work.audit("serahkan surat", "letter", letter.uid, kepada=to)
            return self._told(work, letter, case)

    def void(self, actor: Actor, letter_uid: str, reason: str) -> Outcome[LetterRow]:
        """Void the number of a letter that never left the house; the number is not given again.

        Raises:
            NotAllowedError: she writes nothing on this case and does not manage the house.
            FieldErrors: the reason is missing.
            UserError: it was handed over or voided before.
        """
        if not reason.strip():
            raise FieldErrors({"reason": "Tulis alasan nomor dibatalkan"})
        with writing(self._office, actor) as work:
            letter, case = _load(work, letter_uid)
            if not is_manager(actor):
                need_desk_work(self._office, work.session, actor, case)
            if letter.state != LetterState.ISSUED:
                raise UserError("Hanya surat yang belum diserahkan yang nomornya dapat dibatalkan.")
            letter.state = LetterState.VOIDED
            letter.void_reason = reason.strip()
            self._referral(work, letter, ReferralState.NUMBER_VOID)
            work.audit("batalkan nomor surat", "letter", letter.uid)
            return self._told(work, letter, case)

    def _record(
        self, actor: Actor, letter_uid: str, action: str, **detail: object
    ) -> Outcome[None]:
        with writing(self._office, actor) as work:
            letter, case = _load(work, letter_uid)
            need_desk_work(self._office, work.session, actor, case)
            if letter.state == LetterState.VOIDED:
                raise UserError("Nomor surat ini sudah dibatalkan. Terbitkan surat baru.")
            copy = letter.state == LetterState.HANDED_OVER
            work.audit(action, "letter", letter.uid, salinan=copy, **detail)
        return Outcome(None, work.changes)

    @staticmethod
    def _referral(work: Work, letter: Letter, state: ReferralState) -> None:
        for referral in work.session.execute(
            select(Referral).where(Referral.letter_id == letter.id)
        ).scalars():
            referral.state = state
            work.changed(("referral", referral.uid))

    @staticmethod
    def _told(work: Work, letter: Letter, case: CaseFile) -> Outcome[LetterRow]:
        work.session.flush()
        work.changed(("letter", letter.uid), ("case", case.uid))
        row = work.session.execute(_rows().where(Letter.id == letter.id)).one()
        return Outcome(_row(*row), work.changes)


def _load(work: Work, uid: str) -> tuple[Letter, CaseFile]:
    letter = work.session.execute(select(Letter).where(Letter.uid == uid)).scalar_one_or_none()
    if letter is None or letter.case_id is None:
        raise NotFoundError("Surat ini tidak ditemukan. Muat ulang daftar surat.")
    return letter, work.session.get_one(CaseFile, letter.case_id)


def stored_letter(office: Office, session: Session, letter: Letter, case: CaseFile) -> StoredLetter:
    """Return the frozen bytes of an issued letter.

    Raises:
        NotFoundError: it has no stored file.
        EnvironmentProblem: the file is missing or damaged.
    """
    attachment = (
        session.get(Attachment, letter.attachment_id) if letter.attachment_id is not None else None
    )
    if attachment is None:
        raise NotFoundError("Berkas surat ini tidak tersimpan di data ini.")
    return StoredLetter(
        letter_uid=letter.uid,
        number=letter.number,
        file_name=f"{case.code}-surat.pdf",
        pdf=office.files.read(attachment),
        sha256=attachment.sha256,
        handed_over=letter.state == LetterState.HANDED_OVER,
    )


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(Letter, CaseFile.uid, CaseFile.code, Referral.uid)
        .join(CaseFile, CaseFile.id == Letter.case_id)
        .outerjoin(Referral, Referral.letter_id == Letter.id)
    )


def _row(letter: Letter, case_uid: str, case_code: str, referral_uid: str | None) -> LetterRow:
    return LetterRow(
        uid=letter.uid,
        number=letter.number,
        letter_date=letter.letter_date,
        direction=letter.direction,
        kind=letter.kind,
        state=letter.state,
        receiver=letter.receiver,
        subject=letter.subject,
        case_uid=case_uid,
        case_code=case_code,
        referral_uid=referral_uid,
        handed_at=letter.handed_at,
        handed_to=letter.handed_to,
        void_reason=letter.void_reason,
    )
