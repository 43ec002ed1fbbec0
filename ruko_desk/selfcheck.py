"""The program looks at itself: a vault made, used, closed and proven unreadable; a letter printed.

Run by `RuKoDesk --selfcheck DIR` on the built program, where a missing font, word list, region
table, revision or library would otherwise be noticed in the office.
"""

from __future__ import annotations

import platform
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from ruko_desk import __version__
from ruko_desk.bootstrap import vault_gate
from ruko_desk.db.at_rest import entropy, readable_traces
from ruko_desk.domain.codes import Role
from ruko_desk.domain.consent import purpose_for
from ruko_desk.domain.dto.cases import RecordConsent
from ruko_desk.domain.dto.desk import IntakeCard, SafeContactInput
from ruko_desk.domain.dto.referrals import IssueReferral, ReferralContent, SaveReferral
from ruko_desk.domain.dto.settings import HouseSettings
from ruko_desk.domain.dto.users import NewUser
from ruko_desk.errors import EnvironmentProblem
from ruko_desk.services import passphrases
from ruko_desk.services.press import Press
from ruko_desk.services.session import Session
from ruko_desk.services.vault import NewVault, VaultGate
from ruko_desk.services.verify import verify

MANAGER, COMPANION = "ratna", "wulan"
HOUSE = "Rumah Uji Mandiri"
_PREVIEW_PIXELS = 600


@dataclass(slots=True)
class Findings:
    """What was seen; `problems` is empty when the program may be shipped."""

    facts: dict[str, object] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def expect(self, right: bool, problem: str) -> None:
        """Note a problem unless `right`."""
        if not right:
            self.problems.append(problem)

    def report(self) -> dict[str, object]:
        """Return everything as one JSON document."""
        return {"ok": not self.problems, "problems": self.problems, **self.facts}


def check_vault(folder: Path) -> Findings:
    """Make a vault in `folder`, do the main job in it, close it and look at its files.

    Raises:
        EnvironmentProblem: the folder is not empty or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise EnvironmentProblem("Map pemeriksaan tidak kosong. Sebut map baru pada --selfcheck.")
    found = Findings()
    found.facts["program"] = __version__
    found.facts["python"] = platform.python_version()
    found.facts["frozen"] = bool(getattr(sys, "frozen", False))
    if found.facts["frozen"]:
        found.expect(find_spec("sqlite3") is None, "the plain sqlite3 module is in the bundle")
    gate = vault_gate(folder)
    name = f"Uji{secrets.token_hex(6)}"
    phone = f"0812{secrets.randbelow(10**8):08}"
    passphrase = _set_up(gate)
    session = gate.unlock(COMPANION, passphrase)
    try:
        letter, case_code = _do_the_main_job(session, name, phone)
    finally:
        session.close()
    pictures = Press().page_images(letter, _PREVIEW_PIXELS)
    found.facts["letter"] = {"bytes": len(letter), "pages": len(pictures)}
    found.expect(letter.startswith(b"%PDF-") and bool(pictures), "no letter was made")

    session = gate.unlock(COMPANION, passphrase)
    try:
        hits = session.services.search.quick(session.actor, name)
        found.expect(case_code in [hit.code for hit in hits], "the case is not found again")
        result = verify(session)
    finally:
        session.close()
    found.problems += result.findings
    found.facts["counts"] = {name: count for name, count in result.counts.items() if count}
    _look_at_files(found, folder, (name, phone, HOUSE, passphrase, MANAGER, COMPANION, case_code))
    return found


def _set_up(gate: VaultGate) -> str:
    """Make the vault and a colleague; return the passphrase that she chose."""
    first, code, own = (passphrases.suggest() for _ in range(3))
    made = gate.create(
        NewVault(
            house=HouseSettings(house_name=HOUSE, signer_name="Ratna Uji"),
            login_name=MANAGER,
            display_name="Ratna Uji",
            passphrase=first,
        )
    )
    manager = made.session
    try:
        manager.services.users.add(
            manager.actor,
            NewUser(
                login_name=COMPANION,
                display_name="Wulan Uji",
                roles=frozenset({Role.FRONT_DESK, Role.COMPANION}),
                one_time_code=code,
            ),
        )
    finally:
        manager.close()
    session = gate.unlock(COMPANION, code)
    try:
        session.services.users.change_own(session.actor, code, own)
    finally:
        session.close()
    return own


def _do_the_main_job(session: Session, name: str, phone: str) -> tuple[bytes, str]:
    """Receive a guest, record her consent, issue a referral; return the letter and case code."""
    services, actor = session.services, session.actor
    card = IntakeCard(
        call_name=name, age=30, visitor="perempuan", safe_contact=SafeContactInput(phone=phone)
    )
    received = services.intake.receive(actor, card).value
    case_uid = received.case_uid or ""
    partner = services.partners.list(actor)[0]
    purpose = purpose_for(partner.kind)
    if purpose is not None:
        services.cases.record_consent(
            actor, RecordConsent(case_uid=case_uid, purpose=purpose, answer="ya", fields=("nama",))
        )
    content = ReferralContent(
        partner_uid=partner.uid,
        services_asked=("Konsultasi",),
        ticked=("kode", "usia_jk", "nama"),
    )
    draft = services.referrals.save(
        actor, SaveReferral(case_uid=case_uid, uid="", version=0, content=content)
    ).value
    stored = services.referrals.issue(actor, IssueReferral(uid=draft.uid, version=draft.version))
    return stored.value.pdf, received.case_code or ""


def _look_at_files(found: Findings, folder: Path, words: Sequence[str]) -> None:
    database = folder / "data.ruko"
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    found.problems += readable_traces(database, files, words)
    found.facts["database"] = {
        "bytes": database.stat().st_size,
        "bits_per_byte": round(entropy(database.read_bytes()), 4),
        "files_searched": len(files),
        "words_searched": len(words),
    }
