"""The keyboard cursor of the day and an appointment that is being carried; pure rules, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ui.views.calendar.plan import STEP, Card, DayPlan


@dataclass(frozen=True, slots=True)
class Cursor:
    """A slot of a column; with `uid` it stands on that card."""

    column: int
    minute: int
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An appointment on its way to another time; `free` while it may be put down there."""

    uid: str
    service: str
    provider_uid: str
    minute: int
    minutes: int
    free: bool = True


def settle(plan: DayPlan, cursor: Cursor) -> Cursor:
    """Keep a cursor inside a day that may have changed under it."""
    card = plan.card(cursor.uid) if cursor.uid else None
    if card is not None:
        return Cursor(card.column, card.start, card.uid)
    if not plan.columns:
        return Cursor(0, plan.first)
    column = max(0, min(cursor.column, len(plan.columns) - 1))
    minute = max(plan.first, min(cursor.minute // STEP * STEP, plan.last - STEP))
    return Cursor(column, minute)


def land(plan: DayPlan, column: int, minute: int, *, last: bool = False) -> Cursor:
    """Return the cursor at a slot, on its first (or last) card if there is one."""
    cursor = settle(plan, Cursor(column, minute))
    cards = plan.cards_at(cursor.column, cursor.minute)
    if not cards:
        # A card may begin within the slot, for example at 10.10.
        within = range(cursor.minute, cursor.minute + STEP)
        cards = tuple(c for c in plan.cards if c.column == cursor.column and c.start in within)
    if cards:
        return replace(cursor, uid=cards[-1 if last else 0].uid)
    return cursor


def step_down(plan: DayPlan, cursor: Cursor) -> Cursor:
    """Go to the next slot, or to the end of the card."""
    card = plan.card(cursor.uid)
    minute = card.end if card is not None else cursor.minute + STEP
    return cursor if minute >= plan.last else land(plan, cursor.column, minute)


def step_up(plan: DayPlan, cursor: Cursor) -> Cursor:
    """Go to the slot before, or to the one before the card; a card is entered at its start."""
    card = plan.card(cursor.uid)
    minute = (card.start if card is not None else cursor.minute) - 1
    if minute < plan.first:
        return cursor
    there = land(plan, cursor.column, minute)
    entered = plan.card(there.uid)
    return there if entered is None else replace(there, minute=entered.start)


def step_side(plan: DayPlan, cursor: Cursor, step: int) -> Cursor:
    """Go to the card beside it at the same time, else to the column beside."""
    cards = plan.cards_at(cursor.column, cursor.minute)
    uids = [card.uid for card in cards]
    if cursor.uid in uids and 0 <= uids.index(cursor.uid) + step < len(uids):
        return replace(cursor, uid=uids[uids.index(cursor.uid) + step])
    column = cursor.column + step
    if not 0 <= column < len(plan.columns):
        return cursor
    there = land(plan, column, cursor.minute, last=step < 0)
    return replace(there, minute=cursor.minute)


def carry(card: Card) -> Carried:
    """Pick an appointment up."""
    one = card.appointment
    return Carried(
        uid=one.uid,
        service=one.service,
        provider_uid=one.provider_uid,
        minute=card.start,
        minutes=card.end - card.start,
    )


def carry_by(plan: DayPlan, carried: Carried, minutes: int) -> Carried:
    """Carry it up or down within the day."""
    latest = plan.last - carried.minutes
    return replace(carried, minute=max(plan.first, min(carried.minute + minutes, latest)))


def carry_side(plan: DayPlan, carried: Carried, step: int) -> Carried:
    """Carry it to the next provider of the same service; others are passed over."""
    column = plan.column_of(carried.provider_uid) + step
    while 0 <= column < len(plan.columns):
        provider = plan.columns[column].provider
        if provider.service == carried.service:
            return replace(carried, provider_uid=provider.uid, free=True)
        column += step
    return carried


def carry_to(plan: DayPlan, carried: Carried, column: int, minute: int) -> Carried:
    """Carry it to a slot with the mouse; a provider of another service does not take it."""
    provider = plan.columns[column].provider
    latest = max(plan.first, plan.last - carried.minutes)
    return replace(
        carried,
        provider_uid=provider.uid,
        minute=max(plan.first, min(minute, latest)),
        free=provider.service == carried.service,
    )
