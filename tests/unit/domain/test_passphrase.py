"""Passphrases: what is refused, why, and that suggestions are strong and accepted."""

from __future__ import annotations

import itertools
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain import passphrase
from ruko_desk.paths import resource

BLOCKLIST = passphrase.read_blocklist(resource("words", "blocklist.txt").read_text("utf-8"))
WORDS = passphrase.read_words(resource("words", "kata.txt").read_text("utf-8"))


def problem(text: str, **more: str) -> str:
    return passphrase.problem(text, blocklist=BLOCKLIST, login_name=more.get("name", "nurul"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "15 karakter"),
        ("a" * 14, "15 karakter"),
        ("melati kaca hu", "Yang ditulis 14"),
        ("x y" * 50, "128"),
        ("aaaaaaaaaaaaaaaa", "berulang"),
        ("kaca-kaca-kaca-kaca-", "berulang"),
        ("qwertyuiopasdfgh", "deretan"),
        ("123456789012345678", "deretan"),
        ("passwordpassword123!", "mudah ditebak"),
        ("Ruko Saling Sapa 2026", "mudah ditebak"),
        ("DP3AKB kota serang 1", "mudah ditebak"),
        ("nurul sayang nurul 99", "mudah ditebak"),
    ],
)
def test_weak_ones_are_refused_with_a_reason(text: str, word: str) -> None:
    assert word in problem(text)


@pytest.mark.parametrize(
    "text",
    ["melati perahu kaca", "perahu kaca melati sembilan", "xK9#mQ2$vL7!pR4", "ñandú größe ещё раз"],
)
def test_long_ones_are_accepted_whatever_they_are_made_of(text: str) -> None:
    assert problem(text) == ""


def test_the_limits_are_exact() -> None:
    base = "melati perahu kaca hujan "
    assert problem((base * 6)[:128]) != ""
    assert problem("melati-perahu-k") == ""
    assert problem("melati-perahu-") != ""


def test_composed_and_decomposed_letters_count_the_same() -> None:
    assert problem("é" * 3 + "melati kacang") == problem("e\u0301" * 3 + "melati kacang")


def test_suggestions_have_more_than_64_bits_and_are_strong() -> None:
    assert passphrase.bits(WORDS, passphrase.SUGGESTED_WORDS) > 64
    for _ in range(50):
        text = passphrase.generate(WORDS, passphrase.SUGGESTED_WORDS, secrets.randbelow)
        assert problem(text) == ""
        assert passphrase.strength(text, blocklist=BLOCKLIST) == "kuat"


def test_each_word_is_drawn_on_its_own() -> None:
    draws = itertools.count()
    text = passphrase.generate(WORDS, 3, lambda size: next(draws) % size)
    assert text == "-".join(WORDS[:3])


def test_the_words_are_plain_and_distinct() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert all(word.isascii() and word.isalpha() and word.islower() for word in WORDS)
    assert all(4 <= len(word) <= 9 for word in WORDS)


def test_strength_in_words() -> None:
    def word(text: str) -> str:
        return passphrase.strength(text, blocklist=BLOCKLIST)

    assert [word("pendek"), word("melati kaca hujan"), word("satu dua tiga lima enam")] == [
        "lemah",
        "cukup",
        "kuat",
    ]


def test_five_words_of_the_shipped_list_are_the_design_strength() -> None:
    assert len(WORDS) == 7776
    assert passphrase.SUGGESTED_WORDS == 5
    assert passphrase.bits(WORDS, 5) == pytest.approx(64.6, abs=0.05)


def test_no_suggested_word_is_on_the_blocklist() -> None:
    assert BLOCKLIST.isdisjoint(WORDS)
    assert len(BLOCKLIST) > 450


@given(st.lists(st.sampled_from(WORDS), min_size=5, max_size=5, unique=True))
def test_every_suggestion_passes_its_own_rules(words: list[str]) -> None:
    text = "-".join(words)
    assert problem(text) == ""
    assert passphrase.strength(text, blocklist=BLOCKLIST) == "kuat"


@pytest.mark.parametrize(
    "text",
    [
        "akusayangkamuselamanya",
        "Indonesia Merdeka 1945!!",
        "rumahamansapa129",
        "bismillahirrahmanirrahim",
        "2026202520242023",
    ],
)
def test_what_people_of_the_house_would_try_is_refused(text: str) -> None:
    assert problem(text) != ""


def test_names_of_staff_do_not_make_a_passphrase() -> None:
    text = "Kurniawati Kurniawati 7"
    assert passphrase.problem(text, blocklist=BLOCKLIST, names=["Kurniawati"]) != ""
    assert passphrase.problem(text + " perahu", blocklist=BLOCKLIST, names=["Kurniawati"]) == ""
