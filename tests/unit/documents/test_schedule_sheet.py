from __future__ import annotations

from datetime import date

import pytest

from ruko_desk.documents.schedule_sheet import schedule_sheet_pdf
from ruko_desk.documents.style import Style, load_style
from ruko_desk.domain.papers import ScheduleSheet, ScheduleSheetRow
from ruko_desk.paths import resource
from tests.unit.documents.papers import text_of

DAY = date(2026, 11, 26)


@pytest.fixture
def style() -> Style:
    return load_style(resource("fonts"))


def test_a_sheet_of_the_schedule_tells_codes_times_and_who_made_it(style: Style) -> None:
    row = ScheduleSheetRow(
        day=DAY,
        time="09.00-10.00",
        case_code="RK-26-0412",
        session="Konseling",
        provider="Maya Anggraini",
        room="Ruang Melati",
        state="Terjadwal",
    )
    sheet = ScheduleSheet(
        title="Jadwal harian",
        period="Kamis, 26 November 2026",
        rows=(row,),
        made_by="Nurul",
        made_on=DAY,
        practice=True,
    )
    text = " ".join(text_of(schedule_sheet_pdf(sheet, style)).split())
    for words in ("Jadwal harian", "RK-26-0412", "Konseling", "Jumlah: 1 janji", "LATIHAN"):
        assert words in text
    assert "Dicetak oleh Nurul pada 26 November 2026" in text


def test_an_empty_day_is_a_paper_too(style: Style) -> None:
    sheet = ScheduleSheet(title="Jadwal harian", period="Kamis", rows=())
    assert "Jumlah: 0 janji" in text_of(schedule_sheet_pdf(sheet, style))
