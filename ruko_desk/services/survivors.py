"""What an incident means for each survivor: forms of violence, age and status at that time."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ruko_desk.db.tables.care import IncidentKind, IncidentSurvivor
from ruko_desk.db.tables.cases import CaseParty, Incident, IncidentForm, PartyRelation
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.dto.parties import (
    SaveRelation,
    SaveSurvivorAtIncident,
    SurvivorAtIncident,
)
from ruko_desk.errors import FieldErrors, NotFoundError
from ruko_desk.services.care_rows import party_key
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.incidents import SURVIVOR
from ruko_desk.services.person_form import CHOOSE, check_age, check_code
from ruko_desk.services.survivor_status import age_at

_KINDS = ("tpks", "kategori_tppo")


def survivors_at(session: Session, incident: Incident) -> tuple[SurvivorAtIncident, ...]:
    """Return what an incident means for each survivor of the case."""
    forms: dict[int, list[tuple[str, bool]]] = {}
    for key, form, main in session.execute(
        select(IncidentForm.survivor_id, IncidentForm.form, IncidentForm.is_main)
        .where(IncidentForm.incident_id == incident.id)
        .order_by(IncidentForm.is_main.desc(), IncidentForm.form)
    ):
        forms.setdefault(key, []).append((form, main))
    kept = {
        row.survivor_id: row
        for row in session.execute(
            select(IncidentSurvivor).where(IncidentSurvivor.incident_id == incident.id)
        ).scalars()
    }
    parties = session.execute(
        select(CaseParty.id, CaseParty.uid)
        .where(CaseParty.case_id == incident.case_id, CaseParty.role == SURVIVOR)
        .order_by(CaseParty.id)
    ).all()
    views = []
    for key, uid in parties:
        row = kept.get(key)
        views.append(
            SurvivorAtIncident(
                survivor_uid=uid,
                forms=tuple(form for form, _ in forms.get(key, ())),
                main_form=next((form for form, main in forms.get(key, ()) if main), ""),
                age=row.age if row else None,
                education=row.education if row else "",
                occupation=row.occupation if row else "",
                marital=row.marital if row else "",
            )
        )
    return tuple(views)


def save_survivor(edit: CaseEdit, data: SaveSurvivorAtIncident) -> list[str]:
    """Save the forms of violence, and age and status at the time, of one survivor.

    An age left empty is worked out from what is known of birth and incident.

    Raises:
        FieldErrors: by the names of the view's fields.
        NotFoundError: the case has no such incident.
    """
    wrong: dict[str, str] = {}
    session, codes, view = edit.work.session, edit.office.codes, data.survivor
    incident = find_incident(edit, data.incident_uid)
    key = party_key(wrong, edit, "survivor_uid", view.survivor_uid, perpetrator=False)
    if any(codes.find("bentuk_kekerasan", form) is None for form in view.forms):
        wrong["forms"] = CHOOSE
    elif view.main_form and view.main_form not in view.forms:
        wrong["main_form"] = "Bentuk utama harus salah satu dari bentuk yang dipilih"
    check_age(wrong, "age", view.age)
    for name, listed in (
        ("education", "pendidikan"),
        ("occupation", "pekerjaan"),
        ("marital", "perkawinan"),
    ):
        check_code(codes, wrong, name, listed, getattr(view, name))
    if wrong or key is None:
        raise FieldErrors(wrong)
    main = view.main_form or (view.forms[0] if view.forms else "")
    session.execute(
        delete(IncidentForm).where(
            IncidentForm.incident_id == incident.id, IncidentForm.survivor_id == key
        )
    )
    session.add_all(
        IncidentForm(incident_id=incident.id, survivor_id=key, form=form, is_main=form == main)
        for form in dict.fromkeys(view.forms)
    )
    person = session.execute(
        select(Person).join(CaseParty, CaseParty.person_id == Person.id).where(CaseParty.id == key)
    ).scalar_one()
    age = view.age if view.age is not None else age_at(person, incident)
    session.merge(
        IncidentSurvivor(
            incident_id=incident.id,
            survivor_id=key,
            age=age,
            education=view.education,
            occupation=view.occupation,
            marital=view.marital,
        )
    )
    return ["forms", "age", "education", "occupation", "marital"]


def kinds_of(session: Session, incident: Incident) -> tuple[tuple[str, str], ...]:
    """Return the kinds of an incident as pairs of list and code."""
    rows = session.execute(
        select(IncidentKind.list_name, IncidentKind.kind)
        .where(IncidentKind.incident_id == incident.id)
        .order_by(IncidentKind.list_name, IncidentKind.kind)
    )
    return tuple((name, kind) for name, kind in rows)


def save_kinds(edit: CaseEdit, incident_uid: str, kinds: Iterable[tuple[str, str]]) -> list[str]:
    """Save the kinds of an incident as pairs of list (`tpks`, `kategori_tppo`) and code.

    Raises:
        FieldErrors: kinds: an unknown list or code.
        NotFoundError: the case has no such incident.
    """
    wanted = dict.fromkeys(kinds)
    codes = edit.office.codes
    if any(name not in _KINDS or codes.find(name, code) is None for name, code in wanted):
        raise FieldErrors({"kinds": CHOOSE})
    incident = find_incident(edit, incident_uid)
    session = edit.work.session
    session.execute(delete(IncidentKind).where(IncidentKind.incident_id == incident.id))
    session.add_all(
        IncidentKind(incident_id=incident.id, list_name=name, kind=code) for name, code in wanted
    )
    return ["kinds"]


def save_relation(edit: CaseEdit, data: SaveRelation) -> list[str]:
    """Save what an alleged perpetrator is to one survivor.

    Raises:
        FieldErrors: perpetrator_uid, survivor_uid or relation.
    """
    wrong: dict[str, str] = {}
    perpetrator = party_key(wrong, edit, "perpetrator_uid", data.perpetrator_uid, perpetrator=True)
    survivor = party_key(wrong, edit, "survivor_uid", data.survivor_uid, perpetrator=False)
    check_code(edit.office.codes, wrong, "relation", "hubungan", data.relation)
    if wrong or perpetrator is None or survivor is None:
        raise FieldErrors(wrong)
    edit.work.session.merge(
        PartyRelation(perpetrator_id=perpetrator, survivor_id=survivor, relation=data.relation)
    )
    return ["relation"]


def find_incident(edit: CaseEdit, uid: str) -> Incident:
    """Load an incident of the case.

    Raises:
        NotFoundError: the case has no such incident.
    """
    row = edit.work.session.execute(
        select(Incident).where(Incident.uid == uid, Incident.case_id == edit.case.id)
    ).scalar_one_or_none()
    if row is None:
        raise NotFoundError("Kejadian ini tidak ditemukan. Muat ulang kasus, lalu coba lagi.")
    return row
