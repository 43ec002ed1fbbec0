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


def land(
    plan: DayPlan, column: int, minute: int, *, last: bool = False, leaving: str = ""
) -> Cursor:
    """Return the cursor at a slot, on the first (or last) card that touches it.

    The card `leaving` is passed over: it may reach into the slot, for example when it ends at 10.10.
    """
    cursor = settle(plan, Cursor(column, minute))
    end = cursor.minute + STEP
    cards = sorted(
        (
            card
            for card in plan.cards
            if card.column == cursor.column
            and card.uid != leaving
            and card.start < end
            and card.end > cursor.minute
        ),
        key=lambda card: card.lane,
    )
    return replace(cursor, uid=cards[-1 if last else 0].uid) if cards else cursor


def step_down(plan: DayPlan, cursor: Cursor) -> Cursor:
    """Go to the next slot, or to the first one behind the card."""
    card = plan.card(cursor.uid)
    minute = -(-card.end // STEP) * STEP if card is not None else cursor.minute + STEP
    return cursor if minute >= plan.last else land(plan, cursor.column, minute, leaving=cursor.uid)


def step_up(plan: DayPlan, cursor: Cursor) -> Cursor:
    """Go to the slot before, or to the one before the card; a card is entered at its start."""
    card = plan.card(cursor.uid)
    minute = (card.start if card is not None else cursor.minute) - 1
    if minute < plan.first:
        return cursor
    there = land(plan, cursor.column, minute, leaving=cursor.uid)
    entered = plan.card(there.uid)
    return there if entered is None else replace(there, minute=entered.start)


def step_side(plan: DayPlan, cursor: Cursor, step: int) -> Cursor:
    """Go to the card beside it at the same time, else to the column beside."""
    cards = plan.cards_at(cursor.column, cursor.minute) if cursor.uid else ()
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
