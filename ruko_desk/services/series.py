"""Sessions that come again: planned in one go, changed one, from one on, or all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import at, local
from ruko_desk.db.database import Work
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.schedule import Appointment, AppointmentSeries
from ruko_desk.domain.appointment_states import check_change, next_states
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.schedule import (
    AppointmentView,
    BookSeries,
    MoveAppointment,
    SeriesDay,
    SetAppointmentState,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.indonesian import WEEKDAYS, day_month
from ruko_desk.domain.recurrence import HORIZON, Scope, check, occurrences, rule_words
from ruko_desk.errors import FieldErrors, StaleError, UserError
from ruko_desk.ids import new_uid
from ruko_desk.services.appointment_history import record_step
from ruko_desk.services.appointment_steps import find_appointment, state_of, told_many
from ruko_desk.services.booking import (
    Found,
    Slot,
    check_length,
    check_reason,
    conflicts_of,
    find_provider,
    find_room,
)
from ruko_desk.services.booking_steps import (
    add_appointment,
    kind_for,
    note_activity,
    replace_by,
    require_open,
)
from ruko_desk.services.case_scope import IDENTITY, writing
from ruko_desk.services.desk_rights import need_desk_work
from ruko_desk.services.office import READ, Office
from ruko_desk.services.schedule_read import load_holidays, load_views

_MOST_SAID = 5
"""Days whose conflicts are named in one message."""


def preview(office: Office, actor: Actor, wish: BookSeries) -> tuple[SeriesDay, ...]:
    """Return the days of a series with what stands in the way of each; nothing is written.

    Raises:
        NotAllowedError: the actor sees no clients.
        FieldErrors: the rule or the length cannot be.
        NotFoundError: case, provider or room do not exist.
    """
    office.require(actor, IDENTITY, READ)
    _check(wish)
    with office.database.read() as session:
        first = wish.first
        slot = Slot(
            case=office.case(session, first.case_uid),
            provider=find_provider(office, session, first.provider_uid),
            room_id=find_room(session, first.room_uid),
            start=first.start,
            minutes=first.minutes,
        )
        return tuple(
            SeriesDay(
                start=one.start,
                end=one.end,
                holiday=holiday,
                conflicts=() if holiday else tuple(conflicts_of(office, session, one)),
            )
            for one, holiday in _slots(session, slot, wish)
        )


def book(office: Office, actor: Actor, wish: BookSeries) -> Outcome[tuple[AppointmentView, ...]]:
    """Book all sessions of a series or none; the same `request_uid` again returns the first ones.

    Raises:
        NotAllowedError: she plans no sessions, or has to open the case first.
        FieldErrors: rule, kind or length cannot be, or every day was taken out.
        UserError: the case is closed.
        BookingConflict: a day that was not taken out is taken, or a warning has no reason yet.
    """
    _check(wish)
    first = wish.first
    check_reason(first.override_reason, "override_reason")
    with writing(office, actor) as work:
        case = office.case(work.session, first.case_uid)
        need_desk_work(office, work.session, actor, case)
        earlier = work.session.execute(
            select(Appointment).where(Appointment.request_uid == first.request_uid)
        ).scalar_one_or_none()
        if earlier is not None:
            return _same_again(office, work, actor, earlier)
        require_open(case)
        provider = find_provider(office, work.session, first.provider_uid)
        kind = kind_for(work.session, first.kind, provider)
        wanted = Slot(
            case=case,
            provider=provider,
            room_id=find_room(work.session, first.room_uid),
            start=first.start,
            minutes=first.minutes,
        )
        slots = [
            slot
            for slot, holiday in _slots(work.session, wanted, wish)
            if not holiday and local(slot.start).date() not in wish.leave_out
        ]
        if not slots:
            raise FieldErrors({"leave_out": "Tidak ada hari yang tersisa. Pilih pola lain"})
        _require_all_free(office, work.session, slots, first.override_reason)
        series = AppointmentSeries(rule=rule_words(wish.rule), created_at=work.clock.now())
        work.session.add(series)
        work.session.flush()
        rows = []
        for place, slot in enumerate(slots):
            request = first.request_uid if place == 0 else new_uid()
            row = add_appointment(work, slot, request, kind, first.override_reason)
            row.note = first.note.strip()
            row.series_id = series.id
            rows.append(row)
        note_activity(work, case)
        return told_many(office, work, actor, rows, "buat seri janji")


def move(
    office: Office, actor: Actor, wish: MoveAppointment, scope: Scope
) -> Outcome[tuple[AppointmentView, ...]]:
    """Shift sessions of a series by the same days to the same time of day, all or none.

    Sessions that have begun or are over stay. Every other one is given the provider, the room
    and the length of `wish`.

    Raises:
        NotAllowedError, FieldErrors, UserError, StaleError, BookingConflict: as in moving one.
    """
    check_length(wish.minutes)
    check_reason(wish.override_reason, "override_reason")
    with writing(office, actor) as work:
        named, members = _members(office, work, actor, wish.uid, wish.version, scope)
        check_change(AppointmentState(named.state), AppointmentState.MOVED)
        provider = find_provider(office, work.session, wish.provider_uid)
        if provider.view.service != named.service:
            raise FieldErrors({"provider_uid": "Pilih petugas dari layanan yang sama"})
        case = work.session.get_one(CaseFile, named.case_id)
        moving = frozenset(row.id for row in members)
        ahead = local(wish.start).date() - local(named.start_at).date()
        clock = local(wish.start)
        slots = [
            Slot(
                case=case,
                provider=provider,
                room_id=find_room(work.session, wish.room_uid),
                start=at(local(row.start_at).date() + ahead, clock.hour, clock.minute),
                minutes=wish.minutes,
                leave_out=moving,
            )
            for row in members
        ]
        _require_all_free(office, work.session, slots, wish.override_reason)
        rows = [
            replace_by(work, row, slot, wish.override_reason)
            for row, slot in zip(members, slots, strict=True)
        ]
        note_activity(work, case)
        return told_many(office, work, actor, rows, "pindah seri janji")


def set_state(
    office: Office, actor: Actor, change: SetAppointmentState, scope: Scope
) -> Outcome[tuple[AppointmentView, ...]]:
    """Cancel sessions of a series, all of the scope that have not begun, or none.

    Raises:
        NotAllowedError, UserError, StaleError: as in the state of one.
    """
    check_reason(change.reason)
    new = state_of(change.state)
    if new not in {AppointmentState.CANCELLED_BY_CLIENT, AppointmentState.CANCELLED_BY_HOUSE}:
        raise UserError("Status ini dicatat untuk tiap janji sendiri.", code="status")
    with writing(office, actor) as work:
        named, members = _members(office, work, actor, change.uid, change.version, scope)
        check_change(AppointmentState(named.state), new, change.reason)
        for row in members:
            record_step(work, row, new, change.reason)
        return told_many(office, work, actor, members, "batalkan seri janji")


def _check(wish: BookSeries) -> None:
    check_length(wish.first.minutes)
    check(wish.rule, local(wish.first.start).date())


def _slots(session: Session, slot: Slot, wish: BookSeries) -> list[tuple[Slot, str]]:
    """Return a slot for each day of the rule, with the holiday for which it is not held."""
    moment = local(slot.start)
    first = moment.date()
    holidays = load_holidays(session, first, first + HORIZON)
    return [
        (replace(slot, start=at(one.day, moment.hour, moment.minute)), one.holiday)
        for one in occurrences(wish.rule, first, holidays)
    ]


def _require_all_free(
    office: Office, session: Session, slots: Sequence[Slot], override_reason: str
) -> None:
    """Refuse a series of which a day is taken; the first few conflicts are said with their day."""
    passes = bool(override_reason.strip())
    found: list[Found] = []
    for slot in slots:
        day = local(slot.start).date()
        found += [
            (kind, blocking, f"{WEEKDAYS[day.weekday()]} {day_month(day)}: {sentence}")
            for kind, blocking, sentence in conflicts_of(office, session, slot)
            if blocking or not passes
        ]
    if not found:
        return
    found.sort(key=lambda one: not one[1])
    more = len(found) - _MOST_SAID
    if more > 0:
        kind, blocking, _ = found[_MOST_SAID]
        found[_MOST_SAID:] = [(kind, blocking, f"Dan {more} bentrok lain pada seri ini.")]
    raise BookingConflict(found)


def _members(
    office: Office, work: Work, actor: Actor, uid: str, version: int, scope: Scope
) -> tuple[Appointment, list[Appointment]]:
    """Return the named appointment and those of its series that the change is for."""
    named = find_appointment(work.session, uid)
    need_desk_work(office, work.session, actor, work.session.get_one(CaseFile, named.case_id))
    if named.version != version:
        raise StaleError("Janji ini sudah diubah petugas lain. Muat ulang jadwal.")
    if named.series_id is None or scope is Scope.THIS:
        return named, [named]
    now = office.clock.now()
    rows = work.session.execute(
        select(Appointment)
        .where(Appointment.series_id == named.series_id)
        .order_by(Appointment.start_at)
    ).scalars()
    chosen = [
        row
        for row in rows
        if row.id == named.id
        or (
            AppointmentState.MOVED in next_states(AppointmentState(row.state))
            and (row.start_at > named.start_at if scope is Scope.FROM_HERE else row.end_at > now)
        )
    ]
    return named, chosen


def _same_again(
    office: Office, work: Work, actor: Actor, earlier: Appointment
) -> Outcome[tuple[AppointmentView, ...]]:
    views = load_views(
        office,
        work.session,
        actor,
        Appointment.series_id == earlier.series_id,
        Appointment.case_id == earlier.case_id,
    )
    return Outcome(views, work.changes)
