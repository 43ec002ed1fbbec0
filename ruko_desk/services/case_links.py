"""Cases that belong together, and cases that pass from one colleague to another."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from ruko_desk.db.tables.care import CaseHandover, CaseLink
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.house import User
from ruko_desk.domain.dto.care import HandoverView, LinkView
from ruko_desk.errors import FieldErrors, NotFoundError
from ruko_desk.services.care_rows import LONG
from ruko_desk.services.case_edit import CaseEdit
from ruko_desk.services.case_events import add_event
from ruko_desk.services.case_scope import admit
from ruko_desk.services.case_work import assign
from ruko_desk.services.person_form import CHOOSE, check_text

_REASON = 300


def link_views(session: Session, case_id: int) -> tuple[LinkView, ...]:
    """Return the cases linked with a case, in the order of linking."""
    other = aliased(CaseFile)
    rows = session.execute(
        select(CaseLink, other.uid, other.code)
        .join(
            other,
            or_(
                (CaseLink.case_id == case_id) & (other.id == CaseLink.other_id),
                (CaseLink.other_id == case_id) & (other.id == CaseLink.case_id),
            ),
        )
        .order_by(CaseLink.id)
    )
    return tuple(
        LinkView(uid=row.uid, kind=row.kind, reason=row.reason, case_uid=uid, case_code=code)
        for row, uid, code in rows
    )


def link(edit: CaseEdit, code: str, kind: str, reason: str) -> None:
    """Link the case with another one that the actor may open too.

    Raises:
        FieldErrors: code, kind or reason.
        NotAllowedError: the other case is not hers to open.
    """
    wrong: dict[str, str] = {}
    session = edit.work.session
    if edit.office.codes.find("kaitan_kasus", kind) is None:
        wrong["kind"] = CHOOSE
    clean = check_text(wrong, "reason", reason, _REASON)
    wanted = code.strip().upper()
    other = session.execute(select(CaseFile).where(CaseFile.code == wanted)).scalar_one_or_none()
    if other is None:
        wrong["code"] = "Nomor kasus ini tidak ditemukan. Tulis seperti RK-26-0412"
    elif other.id == edit.case.id:
        wrong["code"] = "Ini kasus yang sama. Tulis nomor kasus yang lain"
    elif any(linked.case_uid == other.uid for linked in link_views(session, edit.case.id)):
        wrong["code"] = "Kedua kasus ini sudah dikaitkan"
    if wrong or other is None:
        raise FieldErrors(wrong)
    admit(edit.office, session, edit.actor, other)
    session.add(
        CaseLink(
            case_id=edit.case.id,
            other_id=other.id,
            kind=kind,
            reason=clean,
            made_at=edit.work.clock.now(),
            made_by_id=edit.actor.id,
        )
    )
    label = edit.office.codes.label("kaitan_kasus", kind)
    add_event(edit.work, edit.case, "kaitan", f"Dikaitkan dengan {other.code}: {label}")
    add_event(edit.work, other, "kaitan", f"Dikaitkan dengan {edit.case.code}: {label}")
    edit.work.changed(("case", other.uid))


def unlink(edit: CaseEdit, uid: str) -> None:
    """Take a link away; both timelines keep that it was there.

    Raises:
        NotFoundError: the case has no such link.
    """
    session = edit.work.session
    row = session.execute(
        select(CaseLink).where(
            CaseLink.uid == uid,
            or_(CaseLink.case_id == edit.case.id, CaseLink.other_id == edit.case.id),
        )
    ).scalar_one_or_none()
    if row is None:
        raise NotFoundError("Kaitan ini sudah dilepas. Muat ulang kasus.")
    key = row.other_id if row.case_id == edit.case.id else row.case_id
    other = session.get_one(CaseFile, key)
    session.delete(row)
    add_event(edit.work, edit.case, "kaitan", f"Kaitan dengan {other.code} dilepas")
    add_event(edit.work, other, "kaitan", f"Kaitan dengan {edit.case.code} dilepas")
    edit.work.changed(("case", other.uid))


def handover_views(session: Session, case_id: int) -> tuple[HandoverView, ...]:
    """Return how the case passed from hand to hand, newest first."""
    giver, former, next_one = aliased(User), aliased(User), aliased(User)
    rows = session.execute(
        select(CaseHandover, giver.display_name, former.display_name, next_one.display_name)
        .outerjoin(giver, giver.id == CaseHandover.given_by_id)
        .outerjoin(former, former.id == CaseHandover.from_id)
        .join(next_one, next_one.id == CaseHandover.to_id)
        .where(CaseHandover.case_id == case_id)
        .order_by(CaseHandover.id.desc())
    )
    return tuple(
        HandoverView(
            uid=row.uid,
            given_at=row.given_at,
            given_by=given_by or "",
            from_name=from_name or "",
            to_name=to_name,
            open_points=row.open_points,
        )
        for row, given_by, from_name, to_name in rows
    )


def hand_over(edit: CaseEdit, version: int, to_uid: str, open_points: str) -> None:
    """Give the case to a colleague with what she must know.

    Raises:
        FieldErrors: open_points.
        UserError, StaleError: as in `case_work.assign`.
    """
    wrong: dict[str, str] = {}
    clean = check_text(wrong, "open_points", open_points, LONG)
    if not clean:
        wrong["open_points"] = (
            "Tulis apa yang harus diketahui penerima: janji, risiko, yang terbuka"
        )
    if wrong:
        raise FieldErrors(wrong)
    former = edit.case.owner_id
    assign(edit, version, to_uid)
    if edit.case.owner_id is None:
        raise NotFoundError("Petugas ini tidak ditemukan. Pilih petugas lain.")
    edit.work.session.add(
        CaseHandover(
            case_id=edit.case.id,
            from_id=former,
            to_id=edit.case.owner_id,
            given_at=edit.work.clock.now(),
            given_by_id=edit.actor.id,
            open_points=clean,
        )
    )
