"""The case in narrow and wide windows, with large text, and its timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ruko_desk.domain.dto.cases import (
    AllegedPerpetratorView,
    CaseDetail,
    IncidentView,
    SafeContact,
    TimelineEntry,
)
from tests.look.cut_off import cut_off_texts, outside
from tests.ui.pages.cases.case_house import DETAIL, NOON, house, words
from ui.pages.cases.case_page import CasePage
from ui.pages.cases.sections import SECTIONS
from ui.pages.cases.side import SidedCase
from ui.shell.routes import CaseRoute
from ui.theme.theme import Scheme, theme

NARROW = 1093 - 56  # what the side bar leaves of 1366 pixels at 125 %
LEAST = 1000 - 56
WIDE = 1366 - 168
HEIGHT = 466  # what top bar, status line and the strip of a practice vault leave of 560
INPUTS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)

FULL = replace(
    DETAIL,
    safe_contact=SafeContact(version=1, phone="+6281200005081", hours="malam saja"),
    incidents=(
        IncidentView(uid="i1", version=1, date="2026-03", forms=("fisik", "psikis")),
        IncidentView(uid="i2", version=1, date="2025", is_main=True),
    ),
    perpetrators=(AllegedPerpetratorView(uid="t1", version=1, relation="suami"),),
    timeline=tuple(
        TimelineEntry(when=NOON, kind="janji", text="Konsultasi hukum dengan petugas hukum")
        for _ in range(5)
    ),
    sections=tuple((spec.key, "diisi") for spec in SECTIONS),
    may_edit=frozenset({"identitas", "kontak_aman", "kejadian", "terlapor", "kronologi"}),
)
EMPTY = replace(
    FULL,
    client=replace(FULL.client, call_name="Ama", phone="") if FULL.client else None,
    safe_contact=SafeContact(version=0),
    incidents=(),
    perpetrators=(),
    timeline=(),
)


@pytest.fixture(params=[100, 130])
def dressed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[int]:
    theme().apply(qapp, Scheme.LIGHT, request.param)
    yield request.param
    theme().apply(qapp, Scheme.LIGHT, 100)


def fits(side: SidedCase) -> bool:
    """Tell whether work and timeline stand beside each other without overlapping."""
    layout = side.layout()
    return layout is not None and layout.minimumSize().width() <= side.width()


def opened(qtbot: QtBot, detail: CaseDetail, width: int) -> CasePage:
    cases, ctx = house()
    cases.detail = detail
    page = CasePage(ctx)
    qtbot.addWidget(page)
    page.resize(width, HEIGHT)
    page.show()
    page.show_route(CaseRoute(case_uid="c1", tab="data"))
    return page


@pytest.mark.parametrize("detail", [FULL, EMPTY], ids=["full", "empty"])
def test_no_section_cuts_anything_off(dressed: int, qtbot: QtBot, detail: CaseDetail) -> None:
    page = opened(qtbot, detail, WIDE)
    least = LEAST if dressed == 100 else NARROW
    px = theme().metrics.px
    for width, window in ((WIDE, 1366), (px(1180) - px(168), px(1180)), (least, 1000)):
        page.resize(width, HEIGHT)
        page.side.fit(window)
        assert page.side.panel.isVisible() == (window >= px(1180))
        for spec in SECTIONS:
            page.data.show_section(spec.key)
            QApplication.sendPostedEvents()
            page.repaint()
            qtbot.waitUntil(lambda: cut_off_texts(page) == [])
            assert outside(page) == [], spec.key
            assert page.width() == width, spec.key
            assert page.minimumSizeHint().height() <= HEIGHT, spec.key
            assert fits(page.side), spec.key


def test_errors_and_the_banner_of_two_versions_fit_too(dressed: int, qtbot: QtBot) -> None:
    page = opened(qtbot, FULL, NARROW)
    section = page.data.section("identitas")
    for name, text in (("identitas_nik", "32"), ("identitas_full_name", "Siti")):
        line = section.findChild(QLineEdit, name)
        assert line is not None
        line.setText(text)
    page.data.save()
    assert FULL.client is not None
    changed = replace(FULL.client, version=2, full_name="Sita")
    section.show_case(replace(FULL, client=changed))
    page.data.save()
    QApplication.sendPostedEvents()
    page.repaint()
    assert cut_off_texts(page) == []
    assert outside(page) == []
    assert page.width() == NARROW


def test_every_input_has_a_name_to_be_spoken(qtbot: QtBot) -> None:
    page = opened(qtbot, FULL, WIDE)
    for spec in SECTIONS:
        section = page.data.section(spec.key)
        nameless = [
            one.objectName() or type(one).__name__
            for one in section.findChildren(QAbstractButton) + section.findChildren(QLineEdit)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
            if not (isinstance(one, QAbstractButton) and one.text())
        ]
        assert nameless == [], spec.key


def test_names_of_inputs_are_unique_so_that_focus_comes_back_to_the_right_one(
    qtbot: QtBot,
) -> None:
    page = opened(qtbot, FULL, WIDE)
    for spec in SECTIONS:
        page.data.section(spec.key)
    names = [
        one.objectName()
        for kind in INPUTS
        for one in page.data.findChildren(kind)
        if one.objectName() and not one.objectName().startswith("qt_")
    ]
    assert len(names) == len(set(names))


def test_the_timeline_stands_beside_the_case_in_a_wide_window_only(qtbot: QtBot) -> None:
    page = opened(qtbot, FULL, 1180)
    work, panel, button = page.data, page.side.panel, page.side.button
    assert panel.isVisible()
    assert button.text() == "Sembunyikan lini masa"
    page.resize(1179, HEIGHT)
    assert not panel.isVisible()
    assert work.isVisible()
    button.click()
    assert panel.isVisible()
    assert not work.isVisible()
    assert page.width() == 1179
    button.click()
    assert work.isVisible()
    page.resize(1180, HEIGHT)
    assert panel.isVisible()
    button.click()
    assert not panel.isVisible()
    assert work.isVisible()


def test_a_case_without_events_says_so(qtbot: QtBot) -> None:
    page = opened(qtbot, EMPTY, WIDE)
    assert not page.side.timeline.isVisible()
    assert "Belum ada kegiatan setelah pendaftaran." in words(page)
