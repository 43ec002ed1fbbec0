"""Colour tokens for light and dark, and the sizes of type and rows.

Every text pair in `TEXT_PAIRS` reaches 4.5:1 and every pair in `EDGE_PAIRS` 3:1 (WCAG 2.2, 1.4.3
and 1.4.11); tests/look computes them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Semantic colours as "#RRGGBB"; a role is the name of one of these fields."""

    bg: str
    surface: str
    surface2: str
    border: str
    border_in: str
    text: str
    muted: str
    disabled: str
    primary: str
    primary_hover: str
    on_primary: str
    primary_tint: str
    focus: str
    link: str
    link_tint: str
    danger: str
    danger_hover: str
    on_danger: str
    legal: str
    legal_tint: str
    psychology: str
    psychology_tint: str
    health: str
    health_tint: str
    shelter: str
    shelter_tint: str
    outreach: str
    outreach_tint: str
    emergency: str
    emergency_tint: str
    high: str
    high_tint: str
    medium: str
    medium_tint: str
    low: str
    low_tint: str
    done: str
    done_tint: str

    def get(self, role: str) -> str:
        """Return the colour of `role`.

        Raises:
            KeyError: there is no such role.
        """
        if role not in ROLES:
            raise KeyError(role)
        value: str = getattr(self, role)
        return value


ROLES = frozenset(field.name for field in fields(Colours))

LIGHT = Colours(
    bg="#F3F5F4",
    surface="#FFFFFF",
    surface2="#E9EEEC",
    border="#CBD4D1",
    border_in="#77878A",
    text="#1B2829",
    muted="#506064",
    disabled="#8C999B",
    primary="#17635F",
    primary_hover="#0F4F4C",
    on_primary="#FFFFFF",
    primary_tint="#DCECEA",
    focus="#B45309",
    link="#0B5C8A",
    link_tint="#E2EFF7",
    danger="#A3161A",
    danger_hover="#7F0F13",
    on_danger="#FFFFFF",
    legal="#1A66B8",
    legal_tint="#E3EEF9",
    psychology="#86306F",
    psychology_tint="#F6E6F1",
    health="#1F6B3A",
    health_tint="#E2F1E6",
    shelter="#4B5563",
    shelter_tint="#E9ECEF",
    outreach="#7A4A12",
    outreach_tint="#F5EADB",
    emergency="#A3161A",
    emergency_tint="#FBE4E3",
    high="#9A4A00",
    high_tint="#FCEBD7",
    medium="#6B5900",
    medium_tint="#FAF3CF",
    low="#3F5B62",
    low_tint="#E6EDEF",
    done="#1F6B3A",
    done_tint="#E2F1E6",
)

DARK = Colours(
    bg="#141B1C",
    surface="#1B2426",
    surface2="#253133",
    border="#35454A",
    border_in="#74888B",
    text="#E6EDEC",
    muted="#A3B2B2",
    disabled="#66777A",
    primary="#7CCBC4",
    primary_hover="#9ADBD5",
    on_primary="#0E2423",
    primary_tint="#1F3A39",
    focus="#F2B35A",
    link="#7CC4EE",
    link_tint="#1B3342",
    danger="#FF9C94",
    danger_hover="#FFB9B3",
    on_danger="#3A0F0E",
    legal="#6FB1F0",
    legal_tint="#1D3247",
    psychology="#E3A6CC",
    psychology_tint="#3E2437",
    health="#8FD49B",
    health_tint="#1D3A26",
    shelter="#B8C2CC",
    shelter_tint="#2C353D",
    outreach="#E0B57E",
    outreach_tint="#3A2D1B",
    emergency="#FF9C94",
    emergency_tint="#45201F",
    high="#F4B06A",
    high_tint="#40301B",
    medium="#E6D36A",
    medium_tint="#383317",
    low="#A9C2C8",
    low_tint="#26353A",
    done="#8FD49B",
    done_tint="#1D3A26",
)

#: Roles that have a pale background of their own named `<role>_tint`.
TINTED = (
    "primary",
    "link",
    "legal",
    "psychology",
    "health",
    "shelter",
    "outreach",
    "emergency",
    "high",
    "medium",
    "low",
    "done",
)

#: (text, background) as they are used; each must reach 4.5:1.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((front, back) for front in ("text", "muted") for back in ("bg", "surface", "surface2")),
    *((front, back) for front in ("primary", "link", "danger") for back in ("bg", "surface")),
    *((role, f"{role}_tint") for role in TINTED),
    *((role, "surface") for role in TINTED),
    *(("text", f"{role}_tint") for role in TINTED),
    ("muted", "primary_tint"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
)

#: (edge, background) of borders and rings that carry meaning; each must reach 3:1.
EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (edge, back)
        for edge in ("border_in", "focus", "danger", "primary")
        for back in ("bg", "surface")
    ),
    ("focus", "surface2"),
    ("focus", "primary_tint"),
    ("primary", "primary_tint"),
)

# The 4 px grid does not grow with the text: at 130 % a form still has to fit 1000 x 560.
XS, S, M, L, XL = 4, 8, 12, 16, 24
RADIUS = 6
CARD_RADIUS = 8
BADGE_RADIUS = 9

TEXT_SCALES = (100, 115, 130)


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes in logical pixels at a text size of `text_scale` per cent (100, 115 or 130)."""

    text_scale: int = 100

    def px(self, base: int) -> int:
        """Return `base` pixels multiplied by the text size."""
        return round(base * self.text_scale / 100)

    @property
    def small(self) -> int:
        """Type size of captions."""
        return self.px(12)

    @property
    def body(self) -> int:
        """Type size of everything that is read."""
        return self.px(14)

    @property
    def section(self) -> int:
        """Type size of a section title."""
        return self.px(16)

    @property
    def title(self) -> int:
        """Type size of a screen title."""
        return self.px(20)

    @property
    def metric(self) -> int:
        """Type size of a counter."""
        return self.px(24)

    @property
    def clock(self) -> int:
        """Type size of the clock on the neutral page."""
        return self.px(56)

    @property
    def row_height(self) -> int:
        """Height of a table row."""
        return self.px(36)

    @property
    def control_height(self) -> int:
        """Smallest height of a button or field; also the smallest target."""
        return self.px(32)

    @property
    def icon(self) -> int:
        """Side of an icon inside a button or row."""
        return self.px(18)


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2 contrast ratio of two "#RRGGBB" colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
