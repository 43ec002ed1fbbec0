from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.clock import at, local
from ruko_desk.domain.scheduling import (
    Absence,
    Booked,
    ConflictKind,
    DaySpan,
    FreeSearch,
    Interval,
    ProviderDays,
    Wanted,
    WorkingHours,
    conflicts,
    free_times,
)

THURSDAY = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)
SATURDAY = date(2026, 11, 28)
MONDAY = date(2026, 11, 30)

OFFICE = WorkingHours.of(
    [(weekday, DaySpan(time(8), time(16))) for weekday in range(5)],
    breaks=[
        *((weekday, DaySpan(time(12), time(13))) for weekday in range(4)),
        (4, DaySpan(time(11, 30), time(13, 30))),
    ],
)


def span(day: date, start: str, end: str) -> Interval:
    (h1, m1), (h2, m2) = (map(int, text.split(".")) for text in (start, end))
    return Interval(at(day, h1, m1), at(day, h2, m2))


def booked(
    start: str,
    end: str,
    *,
    uid: str = "b",
    provider: str = "maya",
    person: str = "p2",
    room: str = "",
) -> Booked:
    return Booked(
        uid=uid,
        time=span(THURSDAY, start, end),
        provider=provider,
        person=person,
        room=room,
        service="Hukum",
    )


def wanted(start: str = "10.00", end: str = "11.00", day: date = THURSDAY, uid: str = "") -> Wanted:
    return Wanted(
        time=span(day, start, end),
        provider="maya",
        person="p1",
        room="r1",
        uid=uid,
        provider_name="Dr. Maya",
        room_name="Ruang 1",
    )


def found(wish: Wanted, *others: Booked) -> list[tuple[str, bool, str]]:
    return [
        (conflict.kind.value, conflict.blocking, conflict.sentence)
        for conflict in conflicts(wish, others, OFFICE)
    ]


def test_a_free_time_has_nothing_in_the_way() -> None:
    assert found(wanted(), booked("09.00", "10.00"), booked("11.00", "12.00")) == []


def test_the_provider_blocks() -> None:
    assert found(wanted(), booked("10.30", "11.30")) == [
        ("petugas", True, "Dr. Maya sudah ada janji 10.30\N{EN DASH}11.30")
    ]


def test_the_person_blocks_with_whomever_she_is() -> None:
    other = booked("10.00", "11.00", provider="hendra", person="p1")
    assert found(wanted(), other) == [
        ("klien", True, "Klien ini sudah ada janji Hukum pada jam yang sama")
    ]


def test_the_room_warns() -> None:
    other = booked("10.00", "11.00", provider="hendra", room="r1")
    assert found(wanted(), other) == [
        ("ruang", False, "Ruang 1 sudah dipakai 10.00\N{EN DASH}11.00. Tetap simpan?")
    ]


def test_no_room_meets_no_room() -> None:
    wish = Wanted(time=span(THURSDAY, "10.00", "11.00"), provider="maya", person="p1")
    assert conflicts(wish, [booked("10.00", "11.00", provider="hendra")], OFFICE) == ()


def test_a_session_that_is_moved_does_not_meet_itself() -> None:
    assert found(wanted(uid="b"), booked("10.00", "11.00", person="p1", room="r1")) == []


@pytest.mark.parametrize(
    ("start", "end", "day", "sentence"),
    [
        (
            "15.30",
            "16.30",
            THURSDAY,
            "Dr. Maya bertugas 08.00\N{EN DASH}12.00 dan 13.00\N{EN DASH}16.00 pada hari ini. "
            "Tetap simpan?",
        ),
        (
            "12.00",
            "13.00",
            FRIDAY,
            "Dr. Maya bertugas 08.00\N{EN DASH}11.30 dan 13.30\N{EN DASH}16.00 pada hari ini. "
            "Tetap simpan?",
        ),
        ("10.00", "11.00", SATURDAY, "Dr. Maya tidak bertugas hari Sabtu. Tetap simpan?"),
    ],
)
def test_working_hours_warn(start: str, end: str, day: date, sentence: str) -> None:
    assert found(wanted(start, end, day)) == [("jam", False, sentence)]


def test_leave_and_holidays_warn() -> None:
    absence = Absence(time=span(THURSDAY, "08.00", "12.00"), reason="cuti")
    got = conflicts(wanted(), [], OFFICE, absences=[absence], holidays={THURSDAY: "Hari Guru"})
    assert [(conflict.kind, conflict.blocking) for conflict in got] == [
        (ConflictKind.ABSENCE, False),
        (ConflictKind.HOLIDAY, False),
    ]
    assert got[0].sentence == "Dr. Maya tidak ada pada jam itu (cuti). Tetap simpan?"
    assert got[1].sentence == "26 November 2026 adalah hari libur (Hari Guru). Tetap simpan?"
    later = Absence(time=span(THURSDAY, "11.00", "12.00"))
    assert conflicts(wanted(), [], OFFICE, absences=[later], holidays={FRIDAY: "x"}) == ()


