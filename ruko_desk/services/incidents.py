"""Incidents of a case: what happened, when, where, which forms of violence, and the account."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.cases import CaseFile, CaseParty, Incident, IncidentForm
from ruko_desk.domain.access import Scope
from ruko_desk.domain.dto.cases import IncidentView
from ruko_desk.errors import FieldErrors, NotFoundError
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.case_scope import NARRATIVE, Reach, RefusedError
from ruko_desk.services.office import WRITE, Office
from ruko_desk.services.person_form import (
    CHOOSE,
    NAME_LENGTH,
    address_of,
    check_address,
    check_code,
    check_partial,
    check_text,
    checked,
)
from ruko_desk.services.survivor_status import remember_status

SURVIVOR = "penyintas"
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")


def incident_views(
    session: Session, case_id: int, *, with_narrative: bool
) -> tuple[IncidentView, ...]:
    """Return the incidents of a case, the first one told first; the account only where allowed."""
    forms: dict[int, list[tuple[str, bool]]] = {}
    for key, form, is_main in session.execute(
        select(IncidentForm.incident_id, IncidentForm.form, IncidentForm.is_main)
        .join(Incident, Incident.id == IncidentForm.incident_id)
        .where(Incident.case_id == case_id)
        .order_by(IncidentForm.is_main.desc(), IncidentForm.form)
    ):
        forms.setdefault(key, []).append((form, is_main))
    rows = session.execute(
        select(Incident).where(Incident.case_id == case_id).order_by(Incident.id)
    ).scalars()
    return tuple(
        IncidentView(
            uid=row.uid,
            version=row.version,
            date=row.happened,
            time_of_day=row.time_of_day,
            place_kind=row.place_kind,
            address=address_of(row, "place"),
            narrative=row.narrative if with_narrative else None,
            forms=tuple(form for form, _ in forms.get(row.id, ())),
            main_form=next((form for form, main in forms.get(row.id, ()) if main), ""),
            local_kind=row.local_kind,
            domestic=row.domestic,
            weapon=row.weapon,
            is_main=row.is_main,
        )
        for row in rows
    )


def may_tell_story(reach: Reach, case: CaseFile, told: str, day: date) -> bool:
    """Tell whether the actor may write the account of an incident of which `told` is on record.

    The front desk writes it once, on the day of the intake; then it is closed for the desk.
    """
    grant = reach.rights.may(NARRATIVE, WRITE)
    once = {Scope.ONCE} if not told and case.opened_on == day else set()
    return grant is not None and grant.covers(reach.met | once)


def has_untold(session: Session, case_id: int) -> bool:
    """Tell whether the account of some incident, or of any at all, is still to be written."""
    told = session.execute(select(Incident.narrative).where(Incident.case_id == case_id)).scalars()
    return not all(list(told) or [""])


def save_incident(edit: CaseEdit, view: IncidentView) -> list[str]:
    """Save a new (empty uid) or changed incident; return the names of the fields that changed.

    An account of None is left as it is: the actor did not see it.

    Raises:
        FieldErrors: by the names of the view's fields.
        NotFoundError: the case has no such incident.
        RefusedError: the account is closed for the actor.
        StaleError: somebody else saved it after it was read.
    """
    session = edit.work.session
    new = _check(edit.office, view, today(edit.office.clock))
    row = _load(edit, view)
    if view.narrative is not None and view.narrative.strip() != (row.narrative or ""):
        if not may_tell_story(edit.reach, edit.case, row.narrative, today(edit.office.clock)):
            raise RefusedError(NARRATIVE, WRITE, edit.case.uid)
        new["narrative"] = view.narrative.strip()
        row.narrative_by_id = edit.actor.id
    names = [name for name, value in new.items() if getattr(row, name) != value]
    for name in names:
        setattr(row, name, new[name])
    session.flush()
    if _store_forms(edit, row, view):
        names.append("forms")
    remember_status(session, row, survivor_party(session, edit.case))
    _settle_main(session, row, view)
    return names


def survivor_party(session: Session, case: CaseFile) -> int:
    """Return the key of the client's party in the case."""
    return session.execute(
        select(CaseParty.id).where(
            CaseParty.case_id == case.id,
            CaseParty.person_id == case.client_id,
            CaseParty.role == SURVIVOR,
        )
    ).scalar_one()


def _check(office: Office, view: IncidentView, day: date) -> dict[str, object]:
    wrong: dict[str, str] = {}
    new: dict[str, object] = {
        "happened": checked(
            wrong, "date", lambda: check_partial(view.date, day, "Tanggal kejadian")
        ),
        "place_kind": check_code(
            office.codes, wrong, "place_kind", "tempat_kejadian", view.place_kind
        ),
        "local_kind": check_code(office.codes, wrong, "local_kind", "jenis_kasus", view.local_kind),
        "weapon": check_text(wrong, "weapon", view.weapon, NAME_LENGTH),
        "domestic": view.domestic,
    }
    time = _TIME.fullmatch(view.time_of_day.strip())
    if view.time_of_day.strip() and time is None:
        wrong["time_of_day"] = "Tulis jam seperti 21.30, atau kosongkan"
    new["time_of_day"] = f"{int(time[1]):02d}:{time[2]}" if time else ""
    new |= check_address(office, wrong, "address", "place", view.address)
    if any(office.codes.find("bentuk_kekerasan", form) is None for form in view.forms):
        wrong["forms"] = CHOOSE
    elif view.main_form and view.main_form not in view.forms:
        wrong["main_form"] = "Bentuk utama harus salah satu dari bentuk yang dipilih"
    if wrong:
        raise FieldErrors(wrong)
    return new


def _load(edit: CaseEdit, view: IncidentView) -> Incident:
    session = edit.work.session
    if view.uid:
        found = session.execute(
            select(Incident).where(Incident.uid == view.uid, Incident.case_id == edit.case.id)
        ).scalar_one_or_none()
        if found is None:
            raise NotFoundError("Kejadian ini tidak ditemukan. Muat ulang kasus, lalu coba lagi.")
        edit.check_version(view.version, found.version)
        return found
    first = session.execute(select(Incident.id).where(Incident.case_id == edit.case.id)).first()
    row = Incident(case_id=edit.case.id, is_main=first is None)
    session.add(row)
    session.flush()
    return row


def _store_forms(edit: CaseEdit, row: Incident, view: IncidentView) -> bool:
    """Write the forms of violence that the client suffered; tell whether they changed."""
    session = edit.work.session
    survivor = survivor_party(session, edit.case)
    main = view.main_form or (view.forms[0] if view.forms else "")
    wanted = {form: form == main for form in view.forms}
    mine = (IncidentForm.incident_id == row.id, IncidentForm.survivor_id == survivor)
    rows = session.execute(select(IncidentForm.form, IncidentForm.is_main).where(*mine))
    stored = {row.form: row.is_main for row in rows}
    if stored == wanted:
        return False
    session.execute(delete(IncidentForm).where(*mine))
    session.add_all(
        IncidentForm(incident_id=row.id, survivor_id=survivor, form=form, is_main=is_main)
        for form, is_main in wanted.items()
    )
    return True


def _settle_main(session: Session, row: Incident, view: IncidentView) -> None:
    """One incident is the main one: the marked one, else the first."""
    if not view.is_main or row.is_main:
        return
    session.execute(
        update(Incident)
        .where(Incident.case_id == row.case_id, Incident.is_main.is_(True))
        .values(is_main=False, version=Incident.version + 1)
    )
    row.is_main = True
