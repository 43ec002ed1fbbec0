"""Reading the schedule: providers with their hours, kinds, rooms, and appointments as views."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, bindparam, case, or_, select
from sqlalchemy.orm import Session

from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import User
from ruko_desk.db.tables.people import Person
from ruko_desk.db.tables.schedule import (
    Appointment,
    AppointmentSeries,
    Holiday,
    ProviderAbsence,
    ProviderHours,
    ProviderRecord,
    RoomRecord,
    SessionKindRecord,
)
from ruko_desk.domain.appointment_states import next_states
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.schedule import AppointmentView, Provider, Room, SessionKind, WorkSpan
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.scheduling import DaySpan, WorkingHours
from ruko_desk.services.appointment_history import undoable_ids
from ruko_desk.services.case_scope import IDENTITY
from ruko_desk.services.desk_rights import may_write_cases, visible_cases
from ruko_desk.services.office import READ, Office
from ruko_desk.services.people import label_of

SERVICES: Final = "layanan_sesi"
LONGEST: Final = timedelta(hours=8)
"""No session lasts longer, so an overlap query needs to look back only this far in its index."""
HIDDEN_LABEL: Final = "Terisi"
"""What stands in the schedule for those who may not know whose session it is."""

Span = tuple[datetime, datetime]

# Statements that every booking runs are built once: building one costs more than running it.
_HOURS: Final = select(
    ProviderHours.provider_id, ProviderHours.weekday, ProviderHours.start, ProviderHours.end
).order_by(ProviderHours.weekday, ProviderHours.start)
_PROVIDERS: Final = (
    select(
        ProviderRecord.id,
        ProviderRecord.uid,
        ProviderRecord.version,
        ProviderRecord.name,
        ProviderRecord.service,
        ProviderRecord.sex,
        ProviderRecord.user_id,
        ProviderRecord.room_id,
        ProviderRecord.active,
        User.uid.label("user_uid"),
        RoomRecord.uid.label("room_uid"),
    )
    .outerjoin(User, User.id == ProviderRecord.user_id)
    .outerjoin(RoomRecord, RoomRecord.id == ProviderRecord.room_id)
)
_ROOMS: Final = (
    select(RoomRecord.id, RoomRecord.uid, RoomRecord.name)
    .where(RoomRecord.active.is_(True))
    .order_by(RoomRecord.name)
)
_HOLIDAYS: Final = select(Holiday.day, Holiday.name).where(
    Holiday.day >= bindparam("first"), Holiday.day <= bindparam("last")
)
_VIEWS: Final = (
    select(
        Appointment.id,
        Appointment.uid,
        Appointment.version,
        Appointment.kind,
        Appointment.service,
        Appointment.start_at,
        Appointment.end_at,
        Appointment.state,
        Appointment.note,
        Appointment.override_reason,
        CaseFile.uid.label("case_uid"),
        CaseFile.code.label("case_code"),
        Person.call_name,
        Person.full_name,
        ProviderRecord.uid.label("provider_uid"),
        ProviderRecord.name.label("provider_name"),
        RoomRecord.uid.label("room_uid"),
        SessionKindRecord.label.label("kind_label"),
        AppointmentSeries.uid.label("series_uid"),
        AppointmentSeries.rule.label("series_rule"),
    )
    .join(CaseFile, CaseFile.id == Appointment.case_id)
    .join(Person, Person.id == Appointment.person_id)
    .join(ProviderRecord, ProviderRecord.id == Appointment.provider_id)
    .outerjoin(RoomRecord, RoomRecord.id == Appointment.room_id)
    .outerjoin(SessionKindRecord, SessionKindRecord.code == Appointment.kind)
    .outerjoin(AppointmentSeries, AppointmentSeries.id == Appointment.series_id)
    .order_by(Appointment.start_at, Appointment.id)
)
_ABSENCES: Final = (
    select(
        ProviderAbsence.provider_id,
        ProviderAbsence.start_at,
        ProviderAbsence.end_at,
        ProviderAbsence.reason,
    )
    .where(ProviderAbsence.start_at < bindparam("end"), ProviderAbsence.end_at > bindparam("start"))
    .order_by(ProviderAbsence.start_at)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderEntry:
    """A provider with the keys that other rows refer to."""

    id: int
    user_id: int | None
    room_id: int | None
    view: Provider


def load_providers(
    office: Office, session: Session, *, active_only: bool = True
) -> tuple[ProviderEntry, ...]:
    """Read providers in the order of the service lines, then of their names."""
    hours: dict[int, list[WorkSpan]] = defaultdict(list)
    for key, weekday, start, end in session.execute(_HOURS):
        hours[key].append(WorkSpan(weekday=weekday, start=start, end=end))
    entries = [
        ProviderEntry(
            id=row.id,
            user_id=row.user_id,
            room_id=row.room_id,
            view=Provider(
                uid=row.uid,
                version=row.version,
                name=row.name,
                service=row.service,
                sex=row.sex,
                user_uid=row.user_uid,
                room_uid=row.room_uid,
                hours=tuple(hours[row.id]),
                active=row.active,
            ),
        )
        for row in session.execute(_PROVIDERS)
        if row.active or not active_only
    ]
    lines = [code.code for code in office.codes.get(SERVICES)]
    position = {line: index for index, line in enumerate(lines)}
    return tuple(
        sorted(entries, key=lambda one: (position.get(one.view.service, len(lines)), one.view.name))
    )


def hours_of(provider: ProviderEntry) -> WorkingHours:
    """Return a provider's weekly working hours as the rules read them."""
    return WorkingHours.of(
        (span.weekday, DaySpan(span.start, span.end)) for span in provider.view.hours
    )


