"""Which class shows which route; a page's module is imported when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from ui.context import UiContext
from ui.shell import routes
from ui.shell.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page: the route it shows, where its class is, and the action of the side bar it is under."""

    route: type[routes.Route]
    where: str
    action: str

    def build(self, ctx: UiContext) -> Page:
        """Import the module and build the page."""
        module, name = self.where.split(":")
        return cast("Page", getattr(import_module(module), name)(ctx))


PAGES: tuple[PageSpec, ...] = (
    PageSpec(route=routes.HomeRoute, where="ui.pages.home.page:HomePage", action="home"),
    PageSpec(route=routes.IntakeRoute, where="ui.pages.intake.page:IntakePage", action="intake"),
    PageSpec(
        route=routes.ScheduleRoute, where="ui.pages.schedule.page:SchedulePage", action="schedule"
    ),
    PageSpec(
        route=routes.CaseListRoute,
        where="ui.pages.cases.list_page:CaseListPage",
        action="cases",
    ),
    PageSpec(route=routes.CaseRoute, where="ui.pages.cases.case_page:CasePage", action="cases"),
    PageSpec(
        route=routes.ReferralListRoute,
        where="ui.pages.referrals.list_page:ReferralListPage",
        action="referrals",
    ),
    PageSpec(
        route=routes.ComposerRoute,
        where="ui.pages.referrals.composer:ComposerPage",
        action="referrals",
    ),
    PageSpec(
        route=routes.PartnersRoute, where="ui.pages.partners.page:PartnersPage", action="partners"
    ),
    PageSpec(route=routes.UsersRoute, where="ui.pages.users.page:UsersPage", action="users"),
    PageSpec(route=routes.BackupRoute, where="ui.pages.backup.page:BackupPage", action="backup"),
    PageSpec(
        route=routes.SettingsRoute, where="ui.pages.settings.page:SettingsPage", action="settings"
    ),
    PageSpec(
        route=routes.ProfileRoute, where="ui.pages.settings.profile:ProfilePage", action="profile"
    ),
)

BY_ROUTE = {spec.route: spec for spec in PAGES}

#: The side bar from top to bottom, as ids of actions; the second group stands at the bottom. A
#: screen without a page in `PAGES` is left out.
SIDE_BAR = ("home", "cases", "schedule", "referrals", "partners")
SIDE_BAR_BOTTOM = ("users", "backup", "settings")

#: Class of the popup behind Ctrl+K.
QUICK_FIND = "ui.pages.find.popup:QuickFind"
