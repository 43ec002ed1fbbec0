"""An invented case with letterhead and partners, and letters of it."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader

from ruko_desk.db.tables.cases import CaseParty, Consent, Incident, IncidentForm
from ruko_desk.db.tables.people import SafeContactRule
from ruko_desk.domain.dto.referrals import (
    IssueReferral,
    PartnerView,
    ReferralContent,
    ReferralView,
    SaveReferral,
    StoredLetter,
)
from ruko_desk.domain.dto.settings import HouseSettings
from ruko_desk.services.office import Office
from ruko_desk.services.partners import Partners
from ruko_desk.services.referrals import Referrals
from ruko_desk.services.settings import Settings
from tests.services.desk import AsUser, Staff
from tests.services.sample import TODAY, add_case

ADDRESS = "Kp. Rekaan"
NIK = "3673014101950001"
SAFE_PHONE = "+6281234567890"
OTHER_PHONE = "+6285700000000"
NARRATIVE = "Cerita kejadian yang panjang."
SERVICE = "Pemeriksaan dan penanganan kesehatan"
VALUES = {
    "kode": "RK-26-0412",
    "usia_jk": "31 tahun",
    "nama": "Ama Rekaan",
    "nik": NIK,
    "alamat": ADDRESS,
    "telepon": "0812 3456 7890",
    "ringkasan": "Ringkasan singkat",
    "risiko": "Luka sedang dirawat",
}
FIELDS = tuple(VALUES)


@dataclass(frozen=True, slots=True)
class LetterHouse:
    """A case whose client has a name, and partners of four kinds."""

    case: str
    hospital: PartnerView
    police: PartnerView
    shelter: PartnerView


def letter_house(office: Office, staff: Staff, as_user: AsUser) -> LetterHouse:
    """Set up letterhead and signer, a case opened by Nurul today, and three partners."""
    office.database.act_as(None, "")
    uid = add_case(
        office,
        412,
        opened_by=staff.petugas,
        call_name="Ama",
        full_name="Ama Rekaan",
        nik=NIK,
        birth="1995-01-01",
        home_street=ADDRESS,
        home_rt="001",
        phone=OTHER_PHONE,
    )
    with office.database.write() as work:
        case = office.case(work.session, uid)
        work.session.add(SafeContactRule(person_id=case.client_id, phone=SAFE_PHONE))
        party = CaseParty(case_id=case.id, person_id=case.client_id, role="penyintas")
        incident = Incident(case_id=case.id, narrative=NARRATIVE, domestic=True, is_main=True)
        work.session.add_all([party, incident])
        work.session.flush()
        work.session.add(
            IncidentForm(incident_id=incident.id, survivor_id=party.id, form="seksual")
        )
    manager = as_user(staff.pengelola)
    settings = Settings(office)
    settings.save(
        manager,
        replace(
            settings.read(manager),
            house=HouseSettings(
                office_line="Dinas Contoh Kota Serang",
                phone="(0254) 200000",
                signer_title="Kepala Dinas",
                signer_name="Ratna Rekaan",
            ),
        ),
    )
    partners = Partners(office)

    def partner(name: str, kind: str, **more: Any) -> PartnerView:
        wanted = PartnerView(uid="", version=0, name=name, kind=kind, **more)
        return partners.save(manager, wanted).value

    house = LetterHouse(
        case=uid,
        hospital=partner("RS Contoh", "kesehatan_rs", addressee="Direktur RS Contoh"),
        police=partner("Polres Contoh", "polisi"),
        shelter=partner("UPTD Contoh", "perlindungan", address="Jl. Rahasia", phone="0254 1"),
    )
    as_user(staff.petugas)
    return house


def consent(
    office: Office, case_uid: str, purpose: str, answer: str = "ya", **changes: Any
) -> None:
    """Record an answer of today that covers name and summary, unless told otherwise."""
    with office.database.write() as work:
        case = office.case(work.session, case_uid)
        values: dict[str, Any] = {
            "case_id": case.id,
            "person_id": case.client_id,
            "purpose": purpose,
            "answer": answer,
            "fields": "nama,ringkasan,risiko",
            "legal_basis": "persetujuan",
            "signer_relation": "diri_sendiri",
            "given_on": TODAY,
            "recorded_at": work.clock.now(),
        }
        work.session.add(Consent(**(values | changes)))


def content(house: LetterHouse, **changes: Any) -> ReferralContent:
    written = ReferralContent(
        partner_uid=house.hospital.uid,
        services_asked=(SERVICE,),
        reason="Memerlukan pemeriksaan",
        summary=VALUES["ringkasan"],
        condition=VALUES["risiko"],
    )
    return replace(written, **changes)


def command(house: LetterHouse, **changes: Any) -> SaveReferral:
    return SaveReferral(case_uid=house.case, uid="", version=0, content=content(house, **changes))


def issue(referrals: Referrals, staff: Staff, view: ReferralView, **changes: Any) -> StoredLetter:
    wish = IssueReferral(uid=view.uid, version=view.version)
    return referrals.issue(staff.petugas, replace(wish, **changes)).value


def issued(referrals: Referrals, staff: Staff, house: LetterHouse, **changes: Any) -> StoredLetter:
    return issue(referrals, staff, referrals.save(staff.petugas, command(house)).value, **changes)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
