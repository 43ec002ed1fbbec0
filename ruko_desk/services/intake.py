"""Terima tamu: a contact, a place in the queue, and a case, in one transaction."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseEvent, CaseFile, CaseParty
from ruko_desk.db.tables.desk import Contact, QueueEntry
from ruko_desk.db.tables.people import Person, SafeContactRule
from ruko_desk.domain.codes import CaseStatus, ConsentAnswer, ConsentPurpose, RiskLevel, Role
from ruko_desk.domain.dto.desk import (
    ConsentAnswerInput,
    IntakeCard,
    IntakeResult,
    MatchQuery,
    MatchRow,
    SafeContactInput,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import NotFoundError
from ruko_desk.services import matching
from ruko_desk.services.case_numbers import take_number
from ruko_desk.services.case_scope import FACTS, admit, writing
from ruko_desk.services.consents import add_answers
from ruko_desk.services.indexing import index_case
from ruko_desk.services.intake_card import CheckedCard, check_card
from ruko_desk.services.office import WRITE, Office
from ruko_desk.services.people import join_codes, split_codes
from ruko_desk.services.queue import add_to_queue, entry_of, number_of

SURVIVOR = "penyintas"
_SERVICES = "layanan_sesi"


class Intake:
    """What the desk does in the first minute with a guest."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def matches(self, actor: Actor, query: MatchQuery) -> tuple[MatchRow, ...]:
        """Return cases of people who may be this guest, best first, each with its reasons.

        Raises:
            NotAllowedError: the actor takes in no guests.
        """
        self._office.require(actor, FACTS, WRITE)
        with self._office.database.read() as session:
            return matching.find_matches(self._office, session, query)

    def receive(self, actor: Actor, card: IntakeCard) -> Outcome[IntakeResult]:
        """Save an intake card; the same `request_uid` again returns the first result.

        Raises:
            NotAllowedError: the actor takes in no guests.
            FieldErrors: something on the card is missing or cannot be, by field name.
            NotFoundError: the waiting contact or the known case is gone.
        """
        self._office.require(actor, FACTS, WRITE)
        with writing(self._office, actor) as work:
            earlier = _earlier(work.session, card)
            if earlier is not None:
                return Outcome(_result(work.session, earlier), work.changes)
            checked = check_card(self._office.codes, card)
            day = today(self._office.clock)
            contact = self._contact(work, actor, checked)
            case = self._case(work, actor, checked, contact, day)
            contact.outcome = _outcome(checked.card, case)
            contact.case_id = case.id if case else None
            self._queue(work, checked.card, contact, case, day)
            work.audit("terima tamu", "contact", contact.uid, hasil=contact.outcome)
            work.changed(("contact", contact.uid), ("queue", ""))
            result = _result(work.session, contact)
        return Outcome(result, work.changes)

    def emergency(self, actor: Actor) -> Outcome[IntakeResult]:
        """Put a guest first in the queue at once; her card is completed later.

        Raises:
            NotAllowedError: the actor takes in no guests.
        """
        self._office.require(actor, FACTS, WRITE)
        with writing(self._office, actor) as work:
            contact = Contact(
                channel="datang_langsung",
                received_at=work.clock.now(),
                received_by_id=actor.id,
                emergency=True,
                outcome="antrean",
            )
            work.session.add(contact)
            work.session.flush()
            add_to_queue(work, contact, None, services="", day=today(self._office.clock))
            work.audit("keadaan darurat", "contact", contact.uid)
            work.changed(("contact", contact.uid), ("queue", ""))
            result = _result(work.session, contact)
        return Outcome(result, work.changes)

    def contact(self, actor: Actor, contact_uid: str) -> IntakeCard:
        """Return the card of a contact as far as it was filled in.

        Raises:
            NotAllowedError: the actor takes in no guests.
            NotFoundError: there is no such contact.
        """
        self._office.require(actor, FACTS, WRITE)
        with self._office.database.read() as session:
            contact = _load(session, contact_uid)
            case = session.get(CaseFile, contact.case_id) if contact.case_id else None
            return IntakeCard(
                call_name=contact.call_name,
                description=contact.description,
                age=contact.stated_age,
                visitor=contact.visitor or None,
                arrival=contact.arrival or None,
                needs=split_codes(contact.needs),
                channel=contact.channel,
                waits_safely=contact.waits_safely,
                emergency=contact.emergency,
                to_queue=entry_of(session, contact.id) is not None,
                safe_contact=SafeContactInput(
                    phone=contact.safe_phone,
                    hours=contact.safe_hours,
                    may_name_house=contact.may_name_house,
                    must_not_know=contact.must_not_know,
                ),
                consents=tuple(
                    ConsentAnswerInput(purpose=purpose, answer=answer)
                    for purpose, answer in contact.consents.items()
                ),
                known_case_uid=case.uid if case else None,
                contact_uid=contact.uid,
            )

    def _contact(self, work: Work, actor: Actor, checked: CheckedCard) -> Contact:
        card = checked.card
        if card.contact_uid:
            contact = _load(work.session, card.contact_uid)
        else:
            contact = Contact(received_at=work.clock.now(), received_by_id=actor.id)
            work.session.add(contact)
        contact.request_uid = card.request_uid or contact.request_uid
        contact.channel = card.channel
        contact.call_name = card.call_name
        contact.description = card.description
        contact.stated_age = card.age
        contact.visitor = card.visitor or ""
        contact.arrival = card.arrival or ""
        contact.needs = join_codes(card.needs)
        contact.waits_safely = card.waits_safely
        contact.emergency = card.emergency or bool(contact.emergency)
        contact.safe_phone = checked.phone
        contact.safe_hours = card.safe_contact.hours
        contact.may_name_house = card.safe_contact.may_name_house
        contact.must_not_know = card.safe_contact.must_not_know
        contact.consents = {given.purpose: given.answer for given in card.consents}
        work.session.flush()
        return contact

    def _case(
        self, work: Work, actor: Actor, checked: CheckedCard, contact: Contact, day: date
    ) -> CaseFile | None:
        if checked.card.known_case_uid:
            case = self._office.case(work.session, checked.card.known_case_uid)
            admit(self._office, work.session, actor, case, "tamu datang lagi")
            _come_again(work, case, contact, day)
        elif checked.card.open_case:
            case = self._open_case(work, actor, checked, contact, day)
        else:
            return None
        person = work.session.get_one(Person, case.client_id)
        add_answers(
            work,
            actor,
            case,
            person,
            {
                ConsentPurpose(given.purpose): ConsentAnswer(given.answer)
                for given in checked.card.consents
            },
            visitor=contact.visitor,
        )
        _keep_safe_contact(work.session, person, contact)
        index_case(work.session, case.id)
        work.changed(("case", case.uid))
        return case

    def _open_case(
        self, work: Work, actor: Actor, checked: CheckedCard, contact: Contact, day: date
    ) -> CaseFile:
        client = Person(
            call_name=contact.call_name,
            description=contact.description,
            sex=checked.hints.sex,
            stated_age=contact.stated_age,
            stated_on=None if contact.stated_age is None else day,
        )
        work.session.add(client)
        work.session.flush()
        sessions = {code.code for code in self._office.codes.get(_SERVICES)}
        code, number = take_number(work.session, day)
        case = CaseFile(
            code=code,
            year=day.year,
            seq=number,
            case_kind=checked.hints.case_kind,
            status=CaseStatus.NEW,
            risk=RiskLevel.EMERGENCY if contact.emergency else RiskLevel.UNRATED,
            channel=contact.channel,
            services=join_codes(need for need in checked.card.needs if need in sessions),
            opened_on=day,
            opened_at=work.clock.now(),
            opened_by_id=actor.id,
            owner_id=actor.id if Role.COMPANION in actor.roles else None,
            client_id=client.id,
            last_activity=day,
        )
        work.session.add(case)
        work.session.flush()
        work.session.add_all(
            [
                CaseParty(case_id=case.id, person_id=client.id, role=SURVIVOR),
                SafeContactRule(person_id=client.id),
            ]
        )
        work.session.flush()
        work.audit("buat kasus", "case", case.uid)
        return case

    def _queue(
        self, work: Work, card: IntakeCard, contact: Contact, case: CaseFile | None, day: date
    ) -> None:
        entry = entry_of(work.session, contact.id)
        if entry is not None:
            entry.case_id = case.id if case else None
            entry.services = contact.needs
            entry.emergency = contact.emergency
        elif card.to_queue:
            add_to_queue(work, contact, case, services=contact.needs, day=day)


