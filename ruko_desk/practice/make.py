"""Making a practice vault: the same seed, day and version give the same records.

Invented people in Kota Serang, 18 months of them for up to 2,000 cases and further back beyond
that, so that no provider is double-booked. Only the newest 40 letters are issued with their frozen
PDF; the older ones stand in the register as handed over.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select, update

from ruko_desk.bootstrap import vault_gate
from ruko_desk.clock import FixedClock, SystemClock, at, today
from ruko_desk.crypto.kdf import KdfPolicy
from ruko_desk.db import search
from ruko_desk.db.database import Database
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.desk import Contact, QueueEntry
from ruko_desk.db.tables.letters import Letter, LetterCounter, Partner, Referral
from ruko_desk.db.tables.schedule import Holiday
from ruko_desk.domain.dto.referrals import IssueReferral
from ruko_desk.domain.dto.safekeeping import Progress
from ruko_desk.domain.letter_number import NumberParts, render
from ruko_desk.practice import staff, words
from ruko_desk.practice.diary import Diary
from ruko_desk.practice.people import PeopleMaker
from ruko_desk.practice.rows import RowBuffer
from ruko_desk.practice.story import Cast, StoryTeller, Told
from ruko_desk.services.folder import PracticeNote, VaultFolder
from ruko_desk.services.indexing import SearchPerson, search_parts
from ruko_desk.services.session import Session
from ruko_desk.services.vault import NewVault

PASSWORD = "latihan melati perahu kaca"  # noqa: S105 (shown on the unlock page of the practice vault)
FROZEN_LETTERS = 40
_BATCH = 2000
_MONTHS_18 = 548
_DAY_LOAD = 3.65
QUICK = KdfPolicy(choices_mib=(64,))


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePlan:
    """What to make; `until` is the last day, `seed` decides every chance."""

    folder: Path
    cases: int = 180
    seed: int = 1
    until: date
    password: str = field(default=PASSWORD, repr=False)
    policy: KdfPolicy = QUICK


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How much was made."""

    cases: int
    letters: int


def ensure_practice_vault(folder: Path, progress: Progress) -> Path:
    """Make the usual practice vault unless it is there, and return its folder."""
    vault = VaultFolder(folder)
    if vault.state() == "baru":
        make_practice_vault(PracticePlan(folder=folder, until=today(SystemClock())), progress)
    return folder


def make_practice_vault(
    plan: PracticePlan, progress: Progress = lambda _text, _share: None
) -> Made:
    """Make a practice vault in an empty folder.

    Raises:
        VaultProblem: the folder is not empty.
        FieldErrors: the password is too weak.
        EnvironmentProblem: the place cannot be written.
    """
    chance = random.Random(plan.seed)
    clock = FixedClock(at(plan.until, 7))
    gate = vault_gate(plan.folder, clock=clock, policy=plan.policy)
    progress("Membuat brankas latihan", 0.0)
    login, name = staff.MANAGER
    created = gate.create(
        NewVault(house=staff.HOUSE, login_name=login, display_name=name, passphrase=plan.password)
    )
    VaultFolder(plan.folder).mark_practice(
        PracticeNote(password=plan.password, logins=staff.logins())
    )
    created.session.close()
    session = gate.unlock(login, plan.password)  # again: now it knows that its papers are practice
    try:
        staff.hire(session, plan.password)
        letters = _fill(session, plan, chance, clock, progress)
    finally:
        session.close()
    progress("Selesai", 1.0)
    return Made(cases=plan.cases, letters=letters)


def _fill(
    session: Session,
    plan: PracticePlan,
    chance: random.Random,
    clock: FixedClock,
    progress: Progress,
) -> int:
    database = session.database
    with database.write() as work:
        providers = staff.furnish(work.session)
        users = staff.signed_in(work.session, clock.now())
        holidays = list(work.session.execute(select(Holiday.day)).scalars())
        partners = work.session.execute(
            select(Partner.kind, Partner.id, Partner.uid).order_by(Partner.id)
        ).all()
    by_kind: dict[str, list[int]] = {}
    for kind, key, _uid in partners:
        by_kind.setdefault(kind, []).append(key)
    people = PeopleMaker(chance, session.services.regions.kelurahan())
    teller = StoryTeller(
        chance,
        people,
        Diary(providers, holidays),
        Cast(front_desk=users["petugas"], companion=users["pendamping"], partners=by_kind),
        plan.until,
    )
    days = _days(plan, chance)
    for start in range(0, len(days), _BATCH):
        _write_batch(database, teller, chance, days, start)
        progress("Mengarang kasus latihan", 0.9 * min(start + _BATCH, len(days)) / len(days))
    _guests(database, plan, chance, users["petugas"])
    return _letters(session, plan, clock, users["pendamping"])


def _days(plan: PracticePlan, chance: random.Random) -> list[tuple[date, int]]:
    """Return the day and the number within its year of every case, oldest first."""
    span = max(_MONTHS_18, int(plan.cases / _DAY_LOAD))
    days = sorted(
        plan.until - timedelta(days=int(span * chance.random() ** 1.15)) for _ in range(plan.cases)
    )
    seq: dict[int, int] = {}
    numbered = []
    for day in days:
        seq[day.year] = seq.get(day.year, 0) + 1
        numbered.append((day, seq[day.year]))
    return numbered


