from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain.mask import DOTS, mask_nik, mask_phone
from ruko_desk.domain.phone import format_phone, parse_phone, phone_digits
from ruko_desk.errors import UserError

MOBILE = "+6281234567890"


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("0812 3456 7890", MOBILE, "0812 3456 7890"),
        ("081234567890", MOBILE, "0812 3456 7890"),
        ("0812-3456-7890", MOBILE, "0812 3456 7890"),
        ("+62 812.3456.7890", MOBILE, "0812 3456 7890"),
        ("62 812 3456 7890", MOBILE, "0812 3456 7890"),
        ("(0254) 201775", "+62254201775", "(0254) 201775"),
        ("+60 12 345 6789", "+60123456789", "+60 12 345 6789"),
    ],
)
def test_numbers_are_kept_in_one_form(typed: str, stored: str, shown: str) -> None:
    assert parse_phone(typed) == stored
    assert format_phone(stored) == shown


@given(st.integers(8 * 10**8, 9 * 10**11 - 1).filter(lambda number: str(number)[0] == "8"))
def test_every_mobile_number_of_ten_to_thirteen_digits_is_taken(number: int) -> None:
    for typed in (f"0{number}", f"+62{number}", f"62{number}"):
        stored = parse_phone(typed)
        assert stored == f"+62{number}"
        assert phone_digits(format_phone(stored)) == phone_digits(typed)


@pytest.mark.parametrize("typed", ["0812", "0812 3456", "12", "0254 123", "129", "+62"])
def test_short_numbers_get_the_sentence_with_an_example(typed: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_phone(typed)
    assert caught.value.message == "Nomor telepon terlalu pendek. Contoh 0812 3456 7890"


@pytest.mark.parametrize("typed", ["08123456789012", "+628123456789012345"])
def test_long_numbers_are_refused(typed: str) -> None:
    with pytest.raises(UserError, match="terlalu panjang"):
        parse_phone(typed)


@pytest.mark.parametrize("typed", ["", "ibu", "0812x", "0812 3456 7890 (rumah)", "08\u0661\u0662"])
def test_words_are_refused(typed: str) -> None:
    with pytest.raises(UserError, match="hanya berisi angka"):
        parse_phone(typed)


@given(st.text(alphabet="0123456789+ -().", max_size=22))
def test_any_row_of_digits_is_kept_or_gets_a_sentence(typed: str) -> None:
    try:
        stored = parse_phone(typed)
    except UserError as error:
        stored, refusal = "", error.message
    else:
        refusal = ""
    assert refusal.startswith("Nomor telepon ") or parse_phone(stored) == stored


@pytest.mark.parametrize("number", ["112", "129", "110", "119", "148"])
def test_service_numbers_only_where_allowed(number: str) -> None:
    assert parse_phone(number, short_allowed=True) == number
    assert format_phone(number) == number
    with pytest.raises(UserError):
        parse_phone(number)


def test_one_search_key_for_every_habit_of_typing() -> None:
    assert {phone_digits(text) for text in ("0812 34", "62812-34", "+62 812 34")} == {"6281234"}
    assert phone_digits("7890") == "7890"


def test_a_phone_shows_its_ends_or_only_what_was_typed() -> None:
    assert mask_phone(MOBILE) == f"0812{DOTS}90"
    assert mask_phone(MOBILE, "7890") == f"{DOTS}7890"
    assert mask_phone(MOBILE, "3456") == f"{DOTS}3456{DOTS}"
    assert mask_phone(MOBILE, "+62 812") == f"0812{DOTS}"
    assert mask_phone(MOBILE, "90") == f"0812{DOTS}90"
    assert mask_phone(MOBILE, "555") == f"0812{DOTS}90"
    assert mask_phone("129") == DOTS
    assert mask_phone("") == ""


@given(st.integers(10**15, 10**16 - 1).map(str), st.text("0123456789", max_size=6))
def test_a_nik_shows_nothing_that_was_not_typed(nik: str, typed: str) -> None:
    shown = mask_nik(nik, typed).replace(DOTS, "")
    assert shown in {"", typed}
    assert shown == (typed if len(typed) >= 3 and typed in nik else "")
