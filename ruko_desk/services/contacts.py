"""Contacts before cases: calls, messages and questions noted, whether or not a case follows."""

from __future__ import annotations

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.desk import Contact
from ruko_desk.db.tables.house import User
from ruko_desk.domain.dto.contacts import ContactFilter, ContactRow, LogContact
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors
from ruko_desk.services.care_read import CARE
from ruko_desk.services.care_rows import LATER_THAN_TODAY, LONG
from ruko_desk.services.case_scope import FACTS, IDENTITY, RefusedError, admit, reading, writing
from ruko_desk.services.case_timeline import OUTGOING
from ruko_desk.services.desk_rights import visible_cases
from ruko_desk.services.office import READ, WRITE, Office
from ruko_desk.services.person_form import CHOOSE, NAME_LENGTH, check_code, check_text

IN = "masuk"
POINTED = "diarahkan"
_MOST = 200
_OUTCOMES = {
    IN: frozenset({"dicatat", "dijawab", POINTED, "kasus_lama"}),
    OUTGOING: frozenset({"tersambung", "titip_pesan", "tidak_tersambung"}),
}
_ANSWERED = frozenset({"tersambung", "titip_pesan"})


class Contacts:
    """The book of contacts."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, actor: Actor, wanted: ContactFilter) -> tuple[ContactRow, ...]:
        """Return one page of contacts, newest first.

        Those of a case are shown to whoever may see the case; those without one to whoever takes
        guests in or runs the house.

        Raises:
            NotAllowedError: the actor sees no clients.
        """
        self._office.require(actor, IDENTITY, READ)
        limit = min(max(wanted.limit, 1), _MOST)
        with reading(self._office, actor) as session:
            loose = self._sees_loose(actor)
            cases = select(CaseFile.id).where(visible_cases(self._office, session, actor))
            of_cases = Contact.case_id.in_(cases)
            seen = or_(Contact.case_id.is_(None), of_cases) if loose else of_cases
            query = _ROWS.where(seen).order_by(Contact.received_at.desc(), Contact.id.desc())
            if wanted.without_case:
                query = query.where(Contact.case_id.is_(None))
            if wanted.direction:
                query = query.where(Contact.direction == wanted.direction)
            last = _find(session, wanted.before_uid)
            if last is not None:
                query = query.where(
                    or_(
                        Contact.received_at < last.received_at,
                        and_(Contact.received_at == last.received_at, Contact.id < last.id),
                    )
                )
            return tuple(
                _row(contact, *more) for contact, *more in session.execute(query.limit(limit))
            )

    def of_case(self, actor: Actor, case_uid: str) -> tuple[ContactRow, ...]:
        """Return the contacts of a case, newest first.

        Raises:
            NotFoundError: there is no such case.
            NotAllowedError: she may not open it, or has to give a reason first.
        """
        with reading(self._office, actor) as session:
            case = self._office.case(session, case_uid)
            admit(self._office, session, actor, case)
            query = _ROWS.where(Contact.case_id == case.id).order_by(
                Contact.received_at.desc(), Contact.id.desc()
            )
            return tuple(_row(contact, *more) for contact, *more in session.execute(query))

    def log(self, actor: Actor, data: LogContact) -> Outcome[ContactRow]:
        """Note a contact.

        Raises:
            FieldErrors: by the names of the command's fields.
            NotFoundError: there is no such case.
            NotAllowedError: she takes no guests in, or may not write in this case.
        """
        with writing(self._office, actor) as work:
            earlier = _earlier(work.session, data.request_uid)
            if earlier is None:
                case = self._case(work, actor, data.case_uid)
                earlier = Contact(**self._check(work, data), received_by_id=actor.id)
                earlier.case_id = case.id if case else None
                work.session.add(earlier)
                work.session.flush()
                if case is not None:
                    case.last_activity = today(work.clock)
                    work.changed(("case", case.uid))
                work.audit("catat kontak", "contact", earlier.uid, hasil=earlier.outcome)
                work.changed(("contact", earlier.uid))
            contact, *more = work.session.execute(_ROWS.where(Contact.id == earlier.id)).one()
            row = _row(contact, *more)
        return Outcome(row, work.changes)

    def _sees_loose(self, actor: Actor) -> bool:
        grant = self._office.may(actor, FACTS, WRITE)
        everything = self._office.may(actor, IDENTITY, READ)
        return grant is not None or (everything is not None and everything.covers())

    def _case(self, work: Work, actor: Actor, uid: str) -> CaseFile | None:
        if not uid:
            if self._office.may(actor, FACTS, WRITE) is None:
                raise RefusedError(FACTS, WRITE)
            return None
        case = self._office.case(work.session, uid)
        reach = admit(self._office, work.session, actor, case)
        if not (reach.may(CARE, WRITE) or reach.may(IDENTITY, WRITE)):
            raise RefusedError(CARE, WRITE, case.uid)
        return case

    def _check(self, work: Work, data: LogContact) -> dict[str, object]:
        wrong: dict[str, str] = {}
        codes, now = self._office.codes, work.clock.now()
        if data.direction not in _OUTCOMES:
            wrong["direction"] = CHOOSE
        elif data.outcome not in _OUTCOMES[data.direction]:
            wrong["outcome"] = "Pilih hasil kontak ini"
        for name, listed, needed in (
            ("channel", "saluran", True),
            ("purpose", "tujuan_kontak", True),
            ("answered_by", "penjawab", data.outcome in _ANSWERED),
        ):
            code = check_code(codes, wrong, name, listed, getattr(data, name))
            if needed and not code:
                wrong[name] = CHOOSE
        if data.at is not None and data.at > now:
            wrong["at"] = LATER_THAN_TODAY
        pointed_to = check_text(wrong, "pointed_to", data.pointed_to, NAME_LENGTH)
        if data.outcome == POINTED and not pointed_to:
            wrong["pointed_to"] = "Tulis ke layanan mana tamu diarahkan"
        if data.outcome == "kasus_lama" and not data.case_uid:
            wrong["outcome"] = "Buka kasusnya dahulu, lalu catat kontak di sana"
        call_name = check_text(wrong, "call_name", data.call_name, NAME_LENGTH)
        note = check_text(wrong, "note", data.note, LONG)
        if wrong:
            raise FieldErrors(wrong)
        return {
            "request_uid": data.request_uid or None,
            "direction": data.direction,
            "channel": data.channel,
            "purpose": data.purpose,
            "received_at": data.at or now,
            "call_name": call_name,
            "answered_by": data.answered_by,
            "outcome": data.outcome,
            "pointed_to": pointed_to,
            "note": note,
        }


_ROWS = (
    select(Contact, User.display_name, CaseFile.uid, CaseFile.code)
    .outerjoin(User, User.id == Contact.received_by_id)
    .outerjoin(CaseFile, CaseFile.id == Contact.case_id)
)


def _row(contact: Contact, by: str | None, case_uid: str | None, code: str | None) -> ContactRow:
    """Return a row; columns that are closed for the reader come out empty."""
    return ContactRow(
        uid=contact.uid,
        at=contact.received_at,
        by=by or "",
        direction=contact.direction,
        channel=contact.channel,
        purpose=contact.purpose or "",
        caller=contact.call_name or contact.description or "",
        answered_by=contact.answered_by or "",
        outcome=contact.outcome,
        pointed_to=contact.pointed_to or "",
        note=contact.note or "",
        case_uid=case_uid or "",
        case_code=code or "",
    )


def _find(session: Session, uid: str) -> Contact | None:
    if not uid:
        return None
    return session.execute(select(Contact).where(Contact.uid == uid)).scalar_one_or_none()


def _earlier(session: Session, request_uid: str) -> Contact | None:
    if not request_uid:
        return None
    query = select(Contact).where(Contact.request_uid == request_uid)
    return session.execute(query).scalar_one_or_none()
