"""The case file: header, sections, timeline, and the commands that change them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of the list Klien & Kasus; code and initials, no name."""

    uid: str
    code: str
    initials: str
    age: int | None
    services: tuple[str, ...]
    status: str
    risk: str
    owner: str
    last_activity: date
    next_appointment: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Filter chip of the case list: semua, kasus_saya, risiko_tinggi, tanpa_janji, lama, ditutup."""

    chip: str = "semua"
    text: str = ""
    before_code: str = ""
    limit: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address in Indonesia; `region_code` is the Kemendagri code of a kelurahan or regency."""

    street: str = ""
    rt: str = ""
    rw: str = ""
    region_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person of the case. `birth` is ISO with its precision ('2001', '2001-03', '2001-03-27')."""

    uid: str
    version: int
    call_name: str = ""
    full_name: str = ""
    alias: str = ""
    description: str = ""
    sex: str = ""
    birth_place: str = ""
    birth: str = ""
    stated_age: int | None = None
    stated_on: date | None = None
    age: int | None = None
    nik: str = ""
    family_card: str = ""
    papers_seen: tuple[str, ...] = ()
    identity_address: Address = Address()
    home_address: Address = Address()
    phone: str = ""
    education: str = ""
    occupation: str = ""
    marital: str = ""
    religion: str = ""
    nationality: str = "WNI"
    disability: str = ""
    accommodation: str = ""
    counsellor_sex: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeContact:
    """The safety rule for reaching the client."""

    version: int
    phone: str = ""
    hours: str = ""
    may_name_house: bool | None = None
    must_not_know: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """What happened. `date` is ISO with its precision; `forms` are codes, `main_form` one of them."""

    uid: str
    version: int
    date: str = ""
    time_of_day: str = ""
    place_kind: str = ""
    address: Address = Address()
    narrative: str | None = None
    forms: tuple[str, ...] = ()
    main_form: str = ""
    local_kind: str = ""
    domestic: bool = False
    weapon: str = ""
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AllegedPerpetratorView:
    """An alleged perpetrator with the relation to the survivor (fine list; mapped for recaps)."""

    uid: str
    version: int
    name: str = ""
    sex: str = ""
    stated_age: int | None = None
    relation: str = ""
    occupation: str = ""
    phone: str = ""
    address: Address = Address()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """One recorded answer to one purpose, with who gave it and until when it holds."""

    uid: str
    purpose: str
    answer: str
    fields: tuple[str, ...]
    legal_basis: str
    signer_name: str
    signer_relation: str
    child_agrees: bool | None
    given_on: date
    expires_on: date | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing that happened or will happen in the case, newest first; texts hold no name."""

    when: datetime
    kind: str
    text: str
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeader:
    """What never scrolls away; `closing_uid` is the request to close it that waits, if any."""

    uid: str
    version: int
    code: str
    initials: str
    sex: str
    age: int | None
    case_kind: str
    status: str
    risk: str
    children: int
    district: str
    owner: str
    safe_contact_line: str
    sharing: tuple[str, ...]
    opened_on: date
    channel: str
    owner_uid: str = ""
    closing_uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRow:
    """Who did what with this case, out of the audit; `seq` is the row's number there."""

    when: datetime
    user: str
    action: str
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskView:
    """One assessment of risk; what the reader may not see is empty.

    `computed` is the level of the checklist, `level` the one that was set, with the reason where
    the two differ.
    """

    uid: str
    when: datetime
    user: str
    computed: str
    level: str
    items: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One letter of the register; `label` is case code and subject without a name."""

    uid: str
    number: str
    letter_date: date | None
    direction: str
    kind: str
    state: str
    receiver: str
    subject: str
    case_uid: str | None
    case_code: str
    referral_uid: str | None
    handed_at: datetime | None = None
    handed_to: str = ""
    void_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAppointment:
    """An appointment as the case shows it."""

    uid: str
    version: int
    start: datetime
    end: datetime
    service: str
    kind_label: str
    provider_name: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetail:
    """The whole case as far as the actor may see it; a section she may not see is None."""

    header: CaseHeader
    client: PersonView | None
    safe_contact: SafeContact
    incidents: tuple[IncidentView, ...] | None
    perpetrators: tuple[AllegedPerpetratorView, ...] | None
    consents: tuple[ConsentView, ...]
    appointments: tuple[CaseAppointment, ...]
    letters: tuple[LetterRow, ...]
    timeline: tuple[TimelineEntry, ...]
    sections: tuple[tuple[str, str], ...]
    may_edit: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePerson:
    """New values of the client's identity; `person.version` is the version that was read."""

    case_uid: str
    person: PersonView


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSafeContact:
    """New safety rule for reaching the client."""

    case_uid: str
    contact: SafeContact


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveIncident:
    """A new (empty uid) or changed incident."""

    case_uid: str
    incident: IncidentView


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAllegedPerpetrator:
    """A new (empty uid) or changed alleged perpetrator."""

    case_uid: str
    perpetrator: AllegedPerpetratorView


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent:
    """An answer given today. `fields` are the letter fields that the consent covers."""

    case_uid: str
    purpose: str
    answer: str
    fields: tuple[str, ...] = ()
    legal_basis: str = "persetujuan"
    signer_name: str = ""
    signer_relation: str = "diri_sendiri"
    child_agrees: bool | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessRisk:
    """A risk assessment: ticked items of the checklist and, if changed by hand, level and reason."""

    case_uid: str
    version: int
    items: tuple[str, ...]
    level: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickHit:
    """One row of quick find (Ctrl+K): code, initials, age, masked match."""

    case_uid: str
    code: str
    initials: str
    age: int | None
    detail: str
    closed: bool
    next_appointment: datetime | None = None
