"""A case that can be worked on: services that keep what they are asked and answer with a case."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import TypeVar, cast

from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.changes import ChangeSet, Outcome
from ruko_desk.domain.codes import CodeLists, Role
from ruko_desk.domain.dto.care import AskClosure, CareView, ClosureView, Stage
from ruko_desk.domain.dto.cases import (
    AccessRow,
    AssessRisk,
    CaseDetail,
    ConsentView,
    RecordConsent,
    RiskView,
    TimelineEntry,
)
from ruko_desk.domain.dto.users import Actor, Colleague
from ruko_desk.errors import NotAllowedError, RuKoError
from ruko_desk.paths import resource
from tests.fakes.context import FakeToasts, make_actor, make_context
from tests.fakes.prompts import FakePrompts
from tests.ui.pages.cases.case_house import DAY, DETAIL, NOON
from ui.context import UiContext
from ui.pages.cases.case_page import CasePage
from ui.shell.routes import CaseRoute
from ui.widgets.badge import Badge

D = TypeVar("D", bound=QDialog)

TOMORROW, YESTERDAY = date(2026, 11, 27), date(2026, 11, 25)
EVERYTHING = frozenset({"persetujuan", "risiko", "status", "penugasan", "penutupan"})
COLLEAGUES = (
    Colleague(uid="u1", display_name="Nurul", roles=frozenset({Role.FRONT_DESK})),
    Colleague(uid="u2", display_name="Ratna", roles=frozenset({Role.MANAGER})),
    Colleague(uid="u3", display_name="Maya", roles=frozenset({Role.PSYCHOLOGIST, Role.COMPANION})),
)


def consent(uid: str, purpose: str, answer: str = "ya", **changes: object) -> ConsentView:
    view = ConsentView(
        uid=uid,
        purpose=purpose,
        answer=answer,
        fields=("kode", "usia_jk", "nama"),
        legal_basis="persetujuan",
        signer_name="",
        signer_relation="diri_sendiri",
        child_agrees=None,
        given_on=DAY,
        expires_on=None,
        withdrawn_at=None,
    )
    return replace(view, **changes)  # type: ignore[arg-type]  # names and types are the caller's


def assessed(uid: str, level: str, **changes: object) -> RiskView:
    view = RiskView(
        uid=uid,
        when=NOON,
        user="Nurul",
        computed=level,
        level=level,
        items=("luka",),
        reason="",
    )
    return replace(view, **changes)  # type: ignore[arg-type]  # names and types are the caller's


@dataclass
class DeskCases:
    """Answers each command with `detail`, after `refusals` are used up."""

    detail: CaseDetail
    calls: list[tuple[object, ...]] = field(default_factory=list)
    refusals: list[RuKoError] = field(default_factory=list)
    history: tuple[RiskView, ...] = ()
    trail: tuple[AccessRow, ...] = ()
    name: str = "Amalia Putri"
    is_gone: bool = False

    def open(self, actor: Actor, uid: str, reason: str = "") -> CaseDetail:
        self.calls.append(("open", uid))
        return self.detail

    def read_again(self, actor: Actor, uid: str) -> CaseDetail:
        self.calls.append(("read_again", uid))
        if self.is_gone:
            raise NotAllowedError("Bukan kasus Anda lagi")
        return self.detail

    def record_consent(self, actor: Actor, data: RecordConsent) -> Outcome[CaseDetail]:
        return self._do("record_consent", data)

    def withdraw_consent(self, actor: Actor, uid: str, consent_uid: str) -> Outcome[CaseDetail]:
        return self._do("withdraw_consent", uid, consent_uid)

    def assess_risk(self, actor: Actor, data: AssessRisk) -> Outcome[CaseDetail]:
        return self._do("assess_risk", data)

    def set_status(self, actor: Actor, uid: str, version: int, status: str) -> Outcome[CaseDetail]:
        return self._do("set_status", uid, version, status)

    def assign(self, actor: Actor, uid: str, version: int, user: str) -> Outcome[CaseDetail]:
        return self._do("assign", uid, version, user)

    def risks(self, actor: Actor, uid: str) -> tuple[RiskView, ...]:
        return self.history

    def access(
        self, actor: Actor, uid: str, *, before: int = 0, limit: int = 100
    ) -> tuple[AccessRow, ...]:
        self.calls.append(("access", before))
        return tuple(row for row in self.trail if not before or row.seq < before)[:limit]

    def initials_to_name(self, actor: Actor, uid: str) -> str:
        self.calls.append(("name", uid))
        return self.name

    def did(self, verb: str) -> list[tuple[object, ...]]:
        return [call[1:] for call in self.calls if call[0] == verb]

    def _do(self, *call: object) -> Outcome[CaseDetail]:
        if self.refusals:
            raise self.refusals.pop(0)
        self.calls.append(call)
        return Outcome(self.detail, ChangeSet.of(("case", self.detail.header.uid)))


@dataclass
class DeskCare:
    """The end of a case; what is asked for is kept with the calls of `cases`."""

    cases: DeskCases
    closures: tuple[ClosureView, ...] = ()
    ends: tuple[str, ...] = ()
    status: str = "asesmen"

    def open(self, actor: Actor, uid: str) -> CareView:
        return CareView(
            case_uid=uid,
            stage=Stage(status=self.status, because=""),
            follow_up_on=None,
            assessments=None,
            plan=None,
            services=None,
            legal_steps=None,
            safety=None,
            flags=(),
            links=(),
            closures=self.closures,
            handovers=(),
            may_edit=frozenset(),
        )

    def open_ends(self, actor: Actor, uid: str) -> tuple[str, ...]:
        return self.ends

    def ask_closure(self, actor: Actor, data: AskClosure) -> Outcome[CareView]:
        return self._do(actor, "ask_closure", data)

    def decide_closure(
        self, actor: Actor, uid: str, request: str, *, approve: bool, because: str = ""
    ) -> Outcome[CareView]:
        return self._do(actor, "decide_closure", uid, request, approve, because)

    def reopen(self, actor: Actor, uid: str, version: int, reason: str) -> Outcome[CareView]:
        return self._do(actor, "reopen", uid, version, reason)

    def hand_over(
        self, actor: Actor, uid: str, version: int, to: str, points: str
    ) -> Outcome[CareView]:
        return self._do(actor, "hand_over", uid, version, to, points)

    def _do(self, actor: Actor, *call: object) -> Outcome[CareView]:
        if self.cases.refusals:
            raise self.cases.refusals.pop(0)
        self.cases.calls.append(call)
        uid = self.cases.detail.header.uid
        return Outcome(self.open(actor, uid), ChangeSet.of(("case", uid)))


class Desk:
    """The page of one case with everything behind it."""

    def __init__(self, qtbot: QtBot, detail: CaseDetail = DETAIL, *roles: Role) -> None:
        self.cases = DeskCases(detail)
        codes = CodeLists.from_csv(
            *(path.read_text(encoding="utf-8") for path in sorted(resource("codes").glob("*.csv")))
        )
        self.care = DeskCare(self.cases)
        self.services = SimpleNamespace(
            cases=self.cases,
            care=self.care,
            users=SimpleNamespace(case_holders=lambda _actor: COLLEAGUES),
            codes=codes,
            regions=SimpleNamespace(name=lambda code: "", full_label=lambda code: code),
        )
        self.ctx: UiContext = make_context(self.services, make_actor(*roles))
        self.page = CasePage(self.ctx)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 600)

    def enter(self, tab: str = "") -> Desk:
        self.page.show()
        self.page.show_route(CaseRoute(case_uid=self.cases.detail.header.uid, tab=tab))
        return self

    @property
    def prompts(self) -> FakePrompts:
        return cast("FakePrompts", self.ctx.prompts)

    @property
    def toasts(self) -> FakeToasts:
        return cast("FakeToasts", self.ctx.toasts)

    def answers(self, **changes: object) -> None:
        """Let the services answer with a changed case from now on."""
        self.cases.detail = replace(self.cases.detail, **changes)  # type: ignore[arg-type]  # named

    def act(self, key: str) -> None:
        """Choose an entry of the menu."""
        assert self.page.header.offers(key)
        self.page.header.wanted.emit(key)

    def offered(self) -> list[str]:
        return [action.text() for action in self.page.header.menu().actions()]


def detail(**header: object) -> CaseDetail:
    """Return a case in which everything may be done."""
    changed = replace(DETAIL.header, **header)  # type: ignore[arg-type]  # names are the caller's
    return replace(DETAIL, header=changed, consents=(), may_edit=EVERYTHING)


def event(text: str, kind: str = "persetujuan", when: datetime = NOON) -> TimelineEntry:
    return TimelineEntry(when=when, kind=kind, text=text)


def opened(kind: type[D]) -> D:
    """Return the dialog that is open."""
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    )


def is_open(kind: type[QDialog]) -> bool:
    return any(isinstance(one, kind) and one.isVisible() for one in QApplication.topLevelWidgets())


def button(widget: QWidget, name: str) -> QAbstractButton:
    found = widget.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def words(widget: QWidget) -> str:
    QApplication.sendPostedEvents()
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def badges(page: CasePage) -> list[str]:
    """Return the words of the badges in the header."""
    return [badge.text() for badge in page.header.findChildren(Badge) if badge.isVisible()]
