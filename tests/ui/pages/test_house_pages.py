"""Pengguna, Cadangan data, Pengaturan and Profil saya over fake services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar, cast

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ruko_desk import paths
from ruko_desk.changes import ChangeSet
from ruko_desk.domain.access import Rights
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.safekeeping import BackupStatus
from ruko_desk.domain.letters import PaperSize
from ruko_desk.errors import EnvironmentProblem, FieldErrors, StaleError, UserError
from tests.fakes.context import MORNING, FakeToasts, NoDrafts, make_actor, make_context
from tests.fakes.gate import PASSPHRASE, Codes, FakeBackup, FakeSettings, FakeUsers, make_row
from tests.fakes.printer import FakePrinter
from tests.fakes.prompts import FakePrompts
from ui.context import UiContext
from ui.pages.backup.page import BackupPage
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.profile import ProfilePage
from ui.pages.users.code_dialog import CodeDialog
from ui.pages.users.page import UsersPage
from ui.pages.users.rights_text import sentences
from ui.pages.users.user_form import AddUserDialog, EditUserDialog
from ui.shell.page import Page
from ui.shell.routes import BackupRoute, ProfileRoute, SettingsRoute, UsersRoute
from ui.widgets.banner import Banner

NEW = "lima kata yang mudah diingat"
P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=QDialog)


class House:
    """Fake services of one house."""

    def __init__(self) -> None:
        self.users = FakeUsers(
            [
                make_row("u1", "Ratna", Role.MANAGER),
                make_row("u2", "Siti", Role.PSYCHOLOGIST, last_login_at=MORNING),
                make_row("u3", "Tuti", Role.FRONT_DESK, active=False),
            ]
        )
        self.settings = FakeSettings()
        self.backup = FakeBackup()
        self.drafts = NoDrafts()
        self.codes = Codes()
        self.rights_table = Rights.from_csv(
            paths.resource("rights", "rights.csv").read_text(encoding="utf-8")
        )


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def ctx(qtbot: QtBot, house: House) -> UiContext:
    press = SimpleNamespace(test_page=lambda size: f"%PDF {size}".encode())
    return make_context(house, make_actor(Role.MANAGER, name="Ratna"), press=press)


@pytest.fixture
def pages(qtbot: QtBot) -> Iterator[list[Page]]:
    made: list[Page] = []
    yield made
    for page in made:
        delete(page)


def show(page: P, pages: list[Page]) -> P:
    pages.append(page)
    page.resize(900, 500)
    page.show()
    return page


def opened(kind: type[D]) -> D:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def button(widget: QWidget, name: str) -> QAbstractButton:
    found = widget.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel))


def toasts(ctx: UiContext) -> FakeToasts:
    return cast("FakeToasts", ctx.toasts)


def prompts(ctx: UiContext) -> FakePrompts:
    return cast("FakePrompts", ctx.prompts)


# Pengguna


@pytest.fixture
def users(ctx: UiContext, pages: list[Page]) -> UsersPage:
    page = show(UsersPage(ctx), pages)
    page.show_route(UsersRoute())
    return page


def test_the_list_shows_roles_last_login_and_what_they_may_do(users: UsersPage) -> None:
    model = users.table.model()
    cells = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert cells[0][:3] == ["Ratna", "pengelola", "belum pernah"]
    assert cells[1][:3] == ["Siti", "psikolog", "26 Nov 10.36"]
    assert "Nonaktif" in cells[2][3]
    users.table.select_key("u2")
    assert "Isi catatan psikologi: melihat hanya miliknya" in words(users)


def test_rights_are_sentences_out_of_the_table(house: House) -> None:
    lines = sentences(house.rights_table, {Role.MANAGER})
    assert "Isi catatan psikologi: tidak" in lines
    assert "Identitas klien: melihat semua" in lines
    both = sentences(house.rights_table, {Role.FRONT_DESK, Role.MANAGER})
    assert "Identitas klien: melihat dan menulis semua" in both


def test_a_lone_manager_is_told_to_find_a_second(users: UsersPage, house: House) -> None:
    bar = users.findChild(Banner)
    assert bar is not None
    assert bar.isVisible()
    house.users.rows[1] = replace(house.users.rows[1], roles=frozenset({Role.MANAGER}))
    users.on_changes(ChangeSet.of(("user", "u2")))
    assert not bar.isVisible()


def test_adding_shows_the_code_once_and_the_new_line(users: UsersPage, house: House) -> None:
    users.add_button.click()
    dialog = opened(AddUserDialog)
    dialog.form.set_values(
        {"display_name": "Wati", "login_name": "wati", "roles": ("petugas", "pendamping")}
    )
    dialog.accept()
    new = house.users.added[0]
    assert new.roles == {Role.FRONT_DESK, Role.COMPANION}
    code = opened(CodeDialog)
    assert new.one_time_code in words(code)
    code.accept()
    assert users.table.model().rowCount() == 4


def test_numbers_of_a_licence_are_asked_of_psychologists_only(users: UsersPage) -> None:
    users.add_button.click()
    dialog = opened(AddUserDialog)
    field = dialog.form.get("str_number")
    assert field.isHidden()
    dialog.form.set_values({"roles": ("psikolog",), "str_number": "STR-7"})
    assert not field.isHidden()
    assert dialog.form.content()["str_number"] == "STR-7"
    dialog.form.set_values({"roles": ("hukum",)})
    assert dialog.form.content()["str_number"] == ""
    dialog.reject()


def test_a_refused_change_stays_in_the_dialog(users: UsersPage, house: House) -> None:
    users.table.select_key("u2")
    users.edit_button.click()
    dialog = opened(EditUserDialog)
    dialog.form.set_values({"display_name": "Siti Rahma"})
    house.users.refusal = StaleError("Data petugas ini sudah diubah.")
    dialog.accept()
    assert dialog.isVisible()
    assert "Data petugas ini sudah diubah." in dialog.form.errors().values()
    house.users.refusal = None
    dialog.accept()
    assert house.users.rows[1].display_name == "Siti Rahma"


def test_a_reset_asks_first_and_shows_a_fresh_code(
    users: UsersPage, house: House, ctx: UiContext
) -> None:
    users.table.select_key("u2")
    prompts(ctx).answers += [False, True]
    users.reset_button.click()
    assert house.users.reset_codes == []
    users.reset_button.click()
    code = opened(CodeDialog)
    assert house.users.reset_codes[0] in words(code)
    assert "orang kedua" in prompts(ctx).asked[0].text
    code.accept()


def test_a_refused_leave_is_told(users: UsersPage, house: House, ctx: UiContext) -> None:
    house.users.refusal = UserError("Ini pengelola terakhir.")
    prompts(ctx).answers.append(True)
    users.leave_button.click()
    assert toasts(ctx).errors == ["Ini pengelola terakhir."]
    assert house.users.rows[0].active


def test_who_has_left_cannot_be_changed(users: UsersPage) -> None:
    users.table.select_key("u3")
    assert not users.edit_button.isEnabled()
    assert not users.reset_button.isEnabled()


# Cadangan data


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


# Pengaturan


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


# Profil saya


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
