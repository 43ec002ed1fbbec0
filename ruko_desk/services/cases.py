"""Kasus: opening a case file, and saving its sections one at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from ruko_desk.changes import Outcome
from ruko_desk.db.tables.house import AuditEntry, RecentCase, User
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.access import Scope
from ruko_desk.domain.dto.cases import (
    AccessRow,
    AssessRisk,
    CaseDetail,
    CaseFilter,
    CaseRow,
    RecordConsent,
    RiskView,
    SaveAllegedPerpetrator,
    SaveIncident,
    SavePerson,
    SaveSafeContact,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import NotAllowedError
from ruko_desk.services import case_save, case_work, consents
from ruko_desk.services.case_change import Detail, change_case
from ruko_desk.services.case_edit import OPENED, REVEALED, CaseEdit
from ruko_desk.services.case_list import list_cases
from ruko_desk.services.case_read import read_case
from ruko_desk.services.case_scope import (
    FACTS,
    IDENTITY,
    LIMITED,
    TRAIL,
    admit,
    reading,
    writing,
)
from ruko_desk.services.incidents import save_incident
from ruko_desk.services.office import READ, Office
from ruko_desk.services.perpetrators import save_perpetrator

NOT_OPENED = "belum_dibuka"
ACCESS_PAGE = 100


class Cases:
    """The case file."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._opened: set[tuple[int, str]] = set()

    def open(self, actor: Actor, uid: str, reason: str = "") -> CaseDetail:
        """Open a case; the opening is on record, with the reason where the case is not hers.

        Raises:
            NotFoundError: there is no such case.
            NotAllowedError: her roles open no cases, or (code `perlu_alasan`) a reason is needed.
        """
        if self._office.database.read_only:
            with reading(self._office, actor) as session:
                case = self._office.case(session, uid)
                reach = admit(self._office, session, actor, case, reason)
                self._opened.add((actor.id, case.uid))
                return read_case(self._office, session, actor, case, reach)
        with writing(self._office, actor) as work:
            case = self._office.case(work.session, uid)
            reach = admit(self._office, work.session, actor, case, reason)
            work.session.merge(
                RecentCase(user_id=actor.id, case_id=case.id, opened_at=work.clock.now())
            )
            given = {"alasan": reason.strip()} if reason.strip() else {}
            work.audit(OPENED, "case", case.uid, **given)
            detail = read_case(self._office, work.session, actor, case, reach)
        self._opened.add((actor.id, uid))
        return detail

    def read_again(self, actor: Actor, uid: str) -> CaseDetail:
        """Return a case that was opened since unlocking as it is now; one visit, one opening.

        Raises:
            NotFoundError: there is no such case.
            NotAllowedError: it was not opened (code `belum_dibuka`), or her reach ended meanwhile.
        """
        self._require_opened(actor, uid)
        with reading(self._office, actor) as session:
            case = self._office.case(session, uid)
            reach = admit(self._office, session, actor, case)
            return read_case(self._office, session, actor, case, reach)

    def list(self, actor: Actor, wanted: CaseFilter) -> tuple[CaseRow, ...]:
        """Return one page of the list; errors as in `case_list.list_cases`."""
        return list_cases(self._office, actor, wanted)

    def save_person(self, actor: Actor, data: SavePerson) -> Outcome[CaseDetail]:
        """Save the client's identity; errors as in `case_save.save_person`."""

        def save(edit: CaseEdit) -> Detail:
            return {"isian": case_save.save_person(edit, data.person)}

        return self._change(actor, data.case_uid, (IDENTITY,), "ubah identitas", save)

    def save_safe_contact(self, actor: Actor, data: SaveSafeContact) -> Outcome[CaseDetail]:
        """Save how the client may be reached; errors as in `case_save.save_safe_contact`."""

        def save(edit: CaseEdit) -> Detail:
            return {"isian": case_save.save_safe_contact(edit, data.contact)}

        return self._change(actor, data.case_uid, (IDENTITY,), "ubah kontak aman", save)

    def save_incident(self, actor: Actor, data: SaveIncident) -> Outcome[CaseDetail]:
        """Save an incident; errors as in `incidents.save_incident`."""

        def save(edit: CaseEdit) -> Detail:
            return {"isian": save_incident(edit, data.incident)}

        return self._change(actor, data.case_uid, (FACTS,), "ubah kejadian", save)

    def save_perpetrator(self, actor: Actor, data: SaveAllegedPerpetrator) -> Outcome[CaseDetail]:
        """Save an alleged perpetrator; errors as in `perpetrators.save_perpetrator`."""

        def save(edit: CaseEdit) -> Detail:
            return {"isian": save_perpetrator(edit, data.perpetrator)}

        return self._change(actor, data.case_uid, (FACTS,), "ubah terlapor", save)

    def record_consent(self, actor: Actor, data: RecordConsent) -> Outcome[CaseDetail]:
        """Record an answer given today; errors as in `consents.record`."""

        def save(edit: CaseEdit) -> Detail:
            person = edit.work.session.get_one(Person, edit.case.client_id)
            consents.record(edit.work, actor, edit.case, person, data, self._office.codes)
            return {"tujuan": data.purpose, "jawaban": data.answer}

        return self._change(actor, data.case_uid, (IDENTITY,), "catat persetujuan", save)

    def withdraw_consent(
        self, actor: Actor, case_uid: str, consent_uid: str
    ) -> Outcome[CaseDetail]:
        """Take a consent back in one step; errors as in `consents.withdraw`."""

        def save(edit: CaseEdit) -> Detail:
            purpose, stopped, out = consents.withdraw(edit.work, edit.case, consent_uid)
            return {"tujuan": purpose, "rujukan_dicabut": stopped, "surat_keluar": out}

        return self._change(actor, case_uid, (IDENTITY,), "tarik persetujuan", save)

    def assess_risk(self, actor: Actor, data: AssessRisk) -> Outcome[CaseDetail]:
        """Assess the risk anew, the history is kept; errors as in `case_work.assess_risk`."""

        def save(edit: CaseEdit) -> Detail:
            return {"tingkat": case_work.assess_risk(edit, data)}

        return self._change(actor, data.case_uid, (FACTS, LIMITED), "nilai risiko", save)

    def risks(self, actor: Actor, uid: str) -> tuple[RiskView, ...]:
        """Return how the risk of an opened case was assessed, newest first.

        Raises:
            NotAllowedError: it was not opened since unlocking, or her reach ended meanwhile.
        """
        self._require_opened(actor, uid)
        with reading(self._office, actor) as session:
            case = self._office.case(session, uid)
            admit(self._office, session, actor, case)
            return case_work.risk_history(session, case.id)

    def set_status(self, actor: Actor, uid: str, version: int, status: str) -> Outcome[CaseDetail]:
        """Change the status of a case; errors as in `case_work.set_status`."""

        def save(edit: CaseEdit) -> Detail:
            case_work.set_status(edit, version, status)
            return {"status": status}

        return self._change(actor, uid, (FACTS, LIMITED), "ubah status", save, managers=True)

    def assign(self, actor: Actor, uid: str, version: int, user_uid: str) -> Outcome[CaseDetail]:
        """Make a colleague responsible for the case; errors as in `case_work.assign`."""

        def save(edit: CaseEdit) -> Detail:
            case_work.assign(edit, version, user_uid)
            return {"petugas": user_uid}

        return self._change(actor, uid, (FACTS, LIMITED), "serah kasus", save, managers=True)

    def access(
        self, actor: Actor, uid: str, *, before: int = 0, limit: int = ACCESS_PAGE
    ) -> tuple[AccessRow, ...]:
        """Return who did what with the case, newest first, with the reasons that were given.

        Managers see everybody's acts, and so does whoever is responsible for the case; others
        see their own.

        Args:
            actor: who asks.
            uid: the case.
            before: the `seq` of the last row of the page before; 0 for the first page.
            limit: rows of a page.

        Raises:
            NotAllowedError: she may not read the trail, or not open the case.
        """
        self._office.require(actor, TRAIL, READ)
        with reading(self._office, actor) as session:
            case = self._office.case(session, uid)
            reach = admit(self._office, session, actor, case)
            query = (
                select(
                    AuditEntry.seq,
                    AuditEntry.ts_utc,
                    User.display_name,
                    AuditEntry.action,
                    AuditEntry.detail,
                )
                .outerjoin(User, User.uid == AuditEntry.user_uid)
                .where(AuditEntry.object_uid == case.uid)
                .order_by(AuditEntry.seq.desc())
                .limit(limit)
            )
            if before:
                query = query.where(AuditEntry.seq < before)
            grant = reach.grant(TRAIL, READ)
            everybody = grant is not None and Scope.ALL in grant.scopes
            if not everybody and case.owner_id != actor.id:
                query = query.where(AuditEntry.user_uid == actor.uid)
            return tuple(
                AccessRow(
                    when=datetime.fromisoformat(when),
                    user=user or "",
                    action=_with_reason(action, detail),
                    seq=seq,
                )
                for seq, when, user, action, detail in session.execute(query)
            )

    def initials_to_name(self, actor: Actor, case_uid: str) -> str:
        """Return the client's name for those who hold 'Tampilkan nama'; each time on record.

        A vault that may only be looked at keeps no record, as of its openings.

        Raises:
            NotAllowedError: she may not open the case.
        """
        if self._office.database.read_only:
            with reading(self._office, actor) as session:
                case = self._office.case(session, case_uid)
                admit(self._office, session, actor, case)
                return _name_of(session.get_one(Person, case.client_id))
        with writing(self._office, actor) as work:
            case = self._office.case(work.session, case_uid)
            admit(self._office, work.session, actor, case)
            person = work.session.get_one(Person, case.client_id)
            work.audit(REVEALED, "case", case.uid)
            return _name_of(person)

    def _require_opened(self, actor: Actor, uid: str) -> None:
        if (actor.id, uid) not in self._opened:
            raise NotAllowedError(
                "Kasus ini belum dibuka. Buka dari daftar kasus.", code=NOT_OPENED
            )

    def _change(
        self,
        actor: Actor,
        case_uid: str,
        data_classes: tuple[str, ...],
        action: str,
        save: Callable[[CaseEdit], Detail],
        *,
        managers: bool = False,
    ) -> Outcome[CaseDetail]:
        return change_case(
            self._office,
            actor,
            case_uid,
            action,
            data_classes=data_classes,
            save=save,
            view=lambda edit: read_case(
                self._office, edit.work.session, actor, edit.case, edit.reach
            ),
            managers=managers,
        )


def _name_of(person: Person) -> str:
    return person.full_name or person.call_name or person.description


def _with_reason(action: str, detail: str) -> str:
    reason = json.loads(detail).get("alasan") if detail else None
    return f"{action} ({reason})" if reason else action
