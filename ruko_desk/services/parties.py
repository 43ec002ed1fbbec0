"""The people of a case beside its client and the alleged perpetrators."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.care import PartyGroup
from ruko_desk.db.tables.cases import CaseParty
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.dto.parties import PartyView
from ruko_desk.errors import FieldErrors, NotFoundError
from ruko_desk.services.care_rows import LONG, keep
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.indexing import PERPETRATOR, index_case
from ruko_desk.services.people import age_on
from ruko_desk.services.person_form import (
    CHOOSE,
    NAME_LENGTH,
    check_age,
    check_code,
    check_partial,
    check_phone,
    check_text,
    checked,
)

REPORTER = "pelapor"
_OWN_CARD = frozenset({PERPETRATOR})


def party_views(session: Session, case_id: int, client_id: int, day: date) -> tuple[PartyView, ...]:
    """Return the people of a case except its client and the alleged perpetrators; ages on `day`."""
    groups: dict[int, list[str]] = {}
    for key, kind in session.execute(
        select(PartyGroup.party_id, PartyGroup.kind)
        .join(CaseParty, CaseParty.id == PartyGroup.party_id)
        .where(CaseParty.case_id == case_id)
        .order_by(PartyGroup.kind)
    ):
        groups.setdefault(key, []).append(kind)
    rows = session.execute(
        select(CaseParty, Person)
        .join(Person, Person.id == CaseParty.person_id)
        .where(
            CaseParty.case_id == case_id,
            CaseParty.role.not_in(_OWN_CARD),
            Person.id != client_id,
        )
        .order_by(CaseParty.id)
    )
    return tuple(
        PartyView(
            uid=party.uid,
            version=person.version,
            person_uid=person.uid,
            role=party.role,
            relation=party.relation,
            call_name=person.call_name,
            full_name=person.full_name,
            sex=person.sex,
            birth=person.birth,
            stated_age=person.stated_age,
            age=age_on(day, person.birth, person.stated_age, person.stated_on),
            phone=person.phone,
            education=person.education,
            disability=person.disability,
            lives_with_client=party.lives_with_client,
            in_law=party.in_law,
            groups=tuple(groups.get(party.id, ())),
            unnamed=party.unnamed,
            note=party.note,
        )
        for party, person in rows
    )


def save_party(edit: CaseEdit, view: PartyView) -> list[str]:
    """Save a new (empty uid) or changed person of the case; return the columns that changed.

    A reporter may stay unnamed: then no name is kept.

    Raises:
        FieldErrors: by the names of the view's fields.
        NotFoundError: the case has no such person.
        StaleError: somebody else saved it after it was read.
    """
    wrong: dict[str, str] = {}
    codes, day = edit.office.codes, today(edit.office.clock)
    relations = "hubungan_pelapor" if view.role == REPORTER else "hubungan"
    person_values: dict[str, object] = {
        "call_name": ""
        if view.unnamed
        else check_text(wrong, "call_name", view.call_name, NAME_LENGTH),
        "full_name": ""
        if view.unnamed
        else check_text(wrong, "full_name", view.full_name, NAME_LENGTH),
        "sex": check_code(codes, wrong, "sex", "jenis_kelamin", view.sex),
        "birth": checked(wrong, "birth", lambda: check_partial(view.birth, day, "Tanggal lahir")),
        "stated_age": check_age(wrong, "stated_age", view.stated_age),
        "phone": check_phone(wrong, "phone", view.phone),
        "education": check_code(codes, wrong, "education", "pendidikan", view.education),
        "disability": check_code(codes, wrong, "disability", "disabilitas", view.disability),
    }
    party_values: dict[str, object] = {
        "relation": check_code(codes, wrong, "relation", relations, view.relation),
        "lives_with_client": view.lives_with_client,
        "in_law": check_code(codes, wrong, "in_law", "anak_hukum", view.in_law),
        "unnamed": view.unnamed,
        "note": check_text(wrong, "note", view.note, LONG),
    }
    if view.role in _OWN_CARD or codes.find("peran_pihak", view.role) is None:
        wrong["role"] = CHOOSE
    if view.unnamed and view.role != REPORTER:
        wrong["unnamed"] = "Hanya pelapor yang boleh tanpa nama"
    named = person_values["call_name"] or person_values["full_name"] or view.relation
    if not (named or view.unnamed):
        wrong["call_name"] = "Isi nama panggilan atau hubungannya dengan klien"
    if any(codes.find("ampk", group) is None for group in view.groups):
        wrong["groups"] = CHOOSE
    if wrong:
        raise FieldErrors(wrong)
    party, person = _load(edit, view)
    if view.stated_age != person.stated_age:
        person_values["stated_on"] = None if view.stated_age is None else day
    names = keep(person, person_values) + keep(party, party_values)
    if _store_groups(edit.work.session, party.id, view.groups):
        names.append("groups")
    index_case(edit.work.session, edit.case.id)
    return names


def _load(edit: CaseEdit, view: PartyView) -> tuple[CaseParty, Person]:
    session = edit.work.session
    if view.uid:
        row = session.execute(
            select(CaseParty, Person)
            .join(Person, Person.id == CaseParty.person_id)
            .where(
                CaseParty.uid == view.uid,
                CaseParty.case_id == edit.case.id,
                CaseParty.role == view.role,
            )
        ).first()
        if row is None:
            raise NotFoundError("Orang ini tidak ditemukan. Muat ulang kasus, lalu coba lagi.")
        party, person = row
        edit.check_version(view.version, person.version)
        return party, person
    person = Person()
    session.add(person)
    session.flush()
    party = CaseParty(case_id=edit.case.id, person_id=person.id, role=view.role)
    session.add(party)
    session.flush()
    return party, person


def _store_groups(session: Session, party_id: int, groups: tuple[str, ...]) -> bool:
    stored = set(
        session.execute(select(PartyGroup.kind).where(PartyGroup.party_id == party_id)).scalars()
    )
    wanted = set(groups)
    if stored == wanted:
        return False
    session.execute(delete(PartyGroup).where(PartyGroup.party_id == party_id))
    session.add_all(PartyGroup(party_id=party_id, kind=kind) for kind in sorted(wanted))
    return True
