"""Cadangan data, Pengaturan and Profil saya over fake services."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ruko_desk.changes import ChangeSet
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.safekeeping import BackupStatus
from ruko_desk.domain.letters import PaperSize
from ruko_desk.errors import EnvironmentProblem, FieldErrors
from tests.fakes.context import MORNING, make_actor, make_context
from tests.fakes.gate import PASSPHRASE
from tests.fakes.printer import FakePrinter
from tests.ui.pages.house.desk import (
    NEW,
    House,
    button,
    prompts,
    show,
    toasts,
    words,
)
from ui.context import UiContext
from ui.pages.backup.page import BackupPage
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.profile import ProfilePage
from ui.pages.users.page import UsersPage
from ui.shell.page import Page
from ui.shell.routes import BackupRoute, ProfileRoute, SettingsRoute


@pytest.fixture
def backup(ctx: UiContext, pages: list[Page]) -> BackupPage:
    page = show(BackupPage(ctx), pages)
    page.show_route(BackupRoute())
    return page


def test_without_a_backup_it_says_so_and_asks_for_a_place_first(backup: BackupPage) -> None:
    assert backup.sentence.text().startswith("Data belum pernah dicadangkan")
    assert not backup.run_button.isEnabled()


@pytest.mark.parametrize(("days", "told"), [(1, ""), (2, "2 hari"), (5, "5 hari")])
def test_an_old_backup_is_a_reminder(
    backup: BackupPage, house: House, days: int, told: str
) -> None:
    house.backup.status = BackupStatus(made_at=MORNING - timedelta(days=days), folder="/stick")
    backup.show_route(BackupRoute())
    assert backup.warning.isVisible() == bool(told)
    assert told in backup.warning.text()
    assert "ke /stick. Diperiksa dan dapat dibuka." in backup.sentence.text()


def test_a_backup_is_made_and_told(backup: BackupPage, ctx: UiContext, tmp_path: Path) -> None:
    heard: list[tuple[str, float]] = []
    ctx.bus.progress.connect(lambda text, share: heard.append((text, share)))
    prompts(ctx).answers.append(tmp_path)
    backup.pick_button.click()
    backup.run_button.click()
    assert heard == [("Menyalin data", 0.5)]
    assert toasts(ctx).shown == ["Cadangan selesai dan sudah diperiksa: 12 kasus, 3 MB."]
    assert f"hari ini 10.36 ke {tmp_path}" in backup.sentence.text()
    assert not backup.bar.isVisible()
    assert backup.run_button.isEnabled()


def test_a_backup_that_failed_says_what_to_do(
    backup: BackupPage, house: House, ctx: UiContext, tmp_path: Path
) -> None:
    house.backup.refusal = EnvironmentProblem("Flash disk penuh. Pakai yang lain.")
    prompts(ctx).answers.append(tmp_path)
    backup.pick_button.click()
    backup.run_button.click()
    assert prompts(ctx).asked[-1].text == "Flash disk penuh. Pakai yang lain."
    assert backup.run_button.isEnabled()
    assert not backup.bar.isVisible()


@pytest.fixture
def settings(ctx: UiContext, pages: list[Page]) -> SettingsPage:
    page = show(SettingsPage(ctx), pages)
    page.show_route(SettingsRoute())
    return page


def test_everything_is_saved_with_the_version_that_was_read(
    settings: SettingsPage, house: House, ctx: UiContext
) -> None:
    settings.house.set_values({"house_name": "Rumah Uji", "city": "Serang"})
    settings.numbering.set_values({"paper": "F4"})
    settings.safety.set_values({"idle_minutes": 7, "pin_after_idle": False})
    assert settings.handle("save")
    now = house.settings.now
    assert (now.house.house_name, now.numbering.paper) == ("Rumah Uji", "F4")
    assert (now.safety.idle_minutes, now.safety.pin_after_idle) == (7, False)
    assert now.version == 2
    assert toasts(ctx).shown == ["Pengaturan tersimpan"]
    assert settings.draft() is None


def test_a_number_out_of_range_is_told_beside_its_field(
    settings: SettingsPage, house: House
) -> None:
    settings.safety.get("idle_minutes").editor.restore("40")
    settings.save()
    assert "antara 1 dan 15" in settings.safety.errors()["idle_minutes"]
    assert house.settings.now.version == 1
    assert settings.tabs.currentIndex() == 2


def test_what_the_service_refuses_stands_at_the_field_of_the_right_tab(
    settings: SettingsPage, house: House
) -> None:
    house.settings.refusal = FieldErrors({"case_template": "Pola harus memuat {nomor}"})
    settings.numbering.set_values({"case_template": "RK"})
    settings.save()
    assert settings.tabs.currentIndex() == 1
    assert settings.numbering.errors() == {"case_template": "Pola harus memuat {nomor}"}
    assert settings.numbering.values()["case_template"] == "RK"


def test_settings_changed_by_somebody_else_do_not_overwrite_what_is_typed(
    settings: SettingsPage, house: House
) -> None:
    settings.house.set_values({"house_name": "Rumah Uji"})
    house.settings.now = replace(
        house.settings.now,
        version=5,
        house=replace(house.settings.now.house, house_name="Rumah Lain"),
    )
    settings.on_changes(ChangeSet.of(("settings", "")))
    assert settings.stale.isVisible()
    assert settings.house.values()["house_name"] == "Rumah Uji"
    settings.stale.action.click()
    assert settings.house.values()["house_name"] == "Rumah Lain"
    assert not settings.stale.isVisible()


def test_what_is_typed_is_a_draft(
    settings: SettingsPage, house: House, ctx: UiContext, pages: list[Page]
) -> None:
    settings.house.set_values({"house_name": "Rumah Uji"})
    settings.keep_draft()
    again = show(SettingsPage(ctx), pages)
    again.show_route(SettingsRoute())
    assert again.house.values()["house_name"] == "Rumah Uji"


@pytest.mark.parametrize("size", list(PaperSize))
def test_a_test_page_goes_to_the_printer(
    settings: SettingsPage, ctx: UiContext, size: PaperSize
) -> None:
    button(settings, f"test_{size.value}").click()
    printer = cast("FakePrinter", ctx.printer)
    assert printer.jobs == [(f"%PDF {size}".encode(), size.value)]


@pytest.fixture
def profile(ctx: UiContext, pages: list[Page]) -> ProfilePage:
    page = show(ProfilePage(ctx), pages)
    page.show_route(ProfileRoute())
    return page


def test_the_own_passphrase_is_changed_with_the_old_one(profile: ProfilePage, house: House) -> None:
    profile.old.set_value("salah")
    for editor in (profile.box.first, profile.box.again):
        editor.set_value(NEW)
    button(profile, "change_passphrase").click()
    assert "Kata sandi sekarang belum cocok" in words(profile)
    assert house.users.passphrase == PASSPHRASE
    profile.old.set_value(PASSPHRASE)
    button(profile, "change_passphrase").click()
    assert house.users.passphrase == NEW
    assert profile.old.text() == profile.box.text() == ""


def test_a_pin_is_set_and_removed(profile: ProfilePage, house: House) -> None:
    assert not button(profile, "remove_pin").isVisible()
    profile.pin.set_value("123")
    button(profile, "set_pin").click()
    assert "PIN paling sedikit 6 angka" in words(profile)
    profile.pin.set_value("294716")
    button(profile, "set_pin").click()
    assert house.users.pin == "294716"
    assert profile.pin.text() == ""
    button(profile, "remove_pin").click()
    assert house.users.pin is None


def test_a_psychologist_names_her_second_person(
    house: House, qtbot: QtBot, pages: list[Page]
) -> None:
    ctx = make_context(house, make_actor(Role.PSYCHOLOGIST))
    page = show(ProfilePage(ctx), pages)
    page.show_route(ProfileRoute())
    page.second.set_value("u2")
    button(page, "save_second").click()
    assert house.users.second == "u2"
    page.show_route(ProfileRoute())
    assert page.second.value() == "u2"
    page.second.set_value("")
    button(page, "save_second").click()
    assert house.users.second is None


def test_the_front_desk_has_no_notes_and_names_nobody(
    house: House, qtbot: QtBot, pages: list[Page]
) -> None:
    ctx = make_context(house, make_actor(Role.FRONT_DESK))
    page = show(ProfilePage(ctx), pages)
    assert page.findChild(QAbstractButton, "save_second") is None


def test_no_secret_stays_in_a_field_when_the_page_is_left(profile: ProfilePage) -> None:
    profile.old.set_value("rahasia")
    profile.pin.set_value("294716")
    profile.box.first.set_value(NEW)
    profile.leave()
    assert profile.old.text() == profile.pin.text() == profile.box.text() == ""
    assert profile.take_draft() is None


@pytest.mark.parametrize("kind", [UsersPage, BackupPage, SettingsPage, ProfilePage])
def test_every_page_fits_a_small_screen(
    ctx: UiContext, pages: list[Page], kind: type[Page]
) -> None:
    page = show(kind(ctx), pages)
    hint = page.minimumSizeHint()
    assert hint.width() <= 1000 - 56
    assert hint.height() <= 560 - 48 - 22 - 24
