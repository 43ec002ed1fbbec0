"""Saving the sections of a case: checked by the domain's own rules, over the version that was read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import (
    CaseFile,
    CaseParty,
    Incident,
    IncidentForm,
    PartyRelation,
)
from ruko_desk.db.tables.people import Person, SafeContactRule
from ruko_desk.domain.age import BirthInfo, mismatch
from ruko_desk.domain.dates import PartialDate, check_not_future
from ruko_desk.domain.dto.cases import (
    Address,
    AllegedPerpetratorView,
    IncidentView,
    PersonView,
    SafeContact,
)
from ruko_desk.domain.nik import Nik
from ruko_desk.domain.phone import parse_phone
from ruko_desk.errors import FieldErrors, NotFoundError, StaleError, UserError
from ruko_desk.services.indexing import index_case
from ruko_desk.services.people import join_codes

_STALE = "Kasus ini sudah diubah petugas lain. Lihat kedua versi, lalu pilih"
_TEXTS = [
    "call_name",
    "full_name",
    "alias",
    "description",
    "sex",
    "birth_place",
    "education",
    "occupation",
    "marital",
    "religion",
    "nationality",
    "disability",
    "accommodation",
    "counsellor_sex",
]


def save_person(work: Work, case: CaseFile, view: PersonView) -> list[str]:
    """Save the client's identity; return the names of the fields that changed.

    Raises:
        FieldErrors: NIK, phone or birth date cannot be.
        StaleError: somebody else saved it after it was read.
    """
    person = work.session.get_one(Person, case.client_id)
    _require_version(person.version, view.version)
    day = today(work.clock)
    wrong: dict[str, str] = {}
    nik = _checked(wrong, "nik", lambda: str(Nik.parse(view.nik)) if view.nik.strip() else "")
    phone = _checked(wrong, "phone", lambda: _phone(view.phone))
    _checked(wrong, "birth", lambda: _birth_problem(view, day))
    if not (view.call_name.strip() or view.full_name.strip() or view.description.strip()):
        wrong["call_name"] = "Isi nama panggilan, inisial, atau ciri tamu"
    if wrong:
        raise FieldErrors(wrong)
    new: dict[str, object] = {name: getattr(view, name).strip() for name in _TEXTS}
    new |= {
        "nik": nik,
        "phone": phone,
        "birth": view.birth,
        "stated_age": view.stated_age,
        "stated_on": view.stated_on or (day if view.stated_age is not None else None),
        "family_card": view.family_card.strip(),
        "papers_seen": join_codes(view.papers_seen),
        **_address("ktp", view.identity_address),
        **_address("home", view.home_address),
    }
    changed = [name for name, value in new.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, new[name])
    case.district = view.home_address.region_code[:6]
    index_case(work.session, case.id)
    return changed


def save_safe_contact(work: Work, case: CaseFile, view: SafeContact) -> list[str]:
    """Save how the client may be reached.

    Raises:
        FieldErrors: the phone number cannot be.
        StaleError: somebody else saved it after it was read.
    """
    rule = work.session.execute(
        select(SafeContactRule).where(SafeContactRule.person_id == case.client_id)
    ).scalar_one_or_none()
    _require_version(rule.version if rule else 0, view.version)
    wrong: dict[str, str] = {}
    phone = _checked(wrong, "phone", lambda: _phone(view.phone))
    if wrong:
        raise FieldErrors(wrong)
    if rule is None:
        rule = SafeContactRule(person_id=case.client_id)
        work.session.add(rule)
    rule.phone = phone
    rule.hours = view.hours.strip()
    rule.may_name_house = view.may_name_house
    rule.must_not_know = view.must_not_know.strip()
    index_case(work.session, case.id)
    return ["kontak_aman"]


def save_incident(
    work: Work, case: CaseFile, view: IncidentView, *, narrative: bool, user_id: int
) -> list[str]:
    """Save an incident with its forms of violence; the first one is the main one.

    Args:
        work: the open unit of work.
        case: the case.
        view: the values; an empty uid makes a new incident.
        narrative: whether the actor may write the account of events.
        user_id: the actor.

    Raises:
        FieldErrors: the date lies ahead, or the main form is not among the forms.
        StaleError: somebody else saved it after it was read.
    """
    wrong: dict[str, str] = {}
    _checked(wrong, "date", lambda: _happened(view, today(work.clock)))
    if view.main_form and view.main_form not in view.forms:
        wrong["forms"] = "Bentuk utama harus salah satu dari bentuk yang dipilih"
    if wrong:
        raise FieldErrors(wrong)
    row = _incident(work.session, case, view)
    row.happened = view.date
    row.time_of_day = view.time_of_day
    row.place_kind = view.place_kind
    for name, value in _address("place", view.address).items():
        setattr(row, name, value)
    row.local_kind = view.local_kind
    row.domestic = view.domestic
    row.weapon = view.weapon.strip()
    if narrative and view.narrative is not None:
        row.narrative = view.narrative
        row.narrative_by_id = row.narrative_by_id or user_id
    work.session.flush()
    survivor = _survivor(work.session, case)
    work.session.execute(delete(IncidentForm).where(IncidentForm.incident_id == row.id))
    main = view.main_form or (view.forms[0] if view.forms else "")
    work.session.add_all(
        IncidentForm(incident_id=row.id, survivor_id=survivor, form=form, is_main=form == main)
        for form in dict.fromkeys(view.forms)
    )
    return ["kejadian"]


def save_perpetrator(work: Work, case: CaseFile, view: AllegedPerpetratorView) -> list[str]:
    """Save an alleged perpetrator, who may be unknown, with the relation to the survivor.

    Raises:
        FieldErrors: nothing is known, or the phone number cannot be.
        StaleError: somebody else saved it after it was read.
    """
    wrong: dict[str, str] = {}
    phone = _checked(wrong, "phone", lambda: _phone(view.phone))
    if not any((view.name.strip(), view.relation, view.description.strip())):
        wrong["name"] = "Isi nama, hubungan, atau ciri terlapor; boleh yang diketahui saja"
    if wrong:
        raise FieldErrors(wrong)
    session = work.session
    if view.uid:
        party = session.execute(
            select(CaseParty).where(CaseParty.uid == view.uid, CaseParty.case_id == case.id)
        ).scalar_one_or_none()
        if party is None:
            raise NotFoundError("Terlapor ini tidak ditemukan. Muat ulang kasus.")
        person = session.get_one(Person, party.person_id)
        _require_version(person.version, view.version)
    else:
        person = Person()
        session.add(person)
        session.flush()
        party = CaseParty(case_id=case.id, person_id=person.id, role="terlapor")
        session.add(party)
        session.flush()
    person.full_name = view.name.strip()
    person.sex = view.sex
    person.stated_age = view.stated_age
    person.stated_on = today(work.clock) if view.stated_age is not None else None
    person.occupation = view.occupation
    person.phone = phone
    person.description = view.description.strip()
    for name, value in _address("home", view.address).items():
        setattr(person, name, value)
    session.merge(
        PartyRelation(
            perpetrator_id=party.id,
            survivor_id=_survivor(session, case),
            relation=view.relation,
        )
    )
    return ["terlapor"]


def _incident(session: Session, case: CaseFile, view: IncidentView) -> Incident:
    if not view.uid:
        first = session.execute(
            select(Incident.id).where(Incident.case_id == case.id).limit(1)
        ).first()
        row = Incident(case_id=case.id, is_main=first is None)
        session.add(row)
        return row
    found = session.execute(
        select(Incident).where(Incident.uid == view.uid, Incident.case_id == case.id)
    ).scalar_one_or_none()
    if found is None:
        raise NotFoundError("Kejadian ini tidak ditemukan. Muat ulang kasus.")
    _require_version(found.version, view.version)
    return found


def _survivor(session: Session, case: CaseFile) -> int:
    return session.execute(
        select(CaseParty.id).where(
            CaseParty.case_id == case.id,
            CaseParty.person_id == case.client_id,
            CaseParty.role == "penyintas",
        )
    ).scalar_one()


def _require_version(stored: int, read: int) -> None:
    if stored != read:
        raise StaleError(_STALE)


def _phone(text: str) -> str:
    return parse_phone(text) if text.strip() else ""


def _birth_problem(view: PersonView, day: date) -> str:
    """Check the birth date; raise its sentence."""
    birth = PartialDate.from_iso(view.birth) if view.birth else None
    if birth is not None:
        check_not_future(birth, day, "Tanggal lahir")
    sentence = mismatch(
        BirthInfo(birth=birth, stated_age=view.stated_age, stated_on=view.stated_on or day)
    )
    if sentence:
        raise UserError(sentence)
    return ""


def _happened(view: IncidentView, day: date) -> str:
    if view.date:
        check_not_future(PartialDate.from_iso(view.date), day)
    return view.date


def _address(prefix: str, address: Address) -> dict[str, str]:
    return {
        f"{prefix}_street": address.street.strip(),
        f"{prefix}_rt": address.rt.strip()[:3],
        f"{prefix}_rw": address.rw.strip()[:3],
        f"{prefix}_region": address.region_code,
    }


def _checked(wrong: dict[str, str], field: str, value: Callable[[], str]) -> str:
    """Return what `value` gives, or note its sentence under the field."""
    try:
        return value()
    except UserError as error:
        wrong[field] = error.message
        return ""
