from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain.codes import Sex
from ruko_desk.domain.dates import PartialDate
from ruko_desk.domain.nik import Nik, nik_warnings
from ruko_desk.domain.regions import Regions
from ruko_desk.errors import UserError

TODAY = date(2026, 11, 26)
WOMAN = "3673016703010004"
MAN = "3673012703010004"


def any_area(_area: str) -> bool:
    return True


def nik_of(born: date, sex: Sex, serial: int, area: str = "367301") -> str:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    return f"{area}{day:02}{born.month:02}{born.year % 100:02}{serial:04}"


@given(
    st.dates(date(1927, 1, 1), TODAY),
    st.sampled_from(Sex),
    st.integers(1, 9999),
    st.integers(0, 999999),
)
def test_a_nik_gives_back_what_it_was_made_of(born: date, sex: Sex, serial: int, area: int) -> None:
    nik = Nik.parse(nik_of(born, sex, serial, f"{area:06}"))
    assert (nik.area, nik.sex_hint, nik.serial) == (f"{area:06}", sex, f"{serial:04}")
    assert nik.birth_hint(TODAY) == born
    assert nik_warnings(nik, PartialDate.of(born), sex, any_area) == ()


@given(st.lists(st.sampled_from([" ", ".", "-", "\u2013", "\u00a0", "\t"]), max_size=6), st.data())
def test_blanks_dots_and_dashes_may_stand_anywhere(
    fillings: list[str], data: st.DataObject
) -> None:
    text = WOMAN
    for filling in fillings:
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + filling + text[at:]
    assert str(Nik.parse(text)) == WOMAN


@given(st.text(max_size=24))
def test_any_text_is_a_nik_or_gets_a_sentence(text: str) -> None:
    try:
        nik = Nik.parse(text)
    except UserError as error:
        outcome = error.message
    else:
        outcome = f"NIK {len(str(nik))}"
    assert "NIK" in outcome
    assert not outcome.startswith("NIK 1") or outcome == "NIK 16"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (WOMAN[:15], "NIK terdiri dari 16 angka. Yang ditulis baru 15"),
        (WOMAN + "1", "NIK terdiri dari 16 angka. Yang ditulis 17"),
        ("36730A6703010004", "NIK hanya berisi angka. Periksa kembali pada KTP atau KK"),
        (
            "3673016703010000",
            "Empat angka terakhir NIK tidak mungkin 0000. Periksa kembali pada KTP atau KK",
        ),
        (
            "3673016713010004",
            "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir yang mungkin. "
            "Periksa kembali pada KTP atau KK",
        ),
    ],
)
def test_sentences_of_refusal(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        Nik.parse(text)
    assert caught.value.message == sentence


@pytest.mark.parametrize("day", ["00", "32", "40", "72", "99"])
def test_days_that_cannot_be(day: str) -> None:
    with pytest.raises(UserError):
        Nik.parse(f"367301{day}03010004")


def test_the_century_is_never_ahead_of_today() -> None:
    assert Nik(MAN).birth_hint(TODAY) == date(2001, 3, 27)
    assert Nik("3673012711260004").birth_hint(TODAY) == date(1926, 11, 27)
    assert Nik("3673012611260004").birth_hint(TODAY) == TODAY
    assert Nik("3673013102010004").birth_hint(TODAY) is None


def test_a_mismatch_is_a_warning_and_asks_who_is_right() -> None:
    birth, sex = nik_warnings(Nik(WOMAN), PartialDate(2001, 3, 28), Sex.MALE, any_area)
    assert "27-03-01" in birth
    assert "28 Maret 2001" in birth
    assert "kode perempuan" in sex


@pytest.mark.parametrize(
    "birth", [None, PartialDate(2001), PartialDate(2001, 3), PartialDate(2001, 3, 27)]
)
def test_only_known_parts_of_a_birth_date_are_compared(birth: PartialDate | None) -> None:
    assert nik_warnings(Nik(WOMAN), birth, "", any_area) == ()
    assert nik_warnings(Nik(WOMAN), birth, None, any_area) == ()


def test_an_area_outside_the_list_is_a_warning(regions: Regions) -> None:
    def warned(area: str) -> bool:
        return bool(nik_warnings(Nik(area + WOMAN[6:]), None, None, regions.knows_area))

    assert not warned("367301")
    assert not warned("327399"), "kecamatan outside Banten are not in the list"
    assert warned("367399")
    assert warned("990101")
    (sentence,) = nik_warnings(Nik("367399" + WOMAN[6:]), None, None, regions.knows_area)
    assert sentence.startswith("Kode wilayah 367399 pada NIK tidak ada di daftar")
