"""Search waits for a pause; late and stale answers do no harm."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QToolButton
from pytestqt.qtbot import QtBot

from ui.widgets.editors.search_box import SearchBox
from ui.widgets.editors.suggest_box import SuggestBox, SuggestRow

ROWS = (
    SuggestRow(key="m-1", text="RSUD Kota Serang", detail="Poli Psikiatri"),
    SuggestRow(key="m-2", text="LBH Banten"),
)


@pytest.fixture
def box(qtbot: QtBot) -> SuggestBox:
    box = SuggestBox("Nama mitra", delay_ms=1)
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.show()
    box.setFocus()
    return box


def offers(box: SuggestBox) -> QListView:
    return box.popup()


def test_search_asks_once_after_the_pause(qtbot: QtBot) -> None:
    search = SearchBox("Cari nama", delay_ms=5)
    qtbot.addWidget(search)
    asked: list[str] = []
    search.searched.connect(asked.append)
    QTest.keyClicks(search, "ama ")
    qtbot.waitUntil(lambda: asked == ["ama"])
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert asked == ["ama"]
    assert search.accessibleName() == "Cari nama"


def test_enter_asks_at_once(qtbot: QtBot) -> None:
    search = SearchBox(delay_ms=60_000)
    qtbot.addWidget(search)
    QTest.keyClicks(search, "081")
    with qtbot.waitSignal(search.searched) as asked:
        QTest.keyClick(search, Qt.Key.Key_Return)
    assert asked.args == ["081"]


def test_escape_empties_first_and_down_leaves(qtbot: QtBot) -> None:
    search = SearchBox(delay_ms=1)
    qtbot.addWidget(search)
    QTest.keyClicks(search, "081")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    with qtbot.waitSignal(search.down_pressed):
        QTest.keyClick(search, Qt.Key.Key_Down)


def test_typing_asks_and_enter_picks_the_first_offer(box: SuggestBox, qtbot: QtBot) -> None:
    with qtbot.waitSignal(box.searched) as asked:
        QTest.keyClicks(box, "rs")
    assert asked.args == ["rs"]
    box.set_rows(ROWS)
    assert offers(box).isVisible()
    with qtbot.waitSignal(box.picked) as picked:
        QTest.keyClick(offers(box), Qt.Key.Key_Return)
    assert picked.args == ["m-1"]
    assert (box.value(), box.text()) == ("m-1", "RSUD Kota Serang")
    assert not offers(box).isVisible()


def test_arrow_keys_go_to_another_offer(box: SuggestBox) -> None:
    QTest.keyClicks(box, "b")
    box.set_rows(ROWS)
    QTest.keyClick(offers(box), Qt.Key.Key_Down)
    QTest.keyClick(offers(box), Qt.Key.Key_Return)
    assert box.value() == "m-2"


def test_changing_the_text_lets_the_picked_row_go(box: SuggestBox) -> None:
    box.set_value(("m-1", "RSUD Kota Serang"))
    assert box.value() == "m-1"
    QTest.keyClick(box, Qt.Key.Key_End)
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    assert box.value() is None
    assert box.text() == "RSUD Kota Seran"


def test_an_answer_that_comes_after_leaving_stays_closed(box: SuggestBox) -> None:
    QTest.keyClicks(box, "rs")
    box.clearFocus()
    box.set_rows(ROWS)
    assert not offers(box).isVisible()


def test_no_offers_close_the_list(box: SuggestBox) -> None:
    QTest.keyClicks(box, "rs")
    box.set_rows(ROWS)
    box.set_rows(())
    assert not offers(box).isVisible()


def test_escape_closes_the_offers_and_keeps_the_text(box: SuggestBox) -> None:
    QTest.keyClicks(box, "rs")
    box.set_rows(ROWS)
    QTest.keyClick(offers(box), Qt.Key.Key_Escape)
    assert not offers(box).isVisible()
    assert (box.text(), box.value()) == ("rs", None)


def test_a_draft_keeps_key_and_text(box: SuggestBox) -> None:
    box.set_value(("m-1", "RSUD"))
    draft = box.draft()
    box.set_value(None)
    assert (box.value(), box.text()) == (None, "")
    box.restore(draft)
    assert (box.value(), box.text()) == ("m-1", "RSUD")


def test_the_button_that_empties_is_there_only_when_there_is_something(qtbot: QtBot) -> None:
    search = SearchBox("Cari nama")
    qtbot.addWidget(search)
    search.show()

    def in_sight() -> int:
        return sum(button.isVisible() for button in search.findChildren(QToolButton))

    assert in_sight() == 1
    search.setText("Ama")
    assert in_sight() == 2
