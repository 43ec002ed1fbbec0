"""Slots and appointments in words, for screen readers and tooltips."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ui.views.calendar.looks import day_words, minute_text, minutes_text
from ui.views.calendar.plan import Card, ColumnPlan, DayPlan

translate = QCoreApplication.translate


def slot_words(plan: DayPlan, column: int, minute: int) -> str:
    """Say where the keyboard is: provider, day, time, and whether that is working time."""
    there = plan.columns[column]
    if any(start <= minute < end for start, end in there.breaks):
        state = translate("DayGrid", "istirahat")
    elif any(start <= minute < end for start, end in there.opened):
        state = translate("DayGrid", "kosong")
    else:
        state = translate("DayGrid", "di luar jam tugas")
    return f"{there.provider.name}, {day_words(plan.day)} {minute_text(minute)}, {state}"


def card_words(card: Card, state_text: Callable[[str], str]) -> str:
    """Say what an appointment is, in one line."""
    one = card.appointment
    times = minutes_text(card.start, card.end)
    state = state_text(one.state)
    return f"{times}, {one.label}, {one.kind_label}, {state}, {one.provider_name}"


def card_details(card: Card, state_text: Callable[[str], str]) -> str:
    """Say what a card has no room for; the note, which may hold a name, stays in the list."""
    one = card.appointment
    lines = [
        f"{minutes_text(card.start, card.end)} · {one.label}",
        f"{one.kind_label} · {one.provider_name}",
        state_text(one.state),
    ]
    if one.override_reason:
        words = translate("DayGrid", "Disimpan dengan alasan: {reason}")
        lines.append(words.format(reason=one.override_reason))
    return "\n".join(lines)


def head_words(column: ColumnPlan) -> str:
    """Say whose column it is, when she works, and why not."""
    hours = ", ".join(minutes_text(start, end) for start, end in column.opened)
    parts = (hours or translate("DayGrid", "Tidak bertugas"), column.absence)
    return "\n".join((column.provider.name, *(part for part in parts if part)))
