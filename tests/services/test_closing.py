"""Closing a case: asked for, approved by another person or alone with a reason, and reopened."""

from __future__ import annotations

import pytest

from ruko_desk.db.tables.house import User, UserRole
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.care import AskClosure, NeedsView, PlanItemView
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotFoundError, StaleError, UserError
from ruko_desk.services.care import Care
from ruko_desk.services.cases import Cases
from ruko_desk.services.office import Office
from tests.services.casework import give
from tests.services.desk import MORNING, AsUser, Staff

ALL = (
    "rencana_selesai",
    "risiko_ditinjau",
    "keselamatan_ditinjau",
    "rujukan_tuntas",
    "berkas_dikembalikan",
    "boleh_kembali",
)


@pytest.fixture
def care(office: Office) -> Care:
    return Care(office)


@pytest.fixture
def hers(office: Office, staff: Staff, as_user: AsUser, uid: str) -> str:
    give(office, uid, owner=staff.pendamping)
    as_user(staff.pendamping)
    return uid


@pytest.fixture
def second_manager(office: Office) -> Actor:
    with office.database.write() as work:
        user = User(
            uid="f" * 32,
            login_name="pengelola2",
            display_name="Dewi",
            created_at=MORNING,
            roles=[UserRole(role=Role.MANAGER)],
        )
        work.session.add(user)
        work.session.flush()
        return Actor(id=user.id, uid=user.uid, display_name="Dewi", roles=frozenset({Role.MANAGER}))


def request(care: Care, cases: Cases, actor: Actor, uid: str, **more: object) -> AskClosure:
    values = {"reason": "tujuan_tercapai", "checked": ALL, **more}
    version = cases.open(actor, uid, "Penutupan kasus").header.version
    return AskClosure(case_uid=uid, version=version, **values)  # type: ignore[arg-type]


def test_a_manager_approves_what_another_asked_for(
    care: Care, cases: Cases, hers: str, staff: Staff, as_user: AsUser
) -> None:
    view = care.ask_closure(staff.pendamping, request(care, cases, staff.pendamping, hers)).value
    assert (view.stage.status, view.closures[0].decision) == ("baru", "menunggu")
    with pytest.raises(UserError):
        care.ask_closure(staff.pendamping, request(care, cases, staff.pendamping, hers))
    asked = view.closures[0].uid
    assert cases.read_again(staff.pendamping, hers).header.closing_uid == asked
    with pytest.raises(UserError):
        care.decide_closure(staff.pendamping, hers, asked, approve=True)
    manager = as_user(staff.pengelola)
    assert [row[1] for row in care.closures(manager, "menunggu")] == ["RK-26-0001"]
    cases.open(manager, hers, "Penutupan kasus")
    with pytest.raises(FieldErrors):
        care.decide_closure(manager, hers, asked, approve=False)
    view = care.decide_closure(manager, hers, asked, approve=True).value
    assert view.stage.because == "Ditutup 26-11-2026: Tujuan layanan tercapai"
    assert (view.closures[0].decided_by, view.closures[0].decision) == ("Ratna", "disetujui")
    with pytest.raises(NotFoundError):
        care.decide_closure(manager, hers, asked, approve=True)


def test_sent_back_leaves_the_case_open_and_may_be_asked_again(
    care: Care, cases: Cases, hers: str, staff: Staff, as_user: AsUser
) -> None:
    view = care.ask_closure(staff.pendamping, request(care, cases, staff.pendamping, hers)).value
    manager = as_user(staff.pengelola)
    cases.open(manager, hers, "Penutupan kasus")
    care.decide_closure(
        manager, hers, view.closures[0].uid, approve=False, because="Tinjau keselamatan"
    )
    again = care.ask_closure(
        as_user(staff.pendamping), request(care, cases, staff.pendamping, hers)
    ).value
    assert [one.decision for one in again.closures] == ["menunggu", "ditolak"]


def test_open_ends_and_unticked_points_need_a_word(
    care: Care, cases: Cases, hers: str, staff: Staff
) -> None:
    actor = staff.pendamping
    care.save_plan_item(actor, hers, PlanItemView(need="kesehatan", action="Periksa"))
    assert care.open_ends(actor, hers) == ("1 butir rencana masih terbuka",)
    with pytest.raises(FieldErrors) as caught:
        care.ask_closure(actor, request(care, cases, actor, hers))
    assert set(caught.value.fields) == {"note"}
    with pytest.raises(FieldErrors) as caught:
        care.ask_closure(actor, request(care, cases, actor, hers, reason="", checked=("entah",)))
    assert set(caught.value.fields) == {"reason", "checked", "note"}
    care.ask_closure(actor, request(care, cases, actor, hers, note="Klien pindah kota"))


def test_the_only_manager_closes_alone_with_a_reason_and_it_is_listed(
    care: Care, cases: Cases, hers: str, staff: Staff, as_user: AsUser
) -> None:
    manager = as_user(staff.pengelola)
    with pytest.raises(FieldErrors) as caught:
        care.ask_closure(manager, request(care, cases, manager, hers))
    assert set(caught.value.fields) == {"alone_because"}
    view = care.ask_closure(
        manager, request(care, cases, manager, hers, alone_because="Kepala dinas cuti")
    ).value
    assert view.closures[0].decision == "tanpa_kedua"
    assert [row[1] for row in care.closures(manager, "tanpa_kedua")] == ["RK-26-0001"]


def test_with_a_second_manager_nobody_closes_alone(
    care: Care, cases: Cases, hers: str, staff: Staff, as_user: AsUser, second_manager: Actor
) -> None:
    manager = as_user(staff.pengelola)
    view = care.ask_closure(
        manager, request(care, cases, manager, hers, alone_because="Cepat saja")
    ).value
    assert view.closures[0].decision == "menunggu"
    with pytest.raises(UserError):
        care.decide_closure(manager, hers, view.closures[0].uid, approve=True)
    other = as_user(second_manager)
    cases.open(other, hers, "Penutupan kasus")
    view = care.decide_closure(other, hers, view.closures[0].uid, approve=True).value
    assert view.stage.status == "ditutup"


def test_reopened_stays_so_until_the_next_entry(
    care: Care, cases: Cases, hers: str, staff: Staff, as_user: AsUser
) -> None:
    manager = as_user(staff.pengelola)
    care.ask_closure(manager, request(care, cases, manager, hers, alone_because="Sendiri"))
    actor = as_user(staff.pendamping)
    version = cases.open(actor, hers).header.version
    with pytest.raises(FieldErrors):
        care.reopen(actor, hers, version, "")
    with pytest.raises(StaleError):
        care.reopen(actor, hers, version - 1, "Kambuh")
    view = care.reopen(actor, hers, version, "Kekerasan terulang").value
    assert view.stage.because == "Dibuka kembali: belum ada catatan baru"
    view = care.save_needs(actor, hers, NeedsView(physical="Luka baru")).value
    assert view.stage.status == "asesmen"
    with pytest.raises(UserError):
        care.reopen(actor, hers, cases.open(actor, hers).header.version, "lagi")
