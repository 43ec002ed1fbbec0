"""Days of repeated sessions, by tables; dateless arithmetic is checked against the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain.recurrence import (
    HORIZON,
    LAST,
    MOST,
    Recurrence,
    Rhythm,
    check,
    nth_of,
    occurrences,
    rule_words,
)
from ruko_desk.errors import FieldErrors

THURSDAY = date(2026, 11, 26)
DAILY, WEEKLY, MONTHLY = Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.MONTHLY


def rule(rhythm: Rhythm, every: int = 1, *days: int, nth: int = 0, **end: object) -> Recurrence:
    return Recurrence(
        rhythm=rhythm,
        every=every,
        weekdays=frozenset(days),
        nth=nth,
        **end,  # type: ignore[arg-type]  # count or until, as each row of the table says
    )


def days(found: Recurrence, first: date = THURSDAY, **holidays: str) -> list[str]:
    named = {date.fromisoformat(day.replace("_", "-")[1:]): name for day, name in holidays.items()}
    return [
        f"{one.day:%d/%m/%y}{'*' * bool(one.holiday)}" for one in occurrences(found, first, named)
    ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (rule(DAILY, count=3), ["26/11/26", "27/11/26", "28/11/26"]),
        (rule(DAILY, 10, until=date(2026, 12, 16)), ["26/11/26", "06/12/26", "16/12/26"]),
        (rule(WEEKLY, 1, 3, count=3), ["26/11/26", "03/12/26", "10/12/26"]),
        (rule(WEEKLY, 2, 3, count=3), ["26/11/26", "10/12/26", "24/12/26"]),
        # Chosen days before the first one of its week belong to the past.
        (rule(WEEKLY, 1, 0, 3, count=4), ["26/11/26", "30/11/26", "03/12/26", "07/12/26"]),
        (rule(WEEKLY, 2, 0, 3, count=4), ["26/11/26", "07/12/26", "10/12/26", "21/12/26"]),
        # The first day need not be one of the rule.
        (rule(WEEKLY, 1, 1, count=2), ["01/12/26", "08/12/26"]),
        (rule(MONTHLY, 1, 3, nth=4, count=3), ["26/11/26", "24/12/26", "28/01/27"]),
        (rule(MONTHLY, 1, 3, nth=LAST, count=3), ["26/11/26", "31/12/26", "28/01/27"]),
        (rule(MONTHLY, 1, 0, nth=1, count=2), ["07/12/26", "04/01/27"]),
        (rule(MONTHLY, 3, 3, nth=4, until=date(2027, 6, 1)), ["26/11/26", "25/02/27", "27/05/27"]),
        (rule(MONTHLY, 13, 3, nth=4, count=2), ["26/11/26"]),
    ],
)
def test_days_of_a_rule(wanted: Recurrence, expected: list[str]) -> None:
    assert days(wanted) == expected


def test_a_holiday_is_left_out_by_name_and_not_counted() -> None:
    found = days(rule(DAILY, count=3), _2026_11_27="Libur", _2026_11_29="Libur")
    assert found == ["26/11/26", "27/11/26*", "28/11/26", "29/11/26*", "30/11/26"]
    assert days(rule(DAILY, count=2), _2026_11_28="Libur") == ["26/11/26", "27/11/26"]
    until = rule(DAILY, until=date(2026, 11, 28))
    assert days(until, _2026_11_28="Libur") == ["26/11/26", "27/11/26", "28/11/26*"]


def test_no_series_is_longer_than_a_year_or_sixty_sessions() -> None:
    everyday = occurrences(rule(DAILY, until=THURSDAY + HORIZON), THURSDAY, {})
    assert len(everyday) == MOST
    yearly = occurrences(rule(MONTHLY, 1, 3, nth=4, count=60), THURSDAY, {})
    assert yearly[-1].day <= THURSDAY + HORIZON


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (rule(DAILY, 0, count=2), "every"),
        (rule(WEEKLY, 1, count=2), "weekdays"),
        (rule(MONTHLY, 1, 3, count=2), "nth"),
        (rule(MONTHLY, 1, 1, 3, nth=1, count=2), "nth"),
        (rule(DAILY), "count"),
        (rule(DAILY, count=2, until=THURSDAY + timedelta(days=3)), "count"),
        (rule(DAILY, count=1), "count"),
        (rule(DAILY, count=61), "count"),
        (rule(DAILY, until=THURSDAY), "until"),
        (rule(DAILY, until=THURSDAY + timedelta(days=367)), "until"),
    ],
)
def test_a_rule_that_cannot_be_says_where(wanted: Recurrence, field: str) -> None:
    with pytest.raises(FieldErrors) as caught:
        check(wanted, THURSDAY)
    assert list(caught.value.fields) == [field]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (rule(DAILY, count=5), "Setiap hari, 5 kali"),
        (rule(WEEKLY, 1, 3, count=8), "Setiap pekan pada Kamis, 8 kali"),
        (rule(WEEKLY, 2, 0, 3, count=10), "Setiap 2 pekan pada Senin dan Kamis, 10 kali"),
        (
            rule(MONTHLY, 1, 3, nth=LAST, until=date(2027, 3, 31)),
            "Setiap bulan pada Kamis terakhir, sampai 31 Maret 2027",
        ),
    ],
)
def test_a_rule_in_words(wanted: Recurrence, words: str) -> None:
    assert rule_words(wanted) == words


@given(
    st.dates(date(2020, 1, 1), date(2090, 1, 1)),
    st.sampled_from(Rhythm),
    st.integers(1, 26),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(1, LAST),
    st.integers(2, MOST),
)
def test_days_rise_keep_their_weekday_and_begin_at_the_first(
    first: date, rhythm: Rhythm, every: int, weekdays: frozenset[int], nth: int, count: int
) -> None:
    chosen = weekdays if rhythm is WEEKLY else frozenset([min(weekdays)])
    wanted = Recurrence(rhythm=rhythm, every=every, weekdays=chosen, nth=nth, count=count)
    check(wanted, first)
    found = [one.day for one in occurrences(wanted, first, {})]
    assert found == sorted(set(found))
    assert len(found) <= count
    assert all(day >= first for day in found)
    if rhythm is not DAILY:
        assert {day.weekday() for day in found} <= chosen
    if rhythm is MONTHLY:
        assert all(
            (day + timedelta(weeks=1)).month != day.month if nth == LAST else nth_of(day) == nth
            for day in found
        )
    if rhythm is DAILY:
        assert {(b - a).days for a, b in pairwise(found)} <= {every}
