from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain.letter_number import (
    LONGEST,
    NumberParts,
    check_template,
    check_typed,
    render,
    with_device,
)
from ruko_desk.errors import UserError

LETTER = "{kode}/{nomor:03}/{unit}/{bulan_romawi}/{tahun}"
CASE = "RK-{tahun2}-{nomor:04}"
DAY = date(2026, 11, 26)
PARTS = NumberParts(number=15, day=DAY, code="400.2.4", unit="DP3AKB")


@pytest.mark.parametrize(
    ("template", "number"),
    [
        (LETTER, "400.2.4/015/DP3AKB/XI/2026"),
        ("{kode}/{nomor:03}/{unit}/{tahun}", "400.2.4/015/DP3AKB/2026"),
        ("B-{nomor}/{unit}/{bulan}/{tahun}", "B-15/DP3AKB/11/2026"),
        (CASE, "RK-26-0015"),
        ("{nomor:01}.{tahun}", "15.2026"),
    ],
)
def test_numbers_out_of_templates(template: str, number: str) -> None:
    assert render(template, PARTS) == number


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{kode}/{tahun}", "harus memuat {nomor} satu kali"),
        ("{nomor}/{nomor}/{tahun}", "harus memuat {nomor} satu kali"),
        ("{kode}/{nomor:03}", "harus memuat {tahun} atau {tahun2}"),
        ("{nomor}/{tahunn}", "{tahunn} tidak dikenal"),
        ("{nomor:3}/{tahun}", "{nomor:3} tidak dapat dibaca"),
        ("{nomor:0x}/{tahun}", "tidak dapat dibaca"),
        ("{nomor}/{tahun:04}", "{tahun:04} tidak dapat dibaca"),
        ("{nomor/{tahun}", "tidak lengkap"),
        ("{nomor}}/{tahun}", "tidak lengkap"),
        ("{}/{nomor}/{tahun}", "{} tidak dikenal"),
        ("{nomor.real}/{tahun}", "{nomor.real} tidak dikenal"),
        ("{nomor}/{tahun}\n", "hanya boleh memuat"),
        ("{nomor}\\{tahun}", "hanya boleh memuat"),
        ("x" * 121 + "{nomor}{tahun}", "terlalu panjang"),
    ],
)
def test_a_wrong_template_gets_a_sentence(template: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        check_template(template)
    assert said in caught.value.message


PIECES = ("{nomor}", "{nomor:04}", "{tahun}", "{tahun2}", "{bulan}", "{lain}", "/", "RK", "{", "}")


@given(st.lists(st.sampled_from(PIECES), max_size=5))
def test_what_passes_the_check_always_gives_a_number(pieces: list[str]) -> None:
    template = "".join(pieces)
    try:
        check_template(template)
    except UserError:
        right = False
    else:
        right = True
        assert not set("{}") & set(render(template, PARTS))
    tokens = [piece for piece in pieces if piece.startswith("{nomor")]
    assert right == (
        len(tokens) == 1
        and any(piece.startswith("{tahun") for piece in pieces)
        and not {"{lain}", "{", "}"} & set(pieces)
    )


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from([LETTER, CASE, "{nomor}/{tahun}"]),
)
def test_different_running_numbers_never_meet(
    one: int, other: int, day: date, template: str
) -> None:
    def number(running: int) -> str:
        return render(template, NumberParts(number=running, day=day, code="400.2", unit="U"))

    assert (number(one) == number(other)) == (one == other)


@given(st.integers(1, 9999), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_case_code_tells_year_and_number(running: int, day: date) -> None:
    code = render(CASE, NumberParts(number=running, day=day))
    assert re.fullmatch(r"RK-\d{2}-\d{4}", code)
    assert int(code[-4:]) == running
    assert int(code[3:5]) == day.year % 100


def test_numbers_grow_beyond_their_width() -> None:
    assert render(CASE, NumberParts(number=12345, day=DAY)) == "RK-26-12345"


def test_a_number_that_is_too_long_is_refused() -> None:
    with pytest.raises(UserError, match="lebih panjang"):
        render(LETTER, NumberParts(number=1, day=DAY, unit="U" * LONGEST))


def test_running_numbers_start_at_one() -> None:
    with pytest.raises(ValueError, match="0"):
        render(CASE, NumberParts(number=0, day=DAY))


def test_the_second_pc_has_a_letter() -> None:
    assert with_device("RK-26-0007", "B") == "RK-26-0007-B"
    assert with_device("RK-26-0007", "") == "RK-26-0007"
    for wrong in ("b", "BB", "1", "-"):
        with pytest.raises(UserError, match="Huruf perangkat"):
            with_device("RK-26-0007", wrong)


def test_a_number_from_the_agenda_book_is_taken_as_it_is() -> None:
    assert check_typed("  400.2.4/015.a/DP3AKB/2026 ") == "400.2.4/015.a/DP3AKB/2026"
    for wrong, said in (
        ("  ", "Isi nomor surat"),
        ("x" * 81, "paling panjang"),
        ("a\\b", "hanya boleh"),
    ):
        with pytest.raises(UserError, match=said):
            check_typed(wrong)
