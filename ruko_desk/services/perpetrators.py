"""Alleged perpetrators of a case; often only a relation or a description is known."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.cases import CaseParty, PartyRelation
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.dto.cases import AllegedPerpetratorView
from ruko_desk.errors import FieldErrors, NotFoundError
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.incidents import survivor_party
from ruko_desk.services.indexing import PERPETRATOR
from ruko_desk.services.person_form import (
    NAME_LENGTH,
    address_of,
    check_address,
    check_age,
    check_code,
    check_phone,
    check_text,
)


def perpetrator_views(session: Session, case_id: int) -> tuple[AllegedPerpetratorView, ...]:
    """Return the alleged perpetrators of a case in the order in which they were named."""
    rows = session.execute(
        select(CaseParty.uid, Person, PartyRelation.relation)
        .join(Person, Person.id == CaseParty.person_id)
        .outerjoin(PartyRelation, PartyRelation.perpetrator_id == CaseParty.id)
        .where(CaseParty.case_id == case_id, CaseParty.role == PERPETRATOR)
        .order_by(CaseParty.id)
    )
    return tuple(
        AllegedPerpetratorView(
            uid=uid,
            version=person.version,
            name=person.full_name,
            sex=person.sex,
            stated_age=person.stated_age,
            relation=relation or "",
            occupation=person.occupation,
            phone=person.phone,
            address=address_of(person, "home"),
            description=person.description,
        )
        for uid, person, relation in rows
    )


def save_perpetrator(edit: CaseEdit, view: AllegedPerpetratorView) -> list[str]:
    """Save a new (empty uid) or changed alleged perpetrator; return the fields that changed.

    Raises:
        FieldErrors: by the names of the view's fields.
        NotFoundError: the case has no such alleged perpetrator.
        StaleError: somebody else saved it after it was read.
    """
    new = _check(edit, view)
    party, person = _load(edit, view)
    if view.stated_age != person.stated_age:
        new["stated_on"] = None if view.stated_age is None else today(edit.office.clock)
    names = [name for name, value in new.items() if getattr(person, name) != value]
    for name in names:
        setattr(person, name, new[name])
    session = edit.work.session
    session.merge(
        PartyRelation(
            perpetrator_id=party.id,
            survivor_id=survivor_party(session, edit.case),
            relation=view.relation,
        )
    )
    return [*names, "relation"]


def _check(edit: CaseEdit, view: AllegedPerpetratorView) -> dict[str, object]:
    wrong: dict[str, str] = {}
    codes = edit.office.codes
    new: dict[str, object] = {
        "full_name": check_text(wrong, "name", view.name, NAME_LENGTH),
        "description": check_text(wrong, "description", view.description, NAME_LENGTH),
        "sex": check_code(codes, wrong, "sex", "jenis_kelamin", view.sex),
        "occupation": check_code(codes, wrong, "occupation", "pekerjaan", view.occupation),
        "stated_age": check_age(wrong, "stated_age", view.stated_age),
        "phone": check_phone(wrong, "phone", view.phone),
    }
    new |= check_address(edit.office, wrong, "address", "home", view.address)
    check_code(codes, wrong, "relation", "hubungan", view.relation)
    if not (new["full_name"] or new["description"] or view.relation):
        wrong["name"] = "Isi nama, ciri, atau hubungan terlapor; yang diketahui saja"
    if wrong:
        raise FieldErrors(wrong)
    return new


def _load(edit: CaseEdit, view: AllegedPerpetratorView) -> tuple[CaseParty, Person]:
    session = edit.work.session
    if view.uid:
        row = session.execute(
            select(CaseParty, Person)
            .join(Person, Person.id == CaseParty.person_id)
            .where(
                CaseParty.uid == view.uid,
                CaseParty.case_id == edit.case.id,
                CaseParty.role == PERPETRATOR,
            )
        ).first()
        if row is None:
            raise NotFoundError("Terlapor ini tidak ditemukan. Muat ulang kasus, lalu coba lagi.")
        party, person = row
        edit.check_version(view.version, person.version)
        return party, person
    person = Person()
    session.add(person)
    session.flush()
    party = CaseParty(case_id=edit.case.id, person_id=person.id, role=PERPETRATOR)
    session.add(party)
    session.flush()
    return party, person
