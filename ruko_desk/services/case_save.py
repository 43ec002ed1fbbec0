"""Saving the client's identity and the rule for reaching her."""

from __future__ import annotations

from sqlalchemy import select

from ruko_desk.clock import today
from ruko_desk.db.tables.people import Person, SafeContactRule
from ruko_desk.domain.codes import Sex
from ruko_desk.domain.dto.cases import PersonView, SafeContact
from ruko_desk.errors import FieldErrors
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.indexing import index_case
from ruko_desk.services.intake_card import CHILDREN, WOMEN
from ruko_desk.services.people import birth_info
from ruko_desk.services.person_form import NAME_LENGTH, check_person, check_phone, check_text

_STORY_LENGTH = 2000


def save_person(edit: CaseEdit, view: PersonView) -> list[str]:
    """Save the client's identity; return the names of the columns that changed.

    Her district and the kind of case (women, children) follow from it.

    Raises:
        FieldErrors: by the names of the view's fields.
        StaleError: somebody else saved it after it was read.
    """
    person = edit.work.session.get_one(Person, edit.case.client_id)
    edit.check_version(view.version, person.version)
    new = check_person(edit.office, view, person, today(edit.office.clock))
    names = [name for name, value in new.items() if getattr(person, name) != value]
    for name in names:
        setattr(person, name, new[name])
    edit.case.district = edit.office.regions.district_of(person.home_region)
    info = birth_info(person.birth, person.stated_age, person.stated_on)
    child = info.is_child_on(edit.case.opened_on)
    if child:
        edit.case.case_kind = CHILDREN
    elif child is False:
        edit.case.case_kind = WOMEN if person.sex == Sex.FEMALE else ""
    index_case(edit.work.session, edit.case.id)
    return names


def save_safe_contact(edit: CaseEdit, view: SafeContact) -> list[str]:
    """Save how the client may be reached; return the names of the columns that changed.

    Raises:
        FieldErrors: phone, hours or must_not_know cannot be.
        StaleError: somebody else saved it after it was read.
    """
    session = edit.work.session
    rule = session.execute(
        select(SafeContactRule).where(SafeContactRule.person_id == edit.case.client_id)
    ).scalar_one_or_none()
    edit.check_version(view.version, rule.version if rule else 0)
    wrong: dict[str, str] = {}
    new: dict[str, object] = {
        "phone": check_phone(wrong, "phone", view.phone),
        "hours": check_text(wrong, "hours", view.hours, NAME_LENGTH),
        "must_not_know": check_text(wrong, "must_not_know", view.must_not_know, _STORY_LENGTH),
        "may_name_house": view.may_name_house,
    }
    if wrong:
        raise FieldErrors(wrong)
    if rule is None:
        rule = SafeContactRule(person_id=edit.case.client_id)
        session.add(rule)
        session.flush()
    names = [name for name, value in new.items() if getattr(rule, name) != value]
    for name in names:
        setattr(rule, name, new[name])
    index_case(session, edit.case.id)
    return names
