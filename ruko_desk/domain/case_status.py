"""The steps between the states of a case."""

from __future__ import annotations

from ruko_desk.domain.codes import CaseStatus

_AT_WORK = (CaseStatus.ASSESSMENT, CaseStatus.IN_CARE, CaseStatus.MONITORED, CaseStatus.CLOSED)


def next_statuses(status: str) -> tuple[CaseStatus, ...]:
    """Return what a case may become; a closed case can only be reopened, and only a closed one."""
    if status == CaseStatus.CLOSED:
        return (CaseStatus.REOPENED,)
    return tuple(step for step in _AT_WORK if step != status)
