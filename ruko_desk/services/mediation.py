"""The gate before mediation.

Sexual violence is not settled outside the court, except where the suspect is a child (UU 12/2022
art. 23). A manager may let a mediation through with a reason that stays on record.
"""

from __future__ import annotations

from sqlalchemy import select

from ruko_desk.db.tables.cases import Incident, IncidentForm
from ruko_desk.errors import UserError
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.office import is_manager

MEDIATION, SEXUAL = "mediasi", "seksual"


def check_mediation(edit: CaseEdit, reason: str) -> str:
    """Let mediation through where it may be; return the manager's reason where one was needed.

    Raises:
        UserError: (code `mediasi`) sexual violence is recorded and no manager gave a reason.
    """
    found = edit.work.session.execute(
        select(IncidentForm.form)
        .join(Incident, Incident.id == IncidentForm.incident_id)
        .where(Incident.case_id == edit.case.id, IncidentForm.form == SEXUAL)
        .limit(1)
    ).first()
    if found is None:
        return ""
    if is_manager(edit.actor) and reason.strip():
        return reason.strip()
    raise UserError(
        "Kekerasan seksual tidak boleh diselesaikan dengan mediasi (UU 12/2022 pasal 23). Bila "
        "terlapor seorang anak, pengelola dapat membukanya dengan alasan.",
        code="mediasi",
    )
