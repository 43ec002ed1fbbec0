"""Building the letter out of a referral: only what was ticked and what consent covers today."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.cases import CaseFile, Incident, IncidentForm
from ruko_desk.db.tables.letters import Partner
from ruko_desk.db.tables.people import Person, SafeContactRule
from ruko_desk.domain.codes import ConsentPurpose
from ruko_desk.domain.consent import ShareField, check_ticked, decide, live_purposes
from ruko_desk.domain.dates import PartialDate
from ruko_desk.domain.dto.referrals import LetterField, ReferralContent
from ruko_desk.domain.dto.settings import HouseSettings
from ruko_desk.domain.indonesian import day_text
from ruko_desk.domain.letter_texts import legal_bases
from ruko_desk.domain.letters import LetterClient, Letterhead, PaperSize, ReferralLetter, Signer
from ruko_desk.domain.phone import format_phone
from ruko_desk.errors import FieldErrors
from ruko_desk.services import consents
from ruko_desk.services.office import Office
from ruko_desk.services.people import birth_info, initials_of
from ruko_desk.services.settings import load_group

TEMPLATE = "rujukan-1"
NO_PARTNER = "Pilih mitra dahulu."
_ALWAYS = {ShareField.CODE, ShareField.AGE_SEX}
_URGENCY = {"biasa": "", "segera": "Segera", "amat_segera": "Amat Segera"}
_SECURITY = {
    "biasa": "Biasa",
    "terbatas": "Terbatas",
    "rahasia": "Rahasia",
    "sangat_rahasia": "Sangat Rahasia",
}
_CHECK_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """What an issued letter carries that a draft does not."""

    number: str
    day: date
    check_code: str


def letter_fields(
    office: Office, session: Session, case: CaseFile, partner: Partner | None
) -> tuple[LetterField, ...]:
    """Return every field with its value and, where it may not be ticked, the sentence why."""
    person = session.get_one(Person, case.client_id)
    values = _values(office, session, case, person)
    blocked = {field: NO_PARTNER for field in ShareField if field not in _ALWAYS}
    if partner is not None:
        records = consents.records(session, case.id)
        decisions = decide(records, partner.kind, today(office.clock))
        blocked = {one.field: one.blocked for one in decisions}
    return tuple(
        LetterField(
            code=field.value,
            label=office.codes.label("isian_surat", field.value),
            value=values[field],
            blocked=blocked.get(field, ""),
        )
        for field in ShareField
    )


def consent_line(office: Office, session: Session, case: CaseFile) -> str:
    """Return the line of the composer that tells what the client agreed to."""
    shared = _shared(office, session, case)
    if not shared:
        return "Belum ada persetujuan berbagi yang tercatat"
    return f"Sesuai persetujuan: {', '.join(shared)}"


def build_letter(
    office: Office,
    session: Session,
    case: CaseFile,
    partner: Partner | None,
    content: ReferralContent,
    numbered: Numbered | None = None,
) -> ReferralLetter:
    """Return the letter; what is not ticked is nowhere in it.

    Raises:
        UserError: `persetujuan`, a ticked field is not covered for this receiver.
        FieldErrors: no partner is chosen.
    """
    if partner is None:
        raise FieldErrors({"partner_uid": "Pilih mitra tujuan"})
    day = today(office.clock)
    ticked = {ShareField(code) for code in content.ticked}
    check_ticked(ticked, consents.records(session, case.id), partner.kind, day)
    person = session.get_one(Person, case.client_id)
    house = load_group(session, HouseSettings)
    values = _values(office, session, case, person)
    child = birth_info(person.birth or "", person.stated_age, person.stated_on).is_child_on(day)
    with_summary = ShareField.SUMMARY in ticked
    return ReferralLetter(
        letterhead=_letterhead(house),
        signer=Signer(
            title=house.signer_title,
            name=house.signer_name,
            rank=house.signer_rank,
            nip=house.signer_nip,
        ),
        paper=PaperSize(content.paper),
        draft=numbered is None,
        practice=office.practice,
        number=numbered.number if numbered else "",
        day=numbered.day if numbered else None,
        security=_SECURITY.get(content.security, "Rahasia"),
        urgency=_URGENCY.get(content.urgency, ""),
        subject="Rujukan Layanan",
        addressee=(partner.addressee or partner.name,),
        receiver_kind=partner.kind,
        receiver_name=partner.name,
        receiver_address=partner.address,
        receiver_phone=partner.phone,
        legal_bases=legal_bases(
            partner.kind,
            child=bool(child) and ShareField.AGE_SEX in ticked,
            shared_facts=_facts(session, case) if with_summary else (),
        ),
        register_code=case.code if ShareField.CODE in ticked else "",
        client=_client(person, ticked, values),
        reason=content.reason.strip(),
        summary=content.summary.strip() if with_summary else "",
        condition=content.condition.strip() if ShareField.RISK in ticked else "",
        services_given=content.services_given.strip(),
        services_asked=content.services_asked,
        companion_name=content.companion_name.strip(),
        companion_phone=content.companion_phone.strip(),
        consent=_consent_sentence(office, session, case),
        deadline=content.deadline,
        copies_to=content.copies_to,
        identity_annex=content.annex,
        reply_slip=content.reply_slip,
        client_copy=content.client_copy,
        neutral_client_copy=_neutral(session, case),
        check_code=numbered.check_code if numbered else "",
    )


def check_code(number: str, case_code: str) -> str:
    """Return the eight characters in the foot by which the register recognises a letter."""
    digest = hashlib.sha256(f"{number}|{case_code}".encode()).digest()
    return "".join(_CHECK_LETTERS[byte % len(_CHECK_LETTERS)] for byte in digest[:8])


def _letterhead(house: HouseSettings) -> Letterhead:
    return Letterhead(
        government=house.government_line,
        office=house.office_line or house.house_name,
        unit=house.unit_line,
        address=house.address,
        phone=house.phone,
        email=house.email,
        site=house.site,
        city=house.city,
        logo=house.logo_png,
    )


def _values(
    office: Office, session: Session, case: CaseFile, person: Person
) -> dict[ShareField, str]:
    """Return what each field would print, empty where nothing is known."""
    incident = session.execute(
        select(Incident.narrative)
        .where(Incident.case_id == case.id)
        .order_by(Incident.is_main.desc(), Incident.id)
        .limit(1)
    ).scalar_one_or_none()
    risk = case.risk or ""
    return {
        ShareField.CODE: f"{case.code} ({initials_of(person.call_name or '', person.full_name or '')})",
        ShareField.AGE_SEX: ", ".join(
            part for part in (_age_text(office, person), _sex(office, person)) if part
        ),
        ShareField.FULL_NAME: person.full_name or person.call_name or "",
        ShareField.NIK: person.nik or "",
        ShareField.ADDRESS: _address(office, person),
        ShareField.PHONE: _phone(session, person),
        ShareField.SUMMARY: (incident or "").strip(),
        ShareField.RISK: office.codes.label("risiko", risk) if risk else "",
    }


def _client(person: Person, ticked: set[ShareField], values: dict[ShareField, str]) -> LetterClient:
    def given(field: ShareField, value: str) -> str:
        return value if field in ticked else ""

    code, _, rest = values[ShareField.CODE].partition(" (")
    age, _, sex = values[ShareField.AGE_SEX].partition(", ")
    name = ShareField.FULL_NAME
    return LetterClient(
        code=given(ShareField.CODE, code),
        initials=given(ShareField.CODE, rest.rstrip(")")),
        age_text=given(ShareField.AGE_SEX, age),
        sex=given(ShareField.AGE_SEX, sex),
        full_name=given(name, values[name]),
        nik=given(ShareField.NIK, values[ShareField.NIK]),
        birth=given(ShareField.NIK, _birth(person)),
        address=given(ShareField.ADDRESS, values[ShareField.ADDRESS]),
        phone=given(ShareField.PHONE, values[ShareField.PHONE]),
    )


def _age_text(office: Office, person: Person) -> str:
    info = birth_info(person.birth or "", person.stated_age, person.stated_on)
    age = info.age_on(today(office.clock))
    return age.text() if age else "usia belum diketahui"


def _sex(office: Office, person: Person) -> str:
    return office.codes.label("jenis_kelamin", person.sex) if person.sex else ""


def _birth(person: Person) -> str:
    birth = PartialDate.from_iso(person.birth).text() if person.birth else ""
    return ", ".join(part for part in (person.birth_place or "", birth) if part)


def _address(office: Office, person: Person) -> str:
    parts = [person.home_street or ""]
    if person.home_rt or person.home_rw:
        parts.append(f"RT {person.home_rt or '-'}/RW {person.home_rw or '-'}")
    if person.home_region:
        parts.append(office.regions.label(person.home_region))
    return ", ".join(part for part in parts if part)


def _phone(session: Session, person: Person) -> str:
    """Return the safe number first; a number is never printed when only an unsafe one is known."""
    safe = session.execute(
        select(SafeContactRule.phone).where(SafeContactRule.person_id == person.id)
    ).scalar_one_or_none()
    return format_phone(safe) if safe else ""


def _neutral(session: Session, case: CaseFile) -> bool:
    """Tell whether the client's own sheet must not name the house: unless she said it may."""
    may_name = session.execute(
        select(SafeContactRule.may_name_house).where(SafeContactRule.person_id == case.client_id)
    ).scalar_one_or_none()
    return may_name is not True


def _facts(session: Session, case: CaseFile) -> tuple[str, ...]:
    """Return what happened as far as it decides which laws are cited."""
    facts = set(
        session.execute(
            select(IncidentForm.form)
            .join(Incident, Incident.id == IncidentForm.incident_id)
            .where(Incident.case_id == case.id)
        ).scalars()
    )
    domestic = session.execute(
        select(Incident.id).where(Incident.case_id == case.id, Incident.domestic.is_(True)).limit(1)
    ).first()
    return tuple(sorted(facts | ({"kdrt"} if domestic else set())))


def _shared(office: Office, session: Session, case: CaseFile) -> list[str]:
    live = live_purposes(consents.records(session, case.id), today(office.clock))
    hidden = {ConsentPurpose.SERVICE, ConsentPurpose.STATISTICS}
    return [
        office.codes.label("tujuan_persetujuan", purpose.value).lower()
        for purpose in live
        if purpose not in hidden
    ]


def _consent_sentence(office: Office, session: Session, case: CaseFile) -> str:
    if not _shared(office, session, case):
        return ""
    return f"Klien menyetujui rujukan ini (catatan per {day_text(today(office.clock))})."
