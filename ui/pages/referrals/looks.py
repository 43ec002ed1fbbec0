"""How states of referrals and letters look: a symbol and a colour role each."""

from __future__ import annotations

from ui.theme.symbols import Symbol

Look = tuple[Symbol, str]

REFERRALS: dict[str, Look] = {
    "draf": (Symbol.EMPTY, "low"),
    "terbit": (Symbol.HALF, "link"),
    "nomor_batal": (Symbol.CROSS, "low"),
    "diserahkan": (Symbol.FULL, "primary"),
    "diterima": (Symbol.FULL, "done"),
    "ditolak": (Symbol.CROSS, "high"),
    "ada_balasan": (Symbol.CHECK, "done"),
    "selesai": (Symbol.CHECK, "done"),
    "dicabut": (Symbol.CROSS, "low"),
}

#: Days without an answer after which the list marks a referral.
WAITING_DAYS = 7


def referral_look(state: str) -> Look:
    """Return the symbol of a state of a referral or letter; an unknown one is a dash."""
    return REFERRALS.get(state, (Symbol.DASH, "low"))
