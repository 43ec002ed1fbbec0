"""How far a case has come, worked out from what is recorded; nobody sets it by hand.

Closing and reopening are decisions of people and stand above what is worked out: a reopened case
stays so until the next entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ruko_desk.domain.codes import CaseStatus
from ruko_desk.domain.indonesian import short_date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWork:
    """Counts of what is recorded in one case.

    Attributes:
        risks: assessments of risk.
        assessments: assessments of needs.
        plan_items: items of the plan, settled ones too.
        open_items: items of the plan that are planned or under way.
        services: services entered, whatever came of them.
        sessions: appointments that began or were held.
        follow_up_on: day of the agreed follow-up.
    """

    risks: int = 0
    assessments: int = 0
    plan_items: int = 0
    open_items: int = 0
    services: int = 0
    sessions: int = 0
    follow_up_on: date | None = None


def stage_of(work: CaseWork) -> tuple[CaseStatus, str]:
    """Return the stage of a case that is not closed, and the sentence why."""
    if work.follow_up_on is not None and not work.open_items:
        return (
            CaseStatus.MONITORED,
            f"Dipantau: tidak ada butir rencana terbuka, tindak lanjut "
            f"{short_date(work.follow_up_on)}",
        )
    done = [
        f"{count} {word}"
        for count, word in (
            (work.plan_items, "butir rencana"),
            (work.services, "layanan"),
            (work.sessions, "sesi"),
        )
        if count
    ]
    if done:
        return CaseStatus.IN_CARE, f"Dalam penanganan: {', '.join(done)}"
    begun = [
        word
        for count, word in ((work.risks, "penilaian risiko"), (work.assessments, "asesmen"))
        if count
    ]
    if begun:
        return CaseStatus.ASSESSMENT, f"Asesmen: {' dan '.join(begun)} sudah dimulai"
    return CaseStatus.NEW, "Baru: belum ada penilaian, rencana, layanan, atau sesi"
