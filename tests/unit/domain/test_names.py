from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain.names import fold, fold_compact, initials, plain, search_texts

NAMES = st.text(
    st.characters(categories=["Lu", "Ll", "Mn", "Nd", "Zs"], include_characters=".,'-()"),
    max_size=30,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soekarno", "Sukarno"),
        ("Djoko", "Joko"),
        ("Tjahyono", "Cahyono"),
        ("Sjarifah", "Syarifah"),
        ("Jusuf", "Yusuf"),
        ("Achmad", "Akhmad"),
        ("Achmad", "Ahmad"),
        ("Chairul", "Khairul"),
        ("Annisa", "Anisa"),
        ("Nurrohmah", "Nurohmah"),
        ("Moh. Ridwan", "Muhammad Ridwan"),
        ("Muh Ridwan", "Mohammad Ridwan"),
        ("Mhd. Ridwan", "Moch. Ridwan"),
        ("M. Ridwan", "Muhamad Ridwan"),
        ("St. Aisyah", "Siti Aisjah"),
        ("Nur St. Aminah", "Nur Siti Aminah"),
        ("Abd. Rahman", "Abdul Rahman"),
        ("H. Ahmad Fauzi, S.Pd.", "Ahmad Fauzi"),
        ("Hj Siti Romlah", "Siti Romlah"),
        ("Dr. Maya Sari, M.Psi., Psikolog", "Maya Sari"),
        ("Drs. H. Budi Santoso, M.Si", "Budi Santoso"),
        ("Budi, S.T.", "Budi"),
        ("Fatimah binti Hasan", "Fatimah Hasan"),
        ("Ali bin Abi", "Ali Abi"),
        ("R\u00e9n\u00e9 D\u2019Souza", "rene dsouza"),
        ("  AMA   LESTARI ", "ama lestari"),
    ],
)
def test_spellings_that_sound_alike_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Nur Aini", "Nuraini"), ("Sri  Wahyuni", "Sriwahyuni"), ("Nur Rahma", "Nurrahma")],
)
def test_missing_blanks_do_not_matter_in_the_compact_form(one: str, other: str) -> None:
    assert fold_compact(one) == fold_compact(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Rina", "Rini"), ("Sari", "Siti"), ("Maryam", "Mira"), ("Budi", "Dudi")]
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(NAMES)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_nothing_that_can_be_searched_is_lost(name: str) -> None:
    assert bool(fold(name)) == bool(plain(name))
    assert bool(fold_compact(name)) == bool(plain(name))


@given(NAMES)
def test_case_and_outer_blanks_never_matter(name: str) -> None:
    assert fold(f"  {name} ") == fold(name)
    if name.isascii():
        assert fold(name.upper()) == fold(name.lower())


@given(NAMES)
def test_folded_names_hold_only_words(name: str) -> None:
    assert fold(name) == " ".join(fold(name).split())
    assert all(char.isalnum() or char == " " for char in fold(name))


@pytest.mark.parametrize(
    "begun", ["moh", "moha", "moham", "mohama", "mohammad", "muhamm", "mocham"]
)
def test_a_name_being_typed_is_found_by_one_of_its_forms(begun: str) -> None:
    stored = search_texts("Mohammad Ridwan") + search_texts("Mochammad Ridwan")
    assert any(form in text for form in search_texts(begun) for text in stored)


@given(
    st.sampled_from(["Sjarifah Djoeriah", "Annisa Chairunnisa", "Moh. Jusuf", "Tjoet Nja"]),
    st.data(),
)
def test_three_letters_of_any_part_are_found(name: str, data: st.DataObject) -> None:
    text = plain(name)
    start = data.draw(st.integers(0, len(text) - 3))
    fragment = text[start : start + 3]
    assert any(fragment in form for form in search_texts(name))


def test_titles_alone_are_still_something() -> None:
    assert fold("dra") == "dra"
    assert fold("H.") == "h"
    assert fold("bin") == "bin"


def test_index_texts_are_distinct() -> None:
    assert search_texts("ama") == ("ama",)
    assert search_texts("Nur Aini") == ("nur aini", "nuraini")
    assert search_texts("") == ()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ama Lestari", "A."),
        ("siti", "S."),
        ("H. Ahmad Fauzi", "A."),
        ("Hj. Neneng", "N."),
        ("M. Yusuf", "M."),
        ("\u00c9lise", "E."),
        ("3 Ayu", "A."),
        ("", ""),
        ("...", ""),
    ],
)
def test_initials_stand_beside_the_code(name: str, shown: str) -> None:
    assert initials(name) == shown


@given(NAMES)
def test_initials_never_tell_more_than_a_letter(name: str) -> None:
    assert len(initials(name)) in {0, 2}
