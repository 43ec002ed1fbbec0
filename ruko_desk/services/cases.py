"""Kasus: opening a case file, and saving its sections one at a time."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseEvent, CaseFile, RiskAssessment
from ruko_desk.db.tables.house import AuditEntry, RecentCase, User
from ruko_desk.db.tables.people import Person
from ruko_desk.domain import risk
from ruko_desk.domain.access import Scope
from ruko_desk.domain.codes import CaseStatus, RiskLevel
from ruko_desk.domain.dto.cases import (
    AccessRow,
    AssessRisk,
    CaseDetail,
    CaseFilter,
    CaseRow,
    RecordConsent,
    SaveAllegedPerpetrator,
    SaveIncident,
    SavePerson,
    SaveSafeContact,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import StaleError, UserError
from ruko_desk.services import case_save, consents
from ruko_desk.services.audit import access_query, access_rows
from ruko_desk.services.case_list import list_cases
from ruko_desk.services.case_read import read_case
from ruko_desk.services.case_scope import (
    FACTS,
    IDENTITY,
    LIMITED,
    NARRATIVE,
    TRAIL,
    Reach,
    RefusedError,
    admit,
    reading,
    writing,
)
from ruko_desk.services.office import READ, WRITE, Office
from ruko_desk.services.people import join_codes

_RISK_ITEMS = "butir_risiko"
_STALE = "Kasus ini sudah diubah petugas lain. Lihat kedua versi, lalu pilih"


class Cases:
    """The case file."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def open(self, actor: Actor, uid: str, reason: str = "") -> CaseDetail:
        """Open a case; the opening is on record, with the reason where the case is not hers.

        Raises:
            NotFoundError: there is no such case.
            NotAllowedError: her roles open no cases, or (code `perlu_alasan`) a reason is needed.
        """
        with writing(self._office, actor) as work:
            case = self._office.case(work.session, uid)
            reach = admit(self._office, work.session, actor, case, reason)
            work.session.merge(
                RecentCase(user_id=actor.id, case_id=case.id, opened_at=work.clock.now())
            )
            detail = {"alasan": "ada"} if reason.strip() else {}
            work.audit("buka kasus", "case", case.uid, **detail)
            return read_case(self._office, work.session, case, reach)

    def save_person(self, actor: Actor, data: SavePerson) -> Outcome[CaseDetail]:
        """Save the client's identity; errors as in `case_save.save_person`."""
        return self._change(
            actor,
            data.case_uid,
            (IDENTITY,),
            "ubah identitas",
            lambda work, case, _reach: case_save.save_person(work, case, data.person),
        )

    def save_safe_contact(self, actor: Actor, data: SaveSafeContact) -> Outcome[CaseDetail]:
        """Save how the client may be reached; errors as in `case_save.save_safe_contact`."""
        return self._change(
            actor,
            data.case_uid,
            (IDENTITY,),
            "ubah kontak aman",
            lambda work, case, _reach: case_save.save_safe_contact(work, case, data.contact),
        )

    def save_incident(self, actor: Actor, data: SaveIncident) -> Outcome[CaseDetail]:
        """Save an incident; errors as in `case_save.save_incident`.

        The account of events is written by those who may: the front desk once, on the day of the
        intake, while it is still empty.
        """

        def save(work: Work, case: CaseFile, reach: Reach) -> list[str]:
            return case_save.save_incident(
                work,
                case,
                data.incident,
                narrative=self._may_narrate(work.session, case, data, reach),
                user_id=actor.id,
            )

        return self._change(actor, data.case_uid, (FACTS,), "ubah kejadian", save)

    def _may_narrate(
        self, session: Session, case: CaseFile, data: SaveIncident, reach: Reach
    ) -> bool:
        grant = reach.rights.may(NARRATIVE, WRITE)
        if grant is None:
            return False
        if grant.covers(reach.met):
            return True
        if Scope.ONCE not in grant.scopes or case.opened_on != today(self._office.clock):
            return False
        detail = read_case(self._office, session, case, reach)
        return not any(
            one.uid == data.incident.uid and one.narrative for one in detail.incidents or ()
        )

    def save_perpetrator(self, actor: Actor, data: SaveAllegedPerpetrator) -> Outcome[CaseDetail]:
        """Save an alleged perpetrator; errors as in `case_save.save_perpetrator`."""
        return self._change(
            actor,
            data.case_uid,
            (FACTS,),
            "ubah terlapor",
            lambda work, case, _reach: case_save.save_perpetrator(work, case, data.perpetrator),
        )

    def record_consent(self, actor: Actor, data: RecordConsent) -> Outcome[CaseDetail]:
        """Record an answer; errors as in `consents.record`."""

        def save(work: Work, case: CaseFile, _reach: Reach) -> list[str]:
            person = work.session.get_one(Person, case.client_id)
            consents.record(work, actor, case, person, data)
            return ["persetujuan"]

        return self._change(actor, data.case_uid, (IDENTITY,), "ubah persetujuan", save)

    def withdraw_consent(
        self, actor: Actor, case_uid: str, consent_uid: str
    ) -> Outcome[CaseDetail]:
        """Take back an answer; errors as in `consents.withdraw`."""

        def save(work: Work, case: CaseFile, _reach: Reach) -> list[str]:
            consents.withdraw(work, case, consent_uid)
            return ["persetujuan"]

        return self._change(actor, case_uid, (IDENTITY,), "ubah persetujuan", save)

    def assess_risk(self, actor: Actor, data: AssessRisk) -> Outcome[CaseDetail]:
        """Assess the risk anew; the history is kept.

        Raises:
            UserError: a level set by hand differs from the checklist and has no reason.
            StaleError: the case was changed after it was read.
        """

        def save(work: Work, case: CaseFile, _reach: Reach) -> list[str]:
            _require_version(case, data.version)
            result = risk.assess(
                data.items,
                lambda code: self._office.codes.label(_RISK_ITEMS, code),
                level=RiskLevel(data.level) if data.level else None,
                reason=data.reason,
            )
            work.session.add(
                RiskAssessment(
                    case_id=case.id,
                    assessed_at=work.clock.now(),
                    assessed_by_id=actor.id,
                    items=join_codes(result.items),
                    computed_level=result.computed,
                    level=result.level,
                    reason=result.reason,
                )
            )
            case.risk = result.level
            return ["risiko"]

        return self._change(actor, data.case_uid, (IDENTITY, LIMITED), "nilai risiko", save)

    def set_status(self, actor: Actor, uid: str, version: int, status: str) -> Outcome[CaseDetail]:
        """Change the status of a case; closing needs no open appointment ahead.

        Raises:
            UserError: the status is not known.
            StaleError: the case was changed after it was read.
        """
        if status not in set(CaseStatus):
            raise UserError("Status ini tidak dikenal. Pilih salah satu yang tertera.")

        def save(work: Work, case: CaseFile, _reach: Reach) -> list[str]:
            _require_version(case, version)
            case.status = status
            closed = status == CaseStatus.CLOSED
            case.closed_on = today(work.clock) if closed else None
            label = self._office.codes.label("status_kasus", status)
            work.session.add(
                CaseEvent(
                    case_id=case.id,
                    happened_at=work.clock.now(),
                    kind="status",
                    text=f"Status: {label}",
                )
            )
            return ["status"]

        return self._change(actor, uid, (IDENTITY, LIMITED), "ubah status", save)

    def assign(self, actor: Actor, uid: str, version: int, user_uid: str) -> Outcome[CaseDetail]:
        """Make a colleague responsible for the case.

        Raises:
            UserError: she is not an active member of staff.
            StaleError: the case was changed after it was read.
        """

        def save(work: Work, case: CaseFile, _reach: Reach) -> list[str]:
            _require_version(case, version)
            owner = work.session.execute(
                select(User).where(User.uid == user_uid, User.active.is_(True))
            ).scalar_one_or_none()
            if owner is None:
                raise UserError("Petugas ini tidak aktif. Pilih petugas lain.")
            case.owner_id = owner.id
            return ["petugas"]

        return self._change(actor, uid, (IDENTITY, LIMITED), "serah kasus", save)

    def access(self, actor: Actor, uid: str) -> tuple[AccessRow, ...]:
        """Return who did what with the case, newest first.

        Raises:
            NotAllowedError: she may not open the case.
        """
        with reading(self._office, actor) as session:
            case = self._office.case(session, uid)
            reach = admit(self._office, session, actor, case)
            query = access_query().where(AuditEntry.object_uid == case.uid).limit(500)
            grant = reach.rights.may(TRAIL, READ)
            responsible = case.owner_id == actor.id
            if not responsible and (grant is None or not grant.covers((Scope.ALL,))):
                query = query.where(AuditEntry.user_uid == actor.uid)
            return access_rows(session.execute(query).all())

    def initials_to_name(self, actor: Actor, case_uid: str) -> str:
        """Return the client's name for those who hold 'Tampilkan nama'; each time on record.

        Raises:
            NotAllowedError: she may not open the case.
        """
        with writing(self._office, actor) as work:
            case = self._office.case(work.session, case_uid)
            admit(self._office, work.session, actor, case)
            person = work.session.get_one(Person, case.client_id)
            work.audit("tampilkan nama", "case", case.uid)
            return person.full_name or person.call_name or person.description or ""

    def _change(
        self,
        actor: Actor,
        case_uid: str,
        data_classes: tuple[str, ...],
        action: str,
        save: Callable[[Work, CaseFile, Reach], list[str]],
    ) -> Outcome[CaseDetail]:
        """Run one save with right, audit and fresh reading around it."""
        with writing(self._office, actor) as work:
            case = self._office.case(work.session, case_uid)
            reach = admit(self._office, work.session, actor, case)
            if not any(reach.may(data_class, WRITE) for data_class in data_classes):
                raise RefusedError(data_classes[0], WRITE, case.uid)
            fields = save(work, case, reach)
            case.last_activity = today(work.clock)
            work.session.flush()
            work.audit(action, "case", case.uid, isian=fields)
            work.changed(("case", case.uid))
            detail = read_case(self._office, work.session, case, reach)
        return Outcome(detail, work.changes)

    def list(self, actor: Actor, wanted: CaseFilter) -> tuple[CaseRow, ...]:
        """Return one page of the list; errors as in `case_list.list_cases`."""
        return list_cases(self._office, actor, wanted)


def _require_version(case: CaseFile, read: int) -> None:
    if case.version != read:
        raise StaleError(_STALE)
