from __future__ import annotations

import json
from datetime import date

import pytest

from ui.shell import routes
from ui.shell.routes import Route, from_place, to_place


@pytest.mark.parametrize(
    "route",
    [
        routes.HomeRoute(),
        routes.IntakeRoute(call_name="Ama", phone="0812"),
        routes.CaseListRoute(text="0412"),
        routes.CaseRoute(case_uid="c1", tab="persetujuan"),
        routes.ScheduleRoute(day=date(2026, 11, 27), case_uid="c1"),
        routes.ScheduleRoute(),
        routes.ReferralListRoute(),
        routes.ComposerRoute(case_uid="c1", referral_uid="r1"),
        routes.PartnersRoute(partner_uid="p1"),
        routes.UsersRoute(),
        routes.BackupRoute(),
        routes.SettingsRoute(tab="keamanan"),
        routes.ProfileRoute(),
    ],
)
def test_a_route_survives_being_written_down(route: Route) -> None:
    assert from_place(json.loads(json.dumps(to_place(route)))) == route


@pytest.mark.parametrize(
    "place",
    [{}, {"layar": "laporan"}, {"layar": "kasus"}, {"layar": "jadwal", "day": "kemarin"}],
)
def test_a_place_that_nobody_knows_any_more_is_beranda(place: dict[str, str]) -> None:
    assert from_place(place) == routes.HomeRoute()