def _write_batch(
    database: Database,
    teller: StoryTeller,
    chance: random.Random,
    days: Sequence[tuple[date, int]],
    start: int,
) -> None:
    with database.write() as work:
        rows = RowBuffer(work.session, chance)
        told = [teller.tell(rows, day, seq) for day, seq in days[start : start + _BATCH]]
        rows.flush(work.session)
        search.put_many(work.session, ((case.case_id, _searchable(case)) for case in told))


def _searchable(case: Told) -> tuple[str, ...]:
    person = case.person
    names = (str(person["call_name"]), str(person["full_name"]))
    return search_parts(
        case.code,
        [
            SearchPerson(
                names=names, nik=str(person["nik"]), phones=(str(person["phone"]), case.safe_phone)
            )
        ],
    )


def _guests(database: Database, plan: PracticePlan, chance: random.Random, front_desk: int) -> None:
    """Put a handful of guests into today's queue, most of them with an open case."""
    with database.write() as work:
        cases = work.session.execute(
            select(CaseFile.id, CaseFile.services)
            .where(CaseFile.status != "ditutup")
            .order_by(CaseFile.id.desc())
            .limit(4)
        ).all()
        rows = RowBuffer(work.session, chance)
        states = ("selesai", "dilayani", "menunggu", "menunggu")
        for number, ((case, services), state) in enumerate(zip(cases, states, strict=False), 1):
            _guest(rows, plan.until, number, state, front_desk, case, services)
        number = len(cases) + 1
        _guest(rows, plan.until, number, "menunggu", front_desk, None, "", words.DESCRIPTIONS[0])
        rows.flush(work.session)


def _guest(
    rows: RowBuffer,
    day: date,
    number: int,
    state: str,
    front_desk: int,
    case: int | None,
    services: str,
    description: str = "",
) -> None:
    arrived = at(day, 8, 10 * number)
    contact = rows.add(
        Contact,
        arrived,
        version=1,
        channel="datang_langsung",
        received_at=arrived,
        received_by_id=front_desk,
        call_name="",
        description=description,
        stated_age=None,
        visitor="perempuan",
        arrival="sendiri",
        needs=services,
        waits_safely=True,
        emergency=False,
        safe_phone="",
        safe_hours="",
        may_name_house=None,
        must_not_know="",
        consents={},
        outcome="kasus" if case else "",
        case_id=case,
    )
    rows.add(
        QueueEntry,
        arrived,
        version=1,
        day=day,
        seq=number,
        contact_id=contact,
        case_id=case,
        services=services,
        companions=number % 2,
        priority=0,
        emergency=False,
        state=state,
        previous_state="",
        arrived_at=arrived,
        called_at=None,
        started_at=arrived + timedelta(minutes=12) if state != "menunggu" else None,
        finished_at=arrived + timedelta(minutes=50) if state == "selesai" else None,
        changed_at=arrived,
    )


def _letters(session: Session, plan: PracticePlan, clock: FixedClock, writer: int) -> int:
    """Register the older letters as handed over and issue the newest 40 for real."""
    database = session.database
    with database.read() as reader:
        drafts = reader.execute(
            select(
                Referral.id,
                Referral.uid,
                Referral.case_id,
                Referral.created_at,
                Partner.name,
                CaseFile.code,
            )
            .join(Partner, Partner.id == Referral.partner_id)
            .join(CaseFile, CaseFile.id == Referral.case_id)
            .order_by(Referral.created_at, Referral.id)
        ).all()
    old, new = drafts[:-FROZEN_LETTERS], drafts[-FROZEN_LETTERS:]
    numbering = session.services.settings.read(session.actor).numbering
    with database.write() as work:
        rows = RowBuffer(work.session, random.Random(plan.seed))
        seq: dict[int, int] = {}
        links = []
        for referral, _uid, case, written, receiver, code in old:
            day = written.date()
            seq[day.year] = seq.get(day.year, 0) + 1
            parts = NumberParts(
                number=seq[day.year],
                day=day,
                code=numbering.classification_code,
                unit=numbering.unit_code,
            )
            letter = rows.add(
                Letter,
                written,
                version=1,
                direction="keluar",
                kind="rujukan",
                number=render(numbering.letter_template, parts),
                year=day.year,
                letter_date=day,
                state="diserahkan",
                receiver=receiver,
                subject=f"Rujukan {code}",
                case_id=case,
                attachment_id=None,
                template="rujukan-1",
                issued_at=written,
                issued_by_id=writer,
                handed_at=written + timedelta(hours=1),
                handed_to="klien",
                void_reason="",
            )
            links.append({"b_id": referral, "letter_id": letter, "issued_at": written})
        rows.flush(work.session)
        for year, last in seq.items():
            work.session.add(LetterCounter(kind="rujukan", year=year, last=last))
        for link in links:
            work.session.execute(
                update(Referral)
                .where(Referral.id == link["b_id"])
                .values(
                    letter_id=link["letter_id"], issued_at=link["issued_at"], state="ada_balasan"
                )
            )
    companion = staff.actor_of(database, "pendamping")
    for number, (_id, uid, _case, written, _receiver, _code) in enumerate(new):
        clock.instant = written
        stored = session.services.referrals.issue(
            companion, IssueReferral(uid=uid, version=1, letter_date=written.date())
        ).value
        if number < len(new) - 6:
            session.services.letters.hand_over(companion, stored.letter_uid, "klien")
    clock.instant = at(plan.until, 7)
    return len(drafts)
