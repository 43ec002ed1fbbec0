from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain.dates import (
    UNREADABLE,
    PartialDate,
    Precision,
    check_not_future,
    parse_date,
)
from ruko_desk.domain.indonesian import MONTHS, MONTHS_SHORT
from ruko_desk.errors import UserError

TODAY = date(2026, 11, 26)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PARTIAL = st.builds(
    lambda day, depth: PartialDate(*(day.year, day.month, day.day)[:depth]),
    DAYS,
    st.integers(1, 3),
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("27/3/2026", "2026-03-27"),
        ("27-3-26", "2026-03-27"),
        ("27.03.2026", "2026-03-27"),
        ("27 mar 2026", "2026-03-27"),
        ("27 Maret 2026", "2026-03-27"),
        ("Jumat, 27 Maret 2026", "2026-03-27"),
        ("jum'at 27/3/2026", "2026-03-27"),
        ("2026-03-27", "2026-03-27"),
        ("mar 2026", "2026-03"),
        ("3/2026", "2026-03"),
        ("2026-3", "2026-03"),
        ("2026", "2026"),
        (" 1 agustus 1999 ", "1999-08-01"),
        ("1 nopember 1978", "1978-11-01"),
        ("29/2/2024", "2024-02-29"),
    ],
)
def test_dates_are_read_as_people_type_them(text: str, iso: str) -> None:
    assert parse_date(text, today=TODAY).iso() == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kemarin",
        "31/2/2026",
        "29/2/2026",
        "0/3/2026",
        "3/13/2026",
        "27/3",
        "27",
        "1/2/3/2026",
        "27/3/202",
        "27/3/20266",
        "1/1/1899",
        "1/1/2101",
        "27/+3/2026",
        "27/x/2026",
        "\u0662\u0667/3/2026",
    ],
)
def test_what_is_no_date_gets_one_sentence(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_date(text, today=TODAY)
    assert caught.value.message == UNREADABLE
    assert UNREADABLE == "Tulis tanggal seperti 27/3/2026, atau bulan dan tahun saja"


@pytest.mark.parametrize(
    ("text", "birth", "year"),
    [
        ("1/1/26", True, 2026),
        ("27/11/26", True, 1926),
        ("26/11/26", True, 2026),
        ("1/1/27", True, 1927),
        ("1/1/95", True, 1995),
        ("1/1/00", True, 2000),
        ("1/1/27", False, 2027),
        ("1/1/45", False, 2045),
        ("1/1/46", False, 1946),
    ],
)
def test_two_digit_years_fall_into_a_window(text: str, birth: bool, year: int) -> None:
    assert parse_date(text, today=TODAY, birth=birth).year == year


@given(DAYS.filter(lambda day: day.year < 2000), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_birth_date_with_a_short_year_is_never_in_the_future(day: date, today: date) -> None:
    text = f"{day.day}/{day.month}/{day.year % 100:02}"
    try:
        born = parse_date(text, today=today, birth=True)
    except UserError:
        assert (day.month, day.day) == (2, 29)
        return
    assert born.latest() <= today
    assert born.year % 100 == day.year % 100
    assert today.year - born.year <= 100


@given(DAYS, st.sampled_from("/-. "))
def test_every_day_comes_back_from_what_was_typed(day: date, mark: str) -> None:
    wanted = PartialDate.of(day)
    typed = (
        f"{day.day}{mark}{day.month}{mark}{day.year}",
        f"{day.day}{mark}{MONTHS_SHORT[day.month - 1].upper()}{mark}{day.year}",
        f"{day.day:02} {MONTHS[day.month - 1]} {day.year}",
    )
    assert {parse_date(text, today=TODAY) for text in typed} == {wanted}


@given(PARTIAL)
def test_stored_and_typed_forms_come_back_unchanged(value: PartialDate) -> None:
    assert PartialDate.from_iso(value.iso()) == value
    assert parse_date(value.typed(), today=TODAY) == value
    assert parse_date(value.text(), today=TODAY) == value


@given(PARTIAL, DAYS)
def test_a_partial_date_spans_exactly_its_days(value: PartialDate, day: date) -> None:
    inside = PartialDate.of(day).iso().startswith(value.iso())
    assert (value.earliest() <= day <= value.latest()) == inside


@given(PARTIAL, PARTIAL)
def test_stored_forms_sort_like_their_first_days(one: PartialDate, other: PartialDate) -> None:
    if one.earliest() < other.earliest():
        assert one.iso() < other.iso()


def test_precision_is_kept() -> None:
    assert [PartialDate(2026).precision, PartialDate(2026, 3).precision] == ["tahun", "bulan"]
    assert PartialDate(2026, 3, 27).precision is Precision.DAY
    assert [value.text() for value in (PartialDate(2026), PartialDate(2026, 3))] == [
        "2026",
        "Maret 2026",
    ]


@pytest.mark.parametrize(
    "text", ["", "26", "2026-3", "2026-13", "2026-02-30", "2026-00", "2026-03-00", "20260327"]
)
def test_only_the_stored_form_is_read_back(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the value itself is the message
        PartialDate.from_iso(text)


def test_a_day_without_its_month_is_no_date() -> None:
    with pytest.raises(ValueError, match="27"):
        PartialDate(2026, None, 27)


def test_future_dates_are_refused_only_when_all_of_them_lie_ahead() -> None:
    check_not_future(PartialDate(2026), TODAY)
    check_not_future(PartialDate(2026, 11), TODAY)
    check_not_future(PartialDate(2026, 11, 26), TODAY)
    for late in (PartialDate(2027), PartialDate(2026, 12), PartialDate(2026, 11, 27)):
        with pytest.raises(UserError) as caught:
            check_not_future(late, TODAY)
        assert caught.value.message == "Tanggal kejadian tidak boleh setelah hari ini"
