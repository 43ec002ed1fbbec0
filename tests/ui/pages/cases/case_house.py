"""A case and the services behind its pages, invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import cast

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ruko_desk.domain.codes import CodeLists
from ruko_desk.domain.dto.cases import (
    CaseDetail,
    CaseFilter,
    CaseHeader,
    CaseRow,
    ConsentView,
    PersonView,
    SafeContact,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import NotAllowedError
from ruko_desk.paths import resource
from tests.fakes.context import FakeNavigator, make_context
from ui.context import UiContext
from ui.pages.cases.case_page import CasePage
from ui.pages.cases.closed_door import NEEDS_REASON
from ui.shell.page import Page

DAY = date(2026, 11, 26)
NOON = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)


def row(number: int) -> CaseRow:
    return CaseRow(
        uid=f"c{number}",
        code=f"RK-26-{number:04d}",
        initials="A.",
        age=31,
        services=("hukum",),
        status="baru",
        risk="tinggi",
        owner="Nurul",
        last_activity=DAY,
        next_appointment=NOON,
    )


DETAIL = CaseDetail(
    header=CaseHeader(
        uid="c1",
        version=1,
        code="RK-26-0001",
        initials="A.",
        sex="P",
        age=31,
        case_kind="",
        status="baru",
        risk="tinggi",
        children=0,
        district="",
        owner="Nurul",
        safe_contact_line="Telepon malam saja",
        sharing=(),
        opened_on=DAY,
        channel="datang_langsung",
    ),
    client=PersonView(uid="p1", version=1, call_name="Ama", phone="0812 0000 5081"),
    safe_contact=SafeContact(version=1, hours="malam", may_name_house=False),
    incidents=None,
    perpetrators=None,
    consents=(
        ConsentView(
            uid="k1",
            purpose="kesehatan",
            answer="ya",
            fields=(),
            legal_basis="persetujuan",
            signer_name="",
            signer_relation="",
            child_agrees=None,
            given_on=DAY,
            expires_on=None,
            withdrawn_at=NOON,
        ),
    ),
    appointments=(),
    letters=(),
    timeline=(),
    sections=(("identitas", "diisi"), ("kontak_aman", "diisi"), ("persetujuan", "kosong")),
    may_edit=frozenset(),
)


class FakeCases:
    def __init__(self) -> None:
        self.rows = tuple(row(number) for number in range(450, 0, -1))
        self.asked: list[CaseFilter] = []
        self.opened: list[tuple[str, str]] = []
        self.detail = DETAIL
        self.needs_reason = False

    def list(self, actor: Actor, wanted: CaseFilter) -> tuple[CaseRow, ...]:
        self.asked.append(wanted)
        older = [
            one for one in self.rows if not wanted.before_code or one.code < wanted.before_code
        ]
        return () if wanted.text == "tidak ada" else tuple(older[: wanted.limit])

    def open(self, actor: Actor, uid: str, reason: str = "") -> CaseDetail:
        if self.needs_reason and not reason:
            raise NotAllowedError(
                "Kasus ini ditangani petugas lain. Tulis alasan", code=NEEDS_REASON
            )
        self.opened.append((uid, reason))
        return self.detail

    def read_again(self, actor: Actor, uid: str) -> CaseDetail:
        return self.detail


def house() -> tuple[FakeCases, UiContext]:
    cases = FakeCases()
    codes = CodeLists.from_csv(
        *(path.read_text(encoding="utf-8") for path in sorted(resource("codes").glob("*.csv")))
    )
    regions = SimpleNamespace(name=lambda code: "", full_label=lambda code: code)
    return cases, make_context(SimpleNamespace(cases=cases, codes=codes, regions=regions))


def shown(page: Page, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.resize(1180, 600)
    page.show()


def routes(ctx: UiContext) -> list[object]:
    return list(cast("FakeNavigator", ctx.navigator).routes)


def words(page: CasePage) -> str:
    QApplication.sendPostedEvents()  # a layout shows what it was given with the next events
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
