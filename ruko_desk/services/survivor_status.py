"""Age and status of a survivor at the time of an incident, kept once and for all."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.db.tables.care import IncidentSurvivor
from ruko_desk.db.tables.cases import CaseParty, Incident
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.dates import PartialDate
from ruko_desk.services.people import age_on


def remember_status(session: Session, incident: Incident, party_id: int) -> None:
    """Keep a survivor's age and status with an incident, unless they are kept already.

    They are what recaps count (SIMFONI: age of the victim at the incident), so a later birthday,
    marriage or school leaving changes nothing.
    """
    key = {"incident_id": incident.id, "survivor_id": party_id}
    if session.get(IncidentSurvivor, key) is not None:
        return
    person = session.execute(
        select(Person)
        .join(CaseParty, CaseParty.person_id == Person.id)
        .where(CaseParty.id == party_id)
    ).scalar_one()
    session.add(
        IncidentSurvivor(
            **key,
            age=age_at(person, incident),
            education=person.education,
            occupation=person.occupation,
            marital=person.marital,
        )
    )


def age_at(person: Person, incident: Incident) -> int | None:
    """Return whole years on the first possible day of an incident, None where dates tell nothing."""
    if not incident.happened:
        return None
    day = PartialDate.from_iso(incident.happened).earliest()
    return age_on(day, person.birth, person.stated_age, person.stated_on)
