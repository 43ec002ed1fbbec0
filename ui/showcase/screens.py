"""Every screen that is pictured, and how each of its states is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, cast

from ruko_desk.domain.codes import ReferralState
from ruko_desk.domain.dto.cases import CaseFilter
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.registry import Services
from ui.pages.cases.case_page import CasePage
from ui.pages.intake.page import IntakePage
from ui.pages.referrals.composer import ComposerPage
from ui.pages.schedule.page import SchedulePage
from ui.shell import routes
from ui.shell.page import Page

USUAL, COMPANION, MANAGER = "petugas", "pendamping", "pengelola"

Act: TypeAlias = Callable[[Page], object]
Seen: TypeAlias = Callable[[Page], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What of the practice vault the pictures show; empty in an empty vault."""

    case_uid: str = ""
    busy_day: date | None = None
    issued: tuple[str, str] = ("", "")

    @property
    def empty(self) -> bool:
        """Whether there is nothing in the vault."""
        return not self.case_uid


def read_facts(services: Services, actor: Actor) -> Facts:
    """Choose what to show: the case with most in it, and an issued letter."""
    rows = services.cases.list(actor, CaseFilter(limit=40))
    if not rows:
        return Facts()
    booked = [row for row in rows if row.next_appointment is not None]
    referrals = services.referrals.list(actor)
    by_state = {one.state: (one.case_uid, one.uid) for one in referrals}
    nearest = min((row.next_appointment for row in booked if row.next_appointment), default=None)
    return Facts(
        case_uid=(booked or rows)[0].uid,
        busy_day=nearest.date() if nearest else None,
        issued=by_state.get(ReferralState.ISSUED, ("", "")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One picture of one page.

    Attributes:
        name: of the file.
        route: where it is; None where the vault holds nothing to show there.
        user: who looks at it.
        act: what is done there before the picture is taken.
        clear: what takes away again what was typed for it.
        seen: tells when the page shows it.
        in_empty: whether an empty vault shows something of its own here.
        trouble: the picture is of something gone wrong.
    """

    name: str
    route: Callable[[Facts], routes.Route | None]
    user: str = USUAL
    act: Act = lambda _page: None
    clear: Act = lambda _page: None
    seen: Seen = lambda _page: True
    in_empty: bool = False
    trouble: bool = False


def _case(facts: Facts) -> routes.Route | None:
    return None if facts.empty else routes.CaseRoute(case_uid=facts.case_uid)


def _issued(facts: Facts) -> routes.Route | None:
    case_uid, uid = facts.issued
    return routes.ComposerRoute(case_uid=case_uid, referral_uid=uid) if uid else None


def _begin_letter(facts: Facts) -> routes.Route | None:
    return None if facts.empty else routes.ComposerRoute(case_uid=facts.case_uid)


def _section(key: str) -> Act:
    def act(page: Page) -> None:
        case = cast("CasePage", page)
        case.handle("tab2")
        case.data.show_section(key)

    return act


def _intake(step: int) -> Act:
    def act(page: Page) -> None:
        intake = cast("IntakePage", page)
        intake.card.set_values({"call_name": "Ama", "age": 31, "visitor": "perempuan"})
        intake.show_step(step)

    return act


def _empty_card(page: Page) -> None:
    intake = cast("IntakePage", page)
    for form in (intake.card, intake.safety):
        form.load(dict.fromkeys(form.values()))
    intake.drop_draft()


def _nameless(page: Page) -> None:
    intake = cast("IntakePage", page)
    intake.show_step(0)
    intake.card.set_values({"call_name": "", "description": "", "age": 31})
    intake.handle("save")


def _case_is_shown(page: Page) -> bool:
    return cast("CasePage", page).header.isVisible()


def _pages_are_drawn(page: Page) -> bool:
    return bool(cast("ComposerPage", page).preview.pdf)


def _times_are_found(page: Page) -> bool:
    return cast("SchedulePage", page).side.free.list.count() > 0


SCREENS: tuple[Screen, ...] = (
    Screen(name="beranda", route=lambda _f: routes.HomeRoute(), in_empty=True),
    Screen(
        name="terima-tamu", route=lambda _f: routes.IntakeRoute(), act=_intake(0), clear=_empty_card
    ),
    Screen(
        name="terima-tamu-kontak-aman",
        route=lambda _f: routes.IntakeRoute(),
        act=_intake(1),
        clear=_empty_card,
    ),
    Screen(
        name="terima-tamu-berikut",
        route=lambda _f: routes.IntakeRoute(),
        act=_intake(2),
        clear=_empty_card,
    ),
    Screen(
        name="terima-tamu-galat",
        route=lambda _f: routes.IntakeRoute(),
        act=_nameless,
        clear=_empty_card,
        seen=lambda page: bool(cast("IntakePage", page).card.errors()),
        trouble=True,
    ),
    Screen(name="klien-kasus", route=lambda _f: routes.CaseListRoute(), in_empty=True),
    Screen(
        name="klien-kasus-tidak-ada",
        route=lambda _f: routes.CaseListRoute(text="zzzzqx"),
        trouble=True,
    ),
    Screen(name="kasus-ringkasan", route=_case, seen=_case_is_shown),
    *(
        Screen(name=f"kasus-{key}", route=_case, act=_section(key), seen=_case_is_shown)
        for key in ("identitas", "kontak_aman", "kejadian", "terlapor", "persetujuan")
    ),
    Screen(
        name="kasus-akses",
        route=_case,
        user=COMPANION,
        act=lambda page: page.handle("tab3"),
        seen=_case_is_shown,
    ),
    Screen(
        name="jadwal",
        route=lambda facts: routes.ScheduleRoute(day=facts.busy_day),
        in_empty=True,
    ),
    Screen(
        name="jadwal-waktu-kosong",
        route=lambda f: None if f.empty else routes.ScheduleRoute(case_uid=f.case_uid),
        seen=_times_are_found,
    ),
    Screen(name="rujukan", route=lambda _f: routes.ReferralListRoute(), in_empty=True),
    Screen(name="surat-rujukan-baru", route=_begin_letter),
    Screen(
        name="surat-rujukan-galat",
        route=_begin_letter,
        act=lambda page: page.handle("submit"),
        seen=lambda page: bool(cast("ComposerPage", page).form.errors()),
        trouble=True,
    ),
    Screen(name="surat-rujukan-terbit", route=_issued, seen=_pages_are_drawn),
    Screen(name="mitra-layanan", route=lambda _f: routes.PartnersRoute(), in_empty=True),
    Screen(name="pengguna", route=lambda _f: routes.UsersRoute(), user=MANAGER),
    Screen(name="cadangan", route=lambda _f: routes.BackupRoute(), in_empty=True),
    Screen(name="pengaturan", route=lambda _f: routes.SettingsRoute(), user=MANAGER),
    Screen(name="profil", route=lambda _f: routes.ProfileRoute()),
)
