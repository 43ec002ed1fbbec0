"""The whole case as one user may see it: header, sections, appointments, letters, timeline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.cases import (
    CaseFile,
    CaseParty,
    Incident,
    IncidentForm,
    PartyRelation,
)
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.letters import Letter, Partner, Referral
from ruko_desk.db.tables.people import Person, SafeContactRule
from ruko_desk.db.tables.schedule import Appointment, ProviderRecord, SessionKindRecord
from ruko_desk.domain.codes import ConsentPurpose
from ruko_desk.domain.consent import live_purposes
from ruko_desk.domain.dates import PartialDate
from ruko_desk.domain.dto.cases import (
    Address,
    AllegedPerpetratorView,
    CaseAppointment,
    CaseDetail,
    CaseHeader,
    IncidentView,
    LetterRow,
    PersonView,
    SafeContact,
)
from ruko_desk.domain.nik import Nik, nik_warnings
from ruko_desk.errors import UserError
from ruko_desk.services import consents
from ruko_desk.services.case_scope import FACTS, IDENTITY, LIMITED, NARRATIVE, Reach
from ruko_desk.services.case_timeline import timeline
from ruko_desk.services.office import READ, WRITE, Office
from ruko_desk.services.people import age_on, initials_of, split_codes

_PERPETRATOR, _CHILD = "terlapor", "anak"
_FULL = "lengkap"
_EMPTY = "kosong"
_STARTED = "diisi"


def read_case(office: Office, session: Session, case: CaseFile, reach: Reach) -> CaseDetail:
    """Put the case together; sections the actor may not see are None."""
    day = today(office.clock)
    person = session.get_one(Person, case.client_id)
    rule = session.execute(
        select(SafeContactRule).where(SafeContactRule.person_id == person.id)
    ).scalar_one_or_none()
    client = _person(office, session, person, case, day)
    safe = _safe_contact(rule)
    facts = reach.may(FACTS, READ)
    incidents = _incidents(session, case, narrative=reach.may(NARRATIVE, READ)) if facts else None
    perpetrators = _perpetrators(session, case) if facts else None
    answers = consents.views(session, case.id)
    appointments = _appointments(session, case)
    letters = case_letters(session, case)
    return CaseDetail(
        header=_header(office, session, case, person, safe, day),
        client=client,
        safe_contact=safe,
        incidents=incidents,
        perpetrators=perpetrators,
        consents=answers,
        appointments=appointments,
        letters=letters,
        timeline=timeline(session, case, appointments),
        sections=_sections(client, safe, incidents, perpetrators, bool(answers)),
        may_edit=_may_edit(reach),
    )


def _may_edit(reach: Reach) -> frozenset[str]:
    editable = set()
    if reach.may(IDENTITY, WRITE):
        editable |= {"identitas", "kontak_aman", "persetujuan"}
    if reach.may(FACTS, WRITE):
        editable |= {"kejadian", "terlapor"}
    if reach.may(NARRATIVE, WRITE):
        editable.add("kronologi")
    if reach.may(IDENTITY, WRITE) or reach.may(LIMITED, WRITE):
        editable |= {"risiko", "status"}
    return frozenset(editable)


def _header(
    office: Office, session: Session, case: CaseFile, person: Person, safe: SafeContact, day: date
) -> CaseHeader:
    owner = session.get(User, case.owner_id) if case.owner_id else None
    children = session.execute(
        select(func.count())
        .select_from(CaseParty)
        .where(CaseParty.case_id == case.id, CaseParty.role == _CHILD)
    ).scalar_one()
    shared = live_purposes(consents.records(session, case.id), day)
    hidden = {ConsentPurpose.SERVICE, ConsentPurpose.STATISTICS}
    return CaseHeader(
        uid=case.uid,
        version=case.version,
        code=case.code,
        initials=initials_of(person.call_name or "", person.full_name or ""),
        sex=person.sex or "",
        age=age_on(day, person.birth or "", person.stated_age, person.stated_on),
        case_kind=case.case_kind,
        status=case.status,
        risk=case.risk or "",
        children=children,
        district=office.regions.name(case.district) if case.district else "",
        owner=owner.display_name if owner else "",
        safe_contact_line=safe_contact_line(safe),
        sharing=tuple(purpose.value for purpose in shared if purpose not in hidden),
        opened_on=case.opened_on,
        channel=case.channel,
    )


def safe_contact_line(safe: SafeContact) -> str:
    """Return the rule in a line for the header; the number itself stands in the section only."""
    parts = [safe.hours] if safe.hours else []
    if safe.may_name_house is False:
        parts.append("jangan sebut lembaga")
    if safe.must_not_know:
        parts.append("ada yang tidak boleh tahu")
    if not safe.phone:
        return "Belum ada telepon aman" + (f": {', '.join(parts)}" if parts else "")
    return f"Telepon aman: {', '.join(parts)}" if parts else "Telepon aman: kapan saja"


def _person(
    office: Office, session: Session, person: Person, case: CaseFile, day: date
) -> PersonView:
    return PersonView(
        uid=person.uid,
        version=person.version,
        call_name=person.call_name or "",
        full_name=person.full_name or "",
        alias=person.alias or "",
        description=person.description or "",
        sex=person.sex or "",
        birth_place=person.birth_place or "",
        birth=person.birth or "",
        stated_age=person.stated_age,
        stated_on=person.stated_on,
        age=age_on(day, person.birth or "", person.stated_age, person.stated_on),
        nik=person.nik or "",
        family_card=person.family_card or "",
        papers_seen=split_codes(person.papers_seen or ""),
        identity_address=Address(
            street=person.ktp_street or "",
            rt=person.ktp_rt or "",
            rw=person.ktp_rw or "",
            region_code=person.ktp_region or "",
        ),
        home_address=Address(
            street=person.home_street or "",
            rt=person.home_rt or "",
            rw=person.home_rw or "",
            region_code=person.home_region or "",
        ),
        phone=person.phone or "",
        education=person.education or "",
        occupation=person.occupation or "",
        marital=person.marital or "",
        religion=person.religion or "",
        nationality=person.nationality or "",
        disability=person.disability or "",
        accommodation=person.accommodation or "",
        counsellor_sex=person.counsellor_sex or "",
        warnings=_warnings(office, session, person, case),
    )


def _warnings(office: Office, session: Session, person: Person, case: CaseFile) -> tuple[str, ...]:
    """Compare the NIK with birth date, sex and other people; never more than a warning."""
    if not person.nik:
        return ()
    try:
        nik = Nik.parse(person.nik)
    except UserError as error:
        return (error.message,)
    birth = PartialDate.from_iso(person.birth) if person.birth else None
    found = list(nik_warnings(nik, birth, person.sex, office.regions.knows_area))
    other = session.execute(
        select(CaseFile.code)
        .join(Person, Person.id == CaseFile.client_id)
        .where(Person.nik == person.nik, Person.id != person.id, CaseFile.id != case.id)
        .limit(1)
    ).scalar_one_or_none()
    if other is not None:
        found.append(f"NIK ini sudah ada pada {other}. Mungkin orang yang sama?")
    return tuple(found)


def _safe_contact(rule: SafeContactRule | None) -> SafeContact:
    if rule is None:
        return SafeContact(version=0)
    return SafeContact(
        version=rule.version,
        phone=rule.phone or "",
        hours=rule.hours or "",
        may_name_house=rule.may_name_house,
        must_not_know=rule.must_not_know or "",
    )


def _incidents(session: Session, case: CaseFile, *, narrative: bool) -> tuple[IncidentView, ...]:
    forms: dict[int, list[tuple[str, bool]]] = {}
    for incident, form, is_main in session.execute(
        select(IncidentForm.incident_id, IncidentForm.form, IncidentForm.is_main)
        .join(Incident, Incident.id == IncidentForm.incident_id)
        .where(Incident.case_id == case.id)
        .order_by(IncidentForm.is_main.desc(), IncidentForm.form)
    ):
        forms.setdefault(incident, []).append((form, is_main))
    rows = session.execute(
        select(Incident).where(Incident.case_id == case.id).order_by(Incident.id)
    ).scalars()
    return tuple(
        IncidentView(
            uid=row.uid,
            version=row.version,
            date=row.happened or "",
            time_of_day=row.time_of_day,
            place_kind=row.place_kind or "",
            address=Address(
                street=row.place_street or "",
                rt=row.place_rt or "",
                rw=row.place_rw or "",
                region_code=row.place_region or "",
            ),
            narrative=(row.narrative or "") if narrative else None,
            forms=tuple(form for form, _ in forms.get(row.id, [])),
            main_form=next((form for form, main in forms.get(row.id, []) if main), ""),
            local_kind=row.local_kind or "",
            domestic=bool(row.domestic),
            weapon=row.weapon or "",
            is_main=row.is_main,
        )
        for row in rows
    )


def _perpetrators(session: Session, case: CaseFile) -> tuple[AllegedPerpetratorView, ...]:
    rows = session.execute(
        select(CaseParty.uid, CaseParty.version, Person, PartyRelation.relation)
        .join(Person, Person.id == CaseParty.person_id)
        .outerjoin(PartyRelation, PartyRelation.perpetrator_id == CaseParty.id)
        .where(CaseParty.case_id == case.id, CaseParty.role == _PERPETRATOR)
        .order_by(CaseParty.id)
    )
    return tuple(
        AllegedPerpetratorView(
            uid=uid,
            version=person.version,
            name=person.full_name or "",
            sex=person.sex or "",
            stated_age=person.stated_age,
            relation=relation or "",
            occupation=person.occupation or "",
            phone=person.phone or "",
            address=Address(
                street=person.home_street or "",
                rt=person.home_rt or "",
                rw=person.home_rw or "",
                region_code=person.home_region or "",
            ),
            description=person.description or "",
        )
        for uid, _version, person, relation in rows
    )


def _appointments(session: Session, case: CaseFile) -> tuple[CaseAppointment, ...]:
    rows = session.execute(
        select(Appointment, SessionKindRecord.label, ProviderRecord.name)
        .join(ProviderRecord, ProviderRecord.id == Appointment.provider_id)
        .outerjoin(SessionKindRecord, SessionKindRecord.code == Appointment.kind)
        .where(Appointment.case_id == case.id)
        .order_by(Appointment.start_at.desc())
    )
    return tuple(
        CaseAppointment(
            uid=row.uid,
            version=row.version,
            start=row.start_at,
            end=row.end_at,
            service=row.service,
            kind_label=label or row.kind,
            provider_name=provider,
            state=row.state,
        )
        for row, label, provider in rows
    )


def case_letters(session: Session, case: CaseFile) -> tuple[LetterRow, ...]:
    """Return letters and drafts of referrals of a case, newest first."""
    rows = session.execute(
        select(Referral, Partner.name, Letter)
        .outerjoin(Partner, Partner.id == Referral.partner_id)
        .outerjoin(Letter, Letter.id == Referral.letter_id)
        .where(Referral.case_id == case.id)
        .order_by(Referral.id.desc())
    )
    return tuple(_letter_row(case, *row) for row in rows)


def _letter_row(
    case: CaseFile, referral: Referral, partner: str | None, letter: Letter | None
) -> LetterRow:
    row = LetterRow(
        uid="",
        number="",
        letter_date=None,
        direction="keluar",
        kind="rujukan",
        state=referral.state,
        receiver=partner or "",
        subject="",
        case_uid=case.uid,
        case_code=case.code,
        referral_uid=referral.uid,
    )
    if letter is None:
        return row
    return replace(
        row,
        uid=letter.uid,
        number=letter.number,
        letter_date=letter.letter_date,
        receiver=letter.receiver,
        subject=letter.subject,
        handed_at=letter.handed_at,
        handed_to=letter.handed_to,
        void_reason=letter.void_reason,
    )


def _sections(
    client: PersonView,
    safe: SafeContact,
    incidents: tuple[IncidentView, ...] | None,
    perpetrators: tuple[AllegedPerpetratorView, ...] | None,
    answered: bool,
) -> tuple[tuple[str, str], ...]:
    identity = [client.full_name, client.sex, client.birth or client.stated_age, client.nik]
    known = sum(bool(value) for value in identity)
    states = [
        ("identitas", _FULL if known == len(identity) else _STARTED if known else _EMPTY),
        ("kontak_aman", _FULL if safe.phone or safe.hours or safe.must_not_know else _EMPTY),
    ]
    if incidents is not None:
        full = any(one.forms and one.date for one in incidents)
        states.append(("kejadian", _FULL if full else _STARTED if incidents else _EMPTY))
    if perpetrators is not None:
        full = any(one.relation for one in perpetrators)
        states.append(("terlapor", _FULL if full else _STARTED if perpetrators else _EMPTY))
    states.append(("persetujuan", _FULL if answered else _EMPTY))
    return tuple(states)