def test_what_blocks_comes_first() -> None:
    kinds = [
        conflict.kind
        for conflict in conflicts(
            wanted("15.30", "16.30"),
            [
                booked("15.00", "16.00", provider="hendra", room="r1", uid="x"),
                booked("16.00", "17.00", uid="y"),
            ],
            OFFICE,
        )
    ]
    assert kinds == [ConflictKind.PROVIDER, ConflictKind.ROOM, ConflictKind.HOURS]


TIMES = st.integers(0, 47)


@given(TIMES, st.integers(1, 8), TIMES, st.integers(1, 8))
def test_overlap_is_time_in_common(one: int, length: int, other: int, other_length: int) -> None:
    def interval(start: int, quarters: int) -> Interval:
        begin = at(THURSDAY, 0) + timedelta(minutes=15 * start)
        return Interval(begin, begin + timedelta(minutes=15 * quarters))

    first, second = interval(one, length), interval(other, other_length)
    common = set(range(one, one + length)) & set(range(other, other + other_length))
    assert first.overlaps(second) == second.overlaps(first) == bool(common)


def test_an_interval_ends_after_it_starts() -> None:
    with pytest.raises(ValueError, match="Interval"):
        span(THURSDAY, "10.00", "10.00")
    with pytest.raises(ValueError, match="DaySpan"):
        DaySpan(time(10), time(9))


def test_breaks_are_the_gaps() -> None:
    assert OFFICE.open_on(SATURDAY) == ()
    assert OFFICE.open_on(FRIDAY) == (
        span(FRIDAY, "08.00", "11.30"),
        span(FRIDAY, "13.30", "16.00"),
    )
    assert OFFICE.breaks_on(FRIDAY) == (span(FRIDAY, "11.30", "13.30"),)
    assert OFFICE.breaks_on(SATURDAY) == ()


def test_spans_are_joined_and_breaks_may_take_ends_or_everything() -> None:
    hours = WorkingHours.of(
        [
            (0, DaySpan(time(10), time(12))),
            (0, DaySpan(time(8), time(10))),
            (1, DaySpan(time(8), time(12))),
        ],
        breaks=[(0, DaySpan(time(8), time(9))), (1, DaySpan(time(7), time(13)))],
    )
    assert hours.spans == {0: (DaySpan(time(9), time(12)),), 1: ()}


def texts(
    search: FreeSearch,
    *providers: ProviderDays,
    client_busy: Sequence[Interval] = (),
    holidays: Collection[date] = (),
) -> list[str]:
    slots = free_times(search, providers, client_busy=client_busy, holidays=holidays)
    return [
        f"{slot.provider} {local(slot.time.start):%d %H.%M}-{local(slot.time.end):%H.%M}"
        for slot in slots
    ]


def maya(*busy: Interval, blocked: tuple[Interval, ...] = ()) -> ProviderDays:
    return ProviderDays(provider="maya", hours=OFFICE, busy=busy, blocked=blocked)


def test_suggestions_are_the_first_times_of_the_next_gaps() -> None:
    search = FreeSearch(after=at(THURSDAY, 10))
    busy = (
        span(THURSDAY, "08.00", "11.00"),
        span(THURSDAY, "14.00", "16.00"),
        span(FRIDAY, "08.00", "09.00"),
    )
    assert texts(search, maya(*busy)) == [
        "maya 26 11.00-12.00",
        "maya 26 13.00-14.00",
        "maya 27 09.00-10.00",
    ]


def test_every_step_of_a_gap_on_request() -> None:
    search = FreeSearch(after=at(THURSDAY, 14, 20), per_gap=0, count=4)
    assert texts(search, maya()) == [
        "maya 26 14.30-15.30",
        "maya 26 14.45-15.45",
        "maya 26 15.00-16.00",
        "maya 27 08.00-09.00",
    ]


def test_nothing_before_now_and_always_on_the_grid() -> None:
    search = FreeSearch(after=at(THURSDAY, 9, 1), count=1)
    assert texts(search, maya()) == ["maya 26 09.15-10.15"]
    exact = FreeSearch(after=at(THURSDAY, 9, 15), count=1)
    assert texts(exact, maya()) == ["maya 26 09.15-10.15"]
    odd = FreeSearch(after=at(THURSDAY, 8) + timedelta(seconds=1), count=1)
    assert texts(odd, maya(span(THURSDAY, "08.00", "08.50"))) == ["maya 26 09.00-10.00"]


