"""The clocks of a case: what starts them, until when they run, and what is said about them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from ruko_desk.clock import at
from ruko_desk.domain.codes import RiskLevel
from ruko_desk.domain.dates import PartialDate
from ruko_desk.domain.deadlines import (
    CaseFacts,
    Deadline,
    Running,
    SexualIncident,
    State,
    Window,
    deadlines,
    due_at,
    due_words,
    health_words,
    state_of,
    window_of,
)
from ruko_desk.domain.limits import DEFAULTS, RULES, ClockKind, Limit, Unit
from ruko_desk.domain.working_days import add_working_days, is_working_day
from ruko_desk.errors import UserError

THURSDAY = date(2026, 11, 26)
RECEIVED = at(THURSDAY, 9)
CHRISTMAS = frozenset({date(2026, 12, 24), date(2026, 12, 25)})
YESTERDAY_NIGHT = SexualIncident(
    ref="7", happened=PartialDate(2026, 11, 25), clock_time=time(22, 30)
)


def found(facts: CaseFacts) -> dict[ClockKind, Deadline]:
    """Return the clocks of a case by kind."""
    return {one.kind: one for one in deadlines(facts, DEFAULTS, CHRISTMAS)}


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 26), 1, date(2026, 11, 27)),
        (date(2026, 11, 26), 3, date(2026, 12, 1)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 25), 3, date(2026, 12, 30)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(
    day: date, count: int, expected: date
) -> None:
    assert add_working_days(day, count, CHRISTMAS) == expected
    assert is_working_day(expected, CHRISTMAS)


def test_no_working_days_is_no_count() -> None:
    with pytest.raises(ValueError, match="0"):
        add_working_days(THURSDAY, 0, ())


@pytest.mark.parametrize(
    ("amount", "unit", "since", "expected"),
    [
        (0, Unit.HOURS, RECEIVED, RECEIVED),
        (72, Unit.HOURS, at(date(2026, 12, 23), 20, 15), at(date(2026, 12, 26), 20, 15)),
        (7, Unit.DAYS, RECEIVED, at(date(2026, 12, 3), 23, 59)),
        (3, Unit.WORKING_DAYS, RECEIVED, at(date(2026, 12, 1), 23, 59)),
        # 00.30 in Jakarta is still the day before in UTC: the day of the house counts
        (1, Unit.DAYS, at(THURSDAY, 0, 30), at(date(2026, 11, 27), 23, 59)),
    ],
)
def test_limits_end(amount: int, unit: Unit, since: datetime, expected: datetime) -> None:
    assert due_at(since, Limit(amount=amount, unit=unit), CHRISTMAS) == expected


@pytest.mark.parametrize(
    ("risk", "kind", "due"),
    [
        (RiskLevel.EMERGENCY, ClockKind.TRIAGE_HIGH, RECEIVED),
        (RiskLevel.HIGH, ClockKind.TRIAGE_HIGH, RECEIVED),
        (RiskLevel.MEDIUM, ClockKind.TRIAGE_MEDIUM, at(THURSDAY, 15)),
        (RiskLevel.LOW, ClockKind.TRIAGE_LOW, at(date(2026, 11, 27), 9)),
        (RiskLevel.UNRATED, ClockKind.TRIAGE_LOW, at(date(2026, 11, 27), 9)),
    ],
)
def test_risk_decides_the_first_clock(risk: RiskLevel, kind: ClockKind, due: datetime) -> None:
    clocks = found(CaseFacts(received=RECEIVED, risk=risk))
    assert set(clocks) == {kind, ClockKind.FOLLOW_UP}
    assert clocks[kind].due == due


def test_a_crisis_at_the_desk_and_outreach_have_clocks_of_their_own() -> None:
    asked = Running(ref="3", since=at(THURSDAY, 10))
    clocks = found(CaseFacts(received=RECEIVED, crisis_at_desk=True, outreach=asked))
    assert clocks[ClockKind.CRISIS].due == at(THURSDAY, 11)
    assert clocks[ClockKind.OUTREACH].due == at(THURSDAY, 22)


def test_a_police_report_meets_one_clock_and_starts_the_others() -> None:
    before = found(CaseFacts(received=RECEIVED, sexual=True, household=True))
    assert before[ClockKind.POLICE_REPORT].due == at(date(2026, 11, 29), 9)
    assert before[ClockKind.POLICE_REPORT].met is None
    assert ClockKind.PROTECTION_SEXUAL not in before
    reported = at(date(2026, 11, 27), 13)
    after = found(CaseFacts(received=RECEIVED, sexual=True, household=True, police_report=reported))
    assert after[ClockKind.POLICE_REPORT].met == reported
    for kind in (ClockKind.PROTECTION_SEXUAL, ClockKind.PROTECTION_HOUSEHOLD):
        assert after[kind].due == at(date(2026, 11, 28), 13)
        assert after[kind].met is None


def test_household_violence_alone_starts_its_own_protection_only() -> None:
    clocks = found(CaseFacts(received=RECEIVED, household=True, police_report=RECEIVED))
    assert ClockKind.PROTECTION_HOUSEHOLD in clocks
    assert not {ClockKind.PROTECTION_SEXUAL, ClockKind.POLICE_REPORT} & set(clocks)


def test_each_letter_stay_and_request_has_its_clock() -> None:
    one, two = Running(ref="1", since=RECEIVED), Running(ref="2", since=RECEIVED, met=RECEIVED)
    clocks = deadlines(
        CaseFacts(received=RECEIVED, letters=(one, two), stays=(one,), data_requests=(one,)),
        DEFAULTS,
        CHRISTMAS,
    )
    by_ref = {(clock.kind, clock.ref): clock for clock in clocks}
    assert by_ref[ClockKind.REFERRAL_ANSWER, "1"].due == at(date(2026, 12, 3), 23, 59)
    assert by_ref[ClockKind.REFERRAL_ANSWER, "2"].met == RECEIVED
    assert by_ref[ClockKind.SHELTER, "1"].due == at(date(2026, 12, 10), 23, 59)
    assert by_ref[ClockKind.DATA_REQUEST, "1"].due == at(date(2026, 11, 29), 9)


def test_the_earliest_stands_first_and_the_undated_last() -> None:
    month_only = SexualIncident(ref="8", happened=PartialDate(2026, 11))
    clocks = deadlines(
        CaseFacts(received=RECEIVED, incidents=(month_only, YESTERDAY_NIGHT)), DEFAULTS, ()
    )
    dues = [clock.due for clock in clocks]
    dated = [due for due in dues if due is not None]
    assert dated == sorted(dated)
    assert dues[-2:] == [None, None]


def test_health_clocks_count_from_the_hour_or_from_the_start_of_the_day() -> None:
    clocks = found(CaseFacts(received=RECEIVED, incidents=(YESTERDAY_NIGHT,)))
    assert clocks[ClockKind.HEALTH].due == at(date(2026, 11, 28), 22, 30)
    assert clocks[ClockKind.CONTRACEPTION].due == at(date(2026, 11, 30), 22, 30)
    no_hour = SexualIncident(ref="7", happened=PartialDate(2026, 11, 25))
    clocks = found(CaseFacts(received=RECEIVED, incidents=(no_hour,)))
    assert clocks[ClockKind.HEALTH].due == at(date(2026, 11, 28), 0)


@pytest.mark.parametrize(
    "happened", [PartialDate(2026, 11, 2), PartialDate(2026, 6), PartialDate(2019)]
)
def test_care_that_came_too_late_before_the_report_starts_no_clock(happened: PartialDate) -> None:
    clocks = found(
        CaseFacts(received=RECEIVED, incidents=(SexualIncident(ref="7", happened=happened),))
    )
    assert not {ClockKind.HEALTH, ClockKind.CONTRACEPTION} & set(clocks)


def test_of_four_days_ago_only_the_longer_clock_starts() -> None:
    incident = SexualIncident(ref="7", happened=PartialDate(2026, 11, 22))
    clocks = found(CaseFacts(received=RECEIVED, incidents=(incident,)))
    assert ClockKind.HEALTH not in clocks
    assert clocks[ClockKind.CONTRACEPTION].due == at(date(2026, 11, 27), 0)


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        (PartialDate(2026, 11, 24), Window.OPEN),
        (PartialDate(2026, 11, 23), Window.OVER),
        (PartialDate(2026, 11), Window.PERHAPS),
        (PartialDate(2026), Window.PERHAPS),
        (PartialDate(2026, 10), Window.OVER),
        (PartialDate(2025), Window.OVER),
    ],
)
def test_seventy_two_hours(happened: PartialDate, expected: Window) -> None:
    incident = SexualIncident(ref="7", happened=happened)
    assert window_of(incident, DEFAULTS[ClockKind.HEALTH], RECEIVED) is expected


def test_a_month_that_just_ended_may_still_be_within_the_hours() -> None:
    incident = SexualIncident(ref="7", happened=PartialDate(2026, 10))
    limit = DEFAULTS[ClockKind.HEALTH]
    assert window_of(incident, limit, at(date(2026, 11, 3), 9)) is Window.PERHAPS
    assert window_of(incident, limit, at(date(2026, 11, 4), 9)) is Window.OVER


def test_the_last_minute_counts_and_the_next_does_not() -> None:
    limit = DEFAULTS[ClockKind.HEALTH]
    assert window_of(YESTERDAY_NIGHT, limit, at(date(2026, 11, 28), 22, 30)) is Window.OPEN
    assert window_of(YESTERDAY_NIGHT, limit, at(date(2026, 11, 28), 22, 31)) is Window.OVER


def test_intake_says_until_when_and_for_what() -> None:
    words = health_words(YESTERDAY_NIGHT, DEFAULTS, RECEIVED)
    assert "Masih dalam 72 jam" in words
    assert "28 November 2026 pukul 22.30" in words
    assert "pemeriksaan bukti" in words
    later = health_words(YESTERDAY_NIGHT, DEFAULTS, at(date(2026, 11, 29), 9))
    assert "Masih dalam 120 jam" in later
    assert "kontrasepsi darurat" in later
    assert health_words(YESTERDAY_NIGHT, DEFAULTS, at(date(2026, 12, 1), 9)) == ""
    month_only = SexualIncident(ref="8", happened=PartialDate(2026, 11))
    assert "tanyakan tanggalnya" in health_words(month_only, DEFAULTS, RECEIVED)


@pytest.mark.parametrize(
    ("now", "state", "words"),
    [
        (at(date(2026, 11, 23), 9), State.COMING, "3 hari lagi"),
        (at(date(2026, 11, 25), 23), State.COMING, "besok 09.00"),
        (at(THURSDAY, 8), State.DUE, "hari ini 09.00"),
        (at(THURSDAY, 9), State.DUE, "hari ini 09.00"),
        (at(THURSDAY, 9, 20), State.LATE, "terlambat 20 menit"),
        (at(THURSDAY, 14), State.LATE, "terlambat 5 jam"),
        (at(date(2026, 11, 28), 10), State.LATE, "terlambat 2 hari"),
    ],
)
def test_how_a_clock_stands(now: datetime, state: State, words: str) -> None:
    clock = Deadline(kind=ClockKind.FOLLOW_UP, ref="", due=RECEIVED, met=None)
    assert state_of(clock, now) is state
    assert due_words(clock, now) == words


def test_only_a_fact_ends_a_clock() -> None:
    met = Deadline(kind=ClockKind.HEALTH, ref="7", due=RECEIVED, met=at(date(2026, 12, 9), 9))
    assert state_of(met, at(date(2027, 1, 1), 9)) is State.MET
    assert due_words(met, at(date(2027, 1, 1), 9)) == "terpenuhi"
    undated = Deadline(kind=ClockKind.HEALTH, ref="7", due=None, met=None)
    assert state_of(undated, at(date(2027, 1, 1), 9)) is State.UNDATED
    assert due_words(undated, RECEIVED) == "tanggal belum jelas"


def test_limits_by_law_name_the_law_and_every_clock_has_a_limit() -> None:
    assert set(RULES) == set(ClockKind)
    by_law = {kind: RULES[kind].limit.text() for kind in ClockKind if RULES[kind].law}
    assert by_law == {
        ClockKind.POLICE_REPORT: "3 x 24 jam",
        ClockKind.PROTECTION_SEXUAL: "1 x 24 jam",
        ClockKind.PROTECTION_HOUSEHOLD: "1 x 24 jam",
        ClockKind.DATA_REQUEST: "3 x 24 jam",
    }
    assert DEFAULTS[ClockKind.TRIAGE_HIGH].text() == "segera"
    assert DEFAULTS[ClockKind.TRIAGE_MEDIUM].text() == "6 jam"
    assert DEFAULTS[ClockKind.FOLLOW_UP].text() == "3 hari kerja"


@pytest.mark.parametrize(
    ("amount", "unit"), [(-1, Unit.HOURS), (0, Unit.DAYS), (0, Unit.WORKING_DAYS), (367, Unit.DAYS)]
)
def test_a_senseless_limit_is_refused_in_words(amount: int, unit: Unit) -> None:
    with pytest.raises(UserError, match="Isi batas waktu antara"):
        Limit(amount=amount, unit=unit)