def _earlier(session: Session, card: IntakeCard) -> Contact | None:
    """Return the contact that this card already became.

    Either the button was pressed twice, or two officers completed the same guest.
    """
    if card.request_uid:
        found = session.execute(
            select(Contact).where(Contact.request_uid == card.request_uid)
        ).scalar_one_or_none()
        if found is not None:
            return found
    if not card.contact_uid:
        return None
    contact = _load(session, card.contact_uid)
    return contact if contact.case_id is not None else None


def _load(session: Session, uid: str) -> Contact:
    found = session.execute(select(Contact).where(Contact.uid == uid)).scalar_one_or_none()
    if found is None:
        raise NotFoundError("Tamu ini tidak ditemukan. Muat ulang antrean, lalu coba lagi.")
    return found


def _come_again(work: Work, case: CaseFile, contact: Contact, day: date) -> None:
    case.last_activity = day
    text = "Datang lagi" if contact.channel == "datang_langsung" else "Menghubungi lagi"
    work.session.add(
        CaseEvent(case_id=case.id, happened_at=work.clock.now(), kind="kontak", text=text)
    )
    if contact.emergency and case.risk != RiskLevel.EMERGENCY:
        case.risk = RiskLevel.EMERGENCY
        work.session.add(
            CaseEvent(
                case_id=case.id,
                happened_at=work.clock.now(),
                kind="risiko",
                text="Keadaan darurat ditandai di meja depan",
            )
        )
    work.session.flush()
    work.audit("tamu datang lagi", "case", case.uid)


def _keep_safe_contact(session: Session, person: Person, contact: Contact) -> None:
    """What she said today counts; what she was not asked stays as it was."""
    rule = session.execute(
        select(SafeContactRule).where(SafeContactRule.person_id == person.id)
    ).scalar_one_or_none()
    if rule is None:
        rule = SafeContactRule(person_id=person.id)
        session.add(rule)
    rule.phone = contact.safe_phone or rule.phone or ""
    rule.hours = contact.safe_hours or rule.hours or ""
    rule.must_not_know = contact.must_not_know or rule.must_not_know or ""
    if contact.may_name_house is not None:
        rule.may_name_house = contact.may_name_house


def _outcome(card: IntakeCard, case: CaseFile | None) -> str:
    if case is not None:
        return "kasus_lama" if card.known_case_uid else "kasus"
    return "antrean" if card.to_queue else "dicatat"


def _result(session: Session, contact: Contact) -> IntakeResult:
    entry: QueueEntry | None = entry_of(session, contact.id)
    case = session.get(CaseFile, contact.case_id) if contact.case_id else None
    client = session.get(Person, case.client_id) if case else None
    return IntakeResult(
        contact_uid=contact.uid,
        queue_number=number_of(entry.seq) if entry else None,
        case_uid=case.uid if case else None,
        case_code=case.code if case else None,
        client_uid=client.uid if client else None,
    )
