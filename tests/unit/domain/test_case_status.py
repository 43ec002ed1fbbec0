"""To what a case may be set by hand."""

from __future__ import annotations

import pytest

from ruko_desk.domain.case_status import next_statuses
from ruko_desk.domain.codes import CaseStatus

OPEN = [status for status in CaseStatus if status is not CaseStatus.CLOSED]


@pytest.mark.parametrize("status", OPEN)
def test_an_open_case_is_never_set_to_new_closed_reopened_or_what_it_is(status: CaseStatus) -> None:
    steps = next_statuses(status)
    assert steps
    assert not {CaseStatus.NEW, CaseStatus.CLOSED, CaseStatus.REOPENED, status} & set(steps)


def test_a_closed_case_is_set_to_nothing() -> None:
    assert next_statuses(CaseStatus.CLOSED) == ()
