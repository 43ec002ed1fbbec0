"""Pengguna over fake services."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruko_desk.changes import ChangeSet
from ruko_desk.domain.codes import Role
from ruko_desk.errors import StaleError, UserError
from tests.ui.pages.house.desk import (
    House,
    opened,
    prompts,
    show,
    toasts,
    words,
)
from ui.context import UiContext
from ui.pages.users.code_dialog import CodeDialog
from ui.pages.users.page import UsersPage
from ui.pages.users.rights_text import sentences
from ui.pages.users.user_form import AddUserDialog, EditUserDialog
from ui.shell.page import Page
from ui.shell.routes import UsersRoute
from ui.widgets.banner import Banner


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
