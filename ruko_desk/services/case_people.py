"""The people of a case: who they are, and what each incident means for each survivor."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from ruko_desk.changes import Outcome
from ruko_desk.clock import today
from ruko_desk.db.tables.cases import CaseFile, CaseParty, Incident, PartyRelation
from ruko_desk.domain.dto.parties import (
    CasePeople,
    IncidentPeople,
    Relation,
    SaveParty,
    SaveRelation,
    SaveSurvivorAtIncident,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.case_change import Detail, change_case
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.case_scope import FACTS, IDENTITY, Reach, admit, reading
from ruko_desk.services.incidents import survivor_party
from ruko_desk.services.office import READ, WRITE, Office
from ruko_desk.services.parties import party_views, save_party
from ruko_desk.services.survivors import (
    kinds_of,
    save_kinds,
    save_relation,
    save_survivor,
    survivors_at,
)


class People:
    """People of a case beside its client."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def open(self, actor: Actor, case_uid: str) -> CasePeople:
        """Return the people of a case as far as the actor may see them.

        Raises:
            NotFoundError: there is no such case.
            NotAllowedError: she may not open it, or has to give a reason first.
        """
        with reading(self._office, actor) as session:
            case = self._office.case(session, case_uid)
            reach = admit(self._office, session, actor, case)
            return self._read(session, case, reach)

    def save_party(self, actor: Actor, data: SaveParty) -> Outcome[CasePeople]:
        """Save a person of the case; errors as in `parties.save_party`."""
        return self._save(
            actor,
            data.case_uid,
            IDENTITY,
            "simpan orang",
            lambda edit: save_party(edit, data.party),
        )

    def save_survivor(self, actor: Actor, data: SaveSurvivorAtIncident) -> Outcome[CasePeople]:
        """Save what an incident means for a survivor; errors as in `survivors.save_survivor`."""
        return self._save(
            actor, data.case_uid, FACTS, "simpan penyintas", lambda edit: save_survivor(edit, data)
        )

    def save_kinds(
        self, actor: Actor, case_uid: str, incident_uid: str, kinds: Iterable[tuple[str, str]]
    ) -> Outcome[CasePeople]:
        """Save the kinds of an incident; errors as in `survivors.save_kinds`."""
        wanted = tuple(kinds)
        return self._save(
            actor,
            case_uid,
            FACTS,
            "simpan jenis kejadian",
            lambda edit: save_kinds(edit, incident_uid, wanted),
        )

    def save_relation(self, actor: Actor, data: SaveRelation) -> Outcome[CasePeople]:
        """Save what an alleged perpetrator is to a survivor; errors as in `survivors`."""
        return self._save(
            actor, data.case_uid, FACTS, "simpan hubungan", lambda edit: save_relation(edit, data)
        )

    def _save(
        self,
        actor: Actor,
        case_uid: str,
        data_class: str,
        action: str,
        save: Callable[[CaseEdit], list[str]],
    ) -> Outcome[CasePeople]:
        def saved(edit: CaseEdit) -> Detail:
            return {"kolom": sorted(save(edit))}

        return change_case(
            self._office,
            actor,
            case_uid,
            action,
            data_classes=(data_class,),
            save=saved,
            view=lambda edit: self._read(edit.work.session, edit.case, edit.reach),
        )

    def _read(self, session: Session, case: CaseFile, reach: Reach) -> CasePeople:
        client = session.get_one(CaseParty, survivor_party(session, case))
        sees = reach.may(FACTS, READ)
        return CasePeople(
            case_uid=case.uid,
            client_uid=client.uid,
            parties=party_views(session, case.id, case.client_id, today(self._office.clock)),
            incidents=_incidents(session, case.id) if sees else None,
            relations=_relations(session, case.id) if sees else None,
            may_edit=reach.may(IDENTITY, WRITE) and not self._office.database.read_only,
        )


def _incidents(session: Session, case_id: int) -> tuple[IncidentPeople, ...]:
    rows = session.execute(
        select(Incident).where(Incident.case_id == case_id).order_by(Incident.id)
    ).scalars()
    return tuple(
        IncidentPeople(
            incident_uid=row.uid, survivors=survivors_at(session, row), kinds=kinds_of(session, row)
        )
        for row in rows
    )


def _relations(session: Session, case_id: int) -> tuple[Relation, ...]:
    he, she = aliased(CaseParty), aliased(CaseParty)
    rows = session.execute(
        select(he.uid, she.uid, PartyRelation.relation)
        .join(he, he.id == PartyRelation.perpetrator_id)
        .join(she, she.id == PartyRelation.survivor_id)
        .where(he.case_id == case_id)
        .order_by(he.id, she.id)
    )
    return tuple(
        Relation(perpetrator_uid=one, survivor_uid=other, relation=relation)
        for one, other, relation in rows
    )
