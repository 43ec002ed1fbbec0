from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.crypto.problems import BrokenSealError
from ruko_desk.crypto.sealed import (
    OVERHEAD,
    Place,
    generation_of,
    open_bytes,
    open_text,
    seal_bytes,
    seal_text,
)

KEY = bytes(range(32))
PLACE = Place(table="session_note", row_uid="0190-a", field="body")


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_comes_back(text: str) -> None:
    assert open_text(KEY, PLACE, seal_text(KEY, 3, PLACE, text)) == text


def test_bytes_come_back_and_the_same_value_never_looks_the_same() -> None:
    first, second = (seal_bytes(KEY, 1, PLACE, b"sama") for _ in range(2))
    assert first != second
    assert open_bytes(KEY, PLACE, first) == open_bytes(KEY, PLACE, second) == b"sama"
    assert len(first) == len(b"sama") + OVERHEAD


def test_the_plain_text_is_not_in_the_sealed_value() -> None:
    assert b"rahasia" not in seal_text(KEY, 1, PLACE, "rahasia" * 20)


@pytest.mark.parametrize(
    "other",
    [
        replace(PLACE, table="draft"),
        replace(PLACE, row_uid="0190-b"),
        replace(PLACE, field="advice"),
        Place(table="session_note0190-a", row_uid="", field="body"),
    ],
)
def test_moved_to_another_place_it_does_not_open(other: Place) -> None:
    with pytest.raises(BrokenSealError) as error:
        open_text(KEY, other, seal_text(KEY, 1, PLACE, "isi"))
    assert error.value.code == "segel_rusak"


def test_the_generation_is_readable_and_bound() -> None:
    sealed = seal_text(KEY, 258, PLACE, "isi")
    assert generation_of(sealed) == 258
    changed = sealed[:4] + b"\x03" + sealed[5:]
    assert generation_of(changed) == 259
    with pytest.raises(BrokenSealError):
        open_text(KEY, PLACE, changed)


def test_every_flip_and_cut_is_found() -> None:
    sealed = seal_text(KEY, 1, PLACE, "isi catatan")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1 << place % 8
        with pytest.raises(BrokenSealError):
            open_text(KEY, PLACE, bytes(changed))
        with pytest.raises(BrokenSealError):
            open_text(KEY, PLACE, sealed[:place])


def test_another_key_does_not_open() -> None:
    with pytest.raises(BrokenSealError):
        open_text(bytes(32), PLACE, seal_text(KEY, 1, PLACE, "isi"))
