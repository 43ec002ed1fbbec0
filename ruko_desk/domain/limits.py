"""The clocks the house watches and how long each runs.

A limit that comes from law has that law named and its length as the fixed default, to which a
changed limit can go back. The others begin with the length that offices or guidance name and are
the house's own to set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from ruko_desk.errors import UserError

LONGEST: Final = 366


class ClockKind(StrEnum):
    """What a clock watches; stable codes."""

    TRIAGE_HIGH = "triase_tinggi"
    TRIAGE_MEDIUM = "triase_sedang"
    TRIAGE_LOW = "triase_rendah"
    FOLLOW_UP = "tindak_lanjut"
    OUTREACH = "penjangkauan"
    CRISIS = "krisis_di_meja"
    POLICE_REPORT = "lapor_polisi"
    HEALTH = "kesehatan_72_jam"
    CONTRACEPTION = "kontrasepsi_darurat"
    PROTECTION_SEXUAL = "perlindungan_tpks"
    PROTECTION_HOUSEHOLD = "perlindungan_kdrt"
    SHELTER = "rumah_aman"
    REFERRAL_ANSWER = "balasan_rujukan"
    DATA_REQUEST = "hak_data_pribadi"


class Unit(StrEnum):
    """In what a limit is counted; hours run day and night."""

    HOURS = "jam"
    DAYS = "hari"
    WORKING_DAYS = "hari_kerja"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How long a clock runs; 0 hours is at once.

    Raises:
        UserError: a length below zero or over 366, or zero days.
    """

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        least = 0 if self.unit is Unit.HOURS else 1
        if not least <= self.amount <= LONGEST:
            raise UserError(f"Isi batas waktu antara {least} dan {LONGEST}", code="batas_waktu")

    def text(self) -> str:
        """Return it in words: `3 x 24 jam`, `3 hari kerja`, `segera`."""
        if self.unit is Unit.HOURS and not self.amount:
            return "segera"
        days, rest = divmod(self.amount, 24)
        if self.unit is Unit.HOURS and not rest:
            return f"{days} x 24 jam"
        return f"{self.amount} {self.unit.value.replace('_', ' ')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A clock's task in words, the limit it begins with, and the law that sets it (or none)."""

    task: str
    limit: Limit
    law: str = ""


def _hours(task: str, amount: int, law: str = "") -> Rule:
    return Rule(task=task, limit=Limit(amount=amount, unit=Unit.HOURS), law=law)


def _days(task: str, amount: int, unit: Unit = Unit.DAYS) -> Rule:
    return Rule(task=task, limit=Limit(amount=amount, unit=unit))


RULES: Final[Mapping[ClockKind, Rule]] = MappingProxyType(
    {
        ClockKind.TRIAGE_HIGH: _hours("Tangani risiko tinggi", 0),
        ClockKind.TRIAGE_MEDIUM: _hours("Tangani risiko sedang", 6),
        ClockKind.TRIAGE_LOW: _hours("Hubungi klien pertama kali", 24),
        ClockKind.FOLLOW_UP: _days("Tindak lanjuti pengaduan", 3, Unit.WORKING_DAYS),
        ClockKind.OUTREACH: _hours("Jangkau klien", 12),
        ClockKind.CRISIS: _hours("Tangani krisis di meja depan", 2),
        ClockKind.POLICE_REPORT: _hours("Laporkan ke polisi", 72, "UU 12/2022 pasal 41"),
        ClockKind.HEALTH: _hours("Rujuk ke rumah sakit: pencegahan HIV dan bukti", 72),
        ClockKind.CONTRACEPTION: _hours("Rujuk ke rumah sakit: kontrasepsi darurat", 120),
        ClockKind.PROTECTION_SEXUAL: _hours(
            "Pastikan perlindungan sementara polisi", 24, "UU 12/2022 pasal 42"
        ),
        ClockKind.PROTECTION_HOUSEHOLD: _hours(
            "Pastikan perlindungan sementara polisi", 24, "UU 23/2004 pasal 16"
        ),
        ClockKind.SHELTER: _days("Tinjau masa tinggal di rumah aman", 14),
        ClockKind.REFERRAL_ANSWER: _days("Tanyakan balasan rujukan", 7),
        ClockKind.DATA_REQUEST: _hours("Penuhi permintaan pemilik data", 72, "UU 27/2022"),
    }
)
DEFAULTS: Final[Mapping[ClockKind, Limit]] = MappingProxyType(
    {kind: rule.limit for kind, rule in RULES.items()}
)
