"""Who works at the house in the tests of the services, and when the tests take place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.users import Actor

KEY = bytes(range(32))
TRAIL_KEY = b"t" * 32
MORNING = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
"""Thursday, 26 November 2026, 09.00 in Serang."""

LOGINS = {
    "petugas": ("Nurul", Role.FRONT_DESK),
    "petugas2": ("Wati", Role.FRONT_DESK),
    "pendamping": ("Siti R.", Role.COMPANION),
    "pendamping2": ("Yanti", Role.COMPANION),
    "psikolog": ("Dr. Maya", Role.PSYCHOLOGIST),
    "hukum": ("Adv. Hendra", Role.LEGAL_COMPANION),
    "kesehatan": ("Bdn. Lestari", Role.HEALTH_COMPANION),
    "penjaga": ("Ibu Tati", Role.SHELTER_KEEPER),
    "pengelola": ("Ratna", Role.MANAGER),
    "admin": ("Bayu", Role.ADMIN),
}


@dataclass(frozen=True, slots=True)
class Staff:
    """The actors by login name."""

    petugas: Actor
    petugas2: Actor
    pendamping: Actor
    pendamping2: Actor
    psikolog: Actor
    hukum: Actor
    kesehatan: Actor
    penjaga: Actor
    pengelola: Actor
    admin: Actor


AsUser = Callable[[Actor], Actor]
