"""The whole check of an open vault: integrity, audit chain, attachments, counts, content."""

from __future__ import annotations

from ruko_desk.db import migrate
from ruko_desk.db.counting import content_hash, count_rows
from ruko_desk.domain.dto.safekeeping import Verification
from ruko_desk.errors import EnvironmentProblem, RuKoError
from ruko_desk.services import health
from ruko_desk.services.attachments import AttachmentStore
from ruko_desk.services.session import Session


def verify(session: Session) -> Verification:
    """Check everything and return what was found; nothing is changed.

    Where damage keeps the rows from being read, `counts` and `content_sha256` are empty.
    """
    database = session.database
    findings = list(session.findings)
    try:
        if not session.read_only:
            database.checkpoint()
        health.check_pages(database.path, database.raw)
    except RuKoError as error:
        findings.append(error.message)
    flaws = health.deep_check(database.raw)
    findings += [flaw.message for flaw in flaws]
    counts: dict[str, int] = {}
    content = ""
    files = AttachmentStore(database.path.parent / "lampiran")
    database.act_as(session.actor.id, session.actor.uid)
    try:
        with database.read() as reader:
            bad = database.trail.check(reader)
            if bad is not None:
                findings.append(f"Jejak audit tidak utuh mulai baris {bad}")
            findings += [f"Dokumen hilang: {name}" for name in files.missing(reader)]
            counts, content = count_rows(reader), content_hash(reader)
    except EnvironmentProblem as problem:
        findings.append(problem.message)
    return Verification(
        findings=tuple(findings),
        detail=tuple(flaw.detail for flaw in flaws if flaw.detail),
        counts=counts,
        schema=migrate.newest(),
        audit_rows=database.trail.seq,
        content_sha256=content,
    )
