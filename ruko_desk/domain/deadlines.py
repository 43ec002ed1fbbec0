"""Which clocks run in a case, until when, and how they stand.

Clocks are worked out from recorded facts and nothing is closed here: a clock stays until a fact
meets it. Instants are aware; hours run day and night, days end at 23.59 in Jakarta, and working
days leave out weekends and holidays.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from ruko_desk.clock import at, local
from ruko_desk.domain.codes import RiskLevel
from ruko_desk.domain.dates import PartialDate, Precision
from ruko_desk.domain.indonesian import day_text
from ruko_desk.domain.limits import RULES, ClockKind, Limit, Unit
from ruko_desk.domain.working_days import add_working_days

_TRIAGE: Final[Mapping[RiskLevel, ClockKind]] = {
    RiskLevel.EMERGENCY: ClockKind.TRIAGE_HIGH,
    RiskLevel.HIGH: ClockKind.TRIAGE_HIGH,
    RiskLevel.MEDIUM: ClockKind.TRIAGE_MEDIUM,
    RiskLevel.LOW: ClockKind.TRIAGE_LOW,
    RiskLevel.UNRATED: ClockKind.TRIAGE_LOW,
}
_HOUR: Final = timedelta(hours=1)
_ADVICE: Final = "Tawarkan rujukan ke rumah sakit sekarang"


class State(StrEnum):
    """How a clock stands; `DUE` is still today, `UNDATED` waits for a better date."""

    LATE = "lewat"
    DUE = "hari_ini"
    COMING = "akan_datang"
    UNDATED = "tanggal_belum_jelas"
    MET = "terpenuhi"


class Window(StrEnum):
    """Whether the time for help after an incident still runs."""

    OPEN = "masih"
    PERHAPS = "mungkin"
    OVER = "lewat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A fact that starts a clock at an instant, and the instant at which another fact met it."""

    ref: str
    since: datetime
    met: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SexualIncident:
    """When sexual violence happened, and when health care after it is on record."""

    ref: str
    happened: PartialDate
    clock_time: time | None = None
    health_met: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What of a case starts or meets a clock.

    `first_help` meets triage and the complaint in a crisis; `follow_up` is the first service, plan
    or referral. A police report meets the clock of reporting and starts those of protection.
    """

    received: datetime
    risk: RiskLevel = RiskLevel.UNRATED
    crisis_at_desk: bool = False
    first_help: datetime | None = None
    follow_up: datetime | None = None
    outreach: Running | None = None
    sexual: bool = False
    household: bool = False
    police_report: datetime | None = None
    protection: datetime | None = None
    incidents: tuple[SexualIncident, ...] = ()
    stays: tuple[Running, ...] = ()
    letters: tuple[Running, ...] = ()
    data_requests: tuple[Running, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A clock of a case. `due` is empty while the date it counts from is not known to the day."""

    kind: ClockKind
    ref: str
    due: datetime | None
    met: datetime | None

    @property
    def task(self) -> str:
        """What is to be done, without a name of anybody."""
        return RULES[self.kind].task


def deadlines(
    facts: CaseFacts, limits: Mapping[ClockKind, Limit], holidays: Container[date]
) -> tuple[Deadline, ...]:
    """Return all clocks of a case, met ones among them, the earliest first and undated last.

    Care whose time was over before the case came to the house starts no clock.
    """
    found = [
        Deadline(kind=kind, ref=one.ref, due=due_at(one.since, limits[kind], holidays), met=one.met)
        for kind, one in _running(facts)
    ]
    for incident in facts.incidents:
        start = _start(incident)
        found += [
            Deadline(
                kind=kind,
                ref=incident.ref,
                due=None if start is None else due_at(start, limits[kind], holidays),
                met=incident.health_met,
            )
            for kind in (ClockKind.HEALTH, ClockKind.CONTRACEPTION)
            if window_of(incident, limits[kind], facts.received) is not Window.OVER
        ]
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or facts.received)))


def due_at(since: datetime, limit: Limit, holidays: Container[date]) -> datetime:
    """Return the last moment of a limit that begins at an instant."""
    if limit.unit is Unit.HOURS:
        return since + limit.amount * _HOUR
    day = local(since).date()
    if limit.unit is Unit.WORKING_DAYS:
        day = add_working_days(day, limit.amount, holidays)
    else:
        day += timedelta(days=limit.amount)
    return at(day, 23, 59)


