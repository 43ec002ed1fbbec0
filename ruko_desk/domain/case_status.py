"""The states of a case that people set by hand."""

from __future__ import annotations

from ruko_desk.domain.codes import CaseStatus

_BY_HAND = (CaseStatus.ASSESSMENT, CaseStatus.IN_CARE, CaseStatus.MONITORED)


def next_statuses(status: str) -> tuple[CaseStatus, ...]:
    """Return what a case may be set to; closing and reopening are decisions of their own."""
    if status == CaseStatus.CLOSED:
        return ()
    return tuple(step for step in _BY_HAND if step != status)