def test_the_buffer_is_kept_between_sessions_but_not_at_the_edges() -> None:
    search = FreeSearch(after=at(THURSDAY, 8), buffer_minutes=15, count=2)
    assert texts(search, maya(span(THURSDAY, "09.15", "10.00"))) == [
        "maya 26 08.00-09.00",
        "maya 26 10.15-11.15",
    ]
    tight = maya(span(THURSDAY, "09.00", "10.00"))
    assert texts(search, tight)[0] == "maya 26 10.15-11.15"


def test_leave_room_and_the_clients_own_sessions_count() -> None:
    search = FreeSearch(after=at(THURSDAY, 8), count=1)
    away = maya(blocked=(span(THURSDAY, "08.00", "16.00"),))
    assert texts(search, away) == ["maya 27 08.00-09.00"]
    client = [span(THURSDAY, "08.30", "09.30")]
    assert texts(search, maya(), client_busy=client) == ["maya 26 09.30-10.30"]


def test_holidays_and_days_off_are_passed_over() -> None:
    search = FreeSearch(after=at(THURSDAY, 15, 30), count=1)
    assert texts(search, maya(), holidays={FRIDAY}) == ["maya 30 08.00-09.00"]


def test_several_providers_in_order_of_time_then_of_the_list() -> None:
    search = FreeSearch(after=at(THURSDAY, 8), count=3)
    rina = ProviderDays(provider="rina", hours=OFFICE)
    busy_maya = maya(span(THURSDAY, "08.00", "09.00"))
    assert texts(search, busy_maya, rina) == [
        "rina 26 08.00-09.00",
        "maya 26 09.00-10.00",
        "maya 26 13.00-14.00",
    ]


def test_a_session_longer_than_every_gap_finds_nothing() -> None:
    search = FreeSearch(after=at(THURSDAY, 8), minutes=300)
    assert free_times(search, [maya()]) == ()


def test_the_search_ends_with_its_horizon() -> None:
    search = FreeSearch(after=at(THURSDAY, 15, 30), days=4)
    assert texts(search, maya(blocked=(span(FRIDAY, "08.00", "16.00"),))) == []


@pytest.mark.parametrize(
    "search",
    [
        FreeSearch(after=at(THURSDAY, 8), minutes=0),
        FreeSearch(after=at(THURSDAY, 8), step_minutes=0),
        FreeSearch(after=at(THURSDAY, 8), count=0),
    ],
)
def test_a_search_for_nothing_is_a_bug(search: FreeSearch) -> None:
    with pytest.raises(ValueError, match="FreeSearch"):
        free_times(search, [maya()])


BUSY = st.lists(
    st.builds(
        lambda day, start, minutes: Interval(
            at(THURSDAY + timedelta(days=day), 0) + timedelta(minutes=start),
            at(THURSDAY + timedelta(days=day), 0) + timedelta(minutes=start + minutes),
        ),
        st.integers(0, 5),
        st.integers(7 * 60, 17 * 60),
        st.integers(5, 240),
    ),
    max_size=25,
)


def slow_free_starts(
    busy: list[Interval], minutes: int, buffer: int, after: datetime
) -> set[datetime]:
    """Try every quarter of an hour of every day, one by one."""
    pause = timedelta(minutes=buffer)
    starts: set[datetime] = set()
    for ahead in range(6):
        day = THURSDAY + timedelta(days=ahead)
        for quarter in range(96):
            start = at(day, 0) + timedelta(minutes=15 * quarter)
            time_ = Interval(start, start + timedelta(minutes=minutes))
            if (
                start >= after
                and any(opened.contains(time_) for opened in OFFICE.open_on(day))
                and not any(Interval(b.start - pause, b.end + pause).overlaps(time_) for b in busy)
            ):
                starts.add(start)
    return starts


@given(BUSY, st.sampled_from([15, 45, 60, 90]), st.sampled_from([0, 10, 15]), st.integers(0, 900))
def test_free_times_are_exactly_those_of_a_slow_search(
    busy: list[Interval], minutes: int, buffer: int, ahead: int
) -> None:
    after = at(THURSDAY, 8) + timedelta(minutes=ahead)
    search = FreeSearch(
        after=after, minutes=minutes, buffer_minutes=buffer, count=9999, days=6, per_gap=0
    )
    slots = free_times(search, [maya(*busy)])
    assert {slot.time.start for slot in slots} == slow_free_starts(busy, minutes, buffer, after)
    assert [slot.time for slot in slots] == sorted(slot.time for slot in slots)


@given(BUSY, st.sampled_from([30, 60]))
def test_what_is_suggested_can_be_booked(busy: list[Interval], minutes: int) -> None:
    search = FreeSearch(after=at(THURSDAY, 8), minutes=minutes, count=5, days=6)
    others = [
        Booked(uid=str(n), time=time_, provider="maya", person="p2") for n, time_ in enumerate(busy)
    ]
    for slot in free_times(search, [maya(*busy)]):
        wish = Wanted(time=slot.time, provider="maya", person="p1")
        assert conflicts(wish, others, OFFICE) == ()
