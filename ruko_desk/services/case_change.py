"""One save of one case: right, change, audit, fresh view; the same for every section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from ruko_desk.changes import Outcome
from ruko_desk.clock import today
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.case_scope import RefusedError, admit, writing
from ruko_desk.services.office import WRITE, Office, is_manager

T = TypeVar("T")

Detail = Mapping[str, object]
"""What a save tells the audit: names of fields, codes and counts."""


def change_case(
    office: Office,
    actor: Actor,
    case_uid: str,
    action: str,
    *,
    data_classes: tuple[str, ...],
    save: Callable[[CaseEdit], Detail],
    view: Callable[[CaseEdit], T],
    managers: bool = False,
) -> Outcome[T]:
    """Run one save and return what the case looks like after it.

    Args:
        office: where.
        actor: who.
        case_uid: the case.
        action: word for the audit.
        data_classes: writing any one of these classes of data is enough.
        save: changes rows, returns what the audit shall tell.
        view: reads the case again after the save.
        managers: managers may do it whatever the classes say.

    Raises:
        NotFoundError: there is no such case.
        NotAllowedError: she may not open it, or not change this in it.
    """
    with writing(office, actor) as work:
        case = office.case(work.session, case_uid)
        reach = admit(office, work.session, actor, case)
        writes = any(reach.may(data_class, WRITE) for data_class in data_classes)
        if not writes and not (managers and is_manager(actor)):
            raise RefusedError(data_classes[0], WRITE, case.uid)
        edit = CaseEdit(office=office, actor=actor, work=work, case=case, reach=reach)
        detail = save(edit)
        case.last_activity = today(work.clock)
        work.session.flush()
        work.audit(action, "case", case.uid, **detail)
        work.changed(("case", case.uid))
        seen = view(edit)
    return Outcome(seen, work.changes)
