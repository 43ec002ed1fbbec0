"""WCAG 2.2: 4.5:1 for text, 3:1 for what carries meaning without being text."""

from __future__ import annotations

import pytest

from ui.theme.tokens import (
    DARK,
    EDGE_PAIRS,
    LIGHT,
    ROLES,
    TEXT_PAIRS,
    TINTED,
    Colours,
    contrast,
)

SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@SCHEMES
@pytest.mark.parametrize(("text", "back"), TEXT_PAIRS)
def test_text_can_be_read(colours: Colours, text: str, back: str) -> None:
    assert contrast(colours.get(text), colours.get(back)) >= 4.5


@SCHEMES
@pytest.mark.parametrize(("edge", "back"), EDGE_PAIRS)
def test_edges_can_be_seen(colours: Colours, edge: str, back: str) -> None:
    assert contrast(colours.get(edge), colours.get(back)) >= 3


def test_every_role_with_a_tint_is_checked() -> None:
    assert {f"{role}_tint" for role in TINTED} == {role for role in ROLES if role.endswith("_tint")}


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        LIGHT.get("__class__")
