"""Care: needs, plan, services, the law, safety, and the end of a case. One method, one use case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from ruko_desk.changes import Outcome
from ruko_desk.clock import today
from ruko_desk.db.tables.care import CaseClosure
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.domain.dto.care import (
    AskClosure,
    CareView,
    LegalStepView,
    NeedsView,
    PlanItemView,
    SafetyPlanView,
    ServiceView,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors
from ruko_desk.services import case_links, closing, safety
from ruko_desk.services.care_read import CARE, NEEDS, SAFETY, read_care
from ruko_desk.services.case_change import Detail, change_case
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.case_scope import CLOSING, admit, reading
from ruko_desk.services.case_stage import refresh_stage
from ruko_desk.services.legal_steps import save_legal_step
from ruko_desk.services.needs import save_needs
from ruko_desk.services.office import READ, Office
from ruko_desk.services.plan import save_plan_item
from ruko_desk.services.services_given import save_service


class Care:
    """What is done for a client."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def open(self, actor: Actor, case_uid: str) -> CareView:
        """Return what was done for the client, as far as the actor may see it.

        Raises:
            NotFoundError: there is no such case.
            NotAllowedError: she may not open it, or has to give a reason first.
        """
        with reading(self._office, actor) as session:
            case = self._office.case(session, case_uid)
            reach = admit(self._office, session, actor, case)
            return read_care(self._office, session, case, reach)

    def save_needs(self, actor: Actor, case_uid: str, view: NeedsView) -> Outcome[CareView]:
        """Save an assessment of needs; errors as in `needs.save_needs`."""
        return self._save(
            actor, case_uid, NEEDS, "simpan asesmen", lambda edit: save_needs(edit, view)
        )

    def save_plan_item(self, actor: Actor, case_uid: str, view: PlanItemView) -> Outcome[CareView]:
        """Save an item of the plan; errors as in `plan.save_plan_item`."""
        return self._save(
            actor, case_uid, CARE, "simpan rencana", lambda edit: save_plan_item(edit, view)
        )

    def save_service(self, actor: Actor, case_uid: str, view: ServiceView) -> Outcome[CareView]:
        """Save a service given or missed; errors as in `services_given.save_service`."""
        return self._save(
            actor, case_uid, CARE, "simpan layanan", lambda edit: save_service(edit, view)
        )

    def save_legal_step(
        self, actor: Actor, case_uid: str, view: LegalStepView
    ) -> Outcome[CareView]:
        """Save a step of the law; errors as in `legal_steps.save_legal_step`."""
        return self._save(
            actor, case_uid, CARE, "simpan proses hukum", lambda edit: save_legal_step(edit, view)
        )

    def save_safety(self, actor: Actor, case_uid: str, view: SafetyPlanView) -> Outcome[CareView]:
        """Save the safety plan; errors as in `safety.save_safety`."""
        return self._save(
            actor,
            case_uid,
            SAFETY,
            "simpan keselamatan",
            lambda edit: safety.save_safety(edit, view),
        )

    def raise_flag(self, actor: Actor, case_uid: str, kind: str, reason: str) -> Outcome[CareView]:
        """Put a warning on the case; errors as in `safety.raise_flag`."""

        def save(edit: CaseEdit) -> Detail:
            safety.raise_flag(edit, kind, reason)
            return {"tanda": kind}

        return self._change(actor, case_uid, SAFETY, "pasang tanda", save)

    def lower_flag(self, actor: Actor, case_uid: str, uid: str, reason: str) -> Outcome[CareView]:
        """Take a warning down; errors as in `safety.lower_flag`."""

        def save(edit: CaseEdit) -> Detail:
            return {"tanda": safety.lower_flag(edit, uid, reason)}

        return self._change(actor, case_uid, SAFETY, "turunkan tanda", save)

    def set_follow_up(
        self, actor: Actor, case_uid: str, version: int, day: date | None
    ) -> Outcome[CareView]:
        """Agree on the day of the next follow-up, or take it away.

        Raises:
            FieldErrors: follow_up_on lies behind.
            StaleError: the case was changed after it was read.
        """

        def save(edit: CaseEdit) -> Detail:
            edit.check_version(version, edit.case.version)
            if day is not None and day < today(self._office.clock):
                raise FieldErrors({"follow_up_on": "Tindak lanjut tidak boleh sebelum hari ini"})
            edit.case.follow_up_on = day
            refresh_stage(edit.work.session, edit.case)
            return {"tindak_lanjut": str(day or "")}

        return self._change(actor, case_uid, CARE, "atur tindak lanjut", save)

    def link(
        self, actor: Actor, case_uid: str, code: str, kind: str, reason: str
    ) -> Outcome[CareView]:
        """Link two cases; errors as in `case_links.link`."""

        def save(edit: CaseEdit) -> Detail:
            case_links.link(edit, code, kind, reason)
            return {"kaitan": kind, "dengan": code.strip().upper()}

        return self._change(actor, case_uid, CARE, "kaitkan kasus", save)

    def unlink(self, actor: Actor, case_uid: str, uid: str) -> Outcome[CareView]:
        """Take a link away; errors as in `case_links.unlink`."""

        def save(edit: CaseEdit) -> Detail:
            case_links.unlink(edit, uid)
            return {"kaitan": uid}

        return self._change(actor, case_uid, CARE, "lepas kaitan", save)

    def hand_over(
        self, actor: Actor, case_uid: str, version: int, to_uid: str, open_points: str
    ) -> Outcome[CareView]:
        """Give the case to a colleague; errors as in `case_links.hand_over`."""

        def save(edit: CaseEdit) -> Detail:
            case_links.hand_over(edit, version, to_uid, open_points)
            return {"petugas": to_uid}

        return self._change(actor, case_uid, CLOSING, "serah kasus", save)

    def open_ends(self, actor: Actor, case_uid: str) -> tuple[str, ...]:
        """Return in sentences what is still open before a case is closed.

        Raises:
            NotAllowedError: as in `open`.
        """
        with reading(self._office, actor) as session:
            case = self._office.case(session, case_uid)
            admit(self._office, session, actor, case).need(CLOSING, READ)
            return closing.open_ends(session, case.id)

    def ask_closure(self, actor: Actor, data: AskClosure) -> Outcome[CareView]:
        """Ask to close the case; errors as in `closing.ask`."""

        def save(edit: CaseEdit) -> Detail:
            return {"penutupan": data.reason, "keputusan": closing.ask(edit, data)}

        return self._change(actor, data.case_uid, CLOSING, "minta penutupan", save)

    def decide_closure(
        self, actor: Actor, case_uid: str, uid: str, *, approve: bool, because: str = ""
    ) -> Outcome[CareView]:
        """Approve a closing or send it back; errors as in `closing.decide`."""

        def save(edit: CaseEdit) -> Detail:
            return {"keputusan": closing.decide(edit, uid, approve=approve, because=because)}

        return self._change(actor, case_uid, CLOSING, "putuskan penutupan", save)

    def reopen(self, actor: Actor, case_uid: str, version: int, reason: str) -> Outcome[CareView]:
        """Open a closed case again; errors as in `closing.reopen`."""

        def save(edit: CaseEdit) -> Detail:
            closing.reopen(edit, version, reason)
            return {"alasan": reason.strip()}

        return self._change(actor, case_uid, CLOSING, "buka kembali", save)

    def closures(self, actor: Actor, decision: str) -> tuple[tuple[str, str, date], ...]:
        """Return uid, code and day of the requests with a decision (list `keputusan_tutup`).

        With `menunggu` what a manager has to decide, with `tanpa_kedua` what the head of the
        office wants to see.

        Raises:
            NotAllowedError: she may not see how cases are run.
        """
        self._office.require(actor, CLOSING, READ)
        with self._office.database.read() as session:
            rows = session.execute(
                select(CaseFile.uid, CaseFile.code, CaseClosure.asked_at)
                .join(CaseFile, CaseFile.id == CaseClosure.case_id)
                .where(CaseClosure.decision == decision)
                .order_by(CaseClosure.id)
            )
            return tuple((uid, code, asked.date()) for uid, code, asked in rows)

    def _save(
        self,
        actor: Actor,
        case_uid: str,
        data_class: str,
        action: str,
        save: Callable[[CaseEdit], list[str]],
    ) -> Outcome[CareView]:
        """Save a record that counts for the stage of the case."""

        def saved(edit: CaseEdit) -> Detail:
            names = save(edit)
            refresh_stage(edit.work.session, edit.case)
            return {"kolom": sorted(names)}

        return self._change(actor, case_uid, data_class, action, saved)

    def _change(
        self,
        actor: Actor,
        case_uid: str,
        data_class: str,
        action: str,
        save: Callable[[CaseEdit], Detail],
    ) -> Outcome[CareView]:
        return change_case(
            self._office,
            actor,
            case_uid,
            action,
            data_classes=(data_class,),
            save=save,
            view=lambda edit: read_care(self._office, edit.work.session, edit.case, edit.reach),
        )
