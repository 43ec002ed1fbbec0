"""Building the letter out of a referral: only what was ticked and what consent covers today."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.cases import CaseFile, Incident, IncidentForm
from ruko_desk.db.tables.letters import Partner
from ruko_desk.db.tables.people import Person, SafeContactRule
from ruko_desk.domain.codes import RiskLevel
from ruko_desk.domain.consent import ShareField
from ruko_desk.domain.dto.referrals import LetterField, ReferralContent
from ruko_desk.domain.dto.settings import HouseSettings
from ruko_desk.domain.letter_texts import legal_bases
from ruko_desk.domain.letters import LetterClient, Letterhead, PaperSize, ReferralLetter, Signer
from ruko_desk.domain.phone import format_phone
from ruko_desk.errors import FieldErrors
from ruko_desk.services.office import Office
from ruko_desk.services.people import birth_info, initials_of
from ruko_desk.services.referral_consent import CaseConsents, ticked_fields
from ruko_desk.services.settings import load_group

TEMPLATE: Final = "rujukan-1"
_HIDDEN_ADDRESS: Final = frozenset({"perlindungan"})
"""Kinds of partner whose address stands on no paper: a shelter must not be found through one."""
_URGENCY: Final = {"biasa": "", "segera": "Segera", "amat_segera": "Amat Segera"}
_SECURITY: Final = {
    "biasa": "Biasa",
    "terbatas": "Terbatas",
    "rahasia": "Rahasia",
    "sangat_rahasia": "Sangat Rahasia",
}
_SUBJECTS: Final = {
    "kesehatan_rs": "Layanan Kesehatan",
    "kesehatan_pkm": "Layanan Kesehatan",
    "polisi": "Layanan Kepolisian",
    "kejaksaan": "Layanan Hukum",
    "pengadilan": "Layanan Pengadilan",
    "hukum": "Bantuan Hukum",
    "psikologi": "Layanan Psikologi",
    "sosial": "Layanan Sosial",
    "perlindungan": "Layanan Pelindungan",
    "lpsk": "Layanan Pelindungan",
    "pencegahan": "Dukungan Lingkungan",
    "agama": "Pendampingan Rohani",
    "pendidikan": "Layanan Pendidikan",
    "dukcapil": "Dokumen Kependudukan",
}
_OF_CLIENT: Final = {
    ShareField.CODE: ("code", "initials"),
    ShareField.AGE_SEX: ("age_text", "sex"),
    ShareField.FULL_NAME: ("full_name",),
    ShareField.NIK: ("nik",),
    ShareField.ADDRESS: ("address",),
    ShareField.PHONE: ("phone",),
}
"""Which values of the client a ticked field lets onto the letter."""
_CHECK_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def letter_fields(
    office: Office,
    session: Session,
    case: CaseFile,
    partner: Partner | None,
    *,
    with_narrative: bool,
) -> tuple[LetterField, ...]:
    """Return every field with its value and, where it may not be ticked, the sentence why.

    The account of events is the source of a summary for those who may read it (`with_narrative`);
    on the letter stands only what is written as summary.
    """
    client = _client(office, session, case)
    initials = f" (inisial {client.initials})" if client.initials else ""
    values = {
        ShareField.CODE: f"{client.code}{initials}",
        ShareField.AGE_SEX: ", ".join(part for part in (client.age_text, client.sex) if part),
        ShareField.FULL_NAME: client.full_name,
        ShareField.NIK: client.nik,
        ShareField.ADDRESS: client.address,
        ShareField.PHONE: client.phone,
        ShareField.SUMMARY: _narrative(session, case) if with_narrative else "",
        ShareField.RISK: _risk(office, case),
    }
    blocked = CaseConsents(office, session, case).blocked(partner.kind if partner else None)
    return tuple(
        LetterField(
            code=field.value,
            label=office.codes.label("isian_surat", field.value),
            value=values[field],
            blocked=blocked[field],
        )
        for field in ShareField
    )


def build_letter(
    office: Office,
    session: Session,
    case: CaseFile,
    partner: Partner | None,
    content: ReferralContent,
) -> ReferralLetter:
    """Return the letter as a draft; what is not ticked is nowhere in it.

    Raises:
        UserError: (code `persetujuan`) a ticked field is not covered for this receiver.
        FieldErrors: no partner is chosen, or a choice is not known.
    """
    if partner is None:
        raise FieldErrors({"partner_uid": "Pilih mitra tujuan"})
    _check_choices(content)
    ticked = ticked_fields(content)
    consents = CaseConsents(office, session, case)
    consents.check_ticks(ticked, partner.kind)
    client = _client(office, session, case)
    shown = {name for field in ticked for name in _OF_CLIENT.get(field, ())}
    client = replace(
        LetterClient(), **{name: text for name, text in asdict(client).items() if name in shown}
    )
    house = load_group(session, HouseSettings)
    about = f" a.n. Klien {client.initials}" if client.initials else ""
    hidden = partner.kind in _HIDDEN_ADDRESS
    with_summary = ShareField.SUMMARY in ticked
    return ReferralLetter(
        letterhead=letterhead_of(house),
        signer=Signer(
            title=house.signer_title,
            name=house.signer_name,
            rank=house.signer_rank,
            nip=house.signer_nip,
        ),
        paper=PaperSize(content.paper),
        draft=True,
        practice=office.practice,
        security=_SECURITY[content.security],
        urgency=_URGENCY[content.urgency],
        subject=f"{register_subject(partner.kind)}{about}",
        addressee=(partner.addressee or f"Pimpinan {partner.name}", "di", "Tempat"),
        receiver_kind=partner.kind,
        receiver_name=partner.name,
        receiver_address="" if hidden else partner.address,
        receiver_phone="" if hidden else partner.phone,
        legal_bases=legal_bases(
            partner.kind,
            child=ShareField.AGE_SEX in ticked and _is_child(office, session, case),
            shared_facts=_facts(session, case) if with_summary else (),
        ),
        register_code=client.code,
        client=client,
        reason=content.reason.strip(),
        summary=content.summary.strip() if with_summary else "",
        condition=_condition(office, case, content) if ShareField.RISK in ticked else "",
        services_given=content.services_given.strip(),
        services_asked=tuple(text.strip() for text in content.services_asked if text.strip()),
        companion_name=content.companion_name.strip(),
        companion_phone=content.companion_phone.strip(),
        consent=consents.sentence(partner.kind),
        deadline=content.deadline,
        copies_to=tuple(text.strip() for text in content.copies_to if text.strip()),
        identity_annex=content.annex,
        reply_slip=content.reply_slip,
        client_copy=content.client_copy,
        neutral_client_copy=_neutral(session, case),
    )


def register_subject(partner_kind: str) -> str:
    """Return what the register says a letter is about; it names no client."""
    return f"Rujukan {_SUBJECTS.get(partner_kind, 'Layanan')}"


def final_letter(letter: ReferralLetter, number: str, day: date, case_code: str) -> ReferralLetter:
    """Return the draft with number, date and check code, as it is frozen."""
    return replace(
        letter, draft=False, number=number, day=day, check_code=check_code(number, case_code)
    )


def check_code(number: str, case_code: str) -> str:
    """Return the eight characters in the foot by which the register recognises a letter."""
    digest = hashlib.sha256(f"{number}|{case_code}".encode()).digest()
    return "".join(_CHECK_LETTERS[byte % len(_CHECK_LETTERS)] for byte in digest[:8])


def letterhead_of(house: HouseSettings) -> Letterhead:
    """Return the head of the house's papers; without an office the house's own name stands there."""
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


def _check_choices(content: ReferralContent) -> None:
    wrong: dict[str, str] = {}
    if content.security not in _SECURITY:
        wrong["security"] = "Pilih sifat surat"
    if content.urgency not in _URGENCY:
        wrong["urgency"] = "Pilih derajat kesegeraan"
    if content.paper not in set(PaperSize):
        wrong["paper"] = "Pilih kertas A4 atau F4"
    if wrong:
        raise FieldErrors(wrong)


def _client(office: Office, session: Session, case: CaseFile) -> LetterClient:
    """Return all that a letter could show of the client; the caller picks what was ticked."""
    person = session.get_one(Person, case.client_id)
    age = birth_info(person.birth, person.stated_age, person.stated_on).age_on(today(office.clock))
    return LetterClient(
        code=case.code,
        initials=initials_of(person.call_name, person.full_name),
        full_name=person.full_name or person.call_name,
        nik=person.nik,
        age_text=age.text() if age else "",
        sex=office.codes.label("jenis_kelamin", person.sex) if person.sex else "",
        address=_address(office, person),
        phone=_phone(session, person),
    )


def _address(office: Office, person: Person) -> str:
    """Return where she lives, else where she is registered."""
    home = (person.home_street, person.home_rt, person.home_rw, person.home_region)
    papers = (person.ktp_street, person.ktp_rt, person.ktp_rw, person.ktp_region)
    street, rt, rw, region = home if any(home) else papers
    block = "/".join(part for part in (f"RT {rt}" if rt else "", f"RW {rw}" if rw else "") if part)
    area = office.regions.full_label(region) if region else ""
    postcode = office.regions.postcode(region) if region else ""
    line = ", ".join(part for part in (street, block, area) if part)
    return f"{line} {postcode}".strip()


def _phone(session: Session, person: Person) -> str:
    """Return the safe number; one that is only known, not safe, stands on no letter."""
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


def _is_child(office: Office, session: Session, case: CaseFile) -> bool:
    person = session.get_one(Person, case.client_id)
    info = birth_info(person.birth, person.stated_age, person.stated_on)
    return info.is_child_on(today(office.clock)) is True


def _risk(office: Office, case: CaseFile) -> str:
    known = case.risk and case.risk != RiskLevel.UNRATED
    return office.codes.label("risiko", case.risk) if known else ""


def _condition(office: Office, case: CaseFile, content: ReferralContent) -> str:
    """Return the level of risk with what was typed about it: one tick lets both onto the letter."""
    risk = _risk(office, case)
    level = f"Tingkat risiko saat ini: {risk.lower()}." if risk else ""
    return "\n".join(part for part in (level, content.condition.strip()) if part)


def _narrative(session: Session, case: CaseFile) -> str:
    """Return the account of the main incident."""
    found = session.execute(
        select(Incident.narrative)
        .where(Incident.case_id == case.id)
        .order_by(Incident.is_main.desc(), Incident.id)
        .limit(1)
    ).scalar_one_or_none()
    return (found or "").strip()


def _facts(session: Session, case: CaseFile) -> frozenset[str]:
    """Return what happened as far as it decides which laws are cited."""
    forms = session.execute(
        select(IncidentForm.form)
        .join(Incident, Incident.id == IncidentForm.incident_id)
        .where(Incident.case_id == case.id)
    ).scalars()
    domestic = session.execute(
        select(Incident.id).where(Incident.case_id == case.id, Incident.domestic.is_(True)).limit(1)
    ).first()
    return frozenset(forms) | ({"kdrt"} if domestic else frozenset())
