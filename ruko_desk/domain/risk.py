"""From the risk checklist to a level, with the reason how it came about.

Three levels as in the ministry's standard of service; the questions are the house's own. One item
of the first group makes the risk high, two of the second make it medium. Staff may set another
level, with a reason; a screen is no diagnosis.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from ruko_desk.domain.codes import RiskLevel
from ruko_desk.errors import UserError

URGENT: Final = (
    "terlapor_dekat",
    "luka",
    "ancaman_bunuh",
    "senjata",
    "cekikan",
    "seksual_72_jam",
    "bunuh_diri",
    "anak_tanpa_pengasuh",
    "disekap",
)
"""First group, codes of the list `butir_risiko`."""
AGGRAVATING: Final = (
    "makin_berat",
    "hamil",
    "baru_berpisah",
    "cemburu",
    "miras_narkoba",
    "ancaman_sebar",
    "serumah",
    "ekonomi",
    "disabilitas",
)
"""Second group, codes of the same list."""
MEDIUM_FROM: Final = 2

_WORDS: Final[Mapping[RiskLevel, str]] = {
    RiskLevel.EMERGENCY: "darurat",
    RiskLevel.HIGH: "tinggi",
    RiskLevel.MEDIUM: "sedang",
    RiskLevel.LOW: "rendah",
    RiskLevel.UNRATED: "belum dinilai",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskResult:
    """Computed and final level; `because` is the sentence that a screen shows."""

    computed: RiskLevel
    level: RiskLevel
    items: tuple[str, ...]
    reason: str
    because: str


def assess(
    items: Collection[str],
    label: Callable[[str], str],
    *,
    level: RiskLevel | None = None,
    reason: str = "",
) -> RiskResult:
    """Work out the level from the ticked items.

    Args:
        items: ticked codes; their order does not matter.
        label: gives the label of a code of `butir_risiko`, for the sentence.
        level: level set by hand, or None to take the computed one.
        reason: why it was set by hand; needed where it differs from the computed one.

    Raises:
        UserError: a level set by hand without a reason, or set to `belum dinilai`.
        ValueError: an item that is not on the checklist.
    """
    unknown = set(items) - {*URGENT, *AGGRAVATING}
    if unknown:
        raise ValueError(unknown)
    urgent = [code for code in URGENT if code in items]
    aggravating = [code for code in AGGRAVATING if code in items]
    computed, because = _compute(urgent, aggravating, label)
    final = computed if level is None else level
    if final is RiskLevel.UNRATED:
        raise UserError("Pilih tingkat risiko: darurat, tinggi, sedang, atau rendah", code="risiko")
    if final is not computed:
        if not reason.strip():
            raise UserError(
                f"Hasil daftar periksa: {_WORDS[computed]}. Tulis alasan mengapa tingkatnya diubah",
                code="alasan",
            )
        because = f"{because}. Diubah menjadi {_WORDS[final]}: {reason.strip()}"
    return RiskResult(
        computed=computed,
        level=final,
        items=(*urgent, *aggravating),
        reason=reason.strip(),
        because=because,
    )


def _compute(
    urgent: list[str], aggravating: list[str], label: Callable[[str], str]
) -> tuple[RiskLevel, str]:
    if urgent:
        named = "; ".join(label(code) for code in urgent)
        return RiskLevel.HIGH, f"Tinggi karena: {named}"
    named = "; ".join(label(code) for code in aggravating)
    if len(aggravating) >= MEDIUM_FROM:
        return RiskLevel.MEDIUM, f"Sedang karena {len(aggravating)} hal memberatkan: {named}"
    if aggravating:
        return RiskLevel.LOW, f"Rendah: satu hal memberatkan ({named})"
    return RiskLevel.LOW, "Rendah: tidak ada butir yang dicentang"
