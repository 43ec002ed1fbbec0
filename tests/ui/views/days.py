"""Invented days of the schedule, and a service that keeps one in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ruko_desk.clock import at
from ruko_desk.domain.appointment_states import next_states
from ruko_desk.domain.codes import AppointmentState
from ruko_desk.domain.dto.schedule import (
    AppointmentView,
    DayView,
    Provider,
    ProviderColumn,
    Room,
    SessionKind,
    WorkSpan,
)

DAY = date(2026, 11, 26)  # a Thursday
KINDS = (
    SessionKind(
        code="konsultasi_hukum",
        service="hukum",
        label="Konsultasi hukum",
        minutes=60,
        buffer_minutes=0,
    ),
    SessionKind(
        code="konseling", service="psikologi", label="Konseling", minutes=60, buffer_minutes=15
    ),
    SessionKind(
        code="asesmen_psikologi",
        service="psikologi",
        label="Asesmen psikologis",
        minutes=90,
        buffer_minutes=15,
    ),
    SessionKind(
        code="pemeriksaan_awal",
        service="kesehatan",
        label="Pemeriksaan awal",
        minutes=30,
        buffer_minutes=0,
    ),
)
ROOMS = (Room(uid="r1", name="Ruang Melati"), Room(uid="r2", name="Ruang Cempaka"))
WEEK = tuple(
    WorkSpan(weekday=day, start=start, end=end)
    for day in range(5)
    for start, end in ((time(8), time(12)), (time(13), time(16)))
)
NAMES = {
    "h1": ("Siti Rohmah, S.H.", "hukum", "P"),
    "h2": ("Hendra Wijaya, S.H.", "hukum", "L"),
    "p1": ("Maya Anggraini", "psikologi", "P"),
    "p2": ("Rina Kartika", "psikologi", "P"),
    "k1": ("Bdn. Lestari", "kesehatan", "P"),
    "k2": ("dr. Yusuf Hidayat", "kesehatan", "L"),
}


def provider(uid: str) -> Provider:
    """Return one of the invented providers."""
    name, service, sex = NAMES[uid]
    return Provider(
        uid=uid,
        version=1,
        name=name,
        service=service,
        sex=sex,
        user_uid=None,
        room_uid="r1" if uid in {"p1", "h1"} else None,
        hours=WEEK,
    )


def appointment(
    uid: str,
    provider_uid: str,
    start: tuple[int, int],
    minutes: int = 60,
    state: str = "terjadwal",
    *,
    day: date = DAY,
    hidden: bool = False,
) -> AppointmentView:
    """Return an appointment; `uid` is also the tail of the case code."""
    name, service, _ = NAMES[provider_uid]
    kind = next(kind for kind in KINDS if kind.service == service)
    begin = at(day, *start)
    return AppointmentView(
        uid=uid,
        version=1,
        case_uid="" if hidden else f"c{uid}",
        case_code="" if hidden else f"RK-26-{uid}",
        label="Terisi" if hidden else f"RK-26-{uid} · A.",
        provider_uid=provider_uid,
        provider_name=name,
        room_uid=None,
        service=service,
        kind=kind.code,
        kind_label=kind.label,
        start=begin,
        end=begin + timedelta(minutes=minutes),
        state=state,
        note="",
        override_reason="",
        next_states=() if hidden else next_states(AppointmentState(state)),
        can_undo=False,
    )


def day_view(
    appointments: Sequence[AppointmentView] = (),
    *,
    day: date = DAY,
    providers: Sequence[str] = tuple(NAMES),
    away: Sequence[str] = (),
    holiday: str = "",
) -> DayView:
    """Return a day; providers in `away` do not work."""
    columns = []
    for uid in providers:
        works = uid not in away and not holiday and day.weekday() < 5
        columns.append(
            ProviderColumn(
                provider=provider(uid),
                open_spans=((at(day, 8), at(day, 12)), (at(day, 13), at(day, 16))) if works else (),
                breaks=((at(day, 12), at(day, 13)),) if works else (),
                absence="Cuti" if uid in away else "",
                appointments=tuple(
                    one
                    for one in appointments
                    if one.provider_uid == uid and one.state != "dipindah"
                ),
            )
        )
    return DayView(day=day, holiday=holiday, columns=tuple(columns), rooms=ROOMS, kinds=KINDS)


def busy_day() -> tuple[AppointmentView, ...]:
    """Return a day with every state and with two cards side by side."""
    return (
        appointment("0385", "h1", (8, 0), state="selesai"),
        appointment("0244", "h1", (10, 30), 90, "berlangsung"),
        appointment("0044", "h1", (13, 0)),
        appointment("0047", "h2", (11, 0)),
        appointment("0262", "h2", (13, 15), 45, "dikonfirmasi"),
        appointment("0325", "p1", (10, 0), 90, "datang"),
        appointment("0252", "p1", (13, 0), 60, "tidak_hadir"),
        appointment("0253", "p1", (13, 0), 60),
        appointment("0119", "k1", (8, 15), 30, "selesai"),
        appointment("0290", "k1", (11, 15), 30),
        appointment("0192", "k1", (14, 0), 30, "batal_klien"),
        appointment("0500", "k1", (15, 0), 60, hidden=True),
    )


def crowd(count: int) -> tuple[AppointmentView, ...]:
    """Return many appointments, some of which meet."""
    uids = list(NAMES)
    return tuple(
        appointment(
            f"{1000 + n}", uids[n % 6], (8 + n // 6 % 8, 15 * (n // 48 % 4)), 45, "terjadwal"
        )
        for n in range(count)
    )


def moved(one: AppointmentView, provider_uid: str, start: datetime) -> AppointmentView:
    """Return the appointment at another time."""
    return replace(
        one,
        uid=f"{one.uid}x",
        provider_uid=provider_uid,
        start=start,
        end=start + (one.end - one.start),
        can_undo=True,
    )
