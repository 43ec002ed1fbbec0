"""The people of a case beside the client, and what an incident means for each survivor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """A survivor, child, family member, companion or reporter of a case: a small card.

    Attributes:
        uid: of the party; empty for a new one.
        version: of the person that was read.
        role: list `peran_pihak`, without terlapor.
        relation: what she is to the client (list `hubungan`; for a reporter `hubungan_pelapor`).
        in_law: how a child meets the law (list `anak_hukum`), else empty.
        groups: groups of children needing special protection (list `ampk`).
        unnamed: a reporter who wants to stay without a name.
    """

    uid: str = ""
    version: int = 0
    person_uid: str = ""
    role: str
    relation: str = ""
    call_name: str = ""
    full_name: str = ""
    sex: str = ""
    birth: str = ""
    stated_age: int | None = None
    age: int | None = None
    phone: str = ""
    education: str = ""
    disability: str = ""
    lives_with_client: bool | None = None
    in_law: str = ""
    groups: tuple[str, ...] = ()
    unnamed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivorAtIncident:
    """What one survivor suffered in one incident, and her age and status at that time."""

    survivor_uid: str
    forms: tuple[str, ...] = ()
    main_form: str = ""
    age: int | None = None
    education: str = ""
    occupation: str = ""
    marital: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveParty:
    """A new or changed party of a case."""

    case_uid: str
    party: PartyView


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSurvivorAtIncident:
    """What an incident means for one survivor."""

    case_uid: str
    incident_uid: str
    survivor: SurvivorAtIncident


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveRelation:
    """What an alleged perpetrator is to one survivor (list `hubungan`)."""

    case_uid: str
    perpetrator_uid: str
    survivor_uid: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPeople:
    """What one incident means for each survivor; `kinds` pairs list (tpks, kategori_tppo) and code."""

    incident_uid: str
    survivors: tuple[SurvivorAtIncident, ...]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What an alleged perpetrator is to one survivor."""

    perpetrator_uid: str
    survivor_uid: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePeople:
    """The people of a case. `client_uid` is the party of the client among the survivors."""

    case_uid: str
    client_uid: str
    parties: tuple[PartyView, ...]
    incidents: tuple[IncidentPeople, ...] | None
    relations: tuple[Relation, ...] | None
    may_edit: bool