def state_of(deadline: Deadline, now: datetime) -> State:
    """Tell how a clock stands at an instant."""
    if deadline.met is not None:
        return State.MET
    if deadline.due is None:
        return State.UNDATED
    if now > deadline.due:
        return State.LATE
    return State.DUE if local(deadline.due).date() == local(now).date() else State.COMING


def due_words(deadline: Deadline, now: datetime) -> str:
    """Return how a clock stands in words: `terlambat 2 hari`, `hari ini 14.30`, `3 hari lagi`."""
    state = state_of(deadline, now)
    if state is State.MET:
        return "terpenuhi"
    if deadline.due is None:
        return "tanggal belum jelas"
    if state is State.LATE:
        return f"terlambat {_span(now - deadline.due)}"
    due = local(deadline.due)
    days = (due.date() - local(now).date()).days
    if days > 1:
        return f"{days} hari lagi"
    return f"{'besok' if days else 'hari ini'} {due:%H.%M}"


def window_of(incident: SexualIncident, limit: Limit, now: datetime) -> Window:
    """Tell whether a limit after an incident still runs.

    An unknown time counts as the start of the day, a month or year as any of its days.
    """
    start = _start(incident)
    if start is not None:
        return Window.OPEN if now <= due_at(start, limit, ()) else Window.OVER
    latest = min(at(incident.happened.latest(), 23, 59), now)
    return Window.PERHAPS if now <= due_at(latest, limit, ()) else Window.OVER


def health_words(incident: SexualIncident, limits: Mapping[ClockKind, Limit], now: datetime) -> str:
    """Return the sentence for intake about care after sexual violence; empty when time is over."""
    for kind, purpose in (
        (ClockKind.HEALTH, "pencegahan HIV dan pemeriksaan bukti"),
        (ClockKind.CONTRACEPTION, "kontrasepsi darurat"),
    ):
        limit, start = limits[kind], _start(incident)
        window = window_of(incident, limit, now)
        span = f"{limit.amount} {limit.unit.value.replace('_', ' ')}"
        if window is Window.PERHAPS:
            return (
                f"Mungkin masih dalam {span} sejak kejadian: tanyakan tanggalnya. "
                f"{_ADVICE} untuk {purpose}."
            )
        if window is Window.OPEN and start is not None:
            until = local(due_at(start, limit, ()))
            return (
                f"Masih dalam {span} sejak kejadian, sampai {day_text(until.date())} "
                f"pukul {until:%H.%M}. {_ADVICE} untuk {purpose}."
            )
    return ""


def _running(facts: CaseFacts) -> Iterator[tuple[ClockKind, Running]]:
    received = facts.received
    yield _TRIAGE[facts.risk], Running(ref="", since=received, met=facts.first_help)
    yield ClockKind.FOLLOW_UP, Running(ref="", since=received, met=facts.follow_up)
    if facts.crisis_at_desk:
        yield ClockKind.CRISIS, Running(ref="", since=received, met=facts.first_help)
    if facts.outreach is not None:
        yield ClockKind.OUTREACH, facts.outreach
    if facts.sexual:
        yield (
            ClockKind.POLICE_REPORT,
            Running(ref="", since=received, met=facts.police_report),
        )
    if facts.police_report is not None:
        reported = Running(ref="", since=facts.police_report, met=facts.protection)
        if facts.sexual:
            yield ClockKind.PROTECTION_SEXUAL, reported
        if facts.household:
            yield ClockKind.PROTECTION_HOUSEHOLD, reported
    for kind, several in (
        (ClockKind.SHELTER, facts.stays),
        (ClockKind.REFERRAL_ANSWER, facts.letters),
        (ClockKind.DATA_REQUEST, facts.data_requests),
    ):
        for one in several:
            yield kind, one


def _start(incident: SexualIncident) -> datetime | None:
    if incident.happened.precision is not Precision.DAY:
        return None
    moment = incident.clock_time or time()
    return at(incident.happened.earliest(), moment.hour, moment.minute)


def _span(span: timedelta) -> str:
    if span.days:
        return f"{span.days} hari"
    hours, seconds = divmod(span.seconds, 3600)
    return f"{hours} jam" if hours else f"{seconds // 60} menit"
