"""Printing the schedule: the day of everybody, the week of one provider, codes only."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from ruko_desk.domain.indonesian import EN_DASH
from ruko_desk.domain.papers import ScheduleSheet
from tests.fakes.printer import FakePrinter
from tests.ui.pages.schedule.desk import KEY, Desk


def printed(desk: Desk) -> list[ScheduleSheet]:
    """Let the page print from now on, and return the sheets that it makes."""
    sheets: list[ScheduleSheet] = []

    def make(sheet: ScheduleSheet) -> bytes:
        sheets.append(sheet)
        return b"%PDF"

    desk.ctx.make_press = lambda: SimpleNamespace(schedule_sheet=make)  # type: ignore[assignment, return-value]  # as far as the page calls it
    return sheets


def test_the_day_is_printed_by_codes(desk: Desk) -> None:
    sheets = printed(desk)
    assert desk.page.handle("print")
    (sheet,) = sheets
    assert (sheet.title, sheet.period) == ("Jadwal harian", "Kamis, 26 November 2026")
    first = sheet.rows[0]
    assert (first.time, first.case_code, first.provider) == (
        f"08.00{EN_DASH}09.00",
        "RK-26-0385",
        "Siti Rohmah, S.H.",
    )
    assert "A." not in {row.case_code for row in sheet.rows}
    assert [row.case_code for row in sheet.rows if row.time.startswith("15.00")] == ["Terisi"]
    assert len(cast("FakePrinter", desk.ctx.printer).jobs) == 1
    assert desk.toasts.shown[-1] == "Jadwal harian dikirim ke printer"


def test_the_week_of_the_provider_under_the_keyboard_is_printed(desk: Desk) -> None:
    sheets = printed(desk)
    desk.press(KEY.Key_P)
    desk.select("0325")
    desk.page.head.print.click()
    (sheet,) = sheets
    assert sheet.title == "Jadwal pekanan"
    assert sheet.period.startswith("Maya Anggraini, Senin, 23 November 2026")
    assert {row.provider for row in sheet.rows} == {"Maya Anggraini"}
    assert len(sheet.rows) == 3
