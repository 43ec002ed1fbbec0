"""The desk: contacts, the intake card, matches with earlier clients, the waiting queue, Beranda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeContactInput:
    """How the client may be reached without danger."""

    phone: str = ""
    hours: str = ""
    may_name_house: bool | None = None
    must_not_know: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAnswerInput:
    """One purpose of consent and the answer given: ya, tidak or nanti."""

    purpose: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeCard:
    """What the desk asks in the first minute; only a call name or a description is required.

    `age` is the stated age in years on the day of intake. `visitor`, `arrival`, `needs` and
    `channel` are codes of the lists `pengunjung`, `kedatangan`, `kebutuhan` and `saluran`.
    `known_case_uid` is set when the officer recognised an earlier client in the match panel;
    `contact_uid` when a waiting contact without a case is completed. `request_uid` makes pressing
    save twice one contact.
    """

    call_name: str = ""
    description: str = ""
    age: int | None = None
    visitor: str | None = None
    arrival: str | None = None
    needs: tuple[str, ...] = ()
    channel: str = "datang_langsung"
    waits_safely: bool | None = None
    emergency: bool = False
    to_queue: bool = True
    open_case: bool = True
    safe_contact: SafeContactInput = SafeContactInput()
    consents: tuple[ConsentAnswerInput, ...] = ()
    known_case_uid: str | None = None
    contact_uid: str | None = None
    request_uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeResult:
    """What a saved intake card became; the case parts are None for a contact without a case."""

    contact_uid: str
    queue_number: str | None
    case_uid: str | None
    case_code: str | None
    client_uid: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchQuery:
    """What has been typed so far, for the search before create."""

    call_name: str = ""
    age: int | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRow:
    """A possible earlier case of the same person: code, initials and why it matches."""

    case_uid: str
    case_code: str
    initials: str
    age: int | None
    district: str
    last_seen: date
    closed: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One waiting or served guest; never holds a name."""

    uid: str
    version: int
    number: str
    contact_uid: str
    case_uid: str | None
    label: str
    companions: int
    services: tuple[str, ...]
    state: str
    emergency: bool
    priority: int
    arrived_at: datetime
    can_undo: bool
    next_states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleQueueDay:
    """Entries of an earlier day that were never closed."""

    day: date
    open_entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRow:
    """One appointment of the day as Beranda shows it: case code tail and provider, no name."""

    appointment_uid: str
    case_uid: str
    case_code: str
    provider_name: str
    service: str
    start: datetime
    end: datetime
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """A case that needs somebody: high risk without a next appointment, or a referral unanswered."""

    case_uid: str
    case_code: str
    due: date
    task: str
    owner: str
    risk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """Everything that Beranda shows."""

    day: date
    waiting: int
    in_service: int
    done: int
    due: int
    queue: tuple[QueueRow, ...]
    agenda: tuple[AgendaRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    stale_queue: StaleQueueDay | None
