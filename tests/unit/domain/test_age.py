from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain.age import (
    Age,
    BirthInfo,
    mismatch,
    perpetrator_band,
    survivor_band,
)
from ruko_desk.domain.dates import PartialDate

DAYS = st.dates(date(1930, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("born", "day", "text"),
    [
        (date(2021, 9, 12), date(2026, 11, 26), "5 tahun 2 bulan"),
        (date(2021, 9, 27), date(2026, 11, 26), "5 tahun 1 bulan"),
        (date(2021, 11, 26), date(2026, 11, 26), "5 tahun"),
        (date(2026, 4, 1), date(2026, 11, 26), "7 bulan"),
        (date(2027, 1, 1), date(2026, 11, 26), "0 bulan"),
        (date(2008, 11, 27), date(2026, 11, 26), "17 tahun 11 bulan"),
        (date(2008, 11, 26), date(2026, 11, 26), "18 tahun"),
        (date(1995, 3, 2), date(2026, 11, 26), "31 tahun"),
        (date(2008, 2, 29), date(2026, 2, 28), "17 tahun 11 bulan"),
        (date(2008, 2, 29), date(2026, 3, 1), "18 tahun"),
    ],
)
def test_age_in_words(born: date, day: date, text: str) -> None:
    age = BirthInfo(birth=PartialDate.of(born)).age_on(day)
    assert age is not None
    assert age.text() == text


def test_a_partial_birth_date_gives_the_youngest_age_possible() -> None:
    year = BirthInfo(birth=PartialDate(2008))
    month = BirthInfo(birth=PartialDate(2008, 11))
    assert year.age_on(date(2026, 12, 30)) == Age(17)
    assert year.age_on(date(2026, 12, 31)) == Age(18)
    assert month.age_on(date(2026, 11, 29)) == Age(17)
    assert month.is_child_on(date(2026, 11, 29)) is True
    assert month.is_child_on(date(2026, 11, 30)) is False


def test_a_stated_age_grows_with_the_years_since_it_was_stated() -> None:
    info = BirthInfo(stated_age=16, stated_on=date(2024, 6, 1))
    assert info.age_on(date(2024, 6, 1)) == Age(16)
    assert info.age_on(date(2026, 5, 31)) == Age(17)
    assert info.age_on(date(2026, 6, 1)) == Age(18)
    assert info.age_on(date(2024, 5, 31)) == Age(15)
    assert info.age_on(date(2023, 6, 1)) == Age(15)
    assert info.age_on(date(1990, 1, 1)) == Age(0)


def test_the_birth_date_counts_before_the_stated_age() -> None:
    info = BirthInfo(birth=PartialDate(2010, 1, 1), stated_age=40, stated_on=date(2026, 1, 1))
    assert info.age_on(date(2026, 1, 1)) == Age(16, 0)


def test_nothing_known_is_neither_child_nor_adult() -> None:
    assert BirthInfo().age_on(date(2026, 1, 1)) is None
    assert BirthInfo().is_child_on(date(2026, 1, 1)) is None
    assert BirthInfo(stated_age=17).is_child_on(date(2026, 1, 1)) is None


def test_an_unborn_child_is_a_child() -> None:
    assert BirthInfo(birth=PartialDate(2026, 12, 1)).is_child_on(date(2026, 3, 1)) is True


@given(DAYS, DAYS, st.integers(1, 3))
def test_less_precision_never_makes_anybody_older(born: date, day: date, depth: int) -> None:
    exact = BirthInfo(birth=PartialDate.of(born)).age_on(day)
    rough = BirthInfo(birth=PartialDate(*(born.year, born.month, born.day)[:depth])).age_on(day)
    assert exact is not None
    assert rough is not None
    assert exact.years - 1 <= rough.years <= exact.years


@given(DAYS, DAYS)
def test_age_never_falls_and_changes_by_birthdays(born: date, day: date) -> None:
    info = BirthInfo(birth=PartialDate.of(born))
    today, tomorrow = info.age_on(day), info.age_on(day + timedelta(days=1))
    assert today is not None
    assert tomorrow is not None
    assert today.years <= tomorrow.years <= today.years + 1


def test_bands_of_the_ministry() -> None:
    assert [survivor_band(age) for age in (0, 5, 6, 12, 13, 17, 18, 24, 25, 44, 45, 59, 60, 99)] == [
        "0-5", "0-5", "6-12", "6-12", "13-17", "13-17", "18-24", "18-24",
        "25-44", "25-44", "45-59", "45-59", "60+", "60+",
    ]  # fmt: skip
    assert [perpetrator_band(age) for age in (17, 18, 24, 25, 59, 60)] == [
        "0-17",
        "18-24",
        "18-24",
        "25-59",
        "25-59",
        "60+",
    ]


def test_a_stated_age_far_from_the_birth_date_is_questioned() -> None:
    stated = date(2026, 11, 26)
    assert (
        mismatch(BirthInfo(birth=PartialDate(2015), stated_age=31, stated_on=stated))
        == "Usia 31 dan tahun lahir 2015 tidak cocok. Periksa salah satunya"
    )


@pytest.mark.parametrize("age", [9, 10, 11, 12])
def test_a_guess_of_a_year_more_or_less_fits(age: int) -> None:
    info = BirthInfo(birth=PartialDate(2015), stated_age=age, stated_on=date(2026, 11, 26))
    assert mismatch(info) == ""


def test_nothing_to_compare_is_no_mismatch() -> None:
    assert mismatch(BirthInfo(birth=PartialDate(2015))) == ""
    assert mismatch(BirthInfo(stated_age=31, stated_on=date(2026, 1, 1))) == ""
