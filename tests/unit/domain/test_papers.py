from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from ruko_desk.domain.papers import AppointmentCard, card_problems, telling_word

CARD = AppointmentCard(
    day=date(2026, 11, 26), starts_at=time(9, 30), house="Rumah Aman", ask_for="Ibu Dewi"
)


def test_a_neutral_card_has_no_problem() -> None:
    assert card_problems(CARD) == {}


@pytest.mark.parametrize(
    ("card", "field", "word"),
    [
        (replace(CARD, note="Konseling korban"), "note", "korban"),
        (replace(CARD, place="Ruang Psikologi 1"), "place", "psikolog"),
        (replace(CARD, ask_for="Tim Bantuan HUKUM"), "ask_for", "hukum"),
    ],
)
def test_a_telling_word_is_named_beside_its_field(
    card: AppointmentCard, field: str, word: str
) -> None:
    problems = card_problems(card)
    assert list(problems) == [field]
    assert word in problems[field]


def test_the_houses_name_counts_only_when_it_is_printed() -> None:
    assert "house" in card_problems(replace(CARD, hide_house=False))


def test_ordinary_notes_are_not_telling() -> None:
    assert telling_word("Bawa KTP, KK, dan kartu ini. Terima kasih.") == ""
