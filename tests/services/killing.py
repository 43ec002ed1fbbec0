"""Run as a program: children save through the services and are killed; each time all is looked at.

`python -m tests.services.killing FOLDER ROUNDS SEED` prints one JSON line. Children are forked, so that a round costs an
unlock and not the start of an interpreter.
"""

from __future__ import annotations

import json
import os
import random  # noqa: TID251 - when to kill, not a secret
import select
import shutil
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from sqlalchemy import func
from sqlalchemy import select as rows_of

from ruko_desk.bootstrap import vault_gate
from ruko_desk.clock import FixedClock, at
from ruko_desk.db.tables.cases import CaseFile, CaseParty
from ruko_desk.db.tables.house import Attachment
from ruko_desk.db.tables.letters import Letter, Referral
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.desk import IntakeCard
from ruko_desk.domain.dto.referrals import IssueReferral, ReferralContent, SaveReferral
from ruko_desk.domain.dto.schedule import BookAppointment, FreeTimesQuery
from ruko_desk.domain.dto.users import NewUser
from ruko_desk.ids import new_uid
from ruko_desk.practice.make import PASSWORD, PracticePlan, make_practice_vault
from ruko_desk.services.session import Session
from ruko_desk.services.verify import verify
from tests.services.vaults import CHEAP

UNTIL = date(2026, 11, 26)
LOGIN, WORD = "meja", "gunung sagu lentera biru tujuh"
SERVICES = {
    "psikologi": "asesmen_psikologi",
    "hukum": "konsultasi_hukum",
    "kesehatan": "pemeriksaan_awal",
}
ROUNDS_A_VAULT = 25
MOST_LINES = 8
LONGEST_WAIT = 0.03  # seconds; about one save


@dataclass(slots=True)
class Tally:
    """What was acknowledged, by kind, and what went wrong."""

    acknowledged: Counter[str] = field(default_factory=Counter)
    unannounced: int = 0
    problems: list[str] = field(default_factory=list)


def open_session(folder: Path) -> Session:
    gate = vault_gate(folder, clock=FixedClock(at(UNTIL, 10)), policy=CHEAP)
    return gate.unlock(LOGIN, WORD)


def make(folder: Path) -> None:
    """Make a small practice vault and a colleague who receives, accompanies and refers."""
    make_practice_vault(PracticePlan(folder=folder, cases=3, until=UNTIL, policy=CHEAP))
    clock = FixedClock(at(UNTIL, 8))
    session = vault_gate(folder, clock=clock, policy=CHEAP).unlock("pengelola", PASSWORD)
    roles = frozenset({Role.FRONT_DESK, Role.COMPANION})
    new = NewUser(login_name=LOGIN, display_name="Meja Depan", roles=roles, one_time_code=WORD)
    session.services.users.add(session.actor, new)
    session.close()


def save_without_end(folder: Path, out: int) -> None:
    """Receive, book and refer until killed; tell each save that the services acknowledged."""
    session = open_session(folder)
    services, actor = session.services, session.actor
    partner = services.partners.list(actor)[0]
    content = ReferralContent(partner_uid=partner.uid, services_asked=("Konsultasi",))

    def acknowledge(kind: str, uid: str | None) -> None:
        os.write(out, f"{kind} {uid}\n".encode())

    for number in count():
        card = IntakeCard(call_name=f"Rekaan {number}", visitor="perempuan", request_uid=new_uid())
        case_uid = services.intake.receive(actor, card).value.case_uid or ""
        acknowledge("case", case_uid)
        service, kind = list(SERVICES.items())[number % len(SERVICES)]
        free = services.schedule.free_times(
            actor, FreeTimesQuery(case_uid=case_uid, service=service, count=1)
        )
        for time in free:
            wish = BookAppointment(
                request_uid=new_uid(),
                case_uid=case_uid,
                provider_uid=time.provider_uid,
                kind=kind,
                start=time.start,
                minutes=60,
            )
            acknowledge("appointment", services.schedule.book(actor, wish).value.uid)
        draft = services.referrals.save(
            actor, SaveReferral(case_uid=case_uid, uid="", version=0, content=content)
        ).value
        acknowledge("referral", draft.uid)
        wish_letter = IssueReferral(uid=draft.uid, version=draft.version)
        acknowledge("letter", services.referrals.issue(actor, wish_letter).value.letter_uid)


def one_round(folder: Path, chance: random.Random) -> list[tuple[str, str]]:
    """Let a child save, kill it at random, and return what it had acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            save_without_end(folder, writer)
        except BaseException as error:
            os.write(writer, f"failed {error!r} {getattr(error, 'fields', '')}\n".encode())
        os._exit(1)
    os.close(writer)
    seen = b""
    for _line in range(chance.randint(1, MOST_LINES)):
        seen += os.read(reader, 4096)
    select.select([], [], [], chance.uniform(0, LONGEST_WAIT))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while rest := os.read(reader, 4096):
        seen += rest
    os.close(reader)
    lines = seen.decode().splitlines()
    return [(kind, uid) for kind, _, uid in (line.partition(" ") for line in lines)]


def look(folder: Path, told: list[tuple[str, str]], before: Counter[str], tally: Tally) -> None:
    """Open the vault as anybody would and compare it with what was acknowledged."""
    session = open_session(folder)
    result = verify(session)
    session.database.act_as(None, "")
    with session.database.read() as read:
        kinds = {
            "case": CaseFile.uid, "appointment": Appointment.uid, "referral": Referral.uid,
            "letter": Letter.uid,
        }  # fmt: skip
        now: Counter[str] = Counter()
        for kind, column in kinds.items():
            there = set(read.execute(rows_of(column)).scalars())
            now[kind] = len(there)
            wanted = {uid for said, uid in told if said == kind}
            if lost := wanted - there:
                tally.problems.append(f"lost {kind}: {len(lost)}")
        clients = read.execute(rows_of(func.count(CaseParty.id.distinct()))).scalar_one()
        numbers = list(read.execute(rows_of(Letter.number)).scalars())
        names = set(read.execute(rows_of(Attachment.file_name)).scalars())
    said = Counter(kind for kind, _uid in told)
    surplus = sum((now - before).values()) - sum(said[kind] for kind in kinds)
    tally.problems += [uid for kind, uid in told if kind == "failed"]
    tally.problems += result.findings
    if surplus not in {0, 1}:
        tally.problems.append(f"{surplus} rows more than were acknowledged")
    if clients < now["case"]:
        tally.problems.append("a case without its client")
    if len(set(numbers)) != len(numbers):
        tally.problems.append("a letter number given twice")
    if missing := names - {path.name for path in (folder / "lampiran").glob("*/*")}:
        tally.problems.append(f"{len(missing)} documents without their file")
    tally.acknowledged += said
    tally.unannounced += surplus
    before.clear()
    before.update(now)
    session.close()


def main() -> None:
    """Do all rounds and print the tally."""
    scratch, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)  # noqa: S311 - when to kill, not a secret
    make(scratch / "asli")
    tally = Tally()
    folder, before = scratch / "brankas", Counter[str]()
    for number in range(rounds):
        if number % ROUNDS_A_VAULT == 0:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(scratch / "asli", folder)
            before.clear()
            look(folder, [], before, Tally())
        look(folder, one_round(folder, chance), before, tally)
        if tally.problems:
            break
    report = {
        "rounds": number + 1,
        "acknowledged": tally.acknowledged,
        "kept_without_a_word": tally.unannounced,
        "problems": tally.problems,
    }
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
