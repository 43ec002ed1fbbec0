from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain.codes import CodeLists, RiskLevel
from ruko_desk.domain.risk import AGGRAVATING, URGENT, assess
from ruko_desk.errors import UserError

ITEMS = st.sets(st.sampled_from([*URGENT, *AGGRAVATING]))


@given(ITEMS)
def test_one_urgent_item_is_high_two_aggravating_are_medium(items: set[str]) -> None:
    result = assess(items, str)
    if items & set(URGENT):
        wanted = RiskLevel.HIGH
    else:
        wanted = RiskLevel.MEDIUM if len(items) >= 2 else RiskLevel.LOW
    assert result.computed is result.level is wanted
    assert set(result.items) == items


@given(ITEMS, st.sampled_from([*URGENT, *AGGRAVATING]))
def test_one_more_item_never_lowers_the_level(items: set[str], more: str) -> None:
    order = [RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH]
    before, after = assess(items, str).computed, assess(items | {more}, str).computed
    assert order.index(after) >= order.index(before)


def test_the_reason_names_the_items_that_decided(codes: CodeLists) -> None:
    label = partial(codes.label, "butir_risiko")
    high = assess({"hamil", "cekikan"}, label)
    assert high.because == "Tinggi karena: Pernah dicekik"
    medium = assess({"serumah", "hamil"}, label)
    assert medium.because == (
        "Sedang karena 2 hal memberatkan: Sedang hamil; Tinggal serumah dengan terlapor"
    )
    assert assess({"hamil"}, label).because == "Rendah: satu hal memberatkan (Sedang hamil)"
    assert assess((), label).because == "Rendah: tidak ada butir yang dicentang"


def test_a_level_set_by_hand_needs_its_reason_and_stays_visible() -> None:
    with pytest.raises(UserError, match="Tulis alasan"):
        assess((), str, level=RiskLevel.HIGH, reason=" ")
    result = assess((), str, level=RiskLevel.HIGH, reason=" ancaman lewat telepon ")
    assert (result.computed, result.level) == (RiskLevel.LOW, RiskLevel.HIGH)
    assert result.because.endswith("Diubah menjadi tinggi: ancaman lewat telepon")
    lowered = assess({"luka"}, str, level=RiskLevel.MEDIUM, reason="luka lama")
    assert lowered.level is RiskLevel.MEDIUM


def test_confirming_the_computed_level_needs_no_reason() -> None:
    result = assess({"luka"}, str, level=RiskLevel.HIGH)
    assert result.level is RiskLevel.HIGH
    assert "Diubah" not in result.because


def test_unrated_is_no_result() -> None:
    with pytest.raises(UserError, match="Pilih tingkat risiko"):
        assess((), str, level=RiskLevel.UNRATED, reason="x")


def test_an_item_outside_the_checklist_is_a_bug() -> None:
    with pytest.raises(ValueError, match="tiada"):
        assess({"tiada"}, str)


def test_the_checklist_is_the_code_list(codes: CodeLists) -> None:
    assert [code.code for code in codes.get("butir_risiko")] == [*URGENT, *AGGRAVATING]
