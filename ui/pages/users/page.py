"""Pengguna: colleagues, their roles and what these allow; adding, resetting, leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ruko_desk.changes import ChangeSet, Outcome
from ruko_desk.clock import local, today
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.users import Actor, NewUser, UpdateUser, UserRow
from ruko_desk.domain.indonesian import day_month, time_text
from ruko_desk.errors import RuKoError
from ruko_desk.services import passphrases
from ui.context import UiContext, run_command, run_query
from ui.models.rows import Column, RowTableModel
from ui.pages.users.code_dialog import CodeDialog
from ui.pages.users.rights_text import sentences
from ui.pages.users.user_form import AddUserDialog, EditUserDialog
from ui.shell.page import Page
from ui.shell.routes import Route
from ui.theme.symbols import Symbol
from ui.theme.theme import theme
from ui.theme.tokens import L, S
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from ruko_desk.services.registry import Services

T = TypeVar("T")

CODE_WORDS = 6
SIDE_WIDTH = 320
_SAME_DATE_ORDER = "%Y%m%d%H%M%S"


class UsersPage(Page):
    """The list at the left, the chosen colleague at the right."""

    title = str(QT_TRANSLATE_NOOP("UsersPage", "Pengguna"))

    def __init__(self, ctx: UiContext) -> None:
        """Build the page, empty."""
        super().__init__(ctx)
        self._dialog: AddUserDialog | EditUserDialog | None = None
        model: RowTableModel[UserRow] = RowTableModel(self._columns(), key=lambda row: row.uid)
        self.table = DataTable(model, self.tr("Pengguna"))
        self.table.setObjectName("users")
        self.add_button = Button(self.tr("Tambah petugas"), "primary", icon="user-plus")
        self.add_button.setObjectName("add_user")
        self.edit_button = Button(self.tr("Ubah nama dan peran"), icon="pencil")
        self.reset_button = Button(self.tr("Setel ulang kata sandi"), icon="key-round")
        self.leave_button = Button(self.tr("Nonaktifkan"), icon="user")
        self._name = Label("", "section", wrap=True)
        self._state = Label("", "muted", wrap=True)
        self._rights = QVBoxLayout()
        self._lone_manager = Banner(
            self.tr(
                "Baru ada satu pengelola. Tambahkan satu lagi, supaya data tetap dapat diurus "
                "bila ia berhalangan."
            ),
            "warning",
        )
        self._lone_manager.hide()
        self._lay_out()
        self.table.row_selected.connect(self._choose)
        self.table.activated.connect(lambda _row: self._edit())
        self.table.set_menu(self._menu)
        for button, call in (
            (self.add_button, self._add),
            (self.edit_button, self._edit),
            (self.reset_button, self._reset),
            (self.leave_button, self._leave),
        ):
            button.clicked.connect(lambda _checked=False, call=call: call())
        self._choose(None)

    def enter(self, route: Route) -> None:
        """Read the list."""
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.users.list(actor),
            self._show,
            key="list",
        )

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when somebody was changed."""
        if changes.touches("user"):
            self._reload()

    def first_focus(self) -> QWidget:
        """Start in the list."""
        return self.table

    def _reload(self) -> None:
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.users.list(actor),
            self._fill,
            key="list",
        )

    def _show(self, rows: tuple[UserRow, ...]) -> None:
        self._fill(rows)
        self.ready()

    def _fill(self, rows: tuple[UserRow, ...]) -> None:
        chosen = self.table.current_row()
        self.table.rows_model.set_rows(rows)
        if chosen is not None:
            self.table.select_key(chosen.uid)
        elif rows:
            self.table.select_key(rows[0].uid)
        managers = [row for row in rows if row.active and Role.MANAGER in row.roles]
        self._lone_manager.setVisible(len(managers) < 2)
        self._choose(self.table.current_row())

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, L, L, L)
        outer.setSpacing(S)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Pengguna"), "title"))
        head.addStretch(1)
        head.addWidget(self.add_button)
        outer.addLayout(head)
        outer.addWidget(self._lone_manager)
        side = Card()
        side.setFixedWidth(theme().metrics.px(SIDE_WIDTH))
        side.add(self._name)
        side.add(self._state)
        for button in (self.edit_button, self.reset_button, self.leave_button):
            side.add(button)
        side.add(Label(self.tr("Dapat"), "strong"))
        holder = QWidget()
        holder.setLayout(self._rights)
        self._rights.setContentsMargins(0, 0, S, 0)
        rights = Scroll(holder)
        rights.setMinimumHeight(theme().metrics.px(64))
        side.add(rights, 1)
        row = QHBoxLayout()
        row.setSpacing(L)
        row.addWidget(self.table, 1)
        row.addWidget(side)
        outer.addLayout(row, 1)

    def _columns(self) -> list[Column[UserRow]]:
        return [
            Column(
                key="name",
                title=self.tr("Nama"),
                text=lambda row: row.display_name,
                strong=True,
                stretch=True,
            ),
            Column(key="roles", title=self.tr("Peran"), text=self._roles_text, width=200),
            Column(
                key="login",
                title=self.tr("Terakhir masuk"),
                text=self._login_text,
                sort=lambda row: (
                    row.last_login_at.strftime(_SAME_DATE_ORDER) if row.last_login_at else ""
                ),
            ),
            Column(
                key="state",
                title=self.tr("Status"),
                text=lambda row: self.tr("Aktif") if row.active else self.tr("Nonaktif"),
                symbol=lambda row: (
                    (Symbol.CHECK, "done") if row.active else (Symbol.CROSS, "muted")
                ),
            ),
        ]

    def _roles_text(self, row: UserRow) -> str:
        label = self.ctx.codes.label
        return ", ".join(label("peran", role) for role in Role if role in row.roles)

    def _login_text(self, row: UserRow) -> str:
        if row.last_login_at is None:
            return self.tr("belum pernah")
        when = local(row.last_login_at)
        return f"{day_month(when.date())} {time_text(when)}"

    def _choose(self, row: UserRow | None) -> None:
        active = row is not None and row.active and not self.ctx.read_only
        for button in (self.edit_button, self.reset_button, self.leave_button):
            button.setEnabled(active)
        self.add_button.setEnabled(not self.ctx.read_only)
        self._name.setText(row.display_name if row else "")
        self._state.setText(self._state_text(row) if row else "")
        while (item := self._rights.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if row is not None:
            for line in sentences(self.ctx.services.rights_table, row.roles):
                self._rights.addWidget(Label(line, "small", wrap=True))
        self._rights.addStretch(1)

    def _state_text(self, row: UserRow) -> str:
        words = self.tr("Nama masuk: {login}").replace("{login}", row.login_name)
        if not row.active:
            words = f"{words}. {self.tr('Sudah tidak aktif')}"
        return words

    def _menu(self, row: UserRow, menu: QMenu) -> None:
        if not row.active:
            return
        for words, call in (
            (self.tr("Ubah nama dan peran"), self._edit),
            (self.tr("Setel ulang kata sandi…"), self._reset),
            (self.tr("Nonaktifkan…"), self._leave),
        ):
            menu.addAction(words).triggered.connect(lambda _checked=False, call=call: call())

    # Changing

    def _role_choices(self) -> list[tuple[str, str]]:
        return [(role.value, self.ctx.codes.label("peran", role)) for role in Role]

    def _add(self) -> None:
        self._open(
            AddUserDialog(
                self,
                self._role_choices(),
                today(self.ctx.clock),
                passphrases.suggest(CODE_WORDS),
                self._save_new,
            )
        )

    def _edit(self) -> None:
        row = self.table.current_row()
        if row is not None and row.active and not self.ctx.read_only:
            self._open(
                EditUserDialog(
                    self, self._role_choices(), today(self.ctx.clock), row, self._save_changed
                )
            )

    def _open(self, dialog: AddUserDialog | EditUserDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._dialog_gone)
        dialog.open()

    def _dialog_gone(self) -> None:
        self._dialog = None

    def _save_new(self, new: NewUser) -> None:
        def saved(row: UserRow) -> None:
            self._close_dialog()
            self._show_code(row.display_name, new.one_time_code)

        self._run(lambda services, actor: services.users.add(actor, new), saved)

    def _save_changed(self, changed: UpdateUser) -> None:
        def saved(row: UserRow) -> None:
            self._close_dialog()
            words = self.tr("{name} sudah diubah").replace("{name}", row.display_name)
            self.ctx.toasts.show(words)

        self._run(lambda services, actor: services.users.update(actor, changed), saved)

    def _reset(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        code = passphrases.suggest(CODE_WORDS)

        def answered(yes: bool) -> None:
            if yes:
                self._run(
                    lambda services, actor: services.users.reset(actor, row.uid, code),
                    lambda changed: self._show_code(changed.display_name, code),
                )

        self.ctx.prompts.confirm(
            self,
            self.tr("Setel ulang kata sandi {name}?").replace("{name}", row.display_name),
            self.tr(
                "Ia mendapat kode sekali pakai. Catatan sesinya baru terbuka lagi lewat orang "
                "kedua yang ia tunjuk atau Lembar Pemulihan."
            ),
            answered,
            yes=self.tr("Setel ulang"),
            danger=True,
        )

    def _leave(self) -> None:
        row = self.table.current_row()
        if row is None:
            return

        def answered(yes: bool) -> None:
            if yes:
                self._run(
                    lambda services, actor: services.users.deactivate(actor, row.uid),
                    lambda changed: self.ctx.toasts.show(
                        self.tr("{name} sudah nonaktif").replace("{name}", changed.display_name)
                    ),
                )

        self.ctx.prompts.confirm(
            self,
            self.tr("Nonaktifkan {name}?").replace("{name}", row.display_name),
            self.tr(
                "Ia tidak dapat masuk lagi; namanya tetap pada catatan. Serahkan kasusnya dahulu. "
                "Cadangan lama masih terbuka dengan kunci lama: buat cadangan baru sesudahnya."
            ),
            answered,
            yes=self.tr("Nonaktifkan"),
            danger=True,
        )

    def _run(
        self,
        fn: Callable[[Services, Actor], Outcome[T]],
        ok: Callable[[T], object],
    ) -> None:
        def done(value: T) -> None:
            ok(value)
            self._reload()

        run_command(self.ctx, self, fn, done, err=self._refused)

    def _refused(self, error: RuKoError) -> None:
        if self._dialog is not None:
            self._dialog.refuse(error)
        else:
            self.ctx.toasts.error(error.message)

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.saved()

    def _show_code(self, name: str, code: str) -> None:
        dialog = CodeDialog(self, name, code)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
