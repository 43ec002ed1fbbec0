"""How the states of an appointment look, and the short words of calendars."""

from __future__ import annotations

import re
from datetime import date, datetime

from ruko_desk.clock import local
from ruko_desk.domain.codes import AppointmentState as State
from ruko_desk.domain.indonesian import EN_DASH, MONTHS_SHORT, WEEKDAYS, WEEKDAYS_SHORT, time_text
from ui.theme.symbols import Symbol

Look = tuple[Symbol, str]

#: Symbol and colour role of each state.
STATES: dict[str, Look] = {
    State.REQUESTED: (Symbol.EMPTY, "muted"),
    State.SCHEDULED: (Symbol.EMPTY, "muted"),
    State.CONFIRMED: (Symbol.EMPTY, "primary"),
    State.ARRIVED: (Symbol.HALF, "link"),
    State.IN_SESSION: (Symbol.FULL, "primary"),
    State.DONE: (Symbol.CHECK, "done"),
    State.MISSED: (Symbol.CROSS, "high"),
    State.CANCELLED_BY_CLIENT: (Symbol.CROSS, "muted"),
    State.CANCELLED_BY_HOUSE: (Symbol.CROSS, "muted"),
    State.MOVED: (Symbol.DASH, "muted"),
}

#: States that leave their time to others and have no card in the day; the list shows them.
NOT_HELD = frozenset({State.CANCELLED_BY_CLIENT, State.CANCELLED_BY_HOUSE, State.MOVED})

_NUMBER = re.compile(r"\d{3,}(?:-\w+)?(?: .*)?$")


def state_look(state: str) -> Look:
    """Return symbol and colour role of a state; an unknown one is a dash."""
    return STATES.get(state, (Symbol.DASH, "muted"))


def short_label(label: str) -> str:
    """Return the label without year and prefix: `RK-26-0412 · A.` is `0412 · A.`."""
    found = _NUMBER.search(label)
    return found[0] if found else label


def day_words(day: date) -> str:
    """Return a day as the schedule says it: `Kamis 26 Nov`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS_SHORT[day.month - 1]}"


def short_day(day: date) -> str:
    """Return a day in few letters: `Kam 26 Nov`."""
    return f"{WEEKDAYS_SHORT[day.weekday()]} {day.day} {MONTHS_SHORT[day.month - 1]}"


def moment_words(start: datetime) -> str:
    """Return day and time of an instant: `Kamis 26 Nov 09.00`."""
    moment = local(start)
    return f"{day_words(moment.date())} {time_text(moment)}"


def minute_text(minute: int) -> str:
    """Return minutes since midnight as a time: `09.00`."""
    return f"{minute // 60:02}.{minute % 60:02}"


def minutes_text(start: int, end: int) -> str:
    """Return a span of minutes since midnight: `09.00-10.00` with a long dash."""
    return f"{minute_text(start)}{EN_DASH}{minute_text(end)}"
