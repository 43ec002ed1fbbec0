"""Sizes, names and the way of the Tab key on the pages of referrals and partners."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.fakes.context import make_context
from tests.look.cut_off import cut_off_texts, outside
from tests.ui.pages.composer_desk import ComposerDesk
from tests.ui.pages.letter_office import CASE, COMPLETE, HOSPITAL, POLICE, LetterOffice
from tests.ui.pages.test_partners import FakePartners
from ui.pages.partners.page import PartnersPage
from ui.pages.referrals.list_page import ReferralListPage
from ui.shell.page import Page
from ui.shell.routes import ComposerRoute, PartnersRoute, ReferralListRoute, Route
from ui.theme.theme import Scheme, theme

ONE = ComposerRoute(case_uid=CASE, referral_uid="r1")
NARROW = 1093 - 56  # what the side bar leaves of 1366 pixels at 125 %
WIDE = 1366 - 168


@pytest.fixture(params=[100, 130])
def dressed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[int]:
    theme().apply(qapp, Scheme.LIGHT, request.param)
    yield request.param
    theme().apply(qapp, Scheme.LIGHT, 100)


def composer(qtbot: QtBot, *, state: str, width: int, partner: str = "rs") -> ComposerDesk:
    desk = ComposerDesk(qtbot)
    content = type(COMPLETE)(
        partner_uid=partner,
        services_asked=COMPLETE.services_asked,
        ticked=("kode", "usia_jk") if partner == "polisi" else ("kode", "ringkasan", "risiko"),
    )
    desk.referrals.put("r1", state=state, content=content, number="015", pdf=b"%PDF")
    desk.page.resize(width, 540)
    desk.enter(ONE)
    QApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: desk.page.width() == width and desk.page.isActiveWindow())
    return desk


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize(
    ("state", "partner"), [("draf", "rs"), ("draf", "polisi"), ("terbit", "rs")]
)
def test_the_composer_cuts_nothing_off(
    dressed: int, qtbot: QtBot, state: str, partner: str, width: int
) -> None:
    page = composer(qtbot, state=state, width=width, partner=partner).page
    page.hand_over.setVisible(state == "terbit")
    page.repaint()
    QTest.qWait(0)
    hint = page.minimumSizeHint()
    assert (hint.width() <= 1000, hint.height() <= 540) == (True, True), hint
    assert cut_off_texts(page) == []
    assert outside(page) == []
    title = page.head.title
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()


def test_the_preview_gives_way_when_it_is_narrow_and_comes_by_key(
    dressed: int, qtbot: QtBot
) -> None:
    page = composer(qtbot, state="draf", width=NARROW).page
    assert page.panes.is_preview_shown() == (dressed == 100)
    page.handle("preview")
    assert page.panes.is_preview_shown() == (dressed == 130)
    assert page.form.isVisible()


def test_a_very_narrow_page_shows_one_side_at_a_time(qtbot: QtBot) -> None:
    page = composer(qtbot, state="draf", width=700).page
    assert not page.panes.is_preview_shown()
    page.head.preview.click()
    assert page.panes.is_preview_shown()
    assert not page.form.isVisible()
    page.form.services.set_value(())
    page.handle("submit")
    assert page.form.isVisible()
    assert page.form.errors().keys() == {"services_asked"}
    assert not page.head.preview.isChecked()


def pages(qtbot: QtBot) -> list[Page]:
    office = LetterOffice()
    office.partners = FakePartners()
    ctx = make_context(office)
    made: list[Page] = [ReferralListPage(ctx), PartnersPage(ctx)]
    routes: tuple[Route, ...] = (ReferralListRoute(), PartnersRoute())
    for page, route in zip(made, routes, strict=True):
        qtbot.addWidget(page)
        page.resize(NARROW, 540)
        page.show()
        page.show_route(route)
    return made


def test_lists_and_partners_fit_too(dressed: int, qtbot: QtBot) -> None:
    for page in pages(qtbot):
        QTest.qWait(0)
        hint = page.minimumSizeHint()
        assert (hint.width() <= 1000, hint.height() <= 540) == (True, True), hint
        assert cut_off_texts(page) == []
        assert outside(page) == []


def nameless(page: QWidget) -> list[str]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
    found = []
    for kind in kinds:
        for widget in page.findChildren(kind):
            words = widget.text() if isinstance(widget, QAbstractButton) else ""
            takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            if takes_keys and widget.isVisible() and not (widget.accessibleName() or words):
                found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_everything_that_takes_keys_has_a_name(qtbot: QtBot) -> None:
    made: list[QWidget] = [*pages(qtbot)]
    made += [composer(qtbot, state=state, width=WIDE).page for state in ("draf", "terbit")]
    assert [nameless(page) for page in made] == [[], [], [], []]


def test_tab_goes_down_the_form_and_then_to_the_preview(qtbot: QtBot) -> None:
    desk = composer(qtbot, state="draf", width=WIDE)
    desk.page.form.focus_field("partner_uid")
    passed = []
    for _step in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        passed.append(focused)
        if focused is desk.page.preview.view.focusProxy():
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    names = [widget.objectName() for widget in passed]
    wanted = ["partner_uid", "service_0", "services_other", "tick_kode", "reason", "summary"]
    wanted += ["condition", "services_given", "companion_name", "security", "copies_to", "paper"]
    assert [name for name in names if name in wanted] == wanted


def test_tab_comes_to_the_way_of_recording_consent(qtbot: QtBot) -> None:
    desk = composer(qtbot, state="draf", width=WIDE, partner="polisi")
    desk.page.form.focus_field("ticked")
    names = []
    for _step in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names == ["tick_kode", "tick_usia_jk", "record_consent", "reason"]


def test_a_partner_changed_while_writing_keeps_the_order(qtbot: QtBot) -> None:
    desk = composer(qtbot, state="draf", width=WIDE)
    desk.pick(POLICE.uid)
    desk.pick(HOSPITAL.uid)
    desk.page.form.focus_field("services_asked")
    names = []
    for _step in range(7):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names[:6] == [*(f"service_{place}" for place in range(5)), "services_other"]
