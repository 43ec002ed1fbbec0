from __future__ import annotations

from datetime import date, datetime, time

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from ruko_desk.domain import indonesian as words

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_dates_read_as_in_the_cldr(day: date) -> None:
    assert words.long_date(day) == format_date(day, "EEEE, d MMMM y", locale="id")
    assert words.day_text(day) == format_date(day, "d MMMM y", locale="id")
    assert words.day_month(day) == format_date(day, "d MMM", locale="id")


@given(DAYS)
def test_weekday_names_follow_the_calendar(day: date) -> None:
    assert words.WEEKDAYS_SHORT[day.weekday()] == format_date(day, "EEE", locale="id")


def test_short_date_and_times_use_the_office_forms() -> None:
    assert words.short_date(date(2026, 11, 3)) == "03-11-2026"
    assert words.time_text(time(9, 5)) == "09.05"
    assert words.clock_text(datetime(2026, 11, 26, 9, 30)) == "pukul 09.30 WIB"  # noqa: DTZ001 - wall clock
    assert words.span_text(time(10), time(11, 15)) == "10.00\N{EN DASH}11.15"


def test_roman_months() -> None:
    assert [words.roman_month(month) for month in (1, 4, 9, 11, 12)] == [
        "I",
        "IV",
        "IX",
        "XI",
        "XII",
    ]
    for wrong in (0, 13, -1):
        with pytest.raises(ValueError, match=str(wrong)):
            words.roman_month(wrong)


@given(st.integers(0, 10**12 - 1))
def test_number_words_agree_with_num2words(number: int) -> None:
    expected = num2words(number, lang="id")
    if number // 1000 % 1000 == 1:  # the oracle knows `seribu` at the beginning only
        expected = expected.replace("satu ribu", "seribu")
    assert words.spell_number(number) == expected


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (100, "seratus"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (11_000, "sebelas ribu"),
        (101_000, "seratus satu ribu"),
        (1_001_000, "satu juta seribu"),
        (1_000_000, "satu juta"),
        (1_000_000_000_000, "satu triliun"),
        (-21, "minus dua puluh satu"),
    ],
)
def test_number_words(number: int, text: str) -> None:
    assert words.spell_number(number) == text


def test_numbers_too_large_for_words_are_refused() -> None:
    with pytest.raises(ValueError, match="1000000000000000"):
        words.spell_number(10**15)


def test_counts_stand_in_figures_and_words() -> None:
    assert words.counted(1, "berkas") == "1 (satu) berkas"
    assert words.counted(12, "lembar") == "12 (dua belas) lembar"