def working_day(
    provider: ProviderEntry, day: date, away: Sequence[tuple[datetime, datetime, str]]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return open times and breaks of a provider's day as instants; leave is neither."""
    hours = hours_of(provider)
    opened = [(span.start, span.end) for span in hours.open_on(day)]
    for begin, end, _why in away:
        opened = [
            part
            for start, until in opened
            for part in ((start, min(until, begin)), (max(start, end), until))
            if part[0] < part[1]
        ]
    return tuple(opened), tuple((span.start, span.end) for span in hours.breaks_on(day))


def load_kinds(session: Session) -> tuple[SessionKind, ...]:
    """Read the active kinds of session in their order."""
    rows = session.execute(
        select(
            SessionKindRecord.code,
            SessionKindRecord.service,
            SessionKindRecord.label,
            SessionKindRecord.minutes,
            SessionKindRecord.buffer_minutes,
        )
        .where(SessionKindRecord.active.is_(True))
        .order_by(SessionKindRecord.position)
    )
    return tuple(
        SessionKind(code=code, service=service, label=label, minutes=minutes, buffer_minutes=buffer)
        for code, service, label, minutes, buffer in rows
    )


def load_rooms(session: Session) -> dict[int, Room]:
    """Read the active rooms by their key, in the order of their names."""
    return {key: Room(uid=uid, name=name) for key, uid, name in session.execute(_ROOMS)}


def load_holidays(session: Session, first: date, last: date) -> dict[date, str]:
    """Read the holidays of some days, both ends included."""
    return dict(session.execute(_HOLIDAYS, {"first": first, "last": last}).all())


def load_absences(session: Session, span: Span) -> dict[int, list[tuple[datetime, datetime, str]]]:
    """Read who is away during some time: provider key to `(start, end, reason)`."""
    rows = session.execute(_ABSENCES, {"start": span[0], "end": span[1]})
    found: dict[int, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for key, start, end, reason in rows:
        found[key].append((start, end, reason))
    return found


def load_views(
    office: Office, session: Session, actor: Actor, *where: ColumnElement[bool]
) -> tuple[AppointmentView, ...]:
    """Read appointments in the order of their start, each as far as the actor may know it."""
    visible = visible_cases(office, session, actor)
    if office.may(actor, IDENTITY, READ) is not None:
        held_by_me = select(ProviderRecord.id).where(ProviderRecord.user_id == actor.id)
        visible = or_(visible, Appointment.provider_id.in_(held_by_me))
    rows = session.execute(
        _VIEWS.add_columns(case((visible, 1), else_=0).label("visible")).where(*where)
    ).all()
    workable = may_write_cases(office, actor)
    undoable = undoable_ids(office, session, actor, [row.id for row in rows])
    return tuple(
        AppointmentView(
            uid=row.uid,
            version=row.version,
            case_uid=row.case_uid if row.visible else "",
            case_code=row.case_code if row.visible else "",
            label=label_of(row.case_code, row.call_name, row.full_name)
            if row.visible
            else HIDDEN_LABEL,
            provider_uid=row.provider_uid,
            provider_name=row.provider_name,
            room_uid=row.room_uid,
            service=row.service,
            kind=row.kind,
            kind_label=row.kind_label or row.kind,
            start=row.start_at,
            end=row.end_at,
            state=row.state,
            note=row.note if row.visible else "",
            override_reason=row.override_reason if row.visible else "",
            next_states=tuple(next_states(AppointmentState(row.state)))
            if row.visible and workable
            else (),
            can_undo=bool(row.visible) and row.id in undoable,
            series_uid=(row.series_uid or "") if row.visible else "",
            series_rule=(row.series_rule or "") if row.visible else "",
        )
        for row in rows
    )


def during(span: Span) -> ColumnElement[bool]:
    """Return the condition for appointments that overlap a span; touching ends do not."""
    start, end = span
    return and_(
        Appointment.start_at > start - LONGEST,
        Appointment.start_at < end,
        Appointment.end_at > start,
    )
