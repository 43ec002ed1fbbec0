"""Everything done for the client, as one user may see it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.domain.dto.care import CareView
from ruko_desk.services.case_links import handover_views, link_views
from ruko_desk.services.case_scope import CLOSING, Reach
from ruko_desk.services.case_stage import stage
from ruko_desk.services.closing import closure_views
from ruko_desk.services.legal_steps import legal_step_views
from ruko_desk.services.needs import needs_views
from ruko_desk.services.office import READ, WRITE, Office
from ruko_desk.services.plan import plan_views
from ruko_desk.services.safety import flag_views, safety_view
from ruko_desk.services.services_given import service_views

NEEDS, CARE, SAFETY = "asesmen", "penanganan", "keselamatan"
"""Classes of data of the rights table, beside `CLOSING`."""


def read_care(office: Office, session: Session, case: CaseFile, reach: Reach) -> CareView:
    """Put it together; what the actor may not see is None or empty."""
    sees_care, sees_safety = reach.may(CARE, READ), reach.may(SAFETY, READ)
    sees_end = reach.may(CLOSING, READ)
    editable = (
        frozenset(name for name in (NEEDS, CARE, SAFETY, CLOSING) if reach.may(name, WRITE))
        if not office.database.read_only
        else frozenset[str]()
    )
    return CareView(
        case_uid=case.uid,
        stage=stage(session, office.codes, case),
        follow_up_on=case.follow_up_on,
        assessments=needs_views(session, case.id) if reach.may(NEEDS, READ) else None,
        plan=plan_views(session, case.id) if sees_care else None,
        services=service_views(session, case.id) if sees_care else None,
        legal_steps=legal_step_views(session, case.id) if sees_care else None,
        safety=safety_view(session, case.id) if sees_safety else None,
        flags=flag_views(session, case.id) if sees_safety else (),
        links=link_views(session, case.id) if sees_care else (),
        closures=closure_views(session, case.id) if sees_end else (),
        handovers=handover_views(session, case.id) if sees_end else (),
        may_edit=editable,
    )
