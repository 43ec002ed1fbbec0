"""The whole case as one user may see it: header, sections, appointments, letters, timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.cases import CaseFile, CaseParty, Consent
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.letters import Letter, Partner, Referral
from ruko_desk.db.tables.people import Person, SafeContactRule
from ruko_desk.db.tables.schedule import Appointment, ProviderRecord, SessionKindRecord
from ruko_desk.domain.codes import ConsentPurpose
from ruko_desk.domain.consent import NOT_SHARING, live_purposes
from ruko_desk.domain.dto.cases import (
    AllegedPerpetratorView,
    CaseAppointment,
    CaseDetail,
    CaseHeader,
    IncidentView,
    LetterRow,
    PersonView,
    SafeContact,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.case_scope import CLOSING, FACTS, IDENTITY, LIMITED, NARRATIVE, Reach
from ruko_desk.services.case_timeline import timeline
from ruko_desk.services.closing import waiting_request
from ruko_desk.services.consents import as_record, consent_rows, consent_view
from ruko_desk.services.incidents import has_untold, incident_views, may_tell_story
from ruko_desk.services.office import READ, WRITE, Office, is_manager
from ruko_desk.services.people import initials_of
from ruko_desk.services.perpetrators import perpetrator_views
from ruko_desk.services.person_form import person_view

FULL, STARTED, EMPTY = "lengkap", "diisi", "kosong"
_CHILD = "anak"
_NEXT_DATE = "next_date"


def read_case(
    office: Office, session: Session, actor: Actor, case: CaseFile, reach: Reach
) -> CaseDetail:
    """Put the case together; sections the actor may not see are None or left out."""
    day = today(office.clock)
    person = session.get_one(Person, case.client_id)
    rule = session.execute(
        select(SafeContactRule).where(SafeContactRule.person_id == person.id)
    ).scalar_one_or_none()
    client = person_view(office, session, person, day)
    safe = _safe_contact(rule)
    incidents = perpetrators = None
    if reach.may(FACTS, READ):
        told = reach.may(NARRATIVE, READ)
        incidents = incident_views(session, case.id, with_narrative=told)
        perpetrators = perpetrator_views(session, case.id)
    answers = consent_rows(session, case.id)
    appointments = _appointments(session, case) if _sees_sessions(reach) else ()
    return CaseDetail(
        header=_header(office, session, case, client, safe, answers, day),
        client=client,
        safe_contact=safe,
        incidents=incidents,
        perpetrators=perpetrators,
        consents=tuple(consent_view(row) for row in answers),
        appointments=appointments,
        letters=_letters(session, case),
        timeline=timeline(office, session, case, answers, appointments),
        sections=_sections(client, safe, incidents, perpetrators, answers),
        may_edit=_may_edit(office, session, actor, case, reach),
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


def _sees_sessions(reach: Reach) -> bool:
    grant = reach.grant(LIMITED, READ)
    if grant is None:
        return False
    fields = grant.fields(reach.met)
    return fields is None or _NEXT_DATE in fields


def _may_edit(
    office: Office, session: Session, actor: Actor, case: CaseFile, reach: Reach
) -> frozenset[str]:
    """Return what the actor may change: sections, and acts on the case as a whole.

    The acts are `risiko`, `status`, `penugasan` and `penutupan`.
    """
    if office.database.read_only:
        return frozenset()
    editable: set[str] = set()
    if reach.may(IDENTITY, WRITE):
        editable |= {"identitas", "kontak_aman", "persetujuan"}
    if reach.may(FACTS, WRITE):
        editable |= {"kejadian", "terlapor"}
        told = "" if has_untold(session, case.id) else "ada"
        if may_tell_story(reach, case, told, today(office.clock)):
            editable.add("kronologi")
    if reach.may(FACTS, WRITE) or reach.may(LIMITED, WRITE):
        editable |= {"risiko", "status", "penugasan"}
    if is_manager(actor):
        editable |= {"status", "penugasan"}
    if reach.may(CLOSING, WRITE):
        editable.add(CLOSING)
    return frozenset(editable)


def _header(
    office: Office,
    session: Session,
    case: CaseFile,
    client: PersonView,
    safe: SafeContact,
    answers: Sequence[Consent],
    day: date,
) -> CaseHeader:
    owner = session.get(User, case.owner_id) if case.owner_id else None
    children = session.execute(
        select(func.count())
        .select_from(CaseParty)
        .where(CaseParty.case_id == case.id, CaseParty.role == _CHILD)
    ).scalar_one()
    shared = live_purposes([as_record(row) for row in answers], day)
    return CaseHeader(
        uid=case.uid,
        version=case.version,
        code=case.code,
        initials=initials_of(client.call_name, client.full_name),
        sex=client.sex,
        age=client.age,
        case_kind=case.case_kind,
        status=case.status,
        risk=case.risk,
        children=children,
        district=office.regions.name(case.district) if case.district else "",
        owner=owner.display_name if owner else "",
        owner_uid=owner.uid if owner else "",
        closing_uid=waiting_request(session, case.id),
        safe_contact_line=safe_contact_line(safe),
        sharing=tuple(purpose.value for purpose in shared if purpose not in NOT_SHARING),
        opened_on=case.opened_on,
        channel=case.channel,
    )


def _safe_contact(rule: SafeContactRule | None) -> SafeContact:
    if rule is None:
        return SafeContact(version=0)
    return SafeContact(
        version=rule.version,
        phone=rule.phone,
        hours=rule.hours,
        may_name_house=rule.may_name_house,
        must_not_know=rule.must_not_know,
    )


def _appointments(session: Session, case: CaseFile) -> tuple[CaseAppointment, ...]:
    rows = session.execute(
        select(
            Appointment.uid,
            Appointment.version,
            Appointment.start_at,
            Appointment.end_at,
            Appointment.service,
            Appointment.kind,
            Appointment.state,
            SessionKindRecord.label,
            ProviderRecord.name,
        )
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
            kind_label=row.label or row.kind,
            provider_name=row.name,
            state=row.state,
        )
        for row in rows
    )


def _letters(session: Session, case: CaseFile) -> tuple[LetterRow, ...]:
    """Return referrals with their letters, drafts too, newest first."""
    rows = session.execute(
        select(Referral, Letter, Partner.name)
        .outerjoin(Letter, Letter.id == Referral.letter_id)
        .outerjoin(Partner, Partner.id == Referral.partner_id)
        .where(Referral.case_id == case.id)
        .order_by(Referral.id.desc())
    )
    return tuple(_letter_row(case, *row) for row in rows)


def _letter_row(
    case: CaseFile, referral: Referral, letter: Letter | None, partner: str | None
) -> LetterRow:
    return LetterRow(
        uid=letter.uid if letter else "",
        number=letter.number if letter else "",
        letter_date=letter.letter_date if letter else None,
        direction=letter.direction if letter else "keluar",
        kind="rujukan",
        state=referral.state,
        receiver=letter.receiver if letter else partner or "",
        subject=letter.subject if letter else "",
        case_uid=case.uid,
        case_code=case.code,
        referral_uid=referral.uid,
        handed_at=letter.handed_at if letter else None,
        handed_to=letter.handed_to if letter else "",
        void_reason=letter.void_reason if letter else "",
    )


def _sections(
    client: PersonView,
    safe: SafeContact,
    incidents: tuple[IncidentView, ...] | None,
    perpetrators: tuple[AllegedPerpetratorView, ...] | None,
    answers: Sequence[Consent],
) -> tuple[tuple[str, str], ...]:
    """Return how far each section is filled; those that the actor may not see are left out."""
    identity = [client.full_name, client.sex, client.age is not None, client.nik]
    reach_her = [safe.phone, safe.hours, safe.may_name_house is not None]
    sections = [
        ("identitas", _state(identity)),
        ("kontak_aman", _state(reach_her)),
    ]
    if incidents is not None:
        told = [part for one in incidents for part in (one.date, one.forms)]
        sections.append(("kejadian", _state(told, begun=bool(incidents))))
    if perpetrators is not None:
        named = [one.relation for one in perpetrators]
        sections.append(("terlapor", _state(named, begun=bool(perpetrators))))
    asked = {row.purpose for row in answers}
    served = [ConsentPurpose.SERVICE in asked]
    sections.append(("persetujuan", _state(served, begun=bool(asked))))
    return tuple(sections)


def _state(values: Sequence[object], *, begun: bool = False) -> str:
    if values and all(values):
        return FULL
    return STARTED if begun or any(values) else EMPTY
