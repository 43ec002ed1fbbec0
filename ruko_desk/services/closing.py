"""The end of a case: asked for with a checklist, approved by another person, and reopening.

Only a manager approves, and never her own request. Where she is the only one who could, the case
is closed with a reason, marked `tanpa_kedua`, and listed for the head of the office.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from ruko_desk.clock import today
from ruko_desk.db.tables.care import CaseClosure, PlanItem
from ruko_desk.db.tables.house import User, UserRole
from ruko_desk.db.tables.letters import Referral
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.codes import AppointmentState, CaseStatus, ReferralState, Role
from ruko_desk.domain.dto.care import AskClosure, ClosureView
from ruko_desk.errors import FieldErrors, NotFoundError, UserError
from ruko_desk.services.care_rows import LONG
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.case_events import add_event
from ruko_desk.services.case_stage import OPEN_ITEMS
from ruko_desk.services.office import is_manager
from ruko_desk.services.people import join_codes, split_codes
from ruko_desk.services.person_form import CHOOSE, check_text

WAITING, APPROVED, SENT_BACK, ALONE = "menunggu", "disetujui", "ditolak", "tanpa_kedua"
_AHEAD = (
    AppointmentState.REQUESTED,
    AppointmentState.SCHEDULED,
    AppointmentState.CONFIRMED,
    AppointmentState.ARRIVED,
    AppointmentState.IN_SESSION,
)
_UNANSWERED = (ReferralState.ISSUED, ReferralState.HANDED_OVER, ReferralState.RECEIVED)


def closure_views(session: Session, case_id: int) -> tuple[ClosureView, ...]:
    """Return the requests to close a case, newest first."""
    asker, decider = aliased(User), aliased(User)
    rows = session.execute(
        select(CaseClosure, asker.display_name, decider.display_name)
        .outerjoin(asker, asker.id == CaseClosure.asked_by_id)
        .outerjoin(decider, decider.id == CaseClosure.decided_by_id)
        .where(CaseClosure.case_id == case_id)
        .order_by(CaseClosure.id.desc())
    )
    return tuple(
        ClosureView(
            uid=row.uid,
            reason=row.reason,
            checked=split_codes(row.checked),
            note=row.note,
            asked_at=row.asked_at,
            asked_by=asked_by or "",
            decision=row.decision,
            decided_at=row.decided_at,
            decided_by=decided_by or "",
            decided_because=row.decided_because,
        )
        for row, asked_by, decided_by in rows
    )


def open_ends(session: Session, case_id: int) -> tuple[str, ...]:
    """Return in sentences what of the case is still open; none of it keeps it from closing."""
    counted = (
        ("{} butir rencana masih terbuka", PlanItem, PlanItem.state.in_(OPEN_ITEMS)),
        ("{} janji belum terlaksana", Appointment, Appointment.state.in_(_AHEAD)),
        ("{} rujukan belum dijawab", Referral, Referral.state.in_(_UNANSWERED)),
    )
    found = []
    for sentence, table, open_now in counted:
        query = select(func.count()).select_from(table).where(table.case_id == case_id, open_now)
        number = session.execute(query).scalar_one()
        if number:
            found.append(sentence.format(number))
    return tuple(found)


def waiting_request(session: Session, case_id: int) -> str:
    """Return the uid of the request that waits for a decision, or an empty text."""
    query = select(CaseClosure.uid).where(
        CaseClosure.case_id == case_id, CaseClosure.decision == WAITING
    )
    return session.execute(query).scalar_one_or_none() or ""


def ask(edit: CaseEdit, data: AskClosure) -> str:
    """Ask to close the case; return the decision it stands at.

    Raises:
        FieldErrors: reason, checked, note or alone_because.
        UserError: it is closed, or a request waits already.
        StaleError: the case was changed after it was read.
    """
    edit.check_version(data.version, edit.case.version)
    _require_open(edit)
    if _waiting(edit) is not None:
        raise UserError("Penutupan kasus ini sudah diminta. Tunggu keputusan pengelola.")
    alone = is_manager(edit.actor) and not _other_manager(edit)
    wrong = _wrong(edit, data, alone=alone)
    if wrong:
        raise FieldErrors(wrong)
    now = edit.work.clock.now()
    row = CaseClosure(
        case_id=edit.case.id,
        reason=data.reason,
        checked=join_codes(data.checked),
        note=data.note.strip(),
        asked_at=now,
        asked_by_id=edit.actor.id,
        decision=ALONE if alone else WAITING,
    )
    edit.work.session.add(row)
    if alone:
        row.decided_at, row.decided_by_id = now, edit.actor.id
        row.decided_because = data.alone_because.strip()
        _close(edit, row, "tanpa persetujuan kedua")
    else:
        add_event(edit.work, edit.case, "penutupan", "Penutupan diminta")
    return row.decision


def decide(edit: CaseEdit, uid: str, *, approve: bool, because: str) -> str:
    """Approve or send back a request of somebody else; return the decision.

    Raises:
        FieldErrors: because: sent back without a reason.
        UserError: it is her own request, or she is no manager.
        NotFoundError: no such request waits.
    """
    row = _waiting(edit)
    if row is None or row.uid != uid:
        raise NotFoundError("Permintaan penutupan ini sudah diputuskan. Muat ulang kasus.")
    if row.asked_by_id == edit.actor.id:
        raise UserError("Penutupan disetujui oleh orang lain, bukan oleh yang memintanya.")
    if not is_manager(edit.actor):
        raise UserError("Penutupan disetujui oleh pengelola.")
    wrong: dict[str, str] = {}
    clean = check_text(wrong, "because", because, LONG)
    if not approve and not clean:
        wrong["because"] = "Tulis apa yang masih harus dilakukan"
    if wrong:
        raise FieldErrors(wrong)
    row.decision = APPROVED if approve else SENT_BACK
    row.decided_at, row.decided_by_id = edit.work.clock.now(), edit.actor.id
    row.decided_because = clean
    if approve:
        _close(edit, row, f"disetujui {edit.actor.display_name}")
    else:
        add_event(edit.work, edit.case, "penutupan", "Penutupan dikembalikan")
    return row.decision


def reopen(edit: CaseEdit, version: int, reason: str) -> None:
    """Open a closed case again; it stays *dibuka kembali* until the next entry.

    Raises:
        FieldErrors: reason.
        UserError: it is not closed.
        StaleError: the case was changed after it was read.
    """
    edit.check_version(version, edit.case.version)
    if edit.case.status != CaseStatus.CLOSED:
        raise UserError("Kasus ini tidak sedang ditutup.")
    wrong: dict[str, str] = {}
    clean = check_text(wrong, "reason", reason, 150)
    if not clean:
        wrong["reason"] = "Tulis mengapa kasus dibuka kembali"
    if wrong:
        raise FieldErrors(wrong)
    edit.case.status, edit.case.closed_on = CaseStatus.REOPENED, None
    edit.case.follow_up_on = None
    add_event(edit.work, edit.case, "status", f"Dibuka kembali: {clean}")


def _close(edit: CaseEdit, row: CaseClosure, how: str) -> None:
    edit.case.status = CaseStatus.CLOSED
    edit.case.closed_on = today(edit.office.clock)
    label = edit.office.codes.label("alasan_penutupan", row.reason)
    add_event(edit.work, edit.case, "status", f"Kasus ditutup: {label} ({how})")


def _wrong(edit: CaseEdit, data: AskClosure, *, alone: bool) -> dict[str, str]:
    codes, wrong = edit.office.codes, {}
    if not data.reason or codes.find("alasan_penutupan", data.reason) is None:
        wrong["reason"] = "Pilih mengapa kasus ditutup"
    if any(codes.find("butir_tutup", item) is None for item in data.checked):
        wrong["checked"] = CHOOSE
    note = check_text(wrong, "note", data.note, LONG)
    unticked = {entry.code for entry in codes.get("butir_tutup")} - set(data.checked)
    gaps = bool(unticked) or bool(open_ends(edit.work.session, edit.case.id))
    if gaps and not note:
        wrong["note"] = "Ada yang belum selesai. Tulis mengapa kasus tetap ditutup"
    if alone and not data.alone_because.strip():
        wrong["alone_because"] = "Tidak ada pengelola lain yang dapat menyetujui. Tulis alasannya"
    return wrong


def _require_open(edit: CaseEdit) -> None:
    if edit.case.status == CaseStatus.CLOSED:
        raise UserError("Kasus ini sudah ditutup.")


def _waiting(edit: CaseEdit) -> CaseClosure | None:
    query = select(CaseClosure).where(
        CaseClosure.case_id == edit.case.id, CaseClosure.decision == WAITING
    )
    return edit.work.session.execute(query).scalar_one_or_none()


def _other_manager(edit: CaseEdit) -> bool:
    query = (
        select(User.id)
        .join(UserRole, UserRole.user_id == User.id)
        .where(User.active.is_(True), UserRole.role == Role.MANAGER, User.id != edit.actor.id)
    )
    return edit.work.session.execute(query.limit(1)).first() is not None
