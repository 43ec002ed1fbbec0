"""How states of the queue, of appointments and of dates look: a symbol and a colour role each."""

from __future__ import annotations

from ruko_desk.domain.queue import WaitLevel
from ui.theme.symbols import Symbol
from ui.widgets.badge import RISKS

Look = tuple[Symbol, str]

QUEUE: dict[str, Look] = {
    "menunggu": (Symbol.EMPTY, "muted"),
    "dipanggil": (Symbol.HALF, "link"),
    "dilayani": (Symbol.FULL, "primary"),
    "selesai": (Symbol.CHECK, "done"),
    "pergi": (Symbol.CROSS, "muted"),
    "dibatalkan": (Symbol.CROSS, "muted"),
}

APPOINTMENTS: dict[str, Look] = {
    "diminta": (Symbol.EMPTY, "muted"),
    "terjadwal": (Symbol.EMPTY, "muted"),
    "dikonfirmasi": (Symbol.EMPTY, "primary"),
    "datang": (Symbol.HALF, "link"),
    "berlangsung": (Symbol.FULL, "primary"),
    "selesai": (Symbol.CHECK, "done"),
    "tidak_hadir": (Symbol.CROSS, "high"),
    "batal_klien": (Symbol.CROSS, "muted"),
    "batal_lembaga": (Symbol.CROSS, "muted"),
    "dipindah": (Symbol.DASH, "muted"),
}

WAITS: dict[WaitLevel, Look | None] = {
    WaitLevel.NORMAL: None,
    WaitLevel.AMBER: (Symbol.DIAMOND, "medium"),
    WaitLevel.RED: (Symbol.TRIANGLE, "high"),
}

#: Which service's letter and stripe a need at the desk carries.
SERVICE_OF_NEED = {
    "hukum": "hukum",
    "psikologi": "psikologi",
    "kesehatan": "kesehatan",
    "tempat_aman": "rumah_aman",
}


def risk_look(code: str) -> Look:
    """Return the symbol of a risk level; a missing one is a dash."""
    return RISKS.get(code, (Symbol.DASH, "muted"))
