"""What is done for a client: the records as screens show and change them.

A view with an empty `uid` is a new record; `version` is the version that was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsView:
    """A biopsychosocial assessment: five parts, belief, what was tried, what is hoped for."""

    uid: str = ""
    version: int = 0
    assessed_on: date | None = None
    assessed_by: str = ""
    physical: str = ""
    psychological: str = ""
    social: str = ""
    economic: str = ""
    educational: str = ""
    spiritual: str = ""
    tried: str = ""
    hopes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItemView:
    """One need (list `layanan`) and what will be done; `state` is of list `status_rencana`.

    `agreed`: whether the client agreed; None until she was asked.
    """

    uid: str = ""
    version: int = 0
    need: str = ""
    action: str = ""
    user_uid: str = ""
    user_name: str = ""
    partner_uid: str = ""
    partner_name: str = ""
    due_on: date | None = None
    agreed: bool | None = None
    state: str = "rencana"
    progress: str = ""
    settled_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    """A service given, declined by the survivor, or not available (list `hasil_layanan`)."""

    uid: str = ""
    version: int = 0
    survivor_uid: str = ""
    plan_item_uid: str = ""
    kind: str = ""
    outcome: str = ""
    given_on: date | None = None
    minutes: int | None = None
    user_uid: str = ""
    user_name: str = ""
    partner_uid: str = ""
    partner_name: str = ""
    note: str = ""
    mediation_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalStepView:
    """A step of the law (list `proses_hukum`); `happened` is ISO with its precision."""

    uid: str = ""
    version: int = 0
    perpetrator_uid: str = ""
    step: str = ""
    happened: str = ""
    agency: str = ""
    document_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPlanView:
    """The safety plan; `bag` holds codes of list `tas_siap`."""

    version: int = 0
    warning_signs: str = ""
    safe_places: str = ""
    people_to_call: str = ""
    code_word: str = ""
    ways_out: str = ""
    bag: tuple[str, ...] = ()
    children: str = ""
    devices: str = ""
    safe_reach: str = ""
    calming: str = ""
    supporters: str = ""
    professionals: str = ""
    safe_surroundings: str = ""
    paper_is_safe: bool | None = None
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagView:
    """A warning (list `tanda_kasus`) with who raised and who lowered it."""

    uid: str
    kind: str
    reason: str
    raised_at: datetime
    raised_by: str
    lowered_at: datetime | None = None
    lowered_by: str = ""
    lowered_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """Another case that belongs to this one (list `kaitan_kasus`); code only, no name."""

    uid: str
    kind: str
    reason: str
    case_uid: str
    case_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureView:
    """A request to close (list `alasan_penutupan`) and its decision (list `keputusan_tutup`)."""

    uid: str
    reason: str
    checked: tuple[str, ...]
    note: str
    asked_at: datetime
    asked_by: str
    decision: str
    decided_at: datetime | None = None
    decided_by: str = ""
    decided_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverView:
    """A case given from one colleague to another, with the open points."""

    uid: str
    given_at: datetime
    given_by: str
    from_name: str
    to_name: str
    open_points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a case has come (list `status_kasus`) and the sentence why."""

    status: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CareView:
    """Everything done for the client as far as the actor may see it; None: not hers to see."""

    case_uid: str
    stage: Stage
    follow_up_on: date | None
    assessments: tuple[NeedsView, ...] | None
    plan: tuple[PlanItemView, ...] | None
    services: tuple[ServiceView, ...] | None
    legal_steps: tuple[LegalStepView, ...] | None
    safety: SafetyPlanView | None
    flags: tuple[FlagView, ...]
    links: tuple[LinkView, ...]
    closures: tuple[ClosureView, ...]
    handovers: tuple[HandoverView, ...]
    may_edit: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskClosure:
    """A request to close: reason, ticked items of list `butir_tutup`, and why a gap is left."""

    case_uid: str
    version: int
    reason: str
    checked: tuple[str, ...]
    note: str = ""
    alone_because: str = ""
