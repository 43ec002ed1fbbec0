"""Providers with their hours, and rooms."""

from __future__ import annotations

from datetime import time
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ruko_desk.domain.dto.schedule import Provider, Room
from ruko_desk.domain.indonesian import EN_DASH
from ruko_desk.errors import FieldErrors
from tests.fakes.context import make_context
from tests.fakes.prompts import FakePrompts
from tests.ui.views.days import WEEK, provider
from tests.ui.views.schedule_service import FakeSchedule, make_services
from ui.context import UiContext
from ui.pages.schedule.hours_edit import HoursEdit, hours_text, parse_hours
from ui.pages.schedule.provider_form import ProviderDialog
from ui.pages.schedule.providers_dialog import ProvidersDialog, week_words

EIGHT, NOON, ONE, FOUR = time(8), time(12), time(13), time(16)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", ()),
        ("08.00-16.00", ((EIGHT, FOUR),)),
        (f"8.00 {EN_DASH} 12.00, 13.00 {EN_DASH} 16.00", ((EIGHT, NOON), (ONE, FOUR))),
        ("0800-1200; 1300-1600", ((EIGHT, NOON), (ONE, FOUR))),
        ("13.00 sampai 16.00 dan 08.00 s/d 12.00", ((EIGHT, NOON), (ONE, FOUR))),
        ("08.00-12.00, 12.00-16.00", ((EIGHT, NOON), (NOON, FOUR))),
        ("pagi", None),
        ("08.00", None),
        ("16.00-08.00", None),
        ("08.00-13.00, 12.00-16.00", None),
        ("08.00-25.00", None),
    ],
)
def test_hours_are_read_as_people_write_them(
    text: str, hours: tuple[tuple[time, time], ...] | None
) -> None:
    assert parse_hours(text) == hours


def test_what_is_written_is_read_back() -> None:
    hours = ((EIGHT, NOON), (ONE, FOUR))
    assert parse_hours(hours_text(hours)) == hours


def test_a_week_is_filled_in_and_copied(qtbot: QtBot) -> None:
    edit = HoursEdit()
    qtbot.addWidget(edit)
    edit.set_value(WEEK)
    assert edit.value() == WEEK
    edit.restore(["pagi", "", "", "", "", "", ""])
    assert edit.problem() == "Jam Senin: tulis seperti 08.00-12.00, 13.00-16.00"
    edit.restore(["08.00-12.00", "", "", "", "", "09.00-10.00", ""])
    edit.copy_monday()
    assert [span.weekday for span in edit.value()] == [0, 1, 2, 3, 4, 5]


def test_the_hours_of_a_week_in_short() -> None:
    assert week_words(provider("h1")) == f"Sen{EN_DASH}Jum 08.00{EN_DASH}16.00"


@pytest.fixture
def schedule() -> FakeSchedule:
    return FakeSchedule()


@pytest.fixture
def context(schedule: FakeSchedule) -> UiContext:
    return make_context(make_services(schedule))


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    return page


@pytest.fixture
def dialog(context: UiContext, page: QWidget) -> ProvidersDialog:
    return ProvidersDialog(context, page)


def open_form(dialog: ProvidersDialog, one: Provider | None) -> ProviderDialog:
    dialog.edit_provider(one)
    return dialog.findChildren(ProviderDialog)[-1]


def test_providers_and_rooms_are_listed(dialog: ProvidersDialog) -> None:
    assert len(dialog.providers.rows_model.rows()) == 6
    assert len(dialog.rooms.rows_model.rows()) == 2


def test_a_provider_is_changed_and_the_page_told(
    dialog: ProvidersDialog, schedule: FakeSchedule, qtbot: QtBot
) -> None:
    form = open_form(dialog, provider("p1"))
    form.name.set_value("Dr. Maya Anggraini, M.Psi., Psikolog")
    form.room.set_value("r2")
    with qtbot.waitSignal(dialog.changed):
        form.save()
    (saved,) = schedule.saved
    assert isinstance(saved, Provider)
    assert (saved.uid, saved.version, saved.room_uid, saved.hours) == ("p1", 1, "r2", WEEK)
    assert saved.active


def test_a_new_provider_has_no_uid_yet(dialog: ProvidersDialog, schedule: FakeSchedule) -> None:
    form = open_form(dialog, None)
    form.name.set_value("Bdn. Sari")
    form.service.set_value("kesehatan")
    form.hours.restore(["08.00-12.00", "", "", "", "", "", ""])
    form.save()
    (saved,) = schedule.saved
    assert isinstance(saved, Provider)
    assert (saved.uid, saved.service, saved.user_uid) == ("", "kesehatan", None)
    assert [(span.weekday, span.start, span.end) for span in saved.hours] == [(0, EIGHT, NOON)]


def test_hours_that_cannot_be_read_are_not_sent(
    dialog: ProvidersDialog, schedule: FakeSchedule
) -> None:
    form = open_form(dialog, provider("p1"))
    form.hours.restore(["pagi", "", "", "", "", "", ""])
    form.save()
    assert "hours" in form.form.errors()
    assert schedule.saved == []


def test_what_the_service_refuses_stands_beside_its_field(
    dialog: ProvidersDialog, schedule: FakeSchedule
) -> None:
    schedule.refuse = [FieldErrors({"name": "Isi nama petugas layanan"})]
    form = open_form(dialog, None)
    form.save()
    assert form.form.get("name").error() == "Isi nama petugas layanan"
    assert form.isVisible()


def test_a_room_is_added(
    dialog: ProvidersDialog, context: UiContext, schedule: FakeSchedule
) -> None:
    prompts = cast("FakePrompts", context.prompts)
    prompts.answers = ["Ruang Anggrek"]
    dialog.edit_room(None)
    assert schedule.saved == [Room(uid="", name="Ruang Anggrek")]
