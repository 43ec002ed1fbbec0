"""From which state of a case to which."""

from __future__ import annotations

import pytest

from ruko_desk.domain.case_status import next_statuses
from ruko_desk.domain.codes import CaseStatus


@pytest.mark.parametrize("status", CaseStatus)
def test_a_case_never_becomes_new_again_or_what_it_is(status: CaseStatus) -> None:
    steps = next_statuses(status)
    assert steps
    assert CaseStatus.NEW not in steps
    assert status not in steps


def test_only_a_closed_case_is_reopened() -> None:
    assert next_statuses(CaseStatus.CLOSED) == (CaseStatus.REOPENED,)
    others = [status for status in CaseStatus if status is not CaseStatus.CLOSED]
    assert all(CaseStatus.REOPENED not in next_statuses(status) for status in others)
    assert all(CaseStatus.CLOSED in next_statuses(status) for status in others)
