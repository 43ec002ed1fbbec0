"""The partner directory: who may change it, what is refused, archiving instead of deleting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ruko_desk.domain.dto.referrals import PartnerView
from ruko_desk.errors import FieldErrors, NotAllowedError, NotFoundError, StaleError
from ruko_desk.services.office import Office
from ruko_desk.services.partners import Partners
from tests.services.desk import AsUser, Staff
from tests.services.sample import TODAY, TOMORROW

LBH = PartnerView(
    uid="",
    version=0,
    name="LBH Contoh Serang",
    kind="hukum",
    services="Konsultasi dan pendampingan",
    phone="(0254) 200000",
    checked_on=TODAY,
)


@pytest.fixture
def directory(office: Office) -> Partners:
    return Partners(office)


@pytest.fixture
def lbh(directory: Partners, staff: Staff, as_user: AsUser) -> PartnerView:
    return directory.save(as_user(staff.petugas), LBH).value


def test_a_saved_partner_is_listed_and_audited(
    directory: Partners, staff: Staff, as_user: AsUser, audited: Callable[[], list[str]]
) -> None:
    done = directory.save(as_user(staff.petugas), replace(LBH, name="  LBH Contoh Serang "))
    assert done.value == replace(LBH, uid=done.value.uid, version=1)
    assert done.changes.touches_record("partner", done.value.uid)
    assert directory.list(staff.petugas) == (done.value,)
    assert audited()[-1] == "tambah mitra"


@pytest.mark.parametrize("text", ["lbh", "serang CONTOH", "bantuan hukum", "pendampingan", ""])
def test_partners_are_found_by_words_of_name_kind_and_services(
    directory: Partners, staff: Staff, lbh: PartnerView, text: str
) -> None:
    assert directory.list(staff.petugas, text) == (lbh,)


def test_what_does_not_match_is_not_listed(
    directory: Partners, staff: Staff, lbh: PartnerView
) -> None:
    assert directory.list(staff.petugas, "lbh jakarta") == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"kind": "tukang_ramal"}, "kind"),
        ({"checked_on": TOMORROW}, "checked_on"),
        ({"name": "x" * 201}, "name"),
        ({"hours": "x" * 121}, "hours"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_by_field(
    directory: Partners, staff: Staff, as_user: AsUser, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(FieldErrors) as caught:
        directory.save(as_user(staff.petugas), replace(LBH, **changes))
    assert set(caught.value.fields) == {field}
    assert directory.list(staff.petugas) == ()


def test_one_institution_stands_in_the_list_once(
    directory: Partners, staff: Staff, lbh: PartnerView
) -> None:
    with pytest.raises(FieldErrors, match="1 isian"):
        directory.save(staff.petugas, replace(LBH, name="lbh contoh SERANG"))
    renamed = directory.save(staff.petugas, replace(lbh, name="LBH Contoh, Serang")).value
    assert renamed.uid == lbh.uid


def test_an_older_form_overwrites_nothing(
    directory: Partners, staff: Staff, lbh: PartnerView
) -> None:
    directory.save(staff.petugas, replace(lbh, cost="Cuma-cuma", checked_on=date(2026, 11, 20)))
    with pytest.raises(StaleError):
        directory.save(staff.petugas, replace(lbh, cost="Berbayar"))
    with pytest.raises(StaleError):
        directory.archive(staff.petugas, lbh.uid, lbh.version)
    (kept,) = directory.list(staff.petugas)
    assert (kept.cost, kept.active) == ("Cuma-cuma", True)


def test_an_archived_partner_leaves_the_choices_and_can_come_back(
    directory: Partners, staff: Staff, lbh: PartnerView, audited: Callable[[], list[str]]
) -> None:
    old = directory.archive(staff.petugas, lbh.uid, lbh.version).value
    assert directory.list(staff.petugas) == ()
    assert directory.list(staff.petugas, archived=True) == (old,)
    back = directory.save(staff.petugas, replace(old, active=True)).value
    assert directory.list(staff.petugas) == (back,)
    assert "arsipkan mitra" in audited()


def test_every_colleague_may_look_up_and_some_may_change(
    directory: Partners, staff: Staff, lbh: PartnerView, as_user: AsUser
) -> None:
    for login in ("petugas", "pendamping", "psikolog", "hukum", "kesehatan", "pengelola", "admin"):
        actor = as_user(getattr(staff, login))
        (lbh,) = directory.list(actor)
        directory.save(actor, replace(lbh, note=f"dicek {login}"))
    keeper = as_user(staff.penjaga)
    (lbh,) = directory.list(keeper)
    with pytest.raises(NotAllowedError):
        directory.save(keeper, lbh)
    with pytest.raises(NotAllowedError):
        directory.archive(keeper, lbh.uid, lbh.version)


def test_a_partner_that_is_gone_is_named(directory: Partners, staff: Staff) -> None:
    with pytest.raises(NotFoundError):
        directory.archive(staff.petugas, "tidak-ada", 1)
